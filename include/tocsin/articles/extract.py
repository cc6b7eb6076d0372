"""Which article does this page hold?

Bytes → characters (`decode`) → tree (`page`) → metadata (`metadata`), then the body: trafilatura, favouring
precision, reads the tree without its furniture; our own `picker` reads the same tree and stands in where trafilatura
found too little; the publisher's own JSON-LD text comes last. `clean` takes off what furniture is left, `quality`
says no to walls and stubs. trafilatura stays in here.
"""

from copy import deepcopy
from dataclasses import dataclass
from datetime import UTC, datetime

from tocsin.articles.clean import clean_body
from tocsin.articles.decode import decode_page
from tocsin.articles.language import detect_language
from tocsin.articles.metadata import Metadata, read_metadata
from tocsin.articles.page import Element, open_page, prune, text_of
from tocsin.articles.picker import pick_body
from tocsin.articles.quality import count_words, find_shortage, find_wall
from tocsin.errors import ArticleError
from tocsin.model import Article

TOO_LITTLE = 0.4  # trafilatura's share of the picker's words below which it missed the story


@dataclass(frozen=True)
class Reading:
    """A body, and which reader found it."""

    body: str
    method: str


def extract_article(html: bytes, *, url: str, content_type: str = "") -> Article:
    """Read a page (its first 3 MiB) into an article.

    Pure and picklable: safe to run in a child that may be killed. Raises `ArticleError` with the reason where there
    is no article: no HTML, no body, too short, a bot challenge, a paywall, a consent wall.
    """
    root = open_page(decode_page(html, content_type)) if html.strip() else None
    if root is None:
        raise ArticleError(f"{url}: the page is empty or not HTML")
    metadata = read_metadata(root, url=url)
    prune(root)
    reading = read_body(root, metadata)
    reason = _refusal(root, metadata, reading.body)
    if reason:
        raise ArticleError(f"{url}: {reason}")
    return Article(
        url=metadata.url,
        title=metadata.title,
        body=reading.body,
        byline=metadata.byline,
        published_at=metadata.published_at or _day_in_text(root),
        language=_language(metadata.language, reading.body),
        publisher=metadata.publisher,
        method=reading.method,
    )


def read_body(root: Element, metadata: Metadata) -> Reading:
    """Let the readers read a pruned tree and choose among what they found."""
    found = clean_body(_by_trafilatura(root, metadata.url), title=metadata.title)
    picked = clean_body(pick_body(root), title=metadata.title)
    if count_words(found) >= TOO_LITTLE * count_words(picked) and found:
        return Reading(found, "trafilatura")
    if picked:
        return Reading(picked, "picker")
    return Reading(clean_body(metadata.body, title=metadata.title), "json-ld")


def _by_trafilatura(root: Element, url: str) -> str:
    from trafilatura import bare_extraction

    document = bare_extraction(
        deepcopy(root), url=url, favor_precision=True, include_comments=False, include_tables=False
    )
    return getattr(document, "text", None) or ""


def _refusal(root: Element, metadata: Metadata, body: str) -> str:
    """Say why this is no article, "" when it is one."""
    wall = find_wall(metadata.title, body, text_of(root), is_free=metadata.is_free)
    return wall or find_shortage(body, is_marked=metadata.is_marked)


def _language(claimed: str, body: str) -> str:
    """Believe the page's claim unless the text plainly is of another language (templates often claim English)."""
    seen = detect_language(body)
    return seen if seen and (not claimed or count_words(body) >= 50) else claimed


def _day_in_text(root: Element) -> datetime | None:
    """Find a date in the page's visible text; the last resort, a day without a time."""
    from htmldate import find_date

    found = find_date(deepcopy(root), original_date=True, extensive_search=False)
    return datetime.fromisoformat(found).replace(tzinfo=UTC) if found else None
