"""What does a feed document say? feedparser stays in here.

Runs on hostile bytes: call it in a `tocsin.sandbox.Sandbox`, which sets the limits of CPU and memory.
"""

import io
import re
from dataclasses import replace
from typing import Any

from tocsin.errors import FeedError
from tocsin.feeds.dates import parse_date
from tocsin.feeds.document import MAX_ENTRIES, Draft, ParsedFeed, identify
from tocsin.feeds.encoding import decode_feed
from tocsin.feeds.jsonfeed import parse_json_feed
from tocsin.feeds.links import absolute_link
from tocsin.feeds.mend import mend
from tocsin.feeds.plain import clean_characters, plain_line, plain_text

__all__ = ["ParsedFeed", "parse_feed"]

PERIODS = {"hourly": 60, "daily": 1_440, "weekly": 10_080, "monthly": 43_200, "yearly": 525_600}
MAX_TTL = 1_440
_END = re.compile(r"</(rss|feed|[a-z]{0,10}:?rdf)\s*>", re.I)
_BINARY = re.compile(r"[\x00-\x08\x0e-\x1a]")
_HTML = re.compile(r"<(!doctype\s+html|html|head|body)\b", re.I)


def parse_feed(body: bytes, *, url: str, content_type: str = "") -> ParsedFeed:
    """Read RSS, RDF, Atom or JSON Feed, in any encoding.

    `url` is where it came from: relative links start there. At most 2,000 entries of at
    most 200,000 characters a text. Raises `FeedError` for what is no feed.
    """
    text, notes = decode_feed(body, content_type)
    start = text[:1024].lstrip("\ufeff \t\r\n\0")
    if not start:
        raise FeedError(f"{url}: an empty document")
    if start[:1] == "{" or ("json" in content_type.lower() and start[:1] != "<"):
        feed = parse_json_feed(text, url=url)
    else:
        feed = _parse_xml(text, url)
    return replace(feed, notes=(*notes, *feed.notes))


def _parse_xml(document: str, url: str) -> ParsedFeed:
    import feedparser

    mended = mend(document)
    # A stream, never the text: feedparser opens that as a path or URL when it looks like one.
    found = feedparser.parse(
        io.BytesIO(mended.text.encode()),
        # Whatever the server said, this is XML in UTF-8 now.
        response_headers={"content-location": url, "content-type": "application/xml; charset=utf-8"},
        sanitize_html=False,
        resolve_relative_uris=False,
    )
    if not found.get("version") and not found.entries:
        raise FeedError(f"{url}: {_what_it_is(document[:4096])}")
    items, notes = _whole_items(found, mended.text)
    if notes and not items:
        raise FeedError(f"{url}: {notes[0]}, and not one entry in it")
    if mended.faults:
        notes = (*notes, f"malformed (put right in {mended.faults} places)")
    entries, remarks = identify([_draft(item, url) for item in items[: MAX_ENTRIES + 1]], feed_url=url)
    return ParsedFeed(
        title=_line(found.feed, "title"),
        language=clean_characters(str(found.feed.get("language") or ""))[:35].strip(),
        entries=entries,
        ttl_minutes=_ttl(found.feed),
        notes=(*notes, *remarks),
    )


def _whole_items(found: Any, text: str) -> tuple[list[Any], tuple[str, ...]]:
    """Return the items that are whole, and what was wrong with the document."""
    if not found.bozo:
        return found.entries, ()
    note = " ".join(str(found.get("bozo_exception", "")).split())[:200]
    if found.entries and not _END.search(text[-4096:]):
        # The last item of a document that was cut off may have half a link.
        return found.entries[:-1], (f"cut off, its last entry left out ({note})",)
    return found.entries, (f"malformed ({note})",)


def _draft(item: Any, base: str) -> Draft:
    published = _date(item, "published") or _date(item, "created")
    updated = _date(item, "updated")
    return Draft(
        guid=clean_characters(str(item.get("id") or "")).strip(),
        url=absolute_link(base, str(item.get("feedburner_origlink") or item.get("link") or "")),
        title=_line(item, "title"),
        summary=_line(item, "summary"),
        content=_content(item),
        # dc:date and an Atom entry that was never published apart are all the date there is.
        published_at=published or updated,
        updated_at=updated,
    )


def _line(record: Any, name: str) -> str:
    return plain_line(str(record.get(name) or ""), is_html=_is_html(record.get(f"{name}_detail")))


def _content(item: Any) -> str:
    texts = [plain_text(str(part.get("value") or ""), is_html=_is_html(part)) for part in item.get("content") or ()]
    return max(texts, key=len, default="")


def _is_html(detail: Any) -> bool:
    return bool(detail) and "html" in str(detail.get("type"))


def _date(item: Any, name: str) -> Any:
    # dict.get: feedparser's own looks elsewhere when a date is missing.
    return parse_date(str(dict.get(item, name) or ""))


def _ttl(feed: Any) -> int | None:
    """Return the minutes for which the feed asks to be left alone, held to a day."""
    ttl = str(feed.get("ttl") or "").strip()
    if ttl.isascii() and ttl.isdigit():
        return min(int(ttl[:6]), MAX_TTL) or None
    period = PERIODS.get(str(feed.get("sy_updateperiod") or "").strip().lower())
    times = str(feed.get("sy_updatefrequency") or "1").strip()
    if period is None or not (times.isascii() and times.isdigit()):
        return None
    return max(1, min(period // max(int(times[:6]), 1), MAX_TTL))


def _what_it_is(start: str) -> str:
    if _HTML.search(start):
        return "an HTML page, not a feed"
    if _BINARY.search(start):
        return "a binary file, not a feed"
    return "XML, but not a feed" if "<" in start else "neither XML nor JSON"
