"""Who does and who suffers the act that a draft tells of?

Casts the parties of a sentence by the roles of the frame: active, passive, mutual, swapped, envoys.
"""

from tocsin.escalation.acts.completing import complete
from tocsin.escalation.acts.nouns import assign_accused, assign_noun
from tocsin.escalation.acts.pledges import aimed_at, assign_defended, assign_joined, assign_vowed
from tocsin.escalation.acts.venues import is_venue
from tocsin.escalation.acts.verbs import assign_verb
from tocsin.escalation.gazetteer.actors import ORGANISATIONS, home_of
from tocsin.escalation.grammar import roles
from tocsin.escalation.grammar.clauses import Clauses
from tocsin.escalation.grammar.draft import Draft
from tocsin.escalation.grammar.intruders import assign_sky
from tocsin.escalation.grammar.parties import Party
from tocsin.escalation.grammar.roles import codes_of
from tocsin.escalation.grammar.voice import is_passive
from tocsin.escalation.lexicon.frames import Form

_PLEDGES = {
    "defend-ally": assign_defended,
    "defend-ally-of": assign_defended,
    "join-war": assign_joined,
    "vow-of-arms": assign_vowed,
    "foreign-sky": assign_sky,
}
_HITS_FROM = frozenset({"by", "from", "under", "to"})


def cast(draft: Draft, form: Form, before: list[Draft]) -> None:
    """Fill in initiators and targets, as far as the sentence tells them."""
    frame, clauses = form.frame, draft.clauses
    if frame.id in _PLEDGES:
        _PLEDGES[frame.id](draft)
    else:
        _cast_by_roles(draft, form, before)
    if frame.roles == "swap":
        draft.initiators, draft.targets = draft.targets, draft.initiators
    if frame.means == "border closed":
        _assign_border(draft, form)
    _aim(draft, form)
    if frame.needs == "none":
        draft.initiators, draft.targets = [], []  # whose cable or ship it was makes nobody a party
        return
    complete(draft, clauses)


def _cast_by_roles(draft: Draft, form: Form, before: list[Draft]) -> None:
    frame = form.frame
    if frame.roles == "mutual":
        _assign_mutual(draft)
    elif _is_told_of_the_threatened(draft):
        _assign_threatened(draft)
    elif frame.id == "work-of":
        draft.initiators = codes_of(roles.objects(draft.clauses, draft.end))
    elif frame.roles == "suffer":
        _assign_suffered(draft)
    elif form.part == "verb":
        assign_verb(draft, form, before)
        _assign_each_other(draft)
    else:
        assign_noun(draft)
        assign_accused(draft, before)
        _take_from_verb(draft, before)
        _assign_each_other(draft)


def _aim(draft: Draft, form: Form) -> None:
    """Say whom a display is meant for: not the host of the troops, nor who stands next to the word "alert"."""
    clauses = draft.clauses
    if draft.frame.means in ("deployment", "build-up") and draft.initiators and aimed_at(draft):
        draft.targets = codes_of(aimed_at(draft)[:1])
    if draft.frame.means == "alert" and form.part == "phrase" and roles.subject(clauses, draft.start):
        # "A put its men on the border with B on alert": the alert is A's.
        draft.initiators, draft.targets = codes_of(roles.subject(clauses, draft.start)), []


def _assign_border(draft: Draft, form: Form) -> None:
    """Say who shuts a border, and to whom."""
    if form.part == "phrase" or is_passive(draft.clauses, draft.start, form):
        _assign_gatekeeper(draft)
    if draft.initiators and not draft.targets:
        draft.targets = _kept_out(draft)


def _kept_out(draft: Draft) -> list[str]:
    """Read "A shut its skies to every aircraft owned by B carriers": whose craft are kept out."""
    clauses = draft.clauses
    inside = clauses.parties_in(clauses.clause[draft.start])
    homes = {home_of(code) for code in draft.initiators}
    behind = [p for p in inside if p.mention.start >= draft.end and not p.says and p.mention.kind == "adjective"]
    return codes_of([p for p in behind if p.mention.home not in homes][:1])


def _take_from_verb(draft: Draft, before: list[Draft]) -> None:
    """Read "A's troops overran B's towns in a full-scale invasion": the noun sums up what the verb told."""
    clauses = draft.clauses
    told = [d for d in before if clauses.clause[d.start] == clauses.clause[draft.start] and d.pairs and d.level >= 3]
    if told and "in" in clauses.words[max(0, draft.start - 2) : draft.start] and not draft.frame.peace:
        draft.initiators, draft.targets = list(told[-1].initiators), list(told[-1].targets)


def _assign_each_other(draft: Draft) -> None:
    """Read "A and B guards put mortar bombs into one another's posts": both do it to both."""
    if draft.frame.level != 4 and draft.frame.means != "expulsion":
        return
    words = draft.clauses.words
    _, end = draft.clauses.bounds(draft.start)
    behind = words[draft.end : min(end, draft.end + 9)]
    if words[draft.start - 1] == "of":
        behind = words[max(0, draft.start - 3) : draft.start]  # "accuse each other of shelling"
    if any(behind[at : at + 2] in (["each", "other"], ["one", "another"]) for at in range(len(behind))):
        _assign_mutual(draft)
        draft.mutual, draft.guessed = bool(draft.initiators and draft.targets), False


