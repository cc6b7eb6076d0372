"""Which actors and places does a sentence name, in a language that bends their names?

`names.<language>.csv` says how a language writes them; whose they are, `actors.csv` knows. A word that ends in * stands
for every word that begins so.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tocsin.errors import InputError
from tocsin.escalation.actors import KINDS, Gazetteer, Mention, home_of, known_codes, read_rows
from tocsin.escalation.inflection import fold, forms_of
from tocsin.escalation.sentences import tokens_of

_TAIL = 4  # letters that may follow a stem: "российск-ими"
_FIRST = 3  # letters under which names are looked up
_COLUMNS = ("code", "kind", "terms", "note")


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
    """The names of one language, looked up by their first letters; the one of most words, then letters, wins."""

    def __init__(self, names: Iterator[Name], language: str) -> None:
        super().__init__([])
        self._language = language
        self._names: dict[str, list[Name]] = {}
        for name in names:
            self._names.setdefault(name.words[0].text[:_FIRST], []).append(name)
        for group in self._names.values():
            group.sort(key=lambda name: (-len(name.words), -sum(len(word.text) for word in name.words)))

    def find(self, words: list[str], raws: list[str]) -> list[Mention]:
        """List the mentions in one sentence, left to right, never overlapping; `words` are not looked at."""
        forms = [tuple(forms_of(fold(raw.lower()), self._language)) for raw in raws]
        found: list[Mention] = []
        here = 0
        while here < len(raws):
            name = self._name_at(forms, raws, here)
            if name is None:
                here += 1
                continue
            end = here + len(name.words)
            text = " ".join(raws[here:end])
            found.append(Mention(here, end, name.code, home_of(name.code), name.kind, text))
            here = end
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


def read_names(path: Path) -> Iterator[Name]:
    """Read a file of names; raises `InputError` naming file and line on what is wrong."""
    seen: dict[str, int] = {}
    for line, row in read_rows(path, _COLUMNS):
        where = f"{path.name} line {line}"
        if row["kind"] not in KINDS | {"place"}:
            raise InputError(f"{where}: unknown kind {row['kind']!r}; use one of {sorted(KINDS | {'place'})}")
        if row["code"] not in known_codes():
            raise InputError(f"{where}: {row['code']!r} stands in no row of actors.csv; add it there first")
        for term in row["terms"].split("|"):
            if term in seen:
                raise InputError(f"{where}: {term!r} stands already on line {seen[term]}; keep one")
            seen[term] = line
            words = tuple(_words(term))
            if not words:
                raise InputError(f"{where}: an empty name between two bars; drop it")
            yield Name(words, row["code"], row["kind"])


def _words(term: str) -> Iterator[Word]:
    tokens = tokens_of(term)
    for at, token in enumerate(tokens):
        if token != "*":
            capital = token[0].isupper()
            yield Word(fold(token.lower()), tokens[at + 1 : at + 2] == ["*"], capital)
