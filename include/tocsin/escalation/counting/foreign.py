"""Is force of which one side alone is named still between states: across a border, from afar, on a ship at sea?"""

from tocsin.escalation.article.places import at_sea, country_of, places_of
from tocsin.escalation.gazetteer.actors import home_of
from tocsin.escalation.grammar.draft import Draft

_OF_NOBODY = frozenset("unknown unidentified mystery mysterious unclaimed unattributed".split())
_SHIPS = frozenset("merchant tanker tankers freighter vessel ship".split())
_AT_ARMS = frozenset("base bases troops soldiers forces embassy consulate warship convoy".split())
_MERCHANTS = frozenset(
    "tanker tankers freighter freighters vessel vessels ship ships merchant cargo boat boats yacht flotilla "
    "trawler".split()
)
_CROSSING = frozenset("crossing crossed cross came coming slipped rode over infiltrated entered entering".split())
_ROCKETS = frozenset("missile missiles rocket rockets projectile projectiles".split())
# Where rockets are as often fired from within.
_OWN_WARS = frozenset("SYR YEM SDN LBY MMR AFG IRQ SOM COD PSE MLI BFA ETH PAK NGA LBN HTI".split())
_AT_SHIPS = frozenset(
    {
        "seize-craft",
        "seizure",
        "climb-aboard",
        "boat-struck",
        "sink",
        "open-fire",
        "claim-attack",
        "strike-verb",
        "put-rounds",
        "fire-at",
    }
)
_ABROAD_AT_SEA = frozenset("foreign international gulf strait straits sea high".split())


def is_foreign(draft: Draft) -> bool:
    """Whether force of which one side is named is still one between states: across a border, or on a ship at sea."""
    words = set(draft.clauses.words)
    merchants = draft.clauses.lexicon.sets.get("merchant", frozenset())
    merchant = (draft.frame.event == "seize" or draft.frame.id == "sink") and bool(words & merchants)
    if draft.initiators and draft.frame.id == "force-down":
        return True
    if draft.initiators and draft.frame.id in _AT_SHIPS and (_is_foreign_ship(draft) or merchant):
        return True
    if draft.initiators:
        return not draft.targets and _strange_ground(draft, words)
    return (bool(draft.targets) and _is_hit_from_afar(draft, words)) or _is_anybodys(draft, words)


def _is_hit_from_afar(draft: Draft, words: set[str]) -> bool:
    """Whether who is hit, by nobody named, was hit from another country."""
    sets = draft.clauses.lexicon.sets
    if _came_from(draft) or _is_missile(draft) or _killed_abroad(draft) or draft.level == 5:
        return True
    shot = draft.frame.id in ("fire-at", "shoot-down", "projectile-fired")
    return shot and bool(words & sets["heavy"]) and not words & sets["domestic"]


def _is_anybodys(draft: Draft, words: set[str]) -> bool:
    """Whether nobody knows whose blow it was: a drone of no known owner, a ship struck at sea."""
    sets = draft.clauses.lexicon.sets
    heavy = bool(words & sets["heavy"]) and not words & sets["domestic"]
    if heavy and (draft.unclaimed or words & (_OF_NOBODY | sets.get("strange", frozenset()))):
        return True
    return bool(words & (_SHIPS | sets.get("merchant", frozenset())))


def _came_from(draft: Draft) -> bool:
    """Whether the sentence says from which other state the nameless came: "after crossing from B"."""
    words = draft.clauses.words
    homes = {home_of(code) for code in draft.targets}
    return any(
        p.preposition == "from"
        and p.mention.kind in ("name", "capital")
        and p.mention.home not in homes
        and bool(_CROSSING & set(words[max(0, p.mention.start - 4) : p.mention.start]))
        for p in draft.clauses.parties
    )


def _is_missile(draft: Draft) -> bool:
    """Whether a missile or rocket that nobody is named for hit a state that has no war within to send it."""
    start, _ = draft.clauses.bounds(draft.start)
    flown = _ROCKETS & set(draft.clauses.words[start : draft.end])
    return bool(flown) and home_of(draft.targets[0]) not in _OWN_WARS


def _killed_abroad(draft: Draft) -> bool:
    """Whether somebody of one state or group was killed, or its forces struck, in another country by nobody named."""
    country = country_of(draft, set())
    words = set(draft.clauses.words)
    at_arms = bool(words & draft.clauses.lexicon.sets["heavy"] and words & _AT_ARMS)
    return (draft.frame.means == "assassination" or at_arms) and country not in (None, home_of(draft.targets[0]))


def _is_foreign_ship(draft: Draft) -> bool:
    """Whether a ship is named only by its flag, whose state is no party, or was taken by a state at sea."""
    if any(party.backed for party in draft.clauses.parties):
        return True
    if _MERCHANTS.isdisjoint(draft.clauses.words):
        return False
    return at_sea(draft) or not _ABROAD_AT_SEA.isdisjoint(draft.clauses.words)


def _strange_ground(draft: Draft, words: set[str]) -> bool:
    """Whether a state's missiles, guns or aircraft hit a place that is not known to be its own."""
    sets = draft.clauses.lexicon.sets
    if home_of(draft.initiators[0]) != draft.initiators[0] or words & sets["domestic"] or not words & sets["heavy"]:
        return False
    own = any(p.mention.kind == "place" and p.mention.home == draft.initiators[0] for p in draft.clauses.parties)
    return not own and bool(places_of(draft))
