"""Who does and who suffers the act that a draft tells of?

Casts the parties of a sentence by the roles of the frame: active, passive, mutual, swapped, envoys.
"""

from tocsin.escalation import roles
from tocsin.escalation.actors import ORGANISATIONS, home_of
from tocsin.escalation.clauses import Clauses, Party
from tocsin.escalation.draft import Draft
from tocsin.escalation.envoys import OF, assign_envoys_of, envoys, envoys_of
from tocsin.escalation.lexicon import Form
from tocsin.escalation.nouns import assign_accused, assign_noun
from tocsin.escalation.roles import codes_of
from tocsin.escalation.venues import complete_peace, is_venue
from tocsin.escalation.voice import is_passive

_WHOSE = frozenset({"the", "its", "our", "their", "his"})
_FORCES = frozenset("army military forces troops navy soldiers jets missiles rockets artillery commandos".split())
_HITS_FROM = frozenset({"by", "from", "under", "to"})
_INTENTS = frozenset("threat threats vow plan plans pledge bid order orders decision".split())
_RECALLED_FROM = frozenset({"from", "to", "in", "de", "en"})


def cast(draft: Draft, form: Form, before: list[Draft]) -> None:
    """Fill in initiators and targets, as far as the sentence tells them."""
    frame, clauses = form.frame, draft.clauses
    if frame.roles == "mutual":
        _assign_mutual(draft)
    elif _is_told_of_the_threatened(draft):
        _assign_threatened(draft)
    elif frame.roles == "suffer":
        _assign_suffered(draft)
    elif frame.roles == "envoy" and envoys_of(draft):
        assign_envoys_of(draft)
    elif form.part in ("verb", "stem") or _is_told(draft, form):
        _assign_verb(draft, form, before)
    else:
        assign_noun(draft)
        assign_accused(draft, before)
        _take_from_verb(draft, before)
    if frame.roles == "swap":
        draft.initiators, draft.targets = draft.targets, draft.initiators
    if frame.means == "border closed" and (form.part == "phrase" or is_passive(clauses, draft.start, form)):
        _assign_gatekeeper(draft)
    _complete(draft, clauses)


def _take_from_verb(draft: Draft, before: list[Draft]) -> None:
    """Read "A's troops overran B's towns in a full-scale invasion": the noun sums up what the verb told."""
    clauses = draft.clauses
    told = [d for d in before if clauses.clause[d.start] == clauses.clause[draft.start] and d.pairs and d.level >= 3]
    if told and "in" in clauses.words[max(0, draft.start - 2) : draft.start] and not draft.frame.peace:
        draft.initiators, draft.targets = list(told[-1].initiators), list(told[-1].targets)


def _assign_mutual(draft: Draft) -> None:
    clauses = draft.clauses
    start, end = clauses.bounds(draft.start)
    inside = [
        p
        for p in clauses.parties
        if start <= p.mention.start < end and not p.says and p.mention.kind not in ("place", "water") and not p.backed
    ]
    inside = [p for p in inside if not is_venue(draft, p)]
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
    draft.mutual = not draft.frame.peace and draft.frame.level == 4
    draft.guessed = not draft.mutual and not draft.frame.peace


def _is_told(draft: Draft, form: Form) -> bool:
    """Whether a Spanish or French phrase is a verb with its object: "abrieron fuego", "ouvert le feu"."""
    active = form.part == "phrase" and form.frame.roles == "active" and form.frame.level >= 4
    return active and draft.clauses.lexicon.language != "en"


def _assign_suffered(draft: Draft) -> None:
    """Read "B came under fire from A", "six B villagers die under A shelling", "a B town fell to A troops"."""
    inside = draft.clauses.parties_in(draft.clauses.clause[draft.start])
    behind = [p for p in inside if p.mention.start >= draft.end and not p.says and p.mention.kind != "water"]
    hitters = [p for p in behind if p.can_act and (p.preposition in _HITS_FROM or _strikes(draft, p))]
    hitters = [p for p in hitters if p.preposition in ("by", "from")] or hitters
    before = [p for p in inside if p.mention.end <= draft.start and not p.says and p.mention.kind != "water"]
    draft.initiators = codes_of([p for p in hitters if p.group == hitters[0].group] if hitters else [])
    hit = before[-1:] or [p for p in behind if p not in hitters][:1]
    draft.targets = [code for code in codes_of(hit) if code not in draft.initiators]


def _strikes(draft: Draft, party: Party) -> bool:
    """Whether a party is the owner of a blow: "under Saudi fire", "en un ataque de Rusia"."""
    blows = frozenset().union(*draft.frame.after)
    before = draft.clauses.words[max(0, party.mention.start - 4) : party.mention.start]
    return roles.attacks(party) or (party.preposition in OF and bool(blows & set(before)))


