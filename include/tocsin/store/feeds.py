"""Which feeds do we follow, which are due, and how did the last check go?"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Text, all_, and_, any_, case, literal, or_, select, update
from sqlalchemy.dialects.postgresql import ARRAY, insert

from tocsin.model import Feed
from tocsin.store.database import Store, as_dict
from tocsin.store.leases import release_dead, until
from tocsin.store.tables import feed
from tocsin.store.tables import now as db_now

# Rows written by one statement.
CHUNK = 1_000
CATALOGUE = ("url", "publisher", "language", "region", "state_affiliated", "headers", "every_minutes")
STATE = (
    "etag",
    "last_modified",
    "body_hash",
    "next_check_at",
    "last_checked_at",
    "last_success_at",
    "last_whole_at",
    "last_status",
    "failures",
    "score",
    "trouble",
    "error",
    "remark",
    "interval_minutes",
    "wish_minutes",
    "first_read_at",
    "last_new_at",
    "usual_silence",
    "longest_silence",
    "moving_to",
    "moving_since",
    "moving_count",
    "moved_to",
    "gone_at",
    "given_up_at",
    "disabled",
)
# Shown wherever a feed's error is.
BY_OPERATOR = "disabled by an operator"
# The schedule says since when a feed that it disables has gone or was given up; an operator's is kept without that.
is_switched_off = and_(feed.c.disabled, feed.c.gone_at.is_(None), feed.c.given_up_at.is_(None))
# What lets a feed be asked at once, as if it had never failed.
FRESH: Mapping[str, Any] = {
    "disabled": False,
    "gone_at": None,
    "given_up_at": None,
    "trouble": "",
    "error": "",
    "failures": 0,
    "score": 0.0,
    "next_check_at": None,
}


@dataclass(frozen=True, kw_only=True)
class ClaimedFeed:
    """A feed that is ours to check until the lease runs out; `state` has the columns of `STATE`."""

    id: int
    feed: Feed
    host: str
    state: Mapping[str, Any]


def keep_catalogue(connection: Connection, feeds: Iterable[tuple[Feed, str, int]]) -> None:
    """Bring the catalogue's feeds, each with its host and batch, into the store.

    A feed that left the catalogue keeps its history and is polled no more. One that had moved to where the catalogue
    by now has another is asked at its own URL again.
    """
    placed = list(feeds)
    urls = [each.url for each, _, _ in placed]
    # As one array: PostgreSQL takes no more than 65,535 parameters.
    listed = literal(urls, ARRAY(Text))
    connection.execute(update(feed).where(feed.c.in_catalogue, feed.c.url != all_(listed)).values(in_catalogue=False))
    connection.execute(update(feed).where(feed.c.moved_to == any_(listed)).values(moved_to=None))
    keep_feeds(connection, placed)


def keep_feeds(connection: Connection, feeds: Iterable[tuple[Feed, str, int]]) -> None:
    """Bring some feeds of the catalogue, each with its host and batch, into the store; the others stay as they are."""
    rows = [
        {name: getattr(each, name) for name in CATALOGUE}
        | {"headers": dict(each.headers), "host": host, "batch": batch, "in_catalogue": True}
        for each, host, batch in feeds
    ]
    for start in range(0, len(rows), CHUNK):
        _upsert(connection, rows[start : start + CHUNK])


def _upsert(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    upsert = insert(feed).values(list(rows))
    changed = {name: upsert.excluded[name] for name in rows[0] if name != "url"}
    differs = or_(*(feed.c[name].is_distinct_from(value) for name, value in changed.items()))
    connection.execute(upsert.on_conflict_do_update(index_elements=["url"], set_=changed, where=differs))


def release_dead_workers(connection: Connection) -> int:
    """Free the feeds that dead workers of this machine were checking."""
    return release_dead(connection, feed)


def due_batches(connection: Connection, at: datetime) -> list[int]:
    """List the batches in which a feed is due."""
    query = select(feed.c.batch).distinct().where(_due(at)).order_by(feed.c.batch)
    return list(connection.scalars(query))


def claim_due(store: Store, batch: int, at: datetime, *, limit: int = 200) -> list[ClaimedFeed]:
    """Lease up to `limit` due feeds of a batch, the longest waiting first."""
    with store.begin() as connection:
        ids = (
            select(feed.c.id)
            .where(_due(at), feed.c.batch == batch)
            .order_by(feed.c.next_check_at.asc().nulls_first())
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
        claim = (
            update(feed)
            .where(feed.c.id.in_(ids))
            .values(lease_owner=store.worker, lease_until=until(store.lease))
            .returning(feed)
        )
        return [_claimed(as_dict(row)) for row in connection.execute(claim)]


def keep_state(connection: Connection, feed_id: int, state: Mapping[str, Any], *, worker: str | None = None) -> None:
    """Write what a check taught us (the columns of `STATE`) and give the feed back.

    A feed that an operator disabled while it was being checked stays so. What a `worker` learnt is not written when
    another has taken the feed over meanwhile: the other knows more.
    """
    is_ours = or_(literal(worker is None), feed.c.lease_owner == worker)
    known = {name: state[name] for name in STATE}
    held = ("disabled", "gone_at", "given_up_at", "error")
    kept = {name: case((is_switched_off, feed.c[name]), else_=known[name]) for name in held}
    connection.execute(
        update(feed).where(feed.c.id == feed_id, is_ours).values(**(known | kept), lease_owner=None, lease_until=None)
    )


def release(connection: Connection, feed_ids: Sequence[int]) -> None:
    """Give feeds back unchecked."""
    connection.execute(update(feed).where(feed.c.id.in_(feed_ids)).values(lease_owner=None, lease_until=None))


def is_followed(connection: Connection, urls: Sequence[str], *, but: int) -> bool:
    """Whether a feed of the catalogue, other than the feed `but`, has or moved to one of `urls`."""
    asked = or_(feed.c.url.in_(urls), feed.c.moved_to.in_(urls))
    query = select(feed.c.id).where(feed.c.in_catalogue, feed.c.id != but, asked).limit(1)
    return connection.scalar(query) is not None


def list_feeds(connection: Connection) -> list[dict[str, Any]]:
    """Every feed of the catalogue with its health, the sickest first."""
    query = select(feed).where(feed.c.in_catalogue).order_by(feed.c.failures.desc(), feed.c.publisher)
    return [as_dict(row) for row in connection.execute(query)]


def disable(connection: Connection, url: str) -> bool:
    """Let nobody ask the feed at `url` until it is enabled; whether that changed anything."""
    change = update(feed).where(feed.c.url == url, ~is_switched_off)
    values = {"disabled": True, "gone_at": None, "given_up_at": None, "trouble": "", "error": BY_OPERATOR}
    return connection.execute(change.values(**values)).rowcount > 0


def enable(connection: Connection, url: str) -> bool:
    """Let the feed at `url`, whoever disabled it, be asked again, at once; whether that changed anything."""
    change = update(feed).where(feed.c.url == url, feed.c.disabled)
    return connection.execute(change.values(**FRESH)).rowcount > 0


def _due(at: datetime) -> Any:
    # A feed that is due on every pass is due once in each of them.
    asked = or_(feed.c.last_checked_at.is_(None), feed.c.last_checked_at < at)
    waited = and_(asked, or_(feed.c.next_check_at.is_(None), feed.c.next_check_at <= at))
    free = or_(feed.c.lease_until.is_(None), feed.c.lease_until < db_now)
    # What the schedule has disabled is asked again when the time has come; an operator's never.
    return and_(feed.c.in_catalogue, ~is_switched_off, waited, free)


def _claimed(row: Mapping[str, Any]) -> ClaimedFeed:
    return ClaimedFeed(
        id=row["id"],
        feed=Feed(**{name: row[name] for name in CATALOGUE}),
        host=row["host"],
        state={name: row[name] for name in STATE},
    )
