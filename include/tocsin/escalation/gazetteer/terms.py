"""What is one way of naming an actor or a place, and one place in a sentence where it is named?"""

from dataclasses import dataclass

from tocsin.escalation.gazetteer.tenure import Holder
from tocsin.escalation.text.sentences import tokens_of


@dataclass(frozen=True, slots=True)
class Term:
    """One way of naming an actor or place. `code` is `""` for what only looks like one.

    `holders` are the leaders who bear the name: more than one where leaders of two states share it.
    """

    words: tuple[str, ...]
    raws: tuple[str, ...]
    code: str
    home: str
    kind: str
    unless: frozenset[str] = frozenset()
    holders: tuple[Holder, ...] = ()
    is_region: bool = False


@dataclass(frozen=True)
class Mention:
    """A term found in a sentence: tokens `start` to `end`."""

    start: int
    end: int
    code: str
    home: str
    kind: str
    text: str


def words_of(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give the words of a term in lower case, by which it is found, and as they are written."""
    raws = tuple(tokens_of(text))
    return tuple(raw.lower().replace("’", "'") for raw in raws), raws
