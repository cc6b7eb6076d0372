"""What may be forgotten? A chunk at a time, so that locks stay short; space is given back by PostgreSQL itself."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Select, delete, exists, func, select

from tocsin.store.tables import (
    article,
    assessment,
    capture,
    document,
    domain,
    entry,
    feed,
    host,
    opinion,
    opinion_day,
    report,
    revision,
)

CHUNK = 500
# `last_seen_at` is true to the day.
SLACK = timedelta(days=2)
# Where an article has gone its way, or was never on one.
AT_REST = ("grouped", "quarantined", "duplicate", "archived")


@dataclass(frozen=True, kw_only=True)
class Removed:
    """How many rows went, and the bytes that they held."""

    rows: int = 0
    bytes: int = 0

    def __add__(self, other: "Removed") -> "Removed":
        return Removed(rows=self.rows + other.rows, bytes=self.bytes + other.bytes)


def forget_documents(connection: Connection, kind: str, before: datetime) -> Removed:
    """Remove a chunk of raw documents fetched before a time; the newest of each feed stays.

    A feed's newest document says where its archive begins, and what the feed still tells.
    """
    newest = (
        select(document.c.id)
        .where(document.c.url == feed.c.url, document.c.kind == "feed")
        .order_by(document.c.fetched_at.desc(), document.c.id.desc())
        .limit(1)
        .lateral()
    )
    kept = select(newest.c.id).select_from(feed).join(newest, feed.c.id.is_not(None))
    old = select(document.c.id).where(document.c.kind == kind, document.c.fetched_at < before)
    if kind == "feed":
        old = old.where(document.c.id.not_in(kept))
    gone = delete(document).where(document.c.id.in_(_chunk(old, document.c.id)))
    sizes = list(connection.scalars(gone.returning(func.octet_length(document.c.compressed))))
    return Removed(rows=len(sizes), bytes=sum(sizes))


def forget_entries(connection: Connection, before: datetime) -> Removed:
    """Remove a chunk of the entries that were last seen before a time, and that their feeds no longer tell.

    A feed that has been still for long has told its entries last when it was last read: they stay, since
    they would come again as new. So do those of articles that an incident needs.
    """
    last_read = select(entry.c.feed_id, func.max(entry.c.last_seen_at).label("at")).group_by(entry.c.feed_id).subquery()
    old = (
        select(entry.c.id)
        .join(last_read, last_read.c.feed_id == entry.c.feed_id)
        .join(article, article.c.id == entry.c.article_id)
        .outerjoin(report, report.c.article_id == entry.c.article_id)
        .where(
            entry.c.last_seen_at < before,
            entry.c.last_seen_at < last_read.c.at - SLACK,
            article.c.status.in_(AT_REST),
            report.c.article_id.is_(None),
        )
    )
    gone = delete(entry).where(entry.c.id.in_(_chunk(old, entry.c.id)))
    texts = func.octet_length(entry.c.title) + func.octet_length(entry.c.summary)
    sizes = list(connection.scalars(gone.returning(texts)))
    return Removed(rows=len(sizes), bytes=sum(sizes))


def forget_articles(connection: Connection, before: datetime) -> Removed:
    """Remove a chunk of articles first seen before a time that neither an entry nor an incident needs."""
    old = (
        select(article.c.id)
        .outerjoin(entry, entry.c.article_id == article.c.id)
        .outerjoin(report, report.c.article_id == article.c.id)
        .where(
            article.c.first_seen_at < before,
            article.c.status.in_(AT_REST),
            entry.c.id.is_(None),
            report.c.article_id.is_(None),
        )
    )
    ids = list(connection.scalars(_chunk(old, article.c.id).with_for_update(of=article, skip_locked=True)))
    for table in (assessment, revision):
        connection.execute(delete(table).where(table.c.article_id.in_(ids)))
    texts = func.octet_length(func.concat(*(article.c[name] for name in ("title", "summary", "feed_text", "body"))))
    sizes = list(connection.scalars(delete(article).where(article.c.id.in_(ids)).returning(texts)))
    return Removed(rows=len(sizes), bytes=sum(sizes))


def forget_captures(connection: Connection, before: datetime) -> Removed:
    """Remove a chunk of what we know of archived documents that were read before a time.

    What they brought may be forgotten too: a backfill that comes to them again reads them again.
    """
    old = select(capture.c.id).where(capture.c.read_at < before)
    gone = delete(capture).where(capture.c.id.in_(_chunk(old, capture.c.id)))
    return Removed(rows=len(list(connection.scalars(gone.returning(capture.c.id)))))


def forget_hosts(connection: Connection, before: datetime) -> Removed:
    """Remove a chunk of what we know of hosts that no feed has, and that nobody asked, or had to leave alone, since.

    Strangers choose them, by their links and redirects, and each may bring half a megabyte of robots.txt. It is
    asked for again after a day in any case: nothing is lost. Buckets that have long been full go with them.
    """
    connection.execute(delete(domain).where(domain.c.full_at < before))
    last = func.greatest(host.c.asked_at, host.c.robots_fetched_at, host.c.lease_until, host.c.not_before)
    old = select(host.c.host).where(func.coalesce(last, before) <= before, ~exists().where(feed.c.host == host.c.host))
    gone = delete(host).where(host.c.host.in_(_chunk(old, host.c.host)))
    sizes = list(connection.scalars(gone.returning(func.coalesce(func.octet_length(host.c.robots), 0))))
    return Removed(rows=len(sizes), bytes=sum(sizes))


def forget_opinions(connection: Connection, before: datetime) -> Removed:
    """Remove a chunk of the answers that models gave before a time, and the count of calls of the days before it."""
    connection.execute(delete(opinion_day).where(opinion_day.c.day < before.date()))
    old = _chunk(select(opinion.c.key).where(opinion.c.asked_at < before), opinion.c.key)
    gone = delete(opinion).where(opinion.c.key.in_(old)).returning(func.octet_length(opinion.c.answer))
    sizes = list(connection.scalars(gone))
    return Removed(rows=len(sizes), bytes=sum(sizes))


def _chunk(rows: Select[Any], by: object) -> Select[Any]:
    return rows.order_by(by).limit(CHUNK)  # type: ignore[arg-type]