def _assign_verb(draft: Draft, form: Form, before: list[Draft]) -> None:
    if is_passive(draft.clauses, draft.start, form):
        _assign_passive(draft)
    elif not _assign_headline_participle(draft, form):
        _assign_doer(draft, before)
        _assign_sufferer(draft)


def _assign_passive(draft: Draft) -> None:
    clauses, here = draft.clauses, draft.start
    force = draft.frame.level >= 3
    if draft.frame.means == "deployment" and not roles.agent_after(clauses, draft.end):
        # "B's brigades were deployed along the frontier with A": who owns them sent them.
        draft.initiators = codes_of(roles.subject(clauses, here))
        draft.targets = [c for c in codes_of(roles.objects(clauses, draft.end)) if c not in draft.initiators]
        return
    agent = roles.agent_after(clauses, draft.end) or roles.agents_in_attack(clauses, here)
    draft.initiators = codes_of(agent or (roles.source_near(clauses, here) if force else []))
    nouns = [p for p in clauses.parties_in(clauses.clause[here]) if p.mention.end <= here and not p.says]
    sufferers = [p for p in nouns if p.preposition not in (("by", "from") if force else ("by",))]
    draft.targets = codes_of(sufferers[-1:] or roles.subject(clauses, here))
    if not draft.targets:
        draft.targets = codes_of(roles.objects(clauses, draft.end))


def _assign_headline_participle(draft: Draft, form: Form) -> bool:
    """Read "Pakistani diplomats told to leave", "Rwandan drone spotted", "Lebanon envoy called in"."""
    clauses, here = draft.clauses, draft.start
    what = draft.frame.roles
    objects = roles.objects(clauses, draft.end)
    if what == "envoy_leaves":
        draft.initiators, draft.targets = codes_of(objects), codes_of(roles.subject(clauses, here) or envoys(draft))
        return True
    if objects or form.tense not in ("past", "participle", "any"):
        return False
    if what == "swap":
        draft.targets = codes_of(roles.subject(clauses, here))
        sayers = [p for p in roles.others(clauses, set(map(home_of, draft.targets))) if p.says]
        draft.initiators = codes_of(sayers)
        return True
    if what == "envoy" and envoys(draft):
        draft.targets = codes_of(envoys(draft))
        return True
    return False


def _is_told_of_the_threatened(draft: Draft) -> bool:
    """Whether a threat is told of whom it is made to: "B will be hit if", "B must go or face war", "B faces war"."""
    words = draft.clauses.words
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
    # "A ordered B's units to leave or face attack" names both before it.
    draft.initiators = codes_of(sayers[:1]) or hit[:-1][:1]
    draft.targets = hit[-1:]


def _speaks_last(clauses: Clauses, party: Party) -> bool:
    """Whether a headline names behind a colon or comma who said it: "…: Russian president"."""
    before = clauses.words[max(0, party.mention.start - 2) : party.mention.start]
    return party.mention.end >= len(clauses.words) - 3 and bool({":", ",", "says", "said"} & set(before))


def _assign_doer(draft: Draft, before: list[Draft]) -> None:
    clauses, here = draft.clauses, draft.start
    clause = clauses.clause[here]
    earlier = [d for d in before if d.start < here and clauses.clause[d.start] == clause and d.initiators]
    doer = _owner_of_the_threat(draft) or roles.subject(clauses, here)
    # In "A shoots down a B jet and bombs its bases", B is the object of the first verb, not the doer of the second.
    taken = earlier and earlier[-1].frame.roles != "speech" and doer and doer[0].mention.start > earlier[-1].start
    draft.initiators = [] if taken else codes_of(doer)
    if not draft.initiators and earlier:
        draft.initiators = list(earlier[-1].initiators)
    if not draft.initiators and draft.frame.level >= 3:
        draft.initiators = codes_of(roles.source_near(clauses, here))
    if draft.frame.roles == "speech" and not draft.initiators:
        draft.initiators = codes_of([p for p in clauses.parties if p.says and p.mention.end <= here][-1:])


def _owner_of_the_threat(draft: Draft) -> list[Party]:
    """Who would do it in "alarmed by A's threat to shell B"."""
    clauses, here = draft.clauses, draft.start
    if clauses.words[here - 1 : here] != ["to"] or here < 2 or clauses.words[here - 2] not in _INTENTS:
        return []
    return roles.owner(clauses, here - 2)


