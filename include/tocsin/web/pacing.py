"""When may a host be asked again?

Between two requests to one host lies the gap that robots.txt names, or ours; never are two under way at once, and
the hosts of one domain together are asked no oftener than its bucket of tokens lets us.
Turns are kept in the host book, so that this holds between all workers that share it, as Retry-After does
(manners.py).
"""

import math
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from zlib import crc32

from tocsin.web.policy import HostBook, Turn

# What a 429 or 503 without Retry-After is taken to mean.
UNSAID_WAIT = timedelta(seconds=60)
SHORTEST_WAIT = timedelta(seconds=1)
LONGEST_WAIT = timedelta(hours=24)
# When hundreds of hosts behind one service ask for the same hour, we come back over this part of it, or a minute.
SPREAD, WIDEST_SPREAD = 0.1, timedelta(minutes=1)
# Seconds; a turn that another worker holds may end at any time.
LOOK_AGAIN = 0.25


class Pacer:
    """Turns at hosts: one at a time, with a pause in between. Safe to share between threads."""

    def __init__(self, hosts: HostBook) -> None:
        self._hosts = hosts
        self._lock = threading.Lock()
        self._lines: dict[str, threading.Lock] = {}

    @contextmanager
    def turn(self, turn: Turn, at: Callable[[], datetime], check: Callable[[], object]) -> Iterator[None]:
        """Wait for a turn, then hold it; while others are before us, `check` may raise that we need not wait.

        `at` tells the caller's time, by which hosts that asked to be left alone are known.
        """
        # The threads of one process stand in line here, and only the first of them asks the book.
        with self._line(turn.host):
            while (wait := self._hosts.take_turn(turn, at())) > 0:
                check()
                time.sleep(min(wait, LOOK_AGAIN))
            try:
                yield
            finally:
                self._hosts.end_turn(turn.host)

    def _line(self, host: str) -> threading.Lock:
        with self._lock:
            return self._lines.setdefault(host, threading.Lock())


def parse_retry_after(value: str | None, now: datetime) -> datetime:
    """Return when to come back, for the value of a Retry-After header (seconds or an HTTP date).

    What is missing or can't be read counts as a minute; what is past or absurd is held between 1 s and 24 h.
    """
    wait = _wait_of((value or "").strip(), now)
    return now + min(max(wait, SHORTEST_WAIT), LONGEST_WAIT)


def come_back_at(value: str | None, now: datetime, host: str) -> datetime:
    """Return when to come back to `host`: never before its Retry-After wants it, and a little later than that.

    How much later is the same for a host in every process, and differs between hosts. Within 24 h in any case.
    """
    at = parse_retry_after(value, now)
    later = min((at - now) * SPREAD, WIDEST_SPREAD) * (crc32(host.encode()) / 2**32)
    return min(at + later, now + LONGEST_WAIT)


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
