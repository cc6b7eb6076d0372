"""Does a name in a sentence mean what the gazetteer says, or does it only look so?

Turkey is a bird in a recipe, Chad a man, Moscow a town in Idaho, and the Tehran Times no party. What depends on single
words stands in `traps.csv`; here stand the rules for reading it.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from tocsin.escalation.gazetteer.tenure import OFFICES, RANKS
from tocsin.escalation.gazetteer.terms import Term
from tocsin.escalation.text.calendars import DAYS, MONTHS

# The name may be a person's: "Michael Jordan", "Chad Smith".
PERSON = "@person"
_STATES = frozenset({"name", "adjective", "capital", "place"})
_BEFORE_STATES = frozenset(("in to from of and on near south north east west against the with between says").split())
_OPENERS = frozenset(".!?…:;\"'“”‘’«»(-–—|")
_AMERICANS = frozenset({"American", "Americans"})
# "the Trump Administration" is his, a tower is not.
_RULE = frozenset("administration government cabinet regime doctrine".split())
_ACRONYM = 5  # letters of which capitals must agree one by one
_LISTED = frozenset({"and", "or", "&"})


@dataclass(frozen=True)
class Traps:
    """Words that make something else of a name when they stand right before or behind it."""

    before: frozenset[str] = frozenset()
    after: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Line:
    """One sentence's words in lower case and as written."""

    words: Sequence[str]
    raws: Sequence[str]

    @cached_property
    def capitals(self) -> bool:
        """Whether it capitalises most words, as headlines do, so that capitals tell nothing."""
        letters = sum(raw[0].isalpha() for raw in self.raws)
        return sum(raw[0].isupper() for raw in self.raws) > 0.6 * letters


def same_case(term: tuple[str, ...], raws: Sequence[str]) -> bool:
    """Whether capitals agree: `turkey` is a bird, `us` a pronoun; `Russian` may be written `RUSSIAN`."""
    for wanted, raw in zip(term, raws, strict=True):
        if wanted[0].isupper() and not raw[0].isupper():
            return False
        # "LeT" is a group, "Let" a verb, "JEM" another group.
        if len(wanted) <= _ACRONYM and wanted != wanted.capitalize() and wanted[0].isupper() and raw != wanted:
            return False
    return True


def is_trap(term: Term, line: Line, here: int, end: int, traps: Traps) -> bool:
    """Whether the words around tokens `here` to `end` show that something else is meant."""
    if term.unless and _is_excepted(term, line, here, end):
        return True
    if term.kind == "leader":
        return len(term.words) == 1 and _is_namesake(term, line, here)
    if term.kind not in _STATES:
        return False
    after = line.raws[end] if end < len(line.raws) else ""
    if after in traps.after or (after in _AMERICANS and term.kind == "adjective" and not line.capitals):
        return True
    return here > 0 and len(term.words) == 1 and line.raws[here - 1] in traps.before


def is_town_abroad(term: Term, line: Line, end: int, region: Term | None) -> bool:
    """Whether a region of another state follows, parted by a comma: "Moscow, Idaho", no list of places."""
    if region is None or not region.is_region or region.home == term.home:
        return False
    behind = end + 1 + len(region.words)
    return behind >= len(line.words) or line.words[behind] not in _LISTED


def is_part_of_name(raw: str) -> bool:
    """Whether a capitalised word goes on with a name before it; a weekday does not: "killed in Goma Monday"."""
    word = raw.lower()
    return raw[0].isupper() and raw.isalpha() and not _is_day(word) and word not in _RULE


def _is_excepted(term: Term, line: Line, here: int, end: int) -> bool:
    if any(raw in term.unless for raw in line.raws):
        return True
    return PERSON in term.unless and _is_person(line, here, end)


def _is_person(line: Line, here: int, end: int) -> bool:
    words, raws = line.words, line.raws
    before = raws[here - 1] if here > 1 else ""
    after = raws[end] if end < len(raws) else ""
    named = _is_titled(before) and words[here - 1] not in _BEFORE_STATES and not _is_day(words[here - 1])
    free = here == 0 or not (words[here - 1] in _BEFORE_STATES or raws[here - 1] == ",")
    surname = free and _is_titled(after) and len(after) > 2 and not _is_day(after.lower())
    return (named or surname) and not line.capitals


def _is_namesake(term: Term, line: Line, here: int) -> bool:
    """Whether another first name stands before a leader's surname: "Eric Trump", not "President Trump".

    Names are written in many ways: one that begins with the leader's own letter is taken for his ("Évariste").
    """
    if here < 2 or line.capitals or line.raws[here - 2] in _OPENERS:
        return False
    before = line.words[here - 1]
    if not _is_titled(line.raws[here - 1]) or len(before) < 3:
        return False
    own = {_initial(holder.person) for holder in term.holders}
    known = before in OFFICES or before in RANKS or before in _BEFORE_STATES or _is_day(before)
    return not known and _initial(before) not in own


def _initial(name: str) -> str:
    """The first letter of a name, without its accent."""
    return unicodedata.normalize("NFKD", name)[0].lower()


def _is_titled(raw: str) -> bool:
    return raw[:1].isupper() and raw[1:].islower()


def _is_day(word: str) -> bool:
    return word in DAYS or word in MONTHS
