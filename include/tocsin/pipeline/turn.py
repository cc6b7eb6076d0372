"""How do we behave in one Slack channel during one run: how fast, until when, and where is it written down?"""

import logging
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeAlias

from tocsin.alerts.outcome import Failure, RateLimited, Refused
from tocsin.alerts.slack import SlackChannel
from tocsin.pipeline.batches import Budget
from tocsin.store import alerts
from tocsin.store.database import Store
from tocsin.store.hosts import StoreHostBook
from tocsin.web import HostRecord

log = logging.getLogger(__name__)
Row: TypeAlias = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Pace:
    """How fast we go, and how patient we are, with one Slack channel; gaps and `short_wait` in seconds.

    A rate limit up to `short_wait` is waited for on the spot. The history may lag behind, so that a message
    counts as absent when it was missed `absences` times, `look_again` apart. A message that was accepted late
    is looked for beside its resent twin for as long as `sweep`.
    """

    post_gap: float = 1.05
    edit_gap: float = 1.2
    short_wait: float = 5.0
    absences: int = 2
    look_again: timedelta = timedelta(seconds=15)
    sweep: timedelta = timedelta(hours=1)
    next_try: timedelta = timedelta(seconds=30)
    next_operator_try: timedelta = timedelta(minutes=5)


class Turn:
    """One run's turn at a channel; `now` is the run's time, `clock` the database's."""

    def __init__(self, store: Store, slack: SlackChannel, *, now: datetime, budget: Budget, pace: Pace) -> None:
        self.store = store
        self.slack = slack
        self.now = now
        self.pace = pace
        self._budget = budget
        self._hosts = StoreHostBook(store)
        self._asked_at = 0.0
        self._stopped = False

    def clock(self) -> datetime:
        """Return the database's time, by which runs promise each other to wait."""
        return self.store.clock()

    def must_stop(self) -> bool:
        """Whether nothing more may be asked in this run: no time is left, or the channel wants its peace."""
        if self._stopped or self._budget.is_spent:
            return True
        record = self._hosts.find("slack")
        return bool(record and record.not_before and record.not_before > self.clock())

    def is_due(self, row: Row) -> bool:
        """Whether an alert need not wait any longer."""
        return row["next_try_at"] is None or row["next_try_at"] <= self.clock()

    def wait_for(self, gap: float) -> None:
        """Sleep until `gap` seconds have passed since the last call."""
        time.sleep(max(0.0, self._asked_at + gap - time.monotonic()))
        self._asked_at = time.monotonic()

    def hold_channel(self, failure: Failure) -> timedelta:
        """Leave the whole channel alone for as long as this answer asks; how long that is."""
        wait = self.pace.next_try
        if isinstance(failure, RateLimited):
            wait = timedelta(seconds=failure.retry_after)
        elif isinstance(failure, Refused):
            wait = self.pace.next_operator_try if failure.needs_operator else self.pace.next_try
            said = "Slack needs an operator" if failure.needs_operator else "Slack said no for now"
            log.error(said, extra={"error": failure.error})
        self._hosts.keep("slack", HostRecord(not_before=self.clock() + wait))
        self._stopped = True
        return wait

    def list_rows(self, status: str) -> list[dict[str, Any]]:
        """The alerts in a state, oldest first."""
        with self.store.begin() as connection:
            return alerts.list_by_status(connection, status)

    def put_back(self, row: Row, **facts: Any) -> None:
        """Let an alert that is not in Slack wait for another try."""
        with self.store.begin() as connection:
            alerts.put_back(connection, row["id"], **facts)

    def change(self, row: Row, **facts: Any) -> None:
        """Write what became of an alert."""
        with self.store.begin() as connection:
            alerts.change(connection, row["id"], **facts)
