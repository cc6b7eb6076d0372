"""Which states, armed groups and places does a sentence name?

The gazetteer is data: `actors.csv` (who) and `places.csv` (towns, regions, waters, and the country they
lie in). The longest term wins, whole words only, and capital letters matter where the term has them.
"""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tocsin.errors import InputError
from tocsin.escalation.sentences import tokens_of

_HERE = Path(__file__).parent
KINDS = frozenset({"name", "adjective", "capital", "leader", "force", "group", "block"})
ORGANISATIONS = frozenset({"EU", "UN", "NATO", "ECOWAS", "AU"})


@dataclass(frozen=True)
class Term:
    """One way of naming an actor or place. `code` is `""` for what only looks like one."""

    words: tuple[str, ...]
    raws: tuple[str, ...]
    code: str
    home: str
    kind: str
    unless: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Mention:
    """A term found in a sentence: tokens `start` to `end`."""

    start: int
    end: int
    code: str
    home: str
    kind: str
    text: str


class Gazetteer:
    """Every term of one language, looked up by its first word."""

    def __init__(self, terms: list[Term]) -> None:
        self._by_first: dict[str, list[Term]] = {}
        for term in terms:
            self._by_first.setdefault(term.words[0], []).append(term)
        for group in self._by_first.values():
            group.sort(key=lambda term: -len(term.words))

    def also(self, terms: Iterable[Term]) -> "Gazetteer":
        """Return a gazetteer that knows some more terms, where it knew nothing that begins with their word."""
        wider = Gazetteer([])
        wider._by_first = {**{term.words[0]: [term] for term in terms}, **self._by_first}
        return wider

    def find(self, words: list[str], raws: list[str]) -> list[Mention]:
        """List the mentions in one sentence, left to right, never overlapping."""
        found: list[Mention] = []
        here = 0
        capitals = sum(raw[0].isupper() for raw in raws) > 0.6 * sum(raw[0].isalpha() for raw in raws)
        while here < len(words):
            term = self._longest(words, raws, here)
            if (
                term
                and term.kind == "place"
                and len(term.words) == 1
                and not capitals
                and self._goes_on(words, raws, here + 1)
            ):
                term = None
            if term is None:
                here += 1
                continue
            end = here + len(term.words)
            if term.code:
                text = " ".join(raws[here:end]).replace(" - ", "-").replace(" 's", "'s").replace(" ' ", "'")
                found.append(Mention(here, end, term.code, term.home, term.kind, text))
            here = end
        return found

    def _goes_on(self, words: list[str], raws: list[str], here: int) -> bool:
        """Whether a capitalised word follows that no term begins with: "Beni" in "Beni Ounif" is no Beni."""
        if here >= len(raws) or not raws[here][0].isupper() or not raws[here].isalpha():
            return False
        return words[here] not in self._by_first

    def _longest(self, words: list[str], raws: list[str], here: int) -> Term | None:
        for term in self._by_first.get(words[here], ()):
            end = here + len(term.words)
            if tuple(words[here:end]) != term.words or not _same_case(term.raws, raws[here:end]):
                continue
            if not term.unless or not _is_trap(term, words, raws, here, end):
                return term
        return None


def _same_case(term: tuple[str, ...], raws: list[str]) -> bool:
    """Whether capitals agree: `turkey` is a bird, `us` a pronoun; `Russian` may be written `RUSSIAN`."""
    for wanted, raw in zip(term, raws, strict=True):
        if wanted[0].isupper() and not raw[0].isupper():
            return False
        if len(wanted) <= 5 and len(wanted) > 1 and wanted.isupper() and not raw.isupper():
            return False
    return True


