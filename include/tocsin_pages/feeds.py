"""Which feeds are well, and what is wrong with the others, in words an operator can act on?

`tocsin.feeds.health` says how a feed is by its state alone; here the clock comes in, and what it has brought.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from tocsin.alerts.text import tidy
from tocsin.feeds.health import Condition, Health, health_of, moved_in_words
from tocsin.feeds.state import FeedState
from tocsin.store.feeds import STATE
from tocsin_pages.words import NAME_LIMIT, REASON_LIMIT, Link, Moment, count, distance, link, moment, span

# poll_feeds asks what is due every five minutes, unless somebody has set another schedule.
OVERDUE = timedelta(minutes=30)
# From the sickest to the well.
HEALTH_WORDS = {
    "failing": "failing",
    "gone": "gone",
    "given-up": "given up",
    "overdue": "overdue",
    "silent": "silent",
    "empty": "no entries",
    "new": "not asked yet",
    "waits": "waits",
    "undated": "no dates",
    "moved": "moved",
    "off": "switched off",
    "well": "well",
}
# What counts whatever the clock says.
AT_ONCE = {
    Condition.FAILING: "failing",
    Condition.GONE: "gone",
    Condition.GIVEN_UP: "given-up",
    Condition.BY_OPERATOR: "off",
}
KNOWN_TO_BE = {
    Condition.SILENT: "silent",
    Condition.NO_ENTRIES: "empty",
    Condition.NEVER_CHECKED: "new",
    Condition.NO_DATES: "undated",
    Condition.MOVED: "moved",
}


@dataclass(frozen=True, kw_only=True)
class FeedRow:
    """A feed and its health; `health` is a key of `HEALTH_WORDS`, `says` what that means here."""

    source: Link
    region: str
    language: str
    state_affiliated: bool
    health: str
    health_words: str
    says: str
    error: str
    last_success: Moment | None
    last_checked: Moment | None
    last_entry: Moment | None
    next_check: Moment | None


def feed_rows(
    rows: Sequence[Mapping[str, Any]], last_entries: Mapping[int, datetime], *, now: datetime
) -> list[FeedRow]:
    """Return the feeds, the sickest first, as rows of table `feed`."""
    order = list(HEALTH_WORDS)
    found = [_feed_row(row, last_entries.get(row["id"]), now=now) for row in rows]
    # Stable: within one kind of health they stay as the store gave them, the most failures first.
    return sorted(found, key=lambda each: order.index(each.health))


def polling_trouble(rows: Sequence[Mapping[str, Any]], *, now: datetime) -> str:
    """Say so when no feed at all is being asked though some are due; else an empty text."""
    asked = max((row["last_checked_at"] for row in rows if row["last_checked_at"]), default=None)
    due = [row for row in rows if not row["disabled"] and row["next_check_at"] and row["next_check_at"] < now - OVERDUE]
    if not due or (asked and now - asked < OVERDUE):
        return ""
    last = f"the last was asked {distance(asked, now=now)}" if asked else "none was ever asked"
    return f"{count(len(due), 'feed is', 'feeds are')} due and {last}: does poll_feeds run?"


def _feed_row(row: Mapping[str, Any], last_entry: datetime | None, *, now: datetime) -> FeedRow:
    state = FeedState(**{name: row[name] for name in STATE})
    found = health_of(state)
    health = _health(row, found.condition, now=now)
    return FeedRow(
        source=link(tidy(row["publisher"], NAME_LIMIT), row["url"]),
        region=tidy(row["region"], NAME_LIMIT),
        language=row["language"],
        state_affiliated=row["state_affiliated"],
        health=health,
        health_words=HEALTH_WORDS[health],
        says=_says(health, found, state, now=now),
        error=tidy(row["error"].removeprefix(f"{row['url']}: "), REASON_LIMIT),
        last_success=moment(row["last_success_at"], now=now),
        last_checked=moment(row["last_checked_at"], now=now),
        last_entry=moment(last_entry, now=now),
        next_check=None if state.is_switched_off else _next_check(row, now=now),
    )


def _next_check(row: Mapping[str, Any], *, now: datetime) -> Moment | None:
    found = moment(row["next_check_at"], now=now)
    if found is None or row["next_check_at"] > now:
        return found
    waited = now - row["next_check_at"]
    return replace(found, ago=f"due for {span(waited)}" if waited > OVERDUE else "due now")


def _health(row: Mapping[str, Any], condition: Condition, *, now: datetime) -> str:
    if condition in AT_ONCE:
        return AT_ONCE[condition]
    due = row["next_check_at"]
    if due is not None and due < now - OVERDUE:
        return "overdue"
    return "waits" if row["error"] else KNOWN_TO_BE.get(condition, "well")


def _says(health: str, found: Health, state: FeedState, *, now: datetime) -> str:
    if health == "failing":
        read = f"last read {distance(found.since, now=now)}" if found.since else "never read so far"
        failed = f"{count(state.failures, 'check')} failed in a row; {read}"
        return f"{found.trouble}; {failed}" if found.trouble else failed
    if health == "silent" and found.since:
        return f"answers, but has brought nothing for {span(now - found.since)}, far longer than usual: has it moved?"
    if health == "moved" and state.moved_to:
        return moved_in_words(tidy(state.moved_to, REASON_LIMIT))
    return {
        "gone": "its server says that it is gone for good; asked once in 30 days, and by tocsin feeds enable",
        "given-up": f"{found.trouble or 'it failed for weeks'}; asked once in 30 days, and by tocsin feeds enable",
        "off": "by an operator; tocsin feeds enable asks it again",
        "overdue": "was due and has not been asked: does poll_feeds run?",
        "waits": "its host asked us to wait",
        "empty": "its last document was a feed with nothing in it",
        "undated": "no entry has a date: each counts as published when we saw it",
        "new": "the next run of poll_feeds asks it",
    }.get(health, "")
