"""What is known of each incident and dispute, and which articles report it?"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Text, and_, delete, exists, func, or_, select, update
from sqlalchemy.dialects.postgresql import array, insert

from tocsin.model import Direction, Dispute, Dyad, Incident, Level, Report
from tocsin.store import codec
from tocsin.store.database import as_dict
from tocsin.store.tables import article, dispute, incident, report

# How far from its reports an incident may be for a new report to be compared with it.
NEAR = timedelta(days=4)


def find_candidates(
    connection: Connection,
    *,
    kind: str,
    dyads: Sequence[Dyad],
    hints: Sequence[str],
    places: Sequence[str],
    at: datetime,
) -> list[Incident]:
    """List incidents of one kind around a time that may be what a report tells of.

    They share a party with `dyads`, a country with `hints` or one of `places`; what happened at sea and names
    neither party nor country may be anybody's.
    """
    named = sorted({party for dyad in dyads for party in dyad} | set(hints))
    columns = (incident.c.initiator, incident.c.target, incident.c.location)
    shares = or_(
        *(column.in_(named) for column in columns),
        and_(*(column.is_(None) for column in columns)),
        incident.c.places.has_any(array(places, type_=Text)),
    )
    query = select(incident.c.id).where(
        incident.c.kind == kind,
        incident.c.first_reported_at <= at + NEAR,
        incident.c.last_reported_at >= at - NEAR,
        shares,
    )
    return list_incidents(connection, list(connection.scalars(query)))


def list_incidents(connection: Connection, ids: Sequence[int] | None = None) -> list[Incident]:
    """Return the incidents (all of them when no ids are given) with their reports, oldest first."""
    query = select(incident).order_by(incident.c.first_reported_at, incident.c.id)
    if ids is not None:
        if not ids:
            return []
        query = query.where(incident.c.id.in_(ids))
    rows = [as_dict(row) for row in connection.execute(query)]
    reports = _reports_of(connection, [row["id"] for row in rows])
    return [_incident(row, reports.get(row["id"], ())) for row in rows]


def keep_incident(connection: Connection, key: str, facts: Mapping[str, Any]) -> int:
    """Keep an incident under its natural key and return its id; a known key gives the known id."""
    added = insert(incident).values(key=key, **facts).on_conflict_do_nothing(index_elements=["key"])
    connection.execute(added)
    return int(connection.scalars(select(incident.c.id).where(incident.c.key == key)).one())


def lock_incident(connection: Connection, incident_id: int) -> int:
    """Keep an incident from changing until this transaction ends; the dispute that it belongs to."""
    locked = select(incident.c.dispute_id).where(incident.c.id == incident_id).with_for_update()
    return int(connection.execute(locked).scalar_one())


def update_incident(connection: Connection, incident_id: int, facts: Mapping[str, Any]) -> None:
    """Write what the reports together say now."""
    connection.execute(update(incident).where(incident.c.id == incident_id).values(**facts))


def keep_report(connection: Connection, incident_id: int, told: Report) -> int | None:
    """Attach an article to the incident it tells of; the id of the one it was attached to before, if any."""
    before = connection.scalar(select(report.c.incident_id).where(report.c.article_id == told.article_id))
    facts = {
        "incident_id": incident_id,
        "act": codec.act_json(told.act),
        "dyads": [list(dyad) for dyad in told.dyads],
    }
    upsert = insert(report).values(article_id=told.article_id, **facts)
    connection.execute(upsert.on_conflict_do_update(index_elements=["article_id"], set_=facts))
    return before if before != incident_id else None


def drop_report(connection: Connection, article_id: int) -> int | None:
    """Detach an article from the incident that it told of, and return that incident's id, if any."""
    gone = delete(report).where(report.c.article_id == article_id).returning(report.c.incident_id)
    return connection.scalar(gone)


def list_disputes(connection: Connection, parties: Sequence[str]) -> list[Dispute]:
    """Return a pair's disputes, oldest first, without their incidents."""
    query = select(dispute).where(dispute.c.parties == list(parties)).order_by(dispute.c.opened_at)
    return [_dispute(as_dict(row)) for row in connection.execute(query)]


def get_dispute(connection: Connection, dispute_id: int) -> Dispute:
    """Return a dispute with its incidents, oldest first."""
    row = connection.execute(select(dispute).where(dispute.c.id == dispute_id)).one()
    query = select(incident.c.id).where(incident.c.dispute_id == dispute_id)
    incidents = list_incidents(connection, list(connection.scalars(query)))
    return _dispute(as_dict(row), tuple(incidents))


