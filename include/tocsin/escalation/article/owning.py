"""Whose was a blow of which its own words don't say it? Whom a state blames, who claims it, whose navy reports it.

Headlines begin with the dead, "Ten killed in Khost village", and leave the doer to another clause: "Kabul blames
Pakistan", "the Houthis say they launched it", "the Sri Lankan navy said the men had crossed the line".
"""

from collections.abc import Iterator

from tocsin.escalation.article.places import country_of, sentence_ground
from tocsin.escalation.article.reading import Reading
from tocsin.escalation.gazetteer.actors import ORGANISATIONS, home_of
from tocsin.escalation.grammar.clauses import Clauses
from tocsin.escalation.grammar.draft import Draft
from tocsin.escalation.grammar.parties import Party

_NEAR = 5  # sentences from the top in which a doer is looked for
_REACH = 12  # words behind a name in which it claims the deed
_THEY = frozenset({"they", "it", "he", "its", "their", "we"})
_DID = frozenset(
    "launched fired carried behind targeted attacked struck hit shot bombed shelled conducted staged mounted did "
    "destroyed sank seized captured responsible downed".split()
)
_FORCES = frozenset("special forces troops drones jets commandos agents".split())
_CLAIMS = frozenset("claimed claims claim claiming".split())
_CLAIMED = frozenset("responsibility attack attacks strike strikes raid it launch missile drone".split())
_WHILE = frozenset({"as", "when", "after", "while"})
_ARMED = frozenset(
    "forces troops soldiers brigade brigades army military commandos tank tanks jets warplanes drone drones fighters "
    "gunmen guards gunners navy helicopters helicopter gunboat artillery sniper snipers raiders".split()
)
_IT = frozenset({"it", "them", "both"})
_DENIES = frozenset("denies denied deny denying".split())
_HANDS = frozenset("striking hitting bombing shelling attacking targeting responsibility involvement firing".split())
# "A summoned B's envoy after a girl was killed by a mortar round" lays it at B's door.
_CHARGES = frozenset({"accusation", "envoy summoned", "protest"})
_THEIRS = frozenset({"theirs"})
_OWN_CRAFT = (["its", "own"], ["was", "its"], ["was", "theirs"], ["were", "its"], ["belonged", "to"])
_SAILORS = frozenset("navy naval coastguard coast maritime patrol patrols frigate guards marine cutter".split())
_AT_SEA = frozenset({"seizure at sea", "capture"})
_OWN_SKY = frozenset("airspace territory waters".split())
# A bomb that nobody saw laid is a crime of unknown hands, whoever is blamed; militants are no state's army.
_UNSEEN = frozenset(
    "suicide bomber bombers gunmen gunman militants militant insurgents separatists rebels cyber".split()
)
_ACROSS = frozenset("border frontier cross jets warplanes aircraft missile missiles artillery drone drones".split())


def find_owner(draft: Draft, reading: Reading) -> bool:
    """Fill in a missing doer, or the owner of what was shot down, from the sentences around; whether it was found."""
    if draft.level < 4 or draft.peace or (draft.initiators and draft.targets):
        return False
    if draft.initiators:
        return _own_craft(draft, reading)
    return (
        _beside(draft)
        or _blamed(draft, reading)
        or _told_of(draft, reading)
        or _claimed(draft, reading)
        or _navy(draft, reading)
        or _own_sky(draft, reading)
        or _denied(draft, reading)
    )


def _around(reading: Reading) -> Iterator[tuple[Clauses, list[Draft]]]:
    return ((clauses, drafts) for clauses, drafts in reading.sentences[: _NEAR + 1])


def _hit(draft: Draft) -> str | None:
    """The state that suffers it: named, or where it took place."""
    return home_of(draft.targets[0]) if draft.targets else country_of(draft, set()) or sentence_ground(draft)


def _blamed(draft: Draft, reading: Reading) -> bool:
    """Read "Ten dead in Khost … Kabul blames Pakistan": whom the state that is hit accuses did it."""
    words = set(draft.clauses.words)
    if words & _UNSEEN and not words & _ACROSS:
        return False
    hit = _hit(draft)
    for _, drafts in _around(reading):
        for other in drafts:
            if other.frame.means not in _CHARGES or not other.pairs or other.guessed:
                continue
            accuser, accused = other.pairs[0]
            if accuser in ORGANISATIONS or not _together(draft.clauses, other.clauses):
                continue
            if hit in (None, home_of(accuser)) and home_of(accused) != hit:
                draft.initiators, draft.targets = [accused], draft.targets or [home_of(accuser)]
                return True
    return False


def _beside(draft: Draft) -> bool:
    """Read "ten B men have been killed as an A brigade pushes into the camp": whose forces come with the deaths."""
    clauses = draft.clauses
    if draft.frame.means != "attack" or not draft.targets:
        return False
    hit = home_of(draft.targets[0])
    for party in clauses.parties:
        before = clauses.words[max(draft.end, party.mention.start - 4) : party.mention.start]
        armed = party.mention.kind == "group" or bool(_ARMED & set(party.heads))
        if party.mention.start < draft.end or _WHILE.isdisjoint(before) or party.says or not armed:
            continue
        if party.can_act and party.mention.home != hit and not party.preposition:
            draft.initiators = [party.code]
            return True
    return False


