"""Where does one clause of a sentence end and the next begin?

Without a parser: at conjunctions, after a verb of saying, at dashes, semicolons and quotations.
"""

from tocsin.escalation.lexicon.frames import Lexicon
from tocsin.escalation.text.sentences import Sentence

_MARKS = frozenset((";", ":", "—", "–", "|"))
_QUOTES = frozenset(('"', "“", "”"))
# Words within one pair of quotation marks that are a part of the clause around them.
_FEW = 6
_NOT_BREAKING = {
    "as": frozenset("a an part well many much of such an".split()),
    "before": frozenset("dawn noon midnight sunrise sunset daybreak the".split()),
    "since": frozenset(
        "dawn midnight noon morning early late yesterday sunrise sunset daybreak monday tuesday wednesday thursday "
        "friday saturday sunday".split()
    ),
    "after": frozenset("dark midnight dawn noon sunset".split()),
    "following": frozenset(("events",)),
}


def number_clauses(sentence: Sentence, lexicon: Lexicon, prepositions: frozenset[str]) -> list[int]:
    """Give each token the number of its clause, counted from 0."""
    words = sentence.words
    telling = lexicon.grammar["breaks"] | _MARKS | _QUOTES | {"-"}
    say = lexicon.grammar["say"]
    numbers, number = [0] if words else [], 0
    for here in range(1, len(words)):
        # Most words stand in the middle of a clause.
        if words[here] in telling or words[here - 1] in say or words[here - 1] == ",":
            number += (
                _breaks(words, here, number, lexicon)
                or _is_dash(sentence, here)
                or begins_after_saying(words, here, lexicon, prepositions)
            )
        numbers.append(number)
    return numbers


def begins_after_saying(words: list[str], here: int, lexicon: Lexicon, prepositions: frozenset[str]) -> bool:
    """Whether a clause begins at `here`, after a verb of saying; "told to leave" and "reported near" go on."""
    previous, word = words[here - 1], "".join(words[here : here + 1])
    if previous not in lexicon.grammar["say"] or words[max(0, here - 2) : here] == ["united", "states"]:
        return False
    if previous in ("told", "tells") and _orders(words, here):
        return False
    return not (previous in ("reported", "confirmed", "shown", "announced") and word in prepositions)


def _breaks(words: list[str], here: int, number: int, lexicon: Lexicon) -> bool:
    word = words[here]
    following = words[here + 1] if here + 1 < len(words) else ""
    opens = word in lexicon.grammar["breaks"] and following not in _NOT_BREAKING.get(word, ())
    marks = word in _MARKS or (word in _QUOTES and not _is_scare_quote(words, here))
    return opens or marks or _ends_condition(words, here, number)


def _is_scare_quote(words: list[str], here: int) -> bool:
    """Whether a quotation mark belongs to a few quoted words within a clause: will "annihilate" B's forces."""
    marks = [at for at in range(max(0, here - _FEW), min(len(words), here + _FEW + 1)) if words[at] in _QUOTES]
    place = marks.index(here)
    before = sum(word in _QUOTES for word in words[: marks[0]])
    opens = (before + place) % 2 == 0
    other = marks[place + 1 : place + 2] if opens else marks[place - 1 : place] if place else []
    return bool(other)


def _ends_condition(words: list[str], here: int, number: int) -> bool:
    """Whether a comma before `here` ends "Unless B leaves by Friday,": what comes then is the threat itself."""
    return not number and words[here - 1] == "," and words[0] in ("unless", "if", "while")


def _orders(words: list[str], here: int) -> bool:
    """Whether "told" orders: "told B's troops to leave"; in "told reporters that" a clause begins."""
    ahead = words[here : here + 8]
    end = next((at for at, word in enumerate(ahead) if word in ("that", ",", "it", "reporters")), len(ahead))
    return "to" in ahead[:end]


def _is_dash(sentence: Sentence, here: int) -> bool:
    """Whether a hyphen stands between two words as a dash, with a blank before it."""
    if sentence.words[here] != "-" or not 0 < here < len(sentence.words) - 1:
        return False
    return sentence.starts[here] > sentence.ends[here - 1]
