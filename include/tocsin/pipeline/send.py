"""Incidents → alerts → Slack: decide, post at most once, edit what was posted, and never lose one.

    decide   a policy speaks on each incident; the decision waits in the store, with or without a Slack
    send     settle what may have been posted, post what waits, edit what has changed, sweep late twins

A message is posted only after `sending` is committed. After any answer but a clear yes or no it is
`unknown`, and only the channel's own history says whether to post it again.
"""

import logging
from datetime import datetime, timedelta

from sqlalchemy import Connection

from tocsin.alerts.policy import AlertPolicy, Told
from tocsin.alerts.slack import SlackChannel
from tocsin.incidents.disputes import STANDING_SPAN, is_standing
from tocsin.model import Direction, Dyad, Level
from tocsin.pipeline.batches import Budget
from tocsin.pipeline.outbox import Outbox
from tocsin.pipeline.turn import Pace, Turn
from tocsin.store import alerts, codec, incidents
from tocsin.store.database import Store

log = logging.getLogger(__name__)


def decide(store: Store, *, now: datetime, policy: AlertPolicy) -> int:
    """Decide on every incident that is new or changed while held; how many are to be sent."""
    to_send = 0
    with store.alone("decide") as is_mine:
        if not is_mine:
            return 0
        with store.begin() as connection:
            undecided = alerts.list_undecided(connection)
        for row in undecided:
            with store.begin() as connection:
                to_send += _decide_one(connection, row, policy, now)
    return to_send


def send(
    store: Store,
    slack: SlackChannel | None,
    *,
    now: datetime,
    policy: AlertPolicy | None = None,
    pace: Pace | None = None,
    budget: Budget | None = None,
) -> int:
    """Bring Slack up to date with what was decided; how many messages were posted or edited.

    Slack's failures never raise: they are kept on the alert, which waits. Without a Slack nothing is done.
    """
    if slack is None:
        return 0
    with store.alone("send") as is_mine:
        if not is_mine:
            return 0
        turn = Turn(store, slack, now=now, budget=budget or Budget(200), pace=pace or Pace())
        return Outbox(turn, policy=policy or AlertPolicy()).run()


def _decide_one(connection: Connection, row: dict[str, object], policy: AlertPolicy, now: datetime) -> bool:
    # Grouping may move it to another dispute at any time: the decision would stay behind.
    incidents.lock_incident(connection, int(str(row["id"])))
    incident = incidents.list_incidents(connection, [int(str(row["id"]))])[0]
    told = _told(connection, incident.dispute_id, incident.last_reported_at)
    decision = policy.decide(incident, told, now=now, historical=bool(row["historical"]))
    facts = {
        "dispute_id": incident.dispute_id,
        "kind": decision.kind,
        "status": "waiting" if decision.send else "held",
        "reason": decision.reason,
        "opens_thread": decision.opens_thread,
        "broadcast": decision.broadcast,
        "decided_at": now,
        "revision": row["revision"],
    }
    alerts.keep_decision(connection, incident.id, facts)
    return decision.send


def _told(connection: Connection, dispute_id: int, at: datetime) -> Told:
    """Say what the dispute's thread has told, or is about to tell."""
    levels: dict[Dyad, Level] = {}
    has_thread = False
    escalated_at = calmed_at = None
    for row in alerts.list_of_dispute(connection, dispute_id):
        if row["status"] in ("held", "refused") or row["kind"] == "retracted":
            continue
        has_thread = has_thread or row["opens_thread"]
        if row["kind"] == "deescalation":
            calmed_at = row["first_reported_at"]
        if row["direction"] == Direction.ESCALATION:
            escalated_at = row["first_reported_at"]
            # What nobody known did counts as theirs: a second tanker hit raises nothing.
            for dyad in codec.read_dyads(row["dyads"]) or (("", row["target"] or ""),):
                levels[dyad] = max(levels.get(dyad, Level.NONE), Level(row["level"]))
    times = incidents.times_between(connection, dispute_id, at - STANDING_SPAN - timedelta(days=1))
    return Told(
        has_thread=has_thread,
        levels=levels,
        escalated_at=escalated_at,
        calmed_at=calmed_at,
        standing=is_standing(times, at),
    )
