"""How does a decided alert reach Slack exactly once, whatever Slack, the network or our own process do?"""

import hashlib
import json
import logging
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from tocsin.alerts.message import SlackMessage, render
from tocsin.alerts.policy import AlertPolicy
from tocsin.alerts.slack import NotReached, Outcome, RateLimited, Refused, Sent, SlackChannel, Uncertain
from tocsin.pipeline.batches import Budget
from tocsin.pipeline.tellings import telling_of
from tocsin.store import alerts
from tocsin.store.database import Store
from tocsin.store.hosts import StoreHostBook
from tocsin.web import HostRecord

log = logging.getLogger(__name__)
Row = Mapping[str, Any]

# Slack's clock and ours may differ by as much when we look for a message in the history.
SKEW = timedelta(minutes=10)

# Slack's words for a reply whose thread can't take it.
THREAD_GONE = frozenset(
    {"thread_not_found", "invalid_thread_ts", "cannot_reply_to_message", "restricted_action_thread_locked"}
)


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


class Outbox:
    """One run over the alerts of one channel; the caller sees to it that there is only one at a time."""

    def __init__(
        self,
        store: Store,
        slack: SlackChannel,
        *,
        policy: AlertPolicy,
        now: datetime,
        budget: Budget,
        pace: Pace,
    ) -> None:
        self._store = store
        self._slack = slack
        self._policy = policy
        self._now = now
        self._budget = budget
        self._pace = pace
        self._hosts = StoreHostBook(store)
        self._asked_at = 0.0
        self._stopped = False

    def run(self) -> int:
        """Do all that can be done now; how many messages were posted or edited."""
        self._settle_interrupted()
        self._settle_unknown()
        changed = 0
        for row in self._list("waiting"):
            changed += self._post_one(row)
        for row in self._to_edit():
            changed += self._edit_one(row)
        self._sweep()
        return changed

    def _settle_interrupted(self) -> None:
        """What stands as `sending` was left by a run that died: it may have been posted."""
        for row in self._list("sending"):
            self._change(row, status="unknown", error="the process died while posting")

    def _settle_unknown(self) -> None:
        for row in self._list("unknown"):
            if self._must_stop() or not self._is_due(row):
                continue
            found = self._find(row)
            if found is None:
                self._change(row, next_try_at=self._store.clock() + self._pace.next_try)
            elif found:
                self._keep_sent(row, found[0])
                self._delete_twins(found[1:])
            else:
                self._count_absence(row)

    def _count_absence(self, row: Row) -> None:
        absences = row["absences"] + 1
        clock = self._store.clock()
        if absences < self._pace.absences:
            self._change(row, absences=absences, next_try_at=clock + self._pace.look_again)
            return
        self._change(row, status="waiting", absences=0, next_try_at=None, sweep_until=clock + self._pace.sweep)

    def _post_one(self, row: Row) -> bool:
        """Post one alert; whether Slack has it now for certain."""
        # A run may take minutes, and the incident have moved to another dispute meanwhile.
        row = self._reread(row)
        if self._must_stop() or not self._is_due(row):
            return False
        place = self._place(row)
        if place is None:
            return False
        row = {**row, **place}
        with self._store.begin() as connection:
            telling, revision = telling_of(connection, row)
        if self._policy.is_old(telling.incident, now=self._now):
            self._change(row, status="held", reason="waited for Slack until it was old news")
            return False
        message = render(telling, now=self._now)
        self._change(
            row,
            status="sending",
            sending_at=self._store.clock(),
            attempts=row["attempts"] + 1,
            revision=revision,
            shown=_digest(message),
            **place,
        )
        outcome = self._post(message, place["thread_ts"], row["broadcast"])
        if isinstance(outcome, Refused) and outcome.error in THREAD_GONE and place["thread_ts"]:
            return self._post_anew(row)
        return self._keep_outcome(row, outcome)

    def _post_anew(self, row: Row) -> bool:
        """Open another thread: somebody deleted the old one, or alerts go to another channel now."""
        with self._store.begin() as connection:
            alerts.close_thread(connection, row["dispute_id"])
        self._change(row, status="waiting", thread_ts=None)
        return self._post_one(row)

    def _place(self, row: Row) -> dict[str, Any] | None:
        """Say where a message belongs; `None` while its thread is not open yet."""
        with self._store.begin() as connection:
            thread = alerts.find_thread(connection, row["dispute_id"])
        if thread is None or thread["id"] == row["id"] or thread["status"] == "refused":
            return {"opens_thread": True, "thread_ts": None}
        if thread["ts"] is None:
            return None
        return {"opens_thread": False, "thread_ts": thread["ts"]}

    def _post(self, message: SlackMessage, thread_ts: str | None, broadcast: bool) -> Outcome:
        """Post; a short rate limit is waited for, refused blocks are tried once more as plain text."""
        outcome = self._paced_post(message, thread_ts, broadcast)
        if isinstance(outcome, RateLimited) and outcome.retry_after <= self._pace.short_wait:
            time.sleep(outcome.retry_after)
            outcome = self._paced_post(message, thread_ts, broadcast)
        if isinstance(outcome, Refused) and outcome.permanent and outcome.error not in THREAD_GONE:
            plain = SlackMessage(text=message.text, blocks=[], metadata=message.metadata)
            outcome = self._paced_post(plain, thread_ts, broadcast)
        return outcome

    def _paced_post(self, message: SlackMessage, thread_ts: str | None, broadcast: bool) -> Outcome:
        self._wait_for(self._pace.post_gap)
        return self._slack.post(message, thread_ts=thread_ts, broadcast=broadcast and thread_ts is not None)

    def _keep_outcome(self, row: Row, outcome: Outcome) -> bool:
        """Write what came of a post; whether it is there."""
        clock = self._store.clock()
        if isinstance(outcome, Sent):
            self._keep_sent(row, outcome)
            return True
        if isinstance(outcome, Uncertain):
            self._change(row, status="unknown", error=outcome.detail, absences=0, next_try_at=None)
        elif isinstance(outcome, Refused) and outcome.permanent:
            log.error("Slack refused an alert", extra={"alert": row["alert_key"], "error": outcome.error})
            self._change(row, status="refused", error=outcome.error)
        else:
            wait = self._hold_channel(outcome)
            self._change(row, status="waiting", error=_in_words(outcome), next_try_at=clock + wait)
        return False

    def _hold_channel(self, outcome: Outcome) -> timedelta:
        """Leave the whole channel alone for as long as this answer asks; how long that is."""
        wait = self._pace.next_try
        if isinstance(outcome, RateLimited):
            wait = timedelta(seconds=outcome.retry_after)
        elif isinstance(outcome, Refused):
            wait = self._pace.next_operator_try if outcome.needs_operator else self._pace.next_try
            log.error("Slack needs an operator", extra={"error": outcome.error})
        self._hosts.keep("slack", HostRecord(not_before=self._store.clock() + wait))
        self._stopped = True
        return wait

    def _keep_sent(self, row: Row, sent: Sent) -> None:
        self._change(
            row,
            status="sent",
            channel=sent.channel,
            ts=sent.ts,
            sent_at=self._store.clock(),
            next_try_at=None,
            error="",
        )

    def _edit_one(self, row: Row) -> bool:
        """Bring one message up to date with its dispute; whether Slack was changed."""
        if self._must_stop():
            return False
        row = self._reread(row)
        with self._store.begin() as connection:
            telling, revision = telling_of(connection, row)
        message = render(telling, now=self._now)
        if _digest(message) == row["shown"]:
            self._change(row, revision=revision)
            return False
        self._wait_for(self._pace.edit_gap)
        outcome = self._slack.update(row["ts"], message)
        if isinstance(outcome, Sent):
            self._change(row, revision=revision, shown=_digest(message), edited_at=self._store.clock(), error="")
            return True
        if isinstance(outcome, Refused) and outcome.permanent:
            # Somebody deleted the message, or its time to be edited is over: it is never posted again.
            gone = {"opens_thread": False} if outcome.error == "message_not_found" else {}
            self._change(row, revision=revision, error=outcome.error, **gone)
        elif not isinstance(outcome, Uncertain):
            # An edit may be repeated, so that an uncertain one only waits for the next run.
            self._hold_channel(outcome)
        return False

    def _sweep(self) -> None:
        """Remove the younger twin of an alert that Slack had accepted after all."""
        with self._store.begin() as connection:
            rows = alerts.list_to_sweep(connection, self._store.clock())
        for row in rows:
            if self._must_stop():
                return
            found = self._find(row)
            if found is not None and len(found) > 1:
                self._delete_twins([each for each in found if each.ts != found[0].ts])
                self._change(row, ts=found[0].ts)

    def _delete_twins(self, twins: "tuple[Sent, ...] | list[Sent]") -> None:
        for twin in twins:
            log.warning("deleting the twin of an alert", extra={"ts": twin.ts})
            self._wait_for(self._pace.edit_gap)
            self._slack.delete(twin.ts)

    def _find(self, row: Row) -> tuple[Sent, ...] | None:
        """Return the messages that carry this alert's key; `None` when Slack gave no clear answer."""
        since = row["sending_at"] - SKEW
        found = self._slack.find(row["alert_key"], oldest=since, thread_ts=row["thread_ts"])
        if isinstance(found, tuple):
            return found
        if isinstance(found, Refused):
            # Without channels:history nothing can be looked up; what is certain is posted all the same.
            log.error("Slack does not let us read the channel", extra={"error": found.error})
            self._change(row, error=f"looking for it in the channel: {found.error}")
        elif not isinstance(found, Uncertain):
            self._hold_channel(found)
        return None

    def _must_stop(self) -> bool:
        if self._stopped or self._budget.is_spent:
            return True
        record = self._hosts.find("slack")
        return bool(record and record.not_before and record.not_before > self._store.clock())

    def _is_due(self, row: Row) -> bool:
        return row["next_try_at"] is None or row["next_try_at"] <= self._store.clock()

    def _wait_for(self, gap: float) -> None:
        time.sleep(max(0.0, self._asked_at + gap - time.monotonic()))
        self._asked_at = time.monotonic()

    def _reread(self, row: Row) -> Row:
        with self._store.begin() as connection:
            return alerts.get_alert(connection, row["id"])

    def _list(self, status: str) -> list[dict[str, Any]]:
        with self._store.begin() as connection:
            return alerts.list_by_status(connection, status)

    def _to_edit(self) -> list[dict[str, Any]]:
        with self._store.begin() as connection:
            return alerts.list_to_edit(connection)

    def _change(self, row: Row, **facts: Any) -> None:
        with self._store.begin() as connection:
            alerts.change(connection, row["id"], **facts)


def _in_words(outcome: Outcome) -> str:
    if isinstance(outcome, RateLimited):
        return f"Slack asked us to wait {outcome.retry_after:.0f} s"
    if isinstance(outcome, NotReached):
        return f"Slack was not reached: {outcome.detail}"
    return f"Slack said {outcome.error}" if isinstance(outcome, Refused) else "no clear answer"


def _digest(message: SlackMessage) -> str:
    whole = json.dumps([message.text, message.blocks, message.metadata], sort_keys=True)
    return hashlib.sha256(whole.encode()).hexdigest()
