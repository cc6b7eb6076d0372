"""What of a page's text is the story?

Furniture is taken off by rules on whole short lines and, at the two edges, on what stands before and after the
story; a sentence of the story is never looked into. The same rules serve text copied out of a browser, also where
copying ran all of it together ("top of page Title Title Staff Writer …").
"""

import re
import unicodedata

from tocsin.articles.furniture import AFTERWARDS, ANYWHERE, DATE, HEAD, MAX_LINE, TAIL

MAX_CHARS = 500_000
HEAD_LINES = 12  # lines before the story in which furniture is looked for
LATER_PART = 0.5  # "Recent posts" and its like are believed after this share of the text
# Bidi overrides and zero-width tricks; ZWNJ, ZWJ, LRM and RLM are spelling in some scripts, so they stay.
_DROPPED = dict.fromkeys([0xAD, 0xFEFF, 0x200B, 0x2060, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_SPACES = re.compile(r"[^\S\n]+")
_WORDS = re.compile(r"\w+")
_EDGE_PUNCTUATION = " \t-–—|·•:,»«"
_BLOB_HEAD = (
    re.compile(r"(?:top of page|skip to (?:main )?content)\b", re.IGNORECASE),
    re.compile(
        r"(?:by\s+)?(?:staff (?:writer|reporter|correspondent)|newsroom|news desk|web desk)\b", re.IGNORECASE
    ),
    re.compile(r"(?:published|updated|posted|last updated)\b\s*(?:on|at)?\s*:?", re.IGNORECASE),
    re.compile(r"\d+\s*min(?:ute)?s?\.? (?:to )?read\b", re.IGNORECASE),
    DATE,
)
_BLOB_TAIL = re.compile(
    r"\s(?:bottom of page|Recent Posts\b.{0,2000}|See All\b.{0,2000}|Comments(?: \(\d+\))?\s.{0,2000}|Comments)\s*$",
    re.DOTALL,
)


def clean_body(text: str, *, title: str = "") -> str:
    """Give the story alone: paragraphs parted by a blank line, page furniture gone from the edges and between."""
    tidy = _tidy(text[:MAX_CHARS])
    tidy = _cut_blob(tidy, title)
    lines = [line for line in (_SPACES.sub(" ", line).strip() for line in tidy.split("\n")) if line]
    lines = _cut_head(lines, title)
    lines = _cut_afterwards(lines)
    lines = [line for line in lines if not _is(ANYWHERE, line)]
    lines = _cut_tail(_cut_head(lines, title), title)
    return "\n\n".join(_without_echoes(lines))


def clean_line(text: str) -> str:
    """Give a title or a byline as one line of plain text."""
    return _SPACES.sub(" ", _tidy(text).replace("\n", " ")).strip()


def same_words(one: str, other: str) -> bool:
    """Whether two lines say the same, whatever their case and punctuation."""
    first, second = _words(one), _words(other)
    return bool(first) and first == second


def _tidy(text: str) -> str:
    """Mend line ends and spaces, and drop what can't be seen."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    return unicodedata.normalize("NFC", _CONTROL.sub("", text.translate(_DROPPED)))


def _words(text: str) -> list[str]:
    return _WORDS.findall(text.casefold())


def _is(pattern: re.Pattern[str], line: str) -> bool:
    return len(line) <= MAX_LINE and pattern.fullmatch(line.strip()) is not None


def _cut_blob(text: str, title: str) -> str:
    """Peel furniture off the front of a text whose lines were run together, where "top of page" shows it was."""
    first_line, newline, rest = text.lstrip().partition("\n")
    start = _BLOB_HEAD[0].match(first_line)
    if start and first_line[start.end() :].strip():
        first_line = _peel(first_line[start.end() :], title)
    text = first_line + newline + rest
    while match := _BLOB_TAIL.search(text, max(0, len(text) - 2100)):
        # Blobs only: in a text of many lines the line rules know better.
        if newline and match[0].strip().lower() != "bottom of page":
            break
        text = text[: match.start()]
    return text


def _peel(text: str, title: str) -> str:
    """Take title, staff byline, date and reading time off the front of a blob, as often as they come."""
    title = title or _doubled_start(text)
    while True:
        text = text.lstrip(_EDGE_PUNCTUATION)
        end = _title_end(text, title)
        for pattern in _BLOB_HEAD:
            match = pattern.match(text)
            end = max(end, match.end() if match else 0)
        if not end:
            return text
        text = text[end:]


def _title_end(text: str, title: str) -> int:
    """Say where the title that a text begins with ends, 0 when it begins otherwise."""
    want = _words(title)
    if not want:
        return 0
    end = 0
    found = _WORDS.finditer(text)
    for word in want:
        match = next(found, None)
        if match is None or match[0].casefold() != word:
            return 0
        end = match.end()
    return end


def _doubled_start(text: str) -> str:
    """Find the words (3 to 40) that a text begins with twice over: a title, shown in two places of its page."""
    matches = list(_WORDS.finditer(text[:1000]))
    words = [match[0].casefold() for match in matches]
    for length in range(min(40, len(words) // 2), 2, -1):
        if words[:length] == words[length : 2 * length]:
            return text[matches[0].start() : matches[length - 1].end()]
    return ""


def _cut_head(lines: list[str], title: str) -> list[str]:
    """Drop what stands between the top of the page and the story."""
    at = 0
    while at < min(len(lines) - 1, HEAD_LINES) and _is_head(lines[at], title):
        at += 1
    return lines[at:]


def _is_head(line: str, title: str) -> bool:
    return same_words(line, title) or any(_is(pattern, line) for pattern in (ANYWHERE, HEAD, DATE))


def _cut_afterwards(lines: list[str]) -> list[str]:
    """Drop all from the first line with which, late in the text, a page goes on to talk about itself."""
    total = sum(len(line) for line in lines)
    seen = 0
    for at, line in enumerate(lines):
        if seen >= LATER_PART * total and at and _is(AFTERWARDS, line):
            return lines[:at]
        seen += len(line)
    return lines


def _cut_tail(lines: list[str], title: str) -> list[str]:
    """Drop taglines, copyright and the like after the last sentence."""
    end = len(lines)
    while end > 1 and (
        same_words(lines[end - 1], title) or any(_is(p, lines[end - 1]) for p in (ANYWHERE, TAIL, AFTERWARDS))
    ):
        end -= 1
    return lines[:end]


def _without_echoes(lines: list[str]) -> list[str]:
    """Drop a long line that stands a second time: pull quotes, and stories printed twice for two screen sizes."""
    kept: dict[str, str] = {}
    for number, line in enumerate(lines):
        kept.setdefault(line if len(line) > 60 else f"{number} {line}", line)
    return list(kept.values())
