"""Which moment does a feed's date mean, and which words mean none?"""

from datetime import UTC, datetime, timedelta, timezone
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.feeds.dates import parse_date

NOON = datetime(2026, 1, 18, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "Sun, 18 Jan 2026 12:00:00 GMT",
        "Sun, 18 Jan 2026 12:00:00 +0000",
        "Sun, 18 Jan 2026 12:00:00 UT",
        "Sun, 18 Jan 2026 12:00:00",
        "Sun, 18 Jan 2026 12:00",
        "18 Jan 2026 12:00:00 Z",
        "Sun, 18 January 2026 12:00:00 GMT",
        "Sunday, 18 Jan 26 12:00:00 GMT",
        "dim., 18 Jan 2026 12:00:00 GMT",
        "18-Jan-2026 12:00:00",
        "Sun, 18 Jan 2026 14:00:00 GMT+2",
        "Sun, 18 Jan 2026 14:00:00 +02:00",
        "Sun, 18 Jan 2026 07:00:00 EST",
        "Sun, 18 Jan 2026 05:00:00 -0700 (MST)",
        "Sun, 18 Jan 2026 17:30:00 IST",
        "Sun, 18 Jan 2026 17:00:00 PKT",
        "Sun, 18 Jan 2026 12:00:00 QQT",
        "  Sun,  18 Jan 2026\n 12:00:00 GMT ",
        "Sun Jan 18 12:00:00 2026",
        "Sun Jan 18 12:00:00 UTC 2026",
        "January 18, 2026 12:00 GMT",
        "2026-01-18T12:00:00Z",
        "2026-01-18T12:00:00.123456Z",
        "2026-01-18T12:00:00,5Z",
        "2026-01-18 12:00:00",
        "2026-01-18T12:00",
        "2026-01-18T12:00:00+00:00",
        "2026-01-18T17:30:00+0530",
        "2026-01-18T13:00:00+01",
        "2026-01-18 12:00:00 UTC",
        "2026-1-18T12:00:00Z",
        "20260118T120000Z",
        "20260118120000",
    ],
)
def test_forms(text):
    assert parse_date(text) == NOON


@pytest.mark.parametrize("text", ["2026-01-18", "18 Jan 2026", "Sun, 18 Jan 2026", "20260118", "January 18, 2026"])
def test_a_day_alone_is_its_midnight(text):
    assert parse_date(text) == datetime(2026, 1, 18, tzinfo=UTC)


def test_a_leap_second():
    assert parse_date("2016-12-31T23:59:60Z") == datetime(2016, 12, 31, 23, 59, 59, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yesterday evening",
        "today",
        "3 hours ago",
        "Monday",
        "12:00",
        "--01-18",
        "2026",
        "2026-01",
        "18/01/2026",
        "1768737600",
        "0001-01-01T00:00:00Z",
        "Thu, 01 Jan 1970 00:00:00 GMT",
        "31 Feb 2026",
        "2026-13-01",
        "2026-01-18T25:00:00Z",
        "Sun, 18 Jan 2026 12:99:00 GMT",
        "18 Foo 2026",
        "2026-01-18T12:00:00+99:99",
        "١٨ يناير ٢٠٢٦",
        "٢٠٢٦-٠١-١٨",
        "9" * 10000,
        "Sun, " * 5000,
    ],
)
def test_what_names_no_moment_is_none(text):
    assert parse_date(text) is None


@given(
    st.datetimes(datetime(1990, 1, 2), datetime(2099, 1, 1)),
    st.integers(-14 * 60, 14 * 60),
)
def test_what_is_written_by_the_book_is_read_back(moment, offset):
    at = moment.replace(microsecond=0, tzinfo=timezone(timedelta(minutes=offset)))
    assert parse_date(at.isoformat()) == at
    assert parse_date(format_datetime(at)) == at


@given(st.text(max_size=120))
def test_any_text_is_a_date_in_utc_or_none(text):
    at = parse_date(text)
    assert at is None or at.utcoffset() == timedelta(0)
