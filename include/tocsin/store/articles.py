"""Where is each article on its way: to read, read, assessed, grouped, or set aside?

archived → to_read → read → assessed → grouped
              │        └───────┴────→ quarantined   (three tries at it failed; so may to_read)
              └────→ duplicate                      (another URL of an article that we have)

`archived` is what a backfill saw and nobody asked for yet. Live and historical articles are worked on apart.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, and_, bindparam, case, func, or_, select, true, update
from sqlalchemy.dialects.postgresql import insert

from tocsin.model import Article, Assessment, Entry
from tocsin.store import codec, revisions
from tocsin.store.database import Store, as_dict
from tocsin.store.leases import release_dead, until
from tocsin.store.tables import article, assessment, entry
from tocsin.store.tables import now as db_now

# What grouping and alerts need to know of an article.
TOLD = ("id", "url", "title", "publisher", "published_at", "origin", "attempts", "fingerprint")
EXTRACTED = (
    "url", "title", "byline", "language", "body", "quality", "method", "published_at", "published_by", "modified_at",
    "modified_by", "section", "agency", "place", "image", "caption",
)  # fmt: skip
LIVE, HISTORICAL = "live", "historical"
ARCHIVED = "archived"
A_DAY = timedelta(days=1)
FREE: dict[str, Any] = {"lease_owner": None, "lease_until": None}


@dataclass(frozen=True, kw_only=True)
class NewArticle:
    """An article that a feed named: enough to fetch it, and the feed's words in case that fails."""

    url: str
    fetch_url: str
    host: str
    batch: int
    publisher: str
    language: str
    title: str
    summary: str
    feed_text: str
    published_at: datetime
    origin: str = LIVE
    status: str = "to_read"


@dataclass(frozen=True, kw_only=True)
class ClaimedArticle:
    """An article that is ours to work on until the lease runs out."""

    id: int
    url: str
    fetch_url: str
    host: str
    publisher: str
    language: str
    title: str
    summary: str
    feed_text: str
    body: str
    published_at: datetime
    first_seen_at: datetime
    attempts: int
    origin: str = LIVE


def add(connection: Connection, feed_id: int, item: Entry, new: NewArticle, at: datetime) -> bool:
    """Keep an entry and its article; whether the entry was new. One article may stand in many feeds.

    Known is what has the guid of an entry of this feed, or its link: some feeds make up new guids each time.
    What a backfill found before the live feed told it is new to the live chain.
    """
    if known := connection.execute(_KNOWN, {"feed": feed_id, "guid": item.id, "link": new.url}).first():
        return _see_again(connection, as_dict(known), item, new, at)
    facts = asdict(new) | {"first_seen_at": at, "next_try_at": at}
    keep = insert(article).values(**facts).on_conflict_do_nothing(index_elements=["url"]).returning(article.c.id)
    article_id = connection.scalar(keep)
    if article_id is None:
        # Another feed told of it before, or a backfill did.
        article_id = find_id(connection, new.url)
        if new.origin == LIVE:
            promote(connection, article.c.id == article_id, at)
    added = connection.execute(
        insert(entry)
        .values(
            feed_id=feed_id,
            entry_id=item.id,
            article_id=article_id,
            url=item.url,
            title=item.title,
            summary=item.summary,
            published_at=item.published_at,
            updated_at=item.updated_at,
            first_seen_at=at,
            last_seen_at=at,
        )
        .on_conflict_do_nothing(index_elements=["feed_id", "entry_id"])
        .returning(entry.c.id)
    )
    return added.first() is not None


def _see_again(connection: Connection, known: Mapping[str, Any], item: Entry, new: NewArticle, at: datetime) -> bool:
    """Note that a feed still tells an entry, to the day; whether the live chain first hears of it now."""
    if at - known["last_seen_at"] > A_DAY:
        connection.execute(update(entry).where(entry.c.id == known["id"]).values(last_seen_at=at))
    if known["origin"] == LIVE:
        if new.origin == LIVE:
            revisions.note_change(connection, known, item, at)
        return False
    if new.origin == LIVE:
        return promote(connection, article.c.id == known["article_id"], at)
    # An undated entry is as old as the oldest snapshot that has it.
    earlier = (article.c.status == ARCHIVED) & (article.c.published_at > new.published_at)
    dated = update(article).where(article.c.id == known["article_id"], earlier)
    connection.execute(dated.values(published_at=new.published_at))
    return False


