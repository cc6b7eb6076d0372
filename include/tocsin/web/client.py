"""What does one fetch come to: the answer, or whose fault is it?

Redirects are followed here, hop by hop, so that scheme, address, robots.txt, pace and Retry-After hold on each.
"""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from types import TracebackType
from typing import TYPE_CHECKING
from urllib.parse import urldefrag, urljoin

from tocsin.errors import (
    AddressRefused,
    BadStatus,
    FetchError,
    HostWaits,
    RobotsDenied,
    TooManyRedirects,
)
from tocsin.model import Validators
from tocsin.web import robots
from tocsin.web.address import host_of, split_url
from tocsin.web.pacing import Pacer, parse_retry_after
from tocsin.web.policy import HostBook, HostRecord, Response, WebPolicy

if TYPE_CHECKING:
    from tocsin.web.transport import Answer

REDIRECTS = {301, 302, 303, 307, 308}
PERMANENT = {301, 308}
WAITING = {429, 503}
ROBOTS_ACCEPT = "text/plain, */*;q=0.1"


class Web:
    """The web, asked politely. Safe to share between threads; hosts are asked one request at a time."""

    def __init__(self, policy: WebPolicy, hosts: HostBook) -> None:
        # requests takes 0.2 s to import: whoever only reads the store need not wait for it.
        from tocsin.web.transport import Transport

        self.policy = policy
        self._hosts = hosts
        self._pacer = Pacer()
        self._transport = Transport(policy)

    def __enter__(self) -> "Web":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close every connection."""
        self._transport.close()

    def fetch(
        self,
        url: str,
        *,
        now: datetime,
        cap: int,
        accept: str,
        validators: Validators = Validators(),  # noqa: B008 - frozen
        headers: Mapping[str, str] = {},  # noqa: B006 - only read
        obey_robots: bool = True,
    ) -> Response:
        """GET `url`, following up to `policy.max_redirects`; return a 2xx or 304 answer of at most `cap` bytes.

        `now` is the time at the call; waits are reckoned from it. `headers` go to the first host only: they may hold
        a key. Sleeps for as long as the host wants between two requests, up to `policy.max_crawl_delay`.
        Raises a `FetchError` of the kind that errors.py draws for everything else.
        """
        clock = _Clock(now)
        fetch = _Fetch(clock, _headers(self.policy, accept, validators, headers), cap, obey_robots)
        return self._follow(urldefrag(url).url, fetch, dict(headers))

    def _follow(self, url: str, fetch: "_Fetch", private: Mapping[str, str]) -> Response:
        """Walk the chain of redirects to its end."""
        first = url
        permanent = True
        for _ in range(self.policy.max_redirects + 1):
            answer = self._hop(url, fetch)
            if answer.status not in REDIRECTS or not answer.location:
                moved_to = url if url != first and permanent else None
                return _response(url, answer, moved_to, fetch)
            permanent = permanent and answer.status in PERMANENT
            target = urldefrag(urljoin(url, answer.location)).url
            fetch.visit(url, target)
            if host_of(target) != host_of(first):
                fetch.headers = {name: value for name, value in fetch.headers.items() if name not in private}
            url = target
        raise TooManyRedirects(first, f"more than {self.policy.max_redirects} redirects")

    def _hop(self, url: str, fetch: "_Fetch") -> "Answer":
        """Ask for one URL, if its host lets us and when it is our turn."""
        split_url(url)
        host = host_of(url)
        self._check_wait(url, host, fetch.clock)
        delay = 0.0
        if fetch.obey_robots:
            text = self._robots(url, host, fetch.clock)
            if not robots.may_fetch(text, url):
                raise RobotsDenied(url, "robots.txt disallows it")
            delay = min(robots.crawl_delay(text), self.policy.max_crawl_delay)
        with self._pacer.turn(host, max(delay, self.policy.gap), wait_first=delay > 0):
            # Another thread may have been told to wait while we stood in line.
            self._check_wait(url, host, fetch.clock)
            answer = fetch.timed(
                lambda seconds: self._transport.ask(url, fetch.headers, seconds=seconds, cap=fetch.cap),
                self.policy.deadline,
            )
            self._note_wait(url, host, answer, fetch.clock)
        return answer

    def _check_wait(self, url: str, host: str, clock: "_Clock") -> None:
        record = self._hosts.find(host)
        if record and record.not_before and clock.at() < record.not_before:
            raise HostWaits(
                url, record.not_before, f"the host asked us to wait until {_show(record.not_before)}"
            )

    def _note_wait(self, url: str, host: str, answer: "Answer", clock: "_Clock") -> None:
        """Keep what 429 and 503 say for the whole host, and raise it."""
        if answer.status not in WAITING:
            return
        not_before = parse_retry_after(answer.headers.get("retry-after"), clock.at())
        record = self._hosts.find(host) or HostRecord()
        if record.not_before is None or record.not_before < not_before:
            self._hosts.keep(host, replace(record, not_before=not_before))
        raise BadStatus(url, answer.status, not_before)

    def _robots(self, url: str, host: str, clock: "_Clock") -> str:
        """Return the robots.txt that holds for `url`, asked for when ours is old; raises `HostWaits` when it can't be had."""
        record = self._hosts.find(host) or HostRecord()
        if not robots.is_fresh(record, clock.at()):
            record = self._ask_robots(url, host, clock)
        if record.robots_unavailable or record.robots is None:
            again = (record.robots_fetched_at or clock.at()) + robots.ASK_AGAIN_AFTER
            raise HostWaits(url, again, "robots.txt can't be had, so nothing is fetched")
        return record.robots

    def _ask_robots(self, url: str, host: str, clock: "_Clock") -> HostRecord:
        text: str | None
        try:
            text = self._fetch_robots(robots.robots_url(url), clock)
        except HostWaits:
            raise
        except AddressRefused as error:
            if host_of(error.url) == host:
                raise AddressRefused(url, error.detail) from error
            text = None
        except FetchError:
            text = None
        known = self._hosts.find(host) or HostRecord()
        record = replace(
            known,
            robots=known.robots if text is None else text,
            robots_fetched_at=clock.at(),
            robots_unavailable=text is None,
        )
        self._hosts.keep(host, record)
        return record

    def _fetch_robots(self, url: str, clock: "_Clock") -> str:
        """Fetch one robots.txt, along its redirects; "" where the server has none. 429 and 503 hold the host."""
        fetch = _Fetch(
            clock, _headers(self.policy, ROBOTS_ACCEPT, Validators(), {}), self.policy.robots_cap, False
        )
        for _ in range(self.policy.max_redirects + 1):
            host = host_of(url)
            with self._pacer.turn(host, self.policy.gap):
                answer = fetch.timed(
                    lambda seconds, url=url: self._transport.ask(
                        url, fetch.headers, seconds=seconds, cap=fetch.cap, cut=True
                    ),
                    self.policy.deadline,
                )
                self._note_wait(url, host, answer, clock)
            if answer.status not in REDIRECTS or not answer.location:
                return _robots_text(url, answer)
            url = urldefrag(urljoin(url, answer.location)).url
            split_url(url)
        # RFC 9309, 2.3.1.2: too many redirects count as "there is none".
        return ""


