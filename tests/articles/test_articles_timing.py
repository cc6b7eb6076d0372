"""Which source of a date is believed, and is it named?"""

from datetime import UTC, datetime

import pytest

from tocsin.articles.timing import Timing, complete_timing, find_day_in_url

DAY = datetime(2026, 1, 18, tzinfo=UTC)


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("/2026/01/18/guns.html", DAY),
        ("/2026/1/18/guns", DAY),
        ("/world/2026-01-18/guns", DAY),
        ("/world/2026/jan/18/guns", DAY),
        ("/guns-20260118.html", DAY),
        ("/2026/01/guns", None),
        ("/2026/13/45/guns", None),
        ("/article-2026011899", None),
        ("/guns?on=/2026/01/18/", None),
    ],
)
def test_a_day_in_an_address(path, day):
    assert find_day_in_url(f"https://lantern.example{path}") == day


def test_lines_come_before_the_address_and_those_below_before_those_above():
    told = {"url": "https://lantern.example/2026/01/15/guns", "day_first": False}
    line = ["Published 18 January 2026", "Updated 19 January 2026"]
    below = complete_timing(Timing(), under=line, above=["16 January 2026"], **told)
    assert below == Timing(
        published_at=DAY,
        published_by="line under the headline",
        modified_at=datetime(2026, 1, 19, tzinfo=UTC),
        modified_by="line under the headline",
    )
    assert complete_timing(Timing(), under=[], above=line, **told).published_by == "line above the headline"
    assert complete_timing(Timing(), under=[], above=[], **told).published_by == "url"


def test_what_the_markup_said_stays_though_it_is_in_the_future():
    claim = Timing(published_at=datetime(2099, 1, 1, tzinfo=UTC), published_by="json-ld")
    assert complete_timing(claim, under=["18 January 2026"], above=[], url="", day_first=False) == claim


def test_no_address_is_too_odd():
    assert find_day_in_url("http://[broken/2026/01/18/") is None