def promote(connection: Connection, which: Any, at: datetime) -> bool:
    """Hand articles that a backfill had found first to the live chain; whether there were any.

    What was grouped is grouped again, since its incident is no longer known from archives only.
    """
    steps = {ARCHIVED: "to_read", "grouped": "assessed"}
    status = case(steps, value=article.c.status, else_=article.c.status)
    moved = update(article).where(which, article.c.origin == HISTORICAL)
    return bool(connection.execute(moved.values(origin=LIVE, status=status, next_try_at=at, attempts=0)).rowcount)


def lock_feed(connection: Connection, feed_id: int) -> None:
    """Let nobody else add entries of a feed until the transaction ends: in another order, two would lock up."""
    connection.execute(select(func.pg_advisory_xact_lock(func.hashtext(f"tocsin feed {feed_id}"))))


def find_id(connection: Connection, url: str) -> int | None:
    """Return the id of the article at a canonical URL."""
    return connection.scalar(select(article.c.id).where(article.c.url == url))


def release_dead_workers(connection: Connection) -> int:
    """Free the articles that dead workers of this machine were working on."""
    return release_dead(connection, article)


def due_batches(connection: Connection, status: str, at: datetime, *, origin: str = LIVE) -> list[int]:
    """List the batches in which an article of this status is due."""
    query = select(article.c.batch).distinct().where(_due(status, at, origin)).order_by(article.c.batch)
    return list(connection.scalars(query))


