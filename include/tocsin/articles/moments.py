"""Which of the dates that a page's markup gives are its article's?

A page holds the dates of other stories too: of teasers, of what was most read, of comments. The article's own stands
near its headline. What its marks or the words before it call an update comes after what they don't.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from tocsin.articles.dates import parse_moment
from tocsin.articles.layout import INLINE_TAGS
from tocsin.articles.nearness import Surroundings
from tocsin.articles.page import Element, start_of
from tocsin.articles.stamps import LONGEST_LINE, Claim, find_published_at, read_claim

DATE_METAS = (
    *("article:published_time", "og:published_time", "date", "pubdate", "publishdate", "publish-date"),
    *("parsely-pub-date", "dc.date", "dc.date.issued", "dcterms.created", "sailthru.date"),
    *("cxenseparse:recs:publishtime", "article.published", "publication_date", "dc.date.created", "dcterms.date"),
    *(
        "dcterms.issued",
        "article:published",
        "publish_date",
        "datepublished",
        "article:create_at",
        "rnews:datepublished",
    ),
)
UPDATE_METAS = (
    *("article:modified_time", "og:updated_time", "og:modified_time", "article.updated", "article:modified"),
    *("dc.date.modified", "dcterms.modified", "lastmod", "last-modified", "modificationdate", "datemodified"),
    *("article:update_at", "rnews:datemodified"),
)
MAX_MARKS = 400  # a page with more dates than this is a list
LABEL_CHARS = 60  # characters before a date that may say what it is
_MARKS = (
    "//*[self::time or @itemprop='datePublished' or @itemprop='dateModified' or @name='datePublished'"
    " or @data-hook='time-ago' or ((self::abbr or self::span) and contains(@class, 'published'))]"
)


@dataclass(frozen=True)
class Marked:
    """When a page's marked elements say that its story was published, and when it was changed last."""

    published_at: datetime | None = None
    modified_at: datetime | None = None


def find_meta_moment(
    metas: Mapping[str, str], names: Sequence[str] = DATE_METAS, *, day_first: bool = False
) -> tuple[str, datetime] | None:
    """Find the first of some meta tags (by lower-case name) that names a moment: which one, and when."""
    readings = ((name, parse_moment(metas.get(name, ""), day_first=day_first)) for name in names)
    return next(((name, at) for name, at in readings if at), None)


def read_marked(root: Element, *, title: str, day_first: bool = False) -> Marked:
    """Read what a page's marked elements say about the story of this title; an update is better than nothing."""
    surroundings = Surroundings(root, title)
    marks = [(_doubt(mark, surroundings), mark) for mark in islice(root.xpath(_MARKS), MAX_MARKS)]
    marks.sort(key=lambda one: one[0])
    told = [(doubt, _reading(mark, day_first)) for doubt, mark in marks]
    return Marked(
        published_at=next((at for _, at in told if at), None),
        modified_at=next((at for (elsewhere, is_update, *_), at in told if at and is_update and not elsewhere), None),
    )


def _doubt(mark: Element, surroundings: Surroundings) -> tuple[bool, bool, int, int]:
    """Order a date among the others: elsewhere or not, an update or not, far from the headline or near."""
    claim = _claim(mark)
    elsewhere, far = surroundings.distance(mark)
    return elsewhere, claim is Claim.UPDATED, far, claim


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


def _reading(mark: Element, day_first: bool) -> datetime | None:
    return next((moment for moment in _readings(mark, day_first) if moment), None)


def _readings(mark: Element, day_first: bool) -> Iterator[datetime | None]:
    """Give what an element says in its attributes, and then what it shows."""
    yield from (parse_moment(mark.get(name, ""), day_first=day_first) for name in ("datetime", "content", "title"))
    text = start_of(mark, chars=LONGEST_LINE)
    yield parse_moment(text, day_first=day_first) or find_published_at([text], day_first=day_first)
