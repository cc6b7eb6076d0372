"""Which of the titles that a page gives is the headline, and which part of it?"""

import re
from collections.abc import Collection, Iterator, Sequence

from tocsin.articles.clean import same_words

MAX_TITLE = 300  # characters; a longer headline is a paragraph in the wrong field
ALIKE = 0.5  # share of an <h1>'s words that the claimed title has, where both are one headline
_SUFFIX = re.compile(r"\s+(?:[-–—|»·•]|::)\s+|_")


def choose_title(claims: Sequence[str], *, headings: Sequence[str], site: str) -> str:
    """Choose among a page's claims, the most trusted first, and its <h1> `headings`; " - Publisher" is cut off."""
    claimed = next((title for title in claims if 0 < len(title) <= MAX_TITLE), "")
    return _headline(claimed, headings, site) or without_suffix(claimed, site=site, shown=headings)


def without_suffix(title: str, *, site: str, shown: Collection[str]) -> str:
    """Cut " - Publisher" off a title: where the page shows the rest as a line, or names its publisher so."""
    for tail in _tails(title):
        rest = title[: len(title) - len(tail)].rstrip(" -–—|»·•:_")
        line = next((line for line in shown if same_words(line, rest)), "")
        if line or (site and same_words(tail, site)):
            return line or rest
    return title


def _headline(claimed: str, headings: Sequence[str], site: str) -> str:
    """Give the one <h1> that says the claimed title in other words: what readers see, and what stands over the body."""
    if len(set(headings)) != 1 or len(headings[0]) > MAX_TITLE or same_words(headings[0], site):
        return ""
    shown, words = set(headings[0].casefold().split()), set(claimed.casefold().split())
    return headings[0] if len(shown & words) >= ALIKE * len(shown) else ""


def _tails(title: str) -> Iterator[str]:
    for match in _SUFFIX.finditer(title):
        yield title[match.end() :]
