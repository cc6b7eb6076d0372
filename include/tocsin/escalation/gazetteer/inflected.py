"""Which actors and places does a sentence name, in a language that bends their names?

`names.<language>.csv` says how a language writes them; whose they are, the gazetteer knows. A word that ends in *
stands for every word that begins so.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tocsin.errors import InputError
from tocsin.escalation.gazetteer.actors import Gazetteer, home_of, known_codes
from tocsin.escalation.gazetteer.lookalikes import Line
from tocsin.escalation.gazetteer.sheets import IN_A_LANGUAGE, rows_of
from tocsin.escalation.gazetteer.terms import Mention
from tocsin.escalation.text.inflection import fold, forms_of
from tocsin.escalation.text.sentences import tokens_of

_TAIL = 4  # letters that may follow a stem: "российск-ими"
_FIRST = 3  # letters under which names are looked up


@dataclass(frozen=True)
class Word:
    """One word of a name: folded, and whether more letters may follow."""

    text: str
    open: bool
    capital: bool

    def fits(self, form: str) -> bool:
        """Whether a folded form of a text's word is this word."""
        if self.open:
            return form.startswith(self.text) and len(form) - len(self.text) <= _TAIL
        return form == self.text


@dataclass(frozen=True)
class Name:
    """One way of writing an actor or place."""

    words: tuple[Word, ...]
    code: str
    kind: str


class InflectedGazetteer(Gazetteer):
    """The names of one language, looked up by their first letters; the one of most words, then letters, wins.

    `over` are the terms that the language writes as others do; its own names go before them.
    """

    def __init__(self, names: Iterator[Name], language: str, *, over: Gazetteer | None = None) -> None:
        super().__init__([], over=over)
        self._language = language
        self._names: dict[str, list[Name]] = {}
        for name in names:
            self._names.setdefault(name.words[0].text[:_FIRST], []).append(name)
        for group in self._names.values():
            group.sort(key=lambda name: (-len(name.words), -sum(len(word.text) for word in name.words)))

    def find(self, words: list[str], raws: list[str]) -> list[Mention]:
        """List the mentions in one sentence, left to right, never overlapping; `words` are not looked at."""
        lowered = [raw.lower().replace("’", "'") for raw in raws]
        forms = [tuple(forms_of(fold(word), self._language)) for word in lowered]
        line = Line(lowered, raws)
        found: list[Mention] = []
        here = 0
        while here < len(raws):
            name, term = self._name_at(forms, raws, here), self._longest(line, here)
            if term and (name is None or len(term.words) > len(name.words)):
                mention = self._mention(term, line, here)
                width = len(term.words)
            else:
                mention = _mention_of(name, raws, here) if name else None
                width = len(name.words) if name else 1
            found += [mention] if mention else []
            here += width
        return found

    def _name_at(self, forms: list[tuple[str, ...]], raws: list[str], here: int) -> Name | None:
        for start in dict.fromkeys(form[:_FIRST] for form in forms[here]):
            for name in self._names.get(start, ()):
                at = range(here, here + len(name.words))
                if at.stop <= len(raws) and all(
                    any(word.fits(form) for form in forms[n]) and (not word.capital or not raws[n][0].islower())
                    for n, word in zip(at, name.words, strict=True)
                ):
                    return name
        return None


def _mention_of(name: Name, raws: list[str], here: int) -> Mention:
    end = here + len(name.words)
    return Mention(here, end, name.code, home_of(name.code), name.kind, " ".join(raws[here:end]))


def read_names(path: Path) -> Iterator[Name]:
    """Read a file of names; raises `InputError` naming file and line on what is wrong."""
    seen: dict[str, str] = {}
    for row in rows_of(path, IN_A_LANGUAGE):
        if row.kind != "water" and row["code"] not in known_codes():
            raise InputError(f"{row.where}: {row['code']!r} stands in no file of the gazetteer; add it there first")
        for term in row.texts:
            if term in seen:
                raise InputError(f"{row.where}: {term!r} stands already on {seen[term]}; keep one")
            seen[term] = row.where
            yield Name(tuple(_words(term)), row["code"], row.kind)


def _words(term: str) -> Iterator[Word]:
    tokens = tokens_of(term)
    for at, token in enumerate(tokens):
        if token != "*":
            capital = token[0].isupper()
            yield Word(fold(token.lower()), tokens[at + 1 : at + 2] == ["*"], capital)
