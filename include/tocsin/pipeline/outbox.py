"""How does a decided alert reach Slack exactly once, whatever Slack, the network or our own process do?"""

import hashlib
import json
import logging
import time
from typing import Any

from tocsin.alerts.message import SlackMessage, render
from tocsin.alerts.outcome import ABOUT_THE_BLOCKS, THREAD_GONE
from tocsin.alerts.policy import AlertPolicy
from tocsin.alerts.slack import NotReached, Outcome, RateLimited, Refused, Sent, Uncertain
from tocsin.pipeline import reconcile
from tocsin.pipeline.tellings import telling_of
from tocsin.pipeline.turn import Row, Turn
from tocsin.store import alerts

log = logging.getLogger(__name__)


class Outbox:
    """One run over the alerts of one channel; two at once post nothing twice, and disturb each other."""

    def __init__(self, turn: Turn, *, policy: AlertPolicy) -> None:
        self._turn = turn
        self._policy = policy

    def run(self) -> int:
        """Do all that can be done now; how many messages were posted or edited."""
        reconcile.settle(self._turn)
        changed = 0
        for row in self._turn.list_rows("waiting"):
            changed += self._post_one(row)
        for row in self._to_edit():
            changed += self._edit_one(row)
        reconcile.sweep(self._turn)
        return changed

    def _post_one(self, row: Row) -> bool:
        """Post one alert; whether Slack has it now for certain."""
        # A run may take minutes, and the incident have moved to another dispute meanwhile.
        row = self._reread(row)
        if self._turn.must_stop() or not self._turn.is_due(row):
            return False
        place = self._place(row)
        if place is None:
            return False
        row = {**row, **place}
        with self._turn.store.begin() as connection:
            telling, revision = telling_of(connection, row)
        if self._policy.is_old(telling.incident, now=self._turn.now):
            self._turn.change(row, status="held", reason="waited for Slack until it was old news")
            return False
        message = render(telling, now=self._turn.now)
        if not self._take(row, revision=revision, shown=_digest(message), **place):
            return False
        outcome = self._post(message, place["thread_ts"], row["broadcast"])
        if isinstance(outcome, Refused) and outcome.error in THREAD_GONE and place["thread_ts"]:
            return self._post_anew(row)
        return self._keep_outcome(row, outcome)

    def _take(self, row: Row, **facts: Any) -> bool:
        """Commit that an alert is being posted; whether it was ours to post.

        It may have been withdrawn meanwhile, or taken by another sender, if the lock that keeps us alone was lost.
        """
        begun = {"sending_at": self._turn.clock(), "attempts": row["attempts"] + 1}
        with self._turn.store.begin() as connection:
            return alerts.take(connection, row["id"], **begun, **facts)

    def _post_anew(self, row: Row) -> bool:
        """Open another thread: somebody deleted the old one, or alerts go to another channel now."""
        with self._turn.store.begin() as connection:
            alerts.close_thread(connection, row["dispute_id"])
        self._turn.put_back(row, thread_ts=None)
        return self._post_one(row)

    def _place(self, row: Row) -> dict[str, Any] | None:
        """Say where a message belongs; `None` while its thread is not open yet."""
        with self._turn.store.begin() as connection:
            thread = alerts.find_thread(connection, row["dispute_id"])
        if thread is None or thread["id"] == row["id"] or self._is_lost(thread):
            return {"opens_thread": True, "thread_ts": None}
        if thread["ts"] is None:
            return None
        return {"opens_thread": False, "thread_ts": thread["ts"]}

    def _is_lost(self, thread: Row) -> bool:
        """Whether nobody can say if the message that opens a thread is there: the channel can't be looked through."""
        if thread["status"] != "unknown":
            return False
        return bool(thread["sending_at"] + self._turn.pace.next_operator_try < self._turn.clock())

    def _post(self, message: SlackMessage, thread_ts: str | None, broadcast: bool) -> Outcome:
        """Post; a short rate limit is waited for, a refused message is tried once more as plain text."""
        outcome = self._paced_post(message, thread_ts, broadcast)
        if isinstance(outcome, RateLimited) and outcome.retry_after <= self._turn.pace.short_wait:
            time.sleep(outcome.retry_after)
            outcome = self._paced_post(message, thread_ts, broadcast)
        if isinstance(outcome, Refused) and outcome.permanent and outcome.error not in THREAD_GONE:
            outcome = self._paced_post(_plain(message), thread_ts, broadcast)
        return outcome

    def _paced_post(self, message: SlackMessage, thread_ts: str | None, broadcast: bool) -> Outcome:
        self._turn.wait_for(self._turn.pace.post_gap)
        return self._turn.slack.post(message, thread_ts=thread_ts, broadcast=broadcast and thread_ts is not None)

    def _keep_outcome(self, row: Row, outcome: Outcome) -> bool:
        """Write what came of a post; whether it is there."""
        if isinstance(outcome, Sent):
            reconcile.keep_sent(self._turn, row, outcome)
            return True
        if isinstance(outcome, Uncertain):
            self._turn.change(row, status="unknown", error=outcome.detail, absences=0, next_try_at=None)
        elif isinstance(outcome, Refused) and outcome.permanent:
            log.error("Slack refused an alert", extra={"alert": row["alert_key"], "error": outcome.error})
            self._turn.change(row, status="refused", error=outcome.error)
        else:
            clock = self._turn.clock()
            wait = self._turn.hold_channel(outcome)
            self._turn.put_back(row, error=_in_words(outcome), next_try_at=clock + wait)
        return False

    def _edit_one(self, row: Row) -> bool:
        """Bring one message up to date with its dispute; whether Slack was changed."""
        if self._turn.must_stop():
            return False
        row = self._reread(row)
        with self._turn.store.begin() as connection:
            telling, revision = telling_of(connection, row)
        message = render(telling, now=self._turn.now)
        if _digest(message) == row["shown"]:
            self._turn.change(row, revision=revision)
            return False
        outcome = self._paced_edit(row, message)
        if isinstance(outcome, Refused) and outcome.error in ABOUT_THE_BLOCKS:
            outcome = self._paced_edit(row, _plain(message))
        if isinstance(outcome, Sent):
            at = self._turn.clock()
            self._turn.change(row, revision=revision, shown=_digest(message), edited_at=at, error="")
            return True
        if isinstance(outcome, Refused) and outcome.permanent:
            # Somebody deleted the message, or its time to be edited is over: it is never posted again.
            gone = {"opens_thread": False} if outcome.error == "message_not_found" else {}
            self._turn.change(row, revision=revision, error=outcome.error, **gone)
        elif not isinstance(outcome, Uncertain):
            # An edit may be repeated, so that an uncertain one only waits for the next run.
            self._turn.hold_channel(outcome)
        return False

    def _paced_edit(self, row: Row, message: SlackMessage) -> Outcome:
        self._turn.wait_for(self._turn.pace.edit_gap)
        return self._turn.slack.update(row["ts"], message)

    def _reread(self, row: Row) -> Row:
        with self._turn.store.begin() as connection:
            return alerts.get_alert(connection, row["id"])

    def _to_edit(self) -> list[dict[str, Any]]:
        with self._turn.store.begin() as connection:
            return alerts.list_to_edit(connection)


def _plain(message: SlackMessage) -> SlackMessage:
    """Return a message as plain text: less to look at, and nothing that Slack could refuse."""
    return SlackMessage(text=message.text, blocks=[], metadata=message.metadata)


def _in_words(outcome: Outcome) -> str:
    if isinstance(outcome, RateLimited):
        return f"Slack asked us to wait {outcome.retry_after:.0f} s"
    if isinstance(outcome, NotReached):
        return f"Slack was not reached: {outcome.detail}"
    return f"Slack said {outcome.error}" if isinstance(outcome, Refused) else "no clear answer"


def _digest(message: SlackMessage) -> str:
    whole = json.dumps([message.text, message.blocks, message.metadata], sort_keys=True)
    return hashlib.sha256(whole.encode()).hexdigest()
