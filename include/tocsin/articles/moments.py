"""Which of the dates that a page's markup gives is its article's?

A page holds the dates of other stories too: of teasers, of what was most read, of comments. The article's own stands
near its headline. What its marks or the words before it call an update comes after what they don't.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from itertools import islice

from tocsin.articles.clean import same_words
from tocsin.articles.datelines import LONGEST_LINE, Claim, find_published_at, read_claim
from tocsin.articles.dates import parse_moment
from tocsin.articles.layout import INLINE_TAGS
from tocsin.articles.page import Element, start_of
from tocsin.articles.titles import MAX_TITLE

DATE_METAS = (
    *("article:published_time", "og:published_time", "date", "pubdate", "publishdate", "publish-date"),
    *("parsely-pub-date", "dc.date", "dc.date.issued", "dcterms.created", "sailthru.date"),
    *("cxenseparse:recs:publishtime", "article.published", "publication_date"),
)
MAX_MARKS = 400  # a page with more dates, or headings, than this is a list
LABEL_CHARS = 60  # characters before a date that may say what it is
MAX_DEPTH = 100  # of an element in its page
_MARKS = (
    "//time | //*[@itemprop='datePublished' or @name='datePublished' or @data-hook='time-ago']"
    " | //abbr[contains(@class, 'published')] | //span[contains(@class, 'published')]"
)
_ELSEWHERE_TAGS = ("aside", "nav", "footer")
_ELSEWHERE = ("related", "sidebar", "recommend", "most-read", "mostread", "popular", "trending", "recirc", "comment")


def find_meta_moment(metas: Mapping[str, str]) -> datetime | None:
    """Find when a page's meta tags (by lower-case name) say that it was published."""
    return next((moment for name in DATE_METAS if (moment := parse_moment(metas.get(name, "")))), None)


def find_marked_moment(root: Element, *, title: str) -> datetime | None:
    """Find when a page's marked elements say that the story of this title was published."""
    headline = _headline(root, title)
    around = set(_holders(headline)) if headline is not None else set()
    marks = islice(root.xpath(_MARKS), MAX_MARKS)
    for mark in sorted(marks, key=lambda mark: _doubt(mark, around)):
        moment = next((moment for moment in _readings(mark) if moment), None)
        if moment is not None:
            return moment
    return None


def _headline(root: Element, title: str) -> Element | None:
    """Find the element that shows the title, else the page's first <h1>."""
    headings = islice(root.iter("h1", "h2", "h3"), MAX_MARKS)
    shown = (heading for heading in headings if same_words(start_of(heading, chars=MAX_TITLE), title))
    return next(shown, next(root.iter("h1"), None))


def _holders(element: Element) -> Iterator[Element]:
    yield from islice(element.iterancestors(), MAX_DEPTH)


def _doubt(mark: Element, around: set[Element]) -> tuple[bool, bool, int, int]:
    """Order a date among the others: elsewhere or not, an update or not, far from the headline or near."""
    holders = list(_holders(mark))
    claim = _claim(mark)
    near = sum(holder in around for holder in holders)
    elsewhere = any(_is_elsewhere(holder) for holder in holders if holder not in around)
    return elsewhere, claim is Claim.UPDATED, -near, claim


def _is_elsewhere(holder: Element) -> bool:
    names = f"{holder.get('class', '')} {holder.get('id', '')}".lower()[:300]
    return holder.tag in _ELSEWHERE_TAGS or any(word in names for word in _ELSEWHERE)


def _claim(mark: Element) -> Claim:
    """Say what a date's marks call it, else what the words before it do."""
    marks = f"{mark.get('itemprop', '')} {mark.get('class', '')}"[:300].lower()
    if "publish" in marks or mark.get("pubdate") is not None:
        return Claim.PUBLISHED
    if "updated" in marks or "modified" in marks:
        return Claim.UPDATED
    return read_claim(_label(mark))


def _label(mark: Element) -> str:
    """Give the words before a date, in its own line."""
    earlier = mark.getprevious()
    if earlier is None:
        holder = mark.getparent()
        return (holder.text or "")[-LABEL_CHARS:] if holder is not None else ""
    is_label = earlier.tag in INLINE_TAGS and earlier.tag != "time"
    return f"{start_of(earlier, chars=LABEL_CHARS) if is_label else ''} {earlier.tail or ''}"[-LABEL_CHARS:]


def _readings(mark: Element) -> Iterator[datetime | None]:
    """Give what an element says in its attributes, and then what it shows."""
    yield from (parse_moment(mark.get(name, "")) for name in ("datetime", "content", "title"))
    text = start_of(mark, chars=LONGEST_LINE)
    yield parse_moment(text) or find_published_at([text])
