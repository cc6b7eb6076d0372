"""What does a feed document say? feedparser stays in here.

Runs on hostile bytes: call it in a `tocsin.sandbox.Sandbox`, which sets the limits of CPU and memory.
"""

import io
import re
from dataclasses import dataclass, replace
from typing import Any

from tocsin.errors import FeedError
from tocsin.feeds.dates import parse_date
from tocsin.feeds.document import MAX_ENTRIES, Draft, ParsedFeed, identify
from tocsin.feeds.encoding import decode_feed
from tocsin.feeds.jsonfeed import parse_json_feed
from tocsin.feeds.links import absolute_link
from tocsin.feeds.mend import mend
from tocsin.feeds.names import CAPTIONS, GUID, ID, LENT_LINK, PERMALINK, SUMMARIES, TITLES, find_dialect, rename
from tocsin.feeds.plain import clean_characters, plain_line, plain_text
from tocsin.feeds.whole import keep_whole

__all__ = ["ParsedFeed", "parse_feed"]

PERIODS = {"hourly": 60, "daily": 1_440, "weekly": 10_080, "monthly": 43_200, "yearly": 525_600}
MAX_TTL = 1_440
_BINARY = re.compile(r"[\x00-\x08\x0e-\x1a]")
_HTML = re.compile(r"<(!doctype\s+html|html|head|body)\b", re.I)
_OPML = re.compile(r"<opml[\s>]", re.I)


def parse_feed(body: bytes, *, url: str, content_type: str = "") -> ParsedFeed:
    """Read RSS, RDF, Atom or JSON Feed, in any encoding.

    `url` is where it came from: relative links start there, and where it is none, at the address that the
    document gives itself. At most 2,000 entries of at most 200,000 characters a text. Raises `FeedError` for what
    is no feed.
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
    mended = mend(document)
    dialect = find_dialect(mended.text)
    whole = keep_whole(mended.text, dialect, most=MAX_ENTRIES + 1)
    found = _ask_feedparser(rename(whole.text, dialect), url)
    if not found.get("version") and not found.entries:
        raise FeedError(f"{url}: {_what_it_is(document[:4096])}")
    notes = (*whole.notes, *_malformed(found))
    if notes and not found.entries:
        raise FeedError(f"{url}: {notes[0]}, and not one entry in it")
    if mended.faults:
        notes = (*notes, f"malformed (put right in {mended.faults} places)")
    reader = _Reader(base=_base(found.feed, url), is_atom=dialect.is_atom)
    entries, remarks = identify([reader.draft(item) for item in found.entries], feed_url=reader.base)
    return ParsedFeed(
        title=reader.line(found.feed, "title"),
        language=clean_characters(str(found.feed.get("language") or ""))[:35].strip(),
        entries=entries,
        ttl_minutes=_ttl(found.feed),
        notes=(*notes, *remarks),
    )


def _ask_feedparser(text: str, url: str) -> Any:
    import feedparser

    # A stream, never the text: feedparser opens that as a path or URL when it looks like one.
    return feedparser.parse(
        io.BytesIO(text.encode()),
        # feedparser resolves by itself what has an xml:base; whatever the server said, this is XML in UTF-8 now.
        response_headers={"content-location": absolute_link("", url), "content-type": "application/xml; charset=utf-8"},
        sanitize_html=False,
        resolve_relative_uris=False,
    )


def _malformed(found: Any) -> tuple[str, ...]:
    return (f"malformed ({' '.join(str(found.get('bozo_exception', '')).split())[:200]})",) if found.bozo else ()


def _base(feed: Any, url: str) -> str:
    """Return where relative links start: where the feed was found, or else the address that it gives itself."""
    own = [str(link.get("href") or "") for link in feed.get("links") or () if link.get("rel") == "self"]
    links = (url, *own, _lent(feed, "self"), str(feed.get("link") or ""))
    return next((link for link in links if absolute_link("", link)), "")


def _lent(record: Any, relation: str) -> str:
    link = record.get(LENT_LINK + relation)
    return str(link.get("href") or "") if isinstance(link, dict) else ""


@dataclass(frozen=True)
class _Reader:
    """Reads the items of one document."""

    base: str
    is_atom: bool

    def draft(self, item: Any) -> Draft:
        """Return what an item says."""
        published = _date(item, "published") or _date(item, "created")
        updated = _date(item, "updated")
        content = self._content(item)
        guids = (PERMALINK, GUID, ID, "id")
        return Draft(
            guid=next(filter(None, (clean_characters(str(item.get(name) or "")).strip() for name in guids)), ""),
            url=self._link(item),
            title=next(filter(None, (self.line(item, name) for name in ("title", *TITLES))), ""),
            summary=self._summary(item, content),
            content=content,
            # dc:date and an Atom entry that was never published apart are all the date there is.
            published_at=published or updated,
            updated_at=updated,
        )

    def line(self, record: Any, name: str) -> str:
        """Return a text as one line."""
        return plain_line(str(record.get(name) or ""), is_html=self._is_html(record.get(f"{name}_detail")))

    def _is_html(self, detail: Any) -> bool:
        # RSS does not say: HTML is usual in its titles and texts, and plain words read the same.
        return not self.is_atom or (bool(detail) and "html" in str(detail.get("type")))

    def _link(self, item: Any) -> str:
        for link in (item.get("feedburner_origlink"), item.get("link"), _lent(item, "alternate")):
            if url := absolute_link(self.base, str(link or "")):
                return url
        # A guid or an id is a link only when it says so itself; a relative one would turn "42" into an address.
        return absolute_link("", str(item.get(PERMALINK) or item.get(ID) or ""))

    def _summary(self, item: Any, content: str) -> str:
        # Without a detail it is content, which feedparser puts there as it is written.
        names = ("summary", *SUMMARIES) if item.get("summary_detail") else SUMMARIES
        told = [self.line(item, name) for name in names]
        # A caption says what a picture shows: better than nothing.
        told += [" ".join(content.split()), *(self.line(item, name) for name in CAPTIONS)]
        return next(filter(None, told), "")

    def _content(self, item: Any) -> str:
        parts = item.get("content") or ()
        texts = [plain_text(str(part.get("value") or ""), is_html=self._is_html(part)) for part in parts]
        return max(texts, key=len, default="")


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
    if _OPML.search(start):
        return "an OPML list of feeds, not a feed; tocsin feeds import takes it"
    if _HTML.search(start):
        return "an HTML page, not a feed"
    if _BINARY.search(start):
        return "a binary file, not a feed"
    return "XML, but not a feed" if "<" in start else "neither XML nor JSON"
