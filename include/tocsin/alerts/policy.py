"""Which incidents interrupt people, in what form, and why not the others?

Decides only: the caller brings the incident, what its dispute's thread has told so far, and the time.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from tocsin.model import Direction, Dyad, Incident, Level

FROM_ARCHIVES = "found in the archives, kept for the record"


@dataclass(frozen=True, kw_only=True)
class Told:
    """What people have been told of a dispute: does it have a thread, and how far had each side gone?

    `escalated_at` and `calmed_at` are when the newest escalation and the newest de-escalation that were told
    had been reported first.
    """

    has_thread: bool = False
    levels: Mapping[Dyad, Level] = field(default_factory=dict)
    escalated_at: datetime | None = None
    calmed_at: datetime | None = None
    standing: bool = False


@dataclass(frozen=True, kw_only=True)
class Decision:
    """Whether to send, as what, and the reason that is shown with the alert and to whoever asks why."""

    send: bool
    reason: str
    kind: str = ""
    opens_thread: bool = False
    broadcast: bool = False


def hold(reason: str) -> Decision:
    """Decide to keep an incident without telling anyone."""
    return Decision(send=False, reason=reason)


@dataclass(frozen=True, kw_only=True)
class AlertPolicy:
    """What must be true before we interrupt anyone. `window` is how old news may be."""

    threshold: Level = Level.THREAT
    min_publishers: int = 1
    window: timedelta = timedelta(hours=48)

    def decide(self, incident: Incident, told: Told, *, now: datetime, historical: bool = False) -> Decision:
        """Apply the rules in order; the first that speaks decides."""
        if historical:
            return hold(FROM_ARCHIVES)
        if self.is_old(incident, now=now):
            return hold(f"old news: last reported {incident.last_reported_at:%Y-%m-%d %H:%M} UTC")
        if incident.direction is Direction.DEESCALATION:
            return _decide_peace(incident, told)
        if incident.direction is not Direction.ESCALATION:
            return hold("no escalation")
        if incident.level < self.threshold:
            return hold(f"level {int(incident.level)} is below the threshold of {int(self.threshold)}")
        if len(incident.publishers) < self.min_publishers:
            return hold(f"fewer than {self.min_publishers} publishers")
        return _decide_force(incident, told)

    def is_old(self, incident: Incident, *, now: datetime) -> bool:
        """Whether an incident's newest report was published longer ago than the alert window."""
        return now - incident.last_reported_at > self.window


def _decide_peace(incident: Incident, told: Told) -> Decision:
    """A ceasefire is told once, after the fighting, and only to those who were told of it."""
    if not told.has_thread or told.escalated_at is None:
        return hold("de-escalation of a dispute that nobody was told of")
    if incident.first_reported_at < told.escalated_at:
        return hold("de-escalation from before the last act that was told")
    if told.calmed_at is not None and told.calmed_at >= told.escalated_at:
        return hold("de-escalation already told")
    return Decision(send=True, reason="first de-escalation since the last alert", kind="deescalation", broadcast=True)


def _decide_force(incident: Incident, told: Told) -> Decision:
    if not told.has_thread:
        return Decision(send=True, reason="first incident of its dispute", kind="new", opens_thread=True)
    dyads = incident.dyads or ((incident.initiator or "", incident.target or ""),)
    reached = max((told.levels.get(dyad, Level.NONE) for dyad in dyads), default=Level.NONE)
    if incident.level > reached:
        # In a war one more strike back is no news of its own; the thread still gets it.
        return Decision(
            send=True,
            reason=f"raises what this side had done from {int(reached)} to {int(incident.level)}",
            kind="raised",
            broadcast=not told.standing,
        )
    return Decision(send=True, reason="further incident of a dispute already told", kind="new")
