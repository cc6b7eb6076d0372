"""Who makes peace, and who only lends the room or the mediator?"""

from tocsin.escalation.gazetteer.actors import home_of
from tocsin.escalation.grammar.draft import Draft
from tocsin.escalation.grammar.parties import Party

_HOSTING = frozenset("mediated brokered hosted mediation brokered mediator mediators host hosts through via".split())


def is_venue(draft: Draft, party: Party) -> bool:
    """Whether a party only names where peace was made: "signed in Doha", "talks hosted by Oman"."""
    if not draft.frame.peace:
        return False
    before = draft.clauses.words[max(0, party.mention.start - 3) : party.mention.start]
    # An embassy reopens in the capital of the other side.
    if draft.frame.means == "reopening" and party.mention.kind in ("capital", "name"):
        return False
    told = party.preposition in ("in", "at", "en", "à") and not party.possessive
    return told or bool(_HOSTING & set(before)) or party.preposition == "by"


def complete_peace(draft: Draft) -> None:
    """Drop the venue from those who make peace, and part two doers into a pair."""
    venues = {p.code for p in draft.clauses.parties if is_venue(draft, p)}
    draft.targets = [code for code in draft.targets if code not in venues]
    if not draft.targets and len({home_of(code) for code in draft.initiators}) > 1:
        draft.initiators, draft.targets = draft.initiators[:1], draft.initiators[1:]
