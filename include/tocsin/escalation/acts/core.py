"""Which acts does a sentence tell of, in a language of which we read the core alone?

No grammar as for English: the words of a frame, and what must stand beside them or in the sentences next to them.
"""

from collections.abc import Sequence

from tocsin.escalation.acts.core_casting import cast, homes_of
from tocsin.escalation.acts.find import MOST_ACTS
from tocsin.escalation.grammar.clauses import Clauses
from tocsin.escalation.grammar.draft import Draft
from tocsin.escalation.lexicon.frames import Form

_SEAS = frozenset("mar mer sea بحر دریای море".split())


def find_core_acts(clauses: Clauses, beside: Sequence[Clauses] = ()) -> list[Draft]:
    """Read one sentence; drafts come in the order of their words. Sentences `beside` it may name what it leaves out."""
    lent = frozenset(word for other in beside if other is not clauses for word in other.words)
    found: list[Draft] = []
    here = 0
    while here < len(clauses.words) and len(found) < MOST_ACTS:
        draft = None if here in clauses.inside else _at(clauses, here, lent)
        if draft is not None:
            found.append(draft)
        here = draft.end if draft else here + 1
    return found


def _at(clauses: Clauses, here: int, lent: frozenset[str]) -> Draft | None:
    for form in clauses.lexicon.at(clauses.words, here):
        if _has_company(clauses, here, form, lent) and not (form.frame.id == "missile-test" and _is_aimed(clauses)):
            frame = form.frame
            draft = Draft(frame, clauses, here, here + len(form.words), level=frame.level, part="phrase")
            cast(draft)
            return draft
    return None


def _has_company(clauses: Clauses, here: int, form: Form, lent: frozenset[str]) -> bool:
    """Whether what the frame wants stands in the sentence or is `lent` by its neighbours, and nothing it can't stand.

    One set at least must be met by the sentence itself, where the frame wants two.
    """
    own = range(here, here + len(form.words))
    rest = {word for at, word in enumerate(clauses.words) if at not in own}
    wanted = (*form.frame.with_any, *form.frame.after, *form.frame.nearby)
    if any(group & rest for group in form.frame.without):
        return False
    met = [bool(group & rest) for group in wanted]
    return all(met) or (sum(met) >= len(met) - 1 and all(group & (rest | lent) for group in wanted))


def _is_aimed(clauses: Clauses) -> bool:
    """Whether a missile flies at a state, not into a sea that bears its name: "به سوی اسرائیل", "в Японское море"."""
    onto = clauses.lexicon.grammar["onto"] - clauses.lexicon.grammar.get("of", frozenset())
    if len(homes_of(clauses.parties)) < 2:
        return False
    for party in clauses.parties:
        at, end = party.mention.start, party.mention.end
        beside = {*clauses.words[max(0, at - 2) : at], *clauses.words[end : end + 2]}
        aimed = party.preposition in onto and party.mention.kind in ("name", "capital", "place")
        if at and aimed and not beside & (_SEAS | clauses.lexicon.sets.get("sea_or_test", frozenset())):
            return True
    return False
