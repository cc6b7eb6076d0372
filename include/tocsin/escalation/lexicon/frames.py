"""What is a lexicon: frames of acts, the forms in which their words are written, and how a sentence is searched?"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from tocsin.escalation.text.inflection import Stems


@dataclass(frozen=True)
class Frame:
    """One kind of act, and what must stand beside its words."""

    id: str
    event: str
    level: int
    roles: str = "active"
    needs: str = "two"
    peace: bool = False
    reaction: bool = False
    means: str = ""
    with_any: tuple[frozenset[str], ...] = ()
    after: tuple[frozenset[str], ...] = ()
    without: tuple[frozenset[str], ...] = ()
    nearby: tuple[frozenset[str], ...] = ()
    via: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Form:
    """One written form of a verb, noun or phrase of a frame; `tense` is base, s, past, participle or ing."""

    words: tuple[str, ...]
    frame: Frame
    part: str
    tense: str = ""


@dataclass(frozen=True)
class Lexicon:
    """The frames, function words and word sets of one language."""

    language: str
    forms: dict[str, tuple[Form, ...]]
    grammar: dict[str, frozenset[str]]
    sets: dict[str, frozenset[str]]
    # How a plain sentence is built ("svo", "vso", "sov"), for a language that is read by its core alone; else "".
    order: str = ""
    inflected: Stems | None = None

    @cached_property
    def _phrases(self) -> dict[tuple[str, ...], tuple[Form, ...]]:
        """Forms of several words by their first two: most phrases begin with a word that is everywhere."""
        found: dict[tuple[str, ...], list[Form]] = {}
        for form in (form for group in self.forms.values() for form in group if len(form.words) > 1):
            found.setdefault(form.words[:2], []).append(form)
        return {pair: tuple(group) for pair, group in found.items()}

    @cached_property
    def _single(self) -> dict[str, tuple[Form, ...]]:
        grouped = ((word, tuple(f for f in group if len(f.words) == 1)) for word, group in self.forms.items())
        return {word: group for word, group in grouped if group}

    @cached_property
    def parts(self) -> dict[str, frozenset[str]]:
        """As what each word that is a form by itself may stand: verb, noun or phrase."""
        return {word: frozenset(form.part for form in group) for word, group in self._single.items()}

    def begins_at(self, words: list[str], here: int) -> bool:
        """Whether any form may stand at token `here`; most words begin none."""
        word = words[here]
        return word in self._single or (word, *words[here + 1 : here + 2]) in self._phrases

    def at(self, words: list[str], here: int) -> Iterator[Form]:
        """Every form that stands at token `here`, the longest first."""
        word = words[here]
        for form in self._phrases.get((word, *words[here + 1 : here + 2]), ()):
            length = len(form.words)
            if length == 2 or tuple(words[here : here + length]) == form.words:
                yield form
        yield from self._single.get(word, ())
