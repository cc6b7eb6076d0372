"""On whose ground does an act of force take place, and is it aimed abroad at all?"""

import re

from tocsin.escalation.article.places import at_sea, in_own_waters, on_own_side
from tocsin.escalation.article.reading import Reading
from tocsin.escalation.gazetteer.actors import home_of
from tocsin.escalation.grammar.draft import Draft

_OWN_GROUND = frozenset({"missile-test", "missile-test-noun", "fire-into-sea", "mobilise", "mobilisation", "alert"})
# Drills and works are held on one's own ground, and what flies in is shot down over it.
_AT_HOME_MEANS = frozenset({"drill", "fortification", "shoot-down", "missile test"})
_FROM_OVERSEAS = frozenset({"USA", "GBR", "FRA"})
_AT_OWN_COUNTER = frozenset({"envoy summoned", "expulsion", "border closed", "assets seized"})
_GATHERED = frozenset({"deployment", "build-up", "fortification", "mobilisation", "alert"})
_OVER_THE_LINE = frozenset({"incursion", "interception"})
_ABROAD = frozenset(
    "border borders frontier frontiers boundary demarcation opposite facing neighbour neighbor neighbouring "
    "neighboring buffer strait rival enemy invasion standoff tension tensions hostilities frontera fronteras frontière "
    "frontières línea ligne".split()
)
_CLOSE = frozenset("near close cerca près proximité proximidades within".split())
# To mass troops is said of a threat to somebody; to deploy or send them of any errand.
_MASSES = ("mass", "amass", "concentr", "build", "reinforc", "fortif", "troop", "muster")
_AT_HOME = frozenset(
    "election elections vote polls polling riot riots prison prisons jail quell protest protests protesters unrest "
    "curfew looting looters strike-breakers flood floods flooded storm cyclone quake earthquake relief rescue rescuers "
    "evacuate piracy pirates anti-piracy smugglers poachers gangs gang crime cartel cartels bandits parade ceremony "
    "census harvest".split()
)
_LINE = frozenset("border frontier boundary river hills".split())
_MOVED = frozenset(
    "crossed cross crossing crosses slipped stormed came come rode ride poured sneaked infiltrated entered forded over "
    "across back".split()
)
_REBELS = frozenset("rebels mutineers militants jihadists insurgents bandits terrorists coup".split())
_RAIDERS = frozenset("militants raiders gunmen fighters attackers insurgents jihadists rebels bandits".split())
_AIR_DEFENCE = re.compile(
    r"\b(?:air|missile|ballistic missile)[- ]defen[cs]e|\bsurface-to-air\b|\banti-?aircraft\b|\binterceptors?\b"
    r"|\banti-?missile\b|\bdefensa (?:aérea|antiaérea|antimisiles)\b|\bantia(?:éreo|érea|érien|érienne)\b",
    re.IGNORECASE,
)
_UNCLAIMED = re.compile(
    r"\b(?:no ?one|nobody|no group|no state|no country|none) (?:has |had |have |is |yet |immediately |ever )*"
    r"(?:said|says|say|claim\w*|owned|owns|own|admitted|taken|took)\b"
    r"|\bno (?:immediate )?claim of responsibility\b|\b(?:not|un)(?: immediately)? ?(?:clear|known) (?:who|whose)\b"
    r"|\b(?:of|by) unknown (?:origin|provenance|hands|attackers)\b|\bwho was behind\b|\bperpetrators are being sought\b"
    r"|\b(?:unidentified|mystery|mysterious|unclaimed|unmarked|unattributed)\b|\bfrom nowhere\b"
    r"|\bwould not say whose\b",
    re.IGNORECASE,
)
_HOBBY = re.compile(
    r"\b(?:hobby(?:ist)?s?|amateurs?|enthusiasts?|teenagers?|schoolboys?|students?|tourists?|photographers?|wedding"
    r"|influencers?|youtubers?|toys?|belonged to an?|\d\d-year-old|fined)\b",
    re.IGNORECASE,
)
_TRIAL = re.compile(r"\b(?:test(?:ed|s|-fired|-fires|ing)?|trials?|dummy)\b", re.IGNORECASE)
_CONSENT = re.compile(
    r"\b(?:at|on) the (?:request|invitation) of\b|\bat \w+['’]s? (?:request|invitation)\b"
    r"|\bwith the (?:consent|approval|agreement|permission|blessing) of\b|\bin support of (?:\w+ ){0,2}government\b"
    r"|\balongside (?:\w+ ){0,2}government (?:troops|forces)\b|\bhelping (?:\w+ ){0,2}(?:army|government)\b",
    re.IGNORECASE,
)


