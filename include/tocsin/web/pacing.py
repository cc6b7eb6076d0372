"""When may a host be asked again?

Between two requests of this process to one host lies the gap that robots.txt names, or ours; never are two
under way at once. Retry-After is a promise that holds across runs, so it goes to the host book (manners.py).
"""

import math
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

# What a 429 or 503 without Retry-After is taken to mean.
UNSAID_WAIT = timedelta(seconds=60)
SHORTEST_WAIT = timedelta(seconds=1)
LONGEST_WAIT = timedelta(hours=24)


class Pacer:
    """Turns at hosts: one at a time, with a pause in between. Safe to share between threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._slots: dict[str, _Slot] = {}

    @contextmanager
    def turn(self, host: str, gap: float, *, wait_first: bool = False) -> Iterator[None]:
        """Wait until `gap` seconds have passed since the last turn at `host`, then hold the turn.

        With `wait_first`, the first turn of this process waits too: another process may have had one.
        """
        slot = self._slot(host)
        with slot.lock:
            if slot.ended_at is None and wait_first:
                slot.ended_at = time.monotonic()
            if slot.ended_at is not None:
                time.sleep(max(0.0, slot.ended_at + gap - time.monotonic()))
            try:
                yield
            finally:
                slot.ended_at = time.monotonic()

    def _slot(self, host: str) -> "_Slot":
        with self._lock:
            return self._slots.setdefault(host, _Slot())


class _Slot:
    """The turn at one host, and the monotonic time at which the last one ended."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.ended_at: float | None = None


def parse_retry_after(value: str | None, now: datetime) -> datetime:
    """Return when to come back, for the value of a Retry-After header (seconds or an HTTP date).

    What is missing or can't be read counts as a minute; what is past or absurd is held between 1 s and 24 h.
    """
    wait = _wait_of((value or "").strip(), now)
    return now + min(max(wait, SHORTEST_WAIT), LONGEST_WAIT)


def _wait_of(value: str, now: datetime) -> timedelta:
    if value.isascii() and value.replace(".", "", 1).isdigit():
        # Digits without end would overflow a timedelta: nothing past a day matters.
        return timedelta(seconds=math.ceil(min(float(value[:20]), 1e6)))
    try:
        at = parsedate_to_datetime(value)
        return (at if at.tzinfo else at.replace(tzinfo=UTC)) - now
    except (ValueError, OverflowError, TypeError):
        # "-5" is a mistake for "at once"; we take the shortest wait. Anything else says nothing.
        return SHORTEST_WAIT if value.startswith("-") else UNSAID_WAIT
