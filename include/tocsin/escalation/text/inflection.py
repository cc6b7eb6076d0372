"""Under which key does a written word stand in the data of a language that bends its words?

Data write a stem with a star ("ракет*") for every word that begins so; Arabic words carry particles and the article in
front, which are taken off. Letters that newsrooms write in several ways are folded into one.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator

from tocsin.escalation.text.sentences import tokens_of

_FOLDED = str.maketrans("أإآٱىيةكё۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩", "ااااییهکе01234567890123456789")
_DROPPED = {ord(mark): None for mark in "\u0640\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0654\u0670\u200c"}
_PARTICLES = ("و", "ف")
_PREPOSED = ("ب", "ل", "ک", "س")
_ARTICLE = "ال"
_SHORTEST = 3  # letters that must be left of a word
_LONGEST_TAIL = 5  # letters that may follow a stem


def fold(word: str) -> str:
    """Write a lower-case word with one letter for those that stand for each other; plain ASCII stays as it is."""
    return word if word.isascii() else word.translate(_DROPPED).translate(_FOLDED)


def forms_of(word: str, language: str) -> Iterator[str]:
    """The folded word as written, and without what Arabic writes in front of it."""
    yield word
    if language != "ar":
        return
    for bare in _without(word, _PARTICLES):
        if bare != word:
            yield bare
        for inner in _without(bare, _PREPOSED):
            if inner != bare:
                yield inner
                if inner.startswith("ل"):
                    yield f"ا{inner}"  # للعراق: the article loses its alif behind ل
                    yield f"ال{inner[1:]}"
            if inner.startswith(_ARTICLE) and len(inner) - 2 >= _SHORTEST:
                yield inner[2:]


def _without(word: str, letters: Iterable[str]) -> Iterator[str]:
    yield word
    if len(word) > _SHORTEST and word[0] in letters:
        yield word[1:]


def starred(phrase: str) -> list[str]:
    """The words of a phrase of the data, in lower case, each with its star.

    >>> starred("нанес* удар")
    ['нанес*', 'удар']
    """
    words: list[str] = []
    for token in tokens_of(phrase):
        if token == "*" and words:
            words[-1] += "*"
        else:
            words.append(token.lower())
    return words


class Stems:
    """The keys of one language's data: whole words, and stems that stand for every word that begins so."""

    def __init__(self, terms: Iterable[str], language: str) -> None:
        self.language = language
        folded = {fold(term.lower()) for term in terms}
        self._words = frozenset(term for term in folded if not term.endswith("*"))
        self._stems = frozenset(term[:-1] for term in folded if term.endswith("*"))
        self._cache: dict[str, str] = {}
        # Every way of reading a key: السفير, which stands in a phrase, is also the سفير of a set.
        self._read = sorted({(form, key) for key in self._words | self._stems for form in forms_of(key, language)})
        self._compounds: dict[str, list[tuple[tuple[frozenset[str], ...], str]]] = {}

    def keys_of_terms(self, terms: Iterable[str]) -> Iterator[str]:
        """The keys of a list of words; those of several tokens are known as one from now on."""
        for term in terms:
            self._learn(term)
            yield from self.keys_of(term)

    def _learn(self, term: str) -> None:
        """Know a term of several tokens (porte-avions, می‌گوید) as one: its first token stands under its key."""
        parts = tuple(self.keys_of(word) for word in starred(term))
        for key in parts[0] if len(parts) > 1 else ():
            self._compounds.setdefault(key, []).append((parts, fold(term.lower())))

    def keys(self, words: list[str]) -> list[str]:
        """The keys of a sentence's words in lower case."""
        found = [self.key(word) for word in words]
        for here, key in enumerate(found):
            for parts, name in self._compounds.get(key, ()):
                here_on = found[here : here + len(parts)]
                if len(here_on) == len(parts) and all(k in part for k, part in zip(here_on, parts, strict=True)):
                    found[here] = name
                    break
        return found

    def keys_of(self, term: str) -> frozenset[str]:
        """Every key whose words a term of the data stands for: with a star, also longer terms that begin so."""
        folded = fold(term.lower())
        if len(starred(term)) > 1:
            return frozenset((folded,))
        stem, open_ = folded.removesuffix("*"), folded.endswith("*")
        found = {stem if open_ and stem in self._stems else folded.removesuffix("*")}
        for form, key in self._read[bisect_left(self._read, (stem, "")) :]:
            if not form.startswith(stem) or (not open_ and form != stem):
                break
            if len(form) - len(stem) <= _LONGEST_TAIL:
                found.add(key)
        return frozenset(found)

    def key(self, word: str) -> str:
        """The key that a lower-case word stands under; the folded word itself where the data know none."""
        known = self._cache.get(word)
        if known is None:
            known = self._find(fold(word))
            if len(self._cache) < 50_000:
                self._cache[word] = known
        return known

    def _find(self, word: str) -> str:
        for form in forms_of(word, self.language):
            if form in self._words:
                return form
            for length in range(len(form), max(1, len(form) - _LONGEST_TAIL - 1), -1):
                if form[:length] in self._stems:
                    return form[:length]
        return word