def faces_abroad(draft: Draft) -> bool:
    """Whether troops that move without a named rival stand towards one: at a border, in tension, on foreign ground."""
    words = set(draft.clauses.words)
    lexicon = draft.clauses.lexicon
    abroad = _ABROAD - {"invasion"} if draft.frame.id == "drill" else _ABROAD  # it is what a drill rehearses
    if words & abroad or (lexicon.order and words & lexicon.sets.get("border", frozenset())):
        return not (lexicon.order and words & lexicon.sets["domestic"])
    if words & _AT_HOME:
        return False
    told = draft.clauses.words[draft.start]
    if words & _CLOSE or told.startswith(_MASSES):
        return True
    homes = {party.mention.home for party in draft.clauses.parties if party.mention.kind != "water"}
    return bool(homes - set(draft.initiators))


def comes_across(reading: Reading) -> bool:
    """Whether headline or first sentences say that whoever struck came over a border, or from another country."""
    for clauses, _ in reading.sentences[:4]:
        words = set(clauses.words)
        if words & _LINE and words & _MOVED:
            return True
        if any(p.preposition == "from" and p.mention.kind in ("name", "capital") for p in clauses.parties) and (
            words & (_MOVED | _RAIDERS)
        ):
            return True
    return False


def nobody_claims(reading: Reading) -> bool:
    """Whether headline or first sentences say that nobody knows, or says, who it was."""
    return any(_UNCLAIMED.search(clauses.sentence.text) for clauses, _ in reading.sentences[:4])


def is_defensive(draft: Draft, top: str) -> bool:
    """Whether a missile that is tested only shoots down others; `top` is headline and lead."""
    if not _AIR_DEFENCE.search(top):
        return False
    hits_a_target = (
        draft.level == 4 and (draft.guessed or not draft.pairs) and _TRIAL.search(draft.clauses.sentence.text)
    )
    return draft.frame.means == "missile test" or bool(hits_a_target)


def is_hobby(draft: Draft, top: str) -> bool:
    """Whether a drone over an airfield was a private person's; `top` is headline and lead."""
    return draft.frame.id in ("drones-over", "overfly") and not draft.pairs and bool(_HOBBY.search(top))


def has_consent(draft: Draft, top: str) -> bool:
    """Whether headline or lead (`top`) say that the host asked for the blow against a group on its land."""
    groups = {p.mention.home for p in draft.clauses.parties if home_of(p.code) != p.code}
    # A blow at a group is told as one at its country too: "takes out an Al-Shabaab man in Lower Shabelle".
    at_group = any(home_of(code) != code or code in groups for code in draft.targets)
    at_group = at_group or not _REBELS.isdisjoint(draft.clauses.words)
    return at_group and bool(_CONSENT.search(top))


def own_counter(draft: Draft) -> str | None:
    """Where a hostile act without force is done, if it is done anywhere: an envoy is called in, a gate shut at home."""
    at_home = draft.frame.means in _AT_OWN_COUNTER and draft.initiators
    home = home_of(draft.initiators[0]) if at_home else ""
    return home if len(home) == 3 else None


def _host(draft: Draft) -> str | None:
    """Who of those that act does so at home: of allies, the one that is no great power from overseas."""
    homes = [home_of(code) for code in draft.initiators if len(home_of(code)) == 3]
    near = [home for home in homes if home not in _FROM_OVERSEAS]
    return next(iter(near or homes), None)


def usual_ground(draft: Draft, tellings: list[Draft]) -> str | None:
    """Where an act of this kind takes place when no place is named: at home, or with the one who suffers."""
    means = draft.frame.means
    gathered = means in _GATHERED and any(on_own_side(telling) for telling in tellings)
    own = means in ("shoot-down", "seizure at sea") and any(in_own_waters(telling) for telling in tellings)
    if draft.frame.id in _OWN_GROUND or means in _AT_HOME_MEANS or gathered or own:
        return _host(draft)
    if means == "seizure at sea" or any(at_sea(telling) for telling in tellings):
        return None
    known = draft.targets and len(home_of(draft.targets[0])) == 3
    return home_of(draft.targets[0]) if known and (draft.level >= 4 or means in _OVER_THE_LINE) else None
