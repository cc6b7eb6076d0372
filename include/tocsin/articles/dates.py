"""When does a page say it was published?

Strict: a date is read as it stands or not at all, never guessed relative to a clock. No zone means UTC.
"""

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

_YEAR = re.compile(r"\b\d{4}\b")
LONGEST = 40  # characters of a date that is written out
EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)  # before the web there was none; 1970 is an empty field
FORMATS = (
    *("%Y-%m-%d %H:%M:%S %z", "%Y-%m-%d %H:%M %z", "%Y/%m/%d %H:%M:%S", "%Y/%m/%d %H:%M", "%Y/%m/%d"),
    *(
        "%B %d, %Y %I:%M %p",
        "%b %d, %Y %I:%M %p",
        "%B %d, %Y, %I:%M %p",
        "%B %d, %Y",
        "%b %d, %Y",
        "%B %d %Y",
    ),
    *(
        "%d %B %Y %H:%M",
        "%d %b %Y %H:%M",
        "%d %B %Y, %H:%M",
        "%d %B %Y",
        "%d %b %Y",
        "%d.%m.%Y %H:%M",
        "%d.%m.%Y",
    ),
)


def parse_moment(text: str) -> datetime | None:
    """Read a moment (ISO 8601, RFC 2822, a few written forms) as aware UTC; None when it is none of these."""
    plain = " ".join(text.split())[:60]
    for suffix in (" UTC", " GMT"):
        plain = plain.removesuffix(suffix)
    moment = _iso(plain) or _written(plain) or _mail(text.strip()[:60])
    if moment is None:
        return None
    try:
        moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except OverflowError:
        return None
    return moment if moment >= EARLIEST else None


def _iso(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _written(text: str) -> datetime | None:
    if not _YEAR.search(text) or len(text) > LONGEST:
        return None
    for form in FORMATS:
        try:
            return datetime.strptime(text, form)  # noqa: DTZ007 (the caller adds UTC)
        except ValueError:
            continue
    return None


def _mail(text: str) -> datetime | None:
    try:
        return parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError):
        return None
