"""What does an archived feed document hold, and which is the one before it (RFC 5005, `prev-archive`)?

Runs on hostile bytes, as the parser does: call `read_archive` in a sandbox.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from html import unescape

from tocsin.feeds.links import absolute_link
from tocsin.feeds.parse import ParsedFeed, parse_feed

PREVIOUS = "prev-archive"
# What is quoted is no link of the feed: comments, and HTML in CDATA.
_QUOTED = re.compile(rb"<!--.*?(?:-->|\Z)|<!\[CDATA\[.*?(?:\]\]>|\Z)", re.S)
_LINK = re.compile(rb"<(?:[A-Za-z]\w{0,20}:)?link\s([^<>]{1,4000})>")
_PART = re.compile(r"""(?<![\w:.-])(rel|href)\s{0,9}=\s{0,9}(?:"([^"]*)"|'([^']*)')""")


@dataclass(frozen=True, kw_only=True)
class ArchivedFeed:
    """A document with the addresses of the one before it and of its own feed, "" where it names none."""

    feed: ParsedFeed
    previous: str = ""
    own: str = ""

    @property
    def newest_at(self) -> datetime | None:
        """When the newest of its dated entries was published."""
        dates = [entry.published_at for entry in self.feed.entries if entry.published_at]
        return max(dates, default=None)


def read_archive(body: bytes, *, url: str, content_type: str = "") -> ArchivedFeed:
    """Read a document and its links; `url` may be "" where the document itself names its feed.

    Raises:
        FeedError: it is no feed.
    """
    own = find_link(body, "self", url=url)
    return ArchivedFeed(
        feed=parse_feed(body, url=url or own, content_type=content_type),
        previous=find_link(body, PREVIOUS, url=url or own),
        own=own,
    )


def find_link(body: bytes, relation: str, *, url: str) -> str:
    """Return where the feed's first link of a relation leads, "" where it has none."""
    if relation.encode() not in body.lower():
        return ""
    for found in _LINK.finditer(_QUOTED.sub(b"", body)):
        parts = {
            name: unescape(one or other) for name, one, other in _PART.findall(found[1].decode("utf-8", "replace"))
        }
        if relation in parts.get("rel", "").lower().split():
            return absolute_link(url, parts.get("href", ""))
    return ""
