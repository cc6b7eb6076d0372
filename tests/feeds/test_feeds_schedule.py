"""When is a feed asked again? A test for each row of the table in schedule.py."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.errors import (
    AddressRefused,
    BadStatus,
    ConnectionFailed,
    DeadlinePassed,
    FeedError,
    HostWaits,
    ReaderKilled,
    RobotsDenied,
    RobotsUnavailable,
)
from tocsin.feeds.schedule import FeedState, Outcome, next_state
from tocsin.model import Feed, Validators

NOON = datetime(2026, 1, 18, 12, tzinfo=UTC)
URL = "https://wire.example/feed"
SEEN = Validators(etag='"1"', last_modified="Sun, 18 Jan 2026 10:00:00 GMT")


def a_feed(every_minutes=None):
    return Feed(url=URL, publisher="Harbour Wire", every_minutes=every_minutes)


def minutes_after(outcome, *, every=None, **state):
    """Return the minutes until the feed is due, from a state in which it is due at noon."""
    after = next_state(a_feed(every), FeedState(**state), outcome, NOON)
    return (after.next_check_at - NOON) / timedelta(minutes=1)


@pytest.mark.parametrize(
    ("outcome", "before", "after"),
    [
        (Outcome.fresh(10, 30), 40, 20),
        (Outcome.fresh(30, 30), 8, 5),
        (Outcome.fresh(3, 30), 40, 30),
        (Outcome.fresh(0, 30), 40, 60),
        (Outcome.fresh(0, 30), 60, 60),
        (Outcome.fresh(0, 0), 20, 30),
        (Outcome.unchanged(), 20, 30),
        (Outcome.unchanged(status=200), 20, 30),
        (Outcome.fresh(30, 30, ttl_minutes=15), 10, 15),
        (Outcome.fresh(30, 30, ttl_minutes=1440), 10, 60),
    ],
)
def test_the_interval_follows_the_news(outcome, before, after):
    assert minutes_after(outcome, interval_minutes=before) == after


@pytest.mark.parametrize(
    ("every", "outcome", "before", "after"),
    [
        (2, Outcome.fresh(30, 30), 3, 2),
        (2, Outcome.fresh(30, 30, ttl_minutes=15), 3, 2),
        (30, Outcome.fresh(30, 30), 30, 30),
        (240, Outcome.fresh(0, 30), 240, 240),
        (0, Outcome.fresh(0, 30), 30, 0),
        (0, Outcome.unchanged(), 30, 0),
    ],
)
def test_every_minutes_is_the_floor(every, outcome, before, after):
    assert minutes_after(outcome, every=every, interval_minutes=before) == after


def test_a_success_clears_what_was_wrong_and_keeps_its_validators():
    state = FeedState(failures=4, error="too slow", gone_at=NOON - timedelta(hours=1), body_hash="old")
    after = next_state(a_feed(), state, Outcome.fresh(1, 9, validators=SEEN, body_hash="new"), NOON)
    assert (after.failures, after.error, after.gone_at, after.disabled) == (0, "", None, False)
    assert (after.last_status, after.last_checked_at, after.last_success_at) == (200, NOON, NOON)
    assert (after.validators, after.body_hash) == (SEEN, "new")


def test_validators_that_are_gone_are_forgotten_with_a_success_and_kept_with_a_304():
    state = FeedState(etag='"1"', last_modified="x", body_hash="h")
    assert next_state(a_feed(), state, Outcome.fresh(1, 9), NOON).validators == Validators()
    kept = next_state(a_feed(), state, Outcome.unchanged(), NOON)
    assert (kept.etag, kept.last_modified, kept.body_hash, kept.last_status) == ('"1"', "x", "h", 304)


SOFT = [
    BadStatus(URL, 500),
    BadStatus(URL, 502),
    BadStatus(URL, 400),
    ConnectionFailed(URL, "reset"),
    DeadlinePassed(URL, "slow"),
    FeedError("an HTML page"),
    ReaderKilled("too much CPU"),
]


@pytest.mark.parametrize("error", SOFT, ids=lambda error: str(error)[-9:])
def test_soft_failures_back_off_in_a_line(error):
    outcome = Outcome.of_error(error)
    waits = [minutes_after(outcome, failures=failures) for failures in (0, 1, 5, 1000)]
    assert waits == [5, 10, 30, 1440]


@pytest.mark.parametrize("error", SOFT, ids=lambda error: str(error)[-9:])
def test_a_feed_due_on_every_pass_has_three_soft_failures_free(error):
    outcome = Outcome.of_error(error)
    assert [minutes_after(outcome, every=0, failures=n) for n in (0, 1, 2, 3, 4, 9)] == [0, 0, 0, 1, 2, 7]


@pytest.mark.parametrize("every", [None, 0])
@pytest.mark.parametrize(
    ("error", "waits"),
    [
        (BadStatus(URL, 404), [30, 60, 90]),
        (BadStatus(URL, 401), [60, 120, 180]),
        (BadStatus(URL, 403), [60, 120, 180]),
        (BadStatus(URL, 451), [60, 120, 180]),
        (BadStatus(URL, 410), [1440, 1440, 1440]),
        (RobotsDenied(URL, "robots.txt disallows it"), [1440, 1440, 1440]),
        (AddressRefused(URL, "10.0.0.1 is not a public address"), [1440, 1440, 1440]),
    ],
    ids=lambda value: str(value)[-9:],
)
def test_other_failures(every, error, waits):
    outcome = Outcome.of_error(error)
    assert [minutes_after(outcome, every=every, failures=n) for n in (0, 1, 2)] == waits


@pytest.mark.parametrize("every", [None, 0, 2])
@pytest.mark.parametrize("status", [429, 503])
def test_retry_after_holds_whatever_the_catalogue_says(every, status):
    error = BadStatus(URL, status, NOON + timedelta(minutes=90))
    assert minutes_after(Outcome.of_error(error), every=every) == 90
    assert minutes_after(Outcome.of_error(error), every=every, failures=1000) > 90


def test_a_host_that_waits_is_no_failure_of_the_feed():
    state = FeedState(failures=2, last_status=200, last_checked_at=NOON - timedelta(hours=1))
    outcome = Outcome.of_error(HostWaits(URL, NOON + timedelta(minutes=7), "the host asked us to wait"))
    after = next_state(a_feed(0), state, outcome, NOON)
    assert after.next_check_at == NOON + timedelta(minutes=7)
    assert (after.failures, after.last_checked_at) == (2, state.last_checked_at)
    assert "asked us to wait" in after.error


def test_a_feed_whose_robots_txt_cannot_be_had_is_failing_and_asked_when_that_is():
    error = RobotsUnavailable(URL, NOON + timedelta(minutes=10), "its robots.txt can't be had")
    after = next_state(a_feed(0), FeedState(), Outcome.of_error(error), NOON)
    assert (after.failures, after.next_check_at) == (1, NOON + timedelta(minutes=10))


def test_a_failure_is_told_and_keeps_the_validators():
    state = FeedState(etag='"1"', body_hash="h", last_success_at=NOON - timedelta(days=1))
    after = next_state(a_feed(), state, Outcome.of_error(BadStatus(URL, 500)), NOON)
    assert (after.failures, after.last_status, after.last_checked_at) == (1, 500, NOON)
    assert after.error == f"{URL}: HTTP 500"
    assert (after.etag, after.body_hash, after.last_success_at) == ('"1"', "h", NOON - timedelta(days=1))


def test_gone_twice_a_day_apart_disables():
    gone = Outcome.of_error(BadStatus(URL, 410))
    once = next_state(a_feed(), FeedState(), gone, NOON)
    assert (once.gone_at, once.disabled) == (NOON, False)
    soon = next_state(a_feed(), once, gone, NOON + timedelta(hours=23))
    assert not soon.disabled
    late = next_state(a_feed(), soon, gone, NOON + timedelta(hours=24))
    assert late.disabled


def test_gone_with_another_answer_in_between_starts_anew():
    gone = Outcome.of_error(BadStatus(URL, 410))
    state = next_state(a_feed(), FeedState(), gone, NOON)
    state = next_state(a_feed(), state, Outcome.of_error(BadStatus(URL, 500)), NOON + timedelta(hours=12))
    assert not next_state(a_feed(), state, gone, NOON + timedelta(hours=25)).disabled


outcomes = st.one_of(
    st.builds(
        Outcome.fresh,
        st.integers(0, 50),
        st.integers(50, 2000),
        ttl_minutes=st.none() | st.integers(0, 10**6),
    ),
    st.just(Outcome.unchanged()),
    st.sampled_from([Outcome.of_error(error) for error in SOFT]),
    st.builds(lambda status: Outcome.of_error(BadStatus(URL, status)), st.integers(300, 599)),
)


@given(st.lists(outcomes, max_size=30), st.none() | st.integers(0, 1440))
def test_a_feed_is_never_asked_in_the_past_and_never_forgotten(history, every):
    state = FeedState()
    for outcome in history:
        state = next_state(a_feed(every), state, outcome, NOON)
        assert NOON <= state.next_check_at <= NOON + timedelta(hours=24)
        assert state.failures >= 0
