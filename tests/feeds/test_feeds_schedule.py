"""What is a feed's next state? A test for each row of the table in schedule.py, by its number."""

from dataclasses import replace
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
    TooLarge,
)
from tocsin.feeds.outcome import Outcome, Said
from tocsin.feeds.schedule import next_state
from tocsin.feeds.state import FeedState
from tocsin.model import Feed, Validators

NOON = datetime(2026, 1, 18, 12, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
URL = "https://wire.example/feed"
SEEN = Validators(etag='"1"', last_modified="Sun, 18 Jan 2026 10:00:00 GMT")
# Read for weeks, and quiet for a day at a time: up to three hours between two checks are no loss.
SLOW = {
    "first_read_at": NOON - 60 * DAY,
    "last_new_at": NOON - HOUR,
    "usual_silence": 1440.0,
    "longest_silence": 1440.0,
}
NO_ANSWER = Outcome.of_error(ConnectionFailed(URL, "reset"))


def a_feed(every_minutes=None):
    return Feed(url=URL, publisher="Harbour Wire", every_minutes=every_minutes)


def status(code, not_before=None):
    return Outcome.of_error(BadStatus(URL, code, not_before))


def after(outcome, *, every=None, at=NOON, **state):
    return next_state(a_feed(every), FeedState(**state), outcome, at)


def minutes_after(outcome, *, every=None, **state):
    """Return the minutes until the feed is due, from a state in which it is due at noon."""
    return (after(outcome, every=every, **state).next_check_at - NOON) / MINUTE


def about(minutes):
    """Up to a tenth more: what keeps feeds apart."""
    return pytest.approx(minutes * 1.05, rel=0.0477)


ANSWERS = [
    pytest.param(Outcome.fresh(21, 30), 30, id="1: less than a third known"),
    pytest.param(Outcome.fresh(20, 30), 60, id="2: a third known"),
    pytest.param(Outcome.fresh(10, 30), 60, id="2: two thirds known"),
    pytest.param(Outcome.fresh(9, 30), 90, id="3: more than two thirds known"),
    pytest.param(Outcome.fresh(0, 30), 90, id="3: all known"),
    pytest.param(Outcome.fresh(0, 0), 90, id="3: empty"),
    pytest.param(Outcome.unchanged(status=200), 90, id="4: the body that we have"),
    pytest.param(Outcome.unchanged(), 90, id="5: not modified"),
    pytest.param(Outcome.fresh(3, 3, status=226), 60, id="21: a part, all of it new"),
    pytest.param(Outcome.fresh(0, 3, status=226), 90, id="21: a part, nothing new"),
]


@pytest.mark.parametrize(("outcome", "interval"), ANSWERS)
def test_rows_1_to_5_and_21_the_interval_follows_the_news(outcome, interval):
    state = after(outcome, interval_minutes=60, failures=7, score=3.5, trouble="too slow", error="slow", **SLOW)
    assert state.interval_minutes == interval
    assert (state.next_check_at - NOON) / MINUTE == about(interval)
    assert (state.failures, state.score, state.trouble, state.error) == (0, 0, "", "")
    assert (state.last_checked_at, state.last_success_at, state.last_status) == (NOON, NOON, outcome.status)


FAILURES = [
    pytest.param(NO_ANSWER, 0.25, 10, id="6: no answer"),
    pytest.param(Outcome.of_error(DeadlinePassed(URL, "slow")), 0.25, 10, id="6: too slow"),
    pytest.param(status(429), 0.25, 10, id="7: 429"),
    pytest.param(status(503), 0.25, 10, id="7: 503"),
    pytest.param(Outcome.of_error(RobotsUnavailable(URL, NOON, "none")), 0.25, 10, id="8: no robots.txt"),
    pytest.param(status(500), 0.5, 10, id="9: 500"),
    pytest.param(status(502), 0.5, 10, id="9: 502"),
    pytest.param(status(400), 0.5, 10, id="9: 400"),
    pytest.param(Outcome.of_error(FeedError("an HTML page")), 0.5, 10, id="9: no feed"),
    pytest.param(Outcome.of_error(ReaderKilled("too much CPU")), 0.5, 10, id="9: the reader killed"),
    pytest.param(Outcome.of_error(TooLarge(URL, "6 MB")), 0.5, 10, id="9: too large"),
    pytest.param(status(404), 0.5, 30, id="10: 404"),
    pytest.param(status(401), 1, 60, id="11: 401"),
    pytest.param(status(403), 1, 60, id="11: 403"),
    pytest.param(status(451), 1, 60, id="11: 451"),
    pytest.param(Outcome.of_error(RobotsDenied(URL, "no")), 0.5, 1440, id="12: robots.txt says no"),
    pytest.param(Outcome.of_error(AddressRefused(URL, "10.0.0.1")), 0.5, 1440, id="13: address refused"),
    pytest.param(status(410), 0.5, 1440, id="14: 410"),
    pytest.param(Outcome.failed("broke us"), 0, 10, id="20: it broke us"),
]


@pytest.mark.parametrize(("outcome", "weight", "step"), FAILURES)
def test_rows_6_to_14_and_20_failures_weigh_and_back_off_in_a_line(outcome, weight, step):
    for failures in (0, 1, 5, 200):
        state = after(outcome, failures=failures, score=2.0, etag='"1"', body_hash="h", last_success_at=NOON - HOUR)
        wait = min(step * (failures + 1), 1440) if step < 1440 else 1440
        assert (state.next_check_at - NOON) / MINUTE == about(wait)
        assert state.next_check_at - NOON <= DAY
        assert (state.failures, state.score, state.disabled) == (failures + 1, 2.0 + weight, False)
        assert (state.last_checked_at, state.last_status, state.trouble) == (NOON, outcome.status, outcome.kind)
        assert (state.etag, state.body_hash, state.last_success_at) == ('"1"', "h", NOON - HOUR)
    assert state.error == outcome.detail


@pytest.mark.parametrize("every", [None, 0, 2])
@pytest.mark.parametrize("code", [429, 503])
def test_row_7_retry_after_holds_whatever_the_catalogue_says(every, code):
    asked = status(code, NOON + 90 * MINUTE)
    assert 90 <= minutes_after(asked, every=every) <= 99
    assert minutes_after(asked, every=every, failures=100) > 90


def test_row_8_a_feed_whose_robots_txt_cannot_be_had_is_asked_when_that_is():
    error = RobotsUnavailable(URL, NOON + 25 * MINUTE, "its robots.txt can't be had")
    state = after(Outcome.of_error(error), every=0)
    assert (state.failures, state.next_check_at) == (1, NOON + 25 * MINUTE)


def test_row_15_gone_twice_a_day_apart_is_given_up():
    once = after(status(410))
    assert (once.gone_at, once.disabled) == (NOON, False)
    soon = next_state(a_feed(), once, status(410), NOON + 23 * HOUR)
    assert not soon.disabled
    late = next_state(a_feed(), soon, status(410), NOON + 24 * HOUR)
    assert (late.disabled, late.gone_at, late.is_switched_off) == (True, NOON, False)
    assert late.next_check_at == NOON + 31 * DAY


def test_row_15_another_answer_in_between_starts_anew():
    state = after(status(410))
    state = next_state(a_feed(), state, status(500), NOON + 12 * HOUR)
    assert not next_state(a_feed(), state, status(410), NOON + 25 * HOUR).disabled


@pytest.mark.parametrize(
    ("outcome", "score", "well", "given_up"),
    [
        (NO_ANSWER, 29.75, 8 * DAY, True),
        (NO_ANSWER, 29.5, 8 * DAY, False),
        (status(500), 29.5, 8 * DAY, True),
        (status(403), 29, 8 * DAY, True),
        (status(403), 28.75, 8 * DAY, False),
        (status(403), 29, 6 * DAY, False),
        (status(403), 99, 7 * DAY, True),
        (status(403), 29, None, True),
    ],
)
def test_row_16_a_score_of_30_is_given_up_but_never_within_a_week(outcome, score, well, given_up):
    state = after(outcome, failures=40, score=score, last_success_at=well and NOON - well)
    assert (state.disabled, state.given_up_at) == (given_up, NOON if given_up else None)
    assert (state.next_check_at == NOON + 30 * DAY) is given_up
    assert not state.is_switched_off


GIVEN_UP = [{"gone_at": NOON - 31 * DAY}, {"given_up_at": NOON - 30 * DAY}]


@pytest.mark.parametrize("machine", GIVEN_UP)
@pytest.mark.parametrize("outcome", [NO_ANSWER, status(404), status(410), status(503, NOON + HOUR)])
def test_row_17_one_given_up_stays_so_while_it_fails(machine, outcome):
    state = after(outcome, disabled=True, score=30, **machine)
    assert state.disabled
    assert state.next_check_at == NOON + 30 * DAY
    assert {name: getattr(state, name) for name in machine} == machine


@pytest.mark.parametrize("machine", GIVEN_UP)
@pytest.mark.parametrize("outcome", [Outcome.fresh(5, 9), Outcome.unchanged(), Outcome.unchanged(status=200)])
def test_row_18_one_given_up_is_followed_again_when_it_answers(machine, outcome):
    state = after(outcome, disabled=True, score=31, failures=50, **machine)
    assert (state.disabled, state.gone_at, state.given_up_at, state.score) == (False, None, None, 0)
    assert state.next_check_at - NOON <= 17 * MINUTE


def test_row_19_a_host_that_waits_is_no_failure_of_the_feed():
    before = FeedState(failures=2, score=1.0, last_status=200, last_checked_at=NOON - HOUR, trouble="too slow")
    outcome = Outcome.of_error(HostWaits(URL, NOON + 7 * MINUTE, "the host asked us to wait"))
    state = next_state(a_feed(0), before, outcome, NOON)
    assert state == replace(before, next_check_at=NOON + 7 * MINUTE, error=state.error)
    assert "asked us to wait" in state.error


@pytest.mark.parametrize("outcome", [Outcome.fresh(5, 9), Outcome.unchanged(), NO_ANSWER, status(410)])
def test_what_an_operator_disabled_stays_so(outcome):
    assert after(outcome, disabled=True, score=40).is_switched_off


@pytest.mark.parametrize("every", [1, 2, 30, 240])
@pytest.mark.parametrize("outcome", [Outcome.fresh(30, 30, ttl_minutes=60), Outcome.fresh(0, 30), Outcome.unchanged()])
def test_every_minutes_holds_exactly(every, outcome):
    assert minutes_after(outcome, every=every, interval_minutes=77, **SLOW) == every
    assert after(outcome, every=every, interval_minutes=77).interval_minutes == 77
    assert [minutes_after(status(500), every=every, failures=n) for n in (0, 1)] == [every, 2 * every]


@pytest.mark.parametrize("outcome", [Outcome.fresh(0, 30, ttl_minutes=60), Outcome.unchanged()])
def test_zero_is_due_on_every_pass(outcome):
    assert minutes_after(outcome, every=0, interval_minutes=30) == 0


@pytest.mark.parametrize("outcome", [status(500), NO_ANSWER, Outcome.of_error(FeedError("an HTML page"))])
def test_a_feed_due_on_every_pass_has_three_soft_failures_free(outcome):
    assert [minutes_after(outcome, every=0, failures=n) for n in (0, 1, 2, 3, 4, 9)] == [0, 0, 0, 1, 2, 7]


@pytest.mark.parametrize(("code", "wait"), [(404, 30), (403, 60), (410, 1440)])
def test_and_nothing_else_is_free(code, wait):
    assert minutes_after(status(code), every=0) == wait


def test_validators_change_with_a_success_only():
    state = {"etag": '"1"', "last_modified": "x", "body_hash": "h"}
    assert after(Outcome.fresh(1, 9), **state).validators == Validators()
    fresh = after(Outcome.fresh(1, 9, said=Said(validators=SEEN), body_hash="new"), **state)
    assert (fresh.validators, fresh.body_hash) == (SEEN, "new")
    kept = after(Outcome.unchanged(), **state)
    assert (kept.etag, kept.last_modified, kept.body_hash, kept.last_status) == ('"1"', "x", "h", 304)


def test_when_the_whole_document_was_last_read_is_kept_and_it_is_wanted_after_seven_days():
    read = after(Outcome.fresh(1, 9, said=Said(validators=SEEN)))
    same = next_state(a_feed(), read, Outcome.unchanged(Said(validators=SEEN)), NOON + 6 * DAY)
    assert same.last_whole_at == NOON
    assert same.ask_with(NOON + 7 * DAY - MINUTE) == SEEN
    assert same.ask_with(NOON + 7 * DAY) == Validators()
    failed = next_state(a_feed(), same, NO_ANSWER, NOON + 7 * DAY)
    assert failed.ask_with(NOON + 7 * DAY) == Validators()
    whole = next_state(a_feed(), failed, Outcome.unchanged(Said(validators=SEEN), status=200), NOON + 7 * DAY)
    assert whole.ask_with(NOON + 8 * DAY) == SEEN


def test_a_part_of_a_document_says_nothing_of_the_whole():
    read = after(Outcome.fresh(9, 9, said=Said(validators=SEEN), body_hash="whole", remark="no dates"))
    newer = Said(validators=Validators(etag='"2"'))
    part = next_state(a_feed(), read, Outcome.fresh(1, 1, said=newer, body_hash="part", status=226), NOON + DAY)
    assert (part.body_hash, part.remark, part.last_whole_at) == ("whole", "no dates", NOON)
    assert part.validators == newer.validators


def test_what_is_odd_about_a_document_is_kept_until_the_next_one():
    state = after(Outcome.fresh(3, 3, remark="no dates"))
    state = next_state(a_feed(), state, NO_ANSWER, NOON)
    state = next_state(a_feed(), state, Outcome.unchanged(), NOON)
    assert state.remark == "no dates"
    assert next_state(a_feed(), state, Outcome.fresh(0, 3), NOON).remark == ""


outcomes = st.one_of(
    st.builds(
        Outcome.fresh,
        st.integers(0, 50),
        st.integers(50, 2000),
        ttl_minutes=st.none() | st.integers(0, 1440),
        said=st.builds(
            Said,
            wish_minutes=st.none() | st.integers(1, 1440),
            moved_to=st.sampled_from([None, "https://new.example/"]),
        ),
    ),
    st.just(Outcome.unchanged()),
    st.sampled_from([failure.values[0] for failure in FAILURES]),
    st.builds(status, st.integers(300, 599)),
)


@given(st.lists(st.tuples(outcomes, st.integers(0, 40)), max_size=40), st.none() | st.integers(0, 1440))
def test_a_feed_is_never_asked_in_the_past_and_never_forgotten(history, every):
    state, at = FeedState(), NOON
    for outcome, days in history:
        at += days * DAY
        state = next_state(a_feed(every), state, outcome, at)
        assert at <= state.next_check_at <= at + (30 if state.disabled else 1) * DAY
        assert not state.is_switched_off
        assert (state.failures == 0) is outcome.is_success
