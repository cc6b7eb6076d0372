"""What does a host want of us: may we ask, how often, and until when must we wait?

robots.txt, Retry-After and turns are kept in the host book and hold across runs and workers.
"""

import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urldefrag, urljoin

from tocsin.errors import (
    AddressRefused,
    BadStatus,
    ConnectionFailed,
    DeadlinePassed,
    FetchError,
    HostWaits,
    RobotsDenied,
    RobotsUnavailable,
)
from tocsin.web import robots
from tocsin.web.address import domain_of, host_of, origin_of
from tocsin.web.pacing import Pacer, come_back_at
from tocsin.web.policy import HostBook, HostRecord, Turn, WebPolicy

if TYPE_CHECKING:
    from tocsin.web.transport import Answer

REDIRECTS = frozenset({301, 302, 303, 307, 308})
WAITING = frozenset({429, 503})


@dataclass
class Clock:
    """The caller's time, running on (answers may come long after the call), and the seconds left."""

    now: datetime
    seconds_left: float
    started: float = field(default_factory=time.monotonic)

    def at(self) -> datetime:
        """Return the caller's time as it is now."""
        return self.now + timedelta(seconds=time.monotonic() - self.started)

    @contextmanager
    def wire(self, url: str) -> Iterator[float]:
        """Give the seconds that are left for an exchange, and take off what it spends."""
        if self.seconds_left <= 0:
            raise DeadlinePassed(url, "no answer within the deadline")
        started = time.monotonic()
        try:
            yield self.seconds_left
        finally:
            self.seconds_left -= time.monotonic() - started


