"""Was this text decoded wrongly before we saw it ("frontiÃ¨re"), and what does it say?"""

import re

import ftfy
from ftfy.badness import is_bad

LONGEST = 100_000  # characters of a text that is looked at; more of the same says nothing new
# UTF-8 read as a Latin code page: the first byte of a letter, then one that no Latin text puts there.
_LOOKS = re.compile("[ÂÃÄÅÎÏÐÑ×ØÙàáâãäåæçéêëìíîï][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]")


def mend_mojibake(text: str) -> str:
    """Give the text that was meant; one that reads like text comes back as it is.

    Only the encoding is mended: quotes, ligatures and widths stay as the publisher wrote them.
    """
    # ftfy's own look takes as long as all the rest of a page's reading.
    looks = _LOOKS.search(text[:LONGEST]) is not None
    return ftfy.fix_encoding(text) if looks and is_bad(text[:LONGEST]) else text
