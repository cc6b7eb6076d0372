"""Which acts does one sentence tell of? Finds the lexicon's words where the rest of the clause fits them."""

from tocsin.escalation.acts.answers import mark_answers
from tocsin.escalation.acts.casting import cast
from tocsin.escalation.grammar.clauses import Clauses
from tocsin.escalation.grammar.draft import Draft
from tocsin.escalation.grammar.fit import fits

# A sentence that tells of more is no sentence of news.
MOST_ACTS = 20


def find_acts(clauses: Clauses) -> list[Draft]:
    """Read one sentence; drafts come in the order of their words."""
    found: list[Draft] = []
    here = 0
    words = clauses.words
    begins_at = clauses.lexicon.begins_at
    while here < len(words) and len(found) < MOST_ACTS:
        named = here in clauses.inside and clauses.inside[here].kind != "adjective"
        draft = None if named or not begins_at(words, here) else _at(clauses, here, found)
        if draft is not None:
            found.append(draft)
            here = draft.end
        else:
            here += 1
    _mark_causes(found)
    mark_answers(clauses, found)
    return found


def _at(clauses: Clauses, here: int, before: list[Draft]) -> Draft | None:
    for form in clauses.lexicon.at(clauses.words, here):
        if fits(clauses, here, form):
            draft = Draft(form.frame, clauses, here, here + len(form.words), level=form.frame.level, part=form.part)
            cast(draft, form, before)
            return draft
    return None


def _answers(first: Draft, second: Draft) -> bool:
    """Whether "in response to", "in answer to" stands between two acts."""
    between = first.clauses.words[first.end : second.start]
    return bool({"response", "answer", "reply", "reaction"} & set(between)) and "to" in between and "in" in between


def _mark_causes(found: list[Draft]) -> None:
    """In "B closes its border after A shelled a post" the second act is the cause, the first the answer."""
    for first in found:
        for second in found:
            if _answers(first, second):
                second.cause, first.in_reaction = True, True
            if first is second or first.clauses.clause[first.start] == second.clauses.clause[second.start]:
                continue
            opening = second.clauses.bounds(second.start)[0]
            word = second.clauses.words[opening]
            if (
                word in ("after", "as", "over", "following", "amid", "because", "tras", "après", "when")
                and second.start > first.start
            ):
                second.cause, first.in_reaction = True, True
