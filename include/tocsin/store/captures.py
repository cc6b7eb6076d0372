"""Which archived documents do we know, which of them are read, and what did each bring?"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, and_, func, or_, select, update
from sqlalchemy.dialects.postgresql import insert

from tocsin.store.database import as_dict
from tocsin.store.tables import capture, document, feed

FACTS = ("version", "url", "publisher", "language", "batch", "captured_at")


def register(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> int:
    """Keep snapshots (`name` and the columns of `FACTS`); how many are new, or changed since they were read."""
    if not rows:
        return 0
    upsert = insert(capture).values(list(rows))
    changed = {name: upsert.excluded[name] for name in FACTS}
    differs = or_(*(capture.c[name].is_distinct_from(value) for name, value in changed.items()))
    anew = changed | {"read_at": None, "problem": ""}
    kept = upsert.on_conflict_do_update(index_elements=["name"], set_=anew, where=differs)
    return len(list(connection.scalars(kept.returning(capture.c.id))))


def unread_batches(connection: Connection, since: datetime) -> list[int]:
    """List the batches with unread snapshots captured from a time on."""
    query = select(capture.c.batch).distinct().where(_unread(since)).order_by(capture.c.batch)
    return list(connection.scalars(query))


def claim_unread(connection: Connection, batch: int, since: datetime) -> dict[str, Any] | None:
    """Return the oldest unread snapshot of a batch that nobody else reads; ours until the transaction ends."""
    query = (
        select(capture)
        .where(_unread(since), capture.c.batch == batch)
        .order_by(capture.c.captured_at, capture.c.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    row = connection.execute(query).one_or_none()
    return as_dict(row) if row else None


def count_unread(connection: Connection, batch: int, since: datetime) -> int:
    """How many snapshots of a batch are unread, those among them that somebody reads just now."""
    query = select(func.count()).select_from(capture).where(_unread(since), capture.c.batch == batch)
    return int(connection.scalars(query).one())


def keep_read(connection: Connection, capture_id: int, *, at: datetime, entries: int = 0, problem: str = "") -> None:
    """Write what a snapshot brought, or why it can't be read: it is not tried again until it changes."""
    done = {"read_at": at, "entries": entries, "problem": problem}
    connection.execute(update(capture).where(capture.c.id == capture_id).values(**done))


def find(connection: Connection, name: str) -> dict[str, Any] | None:
    """Return what is known of a snapshot (by its path) or an archive page (by its URL)."""
    row = connection.execute(select(capture).where(capture.c.name == name)).one_or_none()
    return as_dict(row) if row else None


def keep_page(connection: Connection, name: str, facts: Mapping[str, Any]) -> None:
    """Write what an archive page on the web brought."""
    upsert = insert(capture).values(name=name, **facts)
    connection.execute(upsert.on_conflict_do_update(index_elements=["name"], set_=dict(facts)))


def list_unreadable(connection: Connection) -> list[str]:
    """What can't be read, and why, a line each."""
    query = select(capture.c.name, capture.c.problem).where(capture.c.problem != "").order_by(capture.c.name)
    return [f"{row.name}: {row.problem}" for row in connection.execute(query)]


def list_holes(connection: Connection, start: datetime, end: datetime) -> list[str]:
    """Return the feeds that there are snapshots of, but none that can be read from this interval."""
    within = and_(capture.c.captured_at >= start, capture.c.captured_at < end, capture.c.problem == "")
    query = select(capture.c.url).where(capture.c.captured_at.is_not(None), capture.c.url != "")
    query = query.group_by(capture.c.url).having(~func.bool_or(within)).order_by(capture.c.url)
    return list(connection.scalars(query))


def feed_for(connection: Connection, facts: Mapping[str, Any]) -> dict[str, Any]:
    """Return the feed at a URL; one that nobody follows is made, outside the catalogue, from `facts`."""
    made = insert(feed).values(in_catalogue=False, **facts).on_conflict_do_nothing(index_elements=["url"])
    connection.execute(made)
    return as_dict(connection.execute(select(feed).where(feed.c.url == facts["url"])).one())


def list_followed(connection: Connection, batch: int | None = None) -> list[dict[str, Any]]:
    """Return the feeds of the catalogue, those of one batch where one is named."""
    query = select(feed).where(feed.c.in_catalogue).order_by(feed.c.id)
    if batch is not None:
        query = query.where(feed.c.batch == batch)
    return [as_dict(row) for row in connection.execute(query)]


def document_batches(connection: Connection, start: datetime, end: datetime) -> list[int]:
    """List the batches of which feed documents were fetched in an interval."""
    query = select(feed.c.batch).distinct().join(document, document.c.url == feed.c.url)
    return list(connection.scalars(query.where(_fetched(start, end)).order_by(feed.c.batch)))


def list_documents(connection: Connection, batch: int, start: datetime, end: datetime) -> list[dict[str, Any]]:
    """Return the feed documents of a batch that were fetched in an interval, without their bytes."""
    columns = (document.c.id, document.c.url, document.c.fetched_at, document.c.content_type)
    query = select(*columns).join(feed, feed.c.url == document.c.url)
    query = query.where(_fetched(start, end), feed.c.batch == batch).order_by(document.c.fetched_at, document.c.id)
    return [as_dict(row) for row in connection.execute(query)]


def _unread(since: datetime) -> Any:
    return and_(capture.c.read_at.is_(None), capture.c.captured_at >= since)


def _fetched(start: datetime, end: datetime) -> Any:
    return and_(document.c.kind == "feed", document.c.fetched_at >= start, document.c.fetched_at < end)
