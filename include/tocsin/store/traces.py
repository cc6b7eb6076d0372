"""What do we know, and how did it come about? Read-only: for lists and for the question why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, or_, select

from tocsin.model import Dispute, Incident
from tocsin.store import incidents, revisions
from tocsin.store.database import as_dict
from tocsin.store.tables import alert, article, assessment, dispute, entry, feed, incident, report


@dataclass(frozen=True, kw_only=True)
class Known:
    """An incident, its dispute, and the decision about it (a row of table `alert`) once there is one."""

    incident: Incident
    dispute: Dispute
    alert: Mapping[str, Any] | None


def list_known(
    connection: Connection, *, ids: Sequence[int] | None = None, since: datetime | None = None
) -> list[Known]:
    """Return incidents, the most lately reported first: all, those with `ids`, those reported `since`."""
    query = select(incident.c.id)
    if ids is not None:
        query = query.where(incident.c.id.in_(ids))
    if since is not None:
        query = query.where(incident.c.last_reported_at >= since)
    wanted = list(connection.scalars(query))
    found = sorted(
        incidents.list_incidents(connection, wanted),
        key=lambda each: (each.last_reported_at, each.id),
        reverse=True,
    )
    disputes = _disputes(connection, {each.dispute_id for each in found})
    rows = connection.execute(select(alert).where(alert.c.incident_id.in_(wanted)))
    decisions = {row["incident_id"]: row for row in map(as_dict, rows)}
    return [Known(incident=each, dispute=disputes[each.dispute_id], alert=decisions.get(each.id)) for each in found]


def count_alerts(connection: Connection) -> dict[str, int]:
    """How many decisions stand where."""
    query = select(alert.c.status, func.count()).group_by(alert.c.status)
    return {str(row[0]): int(row[1]) for row in connection.execute(query)}


def list_slack_errors(connection: Connection) -> list[str]:
    """What keeps alerts from being sent, each reason once."""
    unsent = alert.c.status.in_(("waiting", "unknown", "refused"))
    query = select(alert.c.error).distinct().where(unsent, alert.c.error != "").order_by(alert.c.error)
    return list(connection.scalars(query))


def count_incidents(connection: Connection) -> int:
    """How many incidents are known."""
    return int(connection.scalars(select(func.count()).select_from(incident)).one())


def find_article(connection: Connection, article_id: int) -> dict[str, Any] | None:
    """Return an article's row with its `entries`, `revisions`, our reading (`assessment`) and the `incident_id`."""
    row = connection.execute(select(article).where(article.c.id == article_id)).one_or_none()
    if row is None:
        return None
    read = connection.execute(select(assessment).where(assessment.c.article_id == article_id)).one_or_none()
    told = connection.scalar(select(report.c.incident_id).where(report.c.article_id == article_id))
    return as_dict(row) | {
        "entries": _entries(connection, article_id),
        "revisions": revisions.list_revisions(connection, [article_id]),
        "assessment": as_dict(read) if read else None,
        "incident_id": told,
    }


def find_article_id(connection: Connection, urls: Sequence[str]) -> int | None:
    """Return the article that one of these addresses leads to; a duplicate only where there is no other."""
    entries = select(entry.c.article_id).where(entry.c.url.in_(urls))
    query = (
        select(article.c.id)
        .where(or_(article.c.url.in_(urls), article.c.fetch_url.in_(urls), article.c.id.in_(entries)))
        .order_by(article.c.status == "duplicate", article.c.id)
        .limit(1)
    )
    return connection.scalar(query)


def _entries(connection: Connection, article_id: int) -> list[dict[str, Any]]:
    """Return the entries that named an article, oldest first, each with its `feed`."""
    query = select(entry).where(entry.c.article_id == article_id).order_by(entry.c.first_seen_at, entry.c.id)
    found = [as_dict(row) for row in connection.execute(query)]
    feeds = select(feed).where(feed.c.id.in_([each["feed_id"] for each in found]))
    by_id = {row["id"]: row for row in map(as_dict, connection.execute(feeds))}
    return [each | {"feed": by_id[each["feed_id"]]} for each in found]


def _disputes(connection: Connection, ids: set[int]) -> dict[int, Dispute]:
    rows = connection.execute(select(dispute).where(dispute.c.id.in_(ids)))
    return {
        row["id"]: Dispute(
            id=row["id"],
            parties=tuple(row["parties"]),
            opened_at=row["opened_at"],
            last_incident_at=row["last_incident_at"],
            previous_id=row["previous_id"],
        )
        for row in map(as_dict, rows)
    }
