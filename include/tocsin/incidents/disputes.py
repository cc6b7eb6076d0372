"""Which dispute does an incident belong to, and is that dispute a war?"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from tocsin.model import Dispute

# The MID data's rule of thumb, narrowed to news: a fortnight without an incident ends a dispute.
QUIET = timedelta(days=14)
STANDING_INCIDENTS = 20
STANDING_SPAN = timedelta(days=30)


def dispute_for(at: datetime, disputes: Iterable[Dispute], *, quiet: timedelta = QUIET) -> Dispute | None:
    """Return the pair's dispute that an incident at this time continues, if any."""
    running = [dispute for dispute in disputes if dispute.opened_at - quiet <= at <= dispute.last_incident_at + quiet]
    return max(running, key=lambda dispute: dispute.last_incident_at, default=None)


def previous_to(at: datetime, disputes: Iterable[Dispute]) -> Dispute | None:
    """Return the pair's last dispute that ended before this time, if any."""
    over = [dispute for dispute in disputes if dispute.last_incident_at < at]
    return max(over, key=lambda dispute: dispute.last_incident_at, default=None)


def is_standing(incident_times: Sequence[datetime], at: datetime) -> bool:
    """Whether a pair is at war in all but name: its incidents are too many to interrupt people for each."""
    recent = [each for each in incident_times if at - STANDING_SPAN <= each <= at]
    return len(recent) >= STANDING_INCIDENTS


def dispute_key(parties: Sequence[str], opened_at: datetime) -> str:
    """Return the natural key of a dispute: its parties and the minute in which it opened."""
    return f"{'-'.join(parties)}@{opened_at:%Y-%m-%dT%H:%M}"
