"""Who says what a sentence tells: "Iranian state media", "the army", "two residents"?

Read off the sentence's own words: "according to X", "X said", "…, said X".
"""

from tocsin.escalation.grammar.clauses import Clauses

_LONGEST = 9  # words of a name: what is longer is a clause
_STOPS = frozenset(',;:.()–—"“”')
_OPENS = frozenset("that when while as after and but".split())
_LEADS_ON = _OPENS | {"in", "on"}


def sayer_of(clauses: Clauses) -> str | None:
    """Name who says it, as the text writes it; `None` where nobody does, or only "he" or "it"."""
    for reading in (_according, _before_saying, _behind_saying):
        found = reading(clauses)
        if found and found[1] - found[0] <= _LONGEST and not _is_pronoun(clauses, *found):
            return _text(clauses, *found)
    return None


def _according(clauses: Clauses) -> tuple[int, int] | None:
    """Read what stands behind "according to"."""
    words = clauses.words
    at = next((at for at, word in enumerate(words) if word in clauses.lexicon.grammar["according"]), None)
    if at is None:
        return None
    first = at + 1 + (words[at + 1 : at + 2] in (["to"], ["a"], ["à"]))
    return _run(words, first)


def _before_saying(clauses: Clauses) -> tuple[int, int] | None:
    """Read what stands before a verb of saying, from the last comma or the beginning on."""
    words = clauses.words
    for at, word in enumerate(words):
        if word in clauses.lexicon.grammar["say"] and at:
            first = at
            while first and words[first - 1] not in _STOPS and words[first - 1] not in _OPENS:
                first -= 1
            if first < at:
                return first, at
    return None


def _behind_saying(clauses: Clauses) -> tuple[int, int] | None:
    """Read what stands behind a verb of saying that follows a comma: "nine died, said the army"."""
    words = clauses.words
    for at in range(1, len(words)):
        if words[at] in clauses.lexicon.grammar["say"] and words[at - 1] in _STOPS:
            return _run(words, at + 1)
    return None


def _run(words: list[str], first: int) -> tuple[int, int] | None:
    last = first
    while last < len(words) and words[last] not in _STOPS and words[last] not in _LEADS_ON:
        last += 1
    return (first, last) if last > first else None


def _is_pronoun(clauses: Clauses, first: int, last: int) -> bool:
    return last - first == 1 and clauses.words[first] in ("he", "she", "it", "they", "we", "who", "which", "i")


def _text(clauses: Clauses, first: int, last: int) -> str:
    sentence = clauses.sentence
    return sentence.text[sentence.starts[first] - sentence.start : sentence.ends[last - 1] - sentence.start]
