"""Are dates read as they stand, or not at all?"""

import time
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.articles.dates import find_moments, parse_moment

MORNING = datetime(2026, 3, 1, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-01T10:00:00Z",
        "2026-03-01T10:00",
        "2026-03-01 13:00:00 +0300",
        "2026-03-01T05:00:00-05:00[America/New_York]",
        "2026-03-01 15:30:00 IST",
        "2026/03/01 10:00",
        "20260301T100000Z",
        "Sun, 01 Mar 2026 11:00:00 +0100",
        "Sun, 01 Mar 2026 15:00:00 PKT",
        "Sun, 01 Mar 2026 13:00:00 MSK",
        "Sun, 01 Mar 2026 11:00:00 CET",
        "Sun, 01 Mar 2026 10:00:00 QQT",
        "Sun Mar 01 2026 10:00:00 GMT+0000 (Coordinated Universal Time)",
        "Sun Mar  1 10:00:00 UTC 2026",
        "Sunday 1 March 2026 11.00 BST",
        "1 March 2026, 10:00 UTC",
        "1 March 2026 | 10:00 GMT",
        "1st of March 2026 at 10:00",
        "01-Mar-2026 10:00",
        "01.03.2026 - 10:00",
        "March 1, 2026 3:30 PM IST",
        "Mar. 1, 2026, 5:00 a.m. EST",
        "March 1, 2026 at 10 am",
        "10:00 AM GMT, March 1, 2026",
        "5 a.m. EST on Sunday, March 1, 2026",
        "March 1, 2026 10:00 (local time)",
    ],
)
def test_a_time_of_day_and_its_zone_are_read(text):
    assert parse_moment(text) == MORNING


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mar 1, 2026", datetime(2026, 3, 1, tzinfo=UTC)),
        ("March 1, 2026 12:15 AM", datetime(2026, 3, 1, 0, 15, tzinfo=UTC)),
        ("March 1, 2026 12:15 PM", datetime(2026, 3, 1, 12, 15, tzinfo=UTC)),
        ("March 1, 2026 17:30 PM", datetime(2026, 3, 1, 17, 30, tzinfo=UTC)),
        ("2026-03-01T10:00:00.123+0530", datetime(2026, 3, 1, 4, 30, 0, 123000, tzinfo=UTC)),
        ("2026-02-28T24:00:00Z", datetime(2026, 3, 1, tzinfo=UTC)),
        ("31.12.2016 23:59:60", datetime(2016, 12, 31, 23, 59, 59, tzinfo=UTC)),
    ],
)
def test_parse_moment(text, expected):
    assert parse_moment(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "1970-01-01T00:00:00Z",
        "0001-01-01T00:00:00+14:00",
        "yesterday evening",
        "2 hours ago",
        "2026",
        "31 February 2026",
        "2026-03-01T25:00:00Z",
        "2026-03-01 10:00 +99:99",
        "1772359200",
        "1 March 2026, the army said",
        "١ ربيع ١٤٤٧",
        "18 Market 2026",
        "5 deciding 2026",
        "",
        "9" * 10_000,
    ],
)
def test_what_names_no_moment_is_none(text):
    assert parse_moment(text) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("18/01/2026", (1, 18)),
        ("01/18/2026", (1, 18)),
        ("05/05/2026", (5, 5)),
        ("03.04.2026", (4, 3)),
        ("Friday 03/04/2026", (4, 3)),
        ("Wed 04/03/2026", (3, 4)),
    ],
)
def test_day_and_month_are_told_apart_where_something_tells(text, day):
    moment = parse_moment(text)
    assert (moment.month, moment.day) == day


@pytest.mark.parametrize("text", ["03/04/2026", "Sat 03/04/2026"])
def test_day_and_month_are_not_guessed(text):
    assert parse_moment(text) is None


@pytest.mark.parametrize(
    "text",
    """18 de enero de 2026 · dimanche 18 janvier 2026 · 18. Januar 2026 · 18 gennaio 2026 · 18 de janeiro de 2026 ·
    18 stycznia 2026 · 18. ledna 2026 · 2026. január 18. · 2026 m. sausio 18 d. · 2026. gada 18. janvāris ·
    18 Ocak 2026, Pazar · Minggu, 18 Januari 2026 · 18 tháng 1 năm 2026 · 18 января 2026 г. · 18 січня 2026 року ·
    18 Ιανουαρίου 2026 · 18 يناير 2026 · 18 يناير/كانون الثاني 2026 · 18 كانون الثاني 2026 · ١٨ يناير ٢٠٢٦ ·
    ۱۸ ژانویه ۲۰۲۶ · 18 جنوری 2026 · 18 בינואר 2026 · 18 जनवरी 2026 · ১৮ জানুয়ারি ২০২৬ · 18 มกราคม 2569 ·
    18 ม.ค. 2569 · 2026年1月18日 · 2026년 1월 18일 · 2026.01.18. · 18 Հունվարի 2026 · 18 იანვარი 2026 ·
    18 tammikuuta 2026 · 18 siječnja 2026 · 18 janar 2026""".split("·"),
)
def test_days_in_many_languages(text):
    assert parse_moment(text) == datetime(2026, 1, 18, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    """18 de enero de 2026 a las 21:30 · 18 janvier 2026 à 21h30 · 18. Januar 2026, 21:30 Uhr
    · 18 gennaio 2026 alle 21:30
    · 18 Ocak 2026 saat 21:30 · 18 января 2026, 21:30 · 21:30, 18 января 2026 · 18 января 2026 г. в 21:30 ·
    2026年1月18日21:30 · 2026年1月18日 21時30分 · 2026년 1월 18일 오후 9:30 · 18 tammikuuta 2026 klo 21.30 ·
    Senin, 19 Januari 2026 04:30 WIB""".split("·"),
)
def test_times_of_day_in_many_languages(text):
    assert parse_moment(text) == datetime(2026, 1, 18, 21, 30, tzinfo=UTC)


def test_who_writes_the_day_first_is_read_so():
    assert parse_moment("03/04/2026", day_first=True) == datetime(2026, 4, 3, tzinfo=UTC)
    assert parse_moment("01/18/2026", day_first=True) == datetime(2026, 1, 18, tzinfo=UTC)


def test_of_two_readings_that_overlap_the_first_is_taken():
    line = "9:30 AM GMT, January 18, 2026 / 19 January 2026 17:30"
    assert [at.isoformat()[:16] for at, _, _ in find_moments(line)] == ["2026-01-18T09:30", "2026-01-19T17:30"]


@given(st.text(max_size=120) | st.text("0123456789:-/. TZamJn,", max_size=60))
def test_any_text_is_a_moment_in_utc_or_none(text):
    moment = parse_moment(text)
    assert moment is None or moment.tzinfo is UTC


@pytest.mark.parametrize("piece", ["1", "1 ", "12:30 ", "Mar 1 ", "1 Mar ", "2026-01-", "a", " "])
def test_reading_a_line_is_quick(piece):
    started = time.process_time()
    list(find_moments(piece * (3000 // len(piece))))
    assert time.process_time() - started < 0.5
