"""How often is a feed asked that answers: by its news, its record, and its own wishes?"""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from tocsin.feeds.outcome import Outcome, Said
from tocsin.feeds.pace import interval_after, put_off
from tocsin.feeds.schedule import next_state
from tocsin.feeds.state import FeedState
from tocsin.model import Feed

MIDNIGHT = datetime(2026, 1, 18, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
FEED = Feed(url="https://wire.example/feed", publisher="Harbour Wire")


def followed(news_at, *, since=MIDNIGHT, until, of=30):
    """Follow a feed whose news come at `news_at`, as the schedule has it; return the state and each check's time."""
    state, at, checks, waiting = FeedState(), since, [], sorted(news_at)
    first = True
    while at < until:
        fresh = [each for each in waiting if each <= at]
        waiting = waiting[len(fresh) :]
        new = of if first else min(len(fresh), of)
        outcome = Outcome.fresh(new, of) if new else Outcome.unchanged()
        state, first = next_state(FEED, state, outcome, at), False
        checks.append(at)
        at = state.next_check_at
    return state, checks


def delays(news_at, checks):
    return [min(check for check in checks if check >= news) - news for news in news_at if news <= checks[-1]]


def test_a_new_feed_starts_at_ten_minutes():
    state, checks = followed([], until=MIDNIGHT + HOUR)
    assert state.interval_minutes == 10
    assert all(10 * MINUTE <= later - earlier <= 11 * MINUTE for earlier, later in pairwise(checks))


def test_a_wire_that_sleeps_at_night_is_close_by_in_the_morning():
    news = [MIDNIGHT + day * DAY + 7 * HOUR + n * 20 * MINUTE for day in range(5) for n in range(45)]
    _, checks = followed(news, until=MIDNIGHT + 5 * DAY)
    mornings = [MIDNIGHT + day * DAY + 7 * HOUR for day in range(1, 5)]
    assert max(delays(mornings, checks)) <= 25 * MINUTE
    assert max(delays(news[45:], checks)) <= 25 * MINUTE


def test_a_weekend_costs_a_desk_that_works_on_weekdays_an_hour_or_so():
    days = [day for day in range(21) if day % 7 < 5]
    news = [MIDNIGHT + day * DAY + 8 * HOUR + n * HOUR for day in days for n in range(10)]
    _, checks = followed(news, until=MIDNIGHT + 19 * DAY)
    mondays = [MIDNIGHT + day * DAY + 8 * HOUR for day in (7, 14)]
    assert max(delays(mondays, checks)) <= timedelta(hours=1, minutes=10)


def test_a_weekly_feed_drifts_far_and_only_that():
    news = [MIDNIGHT + week * 7 * DAY + 9 * HOUR for week in range(20)]
    state, _ = followed(news, until=MIDNIGHT + 139 * DAY)
    assert 8 * 60 <= state.interval_minutes <= 11 * 60
    once_a_day, _ = followed([MIDNIGHT + day * DAY for day in range(60)], until=MIDNIGHT + 60 * DAY)
    assert 60 <= once_a_day.interval_minutes <= 180


def test_a_slow_feed_that_wakes_up_is_followed_closely_at_once():
    monthly = FeedState(
        interval_minutes=1300, first_read_at=MIDNIGHT - 300 * DAY, last_new_at=MIDNIGHT - 31 * DAY,
        last_success_at=MIDNIGHT - DAY, usual_silence=30 * 1440.0, longest_silence=30 * 1440.0,
    )  # fmt: skip
    state = next_state(FEED, monthly, Outcome.fresh(1, 30), MIDNIGHT)
    state = next_state(FEED, state, Outcome.fresh(1, 30), state.next_check_at)
    assert state.interval_minutes <= 60


SLOW = FeedState(interval_minutes=10, first_read_at=MIDNIGHT - 9 * DAY, last_new_at=MIDNIGHT, usual_silence=14_400.0)


@pytest.mark.parametrize(
    ("kept", "said", "minutes"),
    [
        (None, None, 15),
        (15, None, 15),
        (60, None, 60),
        (60, 30, 60),
        (60, 120, 120),
        (None, 45, 45),
        (1440, None, 1440),
        (None, 99_999, 1440),
    ],
)
def test_what_the_feed_wishes_holds_up_to_a_day(kept, said, minutes):
    state = FeedState(interval_minutes=10, wish_minutes=kept, first_read_at=SLOW.first_read_at, usual_silence=14_400.0)
    assert interval_after(state, Outcome.unchanged(Said(wish_minutes=said)), MIDNIGHT) == minutes


def test_a_wish_is_that_of_the_last_document_and_the_longer_of_its_two():
    state = next_state(FEED, FeedState(), Outcome.fresh(9, 9, ttl_minutes=30, said=Said(wish_minutes=45)), MIDNIGHT)
    assert (state.wish_minutes, state.interval_minutes) == (45, 45)
    state = next_state(FEED, state, Outcome.unchanged(), MIDNIGHT + HOUR)
    assert state.interval_minutes == 45
    state = next_state(FEED, state, Outcome.fresh(9, 9), MIDNIGHT + 2 * HOUR)
    assert (state.wish_minutes, state.interval_minutes) == (None, 10)


def test_feeds_asked_together_do_not_stay_together_and_the_same_is_always_the_same():
    feeds = [Feed(url=f"https://wire.example/{n}", publisher="x") for n in range(200)]
    due = [put_off(feed, 10 * MINUTE, MIDNIGHT) for feed in feeds]
    assert len(set(due)) == 200
    assert due == [put_off(feed, 10 * MINUTE, MIDNIGHT) for feed in feeds]
    assert put_off(feeds[0], 10 * MINUTE, MIDNIGHT + HOUR) - HOUR != due[0]
    spread = [at - MIDNIGHT - 10 * MINUTE for at in due]
    assert timedelta(0) <= min(spread) < 6 * timedelta(seconds=1)
    assert timedelta(seconds=54) < max(spread) <= MINUTE
    assert [put_off(feeds[0], wait, MIDNIGHT) for wait in (DAY, 3 * DAY)] == [MIDNIGHT + DAY] * 2


def test_an_operators_wish_is_not_spread():
    feed = Feed(url="https://wire.example/", publisher="x", every_minutes=7)
    assert put_off(feed, 7 * MINUTE, MIDNIGHT) == MIDNIGHT + 7 * MINUTE