def keep_dispute(
    connection: Connection, key: str, *, parties: Sequence[str], at: datetime, previous_id: int | None
) -> int:
    """Open a dispute under its natural key and return its id."""
    facts = {
        "parties": list(parties),
        "opened_at": at,
        "last_incident_at": at,
        "previous_id": previous_id,
    }
    added = insert(dispute).values(key=key, **facts).on_conflict_do_nothing(index_elements=["key"])
    connection.execute(added)
    return int(connection.scalars(select(dispute.c.id).where(dispute.c.key == key)).one())


def refresh_dispute(connection: Connection, dispute_id: int, *, quietly: bool = False) -> None:
    """Set a dispute's span by its incidents; one that lost them all is removed.

    The change is counted, so that alerts follow it, unless it comes `quietly`: from the archives.
    """
    times = select(func.min(incident.c.first_reported_at), func.max(incident.c.first_reported_at))
    opened, last = connection.execute(times.where(incident.c.dispute_id == dispute_id)).one()
    if opened is None:
        connection.execute(update(dispute).where(dispute.c.previous_id == dispute_id).values(previous_id=None))
        connection.execute(delete(dispute).where(dispute.c.id == dispute_id))
        return
    values = {"opened_at": opened, "last_incident_at": last, "revision": dispute.c.revision + (0 if quietly else 1)}
    connection.execute(update(dispute).where(dispute.c.id == dispute_id).values(**values))


def get_revision(connection: Connection, dispute_id: int) -> int:
    """Return how often a dispute has changed."""
    return int(connection.scalars(select(dispute.c.revision).where(dispute.c.id == dispute_id)).one())


def times_between(connection: Connection, dispute_id: int, since: datetime) -> list[datetime]:
    """When incidents of a dispute's pair happened, in this dispute or another, from a time on.

    What no report bears out any more did not happen; nor does it count for a first in the record.
    """
    pair = select(dispute.c.parties).where(dispute.c.id == dispute_id).scalar_subquery()
    query = (
        select(incident.c.first_reported_at)
        .join(dispute, dispute.c.id == incident.c.dispute_id)
        .where(dispute.c.parties == pair, incident.c.first_reported_at >= since, _is_borne_out())
    )
    return list(connection.scalars(query))


def find_first_since(connection: Connection, told: Incident) -> date | None:
    """Return the day on which the record begins, if it holds no earlier act as grave by this directed pair."""
    earlier = select(incident.c.id).where(
        incident.c.initiator == told.initiator,
        incident.c.target == told.target,
        incident.c.level >= int(told.level),
        incident.c.direction == str(Direction.ESCALATION),
        _is_borne_out(),
        or_(
            incident.c.first_reported_at < told.first_reported_at,
            (incident.c.first_reported_at == told.first_reported_at) & (incident.c.id < told.id),
        ),
    )
    if told.direction is not Direction.ESCALATION or not told.dyads or connection.execute(earlier.limit(1)).first():
        return None
    start = connection.scalar(select(article.c.first_seen_at).order_by(article.c.id).limit(1))
    return start.date() if start else None


def _is_borne_out() -> ColumnElement[bool]:
    """Whether any report still tells of an incident."""
    return exists().where(report.c.incident_id == incident.c.id)


def _reports_of(connection: Connection, incident_ids: Sequence[int]) -> dict[int, tuple[Report, ...]]:
    columns = tuple(article.c[name] for name in ("id", "publisher", "url", "title", "published_at", "origin"))
    query = (
        select(report.c.incident_id, report.c.act, report.c.dyads, article.c.fingerprint, *columns)
        .join(article, article.c.id == report.c.article_id)
        .where(report.c.incident_id.in_(incident_ids))
        .order_by(article.c.published_at, article.c.id)
    )
    found: dict[int, tuple[Report, ...]] = {}
    for row in map(as_dict, connection.execute(query)):
        told = Report(
            article_id=row["id"],
            publisher=row["publisher"],
            url=row["url"],
            title=row["title"],
            published_at=row["published_at"],
            act=codec.read_act(row["act"]),
            dyads=codec.read_dyads(row["dyads"]),
            fingerprint=tuple(row["fingerprint"]),
            historical=row["origin"] != "live",
        )
        found[row["incident_id"]] = (*found.get(row["incident_id"], ()), told)
    return found


def _incident(row: Mapping[str, Any], reports: tuple[Report, ...]) -> Incident:
    kept = {name: row[name] for name in Incident.__dataclass_fields__ if name in row}
    typed = {
        "level": Level(row["level"]),
        "direction": Direction(row["direction"]),
        "dyads": codec.read_dyads(row["dyads"]),
        "places": tuple(row["places"]),
        "reports": reports,
    }
    return Incident(**(kept | typed))


def _dispute(row: Mapping[str, Any], incidents: tuple[Incident, ...] = ()) -> Dispute:
    return Dispute(
        id=row["id"],
        parties=tuple(row["parties"]),
        opened_at=row["opened_at"],
        last_incident_at=row["last_incident_at"],
        previous_id=row["previous_id"],
        incidents=incidents,
    )
