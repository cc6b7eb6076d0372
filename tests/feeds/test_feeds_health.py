"""How is a feed, in words?"""

from datetime import timedelta

import pytest

from builders import NOON
from tocsin.feeds.document import ParsedFeed
from tocsin.feeds.health import Condition, Health, advice_on, health_of, trouble_in_words, wrong_in_words
from tocsin.feeds.impostors import Impostor
from tocsin.feeds.outcome import Outcome, remark_on
from tocsin.feeds.schedule import next_state
from tocsin.feeds.state import FeedState
from tocsin.model import Entry, Feed

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
NEW = "https://new.example/rss"


@pytest.mark.parametrize(
    ("state", "expected", "words"),
    [
        (FeedState(), Health(Condition.NEVER_CHECKED), "never checked"),
        (FeedState(last_success_at=NOON), Health(Condition.OK), "ok"),
        (
            FeedState(error="the host asked us to wait"),
            Health(Condition.NEVER_CHECKED, None, "the host asked us to wait"),
            "never checked",
        ),
        (
            FeedState(failures=2, last_success_at=NOON, error="too slow"),
            Health(Condition.FAILING, NOON, "too slow"),
            "failing since 2026-03-14 12:00",
        ),
        (
            FeedState(failures=2, error="too slow"),
            Health(Condition.FAILING, None, "too slow"),
            "failing, and never read yet",
        ),
        (
            FeedState(failures=2, last_success_at=NOON, error="an HTML page, not a feed", trouble=Impostor.HTML),
            Health(
                Condition.FAILING,
                NOON,
                "an HTML page, not a feed",
                "an HTML page instead of a feed: a login, a consent page, or the feed has moved",
            ),
            "failing since 2026-03-14 12:00",
        ),
        (
            FeedState(disabled=True, given_up_at=NOON, error="HTTP 403", trouble="bad status", last_status=403),
            Health(Condition.GIVEN_UP, NOON, "HTTP 403", "it refuses us"),
            "given up, since 2026-03-14 12:00",
        ),
        (
            FeedState(last_success_at=NOON, last_new_at=NOON - 9 * DAY, remark="no dates", moved_to=NEW),
            Health(
                Condition.SILENT,
                NOON - 9 * DAY,
                "it answers, and has brought nothing for far longer than is usual for it: has it moved?",
            ),
            "silent, since 2026-03-05 12:00",
        ),
        (
            FeedState(last_success_at=NOON, remark="no entries", moved_to=NEW),
            Health(Condition.NO_ENTRIES, None, "its last document was a feed without entries"),
            "no entries",
        ),
        (
            FeedState(last_success_at=NOON, remark="no dates", moved_to=NEW),
            Health(Condition.NO_DATES, None, "no entry has a date: each counts as published when we saw it"),
            "no dates",
        ),
        (
            FeedState(last_success_at=NOON, moved_to=NEW),
            Health(Condition.MOVED, None, f"it moved to {NEW}: give it that url in the catalogue"),
            "moved",
        ),
        (
            FeedState(disabled=True, gone_at=NOON, error="HTTP 410"),
            Health(Condition.GONE, NOON, "HTTP 410"),
            "disabled after HTTP 410, since 2026-03-14 12:00",
        ),
        (
            FeedState(disabled=True, failures=3, error="disabled by an operator"),
            Health(Condition.BY_OPERATOR),
            "disabled by an operator",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_health_in_words(state, expected, words):
    assert health_of(state) == expected
    assert health_of(state).words == words


def test_what_the_schedule_gives_up_is_never_taken_for_an_operators_wish():
    feed, state = Feed(url="https://q.example/", publisher="Q"), FeedState()
    for hours in (0, 25):
        state = next_state(feed, state, Outcome.failed("bad status", status=410), NOON + hours * HOUR)
    assert state.disabled
    assert health_of(state).condition is Condition.GONE


@pytest.mark.parametrize(
    ("kind", "status", "words"),
    [
        ("bad status", 401, "it wants a login"),
        ("bad status", 403, "it refuses us"),
        ("bad status", 404, "nothing is found there"),
        ("bad status", 410, "its server says that it is gone for good"),
        ("bad status", 429, "its host asks us to wait"),
        ("bad status", 503, "its host asks us to wait"),
        ("bad status", 500, "its server fails"),
        ("bad status", 418, "bad status"),
        (Impostor.BOT_WALL, None, "a bot wall instead of a feed: ask its publisher to let us in"),
        ("empty document", None, "an empty document instead of a feed"),
        ("connection failed", None, "it can't be reached"),
        ("", 403, ""),
        ("", None, ""),
    ],
)
def test_a_trouble_in_words(kind, status, words):
    assert trouble_in_words(kind, status) == words


def test_our_words_come_first_and_the_errors_in_brackets():
    assert wrong_in_words("it refuses us", "HTTP 403") == "it refuses us (HTTP 403)"
    assert (wrong_in_words("", "HTTP 403"), wrong_in_words("it refuses us", "")) == ("HTTP 403", "it refuses us")


def a_document(*dates, updated=None):
    entries = [Entry(id=str(n), url="", title="x", published_at=at, updated_at=updated) for n, at in enumerate(dates)]
    return ParsedFeed(title="", language="", entries=tuple(entries))


@pytest.mark.parametrize(
    ("feed", "remark"),
    [
        (a_document(), "no entries"),
        (a_document(None, None, None), "no dates"),
        (a_document(None, None), ""),
        (a_document(None, None, NOON), ""),
        (a_document(None, None, None, updated=NOON), ""),
    ],
)
def test_what_is_odd_about_a_document(feed, remark):
    assert remark_on(feed) == remark


def test_advice_on_a_feed_that_was_read():
    assert advice_on(a_document(NOON), moved_to=None) == ""
    said = advice_on(a_document(), moved_to=NEW).split("; ")
    assert said == [
        "its last document was a feed without entries",
        f"it moved to {NEW}: give it that url in the catalogue",
    ]
