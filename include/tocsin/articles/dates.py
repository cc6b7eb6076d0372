"""Which moment does a page's date name?

Strict: a date is read as it stands or not at all, never guessed relative to a clock. No zone means UTC.
"""

import re
from collections.abc import Iterator
from datetime import datetime

from tocsin.dates.reckoning import known_moment, moment_of
from tocsin.dates.zones import HOURS

LONGEST = 100  # characters of a date that is written out
MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
ZONE_NAMES = rf"(?:utc?|gmt|local\ time|{'|'.join(HOURS).lower()})"

_WEEKDAY = r"(?:(?P<weekday>mon|tue|wed|thu|fri|sat|sun)(?:s|nes|rs?|ur)?(?:day)?\.?,?\s{1,3})?"
_NAME = rf"(?P<name>{MONTH})\.?,?"
_YEAR = r"(?P<year>\d{4})(?!\d)"
_DAYS = (
    r"(?P<year>\d{4})(?P<by>[-/.])(?P<month>\d{1,2})(?P=by)(?P<day>\d{1,2})(?!\d)",
    rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th|\.)?(?:\sof)?[\s-]{{1,3}}{_NAME}[\s-]{{1,3}}{_YEAR}",
    rf"{_NAME}\s{{1,3}}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s{{1,3}}{_YEAR}",
    rf"(?P<one>\d{{1,2}})(?P<by>[-/.])(?P<other>\d{{1,2}})(?P=by){_YEAR}",
)
_CLOCK = (
    r"(?=\d{1,2}(?:[:.h]\d\d|\s{0,3}[ap]\.?\s?m))(?P<hour>\d{1,2})"
    r"(?:[:.h](?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,]\d{1,9})?)?)?(?!\d)(?:\s{0,3}(?P<half>[ap])\.?\s?m\b\.?)?"
)
_ZONE = (
    r"(?:\s{0,3}\(?(?P<zone>z|(?:gmt|utc)?\s?[+-]\d{1,2}:?\d\d|(?:gmt|utc)\s?[+-]\d\d?"
    rf"|{ZONE_NAMES})\)?(?![a-z\d]))?"
)
_FORMS = tuple(
    re.compile(rf"(?<![\d.:/-]){form}", re.IGNORECASE | re.ASCII)
    for form in (
        # 2026-01-18T09:30:00Z; Sun, 18 Jan 2026 09:30 GMT; Jan. 18, 2026 at 9:30 a.m. EST; 18.01.2026 - 09:30
        *(rf"{_WEEKDAY}{day}(?:(?:T|\s{{0,3}}[,|•·–—-]?\s{{0,3}}(?:at\s{{1,3}})?){_CLOCK}{_ZONE})?" for day in _DAYS),
        # 9:30 AM GMT, January 18, 2026
        *(rf"{_CLOCK}{_ZONE}\s{{0,3}}[,|•·–—-]?\s{{1,3}}(?:on\s{{1,3}})?{_WEEKDAY}{day}" for day in _DAYS),
        # Sun Jan 18 09:30:00 GMT 2026, as asctime writes it
        rf"{_WEEKDAY}{_NAME}\s{{1,3}}(?P<day>\d{{1,2}})\s{{1,3}}{_CLOCK}{_ZONE}\s{{1,3}}{_YEAR}",
    )
)
# What JavaScript adds: "GMT+0000 (Coordinated Universal Time)", "-05:00[America/New_York]"; and a zone we don't know.
_REST = re.compile(r"\s?(?:\([^()]{0,60}\)|\[[^\[\]]{0,60}\]|[a-z]{1,5})?", re.IGNORECASE)


def parse_moment(text: str) -> datetime | None:
    """Read a moment (ISO 8601, RFC 2822, the written forms of newsrooms) as aware UTC; None when it is none."""
    plain = " ".join(text[:LONGEST].split())
    moment = _iso(plain)
    if moment is not None:
        return known_moment(moment)
    for form in _FORMS:
        match = form.match(plain)
        if match and _REST.fullmatch(plain, match.end()):
            return moment_of(match.groupdict())
    return None


def find_moments(line: str) -> Iterator[tuple[datetime, int, int]]:
    """Give the moments that a line names, each with where it starts and ends; of two that overlap the first."""
    found = sorted(
        (match for form in _FORMS for match in form.finditer(line)), key=lambda match: (match.start(), -match.end())
    )
    told = 0
    for match in found:
        moment = moment_of(match.groupdict()) if match.start() >= told else None
        if moment is not None:
            told = match.end()
            yield moment, match.start(), match.end()


def _iso(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None
