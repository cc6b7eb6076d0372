"""Which moment does a page's date name?

Strict: a date is read as it stands or not at all, never guessed relative to a clock. No zone means UTC. Months are
read in the languages of `calendars`, digits in any script; years after 2400 are counted from the Buddha (Thailand).
"""

import re
from collections.abc import Iterator
from datetime import datetime

from tocsin.articles.calendars import is_weekday, month_of
from tocsin.dates.reckoning import known_moment, moment_of
from tocsin.dates.zones import HOURS

LONGEST = 100  # characters of a date that is written out
MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
ZONE_NAMES = rf"(?:utc?|gmt|local\ time|{'|'.join(HOURS).lower()})"
BUDDHIST_FROM, BUDDHIST_AHEAD = 2400, 543  # years

_WEEKDAY = r"(?:(?P<weekday>mon|tue|wed|thu|fri|sat|sun)(?:s|nes|rs?|ur)?(?:day)?\.?,?\s{1,3})?"
# Any word: `calendars` says whether it is a month. Newsrooms of the Levant give both of a month's names.
_LETTERS = r"[^\W\d_][^\s\d,;:/()|<>_–—-]{1,14}"
_MONTH_NAME = rf"{_LETTERS}(?:\s(?:الثاني|الأول|الاول))?"
_NAME = rf"(?<![^\W\d_])(?P<name>{_MONTH_NAME})(?:\s?/\s?{_MONTH_NAME})?,?"
_YEAR = r"(?P<year>\d{4})(?!\d)"
_OF = r"(?:\s{1,3}(?:of|de|del)\s{1,3}|\s{1,3}d['’]|[\s-]{1,3})"
_DAYS = (
    r"(?P<year>\d{4})(?P<by>[-/.])(?P<month>\d{1,2})(?P=by)(?P<day>\d{1,2})(?!\d)",
    r"(?P<year>\d{4})\s?[年년]\s?(?P<month>\d{1,2})\s?[月월]\s?(?P<day>\d{1,2})\s?[日일]",
    rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|ste|[.ºª°])?{_OF}{_NAME}{_OF}{_YEAR}",
    rf"{_NAME}\s{{1,3}}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s{{1,3}}{_YEAR}",
    # 2026. január 18.; 2026 m. sausio 18 d.; 2026. gada 18. janvāris
    rf"{_YEAR}\.?\s{{1,3}}(?:m\.\s{{1,3}})?{_NAME}\s{{1,3}}(?P<day>\d{{1,2}})(?!\d)",
    rf"{_YEAR}\.\sgada\s(?P<day>\d{{1,2}})\.\s{_NAME}",
    rf"(?P<day>\d{{1,2}})\s{{1,3}}tháng\s{{1,3}}(?P<month>\d{{1,2}})(?:,|\snăm)?\s{{1,3}}{_YEAR}",
    rf"(?P<one>\d{{1,2}})(?P<by>[-/.])(?P<other>\d{{1,2}})(?P=by){_YEAR}",
)
_CLOCK = (
    r"(?:(?P<part>오전|오후|上午|下午|午前|午後)\s?)?"
    r"(?=\d{1,2}(?:[:.h時时시]\s?\d\d|\s{0,3}[ap]\.?\s?m))(?P<hour>\d{1,2})"
    r"(?:[:.h時时시]\s?(?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,]\d{1,9})?)?[分분]?)?(?!\d)"
    r"(?:\s{0,3}(?P<half>[ap])\.?\s?m\b\.?)?"
)
_AT = (
    r"(?:(?:at|a\ las|à|um|alle(?:\ ore)?|ore|às|as|om|kl\.?|klo|o\ godz\.|godz\.|w|v|ve|u|ob|в|о|у|saat|pukul|jam"
    r"|lúc|στις|الساعة|ساعت|-)\s{1,3})"
)
_JOIN = rf"(?:T|(?:\.|\s(?:г\.|года|року|р\.))?\s{{0,3}}[,|•·–—-]?\s{{0,3}}{_AT}?)"
_ZONE = (
    r"(?:\s{0,3}\(?(?P<zone>z|(?:gmt|utc)?\s?[+-]\d{1,2}:?\d\d|(?:gmt|utc)\s?[+-]\d\d?"
    rf"|{ZONE_NAMES})\)?(?![a-z\d]))?"
)
_FORMS = tuple(
    re.compile(rf"(?<![\d.:/-]){form}", re.IGNORECASE)
    for form in (
        # 2026-01-18T09:30:00Z; Sun, 18 Jan 2026 09:30 GMT; Jan. 18, 2026 at 9:30 a.m. EST; 18.01.2026 - 09:30
        *(rf"{_WEEKDAY}{day}(?:{_JOIN}{_CLOCK}{_ZONE})?" for day in _DAYS),
        # 9:30 AM GMT, January 18, 2026
        *(rf"{_CLOCK}{_ZONE}\s{{0,3}}[,|•·–—-]?\s{{1,3}}(?:on\s{{1,3}})?{_WEEKDAY}{day}" for day in _DAYS),
        # Sun Jan 18 09:30:00 GMT 2026, as asctime writes it
        rf"{_WEEKDAY}{_NAME}\s{{1,3}}(?P<day>\d{{1,2}})\s{{1,3}}{_CLOCK}{_ZONE}\s{{1,3}}{_YEAR}",
    )
)
# Most lines of a page have no date: they are told by this alone.
_MAYBE = re.compile(r"\d{4}")
_BEFORE = re.compile(r"([^\s,]{2,15})(?:,|\s)\s{0,3}$")
# What JavaScript adds: "GMT+0000 (Coordinated Universal Time)", "-05:00[America/New_York]"; and a zone we don't know.
_REST = re.compile(
    r"(?:\s?г(?:\.|ода)?|\s?р(?:\.|оку)?|\.|\sd\.|\suhr)?,?\s?(?:\([^()]{0,60}\)|\[[^\[\]]{0,60}\]|[a-z]{1,5})?",
    re.IGNORECASE,
)
_UNSEEN = str.maketrans("\u200e\u200f\u061c\u00a0\u202f", " " * 5)


