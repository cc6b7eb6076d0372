"""What does one fetch come to: the answer, or whose fault is it?

Redirects are followed here, hop by hop: scheme, address, robots.txt, pace and Retry-After hold on each.
"""

import threading
import time
from collections.abc import Mapping
from datetime import datetime, timedelta
from types import TracebackType
from typing import TYPE_CHECKING
from urllib.parse import urldefrag, urljoin

from tocsin.errors import BadStatus, TooManyRedirects
from tocsin.model import Validators
from tocsin.web.address import host_of
from tocsin.web.manners import REDIRECTS, Clock, Manners
from tocsin.web.policy import HostBook, Response, WebPolicy

if TYPE_CHECKING:
    from tocsin.web.transport import Answer

PERMANENT = frozenset({301, 308})
NO_VALIDATORS = Validators()
NO_HEADERS: Mapping[str, str] = {}


class Web:
    """The web, asked politely. Safe to share between threads; a host is asked one thing at a time.

    `at` is the true time (of the database) when this is made: with it, Retry-After is reckoned from the true time
    even in a task whose `now` is that of a run which waited in a queue, or is tried again.
    """

    def __init__(self, policy: WebPolicy, hosts: HostBook, *, at: datetime | None = None) -> None:
        self.policy = policy
        self._manners = Manners(policy, hosts)
        self._lock = threading.Lock()
        self._epoch = at - timedelta(seconds=time.monotonic()) if at else None

    def __enter__(self) -> "Web":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close every connection."""
        self._manners.transport.close()

    def fetch(
        self,
        url: str,
        *,
        now: datetime,
        cap: int,
        accept: str,
        validators: Validators = NO_VALIDATORS,
        headers: Mapping[str, str] = NO_HEADERS,
        obey_robots: bool = True,
    ) -> Response:
        """GET `url` along its redirects; return a 2xx or 304 answer of up to `cap` bytes.

        `now` is the time at the call: waits are reckoned from it. `headers` may hold a key and go
        to the first host only. Sleeps as long as the host wants between two requests, at most
        `policy.max_crawl_delay`.
        Everything else that can happen raises one of the kinds of `FetchError` that errors.py draws.
        """
        clock = Clock(self._time(now), self.policy.deadline)
        asked = _headers(self.policy, accept, validators) | dict(headers)
        first = url = urldefrag(url).url
        seen, permanent = {url}, True
        for _ in range(self.policy.max_redirects + 1):
            answer = self._manners.ask(url, asked, clock, cap=cap, obey_robots=obey_robots)
            if answer.status not in REDIRECTS or not answer.location:
                _check(url, answer, validators)
                return _response(url, answer, now, moved=permanent and url != first)
            permanent = permanent and answer.status in PERMANENT
            url = _next(url, answer.location, seen)
            if host_of(url) != host_of(first) or (first.startswith("https:") and not url.startswith("https:")):
                asked = {name: value for name, value in asked.items() if name not in headers}
        raise TooManyRedirects(first, f"more than {self.policy.max_redirects} redirects")

    def _time(self, now: datetime) -> datetime:
        """Return the caller's time, run on since it was first told: a batch that takes minutes has one `now`.

        A Retry-After of 60 s that comes in the third minute would else be over before it began.
        """
        running = timedelta(seconds=time.monotonic())
        with self._lock:
            epoch = now - running
            self._epoch = epoch if self._epoch is None else max(self._epoch, epoch)
            return self._epoch + running


def _next(url: str, location: str, seen: set[str]) -> str:
    """Return where a redirect leads; raises where we have been (no cookie will change that) or never go."""
    try:
        target = urldefrag(urljoin(url, location)).url
    except ValueError:
        # A broken address: the next hop is refused, in words of its own.
        target = location
    if target in seen:
        raise TooManyRedirects(url, "a redirect loop")
    seen.add(target)
    return target


def _headers(policy: WebPolicy, accept: str, validators: Validators) -> dict[str, str]:
    asked = {
        "User-Agent": policy.user_agent,
        "Accept": accept,
        "If-None-Match": validators.etag,
        "If-Modified-Since": validators.last_modified,
    }
    return {name: value for name, value in asked.items() if value}


def _check(url: str, answer: "Answer", validators: Validators) -> None:
    """Raise `BadStatus` for what is no good answer; a 304 to a question without validators is none."""
    if answer.status == 304 and validators != NO_VALIDATORS:
        return
    if not 200 <= answer.status < 300:
        raise BadStatus(url, answer.status)


def _response(url: str, answer: "Answer", now: datetime, *, moved: bool) -> Response:
    return Response(
        url=url,
        status=answer.status,
        headers=answer.headers,
        body=answer.body,
        moved_to=url if moved else None,
        fetched_at=now,
    )
