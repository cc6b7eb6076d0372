"""What does a host's robots.txt say to us?

RFC 9309: 2xx is read, 4xx allows all, 5xx or no answer forbids all until it is asked again.
"""

from datetime import datetime, timedelta
from functools import lru_cache
from urllib.parse import urlsplit, urlunsplit

from protego import Protego

from tocsin.errors import BadStatus
from tocsin.web.policy import ROBOT, HostRecord

FRESH_FOR = timedelta(hours=24)
ASK_AGAIN_AFTER = timedelta(minutes=10)


def robots_url(url: str) -> str:
    """Return where the robots.txt that speaks for `url` stands."""
    parts = urlsplit(url)
    return urlunsplit((parts.scheme, parts.netloc, "/robots.txt", "", ""))


def is_fresh(record: HostRecord, now: datetime) -> bool:
    """Whether what we know need not be asked again."""
    if record.robots_fetched_at is None or (record.robots is None and not record.robots_unavailable):
        return False
    return now < record.robots_fetched_at + (ASK_AGAIN_AFTER if record.robots_unavailable else FRESH_FOR)


def read_robots(url: str, status: int, body: bytes) -> str:
    """Return what an answer to a question for robots.txt says; raises `BadStatus` where the server can't say.

    UTF-8 whatever it claims to be, without NUL (no database takes one).
    """
    if 200 <= status < 300:
        return body.decode("utf-8-sig", "replace").replace("\0", "")
    if 400 <= status < 500:
        return ""
    raise BadStatus(url, status)


def may_fetch(robots: str, url: str) -> bool:
    """Whether `robots` lets us fetch `url`."""
    return bool(_rules(robots).can_fetch(url, ROBOT))


def crawl_delay(robots: str) -> float:
    """Return the seconds that `robots` wants between two requests of ours; 0 when it names none."""
    rules = _rules(robots)
    rate = rules.request_rate(ROBOT)
    wanted = (
        rules.crawl_delay(ROBOT) or 0.0,
        rate.seconds / rate.requests if rate and rate.requests else 0.0,
    )
    # A NaN is no delay: it loses every comparison.
    return max((delay for delay in wanted if delay > 0), default=0.0)


@lru_cache(maxsize=512)
def _rules(robots: str) -> Protego:
    return Protego.parse(robots)