class Manners:
    """Permission and pace, host by host. Safe to share between threads."""

    def __init__(self, policy: WebPolicy, hosts: HostBook) -> None:
        # requests takes 0.2 s to import: whoever only reads the store need not wait for it.
        from tocsin.web.transport import Transport

        self._policy = policy
        self._hosts = hosts
        self._pacer = Pacer(hosts)
        # Held while a record is read, changed and kept; never during a request.
        self._book = threading.Lock()
        self.transport = Transport(policy)

    def ask(
        self, url: str, headers: Mapping[str, str], clock: Clock, *, cap: int, obey_robots: bool = True
    ) -> "Answer":
        """GET `url`, one hop, if its host lets us and when it is our turn.

        Raises `RobotsDenied`, `RobotsUnavailable`, `HostWaits`, `BadStatus` for 429 and 503, and what the wire raises.
        """
        host = host_of(url)
        record = self._check_wait(url, host, clock)
        delay = self._delay(url, host, record, clock) if obey_robots else 0.0
        with self._turn(url, host, delay, clock):
            with clock.wire(url) as seconds:
                answer = self.transport.ask(url, headers, seconds=seconds, cap=cap)
            self._note_wait(url, host, answer, clock)
        return answer

    @contextmanager
    def _turn(self, url: str, host: str, delay: float, clock: Clock) -> Iterator[None]:
        """Hold the turn at a host; raises `HostWaits` where it asks to be left alone while we stand in line."""
        policy = self._policy
        turn = Turn(
            host=host,
            domain=domain_of(url),
            gap=max(delay, policy.gap),
            # A worker that dies in its turn keeps the others waiting for so long.
            hold=policy.deadline + 5,
            burst=policy.burst,
            refill=policy.refill,
        )
        with self._pacer.turn(turn, clock.at, lambda: self._check_wait(url, host, clock)):
            yield

    def _delay(self, url: str, host: str, record: HostRecord, clock: Clock) -> float:
        """Return the seconds that robots.txt wants between two requests; raises where it allows none."""
        text = self._robots(url, host, record, clock)
        if not robots.may_fetch(text, url):
            raise RobotsDenied(url, "robots.txt disallows it")
        return min(robots.crawl_delay(text), self._policy.max_crawl_delay)

    def _check_wait(self, url: str, host: str, clock: Clock) -> HostRecord:
        """Return what is known of a host; raises `HostWaits` while it wants to be left alone."""
        record = self._hosts.find(host) or HostRecord()
        if record.not_before and clock.at() < record.not_before:
            until = record.not_before.strftime("%Y-%m-%d %H:%M:%S UTC")
            raise HostWaits(url, record.not_before, f"the host asked us to wait until {until}")
        return record

    def _note_wait(self, url: str, host: str, answer: "Answer", clock: Clock) -> None:
        """Keep what 429 and 503 say for the whole host, and raise it."""
        if answer.status not in WAITING:
            return
        not_before = come_back_at(answer.headers.get("retry-after"), clock.at(), host)
        with self._book:
            record = self._hosts.find(host) or HostRecord()
            self._hosts.keep(host, replace(record, not_before=not_before))
        raise BadStatus(url, answer.status, not_before)

    def _robots(self, url: str, host: str, record: HostRecord, clock: Clock) -> str:
        """Return the robots.txt that speaks for `url`; raises `RobotsUnavailable` while it can't be had."""
        if (origin := origin_of(url)) != host:
            record = replace(self._hosts.find(origin) or HostRecord(), not_before=record.not_before)
        if not robots.is_fresh(record, clock.at()):
            record = self._renew(url, host, clock)
        if record.robots_unavailable or record.robots is None:
            again = (record.robots_fetched_at or clock.at()) + robots.ASK_AGAIN_AFTER
            not_before = max(again, record.not_before or again)
            raise RobotsUnavailable(url, not_before, "its robots.txt can't be had, so nothing is fetched")
        return record.robots

    def _renew(self, url: str, host: str, clock: Clock) -> HostRecord:
        """Ask for robots.txt and keep what came of it; raises where the host can't be reached at all."""
        try:
            text = self._ask_robots(url, host, clock)
        except (ConnectionFailed, DeadlinePassed) as error:
            self._keep_robots(origin_of(url), None, clock)
            raise type(error)(url, error.detail) from error
        return self._keep_robots(origin_of(url), text, clock)

    def _keep_robots(self, origin: str, text: str | None, clock: Clock) -> HostRecord:
        with self._book:
            known = self._hosts.find(origin) or HostRecord()
            record = replace(
                known,
                robots=known.robots if text is None else text,
                robots_fetched_at=clock.at(),
                robots_unavailable=text is None,
            )
            self._hosts.keep(origin, record)
        return record

    def _ask_robots(self, url: str, host: str, clock: Clock) -> str | None:
        """Return the text of robots.txt, "" where there is none, `None` where the server can't say."""
        own = Clock(clock.at(), self._policy.deadline)
        try:
            return self._follow_robots(robots.robots_url(url), own)
        except AddressRefused as error:
            if error.url == robots.robots_url(url):
                raise AddressRefused(url, error.detail) from error
        except (ConnectionFailed, DeadlinePassed):
            raise
        except FetchError as error:
            if isinstance(error, HostWaits) or (isinstance(error, BadStatus) and error.status == 429):
                # Not "unavailable": it is asked again as soon as the server lets us.
                self._check_wait(url, host, clock)
        return None

    def _follow_robots(self, url: str, clock: Clock) -> str:
        headers = {"User-Agent": self._policy.user_agent, "Accept": "text/plain, */*;q=0.1"}
        for _ in range(self._policy.max_redirects + 1):
            host = host_of(url)
            with self._turn(url, host, 0.0, clock), clock.wire(url) as seconds:
                answer = self.transport.ask(url, headers, seconds=seconds, cap=self._policy.robots_cap, cut=True)
                self._note_wait(url, host, answer, clock)
            if answer.status not in REDIRECTS or not answer.location:
                return robots.read_robots(url, answer.status, answer.body)
            try:
                url = urldefrag(urljoin(url, answer.location)).url
            except ValueError as error:
                raise BadStatus(url, answer.status) from error
        # RFC 9309, 2.3.1.2: too many redirects count as "there is none".
        return ""