def _assign_sufferer(draft: Draft) -> None:
    clauses = draft.clauses
    if draft.frame.roles == "swap" and _craft_after(draft):
        draft.targets = codes_of(_craft_after(draft))
        return
    draft.targets = [c for c in codes_of(roles.objects(clauses, draft.end)) if c not in draft.initiators]
    if draft.targets:
        return
    if draft.frame.means == "envoy recalled":
        behind = [p for p in clauses.parties if p.mention.start >= draft.end and p.preposition in _RECALLED_FROM]
        draft.targets = codes_of(behind[:1])
    elif draft.frame.roles == "envoy":
        inside = clauses.parties_in(clauses.clause[draft.start])
        draft.targets = codes_of([p for p in inside if p.code not in draft.initiators][-1:])


def _complete(draft: Draft, clauses: Clauses) -> None:
    """Look further for a missing side: who says it, who reacts to it, another state of the sentence."""
    frame = draft.frame
    if frame.level >= 3:
        draft.initiators = [code for code in draft.initiators if code not in ("UN", "EU")]
    homes = {home_of(code) for code in draft.initiators}
    draft.targets = [code for code in draft.targets if home_of(code) not in homes] if homes else draft.targets
    if frame.roles == "own" and not draft.initiators and _is_army(clauses):
        draft.initiators = [clauses.carried.code] if clauses.carried else []
    if frame.roles == "own" and not draft.targets and frame.level == 3:
        rivals = roles.others(clauses, homes)
        near = [p for p in rivals if p.clause == clauses.clause[draft.start]]
        at_odds = clauses.lexicon.sets["rivalry"] & set(clauses.words)
        # A missile fired into the sea is aimed at nobody, unless the text says at whom; a neighbour only reports it.
        near = [] if frame.means == "missile test" and not at_odds else near
        draft.targets = codes_of((near or (rivals if at_odds else []))[:1])
        return
    if frame.level >= 3 and not frame.peace and not draft.initiators:
        draft.initiators = _own_forces(draft)
    if frame.peace:
        complete_peace(draft)
    if not draft.initiators and frame.roles in ("envoy", "active", "own", "speech") and not frame.peace:
        _complete_doer(draft)
    if draft.initiators and not draft.targets:
        homes = {home_of(code) for code in draft.initiators}
        rest = [p for p in roles.others(clauses, homes) if not is_venue(draft, p)]
        draft.targets = codes_of(rest[:1])
        draft.guessed = bool(draft.targets)


def _craft_after(draft: Draft) -> list[Party]:
    """Whose aircraft or ship stands right behind the verb: "radar picked up Finnish drones"."""
    inside = draft.clauses.parties_in(draft.clauses.clause[draft.start])
    near = [p for p in inside if draft.end <= p.mention.start <= draft.end + 3 and not p.preposition]
    return [p for p in near if draft.clauses.lexicon.sets.get("intruder", frozenset()) & set(p.heads[:2])][:1]


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


def _own_forces(draft: Draft) -> list[str]:
    """Who says that "the army", "our missiles" or "its jets" did or would do it, where nobody else stands before."""
    clauses = draft.clauses
    start, _ = clauses.bounds(draft.start)
    words = clauses.words[start : draft.start]
    named = [p for p in clauses.parties if start <= p.mention.start < draft.start]
    sayers = [p for p in clauses.parties if p.says and p.can_act]
    forces = any(word in _WHOSE and _FORCES & set(words[at + 1 : at + 3]) for at, word in enumerate(words))
    return codes_of(sayers[-1:]) if forces and not named else []


def _is_army(clauses: Clauses) -> bool:
    """Whether the sentence speaks of "the military", "its forces", without saying whose."""
    opens = 1 if clauses.words[0] in ("the", "its", "their") else 0
    return bool({"military", "army", "forces", "troops", "navy"} & set(clauses.words[opens : opens + 1 + 2 * opens]))


def _complete_doer(draft: Draft) -> None:
    """Find a doer that no grammar gave: the first of a named pair, or the capital where an envoy was called in."""
    clauses = draft.clauses
    pair = roles.pair_named(clauses)
    homes = {home_of(code) for code in draft.targets}
    if draft.frame.roles == "own" and draft.targets:
        # "War games simulate an assault on B, A's state TV says"
        draft.initiators = codes_of([p for p in clauses.parties if p.says and p.mention.home not in homes][:1])
        if draft.initiators:
            return
    if pair and homes <= {p.mention.home for p in pair}:
        draft.initiators, draft.targets, draft.guessed = [pair[0].code], [pair[1].code], True
        return
    if draft.frame.level == 1 and draft.targets:
        hosts = [p for p in clauses.parties if p.mention.kind == "capital" and p.mention.home not in homes]
        draft.initiators = codes_of([p for p in hosts if not p.says][:1])
