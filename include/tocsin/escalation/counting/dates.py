"""On which day did it happen, as the sentence says it?"""

import re
from datetime import date, datetime, timedelta

from tocsin.escalation.grammar.draft import Draft
from tocsin.escalation.text.calendars import DAYS, MONTHS

# "until Friday", "by next Monday": the day of a deadline, which is still to come.
AHEAD = frozenset("until till by before next coming hasta antes próximo avant jusqu'à jusqu'au prochain".split())
YEAR = re.compile(r"\b(1[5-9]\d\d|20\d\d)\b")


def happened_on(draft: Draft, published_at: datetime | None) -> date | None:
    """Work out the day of the act from a date or a weekday in its sentence; `None` when neither is there."""
    words = draft.clauses.words
    for at, word in enumerate(words):
        verb = word in ("may", "march", "mars") and not _names_a_month(words, at)
        if word in MONTHS and not verb and not AHEAD.intersection(words[max(0, at - 2) : at]):
            found = _calendar(words, at, published_at)
            if found:
                return found
    return _from_weekday(draft, published_at) if published_at else None


def _names_a_month(words: list[str], at: int) -> bool:
    """Whether a day or a year stands right beside "may" or "march": "may launch 12 missiles" names none."""
    beside = (*words[max(0, at - 1) : at], *words[at + 1 : at + 2])
    return any(part.isdecimal() for part in beside)


def _from_weekday(draft: Draft, published_at: datetime) -> date | None:
    words = draft.clauses.words
    start, end = draft.clauses.bounds(draft.start)
    for at in (*range(start, min(end, len(words))), *range(len(words))):
        word = words[at]
        if word in DAYS and not AHEAD.intersection(words[max(0, at - 2) : at]):
            return (published_at - timedelta(days=(published_at.weekday() - DAYS[word]) % 7)).date()
        if word in ("today", "hoy"):
            return published_at.date()
        if word in ("yesterday", "ayer", "hier"):
            return (published_at - timedelta(days=1)).date()
    return None


def _calendar(words: list[str], at: int, published_at: datetime | None) -> date | None:
    near = [(part, offset) for offset in (-1, 1, 2) if 0 <= at + offset < len(words) for part in (words[at + offset],)]
    days = [int(part) for part, _ in near if part.isdecimal() and len(part) <= 2]
    years = [int(word) for word in words[at : at + 5] if YEAR.fullmatch(word)]
    year = years[0] if years else (published_at.year if published_at else None)
    if not days or year is None:
        return None
    try:
        found = date(year, MONTHS[words[at]], days[0])
    except ValueError:
        return None
    if published_at and not years and found > published_at.date() + timedelta(days=2):
        return found.replace(year=year - 1) if (found.month, found.day) != (2, 29) else None
    return found
