"""What are the limits of one request, what comes back, and what do we keep about a host?"""

import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

# The product token that publishers name in robots.txt.
ROBOT = "Tocsin"


@dataclass(frozen=True, kw_only=True)
class WebPolicy:
    """How we behave on the web. Times in seconds, caps in decoded bytes.

    `user_agent`, when not given, is made from `contact`: a URL where an annoyed publisher finds the operator.
    `deadline` is for all hops of one fetch together, without the pauses that politeness asks for.
    Between two requests to one host lie `gap`; all hosts of one registrable domain together may be asked `burst`
    times at once, and then once every `refill`.
    With `respect_opt_outs`, no article is made of a page that keeps itself from being mined (optout.py).
    `allow_hosts` ("host" or "host:port") may be private. Through a `proxy` names are resolved by the proxy,
    which must then refuse private addresses itself.
    """

    contact: str = ""
    user_agent: str = ""
    connect_timeout: float = 5.0
    deadline: float = 20.0
    max_redirects: int = 5
    feed_cap: int = 5 * 1024 * 1024
    page_cap: int = 3 * 1024 * 1024
    robots_cap: int = 500 * 1024
    allow_hosts: frozenset[str] = frozenset()
    proxy: str | None = None
    gap: float = 0.25
    burst: int = 20
    refill: float = 0.25
    max_crawl_delay: float = 30.0
    respect_opt_outs: bool = True

    def __post_init__(self) -> None:
        if not self.user_agent:
            about = f"+{self.contact}" if self.contact else "news reader; its operator gave no contact"
            object.__setattr__(self, "user_agent", f"{ROBOT}/0.1 ({about})")


@dataclass(frozen=True, kw_only=True)
class Response:
    """A good answer: 2xx, or 304 to a question that carried validators.

    `url` is where the answer came from, `moved_to` the same when every hop there was permanent (301, 308).
    `headers` have lower-case names; `body` is decoded, and empty on 304.
    """

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    moved_to: str | None
    fetched_at: datetime


@dataclass(frozen=True, kw_only=True)
class Turn:
    """One request that wants to be made of `host`; times in seconds.

    Between two turns at a host lie `gap`; a turn is held for `hold` at most. All hosts of `domain` draw on one
    bucket of `burst` tokens, into which falls another every `refill`.
    """

    host: str
    domain: str
    gap: float = 0.0
    hold: float = 30.0
    burst: int = 1
    refill: float = 0.0

    @property
    def reserve(self) -> float:
        """How far ahead, in seconds, the time may lie at which the bucket is full again, and still hold a token."""
        return (self.burst - 1) * self.refill


@dataclass(frozen=True, kw_only=True)
class HostRecord:
    """What we know of a host: its robots.txt ("" allows all), when we asked for it, and until when it waits.

    `robots_unavailable`: it could not be had at `robots_fetched_at`, so nothing is asked for a while.
    """

    robots: str | None = None
    robots_fetched_at: datetime | None = None
    robots_unavailable: bool = False
    not_before: datetime | None = None


class HostBook(Protocol):
    """Where host records are kept; the pipeline's is in the store, so that a wait holds across runs."""

    def find(self, host: str) -> HostRecord | None:
        """Return what is known of `host` (a key made by `host_of`)."""
        ...

    def keep(self, host: str, record: HostRecord) -> None:
        """Keep `record` in place of what was known; a host that was promised a longer wait keeps that."""
        ...

    def take_turn(self, turn: Turn, at: datetime) -> float:
        """Take a turn at `at`, the caller's time, and return 0; or return in how many seconds it may be free.

        It is free when nobody holds the host's, the gap since the last is over, the host did not ask to be left
        alone, and the bucket of its domain holds a token, which is taken with it.
        """
        ...

    def end_turn(self, host: str) -> None:
        """Give the turn at `host` back."""
        ...


class MemoryHostBook:
    """Host records for the life of a process: for the CLI and for tests."""

    def __init__(self) -> None:
        self._records: dict[str, HostRecord] = {}
        self._held_until: dict[str, float] = {}
        self._ended_at: dict[str, float] = {}
        self._full_at: dict[str, float] = {}
        self._lock = threading.Lock()

    def find(self, host: str) -> HostRecord | None:
        """Return what is known of `host`."""
        with self._lock:
            return self._records.get(host)

    def keep(self, host: str, record: HostRecord) -> None:
        """Keep `record` in place of what was known; a host that was promised a longer wait keeps that."""
        with self._lock:
            known = self._records.get(host)
            waits = [each.not_before for each in (known, record) if each and each.not_before]
            self._records[host] = replace(record, not_before=max(waits, default=None))

    def take_turn(self, turn: Turn, at: datetime) -> float:
        """Take a turn and return 0, or return in how many seconds it may be free."""
        with self._lock:
            now = time.monotonic()
            full_at = self._full_at.get(turn.domain, now)
            wait = max(
                self._held_until.get(turn.host, now) - now,
                self._ended_at.get(turn.host, now - turn.gap) + turn.gap - now,
                full_at - turn.reserve - now,
                self._asked_to_wait(turn.host, at),
            )
            if wait <= 0:
                self._held_until[turn.host] = now + turn.hold
                self._full_at[turn.domain] = max(full_at, now) + turn.refill
            return max(0.0, wait)

    def end_turn(self, host: str) -> None:
        """Give the turn at `host` back."""
        with self._lock:
            self._held_until.pop(host, None)
            self._ended_at[host] = time.monotonic()

    def _asked_to_wait(self, host: str, at: datetime) -> float:
        record = self._records.get(host)
        return (record.not_before - at).total_seconds() if record and record.not_before else 0.0
