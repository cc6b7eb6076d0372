"""Do times, links and alerts read as they should, and is a link only what may be followed?"""

from datetime import timedelta

import pytest

from builders import NOON
from tocsin_pages.words import STATUS_MEANS, STATUS_WORDS, alert_state, count, distance, link


@pytest.mark.parametrize(
    ("ago", "words"),
    [
        (timedelta(seconds=20), "just now"),
        (timedelta(seconds=-20), "in a moment"),
        (timedelta(minutes=12), "12 min ago"),
        (timedelta(hours=47), "47 h ago"),
        (timedelta(days=3), "3 days ago"),
        (timedelta(minutes=-7), "in 7 min"),
    ],
)
def test_distance(ago, words):
    assert distance(NOON - ago, now=NOON) == words


def test_count():
    assert [count(1, "feed"), count(1200, "feed"), count(2, "entry", "entries")] == [
        "1 feed",
        "1,200 feeds",
        "2 entries",
    ]


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "JAVASCRIPT:alert(1)", " javascript:alert(1)", "data:text/html,x", "vbscript:x",
     "//a.example", "/local", "ftp://a.example/", "http://", "https://a.example/\u202e",
     "http://a.example/ b", "", "java\nscript:x"],
)  # fmt: skip
def test_what_is_no_web_address_is_no_link(url):
    assert link("title", url).url == ""


def test_a_web_address_is_a_link():
    found = link("title", "https://www.Meridian.example/a?b=1&c=2")
    assert (found.url, found.host) == ("https://www.Meridian.example/a?b=1&c=2", "meridian.example")


def test_every_state_is_explained():
    assert STATUS_WORDS.keys() == STATUS_MEANS.keys()
    assert alert_state(None, now=NOON).status == "undecided"
