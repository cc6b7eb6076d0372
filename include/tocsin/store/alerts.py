"""What was decided about each incident, and how far is its message on its way to Slack?

held ─────────→ waiting → sending → sent            edited in place afterwards
  ↑ re-decided     ↑         ├────→ waiting          a clear no for now: rate limit, not reached
  └ news too old ──┴─────────┼────→ unknown          may have been posted; the channel's history decides
                             └────→ refused          a clear no to this message: dead letter
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, and_, case, func, literal, or_, select, update
from sqlalchemy.dialects.postgresql import insert

from tocsin.store.database import as_dict
from tocsin.store.tables import alert, dispute, incident


def list_undecided(connection: Connection) -> list[dict[str, Any]]:
    """Incidents without a decision, or held before their dispute last changed, oldest first.

    What is known from archives only stays held whatever its dispute does.
    """
    again = and_(alert.c.status == "held", alert.c.revision < dispute.c.revision, ~incident.c.historical)
    query = (
        select(incident.c.id, incident.c.historical, incident.c.dispute_id, dispute.c.revision)
        .join(dispute, dispute.c.id == incident.c.dispute_id)
        .outerjoin(alert, alert.c.incident_id == incident.c.id)
        .where(or_(alert.c.id.is_(None), again))
        # A backfill may have brought thousands: news goes first.
        .order_by(incident.c.historical, incident.c.first_reported_at, incident.c.id)
    )
    return [as_dict(row) for row in connection.execute(query)]


def hold_historical(connection: Connection, reason: str, at: datetime) -> int:
    """Hold every undecided incident that is known from archives only, all at once; how many those were."""
    key = func.concat("incident-", incident.c.id)
    rows = (
        select(key, incident.c.id, incident.c.dispute_id, literal("held"), literal(reason), literal(at))
        .outerjoin(alert, alert.c.incident_id == incident.c.id)
        .where(incident.c.historical, alert.c.id.is_(None))
    )
    names = ["alert_key", "incident_id", "dispute_id", "status", "reason", "decided_at"]
    held = insert(alert).from_select(names, rows).on_conflict_do_nothing()
    return len(list(connection.scalars(held.returning(alert.c.id))))


def withdraw(connection: Connection, incident_id: int) -> None:
    """Take back the alert on an incident that nobody reports any more: unsent it is held, sent it is struck through."""
    ours = alert.c.incident_id == incident_id
    unsent = alert.c.status.in_(("waiting", "held"))
    reason = "its reports tell of something else now"
    connection.execute(update(alert).where(ours, unsent).values(status="held", reason=reason))
    connection.execute(update(alert).where(ours, ~unsent).values(kind="retracted", reason=reason))


def restore(connection: Connection, incident_id: int) -> None:
    """Let a message that was struck through tell its incident again: another report tells of it."""
    calmer = select(incident.c.direction).where(incident.c.id == incident_id).scalar_subquery() == "deescalation"
    kind = case((calmer, "deescalation"), (and_(alert.c.broadcast, ~alert.c.opens_thread), "raised"), else_="new")
    struck = and_(alert.c.incident_id == incident_id, alert.c.kind == "retracted")
    connection.execute(update(alert).where(struck).values(kind=kind, reason="reported again", revision=0))


def keep_decision(connection: Connection, incident_id: int, facts: Mapping[str, Any]) -> None:
    """Write the decision on an incident; one that was sent, or is on its way, is never decided again."""
    values = {"alert_key": f"incident-{incident_id}", "incident_id": incident_id, **facts}
    upsert = insert(alert).values(**values)
    connection.execute(
        upsert.on_conflict_do_update(index_elements=["incident_id"], set_=dict(facts), where=alert.c.status == "held")
    )


def list_of_dispute(connection: Connection, dispute_id: int) -> list[dict[str, Any]]:
    """Decisions of one dispute in the order of their incidents, with what these are."""
    facts = (incident.c[name] for name in ("level", "dyads", "target", "direction", "first_reported_at"))
    query = (
        select(alert, *facts)
        .join(incident, incident.c.id == alert.c.incident_id)
        .where(alert.c.dispute_id == dispute_id)
        .order_by(incident.c.first_reported_at, incident.c.id)
    )
    return [as_dict(row) for row in connection.execute(query)]


def list_by_status(connection: Connection, *statuses: str) -> list[dict[str, Any]]:
    """Decisions in these states, oldest first."""
    query = select(alert).where(alert.c.status.in_(statuses)).order_by(alert.c.decided_at, alert.c.id)
    return [as_dict(row) for row in connection.execute(query)]


def list_to_edit(connection: Connection) -> list[dict[str, Any]]:
    """Sent alerts whose dispute has changed since the message last showed it; `now_at` is its revision."""
    query = (
        select(alert, dispute.c.revision.label("now_at"))
        .join(dispute, dispute.c.id == alert.c.dispute_id)
        .where(alert.c.status == "sent", alert.c.revision < dispute.c.revision)
        .order_by(alert.c.id)
    )
    return [as_dict(row) for row in connection.execute(query)]


def list_to_sweep(connection: Connection, at: datetime) -> list[dict[str, Any]]:
    """Sent alerts that may have a late twin in the channel."""
    query = select(alert).where(alert.c.status == "sent", alert.c.sweep_until > at).order_by(alert.c.id)
    return [as_dict(row) for row in connection.execute(query)]


def find_thread(connection: Connection, dispute_id: int) -> dict[str, Any] | None:
    """Return the alert that opens (or will open) a dispute's thread; one taken back or refused opens none."""
    told = and_(alert.c.status.not_in(("held", "refused")), alert.c.kind != "retracted")
    ours = select(alert).where(alert.c.dispute_id == dispute_id, alert.c.opens_thread, told)
    # One that is there goes before one of which nobody knows.
    query = ours.order_by(alert.c.ts.is_(None), alert.c.id).limit(1)
    row = connection.execute(query).one_or_none()
    return as_dict(row) if row else None


def get_alert(connection: Connection, alert_id: int) -> dict[str, Any]:
    """Return an alert as it is now."""
    return as_dict(connection.execute(select(alert).where(alert.c.id == alert_id)).one())


def close_thread(connection: Connection, dispute_id: int) -> None:
    """The dispute's thread is gone: its next message opens another."""
    connection.execute(
        update(alert).where(alert.c.dispute_id == dispute_id, alert.c.status == "sent").values(opens_thread=False)
    )


def take(connection: Connection, alert_id: int, **facts: Any) -> bool:
    """Let a waiting alert stand as being sent; whether it was waiting, so that two can't both send it."""
    taken = update(alert).where(alert.c.id == alert_id, alert.c.status == "waiting")
    return connection.execute(taken.values(status="sending", **facts)).rowcount == 1


def put_back(connection: Connection, alert_id: int, **facts: Any) -> None:
    """Let an alert that is not in Slack wait again; what was withdrawn meanwhile is held, and never posted."""
    status = case((alert.c.kind == "retracted", "held"), else_="waiting")
    connection.execute(update(alert).where(alert.c.id == alert_id).values(status=status, **facts))


def change(connection: Connection, alert_id: int, **facts: Any) -> None:
    """Write what became of an alert."""
    connection.execute(update(alert).where(alert.c.id == alert_id).values(**facts))


def move(connection: Connection, incident_ids: Sequence[int], dispute_id: int) -> None:
    """Let the alerts follow their incidents into another dispute."""
    connection.execute(
        update(alert).where(alert.c.incident_id.in_(incident_ids)).values(dispute_id=dispute_id, revision=0)
    )
