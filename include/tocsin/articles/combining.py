"""How many combining marks may a letter have?

To put the marks of one letter in order takes time that grows with the square of their number: a text of nothing but
marks would keep `unicodedata` busy for minutes.
"""

import re
import unicodedata
from typing import Literal

MAX_MARKS = 30  # more than any letter has (UAX 15, 13)
# No mark is a letter, a digit or a space: elsewhere, none need be counted.
_RUN = re.compile(rf"[^\w\s]{{{MAX_MARKS + 1},}}")


def normalize(form: Literal["NFC", "NFKC"], text: str) -> str:
    """Give the Unicode normal form ("NFC", "NFKC") of a text, without the marks that a letter has too many of."""
    return unicodedata.normalize(form, _RUN.sub(_few_marks, text))


def _few_marks(run: re.Match[str]) -> str:
    """Keep the first of the marks that follow each other, and all other signs."""
    kept, marks = [], 0
    for sign in run[0]:
        marks = marks + 1 if unicodedata.combining(sign) else 0
        if marks <= MAX_MARKS:
            kept.append(sign)
    return "".join(kept)
