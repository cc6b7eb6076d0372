"""How is a feed, in words?"""

from datetime import timedelta

import pytest

from builders import NOON
from tocsin.feeds.health import Condition, Health, health_of
from tocsin.feeds.schedule import FeedState, Outcome, next_state
from tocsin.model import Feed

HOUR = timedelta(hours=1)


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
