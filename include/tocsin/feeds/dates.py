"""Which moment does a feed's date mean?

Strict: the forms of RFC 822 and ISO 8601 as feeds write them, never words like "yesterday", never parts
filled in from today. A missing or unknown zone is UTC.
"""

import re
from datetime import datetime

from tocsin.dates.reckoning import moment_of

MAX_DATE = 100
# Arabic and Persian digits, the Arabic comma, the minus sign; invisible marks of direction go.
_SIGNS = str.maketrans(
    "٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹،−", "01234567890123456789,-", "\u200e\u200f\u202a\u202b\u202c"
)  # fmt: skip
_CLOCK = (
    r"(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2})(?:[.,][0-9]{1,9})?)?"
    r"(?:\s?(?P<half>[AaPp])\.?[Mm]\b\.?)?"
)
# An offset may have its zone's name beside it, in brackets or not: the offset counts.
_ZONE = (
    r"(?:\s*\(?(?P<zone>Z|(?:GMT|UTC)?\s?[+-][0-9]{1,2}:?(?:[0-9]{2})?|[A-Za-z]{1,5})\)?)?"
    r"(?:\s+[A-Z]{1,5})?(?:\s*\([^()]{0,40}\))?"
)
_DAY = r"(?P<day>[0-9]{1,2})(?:\.|er|º|°)?"
_NAME = r"(?P<name>[^\W\d_]{3,10})\.?"
_WEEKDAY = r"(?:[^\W\d_]{2,12}(?:-feira)?(?:\.?,\s*|\.?\s+))?"
# Between a day and its hour: "18 janvier 2026 à 10:30", "18 января 2026 г., 12:30".
_AT = r"(?:\s?г\.)?,?\s+(?:(?:-|at|à|às|um|alle|в)\s+)?"
_FORMS = tuple(
    re.compile(form)
    for form in (
        # 2026-01-18T09:30:00Z, 2026/01/18 09:30, 20260118T093000+0500, 2026-01-18
        r"(?P<year>[0-9]{4})(?P<sign>[-/.])(?P<month>[0-9]{1,2})(?P=sign)(?P<day>[0-9]{1,2})"
        r"(?:(?:T|\s+)" + _CLOCK + _ZONE + ")?",
        # 18.01.2026 09:30, 01/18/2026 9:30 PM
        r"(?P<one>[0-9]{1,2})(?P<by>[-/.])(?P<other>[0-9]{1,2})(?P=by)(?P<year>[0-9]{4})"
        "(?:" + _AT + _CLOCK + _ZONE + ")?",
        r"(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})"
        r"(?:T?(?P<hour>[0-9]{2}):?(?P<minute>[0-9]{2})(?::?(?P<second>[0-9]{2})(?:[.,][0-9]{1,9})?)?" + _ZONE + ")?",
        # Sun, 18 Jan 2026 09:30:00 GMT, 18-Jan-26, 18. Januar 2026 9:30, 18 de enero de 2026
        _WEEKDAY + _DAY + r"[\s-](?:de\s)?" + _NAME + r",?[\s-](?:de\s)?(?P<year>[0-9]{4}|[0-9]{2})"
        "(?:" + _AT + _CLOCK + _ZONE + r"|\s?г\.)?",
        # Sun Jan 18 09:30:00 GMT 2026 (asctime), January 18, 2026 9:30 GMT
        _WEEKDAY + _NAME + r"\s+(?P<day>[0-9]{1,2})\s+" + _CLOCK + _ZONE + r"\s+(?P<year>[0-9]{4})",
        _WEEKDAY + _NAME + r"\s+(?P<day>[0-9]{1,2}),?\s+(?P<year>[0-9]{4})(?:" + _AT + _CLOCK + _ZONE + ")?",
    )
)  # fmt: skip


def parse_date(text: str) -> datetime | None:
    """Return the moment that `text` names, in UTC; `None` when it names none, or one before 1990."""
    text = " ".join(text[: MAX_DATE + 1].translate(_SIGNS).split())
    if not text or len(text) > MAX_DATE:
        return None
    for form in _FORMS:
        if match := form.fullmatch(text):
            return moment_of(match.groupdict())
    return None
