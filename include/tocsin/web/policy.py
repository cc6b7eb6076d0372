"""What are the limits of one request, what comes back, and what do we keep about a host?"""

import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

# The product token that publishers name in robots.txt.
ROBOT = "Tocsin"


@dataclass(frozen=True, kw_only=True)
class WebPolicy:
    """How we behave on the web. Times in seconds, caps in decoded bytes.

    `user_agent`, when not given, is made from `contact`: a URL where an annoyed publisher finds the operator.
    `deadline` is for all hops of one fetch together, without the pauses that politeness asks for.
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
    max_crawl_delay: float = 30.0

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
        """Keep `record` in place of what was known."""
        ...

    def take_turn(self, host: str, *, gap: float, hold: float) -> float:
        """Take the turn at `host` and return 0, or return in how many seconds it may be free.

        It is free when nobody holds it (for `hold` seconds at most) and `gap` seconds have passed since the last.
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
        self._lock = threading.Lock()

    def find(self, host: str) -> HostRecord | None:
        """Return what is known of `host`."""
        with self._lock:
            return self._records.get(host)

    def keep(self, host: str, record: HostRecord) -> None:
        """Keep `record` in place of what was known."""
        with self._lock:
            self._records[host] = record

    def take_turn(self, host: str, *, gap: float, hold: float) -> float:
        """Take the turn at `host` and return 0, or return in how many seconds it may be free."""
        with self._lock:
            now = time.monotonic()
            free_at = max(self._held_until.get(host, now), self._ended_at.get(host, now - gap) + gap)
            if free_at <= now:
                self._held_until[host] = now + hold
            return max(0.0, free_at - now)

    def end_turn(self, host: str) -> None:
        """Give the turn at `host` back."""
        with self._lock:
            self._held_until.pop(host, None)
            self._ended_at[host] = time.monotonic()
