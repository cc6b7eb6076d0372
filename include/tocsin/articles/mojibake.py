"""Was this text decoded wrongly before we saw it ("frontiÃ¨re"), and what does it say?"""

import ftfy
from ftfy.badness import is_bad

LONGEST = 100_000  # characters of a text that is looked at; more of the same says nothing new


def mend_mojibake(text: str) -> str:
    """Give the text that was meant; one that reads like text comes back as it is.

    Only the encoding is mended: quotes, ligatures and widths stay as the publisher wrote them.
    """
    return ftfy.fix_encoding(text) if is_bad(text[:LONGEST]) else text