def claim_due(
    store: Store, status: str, batch: int, at: datetime, *, limit: int = 200, origin: str = LIVE
) -> list[ClaimedArticle]:
    """Lease up to `limit` due articles of a batch, newest news first.

    `attempts` of each says how often it was tried before: `count_attempt` counts one when its turn comes.
    """
    with store.begin() as connection:
        ids = (
            select(article.c.id)
            .where(_due(status, at, origin), article.c.batch == batch)
            .order_by(article.c.published_at.desc())
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
        claim = (
            update(article)
            .where(article.c.id.in_(ids))
            .values(lease_owner=store.worker, lease_until=until(store.lease))
            .returning(article)
        )
        return [_claimed(as_dict(row)) for row in connection.execute(claim)]


def keep_read(
    connection: Connection, article_id: int, found: Article, fingerprint: Sequence[int], at: datetime
) -> bool:
    """Write what was extracted and hand the article on to be assessed.

    Whether it went on: an article that we have under another URL is only marked as its duplicate. Where that
    twin was known from archives only, it goes on in the place of live news.
    """
    # Two workers may come to one page by two addresses at once.
    connection.execute(select(func.pg_advisory_xact_lock(func.hashtext(found.url))))
    twin = select(article.c.id).where(article.c.url == found.url, article.c.id != article_id)
    twin_id = connection.scalar(twin)
    if twin_id is not None:
        connection.execute(update(entry).where(entry.c.article_id == article_id).values(article_id=twin_id))
        duplicate = {"status": "duplicate", "error": f"the same page as article {twin_id}"}
        marked = update(article).where(article.c.id == article_id).values(**duplicate, **FREE)
        is_live = connection.scalar(marked.returning(article.c.origin)) == LIVE
        return is_live and promote(connection, article.c.id == twin_id, at)
    facts = {name: getattr(found, name) for name in EXTRACTED} | {"reasons": list(found.reasons)}
    done = {"status": "read", "read_at": at, "attempts": 0, "next_try_at": at, "error": ""}
    values = facts | {"fingerprint": list(fingerprint)} | done | FREE
    connection.execute(update(article).where(article.c.id == article_id).values(**values))
    return True


def put_off(connection: Connection, article_id: int, *, next_try_at: datetime, error: str, counts: bool) -> None:
    """Try again later; `counts` is false when it was not the page's fault (its host asked us to wait)."""
    connection.execute(
        update(article)
        .where(article.c.id == article_id)
        .values(
            next_try_at=next_try_at,
            error=error,
            attempts=article.c.attempts + (1 if counts else 0),
            **FREE,
        )
    )


def quarantine(connection: Connection, article_id: int, error: str) -> None:
    """Set an article aside until `tocsin retry`: three tries at it failed."""
    connection.execute(
        update(article).where(article.c.id == article_id).values(status="quarantined", error=error, **FREE)
    )


def release(connection: Connection, article_ids: Sequence[int]) -> None:
    """Give articles back untouched; the attempt does not count."""
    connection.execute(update(article).where(article.c.id.in_(article_ids)).values(**FREE))


def keep_assessment(connection: Connection, article_id: int, reading: Assessment, at: datetime) -> None:
    """Write our reading of an article and hand it on to be grouped; a second reading replaces the first."""
    facts = codec.assessment_row(reading) | {"assessed_at": at}
    upsert = insert(assessment).values(article_id=article_id, **facts)
    connection.execute(upsert.on_conflict_do_update(index_elements=["article_id"], set_=facts))
    connection.execute(
        update(article)
        .where(article.c.id == article_id)
        .values(status="assessed", assessed_at=at, attempts=0, next_try_at=at, **FREE)
    )


def list_assessed(connection: Connection, *, origin: str | None = LIVE, limit: int = 500) -> list[dict[str, Any]]:
    """Articles that wait to be grouped, oldest news first, each with the columns of its assessment.

    Without an `origin` all of them, live ones first.
    """
    told = [column for column in assessment.c if column.name != "article_id"]
    query = (
        select(*(article.c[name] for name in TOLD), *told)
        .join(assessment, assessment.c.article_id == article.c.id)
        .where(article.c.status == "assessed", article.c.origin == origin if origin else true())
        .order_by(article.c.origin != LIVE, article.c.published_at, article.c.id)
        .limit(limit)
    )
    return [as_dict(row) for row in connection.execute(query)]


def list_readings(connection: Connection, article_ids: Sequence[int]) -> dict[int, Assessment]:
    """Return the assessments of articles by their ids."""
    query = select(assessment).where(assessment.c.article_id.in_(article_ids))
    rows = [as_dict(row) for row in connection.execute(query)]
    return {row["article_id"]: codec.read_assessment(row) for row in rows}


def count_attempt(connection: Connection, article_id: int) -> None:
    """Count that work on an article begins, so that one which breaks us is known by its count."""
    connection.execute(update(article).where(article.c.id == article_id).values(attempts=article.c.attempts + 1))


def keep_grouped(connection: Connection, article_id: int, at: datetime) -> None:
    """The article has gone its whole way."""
    connection.execute(update(article).where(article.c.id == article_id).values(status="grouped", grouped_at=at))


def count_by_status(connection: Connection) -> Mapping[str, int]:
    """How many live articles stand where."""
    query = select(article.c.status, func.count().label("articles")).where(article.c.origin == LIVE)
    query = query.group_by(article.c.status)
    return {row.status: row.articles for row in connection.execute(query)}


def _due(status: str, at: datetime, origin: str) -> Any:
    free = or_(article.c.lease_until.is_(None), article.c.lease_until < db_now)
    return and_(article.c.status == status, article.c.origin == origin, article.c.next_try_at <= at, free)


def _claimed(row: Mapping[str, Any]) -> ClaimedArticle:
    return ClaimedArticle(**{name: row[name] for name in ClaimedArticle.__dataclass_fields__})


def _known() -> Any:
    """Find an entry of a feed by its guid, else by its link.

    Two questions, each answered by an index: asked in one, the database looks through all that the feed ever told.
    """
    told = select(*(entry.c[name] for name in revisions.TOLD), article.c.origin)
    joined = told.join(article, article.c.id == entry.c.article_id).where(entry.c.feed_id == bindparam("feed"))
    by_guid = joined.where(entry.c.entry_id == bindparam("guid"))
    return by_guid.union_all(joined.where(article.c.url == bindparam("link"))).limit(1)


_KNOWN = _known()
