"""Has a feed moved for good? A test for each row of the table in moves.py."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tocsin.errors import AddressRefused, BadStatus, ConnectionFailed, DeadlinePassed, FeedError
from tocsin.feeds.moves import may_move, spellings
from tocsin.feeds.outcome import Outcome, Said
from tocsin.feeds.schedule import next_state
from tocsin.feeds.state import FeedState
from tocsin.model import Feed, Validators

NOON = datetime(2026, 1, 18, 12, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
URL, NEW, OTHER = "https://wire.example/feed", "https://new.example/feed", "https://other.example/feed"
FEED = Feed(url=URL, publisher="Harbour Wire")


def after(*answers, state=None):
    """Return the state after answers, each (hours, where it was redirected to for good or the outcome itself)."""
    state = state or FeedState()
    for hours, answer in answers:
        outcome = answer if isinstance(answer, Outcome) else Outcome.unchanged(Said(moved_to=answer))
        state = next_state(FEED, state, outcome, NOON + hours * HOUR)
    return state


def failed(error):
    return Outcome.of_error(error)


@pytest.mark.parametrize(
    ("answers", "moved_to"),
    [
        ([(0, NEW), (12, NEW), (24, NEW)], NEW),
        ([(0, NEW), (24, NEW)], None),
        ([(0, NEW), (1, NEW), (2, NEW), (23, NEW)], None),
        ([(0, NEW), (1, NEW), (2, NEW), (25, NEW)], NEW),
        ([(0, NEW), (12, None), (24, NEW), (25, NEW)], None),
        ([(0, NEW), (12, None), (24, NEW), (36, NEW), (48, NEW)], NEW),
        ([(0, NEW), (12, OTHER), (24, NEW), (25, NEW)], None),
        ([(0, NEW), (12, OTHER), (24, OTHER), (36, OTHER)], OTHER),
        ([(0, NEW), (6, failed(DeadlinePassed(URL, "slow"))), (12, NEW), (24, NEW)], NEW),
        ([(0, None), (12, None), (24, None)], None),
        ([(0, URL), (12, URL), (24, URL)], None),
    ],
    ids=["three a day apart", "two", "four within a day", "over a day", "none between", "three after that",
         "another between", "three of the other", "a failure between", "no redirect", "its own"],
)  # fmt: skip
def test_rows_1_to_4_three_equal_answers_over_a_day(answers, moved_to):
    assert after(*answers).moved_to == moved_to
    assert after(*answers).address(FEED) == (moved_to or URL)


def test_a_moved_feed_stays_and_may_move_on_or_home():
    moved = after((0, NEW), (12, NEW), (24, NEW))
    assert after((36, None), state=moved).moved_to == NEW
    assert after((36, OTHER), (48, OTHER), (60, OTHER), state=moved).moved_to == OTHER
    assert after((36, URL), (48, URL), (60, URL), state=moved).moved_to is None


MOVED = FeedState(moved_to=NEW, etag='"1"', last_modified="x", last_success_at=NOON, last_whole_at=NOON)


@pytest.mark.parametrize(
    ("error", "address"),
    [
        (BadStatus(NEW, 403), URL),
        (BadStatus(NEW, 401), URL),
        (BadStatus(NEW, 404), URL),
        (BadStatus(NEW, 410), URL),
        (FeedError("an HTML page"), URL),
        (AddressRefused(NEW, "10.0.0.1"), URL),
        (BadStatus(NEW, 500), NEW),
        (BadStatus(NEW, 503), NEW),
        (BadStatus(NEW, 429), NEW),
        (ConnectionFailed(NEW, "reset"), NEW),
        (DeadlinePassed(NEW, "slow"), NEW),
    ],
    ids=lambda value: str(value),
)
def test_row_5_what_is_not_at_the_new_address_is_asked_at_the_old_one(error, address):
    state = after((1, failed(error)), state=MOVED)
    assert state.address(FEED) == address
    assert state.ask_with(NOON + HOUR) == (Validators() if address == URL else MOVED.validators)


def test_row_6_what_is_given_up_is_asked_at_the_old_one():
    state = next_state(FEED, replace(MOVED, score=29.9), failed(ConnectionFailed(NEW, "reset")), NOON + 9 * DAY)
    assert (state.disabled, state.moved_to) == (True, None)


def test_a_feed_never_moves_out_of_encryption():
    assert may_move("http://a.example/", "http://b.example/")
    assert may_move("http://a.example/", "https://a.example/")
    assert not may_move("https://a.example/", "http://a.example/")


def test_spellings_of_one_address():
    assert set(spellings("http://a.example/feed/")) == {
        "http://a.example/feed", "http://a.example/feed/", "https://a.example/feed", "https://a.example/feed/",
    }  # fmt: skip
