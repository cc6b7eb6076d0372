"""What is a feed document, once read? And which of its entries are the same?

The readers (RSS and its kin in parse.py, JSON Feed in jsonfeed.py) give drafts; here they become entries with
an identity: guid, else canonical link, else a hash of the content.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from tocsin.feeds.links import link_key
from tocsin.model import Entry

MAX_ENTRIES = 2_000
# Bytes; a longer guid is known by its hash.
MAX_ID = 1_000


@dataclass(frozen=True, kw_only=True)
class ParsedFeed:
    """A feed as read. `ttl_minutes`: how long it asks to be left alone; `notes`: what was wrong with it."""

    title: str
    language: str
    entries: tuple[Entry, ...]
    ttl_minutes: int | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Draft:
    """One item of a document, its texts plain and its link absolute, before it has an identity."""

    guid: str
    url: str
    title: str
    summary: str = ""
    content: str = ""
    published_at: datetime | None = None
    updated_at: datetime | None = None

    @property
    def key(self) -> str:
        """The canonical link, else a hash of the content."""
        return link_key(self.url) or content_key(self)


def content_key(draft: Draft) -> str:
    """Return a hash of what the draft says; its date, if any, tells two bulletins of one name apart."""
    date = draft.published_at.isoformat() if draft.published_at else ""
    said = "\x1f".join((draft.title, draft.summary or draft.content, date))
    return "sha256:" + hashlib.sha256(said.encode()).hexdigest()[:32]


def identify(drafts: Sequence[Draft], *, feed_url: str) -> tuple[tuple[Entry, ...], tuple[str, ...]]:
    """Return the entries, each once, and notes on guids that identify nothing.

    A guid that several links share, or that is the feed's own address or host, names the feed and not the
    entry: there the link counts.
    """
    own = {feed_url, link_key(feed_url).split("/")[2]} if feed_url else set()
    shared = _shared_guids(drafts) | own
    entries: dict[str, Entry] = {}
    doubled = 0
    for draft in drafts[:MAX_ENTRIES]:
        identity = draft.guid if draft.guid and draft.guid not in shared else draft.key
        entry = _entry(identity, draft)
        if entries.setdefault(entry.id, entry) is not entry:
            doubled += 1
    return tuple(entries.values()), tuple(_notes(drafts, shared, doubled))


def _shared_guids(drafts: Iterable[Draft]) -> set[str]:
    pairs = {(draft.guid, draft.key) for draft in drafts if draft.guid}
    return {guid for guid, count in Counter(guid for guid, _ in pairs).items() if count > 1}


def _entry(identity: str, draft: Draft) -> Entry:
    if len(identity.encode()) > MAX_ID:
        identity = "sha256:" + hashlib.sha256(identity.encode()).hexdigest()[:32]
    return Entry(
        id=identity,
        url=draft.url,
        title=draft.title,
        summary=draft.summary,
        content=draft.content,
        published_at=draft.published_at,
        updated_at=draft.updated_at,
    )


def _notes(drafts: Sequence[Draft], shared: set[str], doubled: int) -> Iterable[str]:
    if any(draft.guid in shared for draft in drafts):
        yield "guids that identify nothing: links are used"
    if doubled:
        yield f"{doubled} entries told twice"
    if len(drafts) > MAX_ENTRIES:
        yield f"only the first {MAX_ENTRIES} entries are read"
    if drafts and not any(draft.published_at for draft in drafts):
        yield "no entry has a date that can be read"
