"""Is an act one between states: has it the parties that its frame needs, and is the ground another's?"""

from tocsin.escalation.article.ground import faces_abroad
from tocsin.escalation.article.places import country_of, names_border
from tocsin.escalation.counting.foreign import is_foreign
from tocsin.escalation.gazetteer.actors import home_of
from tocsin.escalation.grammar.draft import Draft

NO_ONE_COUNTRY = frozenset({"Islamic State", "Al-Qaeda", "Al-Shabaab", "Boko Haram", "ISWAP", "JNIM"})
_BARGAINS = frozenset("deal agreement accord pact truce ceasefire".split())
_BLASTS = frozenset("bomb bombs bombing bombings blast blasts explosion explosions".split())
_ACROSS = frozenset("border frontier cross troops soldiers jets warplanes missile missiles artillery".split())
_BORDER = frozenset("border frontier cross-border neighbouring neighboring".split())
# With whom a government makes peace at home.
_HOME_TRUCE = frozenset("government factions faction clans clan tribes tribe tribal druze unions union".split())
_PIRATES = frozenset("pirates pirate".split())
_TERROR = frozenset("engineers nationals workers hotel consulate embassy tourists".split())
_BOMBERS = frozenset({"bomber", "suicide"})
_BOMBS = frozenset({"bomb", "bomber", "suicide", "blast", "explosion"})
_CIVIC = frozenset("mosque mosques church market bazaar shrine temple restaurant bus cafe court rally funeral".split())
_FLOWN = frozenset("bombed bombs bombing plane planes airplanes helicopters".split())
_CRIMINALS = frozenset("smugglers smuggler traffickers trafficker poachers poacher rustlers".split())
_OUTLAWS = frozenset(
    "bandit jihadist militant insurgent guerrilla rebel smugglers smuggler traffickers poachers bandits jihadists "
    "militants insurgents terrorists rustlers gang "
    "guerrillas extremists rebels fighters".split()
)
_SUPPORT = frozenset("support supports supported backs backing reiterates role".split())
_MEETINGS = frozenset({"talks-ease", "meet-for-peace", "ease"})
# What comes down in a state, or flies over it, came from somewhere else.
_STRAYS = frozenset({"drone-down", "foreign-sky", "in-airspace"})
_GATHERING = frozenset({"deployment", "build-up"})


def stands(draft: Draft) -> bool:
    """Whether the act has the parties that its frame needs."""
    if draft.frame.id in ("withdraw", "withdraw-troops") and _leaves_own_town(draft):
        return False
    if (
        _is_suicide(draft)
        or _is_blamed_blast(draft)
        or _is_piracy(draft)
        or _is_crime(draft)
        or _is_guessed_abroad(draft)
    ):
        return False
    if draft.frame.needs == "none" or (draft.frame.id == "liberate" and draft.level == 5):
        return True
    if draft.peace:
        return _makes_peace(draft)
    if draft.pairs and draft.guessed and draft.frame.means == "ultimatum" and _is_to_own_town(draft):
        return False
    if draft.pairs:
        # A group that vows to strike a state abroad is no rebel at home, though the state's towns are named.
        by_state = home_of(draft.initiators[0]) == draft.initiators[0]
        return draft.level < (2 if by_state else 3) or not _at_home(draft)
    return is_foreign(draft) if draft.level >= 4 else _stands_alone(draft)


def _stands_alone(draft: Draft) -> bool:
    """Whether words or a display of force of which one side alone is named may stand so."""
    if draft.frame.id in _STRAYS and draft.targets:
        return True
    if draft.frame.id == "drill" and not draft.targets and not faces_abroad(draft):
        return False
    if draft.level == 2 and draft.frame.level > 2 and not draft.initiators:
        return False  # a threat that nobody makes: "a strike is threatened at the airports"
    gathering = draft.frame.means in _GATHERING and not faces_abroad(draft)
    if draft.frame.needs == "two" or gathering or _only_at_home(draft):
        return False
    return bool(draft.initiators or draft.targets)


def _makes_peace(draft: Draft) -> bool:
    """Whether a step towards peace has its makers, and is none between a government and its own."""
    if draft.frame.event == "consult" and _SUPPORT & set(draft.clauses.words[max(0, draft.start - 5) : draft.start]):
        return False
    if draft.frame.id in _MEETINGS and _many_meet(draft):
        return False
    if draft.pairs or draft.frame.needs != "one":
        return bool(draft.pairs)
    at_home = _HOME_TRUCE | draft.clauses.lexicon.sets["domestic"]
    return bool(draft.initiators or draft.targets) and at_home.isdisjoint(draft.clauses.words)


def _many_meet(draft: Draft) -> bool:
    """Whether three states or more meet as one side: allies that talk about somebody else."""
    met = draft.clauses.parties
    groups = ({p.mention.home for p in met if p.group == one.group and p.can_act} for one in met)
    return any(len(group) > 2 for group in groups)


