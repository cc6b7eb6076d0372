"""Who does and who suffers an act that is told by a noun: "Israeli strikes", "an ultimatum to Kabul"?"""

from tocsin.escalation.acts.envoys import envoys
from tocsin.escalation.gazetteer.actors import home_of
from tocsin.escalation.grammar import owners, roles
from tocsin.escalation.grammar.draft import Draft
from tocsin.escalation.grammar.parties import Party
from tocsin.escalation.grammar.roles import codes_of

_GETTING = frozenset(
    "face faces faced receive receives received get gets got reject rejects rejected defy defies defied given handed "
    "ignore ignores ignored spurn spurns spurned".split()
)


_PROTESTING = frozenset(
    "denounce denounces denounced condemn condemns condemned protest protests protested decry decries decried slam "
    "slams slammed deplore deplores deplored".split()
)


_CALLED_IN = frozenset({"envoy summoned", "protest", "expulsion"})
_OVER = frozenset("over after following for about".split())


def assign_noun(draft: Draft) -> None:
    """Cast the parties around a noun: its owner, who stands after "by", who launches it, and on whom."""
    if _assign_with(draft) or (draft.frame.id == "ultimatum" and _assign_ultimatum(draft)):
        return
    if draft.frame.roles == "speech" and _is_told_of(draft):
        _assign_told_of(draft)
        return
    clauses, here = draft.clauses, draft.start
    doer = owners.owner(clauses, here)
    agent = roles.agent_after(clauses, draft.end, reach=7)
    fired = draft.frame.level >= 4
    source = [p for p in roles.source_near(clauses, draft.end - 1) if p.mention.start > here] if fired else []
    light = owners.light_subject(clauses, here) or _behind(draft)
    after = [p for p in roles.objects(clauses, draft.end) if p.mention.start <= draft.end + 16]
    sayer = [p for p in clauses.parties if p.says] if draft.frame.roles == "speech" else []
    stated = roles.subject(clauses, here) if draft.frame.level != 4 else []
    if draft.frame.roles == "speech":
        doer, stated = [], _first_named(draft) or stated
    draft.initiators = codes_of(agent or doer or source or sayer or light or stated or _seat(draft))
    draft.targets = [c for c in codes_of(after) if c not in draft.initiators]
    _correct(draft, agent=agent, doer=doer, light=light, stated=stated)


def _behind(draft: Draft) -> list[Party]:
    """Who stands behind it: "A says B is behind an attack on its police", "B was behind the raid"."""
    words = draft.clauses.words
    at = next((at for at in range(draft.start - 1, max(0, draft.start - 5), -1) if words[at] == "behind"), None)
    return roles.subject(draft.clauses, at) if at and words[at - 1] in ("is", "was", "were", "are", "being") else []


def _correct(draft: Draft, *, agent: list[Party], doer: list[Party], light: list[Party], stated: list[Party]) -> None:
    """Turn round what a noun's surroundings say otherwise: its owner suffers it, its protester too."""
    protested = draft.frame.level >= 3 and stated and _PROTESTING & set(draft.clauses.words[: draft.start])
    if protested and _of_whom(draft):
        # "A denounces the intrusion of B's ships"
        draft.initiators, draft.targets = codes_of(_of_whom(draft)), codes_of(stated)
    elif protested and not (agent or doer or light) and draft.initiators == codes_of(stated):
        draft.initiators = []  # "A has protested against the drills": somebody else's
    if agent and doer and not draft.targets:
        draft.targets = codes_of(doer)
    if draft.frame.roles == "envoy" and doer and envoys(draft) and codes_of(envoys(draft)) == codes_of(doer):
        draft.initiators, draft.targets = draft.targets, codes_of(doer)
    if light and doer and not agent and home_of(light[0].code) != home_of(doer[0].code) and _is_light(draft):
        draft.initiators, draft.targets = codes_of(light), codes_of(doer)


def _assign_with(draft: Draft) -> bool:
    """Read "A hits B with sanctions"; whether it is so said."""
    hitter, hit = owners.hit_with(draft.clauses, draft.start)
    if hitter:
        draft.initiators, draft.targets = codes_of(hitter), codes_of(hit)
    return bool(hitter)


def _assign_told_of(draft: Draft) -> None:
    """Read "B will be met with force", told of the one who is threatened: who says so threatens."""
    sayer = [p for p in draft.clauses.parties if p.says]
    draft.targets = codes_of(_first_named(draft))
    homes = {home_of(code) for code in draft.targets}
    others = [p for p in draft.clauses.parties if p.can_act and p.mention.home not in homes]
    draft.initiators = codes_of(sayer or others[-1:])


def _assign_ultimatum(draft: Draft) -> bool:
    """Read "an ultimatum from A", "B faces an ultimatum": whether it says from whom it is, or who got it."""
    clauses = draft.clauses
    inside = clauses.parties_in(clauses.clause[draft.start])
    giver = [p for p in inside if p.preposition == "from" and p.mention.start >= draft.end][:1]
    got = _GETTING & set(clauses.words[max(0, draft.start - 5) : draft.start])
    if not giver and not got:
        return False
    receiver = [p for p in inside if p.mention.end <= draft.start and not p.says][-1:] if got else []
    receiver = receiver or [p for p in inside if p.preposition == "to"][:1]
    draft.initiators = codes_of(giver or [p for p in clauses.parties if p not in receiver and p.says][:1])
    draft.targets = codes_of(receiver)
    return True


def _of_whom(draft: Draft) -> list[Party]:
    """Whose deed a noun names behind itself: "the intrusion of eight B ships", "an incursion by B"."""
    near = range(draft.end, draft.end + 5)
    return [p for p in draft.clauses.parties if p.mention.start in near and p.preposition in ("of", "by")][:1]


def _is_light(draft: Draft) -> bool:
    """Whether the verb's doer does what the noun says: "A orders B's expulsion", but not "A answers B's build-up"."""
    return draft.frame.level < 4 and draft.frame.event not in ("mobilize", "accuse")


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
    called = [d for d in before if d.frame.means in _CALLED_IN and d.pairs and not d.guessed]
    if called and draft.frame.level >= 3 and _OVER & set(clauses.words[called[-1].end : draft.start]):
        # "A summons B's envoy over an airspace violation": B did it, to A.
        draft.initiators, draft.targets = list(called[-1].targets), list(called[-1].initiators)


def _is_told_of(draft: Draft) -> bool:
    """Whether the words are told of the one threatened: "B will be met with force", "B would burn"."""
    if draft.frame.id == "would-burn":
        return bool(_first_named(draft))
    before = draft.clauses.words[max(0, draft.start - 5) : draft.start]
    return "be" in before and bool(_first_named(draft)) and bool({"will", "would", "must", "shall"} & set(before))


def _first_named(draft: Draft) -> list[Party]:
    inside = draft.clauses.parties_in(draft.clauses.clause[draft.start])
    return [p for p in inside if p.can_act and not p.preposition and p.mention.end <= draft.start][:1]
