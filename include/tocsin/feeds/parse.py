"""What does a feed document say? feedparser stays in here.

Runs on hostile bytes: call it in a `tocsin.sandbox.Sandbox`, which sets the limits of CPU and memory.
"""

import io
import re
from dataclasses import dataclass, replace
from typing import Any

from tocsin.errors import FeedError
from tocsin.feeds.document import MAX_ENTRIES, Draft, ParsedFeed, identify
from tocsin.feeds.encoding import decode_feed
from tocsin.feeds.fast import read_ordinary
from tocsin.feeds.jsonfeed import parse_json_feed
from tocsin.feeds.links import absolute_link
from tocsin.feeds.mend import mend
from tocsin.feeds.names import Dialect, find_dialect, rename
from tocsin.feeds.plain import clean_characters
from tocsin.feeds.reading import Reader, lent_link
from tocsin.feeds.whole import find_excess, keep_whole

__all__ = ["ParsedFeed", "parse_feed"]

PERIODS = {"hourly": 60, "daily": 1_440, "weekly": 10_080, "monthly": 43_200, "yearly": 525_600}
MAX_TTL = 1_440
# What expat says, and what it means to someone who asks the publisher to mend the feed.
_CAUSES = {
    "mismatched tag": "a tag is closed by another one's end",
    "no element found": "it ends too early",
    "unclosed token": "it ends within a tag",
    "unbound prefix": "a prefix stands for no namespace",
    "not associated with a namespace": "a prefix stands for no namespace",
    "duplicate attribute": "a tag has one attribute twice",
    "junk after document element": "something stands behind its end",
    "undefined entity": "an entity that nobody defined",
    "invalid token": "a sign stands where XML allows none",
    "syntax error": "text stands where a tag should",
}
# What feedparser fails with where tags end that never began; fuzzing found it.
_BREAKS = (AttributeError, LookupError, RecursionError, TypeError, ValueError)
_BINARY = re.compile(r"[\x00-\x08\x0e-\x1a]")
_HTML = re.compile(r"<(!doctype\s+html|html|head|body)\b", re.I)
_OPML = re.compile(r"<opml[\s>]", re.I)


def parse_feed(body: bytes, *, url: str, content_type: str = "", careful: bool = False) -> ParsedFeed:
    """Read RSS, RDF, Atom or JSON Feed, in any encoding.

    `url` is where it came from: relative links start there, and where it is none, at the address that the
    document gives itself. At most 2,000 entries of at most 200,000 characters a text. With `careful`, feedparser
    reads ordinary feeds too: slower, and no otherwise. Raises `FeedError` for what is no feed.
    """
    text, notes = decode_feed(body, content_type)
    start = text[:1024].lstrip("\ufeff \t\r\n\0")
    if not start:
        raise FeedError(f"{url}: an empty document")
    if start[:1] == "{" or ("json" in content_type.lower() and start[:1] != "<"):
        feed = parse_json_feed(text, url=url)
    else:
        feed = _parse_xml(text, url, careful=careful)
    return replace(feed, notes=(*notes, *feed.notes))


def _parse_xml(document: str, url: str, *, careful: bool) -> ParsedFeed:
    mended = mend(document)
    dialect = find_dialect(mended.text)
    whole = keep_whole(mended.text, dialect, most=MAX_ENTRIES + 1)
    if excess := find_excess(whole.text):
        raise FeedError(f"{url}: {excess}")
    feed = _read(rename(whole.text, dialect), dialect, url, careful=careful)
    if feed is None:
        raise FeedError(f"{url}: {_what_it_is(document[:4096])}")
    notes = (*whole.notes, *feed.notes)
    if notes and not feed.drafts:
        raise FeedError(f"{url}: {notes[0]}, and not one entry in it")
    if mended.faults:
        notes = (*notes, f"malformed (put right in {mended.faults} places)")
    entries, remarks = identify(feed.drafts, feed_url=feed.base)
    return ParsedFeed(
        title=feed.title,
        language=feed.language,
        entries=entries,
        ttl_minutes=feed.ttl_minutes,
        notes=(*notes, *remarks),
    )


@dataclass(frozen=True, kw_only=True)
class _Feed:
    """What a document says, its entries still drafts."""

    base: str
    title: str
    language: str
    ttl_minutes: int | None
    drafts: list[Draft]
    notes: tuple[str, ...] = ()


def _read(text: str, dialect: Dialect, url: str, *, careful: bool) -> _Feed | None:
    """Read a document as fast as can be; `None` for what is no feed."""
    ordinary = None if careful else read_ordinary(text, dialect)
    if ordinary is not None:
        feed = _feed(ordinary, dialect, url)
        # What has no link or no date may have them where only feedparser looks.
        if all(draft.url and draft.published_at for draft in feed.drafts):
            return feed
    found = _ask_feedparser(text, url)
    if not found.get("version") and not found.entries:
        return None
    return replace(_feed(found, dialect, url), notes=_malformed(found))


def _feed(found: Any, dialect: Dialect, url: str) -> _Feed:
    reader = Reader(base=_base(found.feed, url), is_atom=dialect.is_atom)
    return _Feed(
        base=reader.base,
        title=reader.line(found.feed, "title"),
        language=clean_characters(str(found.feed.get("language") or ""))[:35].strip(),
        ttl_minutes=_ttl(found.feed),
        drafts=[reader.draft(item) for item in found.entries],
    )


def _ask_feedparser(text: str, url: str) -> Any:
    import feedparser

    headers = {
        "content-location": absolute_link("", url),
        # Whatever the server said, this is XML in UTF-8 now.
        "content-type": "application/xml; charset=utf-8",
    }
    # A stream, never the text: feedparser opens that as a path or URL when it looks like one. It resolves by itself
    # what has an xml:base.
    stream = io.BytesIO(text.encode())
    try:
        return feedparser.parse(stream, response_headers=headers, sanitize_html=False, resolve_relative_uris=False)
    except _BREAKS as error:
        raise FeedError(f"{url}: malformed in a way that can't be read") from error


def _malformed(found: Any) -> tuple[str, ...]:
    if not found.bozo:
        return ()
    said = str(found.get("bozo_exception", ""))
    cause = next((words for sign, words in _CAUSES.items() if sign in said), "it is not well-formed XML")
    return (f"malformed ({cause})",)


def _base(feed: Any, url: str) -> str:
    """Return where relative links start: where the feed was found, or else the address that it gives itself."""
    given = [link for link in feed.get("links") or () if isinstance(link, dict)]
    own = [str(link.get("href") or "") for link in given if link.get("rel") == "self"]
    links = (url, *own, lent_link(feed, "self"), str(feed.get("link") or ""))
    return next((link for link in links if absolute_link("", link)), "")


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
    if _OPML.search(start):
        return "an OPML list of feeds, not a feed; tocsin feeds import takes it"
    if _HTML.search(start):
        return "an HTML page, not a feed"
    if _BINARY.search(start):
        return "a binary file, not a feed"
    return "XML, but not a feed" if "<" in start else "neither XML nor JSON"
