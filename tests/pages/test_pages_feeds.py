"""Does a feed's row say how it is, and what to do?"""

from datetime import timedelta
from typing import Any

import pytest

from builders import NOON
from tocsin.store.feeds import STATE
from tocsin_pages.feeds import feed_rows, polling_trouble

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


def a_row(**changes: Any) -> dict[str, Any]:
    """Return a feed that was read three minutes ago."""
    facts: dict[str, Any] = dict.fromkeys(STATE) | {
        "id": 1, "url": "https://meridian.example/rss", "publisher": "Meridian Wire", "region": "Global",
        "language": "en",
        "state_affiliated": False, "disabled": False, "failures": 0, "error": "", "last_checked_at": NOON - 3 * MINUTE,
        "last_success_at": NOON - 3 * MINUTE, "next_check_at": NOON + 7 * MINUTE,
    }  # fmt: skip
    return facts | changes


@pytest.mark.parametrize(
    ("changes", "entry", "health", "says"),
    [
        ({}, NOON, "well", ""),
        ({"disabled": True, "failures": 3}, None, "off", "by an operator; tocsin feeds enable asks it again"),
        ({"disabled": True, "gone_at": NOON}, None, "gone",
         "its server says that it is gone for good; asked once in 30 days, and by tocsin feeds enable"),
        ({"disabled": True, "given_up_at": NOON, "trouble": "bad status", "last_status": 403}, None, "given-up",
         "it refuses us; asked once in 30 days, and by tocsin feeds enable"),
        ({"failures": 1, "last_success_at": None, "trouble": "bot wall"}, None, "failing",
         "a bot wall instead of a feed: ask its publisher to let us in; 1 check failed in a row; never read so far"),
        ({"remark": "no entries"}, None, "empty", "its last document was a feed with nothing in it"),
        ({"remark": "no dates"}, None, "undated", "no entry has a date: each counts as published when we saw it"),
        ({"moved_to": "https://new.example/rss"}, None, "moved",
         "it moved to https://new.example/rss: give it that url in the catalogue"),
        ({"failures": 4, "last_success_at": NOON - 2 * DAY}, NOON, "failing",
         "4 checks failed in a row; last read 2 days ago"),
        ({"failures": 1, "last_success_at": None}, None, "failing", "1 check failed in a row; never read so far"),
        ({"next_check_at": NOON - 31 * MINUTE}, NOON, "overdue",
         "was due and has not been asked: does poll_feeds run?"),
        ({"error": "wait"}, NOON, "waits", "its host asked us to wait"),
        ({"last_checked_at": None, "last_success_at": None, "next_check_at": None}, None, "new",
         "the next run of poll_feeds asks it"),
        ({"last_new_at": NOON - 9 * DAY}, NOON - 9 * DAY, "silent",
         "answers, but has brought nothing for 9 days, far longer than usual: has it moved?"),
        ({"last_new_at": NOON - 9 * DAY, "longest_silence": 10_000}, NOON - 9 * DAY, "well", ""),
    ],
)  # fmt: skip
def test_health(changes, entry, health, says):
    (row,) = feed_rows([a_row(**changes)], {1: entry} if entry else {}, now=NOON)
    assert (row.health, row.says) == (health, says)


def test_the_sickest_come_first_and_an_error_does_not_repeat_the_address():
    rows = [a_row(), a_row(id=2, failures=1, error="https://meridian.example/rss: HTTP 403")]
    found = feed_rows(rows, {}, now=NOON)
    assert [row.health for row in found] == ["failing", "well"]
    assert found[0].error == "HTTP 403"


def test_says_when_nothing_is_asked_at_all():
    late = a_row(next_check_at=NOON - DAY, last_checked_at=NOON - DAY)
    assert polling_trouble([late], now=NOON) == "1 feed is due and the last was asked 24 h ago: does poll_feeds run?"
    assert polling_trouble([late, a_row()], now=NOON) == ""
    assert polling_trouble([], now=NOON) == ""


@pytest.mark.parametrize(
    ("next_check", "words"),
    [(NOON + 7 * MINUTE, "in 7 min"), (NOON - MINUTE, "due now"), (NOON - 45 * MINUTE, "due for 45 min")],
)
def test_next_check(next_check, words):
    (row,) = feed_rows([a_row(next_check_at=next_check)], {}, now=NOON)
    assert row.next_check.ago == words


def test_what_is_switched_off_has_no_next_check():
    (row,) = feed_rows([a_row(disabled=True)], {}, now=NOON)
    assert row.next_check is None
    (row,) = feed_rows([a_row(disabled=True, gone_at=NOON, next_check_at=NOON + 30 * DAY)], {}, now=NOON)
    assert row.next_check.ago == "in 30 days"
