"""Is the moment reckoned that the parts of a date mean, and none where they might mean two?"""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.dates.reckoning import moment_of


def numbers(one: str, other: str, by: str = "/", **more: str) -> dict[str, str]:
    return {"year": "2026", "one": one, "other": other, "by": by, **more}


@pytest.mark.parametrize(
    ("parts", "day"),
    [
        pytest.param(numbers("18", "01"), (1, 18), id="no eighteenth month, first"),
        pytest.param(numbers("01", "18"), (1, 18), id="no eighteenth month, last"),
        pytest.param(numbers("04", "03", "."), (3, 4), id="points stand behind the day"),
        pytest.param(numbers("05", "05"), (5, 5), id="both the same"),
        pytest.param(numbers("03", "04", weekday="wed"), (3, 4), id="the 4th of March was a Wednesday"),
        pytest.param(numbers("03", "04", weekday="fri"), (4, 3), id="the 3rd of April was a Friday"),
        pytest.param({"year": "26", "name": "Mars", "day": "4"}, (3, 4), id="a name and two digits"),
    ],
)
def test_which_day(parts, day):
    assert moment_of(parts) == datetime(2026, *day, tzinfo=UTC)


@pytest.mark.parametrize(
    ("clock", "expected"),
    [
        ({"hour": "12", "half": "A"}, (4, 0)),
        ({"hour": "12", "half": "p"}, (4, 12)),
        ({"hour": "9", "half": "p"}, (4, 21)),
        ({"hour": "21", "half": "p"}, (4, 21)),
        ({"hour": "24", "minute": "00"}, (5, 0)),
        ({"hour": "9", "zone": "PKT"}, (4, 4)),
        ({"hour": "2", "zone": "+05:00"}, (3, 21)),
    ],
)
def test_which_hour(clock, expected):
    assert moment_of({"year": "2026", "month": "03", "day": "04", **clock}) == datetime(2026, 3, *expected, tzinfo=UTC)


@pytest.mark.parametrize(
    "parts",
    [
        pytest.param(numbers("03", "04"), id="two days"),
        pytest.param(numbers("03", "04", weekday="sun"), id="neither was a Sunday"),
        pytest.param({"year": "1970", "month": "1", "day": "1"}, id="an empty field"),
        pytest.param({"year": "2026", "month": "2", "day": "30"}, id="no such day"),
        pytest.param({"year": "2026", "name": "Foo", "day": "1"}, id="no such month"),
        pytest.param({"year": "2026", "month": "3", "day": "4", "hour": "24", "minute": "1"}, id="past midnight"),
        pytest.param({"year": "9999", "month": "12", "day": "31", "hour": "24"}, id="past all time"),
    ],
)
def test_no_moment(parts):
    assert moment_of(parts) is None


@given(
    st.fixed_dictionaries(
        {
            "year": st.from_regex(r"\A([0-9]{2}|[0-9]{4})\Z"),
            "day": st.from_regex(r"\A[0-9]{1,2}\Z"),
            "month": st.from_regex(r"\A[0-9]{1,2}\Z"),
            "hour": st.from_regex(r"\A[0-9]{1,2}\Z"),
            "zone": st.from_regex(r"\A[+-][0-9]{1,2}:[0-9]{2}\Z"),
        }
    )
)
def test_whatever_the_numbers_it_is_a_moment_since_1990_or_none(parts):
    at = moment_of(parts)
    assert at is None or (at.tzinfo is UTC and at.year >= 1990)
