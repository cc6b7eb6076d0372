"""Archived feed documents → entries: what a snapshot, or a document of our own, holds is kept as historical.

Everything a snapshot holds is kept once, as `archived`, whatever its date: the interval that it belongs to
asks for it later, and no snapshot is read twice.
"""

import logging
import time
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from tocsin.errors import FeedError, FetchError, ReaderKilled
from tocsin.feeds.archives import ArchivedFeed, read_archive
from tocsin.feeds.snapshots import read_snapshot
from tocsin.model import Entry, Feed
from tocsin.pipeline.batches import Budget, batch_of
from tocsin.pipeline.poll import new_article
from tocsin.sandbox import Sandbox
from tocsin.store import articles, captures, documents, history
from tocsin.store.database import Store
from tocsin.store.feeds import CATALOGUE, ClaimedFeed
from tocsin.web import host_of

log = logging.getLogger(__name__)
# Seconds to wait while another run reads the last of the snapshots.
PAUSE = 0.3


@dataclass(frozen=True, kw_only=True)
class Found:
    """What archived documents brought; `left` are those that there was no time for."""

    documents: int = 0
    unreadable: int = 0
    new_entries: int = 0
    left: int = 0

    def __add__(self, other: "Found") -> "Found":
        return Found(
            documents=self.documents + other.documents,
            unreadable=self.unreadable + other.unreadable,
            new_entries=self.new_entries + other.new_entries,
            left=self.left + other.left,
        )


def read_snapshots(
    store: Store, sandbox: Sandbox, root: Path, batch: int, *, since: datetime, now: datetime, budget: Budget
) -> Found:
    """Read the unread snapshots of a batch that were captured from a time on, the oldest first.

    Returns when all are read, those among them that another run reads at the same time.
    """
    found = Found()
    while not budget.is_spent:
        with store.begin() as connection:
            claimed = captures.claim_unread(connection, batch, since)
            if claimed:
                found += _read_one(connection, sandbox, root, claimed, now)
        if not claimed:
            with store.begin() as connection:
                if not captures.count_unread(connection, batch, since):
                    return found
            time.sleep(PAUSE)
    with store.begin() as connection:
        return found + Found(left=captures.count_unread(connection, batch, since))


def read_documents(
    store: Store, sandbox: Sandbox, batch: int, *, start: datetime, end: datetime, now: datetime, budget: Budget
) -> Found:
    """Look through the feed documents that we fetched in an interval for entries of it that were never kept."""
    with store.begin() as connection:
        rows = captures.list_documents(connection, batch, start, end)
    found = Found()
    for number, row in enumerate(rows):
        if budget.is_spent:
            return found + Found(left=len(rows) - number)
        with store.begin() as connection:
            body = documents.find(connection, row["id"])
        if body is None:
            continue
        try:
            read = sandbox.call(read_archive, body, url=row["url"], content_type=row["content_type"])
        except (FeedError, ReaderKilled) as error:
            log.warning("a document of %s can't be read: %s", row["url"], error)
            found += Found(documents=1, unreadable=1)
            continue
        of_interval = [each for each in read.feed.entries if start <= (each.published_at or row["fetched_at"]) < end]
        with store.begin() as connection:
            feed = feed_of(connection, row["url"])
            new = keep_entries(connection, feed, of_interval, captured_at=row["fetched_at"], now=now)
        found += Found(documents=1, new_entries=new)
    return found


def feed_of(connection: Connection, url: str, *, publisher: str = "", language: str = "") -> ClaimedFeed:
    """Return the feed at a URL; one that nobody follows is kept outside the catalogue.

    Raises:
        AddressRefused: the URL is none that we would fetch.
    """
    host = host_of(url)
    facts = {
        "url": url,
        "publisher": publisher or host.removeprefix("www."),
        "language": language,
        "host": host,
        "batch": batch_of(host),
    }
    row = captures.feed_for(connection, facts)
    return ClaimedFeed(id=row["id"], feed=Feed(**{name: row[name] for name in CATALOGUE}), host=host, state={})


def keep_entries(
    connection: Connection, feed: ClaimedFeed, entries: Iterable[Entry], *, captured_at: datetime, now: datetime
) -> int:
    """Keep what we don't have yet as articles of the past; how many those are.

    An entry is as old as it says, but never younger than its document; one without a date is as old as that.
    """
    articles.lock_feed(connection, feed.id)
    entries = list(entries)
    known = history.list_known(connection, feed.id, [entry.id for entry in entries])
    new = 0
    for entry in entries:
        # Only a date of capture may still become an older one.
        if entry.id in known and entry.published_at:
            continue
        dated = new_article(entry, feed, captured_at)
        past = replace(dated, origin=articles.HISTORICAL, status=articles.ARCHIVED)
        new += articles.add(connection, feed.id, entry, past, now)
    return new


def _read_one(connection: Connection, sandbox: Sandbox, root: Path, claimed: dict[str, Any], now: datetime) -> Found:
    try:
        read: ArchivedFeed = sandbox.call(read_archive, read_snapshot(root, claimed["name"]), url=claimed["url"])
        url = claimed["url"] or _own(read)
        feed = feed_of(connection, url, publisher=claimed["publisher"], language=claimed["language"])
    except (FeedError, FetchError, ReaderKilled) as error:
        log.warning("snapshot %s can't be read: %s", claimed["name"], error)
        captures.keep_read(connection, claimed["id"], at=now, problem=str(error)[:500])
        return Found(documents=1, unreadable=1)
    new = keep_entries(connection, feed, read.feed.entries, captured_at=claimed["captured_at"], now=now)
    captures.keep_read(connection, claimed["id"], at=now, entries=len(read.feed.entries))
    return Found(documents=1, new_entries=new)


def _own(read: ArchivedFeed) -> str:
    if not read.own:
        raise FeedError("neither its path nor the document tells its feed; list it in index.csv")
    return read.own