def _assign_mutual(draft: Draft) -> None:
    clauses = draft.clauses
    start, end = clauses.bounds(draft.start)
    inside = [
        p
        for p in clauses.parties
        if start <= p.mention.start < end and not p.says and p.mention.kind not in ("place", "water") and not p.backed
    ]
    inside = [p for p in inside if not is_venue(draft, p) and p.preposition != "alongside"]
    inside = [p for p in inside if p.code not in ORGANISATIONS] or inside
    homes: dict[str, Party] = {}
    for party in inside:
        homes.setdefault(party.mention.home, party)
    two = list(homes.values())[:2]
    if len(two) < 2:
        more = [
            p
            for p in clauses.parties
            if not p.backed
            and not is_venue(draft, p)
            and p.mention.home not in homes
            and p.mention.kind != "water"
            and p.code not in ORGANISATIONS
        ]
        two = sorted(two + more[: 2 - len(two)], key=lambda party: party.mention.start)
    draft.initiators = [two[0].code] if two else []
    draft.targets = [two[1].code] if len(two) > 1 else []
    draft.mutual = draft.frame.id == "standoff" or (not draft.frame.peace and draft.frame.level == 4)
    draft.guessed = not draft.mutual and not draft.frame.peace


def _assign_suffered(draft: Draft) -> None:
    """Read "B came under fire from A", "six B villagers die under A shelling", "a B town fell to A troops"."""
    inside = draft.clauses.parties_in(draft.clauses.clause[draft.start])
    behind = [p for p in inside if p.mention.start >= draft.end and not p.says and p.mention.kind != "water"]
    hitters = [p for p in behind if p.can_act and (p.preposition in _HITS_FROM or _strikes(draft, p))]
    hitters = [p for p in hitters if p.preposition in ("by", "from")] or hitters
    if draft.frame.id == "at-hands-of":
        hitters = behind[:1]
    before = [p for p in inside if p.mention.end <= draft.start and not p.says and p.mention.kind != "water"]
    before = [p for p in before if not roles.are_guests(p)] or before
    draft.initiators = codes_of([p for p in hitters if p.group == hitters[0].group] if hitters else [])
    hit = before[-1:] or [p for p in behind if p not in hitters][:1]
    draft.targets = [code for code in codes_of(hit) if code not in draft.initiators]


def _strikes(draft: Draft, party: Party) -> bool:
    """Whether a party is the owner of a blow: "under Saudi fire", "en un ataque de Rusia"."""
    return roles.attacks(party)


def _is_told_of_the_threatened(draft: Draft) -> bool:
    """Whether a threat is told of whom it is made to: "B will be hit if", "B must go or face war", "B faces war"."""
    words = draft.clauses.words
    if draft.frame.id == "shot-if":
        return True
    if draft.frame.id == "conditional-threat":
        return words[draft.end : draft.end + 1] == ["be"]
    if draft.frame.level != 2 or draft.part != "phrase" or not {"face", "suffer"} & set(words[draft.start : draft.end]):
        return False
    return bool({"must", "will", "would", "told", "ordered", "to"} & set(words[max(0, draft.start - 9) : draft.start]))


def _assign_threatened(draft: Draft) -> None:
    """Read "B's bases will be hit if …, A said": whoever says so will do it, to whom the clause is about."""
    clauses = draft.clauses
    hit = codes_of([p for p in clauses.parties_in(clauses.clause[draft.start]) if p.mention.end <= draft.start])
    homes = {home_of(code) for code in hit}
    sayers = [p for p in clauses.parties if p.says or _speaks_last(clauses, p)]
    sayers = [p for p in sayers if p.mention.home not in homes]
    if draft.frame.id == "shot-if":
        sayers = sayers or [p for p in clauses.parties if p.can_act and p.mention.home not in homes]
    # "A ordered B's units to leave or face attack" names both before it.
    draft.initiators = codes_of(sayers[:1]) or hit[:-1][:1]
    draft.targets = hit[-1:]


def _speaks_last(clauses: Clauses, party: Party) -> bool:
    """Whether a headline names behind a colon or comma who said it: "…: Russian president"."""
    before = clauses.words[max(0, party.mention.start - 2) : party.mention.start]
    return party.mention.end >= len(clauses.words) - 3 and bool({":", ",", "says", "said"} & set(before))


def _assign_gatekeeper(draft: Draft) -> None:
    """Read "crossings into A from B were shut" and "nobody may cross from B, A said": A did it, to B."""
    clauses = draft.clauses
    inside = clauses.parties_in(clauses.clause[draft.start])
    kept_out = [p for p in inside if p.preposition == "from" and not p.says][:1]
    homes = {p.mention.home for p in kept_out}
    keepers = [p for p in inside if p.preposition in ("into", "to")] + [p for p in clauses.parties if p.says]
    keepers = [p for p in keepers if p.mention.home not in homes and p.mention.kind != "water"][:1]
    if kept_out and keepers:
        draft.initiators, draft.targets = codes_of(keepers), codes_of(kept_out)
