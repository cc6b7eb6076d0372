"""Which articles of the past does an interval hold, and what is still to be done with them?"""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, Select, func, select, update

from tocsin.store.articles import ARCHIVED, HISTORICAL
from tocsin.store.tables import article, entry


def list_known(connection: Connection, feed_id: int, entry_ids: Iterable[str]) -> set[str]:
    """Return those of a feed's entries that we have."""
    query = select(entry.c.entry_id).where(entry.c.feed_id == feed_id, entry.c.entry_id.in_(list(entry_ids)))
    return set(connection.scalars(query))


def wake(connection: Connection, start: datetime, end: datetime, at: datetime) -> int:
    """Let the archived articles published in an interval be read; how many those are."""
    asked_for = (article.c.status == ARCHIVED) & (article.c.published_at >= start) & (article.c.published_at < end)
    woken = update(article).where(asked_for).values(status="to_read", next_try_at=at, attempts=0)
    return connection.execute(woken).rowcount


def next_try_at(connection: Connection, batch: int) -> datetime | None:
    """When the next article of the past in a batch may be read, `None` when none waits."""
    query = select(func.min(article.c.next_try_at)).where(
        article.c.status == "to_read", article.c.origin == HISTORICAL, article.c.batch == batch
    )
    at: datetime | None = connection.scalar(query)
    return at


def count_waiting(connection: Connection, batch: int) -> int:
    """How many articles of the past in a batch wait to be read or assessed, or are in somebody's hands."""
    query = _count("to_read", "read").where(article.c.batch == batch)
    return int(connection.scalars(query).one())


def count_ungrouped(connection: Connection) -> int:
    """How many articles of the past wait to be grouped."""
    return int(connection.scalars(_count("assessed")).one())


def count_kept(connection: Connection, start: datetime, end: datetime) -> dict[str, int]:
    """How many articles published in an interval we have, by origin."""
    published = (article.c.published_at >= start) & (article.c.published_at < end)
    query = select(article.c.origin, func.count()).where(published, article.c.status != "duplicate")
    return {str(row[0]): int(row[1]) for row in connection.execute(query.group_by(article.c.origin))}


def _count(*statuses: str) -> Select[int]:
    past = (article.c.origin == HISTORICAL) & article.c.status.in_(statuses)
    return select(func.count()).select_from(article).where(past)
