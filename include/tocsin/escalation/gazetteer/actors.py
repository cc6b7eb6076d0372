"""Which states, armed groups and places does a sentence name?

The gazetteer is data, a file for each noun beside this one. The longest term wins, whole words only, and capital
letters matter where the term has them.
"""

import copy
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path

from tocsin.escalation.gazetteer import tables
from tocsin.escalation.gazetteer.lookalikes import Line, Traps, is_part_of_name, is_town_abroad, is_trap, same_case
from tocsin.escalation.gazetteer.tenure import OFFICES, called_by_office, owner_of
from tocsin.escalation.gazetteer.terms import Mention, Term

FOLDER = Path(__file__).parent
ORGANISATIONS = tables.UNIONS
_PLACED = frozenset({"name", "capital", "place"})
# A capitalised word behind one word of these kinds makes it another name: "Beni Ounif", "Sharon Stone".
_CUT_SHORT = frozenset({"place", "leader"})


class Gazetteer:
    """Every term of one language, looked up by its first word."""

    def __init__(self, terms: Iterable[Term], *, over: "Gazetteer | None" = None, traps: Traps | None = None) -> None:
        self._by_first: dict[str, tuple[Term, ...]] = dict(over._by_first) if over else {}
        self._traps: Traps = traps or (over._traps if over else Traps())
        self._officials: Mapping[str, Term] = {}
        self._day: date | None = None
        self._called: Collection[str] = ()
        fresh: dict[str, list[Term]] = {}
        for term in terms:
            fresh.setdefault(term.words[0], []).append(term)
        for first, group in fresh.items():
            known = self._by_first.get(first, ())
            self._by_first[first] = tuple(sorted((*known, *group), key=lambda term: -len(term.words)))

    def on(self, day: date | None) -> "Gazetteer":
        """Return a gazetteer that takes leaders' names as of `day`; with `None` all of them count."""
        dated = copy.copy(self)
        dated._day = day
        return dated

    def also(self, terms: Iterable[Term]) -> "Gazetteer":
        """Return a gazetteer that knows some more terms, where it knew nothing that begins with their word."""
        wider = copy.copy(self)
        wider._officials = {term.words[0]: term for term in terms if term.words[0] not in self._by_first}
        return wider

    def calling(self, lines: Iterable[tuple[Sequence[str], Sequence[str]]]) -> "Gazetteer":
        """Return a gazetteer to which leaders count whom the text's `lines` (words, raws) call by an office."""
        called: set[str] = set()
        for words, raws in lines if self._day else ():
            for here in range(1, len(words)):
                if called_by_office(words, here):
                    term = self._longest(Line(words, raws), here)
                    called.update(holder.person for holder in term.holders) if term else None
        knowing = copy.copy(self)
        knowing._called = frozenset(called)
        return knowing

    def with_bynames(self, terms: Iterable[Term]) -> "Gazetteer":
        """Return a gazetteer that knows some more terms beside those that begin with the same word."""
        added = list(terms)
        if not added:
            return self
        wider = copy.copy(self)
        wider._by_first = dict(self._by_first)
        for term in added:
            group = (*wider._by_first.get(term.words[0], ()), term)
            wider._by_first[term.words[0]] = tuple(sorted(group, key=lambda term: -len(term.words)))
        return wider

    def find(self, words: list[str], raws: list[str]) -> list[Mention]:
        """List the mentions in one sentence, left to right, never overlapping."""
        found: list[Mention] = []
        line = Line(words, raws)
        here = 0
        while here < len(words):
            # Most words begin no name: they are passed over without a call.
            known = words[here] in self._by_first or words[here] in self._officials
            term = self._longest(line, here) if known else None
            if term is None:
                here += 1
                continue
            mention = self._mention(term, line, here)
            found += [mention] if mention else []
            here += len(term.words)
        return found

    def _mention(self, term: Term, line: Line, here: int) -> Mention | None:
        """Say whom a term means at this place; `None` where it means nobody."""
        end = here + len(term.words)
        code, home = self._meant(term, line, end)
        text = " ".join(line.raws[here:end]).replace(" - ", "-").replace(" 's", "'s").replace(" ' ", "'")
        return Mention(here, end, code, home, term.kind, text) if code else None

    def _meant(self, term: Term, line: Line, end: int) -> tuple[str, str]:
        if term.holders:
            titled = term.words[0] in OFFICES  # "President Bush" is a term of its own
            called = [holder.person for holder in term.holders] if titled else self._called
            owner = owner_of(term.holders, self._day, called)
            return owner, owner
        if term.kind in _PLACED and line.raws[end : end + 1] == [","] and end + 1 < len(line.words):
            region = self._longest(line, end + 1)
            if is_town_abroad(term, line, end, region):
                return "", ""
        return term.code, term.home

    def _longest(self, line: Line, here: int) -> Term | None:
        words, raws = line.words, line.raws
        second = words[here + 1] if here + 1 < len(words) else ""
        for term in self._by_first.get(words[here], ()):
            end = here + len(term.words)
            if end - here > 1 and term.words[1] != second:
                continue
            if tuple(words[here:end]) != term.words or not same_case(term.raws, raws[here:end]):
                continue
            if is_trap(term, line, here, end, self._traps):
                continue
            if not self._is_cut_short(term, line, here, end):
                return term
        official = self._officials.get(words[here])
        return official if official and same_case(official.raws, raws[here : here + 1]) else None

    def _is_cut_short(self, term: Term, line: Line, here: int, end: int) -> bool:
        """Whether a capitalised word follows that no term begins with: "Beni" in "Beni Ounif" is no Beni."""
        if term.kind not in _CUT_SHORT or len(term.words) > 1 or line.capitals or end >= len(line.raws):
            return False
        if term.kind == "leader" and called_by_office(line.words, here):
            return False
        following = line.words[end]
        return is_part_of_name(line.raws[end]) and following not in self._by_first and following not in self._officials


@cache
def gazetteer() -> Gazetteer:
    """Load the terms of English; raises `InputError` naming file and line on a bad row."""
    return Gazetteer(_tables().terms["en"], over=shared_gazetteer())


@cache
def shared_gazetteer() -> Gazetteer:
    """Load the terms that every language with Latin letters writes alike."""
    return Gazetteer(_tables().terms["*"], traps=_tables().traps)


@cache
def _tables() -> tables.Tables:
    return tables.read_tables(FOLDER)


def known_codes() -> frozenset[str]:
    """Every state, organisation and group that has a row of its own."""
    return frozenset(_tables().homes)


def home_of(code: str) -> str:
    """Say which state an actor belongs to: itself, or an armed group's home."""
    return _tables().homes.get(code, code)
