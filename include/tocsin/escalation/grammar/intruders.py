"""Whose craft is in whose sky? "Two A planes in B airspace for 18 seconds" has no verb to tell it."""

from tocsin.escalation.grammar.clauses import Clauses
from tocsin.escalation.grammar.draft import Draft
from tocsin.escalation.grammar.parties import Party
from tocsin.escalation.grammar.roles import codes_of

_INSIDE = frozenset("in inside into within".split())
_REACH = 4


def in_foreign_sky(clauses: Clauses, here: int) -> tuple[Party, Party] | None:
    """Who flew and over whom, where "airspace" stands at `here`; `None` where it is shut, watched or one's own."""
    if not _INSIDE & set(clauses.words[max(0, here - _REACH) : here]):
        return None
    craft = clauses.lexicon.sets.get("intruder_or_coastguard", frozenset())
    over = [p for p in clauses.parties if here - _REACH <= p.mention.start < here][-1:]
    flyers = [p for p in clauses.parties if p.mention.end <= here - 1 and craft & set(p.heads) and p not in over]
    if not over or not flyers or over[-1].mention.home == flyers[0].mention.home:
        return None
    return flyers[0], over[-1]


def assign_sky(draft: Draft) -> None:
    """Cast the owner of the craft and the owner of the sky."""
    found = in_foreign_sky(draft.clauses, draft.start)
    draft.initiators, draft.targets = (codes_of([found[0]]), codes_of([found[1]])) if found else ([], [])
