"""Who does and who suffers what a verb tells of?

Active, passive, and the participles of headlines.
"""

from tocsin.escalation.acts.envoys import envoys
from tocsin.escalation.gazetteer.actors import home_of
from tocsin.escalation.grammar import owners, roles
from tocsin.escalation.grammar.draft import Draft
from tocsin.escalation.grammar.parties import Party
from tocsin.escalation.grammar.roles import codes_of
from tocsin.escalation.grammar.voice import is_passive
from tocsin.escalation.lexicon.frames import Form

_INTENTS = frozenset("threat threats vow plan plans pledge bid order orders decision".split())
_LABELS = frozenset("attack attacks strike strikes raid raids".split())
_RECALLED_FROM = frozenset({"from", "to", "in", "de", "en"})


def assign_verb(draft: Draft, form: Form, before: list[Draft]) -> None:
    """Fill in initiators and targets of an act that a verb tells; `before` are the acts told before it."""
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
    agent = roles.agent_after(clauses, draft.end) or roles.agents_in_attack(clauses, here) or _named_on_top(draft)
    draft.initiators = codes_of(agent or (roles.source_near(clauses, here) if force else []))
    nouns = [p for p in clauses.parties_in(clauses.clause[here]) if p.mention.end <= here and not p.says]
    if draft.frame.event == "accuse":
        nouns = [p for p in nouns if not p.backed]  # "A-backed militia accused of": not A
    sufferers = [p for p in nouns if p.preposition not in (("by", "from") if force else ("by",))]
    draft.targets = codes_of(sufferers[-1:] or roles.subject(clauses, here))
    if not draft.targets:
        draft.targets = codes_of(roles.objects(clauses, draft.end))


def _named_on_top(draft: Draft) -> list[Party]:
    """Whose attack a headline names before a colon: "Iran attack: US troops targeted with missiles"."""
    clauses = draft.clauses
    if ":" not in clauses.words[: draft.start] or draft.frame.level < 4:
        return []
    colon = clauses.words.index(":")
    return [p for p in clauses.parties if p.mention.end == colon - 1 and clauses.words[colon - 1] in _LABELS][:1]


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
        if clauses.sentence.field != "title":
            return False  # "A sent up fighters when B's bombers came" is told outright
        draft.targets = codes_of(roles.subject(clauses, here))
        sayers = [p for p in roles.others(clauses, set(map(home_of, draft.targets))) if p.says]
        draft.initiators = codes_of(sayers)
        return True
    if what == "envoy" and envoys(draft):
        draft.targets = codes_of(envoys(draft))
        return True
    return False


def _assign_doer(draft: Draft, before: list[Draft]) -> None:
    clauses, here = draft.clauses, draft.start
    clause = clauses.clause[here]
    earlier = [d for d in before if d.start < here and clauses.clause[d.start] == clause and d.initiators]
    doer = _police_of(draft) or _owner_of_the_threat(draft) or _reproached(draft) or roles.subject(clauses, here)
    # In "A shoots down a B jet and bombs its bases", B is the object of the first verb, not the doer of the second.
    taken = earlier and earlier[-1].frame.roles != "speech" and doer and doer[0].mention.start > earlier[-1].start
    # "Protests as a Chinese carrier enters its waters": who stands behind "as" does what follows.
    taken = taken and not _reproached(draft) and "as" not in clauses.words[earlier[-1].end : doer[0].mention.start]
    draft.initiators = [] if taken else codes_of(doer)
    if not draft.initiators and earlier:
        draft.initiators = list(earlier[-1].initiators)
    if not draft.initiators and draft.frame.level >= 3:
        draft.initiators = codes_of(roles.source_near(clauses, here))
    if draft.frame.roles == "speech" and not draft.initiators:
        draft.initiators = codes_of([p for p in clauses.parties if p.says and p.mention.end <= here][-1:])


def _police_of(draft: Draft) -> list[Party]:
    """Whose police storm a mission: police act for their state there, who elsewhere act at home."""
    if draft.frame.id != "storm-mission":
        return []
    men = draft.clauses.lexicon.sets["police_men"]
    return [p for p in draft.clauses.parties if p.mention.end <= draft.start and men & set(p.heads[:1])][-1:]


def _reproached(draft: Draft) -> list[Party]:
    """Who did what he is reproached with, or paid back for: "moves to punish B for downing planes"."""
    clauses, here = draft.clauses, draft.start
    if clauses.words[here - 1 : here] != ["for"] or not clauses.words[here].endswith("ing"):
        return []
    return [p for p in clauses.parties if p.mention.end == here - 1 and p.can_act]


def _owner_of_the_threat(draft: Draft) -> list[Party]:
    """Who would do it in "alarmed by A's threat to shell B"."""
    clauses, here = draft.clauses, draft.start
    if clauses.words[here - 1 : here] != ["to"] or here < 2 or clauses.words[here - 2] not in _INTENTS:
        return []
    return owners.owner(clauses, here - 2)


def _assign_sufferer(draft: Draft) -> None:
    clauses = draft.clauses
    if (draft.frame.roles == "swap" or draft.frame.id == "shoot-down") and _craft_after(draft):
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


def _craft_after(draft: Draft) -> list[Party]:
    """Whose aircraft or ship stands right behind the verb: "radar picked up Finnish drones"."""
    inside = draft.clauses.parties_in(draft.clauses.clause[draft.start])
    near = [p for p in inside if draft.end <= p.mention.start <= draft.end + 3 and not p.preposition]
    sets = draft.clauses.lexicon.sets
    craft = sets.get("intruder", frozenset()) | sets.get("incoming", frozenset())
    return [p for p in near if craft & set(p.heads[:2])][:1]
