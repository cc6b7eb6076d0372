"""Which of the titles that a page gives is the headline, and which part of it?"""

import re
from collections.abc import Collection, Iterator, Sequence

from tocsin.articles.clean import same_words

MAX_TITLE = 300  # characters; a longer headline is a paragraph in the wrong field
ALIKE = 0.25  # share of the only <h1>'s words that the claimed title has, where both are one headline
ALIKE_OF_SEVERAL = 0.5  # the same where the page has other <h1> too
TELLING = 4  # words of an <h1> that is no site's name or section
_SUFFIX = re.compile(r"\s+(?:[-–—|»·•]|::)\s+|_")
_WORD = re.compile(r"[^\W_]+")


def choose_title(claims: Sequence[str], *, headings: Sequence[str], site: str, shown: str = "") -> str:
    """Choose among a page's claims, the most trusted first, its <h1> `headings` and the <title> `shown` in its tab.

    " - Publisher" is cut off.
    """
    usable = [title for title in claims if 0 < len(title) <= MAX_TITLE]
    headings = [heading for heading in dict.fromkeys(headings) if 0 < len(heading) <= MAX_TITLE]
    claimed = next(iter(usable), "") or _unclaimed(headings, site, shown[:MAX_TITLE])
    return _headline(claimed, headings, site) or without_suffix(claimed, site=site, shown=headings)


def without_suffix(title: str, *, site: str, shown: Collection[str]) -> str:
    """Cut " - Publisher" off a title: where the page shows the rest as a line, or names its publisher so."""
    for tail in _tails(title):
        rest = title[: len(title) - len(tail)].rstrip(" -–—|»·•:_")
        line = next((line for line in shown if same_words(line, rest)), "")
        if line or (site and same_words(tail, site)):
            return line or rest
    return title


def _unclaimed(headings: Sequence[str], site: str, shown: str) -> str:
    """Choose where only the page's <h1> and <title> speak: the heading that they agree on, else the longer one."""
    agreed = max(headings, key=lambda heading: _share(heading, shown), default="")
    if agreed and _share(agreed, shown) >= ALIKE_OF_SEVERAL and not same_words(agreed, site):
        return agreed
    is_name = len(_words(shown)) < TELLING or same_words(shown, site)
    return next(iter(headings), shown) if is_name else shown


def _headline(claimed: str, headings: Sequence[str], site: str) -> str:
    """Give the <h1> that says the claimed title in other words: what readers see, and what stands over the body."""
    headings = [heading for heading in headings if not same_words(heading, site)]
    nearest = max(headings, key=lambda heading: _share(heading, claimed), default="")
    # The name of a section is no headline, though the headline may hold it.
    if len(_words(nearest)) < TELLING and _share(claimed, nearest) < ALIKE_OF_SEVERAL:
        return ""
    return nearest if _share(nearest, claimed) >= (ALIKE if len(headings) == 1 else ALIKE_OF_SEVERAL) else ""


def _share(heading: str, title: str) -> float:
    """Say which share of a heading's words a title has."""
    words = _words(heading)
    return len(words & _words(title)) / len(words) if words else 0.0


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.casefold()))


def _tails(title: str) -> Iterator[str]:
    for match in _SUFFIX.finditer(title):
        yield title[match.end() :]