def parse_moment(text: str, *, day_first: bool = False) -> datetime | None:
    """Read a moment (ISO 8601, RFC 2822, the written forms of newsrooms) as aware UTC; None when it is none.

    `day_first` says that of 03/04/2026 the day stands first, as it does outside of America; else it may be either.
    """
    plain = " ".join(text[:LONGEST].translate(_UNSEEN).split())
    moment = _iso(plain)
    if moment is not None:
        return known_moment(moment)
    first, _, rest = plain.partition(" ")
    for line in (plain, rest) if is_weekday(first.rstrip(",.")) else (plain,):
        for form in _FORMS:
            match = form.match(line)
            moment = _moment(match, day_first) if match and _REST.fullmatch(line, match.end()) else None
            if moment is not None:
                return moment
    return None


def find_moments(line: str, *, day_first: bool = False) -> Iterator[tuple[datetime, int, int]]:
    """Give the moments that a line names, each with where it starts and ends; of two that overlap the first."""
    line = line.translate(_UNSEEN)
    if not _MAYBE.search(line):
        return
    found = sorted(
        (match for form in _FORMS for match in form.finditer(line)), key=lambda match: (match.start(), -match.end())
    )
    told = 0
    for match in found:
        moment = _moment(match, day_first) if match.start() >= told else None
        if moment is not None:
            start, told = _from_weekday(line, match.start()), match.end()
            yield moment, start, told


def _moment(match: re.Match[str], day_first: bool) -> datetime | None:
    """Give the moment of a match, whose parts are read as they stand."""
    parts = match.groupdict()
    if parts.get("name"):
        parts["month"] = str(month_of(parts.pop("name")))
    if parts.get("year") and int(parts["year"]) >= BUDDHIST_FROM:
        parts["year"] = str(int(parts["year"]) - BUDDHIST_AHEAD)
    if day_first and parts.get("one") and int(parts["one"]) <= 12 and int(parts["other"]) <= 12:
        parts["day"], parts["month"] = parts.pop("one"), parts.pop("other")
    if part := parts.pop("part", None):
        parts["half"] = "p" if part in ("오후", "下午", "午後") else "a"
    return moment_of(parts)


def _from_weekday(line: str, start: int) -> int:
    """Give where a date starts with the day of the week before it, in any of our languages."""
    before = _BEFORE.search(line, max(0, start - 20), start)
    return before.start() if before and is_weekday(before[1].rstrip(".")) else start


def _iso(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None
