"""Which article does this page hold?

Bytes → characters (`decode`, `kinds`) → tree (`page`) → metadata (`metadata`) → body (`readers`, `clean`) → a verdict
(`quality`): walls, stubs and pages without a story are refused with their reason.
"""

from copy import deepcopy
from dataclasses import replace
from datetime import UTC, datetime

from tocsin.articles.decode import decode_page
from tocsin.articles.jury import Reading, read_body
from tocsin.articles.kinds import find_foreign_bytes, find_foreign_text
from tocsin.articles.metadata import Metadata, complete, read_metadata
from tocsin.articles.mojibake import mend_mojibake
from tocsin.articles.page import Element, drop_unseen, is_overfull, list_links, open_page
from tocsin.articles.picker import list_lines
from tocsin.articles.prune import drop_comments, prune
from tocsin.articles.quality import count_words, find_shortage, find_wall
from tocsin.articles.readers import Views
from tocsin.articles.timing import Timing
from tocsin.errors import ArticleError
from tocsin.language import detect_language
from tocsin.model import Article

GARBLED = "its characters were garbled, and are mended"
SURE_WORDS = 40  # from which the text's own language is believed against the page's claim


def extract_article(html: bytes, *, url: str, content_type: str = "") -> Article:
    """Read a page (its first 3 MiB) into an article.

    Pure and picklable: safe to run in a child that may be killed. Raises `ArticleError` with the reason where
    there is no article: no HTML, no body, too short, a bot challenge, a paywall, a consent wall.
    """
    decoded = decode_page(html, content_type)
    text = mend_mojibake(decoded)
    foreign = find_foreign_bytes(html, content_type) or find_foreign_text(text)
    if foreign:
        raise ArticleError(f"not HTML: {foreign}")
    root = _opened(text)
    metadata = read_metadata(root, url=url)
    drop_unseen(root)
    drop_comments(root)
    shown, links = list_lines(root), list_links(root)
    metadata = complete(metadata, shown)
    views = Views(text=text, shown=root, pruned=deepcopy(root))
    prune(views.pruned, title=metadata.title)
    reading = read_body(views, metadata, links=links)
    if text != decoded:
        reading = replace(reading, doubts=(*reading.doubts, GARBLED))
    reason = find_wall(metadata.title, reading.body, " ".join(shown), is_free=metadata.is_free)
    reason = reason or find_shortage(reading.body, is_marked=metadata.is_marked, links=links)
    if reason:
        raise ArticleError(reason)
    timing = metadata.timing if metadata.timing.published_at else _day_in_text(text, metadata.timing)
    return _article(replace(metadata, timing=timing), reading)


def _article(metadata: Metadata, reading: Reading) -> Article:
    """Write down what a page says of its article, and how its body was read."""
    timing = metadata.timing
    return Article(
        url=metadata.url,
        title=mend_mojibake(metadata.title),
        body=reading.body,
        byline=metadata.byline,
        published_at=timing.published_at,
        published_by=timing.published_by,
        modified_at=timing.modified_at,
        modified_by=timing.modified_by,
        language=_language(metadata, reading.body),
        publisher=metadata.publisher,
        quality="doubtful" if reading.doubts else "full",
        section=metadata.section,
        agency=metadata.agency,
        place=metadata.place,
        image=metadata.picture.url,
        caption=metadata.picture.caption,
        method=reading.method,
        reasons=reading.doubts,
    )


def _opened(text: str) -> Element:
    root = open_page(text)
    if root is None:
        raise ArticleError("the page is empty or not HTML")
    if is_overfull(root, chars=len(text)):
        raise ArticleError("the page holds too much, too deep")
    return root


def _language(metadata: Metadata, body: str) -> str:
    """Believe the page's claim unless the text plainly is of another language (templates often claim English)."""
    seen = detect_language(body)
    return seen if seen and (not metadata.language or count_words(body) >= SURE_WORDS) else metadata.language


def _day_in_text(text: str, timing: Timing) -> Timing:
    """Find a date in the page's visible text: the last resort, a day without a time."""
    from htmldate import find_date

    root = open_page(text)
    found = find_date(root, original_date=True, extensive_search=False) if root is not None else None
    at = datetime.fromisoformat(found).replace(tzinfo=UTC) if found else None
    return replace(timing, published_at=at, published_by="htmldate") if at else timing
