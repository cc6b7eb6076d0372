"""Is a feed silent by its own measure, and only by that?"""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tocsin.feeds.silence import is_silent, note_news
from tocsin.feeds.state import FeedState

NOON = datetime(2026, 1, 18, 12, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
WIRE = FeedState(first_read_at=NOON - 60 * DAY, last_new_at=NOON, usual_silence=15.0, longest_silence=7 * 60.0)


def seen(state, *, at):
    """Return the state once the feed has answered at `at`, with nothing new."""
    return replace(state, last_success_at=at)


@pytest.mark.parametrize(
    ("changes", "quiet", "silent"),
    [
        ({}, 23 * HOUR, False),
        ({}, 25 * HOUR, True),
        ({"longest_silence": 63 * 60.0}, 7 * DAY, False),
        ({"longest_silence": 63 * 60.0}, 8 * DAY, True),
        ({"longest_silence": 30 * 1440.0}, 89 * DAY, False),
        ({"longest_silence": 30 * 1440.0}, 91 * DAY, True),
        ({"first_read_at": NOON - 2 * DAY}, 71 * HOUR, False),
        ({"first_read_at": NOON - 2 * DAY}, 73 * HOUR, True),
        ({"longest_silence": None, "usual_silence": None}, 6 * DAY, False),
        ({"longest_silence": None, "usual_silence": None}, 8 * DAY, True),
        ({"last_new_at": None}, 90 * DAY, False),
    ],
)
def test_silent_is_far_longer_than_its_own_normal(changes, quiet, silent):
    assert is_silent(seen(replace(WIRE, **changes), at=NOON + quiet)) is silent


def test_what_never_answered_is_not_silent():
    assert not is_silent(FeedState(last_new_at=NOON - 90 * DAY))


def test_a_silence_is_what_was_seen_of_it():
    # Nobody asked for nine days: that the feed was silent for ten hours is all that is known.
    ended = note_news(seen(WIRE, at=NOON + 10 * HOUR), NOON + 10 * DAY)
    assert (ended.last_new_at, ended.longest_silence) == (NOON + 10 * DAY, 600.0)
    assert ended.usual_silence == pytest.approx((15 * 600) ** 0.5)


def test_news_at_each_check_is_no_silence():
    state = replace(WIRE, longest_silence=None)
    for n in range(1, 20):
        state = replace(note_news(state, NOON + n * HOUR), last_success_at=NOON + n * HOUR)
    assert state.usual_silence < 2
    assert state.longest_silence == 0


def test_the_first_news_are_no_end_of_a_silence():
    state = note_news(FeedState(), NOON)
    assert (state.last_new_at, state.usual_silence, state.longest_silence) == (NOON, None, None)


def test_a_long_silence_is_half_forgotten_in_thirty_days():
    long = replace(WIRE, longest_silence=100_000.0)
    assert note_news(seen(long, at=NOON + 30 * DAY), NOON + 30 * DAY).longest_silence == pytest.approx(50_000)
