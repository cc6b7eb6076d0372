"""Who did it, and to whom? Reads the parties around the word that tells of the act."""

from itertools import pairwise

from tocsin.escalation.gazetteer.actors import ORGANISATIONS
from tocsin.escalation.grammar.clauses import Clauses
from tocsin.escalation.grammar.parties import CIVIL, Party

_SOURCES = frozenset({"from", "desde", "depuis"})
_BY = frozenset({"by", "por", "par"})
_NOT_OBJECT = frozenset({"from", "by", "desde", "por", "par", "depuis", "with", "per", "via", "past", "under", "about"})
_ASIDE = frozenset(
    "a about across against along around at au between by cerca contra contre dans en facing "
    "for in inside into near off on opposite outside over past per près sobre sur through to "
    "toward towards under vers via with à".split()
)
_WITH_AGAINST = frozenset(
    "border borders boundary frontier line tension tensions ties relations war clash clashes "
    "fire fighting links crossing crossings "
    "contacts row dispute standoff trade imports quarrel feud spat rivalry confrontation crisis".split()
)
# Where the dead come from does not make their state a party.
_VICTIMS = frozenset(
    (
        "student students tourist tourists journalist journalists worker workers citizen citizens "
        "national nationals aid"
    ).split()
)
# Who acts for a state that was named before.
_POWERS = frozenset("army military country government president ministry navy".split())
_MEN_OF = frozenset("members soldiers troops crew men fighters forces units unit pilots guards agents".split())
_WEATHER = frozenset("arctic polar blast clouds smoke dust smog pollution locusts snow rain winds".split())
_STANDS_FOR = frozenset("we our it its they their he she the".split())
_ATTACKS = frozenset(
    "strike strikes airstrike airstrikes raid raids attack attacks barrage bombardment "
    "shelling ambush assault fire offensive bombing "
    "drone missile rocket air artillery mortar onslaught cross incursion gunfire".split()
)
# Whom somebody tells is no doer of what he is told: "A told B that it would strike".
_TOLD = frozenset("told tells telling warned warns warning reminded reminds informed".split())
# "An air strike in Doha, drawing condemnation from Qatar": a reaction comes from there, no missile.
_REACTIONS = frozenset(
    "condemnation condemnations protest protests criticism outcry rebuke anger fury denunciation denial praise warning "
    "warnings threats ambassador statement tribute condolences response reaction support permission".split()
)
_WEAPONS = frozenset(("missile missiles rocket rockets drone drones weapons weapon oil gas nuclear-capable").split())


def codes_of(parties: list[Party]) -> list[str]:
    """The actors of some parties, each once; waters are no actors."""
    return list(dict.fromkeys(p.code for p in parties if p.mention.kind != "water"))


def subject(clauses: Clauses, here: int) -> list[Party]:
    """The party (or parties, joined by "and") that stand as the doer before token `here`."""
    start, _ = clauses.bounds(here)
    before = [p for p in clauses.parties_in(clauses.clause[here]) if p.mention.end <= here and p.can_act and not p.says]
    plain = [p for p in before if p.preposition not in _ASIDE and p.preposition not in _BY]
    plain = [p for p in plain if not _is_told(clauses, p)]
    plain = [p for p in plain if p.preposition not in _SOURCES or not _comes_with(clauses, p)]
    direct = [p for p in plain if p.preposition not in _SOURCES and p.preposition not in ("of", "de", "du", "des", "d")]
    adjacent = [p for p in before if p.mention.end == here and p.preposition in ("to", "of", "for", "on")]
    for choice in (direct, plain, adjacent):
        if choice:
            return [p for p in choice if p.group == choice[-1].group]
    if clauses.pronoun_before(start, here) or start == here or not _noun_before(clauses, start, here):
        return _sayer_before(clauses, start)
    if clauses.words[start] == "the" and _POWERS & set(clauses.words[start + 1 : start + 3]):
        return _sayer_before(clauses, start)
    return []


def is_weather(clauses: Clauses, here: int) -> bool:
    """Whether cold, smoke or locusts do it, wherever they come from: "arctic air from A invades B"."""
    start, _ = clauses.bounds(here)
    before = clauses.words[start:here]
    return not _WEATHER.isdisjoint(before) or ("cold", "front") in pairwise(before)


def _is_told(clauses: Clauses, party: Party) -> bool:
    before = [word for word in clauses.words[max(0, party.mention.start - 2) : party.mention.start] if word != "the"]
    return bool(before) and before[-1] in _TOLD


def _comes_with(clauses: Clauses, party: Party) -> bool:
    """Whether only a thing or a private person came from a state: "a ferry from X hit the pier"."""
    things = CIVIL | _WEATHER
    return bool(things & set(clauses.words[max(0, party.mention.start - 2) : party.mention.start]))


def _noun_before(clauses: Clauses, start: int, here: int) -> bool:
    """Whether the clause has words of its own where a subject would stand."""
    return any(word.isalpha() and len(word) > 3 for word in clauses.words[start + 1 : here])


def _sayer_before(clauses: Clauses, start: int) -> list[Party]:
    if not start:
        return [clauses.carried] if clauses.carried and clauses.words[0] in _STANDS_FOR else []
    earlier = [p for p in clauses.parties if p.mention.end <= start and p.mention.kind not in ("place", "water")]
    near = [p for p in earlier if p.clause == clauses.clause[start - 1] and (p.says or p.preposition not in _ASIDE)]
    return [p for p in near if p.group == near[0].group] if near else []