def _is_trap(term: Term, words: list[str], raws: list[str], here: int, end: int) -> bool:
    if "@person" not in term.unless:
        return any(raw in term.unless for raw in raws)
    before = raws[here - 1] if here > 1 else ""
    after = raws[end] if end < len(raws) else ""
    named = before[:1].isupper() and before[1:].islower() and words[here - 1] not in _BEFORE_STATES
    free = here == 0 or not (words[here - 1] in _BEFORE_STATES or raws[here - 1] == ",")
    surname = free and after[:1].isupper() and after[1:].islower() and len(after) > 2 and after.lower() not in _DAYS
    return named or surname


_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_BEFORE_STATES = frozenset(("in to from of and on near south north east west against the with between says").split())


@cache
def gazetteer(language: str = "en") -> Gazetteer:
    """Load the terms of `language` (en, es, fr); raises `InputError` naming file and line on a bad row."""
    return Gazetteer([*_actor_terms(_HERE / "actors.csv", language), *_place_terms(_HERE / "places.csv")])


@cache
def known_codes() -> frozenset[str]:
    """Every actor that has a row of its own."""
    return frozenset(_homes())


def home_of(code: str) -> str:
    """Say which state an actor belongs to: itself, or an armed group's home."""
    return _homes().get(code, code)


@cache
def _homes() -> dict[str, str]:
    homes = {}
    for _, row in read_rows(_HERE / "actors.csv", ("code", "home", "kind", "language", "terms")):
        homes[row["code"]] = row["home"]
    return homes


def _actor_terms(path: Path, language: str) -> Iterator[Term]:
    seen: dict[str, tuple[int, str, str]] = {}
    for line, row in read_rows(path, ("code", "home", "kind", "language", "terms")):
        if row["kind"] not in KINDS:
            raise InputError(f"{path.name} line {line}: unknown kind {row['kind']!r}; use one of {sorted(KINDS)}")
        if row["kind"] != "block" and not row["home"].isupper():
            raise InputError(f"{path.name} line {line}: home {row['home']!r} is no ISO 3166-1 alpha-3 code")
        # Spanish and French newsrooms write some names, and most capitals, as English does.
        wanted = row["language"] in (language, "*") or row["kind"] in ("capital", "block")
        wanted = wanted or (row["kind"] == "name" and row["language"] == "en")
        if not wanted:
            continue
        for text in row["terms"].split("|"):
            first, owner, language_of_first = seen.setdefault(text, (line, row["code"], row["language"]))
            if first != line and (owner != row["code"] or language_of_first == row["language"]):
                raise InputError(f"{path.name} line {line}: {text!r} stands already on line {first}; keep one")
            if first != line:
                continue
            code = "" if row["kind"] == "block" else row["code"]
            yield _term(text, code, row["home"], row["kind"], row.get("unless") or "")


def _place_terms(path: Path) -> Iterator[Term]:
    for line, row in read_rows(path, ("country", "places")):
        country = row["country"]
        if country != "-" and not (len(country) == 3 and country.isupper()):
            raise InputError(f"{path.name} line {line}: {country!r} is no ISO 3166-1 alpha-3 code")
        for text in row["places"].split("|"):
            yield _term(text, country, country, "water" if country == "-" else "place", "")


def _term(text: str, code: str, home: str, kind: str, unless: str) -> Term:
    raws = tuple(tokens_of(text))
    words = tuple(raw.lower().replace("’", "'") for raw in raws)
    return Term(words, raws, code, home, kind, frozenset(unless.split("|")) if unless else frozenset())


def read_rows(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    """Give each row of a data file with its line; raises `InputError` on a missing column or an empty field."""
    with path.open(encoding="utf-8", newline="") as lines:
        reader = csv.DictReader(lines)
        missing = [column for column in columns if column not in (reader.fieldnames or ())]
        if missing:
            raise InputError(f"{path.name} line 1: no column {', '.join(missing)}; restore the heading")
        for row in reader:
            empty = [column for column in columns if not (row[column] or "").strip()]
            if empty:
                raise InputError(
                    f"{path.name} line {reader.line_num}: {', '.join(empty)} is empty; fill it or drop the row"
                )
            yield reader.line_num, row
