"""When do the lines that readers see under a headline say that a story was published?

A date counts where it is set off ("By A | Published 3 March 2026"), and not inside a sentence of the story.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum

from tocsin.articles.dates import find_moments

LONGEST_LINE = 200  # characters; a longer one is a paragraph


class Claim(IntEnum):
    """What a page calls a moment, in the order in which we believe it to be the one of publication."""

    PUBLISHED = 0
    UNNAMED = 1
    UPDATED = 2


@dataclass(frozen=True)
class Stamp:
    """A moment that a page shows, and what it calls it."""

    at: datetime
    claim: Claim


_LABELS = {
    Claim.PUBLISHED: r"""\b(?:publish|posted|submitted|created|issued|publi[éc]|pubblicat|veröffentlicht|erstellt
        |опубликован|опубліковано|yayın|date\b)|نشر|انتشار|发布|發布""",
    Claim.UPDATED: r"""\b(?:updat|modif|revis|edited|corrected|aktualisiert|mise?\ à\ jour|actualizad|atualizad
        |aggiornat|обновл|оновлен|güncel)|تحديث|به‌روز|更新""",
}
_FLAGS = re.IGNORECASE | re.VERBOSE
_CLAIMS = {claim: re.compile(words, _FLAGS) for claim, words in _LABELS.items()}
_LABEL = rf"(?:{'|'.join(_LABELS.values())})"
# No end of a sentence, but initials.
_WORDS = r"(?:[^.!?]|(?<=\b\w)\.){0,80}"
_PERSON = r"(?-i:[A-ZÀ-ÞА-Я])[\w.'’-]{1,30}"
_BEFORE = re.compile(
    rf"\W*|{_WORDS}(?:[|•·:/]|\s[–—-])\s*|\s*(?:by|von|par|por)\s{_WORDS}|\s*{_PERSON}(?:\s+{_PERSON}){{1,3}}\W*"
    rf"|{_WORDS}{_LABEL}{_WORDS}",
    _FLAGS,
)
_AFTER = re.compile(rf"\W*$|\s*[|•·/(]|\s+[–—-]|\W*(?:\d+\s+min|by\b|{_LABEL})", _FLAGS)


def list_stamps(line: str) -> Iterator[Stamp]:
    """Give the moments that are set off in a line; none for a paragraph."""
    if len(line) > LONGEST_LINE:
        return
    told = 0
    for at, start, end in find_moments(line):
        before, told = line[told:start], end
        if _BEFORE.fullmatch(before) and _AFTER.match(line, end):
            yield Stamp(at, read_claim(before))


def read_claim(label: str) -> Claim:
    """Say what the words before a moment call it: of several, those nearest to it."""
    ends = {
        claim: max((match.end() for match in pattern.finditer(label)), default=0) for claim, pattern in _CLAIMS.items()
    }
    claim = max(ends, key=lambda claim: ends[claim])
    return claim if ends[claim] else Claim.UNNAMED


def find_published_at(lines: Iterable[str]) -> datetime | None:
    """Find when lines say that their story was published; an update's time is better than none."""
    stamps = [stamp for line in lines for stamp in list_stamps(line)]
    return min(stamps, key=lambda stamp: stamp.claim).at if stamps else None