def _robots_text(url: str, answer: "Answer") -> str:
    if 200 <= answer.status < 300:
        return robots.decode_robots(answer.body)
    if 400 <= answer.status < 500:
        return ""
    raise BadStatus(url, answer.status)


@dataclass
class _Clock:
    """The caller's time, running on: an answer may come long after the call, behind others in line."""

    now: datetime
    started: float = field(default_factory=time.monotonic)

    def at(self) -> datetime:
        return self.now + timedelta(seconds=time.monotonic() - self.started)


@dataclass
class _Fetch:
    """What the hops of one fetch share: headers, cap, the way so far, and the seconds spent on the wire."""

    clock: _Clock
    headers: dict[str, str]
    cap: int
    obey_robots: bool
    spent: float = 0.0
    seen: set[str] = field(default_factory=set)

    def timed(self, ask: Callable[[float], "Answer"], deadline: float) -> "Answer":
        """Call `ask` with the seconds that are left of `deadline`."""
        started = time.monotonic()
        try:
            return ask(deadline - self.spent)
        finally:
            self.spent += time.monotonic() - started

    def visit(self, url: str, target: str) -> None:
        """Note that `url` sent us to `target`; raises `TooManyRedirects` where we have been before."""
        self.seen.add(url)
        if target in self.seen:
            raise TooManyRedirects(url, "a redirect loop")


def _headers(
    policy: WebPolicy, accept: str, validators: Validators, extra: Mapping[str, str]
) -> dict[str, str]:
    from urllib3.util.request import ACCEPT_ENCODING

    headers = {"User-Agent": policy.user_agent, "Accept": accept, "Accept-Encoding": ACCEPT_ENCODING}
    if validators.etag:
        headers["If-None-Match"] = validators.etag
    if validators.last_modified:
        headers["If-Modified-Since"] = validators.last_modified
    return headers | dict(extra)


def _response(url: str, answer: "Answer", moved_to: str | None, fetch: _Fetch) -> Response:
    asked = "If-None-Match" in fetch.headers or "If-Modified-Since" in fetch.headers
    if not (200 <= answer.status < 300 or (answer.status == 304 and asked)):
        raise BadStatus(url, answer.status)
    return Response(
        url=url,
        status=answer.status,
        headers=answer.headers,
        body=answer.body,
        moved_to=moved_to,
        fetched_at=fetch.clock.now,
    )


def _show(at: datetime) -> str:
    return at.strftime("%Y-%m-%d %H:%M:%S UTC")
