"""Which number do the words of a sentence name?"""

TENS = frozenset("twenty thirty forty fifty sixty seventy eighty ninety".split())
_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
_NUMBERS = {word: value for value, word in enumerate(_UNITS)} | {
    word: 10 * value for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}
_NUMBERS |= {"hundred": 100, "dozen": 12, "a": 1, "an": 1}


def is_count(word: str) -> bool:
    """Whether a lower-case word counts something: "five", "12"; "a" does not."""
    return word[:1].isdigit() or (word in _NUMBERS and word not in ("a", "an"))


_MANY = {"hundred": 100, "dozen": 12, "thousand": 1000}
_VAGUE = {"dozens": 24, "scores": 40, "hundreds": 200, "several": 3, "many": 3, "thousands": 2000}
_FOREIGN = {
    "uno": 1, "una": 1, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6, "siete": 7, "ocho": 8, "nueve": 9,
    "diez": 10, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "sept": 7, "huit": 8, "neuf": 9, "dix": 10,
}  # fmt: skip


def number_at(words: list[str], here: int) -> tuple[int | None, int]:
    """Value and width of the number at `here`, or `(None, 1)`."""
    word = words[here]
    if word[0].isdigit():
        digits = word.replace(",", "")
        return (int(digits), 1) if digits.isdecimal() and len(digits) < 7 else (None, 1)
    multiple = "".join(words[here + 1 : here + 2])
    if word in ("several", "few") and multiple in _MANY:
        return 3 * _MANY[multiple], 2
    if word in _VAGUE:
        return _VAGUE[word], 1
    value = _NUMBERS.get(word, _FOREIGN.get(word))
    if value is None:
        return None, 1
    width = 1
    if word in TENS:
        following = words[here + 1 : here + 3]
        unit = following[1] if following[:1] == ["-"] and len(following) > 1 else (following or [""])[0]
        if unit in _UNITS[1:10]:
            return value + _NUMBERS[unit], 3 if following[0] == "-" else 2
    if multiple in _MANY:
        return value * _MANY[multiple], 2
    return value, width
