"""For which state does a leader's name count on a given day?

A name counts while its bearer holds an office; before and afterwards only where the text itself still calls him by an
office. A surname that leaders of two states share is decided by the day, and is nobody's where that decides nothing.
"""

import calendar
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

# Who speaks or acts for a state; the name stands right behind.
OFFICES = frozenset(
    "president premier chancellor minister king emir sultan chief commander general marshal admiral colonel spokesman "
    "spokeswoman spokesperson secretary ambassador envoy leader ayatollah prince gen adm col lt maj brig presidente "
    "ministro ministra ministre président portavoz".split()
)
RANKS = frozenset("gen lt col maj adm brig air marshal dr mr mrs ms sheikh ayatollah - . ,".split())
# "former president", "the late king", "opposition leader": an office that is none, or no longer.
_GONE = frozenset("former ex late then-president opposition rebel party retired ousted deposed exiled".split())
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@dataclass(frozen=True, slots=True)
class Holder:
    """Who bears a name, for which state, and when he held an office; `None` where that is open or unknown."""

    code: str
    person: str
    since: date | None = None
    until: date | None = None

    def holds(self, day: date) -> bool:
        """Whether he held the office on `day`."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


def owner_of(holders: Sequence[Holder], day: date | None, called: Collection[str]) -> str:
    """Return the state that a leader's name stands for, or "".

    Without a `day` every bearer counts, and one who served two states by the later office. `called` are the persons
    whom the text calls by an office.
    """
    if day is None:
        lives = {holder.person for holder in holders}
        latest = max(holders, key=lambda holder: holder.since or date.min)
        return latest.code if len(lives) == 1 else _only(holders)
    in_office = [holder for holder in holders if holder.holds(day)]
    return _only(in_office) if in_office else _only([holder for holder in holders if holder.person in called])


def called_by_office(words: Sequence[str], start: int) -> bool:
    """Whether an office that is held stands right before token `start`: "President Bush", no "former president"."""
    here = start - 1
    while here >= 0 and words[here] in RANKS and words[here] not in OFFICES:
        here -= 1
    if here < 0 or words[here] not in OFFICES:
        return False
    return not _GONE & set(words[max(0, here - 3) : here])


def read_date(text: str, *, last: bool = False) -> date | None:
    """Read `2011-05-21`, or a month or year where the day is not known: its first day, or its `last`.

    Raises `ValueError` on anything else.

    >>> read_date("2014-02", last=True)
    datetime.date(2014, 2, 28)
    """
    if not text:
        return None
    found = _DATE.fullmatch(text)
    if not found:
        raise ValueError(text)
    year, month, day = (int(part) if part else None for part in found.groups())
    assert year is not None
    month = month or (12 if last else 1)
    if not 1 <= month <= 12:
        raise ValueError(text)
    return date(year, month, day or (calendar.monthrange(year, month)[1] if last else 1))


def _only(holders: Sequence[Holder]) -> str:
    codes = {holder.code for holder in holders}
    return codes.pop() if len(codes) == 1 else ""
