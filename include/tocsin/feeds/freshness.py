"""For how long does a server want its document to be taken as fresh? By Cache-Control and Expires (RFC 9111).

A wish, of which the pace makes the most: what is missing, past, malformed or absurd is no wish, and none is longer
than a day.
"""

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

DAY = timedelta(hours=24)
NONE = timedelta(0)
# Directives that want the document asked for anew each time.
_NEVER_FRESH = re.compile(r"(?:^|,)\s*no-(?:cache|store)\s*(?:,|$)", re.IGNORECASE)
_MAX_AGE = re.compile(r"(?:^|[,\s])max-age\s*=\s*\"?([^\s,\"]*)", re.IGNORECASE)


def wished_minutes(headers: Mapping[str, str], now: datetime) -> int | None:
    """Return the minutes, up to a day's, until the document is stale; `None` where the server has no wish.

    `headers` have lower-case names. What a cache on the way has kept for a while (Age) is fresh for less.
    """
    control = headers.get("cache-control", "")
    if _NEVER_FRESH.search(control):
        return None
    found = _MAX_AGE.search(control)
    # max-age wins over Expires even where it is malformed: that is "stale already" (RFC 9111, 4.2.1).
    lifetime = _seconds(found.group(1)) if found else _until_expiry(headers, now)
    minutes = (min(lifetime, DAY) - _seconds(headers.get("age", ""))) // timedelta(minutes=1)
    return minutes if minutes > 0 else None


def _seconds(text: str) -> timedelta:
    digits = text.strip()
    # Digits without end would overflow: nothing past a day matters.
    return timedelta(seconds=min(int(digits[:12]), 86_400)) if digits.isascii() and digits.isdigit() else NONE


def _until_expiry(headers: Mapping[str, str], now: datetime) -> timedelta:
    expires = _date(headers.get("expires", ""))
    # By the server's own clock, where it tells it: many are wrong by hours.
    return expires - (_date(headers.get("date", "")) or now) if expires else NONE


def _date(text: str) -> datetime | None:
    try:
        at = parsedate_to_datetime(text)
        return (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
