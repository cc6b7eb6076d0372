"""What does a JSON Feed say (https://www.jsonfeed.org/version/1.1/)?"""

import json
from typing import Any

from tocsin.errors import FeedError
from tocsin.feeds.dates import parse_date
from tocsin.feeds.document import MAX_ENTRIES, Draft, ParsedFeed, identify
from tocsin.feeds.links import absolute_link
from tocsin.feeds.plain import clean_characters, plain_line, plain_text


def parse_json_feed(text: str, *, url: str) -> ParsedFeed:
    """Read a JSON Feed; raises `FeedError` for any other JSON, and for what is broken."""
    try:
        # What a broken server writes in front of it (warnings, comments) is no part of it.
        feed = json.loads(text[max(text.find("{"), 0) :])
    except json.JSONDecodeError as error:
        raise FeedError(f"{url}: broken JSON (in line {error.lineno})") from error
    except (ValueError, RecursionError) as error:
        reason = "nested too deep" if isinstance(error, RecursionError) else "a number without end"
        raise FeedError(f"{url}: broken JSON ({reason})") from error
    if not isinstance(feed, dict) or not isinstance(feed.get("items"), list):
        raise FeedError(f"{url}: JSON, but not a JSON Feed (no list of items)")
    items = feed["items"]
    base = url if absolute_link("", url) else ""
    drafts = [_draft(item, base) for item in items[: MAX_ENTRIES + 1] if isinstance(item, dict)]
    entries, notes = identify(drafts, feed_url=base)
    if len(drafts) < min(len(items), MAX_ENTRIES):
        notes = (*notes, "items that are no objects were left out")
    return ParsedFeed(
        title=plain_line(_text(feed, "title"), is_html=False),
        language=clean_characters(_text(feed, "language"))[:35].strip(),
        entries=entries,
        notes=notes,
    )


def _draft(item: dict[str, Any], base: str) -> Draft:
    html = _text(item, "content_html")
    summary = _text(item, "summary")
    content = plain_text(html) if html else plain_text(_text(item, "content_text"), is_html=False)
    return Draft(
        guid=clean_characters(_text(item, "id")).strip(),
        url=_link(item, base),
        title=plain_line(_text(item, "title"), is_html=False),
        # A feed that gives its text only as content still has something to show.
        summary=plain_line(summary, is_html=False) if summary else " ".join(content.split()),
        content=content if html or summary else "",
        published_at=parse_date(_text(item, "date_published")),
        updated_at=parse_date(_text(item, "date_modified")),
    )


def _link(item: dict[str, Any], base: str) -> str:
    for name in ("url", "external_url", "id"):
        value = _text(item, name)
        # An id is a link only when it says so itself; a relative one would turn "42" into an address.
        if value and (name != "id" or value.lower().startswith(("http://", "https://"))):
            return absolute_link(base, value)
    return ""


def _text(record: dict[str, Any], name: str) -> str:
    value = record.get(name)
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return str(value)
