"""On which day of the year was a report sent, as its dateline says: "TRIPOLI, Aug 18 (Reuters) -", "Lima, 5 May:"?"""

import re

from tocsin.escalation.text.calendars import MONTHS

_REACH = 110
_SENT = re.compile(
    r"\s{0,4}[A-ZÀ-Þ][\w .'’/-]{1,50}(?:, [A-Z][\w .'’/-]{1,30}){0,2},\s{1,2}"
    r"(?:(?P<month>[A-Z][a-zé]{2,8})\.?\s(?P<day>\d{1,2})|(?P<day_first>\d{1,2})\s(?P<month_last>[A-Z][a-zé]{2,8}))\b"
)


def sent_on(body: str) -> tuple[int, int] | None:
    """Return month and day of the dateline that opens the text; `None` where it gives no day."""
    found = _SENT.match(body[:_REACH])
    if not found:
        return None
    month = MONTHS.get((found["month"] or found["month_last"]).lower())
    day = int(found["day"] or found["day_first"])
    return (month, day) if month and 0 < day <= 31 else None
