"""What does a reader see of the disputes, and what on every page is for whoever is on call?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from tocsin.alerts.text import tidy
from tocsin.incidents.disputes import QUIET
from tocsin.model import Dispute
from tocsin.store.overviews import Extent, Unsent
from tocsin.store.traces import Known
from tocsin_pages.incidents import IncidentRow, incident_row, pair_words
from tocsin_pages.words import REASON_LIMIT, STATUS_MEANS, STATUS_WORDS, Moment, count, moment

# How long a decision may wait for Slack before a person should look.
PATIENCE = timedelta(minutes=10)
NOTHING_KNOWN = "no error is on record. Is the connection slack_default there, does send_alerts run?"


@dataclass(frozen=True, kw_only=True)
class DisputeCard:
    """A dispute with its newest incidents; `incidents` counts them all."""

    id: int
    pair: str
    is_open: bool
    level: int
    incidents: int
    opened: Moment | None
    newest: Moment | None
    previous_id: int | None
    rows: tuple[IncidentRow, ...]

    @property
    def older(self) -> int:
        """How many incidents are not shown."""
        return self.incidents - len(self.rows)


@dataclass(frozen=True, kw_only=True)
class Tally:
    """How many alerts stand in one state."""

    status: str
    words: str
    means: str
    number: int


def is_open(dispute: Dispute, *, now: datetime) -> bool:
    """Whether a dispute would go on with an incident reported now."""
    return now - dispute.last_incident_at <= QUIET


def open_since(now: datetime) -> datetime:
    """Since when a dispute must have had an incident to be open."""
    return now - QUIET


def dispute_card(extent: Extent, known: Sequence[Known], *, now: datetime) -> DisputeCard:
    """Return one dispute; `known` are some of its incidents, at least one, the newest first."""
    dispute = known[0].dispute
    return DisputeCard(
        id=extent.id,
        pair=pair_words(dispute),
        is_open=is_open(dispute, now=now),
        level=extent.level,
        incidents=extent.incidents,
        opened=moment(dispute.opened_at, now=now),
        newest=moment(dispute.last_incident_at, now=now),
        previous_id=dispute.previous_id,
        rows=tuple(incident_row(each, now=now) for each in known),
    )


def tallies(counts: Mapping[str, int]) -> list[Tally]:
    """Return how many alerts stand where, what needs an eye first; states that hold none are left out."""
    return [
        Tally(status=status, words=words, means=STATUS_MEANS[status], number=counts[status])
        for status, words in STATUS_WORDS.items()
        if counts.get(status)
    ]


def slack_trouble(unsent: Unsent, *, now: datetime) -> str:
    """Say what keeps alerts from Slack; empty while all goes well."""
    late = unsent.oldest is not None and now - unsent.oldest > PATIENCE
    said = []
    if unsent.waiting and (unsent.errors or late):
        said.append(f"{count(unsent.waiting, 'alert waits', 'alerts wait')} for Slack")
    if unsent.refused:
        said.append(f"{count(unsent.refused, 'alert was', 'alerts were')} refused by Slack")
    if not said:
        return ""
    known = "; ".join(tidy(each, REASON_LIMIT) for each in unsent.errors)
    return f"{' and '.join(said)}: {known or NOTHING_KNOWN}"
