"""When was a page's article published, when was it changed last, and which part of the page says so?

In the order that was measured best: JSON-LD, meta tags, marked elements, the lines that readers see under the
headline, the address. A claim is kept as it stands, one of the future too: whether it is believed is decided where
there is a clock.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from tocsin.articles.dates import parse_moment
from tocsin.articles.moments import UPDATE_METAS, find_meta_moment, read_marked
from tocsin.articles.page import Element
from tocsin.articles.stamps import find_modified_at, find_published_at

_DAY_IN_PATH = re.compile(
    r"[/_-](?:(?P<year>20\d\d)(?P<by>[/_-])(?P<month>\d{1,2}|[a-z]{3})(?P=by)(?P<day>\d{1,2})"
    r"|(?P<one>20\d\d)(?P<two>[01]\d)(?P<three>[0-3]\d))(?=[/_.-]|$)",
    re.IGNORECASE | re.ASCII,
)


@dataclass(frozen=True, kw_only=True)
class Timing:
    """When an article was published and changed last, and by which source; None and "" where nothing says so."""

    published_at: datetime | None = None
    published_by: str = ""
    modified_at: datetime | None = None
    modified_by: str = ""


def read_timing(
    linked: tuple[str, str], metas: Mapping[str, str], root: Element, *, title: str, day_first: bool
) -> Timing:
    """Read what a page's markup says; `linked` is what its JSON-LD calls published and modified."""
    marked = read_marked(root, title=title, day_first=day_first)
    at, by = _first(
        (parse_moment(linked[0]), "json-ld"),
        _meta(find_meta_moment(metas, day_first=day_first)),
        (marked.published_at, "time"),
    )
    changed_at, changed_by = _first(
        (parse_moment(linked[1]), "json-ld"),
        _meta(find_meta_moment(metas, UPDATE_METAS, day_first=day_first)),
        (marked.modified_at, "time"),
    )
    return Timing(published_at=at, published_by=by, modified_at=changed_at, modified_by=changed_by)


def complete_timing(timing: Timing, *, under: Sequence[str], above: Sequence[str], url: str, day_first: bool) -> Timing:
    """Fill in what only the lines around the headline, or the page's address, tell."""
    line = "line under the headline"
    at, by = _first(
        (timing.published_at, timing.published_by),
        (find_published_at(under, day_first=day_first), line),
        (find_published_at(above, day_first=day_first), "line above the headline"),
        (find_day_in_url(url), "url"),
    )
    changed_at, changed_by = _first(
        (timing.modified_at, timing.modified_by), (find_modified_at(under, day_first=day_first), line)
    )
    return Timing(published_at=at, published_by=by, modified_at=changed_at, modified_by=changed_by)


def find_day_in_url(url: str) -> datetime | None:
    """Find the day that a page's path names: /2026/01/18/, /2026/jan/18/, -20260118."""
    try:
        path = urlsplit(url).path
    except ValueError:
        return None
    for match in _DAY_IN_PATH.finditer(path):
        year, month, day = (match[name] or match[other] for name, other in _PARTS)
        form = f"{year}-{month}-{day}" if month.isdigit() else f"{day} {month} {year}"
        if moment := parse_moment(form):
            return moment
    return None


_PARTS = (("year", "one"), ("month", "two"), ("day", "three"))


def _meta(found: tuple[str, datetime] | None) -> tuple[datetime | None, str]:
    return (found[1], f"meta {found[0]}") if found else (None, "")


def _first(*claims: tuple[datetime | None, str]) -> tuple[datetime | None, str]:
    """Give the first moment that is named, and who names it."""
    return next(((at, by) for at, by in claims if at), (None, ""))
