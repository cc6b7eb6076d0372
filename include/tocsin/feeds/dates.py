"""Which moment does a feed's date mean?

Strict: the forms of RFC 822 and ISO 8601 as feeds write them, never words like "yesterday", never parts
filled in from today. A missing or unknown zone is UTC.
"""

import re
from datetime import UTC, datetime, timedelta, timezone

MAX_DATE = 100
# Dates before the web are what broken systems write for "none" (year 1, 1899, 1970).
EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)

_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTHS = {name: number for number, name in enumerate(_NAMES, 1)}
# Hours from UTC. IST is India's: Indian feeds write it, Irish and Israeli ones write GMT or an offset.
_ZONES = {
    "BRT": -3, "ART": -3, "EDT": -4, "EST": -5, "CDT": -5, "CST": -6, "MDT": -6, "MST": -7, "PDT": -7,
    "PST": -8,
    "BST": 1, "WEST": 1, "WAT": 1, "CET": 1, "MEZ": 1, "CEST": 2, "MESZ": 2, "CAT": 2, "SAST": 2, "EET": 2,
    "EEST": 3, "MSK": 3, "EAT": 3, "TRT": 3, "AST": 3, "IRST": 3.5, "GST": 4, "AFT": 4.5, "PKT": 5,
    "IST": 5.5,
    "NPT": 5.75, "BDT": 6, "WIB": 7, "ICT": 7, "HKT": 8, "SGT": 8, "PHT": 8, "AWST": 8, "JST": 9, "KST": 9,
    "AEST": 10, "AEDT": 11, "NZST": 12, "NZDT": 13,
}  # fmt: skip
_CLOCK = r"(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,]\d{1,9})?)?"
_ZONE = r"\s*(?P<zone>Z|(?:GMT|UTC)?\s?[+-]\d{1,2}:?(?:\d\d)?|[A-Za-z]{1,5})?(?:\s*\([^()]{0,40}\))?"
_FORMS = tuple(
    re.compile(form, re.ASCII)
    for form in (
        # 2026-01-18T09:30:00Z, 2026-01-18 09:30, 20260118T093000+0500, 2026-01-18
        r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?:(?:T|\s+)" + _CLOCK + _ZONE + ")?",
        r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)"
        r"(?:T?(?P<hour>\d\d):?(?P<minute>\d\d)(?::?(?P<second>\d\d)(?:[.,]\d{1,9})?)?" + _ZONE + ")?",
        # Sun, 18 Jan 2026 09:30:00 GMT, 18-Jan-26, Sun 18 January 2026 9:30 +0500
        r"(?:[^\W\d]{2,12}\.?,?\s+)?(?P<day>\d{1,2})[\s-](?P<name>[A-Za-z]{3,9})\.?,?[\s-](?P<year>\d{4}|\d\d)"
        r"(?:,?\s+" + _CLOCK + _ZONE + ")?",
        # Sun Jan 18 09:30:00 GMT 2026 (asctime), January 18, 2026 9:30 GMT
        r"(?:[A-Za-z]{2,9},?\s+)?(?P<name>[A-Za-z]{3,9})\.?\s+(?P<day>\d{1,2})\s+"
        + _CLOCK + _ZONE + r"\s+(?P<year>\d{4})",
        r"(?:[A-Za-z]{2,9},?\s+)?(?P<name>[A-Za-z]{3,9})\.?\s+(?P<day>\d{1,2}),?\s+(?P<year>\d{4})"
        r"(?:,?\s+" + _CLOCK + _ZONE + ")?",
    )
)  # fmt: skip


def parse_date(text: str) -> datetime | None:
    """Return the moment that `text` names, in UTC; `None` when it names none, or one before 1990."""
    text = " ".join(text[: MAX_DATE + 1].split())
    if not text or len(text) > MAX_DATE:
        return None
    for form in _FORMS:
        if match := form.fullmatch(text):
            return _moment(match.groupdict())
    return None


def _moment(parts: dict[str, str | None]) -> datetime | None:
    month = parts.get("month") or _MONTHS.get((parts.get("name") or "")[:3].lower(), 0)
    try:
        at = datetime(
            _year(parts["year"] or ""),
            int(month),
            int(parts["day"] or 0),
            int(parts["hour"] or 0),
            int(parts["minute"] or 0),
            # A leap second is written as 60, which datetime does not know.
            min(int(parts["second"] or 0), 59),
            tzinfo=_zone(parts["zone"] or ""),
        ).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return at if at >= EARLIEST else None


def _year(text: str) -> int:
    year = int(text)
    # RFC 2822, 4.3: two digits from 00 to 49 are of this century.
    return year if len(text) == 4 else year + (2000 if year < 50 else 1900)


def _zone(text: str) -> timezone:
    """Return the zone; UTC for none and for names that we don't know."""
    text = text.upper().replace("GMT", "").replace("UTC", "").replace(":", "").strip()
    if text[:1] in ("+", "-"):
        digits = text[1:]
        hours, minutes = (int(digits), 0) if len(digits) <= 2 else (int(digits[:-2]), int(digits[-2:]))
        offset = timedelta(hours=hours, minutes=minutes)
        return timezone(-offset if text[0] == "-" else offset)
    return timezone(timedelta(hours=_ZONES.get(text, 0)))
