"""What failed or was set aside, and may be tried again? Finds it, and puts it back."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, case, or_, select, update

from tocsin.model import MAY_PASS
from tocsin.store.articles import FREE
from tocsin.store.database import as_dict
from tocsin.store.feeds import FRESH, is_switched_off
from tocsin.store.tables import article, feed, host


def list_articles(connection: Connection, at: datetime) -> list[dict[str, Any]]:
    """Articles that may be tried again: `id`, `url`, `origin`, `what` happened and `why`, the newest news first.

    `what` is "quarantined", "summary only" (the page failed for a reason that may pass) or "waiting".
    """
    what = case(
        (article.c.status == "quarantined", "quarantined"),
        (article.c.status == "to_read", "waiting"),
        else_="summary only",
    )
    why = case((what == "summary only", article.c.reasons[0].astext), else_=article.c.error)
    query = (
        select(article.c.id, article.c.url, article.c.origin, what.label("what"), why.label("why"))
        .where(or_(article.c.status == "quarantined", _waits(at), _told_by_its_feed()))
        .order_by(article.c.published_at.desc(), article.c.id)
    )
    return [as_dict(row) for row in connection.execute(query)]


def put_back(connection: Connection, article_ids: Sequence[int], at: datetime) -> int:
    """Let articles be tried again from where they failed; how many those are."""
    # Assessing and grouping count to three as well (pipeline.assess): what was read need not be read again.
    failed_at = case(
        (article.c.error.startswith("assessing"), "read"),
        (article.c.error.startswith("grouping"), "assessed"),
        else_="to_read",
    )
    status = case((article.c.status == "quarantined", failed_at), else_="to_read")
    put = update(article).where(article.c.id.in_(article_ids)).values(status=status, attempts=0, next_try_at=at, **FREE)
    return connection.execute(put.values(error="")).rowcount


def list_feeds(connection: Connection) -> list[dict[str, Any]]:
    """Feeds that fail, are gone or were given up; not those that an operator disabled."""
    query = select(feed.c.id, feed.c.url, feed.c.error.label("why")).where(feed.c.in_catalogue, ~is_switched_off)
    failing = or_(feed.c.failures > 0, feed.c.disabled, feed.c.error != "")
    return [as_dict(row) for row in connection.execute(query.where(failing).order_by(feed.c.url))]


def ask_again(connection: Connection, feed_ids: Sequence[int]) -> int:
    """Let feeds be asked at once, as if they had never failed; how many those are.

    A robots.txt that could not be had is asked for again too; a Retry-After still holds.
    """
    hosts = select(feed.c.host).where(feed.c.id.in_(feed_ids))
    unknown = update(host).where(host.c.host.in_(hosts), host.c.robots_unavailable)
    connection.execute(unknown.values(robots_fetched_at=None))
    return connection.execute(update(feed).where(feed.c.id.in_(feed_ids)).values(**FRESH)).rowcount


def _waits(at: datetime) -> ColumnElement[bool]:
    return and_(article.c.status == "to_read", article.c.next_try_at > at, article.c.error != "")


def _told_by_its_feed() -> ColumnElement[bool]:
    """Whether the feed's words stand in for a page that may be there by now."""
    told = article.c.status.in_(("read", "assessed", "grouped"))
    return and_(article.c.method == "feed", told, article.c.reasons.has_key(MAY_PASS))