def objects(clauses: Clauses, here: int, *, within: int = 40) -> list[Party]:
    """The party that stands as the one acted on, from token `here` on in the same clause."""
    _, end = clauses.bounds(max(0, here - 1))
    after = [
        p
        for p in clauses.parties
        if here <= p.mention.start < min(end, here + within)
        and not p.says
        and _may_suffer(clauses, p)
        and not _VICTIMS & set(p.heads[:2])
        and not p.backed
        and not _is_setting_attack(clauses, p)
    ]
    solid = [p for p in after if p.mention.kind != "water" and not (p.heads and p.heads[0] in _WEAPONS)]
    if not solid:
        return []
    return [p for p in solid if p.group == solid[0].group]


def _is_setting_attack(clauses: Clauses, party: Party) -> bool:
    """Whether a party only owns the attack during which it happened: "drones crossed during an A attack on B"."""
    before = clauses.words[max(0, party.mention.start - 3) : party.mention.start]
    return attacks(party) and not {"during", "amid"}.isdisjoint(before)


def _may_suffer(clauses: Clauses, party: Party) -> bool:
    """Whether its preposition lets a party be the one acted on: "border with X" does, "together with X" not."""
    if party.preposition == "with":
        before = clauses.words[max(0, party.mention.start - 4) : party.mention.start]
        return bool(_WITH_AGAINST & set(before))
    return party.preposition not in _NOT_OBJECT


def agent_after(clauses: Clauses, here: int, reach: int = 14) -> list[Party]:
    """The party named by "by …" after token `here`."""
    found = [
        p
        for p in clauses.parties
        if here <= p.mention.start <= here + reach
        and p.can_act
        and (
            p.preposition in _BY
            or _by_order(clauses, p)
            or _by_men_of(clauses, p)
            or _from_their_side(clauses, p, here)
        )
    ]
    return [p for p in found if p.group == found[0].group] if found else []


def agents_in_attack(clauses: Clauses, here: int) -> list[Party]:
    """The owner of the attack in "hit in a huge Israeli air raid", where nobody stands after "by"."""
    _, end = clauses.bounds(here)
    return [
        p
        for p in clauses.parties
        if here < p.mention.start < end and p.preposition in ("in", "during") and _ATTACKS & set(p.heads) and p.can_act
    ][:1]


def are_guests(party: Party) -> bool:
    """Whether those named are private people of a state that is no party: "five Chinese workers were killed"."""
    return bool(_VICTIMS & set(party.heads[:2]))


def attacks(party: Party) -> bool:
    """Whether the words after a party name its blow: "Saudi fire", "Israel's air strikes"."""
    return bool(_ATTACKS & set(party.heads))


def _from_their_side(clauses: Clauses, party: Party, here: int) -> bool:
    """Whether the doer is told by his side: "shot by a sniper on the A side"."""
    return party.heads[:1] == ("side",) and bool(_BY & set(clauses.words[here : party.mention.start]))


def _by_order(clauses: Clauses, party: Party) -> bool:
    """Whether the party stands in "by order of X", "on orders from X", "on instructions from X"."""
    before = clauses.words[max(0, party.mention.start - 4) : party.mention.start]
    return party.preposition in ("of", "from") and bool({"order", "orders", "instructions"} & set(before))


def _by_men_of(clauses: Clauses, party: Party) -> bool:
    """Whether the party stands in "by members of X", "by the crew of an X boat"."""
    before = clauses.words[max(0, party.mention.start - 5) : party.mention.start]
    behind = before[before.index("by") :] if "by" in before else []
    return party.preposition == "of" and not _MEN_OF.isdisjoint(behind)


def pair_named(clauses: Clauses) -> list[Party]:
    """Two parties named as a pair: "the A-B border", "between A and B", "A and B"."""
    for first, second in zip(clauses.parties, clauses.parties[1:], strict=False):
        states = first.mention.kind not in ("place", "water")
        if first.group == second.group and first.mention.home != second.mention.home and states and not first.backed:
            return [first, second]
    return []


def source_near(clauses: Clauses, here: int) -> list[Party]:
    """The party from whose land something came: "fired from X", "drones launched from X territory"."""
    start, end = clauses.bounds(here)
    craft = clauses.lexicon.sets.get("craft", frozenset())
    found = [
        p
        for p in clauses.parties
        if start <= p.mention.start < end
        and p.preposition in _SOURCES
        and p.mention.kind != "water"
        # "another boat from X" is hit, and hits nobody.
        and not (craft | _WEATHER) & set(clauses.words[max(0, p.mention.start - 2) : p.mention.start])
        and not _REACTIONS & set(clauses.words[max(0, p.mention.start - 4) : p.mention.start])
    ]
    return found[:1]


def _is_topic(clauses: Clauses, party: Party) -> bool:
    """Whether a party only names the running story: "Ukraine war: …"."""
    after = clauses.words[party.mention.end : party.mention.end + 2]
    return after[:1] in (["war"], ["crisis"], ["conflict"], ["tensions"]) and after[1:] == [":"]


def others(clauses: Clauses, known: set[str]) -> list[Party]:
    """Parties of the sentence that are not `known`: first who says it, then the rest, mediators left out."""
    if clauses.lexicon.grammar["mediators"] & set(clauses.words):
        return []
    rest = [
        p
        for p in clauses.parties
        if p.mention.kind != "water"
        and not _is_topic(clauses, p)
        and p.mention.home not in known
        and p.code not in ORGANISATIONS
        and not p.backed
    ]
    return [p for p in rest if p.says] or [p for p in rest if _may_suffer(clauses, p)][:1]
