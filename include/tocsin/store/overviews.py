"""Which disputes, incidents and feeds stand on one page of the record? Read-only; every list has its limit.

`store.traces` tells the whole of what is named here by id.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, select, text

from tocsin.store.database import as_dict
from tocsin.store.tables import alert, assessment, dispute, entry, incident

SHOWN_ERRORS = 3


@dataclass(frozen=True, kw_only=True)
class Extent:
    """A dispute by its id: how many incidents it has, and how grave the worst is."""

    id: int
    incidents: int
    level: int


@dataclass(frozen=True, kw_only=True)
class Choice:
    """Which incidents are meant: those of a dispute, those whose decision stands so ("undecided": none yet)."""

    dispute_id: int | None = None
    status: str | None = None

    def conditions(self) -> list[ColumnElement[bool]]:
        """Return the choice as SQL."""
        chosen: list[ColumnElement[bool]] = []
        if self.dispute_id is not None:
            chosen.append(incident.c.dispute_id == self.dispute_id)
        if self.status == "undecided":
            chosen.append(alert.c.id.is_(None))
        elif self.status is not None:
            chosen.append(alert.c.status == self.status)
        return chosen


@dataclass(frozen=True, kw_only=True)
class Unsent:
    """Alerts that Slack does not have: how many wait (the first decided at `oldest`) or were refused, and why."""

    waiting: int = 0
    refused: int = 0
    oldest: datetime | None = None
    errors: tuple[str, ...] = ()


def begin_reading(connection: Connection, *, seconds: int) -> None:
    """Let the transaction see one moment of the store, change nothing, and give up after `seconds` a statement."""
    connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"))
    connection.execute(text(f"SET LOCAL statement_timeout = '{int(seconds)}s'"))


def count_disputes(connection: Connection, *, since: datetime) -> tuple[int, int]:
    """How many disputes have had an incident since then, and how many have not."""
    still = func.count().filter(dispute.c.last_incident_at >= since)
    open_now, known = connection.execute(select(still, func.count()).select_from(dispute)).one()
    return int(open_now), int(known) - int(open_now)


def list_disputes(
    connection: Connection,
    *,
    since: datetime | None = None,
    before: datetime | None = None,
    limit: int,
    offset: int = 0,
) -> list[Extent]:
    """Return disputes, the one with the newest incident first; with an incident `since`, with none since `before`."""
    page = select(dispute.c.id, dispute.c.last_incident_at).order_by(
        dispute.c.last_incident_at.desc(), dispute.c.id.desc()
    )
    if since is not None:
        page = page.where(dispute.c.last_incident_at >= since)
    if before is not None:
        page = page.where(dispute.c.last_incident_at < before)
    chosen = page.limit(limit).offset(offset).subquery()
    query = (
        select(chosen.c.id, func.count(incident.c.id).label("incidents"), func.max(incident.c.level).label("level"))
        .join(incident, incident.c.dispute_id == chosen.c.id)
        .group_by(chosen.c.id, chosen.c.last_incident_at)
        .order_by(chosen.c.last_incident_at.desc(), chosen.c.id.desc())
    )
    return [Extent(**as_dict(row)) for row in connection.execute(query)]


def find_extent(connection: Connection, dispute_id: int) -> Extent | None:
    """Return how many incidents a dispute has; `None` for none, or no such dispute."""
    query = select(func.count(), func.max(incident.c.level)).where(incident.c.dispute_id == dispute_id)
    number, level = connection.execute(query).one()
    return Extent(id=dispute_id, incidents=int(number), level=int(level)) if number else None


def list_newest(connection: Connection, dispute_ids: Sequence[int], *, each: int) -> list[int]:
    """Return the ids of the `each` most lately reported incidents of every dispute."""
    rank = func.row_number().over(
        partition_by=incident.c.dispute_id, order_by=(incident.c.last_reported_at.desc(), incident.c.id.desc())
    )
    ranked = select(incident.c.id, rank.label("rank")).where(incident.c.dispute_id.in_(dispute_ids)).subquery()
    return list(connection.scalars(select(ranked.c.id).where(ranked.c.rank <= each)))


def list_incidents(connection: Connection, choice: Choice, *, limit: int, offset: int = 0) -> list[int]:
    """Return the ids of chosen incidents, the most lately reported first."""
    query = (
        select(incident.c.id)
        .outerjoin(alert, alert.c.incident_id == incident.c.id)
        .where(*choice.conditions())
        .order_by(incident.c.last_reported_at.desc(), incident.c.id.desc())
    )
    return list(connection.scalars(query.limit(limit).offset(offset)))


def count_incidents(connection: Connection, choice: Choice) -> int:
    """How many incidents are chosen."""
    query = select(func.count(incident.c.id)).outerjoin(alert, alert.c.incident_id == incident.c.id)
    return int(connection.scalars(query.where(*choice.conditions())).one())


def get_unsent(connection: Connection, *, refused_since: datetime) -> Unsent:
    """Return what stands between the decided alerts and Slack; a refusal long ago troubles nobody any more."""
    waits = alert.c.status.in_(("waiting", "sending", "unknown"))
    refused = (alert.c.status == "refused") & (alert.c.decided_at >= refused_since)
    counts = select(
        func.count().filter(waits), func.count().filter(refused), func.min(alert.c.decided_at).filter(waits)
    )
    errors = select(alert.c.error).distinct().where(waits | refused, alert.c.error != "").order_by(alert.c.error)
    waiting, lately_refused, oldest = connection.execute(counts).one()
    found = tuple(connection.scalars(errors.limit(SHOWN_ERRORS)))
    return Unsent(waiting=waiting, refused=lately_refused, oldest=oldest, errors=found)


def count_blind_spots(connection: Connection, *, since: datetime) -> dict[str, int]:
    """How many articles were assessed since then in each language that the classifier does not read, the most first."""
    number = func.count().label("number")
    query = select(assessment.c.blind_spot, number).where(
        assessment.c.blind_spot != "", assessment.c.assessed_at >= since
    )
    rows: Any = connection.execute(query.group_by(assessment.c.blind_spot).order_by(number.desc()))
    return {row[0]: row[1] for row in rows}


def last_entries(connection: Connection) -> dict[int, datetime]:
    """When each feed, by its id, last had an entry that we had not seen."""
    query = select(entry.c.feed_id, func.max(entry.c.first_seen_at)).group_by(entry.c.feed_id)
    rows: Any = connection.execute(query)
    return {row[0]: row[1] for row in rows}
