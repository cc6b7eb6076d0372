"""What on a page stands near its headline, and so is likely to be its article's own?

A page tells of other stories too: in teasers, in what was most read, in comments.
"""

from collections.abc import Iterator
from itertools import islice

from tocsin.articles.clean import same_words
from tocsin.articles.page import Element, start_of
from tocsin.articles.titles import MAX_TITLE

MAX_HEADINGS = 400  # a page with more of them is a list
MAX_DEPTH = 100  # of an element in its page
_ELSEWHERE_TAGS = ("aside", "nav", "footer")
_ELSEWHERE = ("related", "sidebar", "recommend", "most-read", "mostread", "popular", "trending", "recirc", "comment")


class Surroundings:
    """The elements that hold the headline of a page, from which others are near or far."""

    def __init__(self, root: Element, title: str) -> None:
        headline = find_headline(root, title)
        self._around = set(_holders(headline)) if headline is not None else set()

    def distance(self, element: Element) -> tuple[bool, int]:
        """Order an element among others: part of another story or of the page's frame, then far or near."""
        holders = list(_holders(element))
        near = sum(holder in self._around for holder in holders)
        return any(_is_elsewhere(holder) for holder in holders if holder not in self._around), -near


def find_headline(root: Element, title: str) -> Element | None:
    """Find the element that shows the title, else the page's first <h1>."""
    headings = islice(root.iter("h1", "h2", "h3"), MAX_HEADINGS)
    shown = (heading for heading in headings if same_words(start_of(heading, chars=MAX_TITLE), title))
    return next(shown, next(root.iter("h1"), None))


def _holders(element: Element) -> Iterator[Element]:
    yield from islice(element.iterancestors(), MAX_DEPTH)


def _is_elsewhere(holder: Element) -> bool:
    names = f"{holder.get('class', '')} {holder.get('id', '')}".lower()[:300]
    return holder.tag in _ELSEWHERE_TAGS or any(word in names for word in _ELSEWHERE)
