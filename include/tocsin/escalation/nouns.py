"""Who does and who suffers an act that is told by a noun: "Israeli strikes", "an ultimatum to Kabul"?"""

from tocsin.escalation import roles
from tocsin.escalation.actors import home_of
from tocsin.escalation.clauses import Party
from tocsin.escalation.draft import Draft
from tocsin.escalation.envoys import envoys
from tocsin.escalation.roles import codes_of


def assign_noun(draft: Draft) -> None:
    """Cast the parties around a noun: its owner, who stands after "by", who launches it, and on whom."""
    clauses, here = draft.clauses, draft.start
    doer = roles.owner(clauses, here)
    agent = roles.agent_after(clauses, draft.end, reach=7)
    fired = draft.frame.level >= 4
    source = [p for p in roles.source_near(clauses, draft.end - 1) if p.mention.start > here] if fired else []
    light = roles.light_subject(clauses, here)
    after = [p for p in roles.objects(clauses, draft.end) if p.mention.start <= draft.end + 16]
    sayer = [p for p in clauses.parties if p.says] if draft.frame.roles == "speech" else []
    if clauses.lexicon.language != "en" and not doer:
        agent = agent or roles.owner_after(clauses, draft.end)
    hitter, hit = roles.hit_with(clauses, here)
    if hitter:
        draft.initiators, draft.targets = codes_of(hitter), codes_of(hit)
        return
    stated = roles.subject(clauses, here) if draft.frame.level != 4 else []
    if draft.frame.roles == "speech" and _is_told_of(draft):
        draft.targets = codes_of(_first_named(draft))
        homes = {home_of(code) for code in draft.targets}
        draft.initiators = codes_of(
            sayer or [p for p in clauses.parties if p.can_act and p.mention.home not in homes][-1:]
        )
        return
    if draft.frame.roles == "speech":
        doer, stated = [], _first_named(draft) or stated
    draft.initiators = codes_of(agent or doer or source or sayer or light or stated or _seat(draft))
    draft.targets = [c for c in codes_of(after) if c not in draft.initiators]
    if agent and doer and not draft.targets:
        draft.targets = codes_of(doer)
    if draft.frame.roles == "envoy" and doer and envoys(draft) and codes_of(envoys(draft)) == codes_of(doer):
        draft.initiators, draft.targets = draft.targets, codes_of(doer)
    if light and doer and not agent and home_of(light[0].code) != home_of(doer[0].code) and _is_light(draft):
        draft.initiators, draft.targets = codes_of(light), codes_of(doer)


def _is_light(draft: Draft) -> bool:
    """Whether the verb's doer does what the noun says: "A orders B's expulsion", but not "A answers B's build-up"."""
    return draft.frame.level < 4 and draft.frame.event != "mobilize"


def _seat(draft: Draft) -> list[Party]:
    """Whose capital stands behind a threat told by a noun: "sabre-rattling in Lima"."""
    behind = draft.clauses.words[draft.end : draft.end + 1]
    if draft.frame.event != "threaten" or behind != ["in"]:
        return []
    return [p for p in draft.clauses.parties if p.mention.start == draft.end + 1 and p.mention.kind == "capital"]


def assign_accused(draft: Draft, before: list[Draft]) -> None:
    """Read "A accuses B of shelling its villages": B did it, to A."""
    clauses = draft.clauses
    told = clauses.words[draft.start - 1 : draft.start] in (["of"], ["for"]) and draft.frame.level >= 3
    charges = [
        d for d in before if d.frame.event == "accuse" and clauses.clause[d.start] == clauses.clause[draft.start]
    ]
    if told and charges and not charges[-1].initiators and charges[-1].targets and not draft.initiators:
        draft.initiators = list(charges[-1].targets)  # "A accused of shelling a B post"
    if told and charges and charges[-1].pairs:
        draft.initiators, draft.targets = list(charges[-1].targets), list(charges[-1].initiators)


def _is_told_of(draft: Draft) -> bool:
    """Whether the words are told of the one threatened: "B will be met with force", "B would burn"."""
    if draft.frame.id == "would-burn":
        return bool(_first_named(draft))
    before = draft.clauses.words[max(0, draft.start - 5) : draft.start]
    return "be" in before and bool(_first_named(draft)) and bool({"will", "would", "must", "shall"} & set(before))


def _first_named(draft: Draft) -> list[Party]:
    inside = draft.clauses.parties_in(draft.clauses.clause[draft.start])
    return [p for p in inside if p.can_act and not p.preposition and p.mention.end <= draft.start][:1]
