"""Which articles changed after we read them, when are they read again, and what is kept of it?

A feed that tells an entry anew, under another title or with a later time of update, has its page read again: a few
times at most, each time after a longer wait, and only while the article is young. What was read first is never
overwritten, and the article goes no second way: it is neither assessed nor told again.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, and_, case, func, literal, or_, select, update
from sqlalchemy.dialects.postgresql import insert

from tocsin.model import Entry
from tocsin.store.database import Store, as_dict
from tocsin.store.leases import until
from tocsin.store.tables import article, entry, revision
from tocsin.store.tables import now as db_now

# What `note_change` needs to know of an entry.
TOLD = ("id", "entry_id", "article_id", "title", "updated_at", "last_seen_at")
# How long after the change is seen, for the first time, the second and the last.
WAITS = (timedelta(minutes=10), timedelta(hours=1), timedelta(hours=6))
YOUNG = timedelta(days=3)
FREE: dict[str, Any] = {"lease_owner": None, "lease_until": None}


@dataclass(frozen=True, kw_only=True)
class ChangedArticle:
    """An article that is ours to read again until the lease runs out.

    `title` and `body` are its newest version, `reread_title` what its feed calls it now ("" where that is the same).
    """

    id: int
    fetch_url: str
    host: str
    title: str
    body: str
    reread_title: str


@dataclass(frozen=True, kw_only=True)
class Revision:
    """A later version of an article, and how it differs from the one before."""

    title: str
    body: str
    diff: str
    added: int
    removed: int
    modified_at: datetime | None = None


def note_change(connection: Connection, known: Mapping[str, Any], item: Entry, at: datetime) -> None:
    """Note how a feed tells a known entry now (`TOLD` of its row), and have a changed article read again."""
    is_later = item.updated_at is not None and (known["updated_at"] is None or item.updated_at > known["updated_at"])
    is_renamed = bool(item.title) and item.title.split() != known["title"].split()
    # Known by its link alone, it may be one of several entries that tell of one page.
    if item.id != known["entry_id"] or not (is_later or is_renamed):
        return
    told = {"title": item.title or known["title"], "updated_at": item.updated_at or known["updated_at"]}
    connection.execute(update(entry).where(entry.c.id == known["id"]).values(**told))
    wait = case(dict(enumerate(WAITS)), value=article.c.rereads)
    values: dict[str, Any] = {"reread_at": func.coalesce(article.c.reread_at, literal(at) + wait)}
    if is_renamed:
        values["reread_title"] = literal(item.title)
    # What was not read yet will be read as it is by then.
    wanted = and_(article.c.id == known["article_id"], article.c.read_at.is_not(None), _may_be_reread(at))
    connection.execute(update(article).where(wanted).values(**values))


def due_batches(connection: Connection, at: datetime) -> list[int]:
    """List the batches in which an article is due to be read again."""
    return list(connection.scalars(select(article.c.batch).distinct().where(_due(at)).order_by(article.c.batch)))


def claim_due(store: Store, batch: int, at: datetime, *, limit: int = 50) -> list[ChangedArticle]:
    """Lease up to `limit` articles that are due to be read again; each claim counts, whatever becomes of it."""
    with store.begin() as connection:
        ids = select(article.c.id).where(_due(at), article.c.batch == batch).order_by(article.c.reread_at).limit(limit)
        claim = (
            update(article)
            .where(article.c.id.in_(ids.with_for_update(skip_locked=True)))
            .values(lease_owner=store.worker, lease_until=until(store.lease), rereads=article.c.rereads + 1)
            .returning(*(article.c[name] for name in ChangedArticle.__dataclass_fields__))
        )
        claimed = {row["id"]: row for row in map(as_dict, connection.execute(claim))}
        newest = {row["article_id"]: row for row in list_revisions(connection, [*claimed])}
        texts = {number: {"title": row["title"], "body": row["body"]} for number, row in newest.items()}
        return [ChangedArticle(**(row | texts.get(number, {}))) for number, row in claimed.items()]


def keep_revision(connection: Connection, article_id: int, found: Revision, at: datetime) -> None:
    """Keep a later version of an article; its first one stays as it is."""
    last = select(func.coalesce(func.max(revision.c.number), 1)).where(revision.c.article_id == article_id)
    facts = {name: getattr(found, name) for name in Revision.__dataclass_fields__}
    number = (connection.scalar(last) or 1) + 1
    connection.execute(insert(revision).values(article_id=article_id, number=number, seen_at=at, **facts))


def finish(connection: Connection, article_id: int) -> None:
    """The article was read again, or can't be: it waits for the next change."""
    done = {"reread_at": None, "reread_title": ""} | FREE
    connection.execute(update(article).where(article.c.id == article_id).values(**done))


def put_off(connection: Connection, article_id: int, until_at: datetime) -> None:
    """Give an article back that was not asked for, to be read again later; this does not count."""
    again = {"reread_at": until_at, "rereads": article.c.rereads - 1}
    connection.execute(update(article).where(article.c.id == article_id).values(**again, **FREE))


def list_revisions(connection: Connection, article_ids: Sequence[int]) -> list[dict[str, Any]]:
    """Return the later versions of articles, the first of each first."""
    query = select(revision).where(revision.c.article_id.in_(article_ids))
    return [as_dict(row) for row in connection.execute(query.order_by(revision.c.article_id, revision.c.number))]


def _may_be_reread(at: datetime) -> Any:
    return and_(article.c.rereads < len(WAITS), article.c.first_seen_at > at - YOUNG)


def _due(at: datetime) -> Any:
    """Only what has gone its whole way: our lease would keep the other steps waiting."""
    free = or_(article.c.lease_until.is_(None), article.c.lease_until < db_now)
    return and_(article.c.reread_at <= at, _may_be_reread(at), article.c.status == "grouped", free)