def _told_of(draft: Draft, reading: Reading) -> bool:
    """Read "Bombs fell on a camp … The army said Rwandan artillery fired them": whose guns a sentence names."""
    hit = _hit(draft)
    for clauses, _ in _around(reading):
        for party in clauses.parties:
            behind = clauses.words[party.mention.end : party.mention.end + _REACH]
            did = next((at for at, word in enumerate(behind) if word in _DID), None)
            theirs = did is not None and bool(_IT & set(behind[did + 1 : did + 3]))
            if theirs and not party.says and party.can_act and party.heads and party.mention.home != hit and hit:
                draft.initiators, draft.targets = [party.code], draft.targets or [hit]
                return True
    return False


def _together(first: Clauses, second: Clauses) -> bool:
    """Whether two sentences are one, follow each other, or are headline and lead."""
    places = [-1 if c.sentence.field == "title" else c.sentence.index for c in (first, second)]
    return abs(places[0] - places[1]) <= 1


def _claimed(draft: Draft, reading: Reading) -> bool:
    """Read "an attack on B … the A say they launched it", "A claimed the attack"."""
    hit = _hit(draft)
    if hit is None:
        return False
    for clauses, _ in _around(reading):
        for party in clauses.parties:
            if party.mention.home != hit and party.code not in ORGANISATIONS and _claims(clauses, party):
                draft.initiators, draft.targets = [party.code], draft.targets or [hit]
                return True
    return False


def _denied(draft: Draft, reading: Reading) -> bool:
    """Read "UN condemns air strike on B … A denies it struck": who denies that blow is said to have done it."""
    hit = _hit(draft)
    for clauses, _ in _around(reading):
        for party in clauses.parties:
            behind = clauses.words[party.mention.end : party.mention.end + _REACH]
            at = next((here for here, word in enumerate(behind) if word in _DENIES), None)
            did = at is not None and bool((_DID | _HANDS) & set(behind[at + 1 : at + 5]))
            if did and hit and party.mention.home != hit and party.code not in ORGANISATIONS:
                draft.initiators, draft.targets = [party.code], draft.targets or [hit]
                return True
    return False


def _claims(clauses: Clauses, party: Party) -> bool:
    """Whether words behind a name say that it did the deed itself."""
    behind = clauses.words[party.mention.end : party.mention.end + _REACH]
    if any(other.mention.start == party.mention.end + party.possessive for other in clauses.parties):
        return False  # in "Yemen's Houthis say" it is the Houthis who say so
    for at, word in enumerate(behind):
        if word in _CLAIMS and at <= 4 and _CLAIMED & set(behind[at + 1 : at + 5]):
            return True
        if word not in clauses.lexicon.grammar["say"]:
            continue
        rest = behind[at + 1 :]
        if _THEIRS & set(rest):
            return True
        own = next((here for here, other in enumerate(rest[:3]) if other in _THEY | _FORCES), None)
        return own is not None and bool(_DID & set(rest[own + 1 : own + 5]))
    return False


def _navy(draft: Draft, reading: Reading) -> bool:
    """Read "22 fishermen held off Jaffna … The Sri Lankan navy said": whose sailors report a catch made it."""
    if draft.frame.means not in _AT_SEA:
        return False
    for clauses, _ in _around(reading):
        for party in clauses.parties:
            if party.can_act and _SAILORS & set(party.heads):
                draft.initiators = [party.code]
                strangers = [code for code in draft.targets if home_of(code) != party.mention.home]
                draft.targets = strangers or _crew_of(party.mention.home, reading)
                return True
    return False


def _crew_of(home: str, reading: Reading) -> list[str]:
    """Whose men they are: the one other state that the top of the text names."""
    named = {
        p.mention.home
        for clauses, _ in _around(reading)
        for p in clauses.parties
        if p.mention.kind != "water" and not p.backed and p.mention.home != home and p.code not in ORGANISATIONS
    }
    return list(named) if len(named) == 1 else []


def _own_sky(draft: Draft, reading: Reading) -> bool:
    """Read "ALGIERS - A drone that had entered the national airspace was shot down": by whose town reports it."""
    carried = draft.clauses.carried
    if draft.frame.means != "shoot-down" or carried is None or not _OWN_SKY & set(draft.clauses.words):
        return False
    if any(p.mention.kind != "water" and p.mention.home != carried.mention.home for p in draft.clauses.parties):
        return False
    draft.initiators = [carried.mention.home]
    _own_craft(draft, reading)
    return bool(draft.targets)


def _own_craft(draft: Draft, reading: Reading) -> bool:
    """Read "B's army has acknowledged that the craft was one of its own": it was B's that was shot down."""
    if draft.frame.means != "shoot-down":
        return False
    homes = {home_of(code) for code in draft.initiators}
    for clauses, _ in _around(reading):
        for party in clauses.parties:
            behind = clauses.words[party.mention.end : party.mention.end + _REACH]
            owned = any(behind[at : at + 2] in _OWN_CRAFT for at in range(len(behind)))
            if owned and party.mention.home not in homes:
                draft.targets = [party.code]
                return True
    return False
