"""How do times, counts, alerts and links read on a page?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from tocsin.alerts.text import host, is_web_url, tidy
from tocsin.alerts.wording import moment_words

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
# Where a decision stands, in the order in which an operator wants to know.
STATUS_WORDS = {
    "undecided": "not decided yet",
    "waiting": "waits for Slack",
    "sending": "being sent",
    "unknown": "perhaps sent",
    "refused": "refused by Slack",
    "sent": "sent",
    "held": "held back",
}
STATUS_MEANS = {
    "undecided": "The next run of assess_articles or send_alerts decides.",
    "waiting": "Decided, and posted as soon as Slack takes it.",
    "sending": "It is on its way to Slack at this moment.",
    "unknown": "Slack gave no clear answer; the channel's history will tell before anything is posted again.",
    "refused": "Slack said a clear no to this message; it is not tried again.",
    "sent": "It stands in Slack and is edited in place as reports come in.",
    "held": "Kept for the record; nobody was interrupted.",
}
# A publisher's name in a list, and a reason or an error: enough to know it by.
NAME_LIMIT = 60
REASON_LIMIT = 300
KIND_WORDS = {
    "new": "new incident",
    "raised": "raised level",
    "update": "update",
    "deescalation": "de-escalation",
    "retracted": "retraction",
}


@dataclass(frozen=True)
class Moment:
    """A point in time: for machines, for people, and how long ago or ahead it is."""

    iso: str
    words: str
    ago: str


@dataclass(frozen=True)
class Link:
    """A source. `url` is empty where the address is none that we would let anyone follow."""

    label: str
    url: str
    host: str


@dataclass(frozen=True, kw_only=True)
class AlertState:
    """Where an incident's alert stands and why; `status` is a key of `STATUS_WORDS`."""

    status: str
    words: str
    means: str
    reason: str
    error: str = ""
    kind: str = ""
    audience: str = ""
    channel: str = ""
    ts: str = ""
    at: Moment | None = None
    decided_at: Moment | None = None
    edited_at: Moment | None = None
    next_try_at: Moment | None = None


def moment(at: datetime | None, *, now: datetime) -> Moment | None:
    """Return a moment as a page shows it."""
    return Moment(at.isoformat(), moment_words(at, now=now), distance(at, now=now)) if at else None


def distance(at: datetime, *, now: datetime) -> str:
    """How far `at` lies from `now`: "5 min ago", "in 3 h"."""
    away = abs(now - at)
    if away < MINUTE:
        return "just now" if at <= now else "in a moment"
    return f"{span(away)} ago" if at <= now else f"in {span(away)}"


def span(length: timedelta) -> str:
    """A length of time in its largest whole unit: "40 min", "3 h", "5 days"."""
    if length < HOUR:
        return f"{max(1, length // MINUTE)} min"
    if length < 2 * DAY:
        return f"{length // HOUR} h"
    return f"{length // DAY} days"


def count(number: int, one: str, many: str = "") -> str:
    """A number with its noun."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def link(label: str, url: str) -> Link:
    """Return a source as a link, if its address may be one."""
    return Link(label, url if is_web_url(url) else "", host(url))


def alert_state(row: Mapping[str, Any] | None, *, now: datetime) -> AlertState:
    """Return a decision (a row of table `alert`, or none yet) in words."""
    if row is None:
        return AlertState(
            status="undecided", words=STATUS_WORDS["undecided"], means=STATUS_MEANS["undecided"], reason=""
        )
    status = str(row["status"])
    return AlertState(
        status=status,
        words=STATUS_WORDS.get(status, status),
        means=STATUS_MEANS.get(status, ""),
        reason=tidy(row["reason"], REASON_LIMIT),
        error=tidy(row["error"], REASON_LIMIT),
        kind=KIND_WORDS.get(row["kind"], row["kind"]),
        audience=_audience(row) if status != "held" else "",
        channel=row["channel"] or "",
        ts=row["ts"] or "",
        at=moment(row["sent_at"], now=now),
        decided_at=moment(row["decided_at"], now=now),
        edited_at=moment(row["edited_at"], now=now),
        next_try_at=moment(row["next_try_at"], now=now),
    )


def _audience(row: Mapping[str, Any]) -> str:
    if row["opens_thread"]:
        return "opens the dispute's thread"
    return "in the thread, and to the whole channel" if row["broadcast"] else "quietly, in the thread"