def _is_to_own_town(draft: Draft) -> bool:
    """Whether an ultimatum goes to rebels, or to a town of the one who gives it."""
    home = home_of(draft.initiators[0])
    towns = [p for p in draft.clauses.parties if p.mention.kind == "place" and p.preposition == "to"]
    return any(p.mention.home == home for p in towns) or not draft.clauses.lexicon.sets["domestic"].isdisjoint(
        draft.clauses.words
    )


def _only_at_home(draft: Draft) -> bool:
    """Whether one side alone is named, and it is a group, or one that threatens its own rebels."""
    groups = draft.initiators and not draft.targets and home_of(draft.initiators[0]) != draft.initiators[0]
    if draft.level == 3 and groups:
        return True
    return draft.level == 2 and bool(draft.clauses.lexicon.sets["domestic"] & set(draft.clauses.words))


def _leaves_own_town(draft: Draft) -> bool:
    """Whether troops pull out of a place of their own country: a retreat, no step towards peace."""
    if draft.pairs and not _BARGAINS.isdisjoint(draft.clauses.words):
        return False
    own = [p for p in draft.clauses.parties if p.mention.kind == "place" and p.mention.home in draft.initiators]
    return bool(own) or country_of(draft, set(draft.initiators)) in draft.initiators


def _is_suicide(draft: Draft) -> bool:
    """Whether a man with a bomb struck foreigners in a town: "bomber strikes outside B's embassy in A"."""
    by_group = bool(draft.initiators) and home_of(draft.initiators[0]) != draft.initiators[0]
    words = set(draft.clauses.words)
    return draft.level >= 4 and not draft.peace and not by_group and bool(words & _BOMBERS and words & _TERROR)


def _is_terror(draft: Draft) -> bool:
    """Whether a bomber or gunmen of a local group struck foreigners, or their mission, in the group's own country."""
    words = set(draft.clauses.words)
    return bool(words & (_TERROR | _BOMBERS)) and not words & draft.clauses.lexicon.sets["heavy"] - {
        "bomber",
        "bombers",
    }


def _is_blamed_blast(draft: Draft) -> bool:
    """Whether one state blames another for a bomb on its own soil: an accusation, unless told as a blow across."""
    words = draft.clauses.words[: draft.start]
    if draft.level != 4 or not {"blame", "blames", "blamed", "blaming"} & set(words) or "for" not in words:
        return False
    return bool(_BLASTS & set(words[words.index("for") :])) and _ACROSS.isdisjoint(draft.clauses.words)


def _at_home(draft: Draft) -> bool:
    """Whether a state fights an armed group on its own ground, or a group of no one country at no named place."""
    first, second = draft.pairs[0]
    states = [code for code in (first, second) if home_of(code) == code]
    groups = [code for code in (first, second) if home_of(code) != code]
    if not groups or not states:
        return bool(groups) and not states and home_of(first) == home_of(second)
    group, state = groups[0], states[0]
    if draft.initiators[0] == group and _is_terror(draft) and country_of(draft, {state}) == home_of(group):
        return True
    across = draft.crossed or not _BORDER.isdisjoint(draft.clauses.words)
    if home_of(group) != state and (group not in NO_ONE_COUNTRY or (draft.initiators[0] == group and across)):
        return False
    country = country_of(draft, {state})
    at_group_s = group in NO_ONE_COUNTRY and country in (None, home_of(group)) and not across
    return country == state or at_group_s


def _is_piracy(draft: Draft) -> bool:
    """Whether robbers took a ship, or a police force killed smugglers: crime, whoever borders on it."""
    words = draft.clauses.words
    start, end = draft.clauses.bounds(draft.start)
    if draft.frame.event == "seize" and not _PIRATES.isdisjoint(words[start : draft.start]):
        return True
    if draft.level < 4 or not draft.targets:
        return False
    by_group = bool(draft.initiators) and home_of(draft.initiators[0]) != draft.initiators[0]
    if not by_group and _OUTLAWS.isdisjoint(words[start:end]):
        return False
    hit = [p for p in draft.clauses.parties if p.code in draft.targets]
    return bool(hit) and all(_BORDER & set(words[max(0, p.mention.start - 3) : p.mention.start]) for p in hit)


def _is_crime(draft: Draft) -> bool:
    """Whether guards fought robbers or smugglers at their own border, whichever way those came."""
    words = set(draft.clauses.words)
    flown = bool(words & (draft.clauses.lexicon.sets["heavy"] | _FLOWN))
    return draft.level >= 4 and not draft.peace and not flown and bool(words & _CRIMINALS)


def _is_guessed_abroad(draft: Draft) -> bool:
    """Whether a state fought rebels, or a bomb went off at home, and another state is only guessed at."""
    sentence = draft.clauses
    if draft.level < 4 or not draft.pairs or draft.peace:
        return False
    words = set(sentence.words)
    named = {p.mention.home for p in sentence.parties if not names_border(sentence, p)}
    if all(home_of(code) in named for code in draft.pairs[0]):
        return False
    # "Bomb at mosque kills 60", and a group of the neighbour's denies it.
    bomb = words & _BOMBS and words & _CIVIC and not words & sentence.lexicon.sets["heavy"] - {"bomber"}
    return bool(bomb or (draft.guessed and words & sentence.lexicon.sets["domestic"]))
