"""What of a page's text is the story?

Furniture is taken off by rules on whole short lines: some wherever they stand, most only at the two edges. A
sentence of the story is never looked into. The same rules serve text copied out of a browser, also where copying
ran all of it together ("top of page Title Title Staff Writer …").
"""

import re
from collections.abc import Collection, Sequence

from tocsin.articles.blob import cut_blob
from tocsin.articles.combining import normalize
from tocsin.articles.furniture import (
    AFTERWARDS,
    ANYWHERE,
    BYLINE,
    DATE,
    HEAD,
    LABEL,
    MAX_LINE,
    NAME_LINE,
    TAIL,
)

MAX_CHARS = 500_000
HEAD_LINES = 12  # lines before the story in which furniture is looked for
STANDFIRST = 2  # lines below the first one of the story in which they are looked for once more
UNDER_TITLE = 6  # lines below the title in which a byline and a date are looked for
FIRST_PART = 0.2  # more running text than this share of it is never above a title
LATER_PART = 0.5  # "Recent posts" and its like are believed after this share of the text
QUOTES = "\"“”«»„‚‘'「『"
PULLED = 30  # characters from which a quote that another line holds was pulled out of it
MOST_PULLED = 400  # lines that are looked for in others
LONGEST_LIFE = 700  # characters of the words about an author
ECHO = 60  # characters from which a line that stands twice is no coincidence
# Bidi overrides and zero-width tricks; ZWNJ, ZWJ, LRM and RLM are spelling in some scripts, so they stay.
_DROPPED = dict.fromkeys([0xAD, 0xFEFF, 0x200B, 0x2060, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_SPACES = re.compile(r"[^\S\n]+")
_WORDS = re.compile(r"\w+")
_AND = re.compile(r"(?i)\b(?:by|and|et|y|und|e|og|och|и|та)\b")
_LISTED = re.compile(r"\s*(?:,|;|&|\band\b|\bet\b|\by\b|\bund\b)\s*")
_WHO = re.compile(
    r",? (?:(?:[a-z]+ly )?(?:is|was|has been|covers|writes|reports|contributed|joined|started|founded|worked|works)\b"
    r"|est |es |ist |è |, (?:an?|the|our|who)\b)"
)


def clean_body(text: str, *, title: str = "", byline: str = "", links: Collection[str] = ()) -> str:
    """Give the story alone: paragraphs parted by a blank line, furniture gone from the edges and between.

    `links` are the texts of the page's links: a line at the edge that is nothing but a link leads elsewhere.
    """
    lines = _from_title(_lines(cut_blob(_tidy(text[:MAX_CHARS]), title)), title)
    lines = _cut_afterwards(_cut_head(lines, title, byline, links))
    lines = [line for line in lines if not _is(line, ANYWHERE)]
    lines = _cut_tail(_cut_head(lines, title, byline, links), title, byline, links)
    return "\n\n".join(_without_echoes(lines))


def clean_line(text: str) -> str:
    """Give a title or a byline as one line of plain text."""
    return " ".join(_tidy(text).split())


def is_label(line: str) -> bool:
    """Whether a line is the label of furniture that follows it ("Advertisement", "Read also:", "Comments (3)")."""
    return _is(line.rstrip(" :"), LABEL, AFTERWARDS)


def lines_under(lines: Sequence[str], title: str) -> Sequence[str]:
    """Give the few lines that stand below a page's title, wherever it is shown."""
    found = [at for at, line in enumerate(lines) if same_words(line, title)]
    return [line for at in found[:3] for line in lines[at + 1 : at + 1 + UNDER_TITLE]]


def find_byline(lines: Sequence[str]) -> str:
    """Find the line that says who wrote the story; "" where none does."""
    return next((line for line in lines if _is(line, BYLINE)), "")


def same_words(one: str, other: str) -> bool:
    """Whether two lines say the same, whatever their case and punctuation."""
    first = _WORDS.findall(one.casefold())
    return bool(first) and first == _WORDS.findall(other.casefold())


def _tidy(text: str) -> str:
    """Mend line ends and drop what can't be seen."""
    text = re.sub(r"\r\n?|[\u0085\u2028\u2029]", "\n", text)
    return normalize("NFC", _CONTROL.sub("", text.translate(_DROPPED)))


def _lines(text: str) -> list[str]:
    squeezed = (_SPACES.sub(" ", line).strip() for line in text.split("\n"))
    # A line without a letter or a digit parts things ("___", "* * *"), or decorates them.
    return [line for line in squeezed if _WORDS.search(line.replace("_", " "))]


def _is(line: str, *patterns: re.Pattern[str]) -> bool:
    return len(line) <= MAX_LINE and any(pattern.fullmatch(line) for pattern in patterns)


def _from_title(lines: list[str], title: str) -> list[str]:
    """Drop what stands above the title, unless it reads like a story that comes back to its title."""
    limit = FIRST_PART * sum(map(len, lines))
    told, start = 0, 0
    for at, line in enumerate(lines[:-1]):
        if same_words(line, title):
            start = at
        told += len(line) if len(line) > ECHO else 0
        if told > limit:
            break
    return lines[start:]


def _cut_head(lines: list[str], title: str, byline: str, links: Collection[str]) -> list[str]:
    """Drop what stands between the top of the page and the story."""
    at = 0
    while at < min(len(lines) - 1, HEAD_LINES) and (lines[at] in links or _is_head(lines[at], title, byline)):
        at += 1
    # Who wrote and when may stand below a standfirst too.
    below = [line for line in lines[at + 1 : at + 1 + STANDFIRST] if not _is(line, BYLINE, DATE)]
    return lines[at : at + 1] + below + lines[at + 1 + STANDFIRST :]


def _is_head(line: str, title: str, byline: str) -> bool:
    return (
        same_words(line, title)
        or same_words(_AND.sub(" ", line), _AND.sub(" ", byline))
        or _is(line, ANYWHERE, BYLINE, HEAD, DATE, NAME_LINE)
        or _tells_of(line, _writers(byline))
    )


def _cut_afterwards(lines: list[str]) -> list[str]:
    """Drop all from the first line with which, late in the text, a page goes on to talk about itself."""
    total = sum(map(len, lines))
    seen = 0
    for at, line in enumerate(lines):
        if at and seen >= LATER_PART * total and _is(line, AFTERWARDS):
            return lines[:at]
        seen += len(line)
    return lines


def _cut_tail(lines: list[str], title: str, byline: str, links: Collection[str]) -> list[str]:
    """Drop taglines, copyright, words about the author and the like after the last sentence."""
    writers = _writers(byline)
    end = len(lines)
    while end > 1 and (lines[end - 1] in links or _is_tail(lines[end - 1], title, writers)):
        end -= 1
    return lines[:end]


def _is_tail(line: str, title: str, writers: Sequence[str]) -> bool:
    return same_words(line, title) or _is(line, ANYWHERE, TAIL, AFTERWARDS) or _tells_of(line, writers)


def _writers(byline: str) -> list[str]:
    """List the persons whom a byline names by first and last name."""
    return [name.strip() for name in _LISTED.split(byline) if len(name.split()) > 1]


def _tells_of(line: str, writers: Sequence[str]) -> bool:
    """Whether a line is one of the writers' names, or says who that is."""
    for name in writers:
        if line.startswith(name) and len(line) <= LONGEST_LIFE:
            return len(line) <= len(name) + 2 or _WHO.match(line, len(name)) is not None
    return False


def _without_echoes(lines: list[str]) -> list[str]:
    """Drop what stands a second time: stories printed once for each screen size, and pull quotes."""
    kept: dict[str, str] = {}
    for number, line in enumerate(lines):
        kept.setdefault(line if len(line) > ECHO else f"{number} {line}", line)
    return _without_pulled(list(kept.values()))


def _without_pulled(lines: list[str]) -> list[str]:
    """Drop the quotes of a few words that another line holds whole."""
    told = [f" {' '.join(_WORDS.findall(line.casefold()))} " for line in lines]
    text = "\n".join(told)
    quoted = [words for line, words in zip(lines[:MOST_PULLED], told, strict=False) if line[0] in QUOTES]
    pulled = {words for words in quoted if PULLED <= len(words) <= MAX_LINE and text.count(words) > told.count(words)}
    return [line for line, words in zip(lines, told, strict=True) if words not in pulled]
