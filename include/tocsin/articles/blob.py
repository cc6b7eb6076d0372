"""Where does the story begin in a text whose lines were run together?

Text copied out of a page often loses its line breaks: "top of page Title Title Staff Writer Mar 3 2 min read In the
early hours …". "top of page" shows that it did; then the known pieces are peeled off the front, one by one.
"""

import re

from tocsin.articles.furniture import DATE

MAX_TITLE_WORDS = 40
MAX_PIECES = 40  # of a page's head; each is cut off the whole text
TAIL_CHARS = 2000  # how far from the end "Recent Posts" is looked for
_TOP = re.compile(r"\W{0,5}(?:top of page|skip to (?:main )?content)\b", re.IGNORECASE)
_HEAD = (
    _TOP,
    re.compile(
        r"(?:by\s+)?(?:[A-Z]\w+ ){0,3}(?i:staff (?:writer|reporter|correspondent)|newsroom|(?:news|web) desk)s?\b"
    ),
    re.compile(r"(?:last\s+)?(?:published|updated|posted)\b\s*(?:on|at)?\s*:?", re.IGNORECASE),
    re.compile(r"\d+\s*min(?:ute)?s?\.? (?:to )?read\b", re.IGNORECASE),
    DATE,
)
_TAIL = re.compile(r"\s(?:Recent Posts\s+See All\b|Recent Posts\b|Comments(?:\s+Write a comment)?(?=\s*$))")
_BOTTOM = re.compile(r"\s*\bbottom of page\W{0,5}$", re.IGNORECASE)
_WORDS = re.compile(r"\w+")
_EDGE = " \t-–—|·•:,»«"


def cut_blob(text: str, title: str = "") -> str:
    """Peel page furniture off both ends of a text's outer lines, where "top of page" or "bottom of page" shows it."""
    text = text.strip()
    bottom = _BOTTOM.search(text, max(0, len(text) - 40))
    if bottom:
        text = text[: bottom.start()]
    top = _TOP.match(text)
    if top is None:
        return text
    first, newline, rest = text[top.end() :].lstrip().partition("\n")
    if not newline:
        first = _without_tail(first)
    return _peel(first, title or _doubled_start(first)) + newline + rest


def _without_tail(text: str) -> str:
    """Cut what a page says of itself after the story; only in one run-together line, where no line rule helps."""
    match = _TAIL.search(text, max(len(text) // 2, len(text) - TAIL_CHARS))
    return text[: match.start()] if match else text


def _peel(text: str, title: str) -> str:
    """Take title, staff byline, date and reading time off the front, as often as they come."""
    for _ in range(MAX_PIECES):
        text = text.lstrip(_EDGE)
        ends = [match.end() for pattern in _HEAD if (match := pattern.match(text))]
        end = max([_title_end(text, title), *ends])
        if not end:
            break
        text = text[end:]
    return text.lstrip(_EDGE)


def _title_end(text: str, title: str) -> int:
    """Say where the title that a text begins with ends, 0 when the text begins otherwise."""
    found = _WORDS.finditer(text)
    end = 0
    for word in _WORDS.findall(title.casefold()):
        match = next(found, None)
        if match is None or match[0].casefold() != word:
            return 0
        end = match.end()
    return end


def _doubled_start(text: str) -> str:
    """Find the words (3 or more) that a text begins with twice over: a title, shown in two places of its page."""
    matches = list(_WORDS.finditer(text[:1000]))
    words = [match[0].casefold() for match in matches]
    for length in range(min(MAX_TITLE_WORDS, len(words) // 2), 2, -1):
        if words[:length] == words[length : 2 * length]:
            return text[: matches[length - 1].end()]
    return ""
