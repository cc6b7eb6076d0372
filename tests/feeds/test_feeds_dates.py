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
        "18.01.2026 12:00",
        "18/01/2026 12:00",
        "01/18/2026 12:00 PM",
        "01/18/2026 7:00 AM (EST)",
        "2026.01.18 12:00",
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
        "Sun,18 Jan 2026 12:00:00 GMT",
        "Sun, 18 Jan 2026 07:00 AM EST",
        "January 18, 2026 12:00 PM",
        "Jan 18, 2026 7:00am EST",
        "Sun, 18 Jan 2026 17:30 P.M. IST",
        "2026/01/18 12:00:00",
        "Sunday, January 18, 2026 - 12:00",
        "Sun, 18 Jan 2026 12:00:00 +0000 GMT",
        "Sun, 18 Jan 2026 15:00:00 +0300 MSK",
        "Sun, 18 Jan 2026 15:00:00 IDT",
        "Sun, 18 Jan 2026 16:30:00 IRDT",
        "Sun, 18 Jan 2026 02:00:00 HST",
        "Sun, 18 Jan 2026 08:30:00 NST",
        "Sun, 18 Jan 2026 17:00:00 UZT",
        "Sun Jan 18 2026 13:00:00 GMT+0100 (Central European Standard Time)",
        "2026-01-18T12:00:00\N{MINUS SIGN}00:00",
        "Вс, 18 янв 2026 15:00:00 +0300",
        "18 января 2026 г., 15:00 MSK",
        "dim., 18 janv. 2026 13:00:00 +0100",
        "18 janvier 2026 à 13:00 CET",
        "dom, 18 ene 2026 12:00:00 GMT",
        "18 de enero de 2026 12:00",
        "So, 18. Januar 2026 13:00 MEZ",
        "domingo, 18 de janeiro de 2026 12:00",
        "dom, 18 gen 2026 12:00:00 GMT",
        "Paz, 18 Oca 2026 15:00:00 +0300",
        "Нд, 18 січня 2026 14:00:00 +0200",
        "الأحد، 18 يناير 2026 12:00:00 GMT",
        "١٨ يناير ٢٠٢٦ ١٢:٠٠",
        "۲۰۲۶-۰۱-۱۸ ۱۲:۰۰:۰۰",
    ],
)
def test_forms(text):
    assert parse_date(text) == NOON


@pytest.mark.parametrize(
    ("names", "language"),
    [
        ("janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.", "fr"),
        ("enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre", "es"),
        ("janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro", "pt"),
        ("Januar Februar März April Mai Juni Juli August September Oktober November Dezember", "de"),
        ("gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre", "it"),
        ("января февраля марта апреля мая июня июля августа сентября октября ноября декабря", "ru"),
        ("січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня", "uk"),
        ("Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık", "tr"),
        ("يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر", "ar"),
        ("جانفي فيفري مارس أفريل ماي جوان جويلية أوت سبتمبر أكتوبر نوفمبر ديسمبر", "ar, Maghreb"),
    ],
)
def test_the_months_of_a_language(names, language):
    assert [parse_date(f"18 {name} 2026").month for name in names.split()] == list(range(1, 13)), language


@pytest.mark.parametrize("text", ["2026-01-18T24:00:00Z", "Sun, 18 Jan 2026 24:00:00 GMT", "19 Jan 2026 12:00 AM"])
def test_the_midnight_that_ends_a_day(text):
    assert parse_date(text) == datetime(2026, 1, 19, tzinfo=UTC)


@pytest.mark.parametrize(
    "text", ["2026-01-18", "18 Jan 2026", "Sun, 18 Jan 2026", "20260118", "January 18, 2026", "18 января 2026 г."]
)
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
        "03/04/2026",
        "2026/01.18",
        "1768737600",
        "0001-01-01T00:00:00Z",
        "Thu, 01 Jan 1970 00:00:00 GMT",
        "31 Feb 2026",
        "2026-13-01",
        "2026-01-18T25:00:00Z",
        "Sun, 18 Jan 2026 12:99:00 GMT",
        "18 Foo 2026",
        "2026-01-18T12:00:00+99:99",
        "2026-01/18",
        "2026-01-18T24:01:00Z",
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
