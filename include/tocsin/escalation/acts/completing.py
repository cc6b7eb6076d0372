"""Who is the side that a sentence does not tell with the act itself?

Whoever says it, whoever reacts to it, the other state of the sentence.
"""

from tocsin.escalation.acts.pledges import occasion_giver, shore_owner
from tocsin.escalation.acts.venues import complete_peace, is_venue
from tocsin.escalation.gazetteer.actors import home_of
from tocsin.escalation.grammar import roles
from tocsin.escalation.grammar.clauses import Clauses
from tocsin.escalation.grammar.draft import Draft
from tocsin.escalation.grammar.roles import codes_of

_WHOSE = frozenset({"the", "its", "our", "their", "his"})
_FORCES = frozenset("army military forces troops navy soldiers jets missiles rockets artillery commandos".split())


def complete(draft: Draft, clauses: Clauses) -> None:
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
        near = near or ([] if frame.means == "missile test" else shore_owner(draft))
        chosen = near or (rivals if at_odds else []) or occasion_giver(draft)
        draft.targets = codes_of(chosen[:1])
        return
    if frame.level >= 3 and not frame.peace and not draft.initiators:
        draft.initiators = _own_forces(draft)
    if frame.peace:
        complete_peace(draft)
    if not draft.initiators:
        _find_doer(draft)
    # Who reports an attack on a ship suffers nothing by it.
    if draft.initiators and not draft.targets and frame.means != "attack at sea":
        homes = {home_of(code) for code in draft.initiators} | set(draft.spared)
        rest = [p for p in roles.others(clauses, homes) if not is_venue(draft, p)]
        draft.targets = codes_of(rest[:1])
        draft.guessed = bool(draft.targets)


def _find_doer(draft: Draft) -> None:
    """Find who did it where the clause does not say."""
    if draft.frame.roles == "swap":
        draft.initiators = _intruders(draft)
    elif draft.frame.roles in ("envoy", "active", "own", "speech") and not draft.frame.peace:
        _complete_doer(draft)


def _intruders(draft: Draft) -> list[str]:
    """Whose craft the sentence names as the reason why a state sends up its own: "as A's bombers fly off B"."""
    clauses = draft.clauses
    homes = {home_of(code) for code in draft.targets}
    craft = clauses.lexicon.sets.get("intruder", frozenset())
    near = [p for p in clauses.parties if homes and p.mention.home not in homes and craft & set(p.heads)]
    return codes_of([p for p in near if p.group == near[0].group] if near else [])


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
        others = [p for p in clauses.parties if p.mention.home not in homes and not p.says]
        hosts = [p for p in others if p.mention.kind == "capital"]
        if draft.frame.means == "expulsion":  # "a B diplomat was ordered to quit A"
            hosts += [p for p in others if p.mention.kind == "name" and p.mention.start >= draft.end]
        draft.initiators = codes_of(hosts[:1])
