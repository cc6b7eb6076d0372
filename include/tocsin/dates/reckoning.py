"""Which moment do the parts of a date name, once they are told apart?

Strict: what can't be, or what might be two days, is none. No zone, or an unknown one, means UTC.
"""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from tocsin.dates.months import find_month
from tocsin.dates.zones import zone_of

# Dates before the web are what broken systems write for "none" (year 1, 1899, 1970).
EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def moment_of(parts: Mapping[str, str | None]) -> datetime | None:
    """Return the moment, in UTC, of a date's parts as they are written; `None` when it is none, or before 1990.

    `year` has two digits or four. The day is told by `day` with `month` (a number) or `name` (in any of our
    languages), or else by the two numbers `one` and `other` with the sign `by` between them and, perhaps, `weekday`
    (three letters, English). All else may be missing: `hour`, `minute`, `second`, `half` ("a" or "p") and `zone`.
    """
    told = {name: text.lower() for name, text in parts.items() if text}
    try:
        hour, minute, second = _hour(told), int(told.get("minute", 0)), int(told.get("second", 0))
        # A day has no 24th hour but the midnight that ends it (ISO 8601).
        ends = (hour, minute, second) == (24, 0, 0)
        # A leap second is written as 60, which datetime does not know.
        clock = (0 if ends else hour, minute, min(second, 59))
        at = datetime(_year(told), *_month_and_day(told), *clock, tzinfo=zone_of(told.get("zone", "")))
        return known_moment(at + timedelta(days=ends))
    except (ValueError, OverflowError):
        return None


def known_moment(at: datetime) -> datetime | None:
    """Return a moment in UTC, which one without a zone is already; `None` for one before 1990."""
    try:
        at = at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    except OverflowError:
        return None
    return at if at >= EARLIEST else None


def _year(parts: Mapping[str, str]) -> int:
    year = int(parts["year"])
    # RFC 2822, 4.3: two digits from 00 to 49 are of this century.
    return year if len(parts["year"]) == 4 else year + (2000 if year < 50 else 1900)


def _month_and_day(parts: Mapping[str, str]) -> tuple[int, int]:
    if "one" in parts:
        return _in_order(parts)
    return int(parts.get("month") or find_month(parts["name"])), int(parts["day"])


def _in_order(parts: Mapping[str, str]) -> tuple[int, int]:
    """Tell month and day of 01/18/2026 and 18/01/2026 apart; raises `ValueError` where nothing tells."""
    one, other = int(parts["one"]), int(parts["other"])
    if parts["by"] == "." or one > 12 or one == other:
        return other, one
    if other > 12:
        return one, other
    for month, day in ((one, other), (other, one)):
        if _WEEKDAYS[datetime(_year(parts), month, day, tzinfo=UTC).weekday()] == parts.get("weekday"):
            return month, day
    raise ValueError("either number may be the month")


def _hour(parts: Mapping[str, str]) -> int:
    hour = int(parts.get("hour", 0))
    # "15:30 PM" is an hour of twenty-four, whatever stands behind it.
    return hour % 12 + 12 * (parts["half"] == "p") if "half" in parts and hour <= 12 else hour
