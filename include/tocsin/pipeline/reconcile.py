"""Was it posted after all? The channel's own history settles what an answer left open, and shows late twins."""

import logging
from collections.abc import Iterable
from datetime import timedelta

from tocsin.alerts.slack import Refused, Sent, Uncertain
from tocsin.pipeline.turn import Row, Turn
from tocsin.store import alerts

log = logging.getLogger(__name__)
# Slack's clock and ours may differ by as much when we look for a message in the history.
SKEW = timedelta(minutes=10)


def settle(turn: Turn) -> None:
    """Look for every alert of which nobody knows whether it was posted; what is missing twice is posted anew."""
    for row in turn.list_rows("sending"):
        # Left by a run that died.
        turn.change(row, status="unknown", error="the process died while posting")
    for row in turn.list_rows("unknown"):
        if turn.must_stop() or not turn.is_due(row):
            continue
        found = _find(turn, row)
        if found is None:
            turn.change(row, next_try_at=turn.clock() + turn.pace.next_try)
        elif found:
            keep_sent(turn, row, found[0])
            _delete(turn, found[1:])
        else:
            _count_absence(turn, row)


def sweep(turn: Turn) -> None:
    """Remove the younger twin of an alert that Slack had accepted after all."""
    with turn.store.begin() as connection:
        rows = alerts.list_to_sweep(connection, turn.clock())
    for row in rows:
        if turn.must_stop():
            return
        found = _find(turn, row)
        if found is not None and len(found) > 1:
            _delete(turn, [each for each in found if each.ts != found[0].ts])
            turn.change(row, ts=found[0].ts)


def keep_sent(turn: Turn, row: Row, sent: Sent) -> None:
    """Write that a message is there, and where."""
    turn.change(
        row,
        status="sent",
        channel=sent.channel,
        ts=sent.ts,
        sent_at=turn.clock(),
        next_try_at=None,
        error="",
    )


def _count_absence(turn: Turn, row: Row) -> None:
    absences = row["absences"] + 1
    clock = turn.clock()
    if absences < turn.pace.absences:
        turn.change(row, absences=absences, next_try_at=clock + turn.pace.look_again)
        return
    turn.put_back(row, absences=0, next_try_at=None, sweep_until=clock + turn.pace.sweep)


def _delete(turn: Turn, twins: Iterable[Sent]) -> None:
    for twin in twins:
        log.warning("deleting the twin of an alert", extra={"ts": twin.ts})
        turn.wait_for(turn.pace.edit_gap)
        turn.slack.delete(twin.ts)


def _find(turn: Turn, row: Row) -> tuple[Sent, ...] | None:
    """Return the messages that carry this alert's key; `None` when Slack gave no clear answer."""
    since = row["sending_at"] - SKEW
    found = turn.slack.find(row["alert_key"], oldest=since, thread_ts=row["thread_ts"])
    if isinstance(found, tuple):
        return found
    if isinstance(found, Refused):
        # Without channels:history nothing can be looked up; the other alerts are posted all the same.
        log.error("Slack does not let us read the channel", extra={"error": found.error})
        turn.change(row, error=f"looking for it in the channel: {found.error}")
    elif not isinstance(found, Uncertain):
        turn.hold_channel(found)
    return None
