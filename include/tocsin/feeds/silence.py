"""For how long has a feed brought nothing new, and is that far longer than is usual for it?

A silence is the time, as our checks saw it, between two of them that brought something new; 0 when each did. While
nobody asked (the desk was off, the server down) nothing was seen, so such times count as no silence.

    usual      the geometric mean of what was usual and the silence that has just ended: a night or a holiday hardly
               moves it, and a slow feed that wakes up is known to be quick after two or three pieces of news
    longest    the longest so far, by half forgotten in 30 days: nights and weekends are normal

A feed that answers is *silent* when it has brought nothing for three times its longest silence, for a day at least.
That much is known once it was followed for eight days, a weekend among them; until then three days are the least,
and a week for one that has never brought anything but what it began with.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from tocsin.feeds.state import FeedState

MINUTE = timedelta(minutes=1)
FORGOTTEN_BY_HALF = timedelta(days=30)
FAR_LONGER = 3
KNOWN_AFTER = timedelta(days=8)
LEAST = timedelta(days=1)
LEAST_UNTIL_KNOWN = timedelta(days=3)
LEAST_WITHOUT_RECORD = timedelta(days=7)


def note_news(state: FeedState, now: datetime) -> FeedState:
    """Return the state after a check at `now` that brought something new."""
    if state.last_new_at is None or state.last_success_at is None:
        return replace(state, last_new_at=now)
    ended = max((state.last_success_at - state.last_new_at) / MINUTE, 0.0)
    # A mean of ratios needs a least value: a minute is below any pace of ours.
    usual = ((state.usual_silence or ended or 1.0) * max(ended, 1.0)) ** 0.5
    left = 0.5 ** ((now - state.last_new_at) / FORGOTTEN_BY_HALF)
    longest = max((state.longest_silence or 0.0) * left, ended)
    return replace(state, last_new_at=now, usual_silence=usual, longest_silence=longest)


def is_silent(state: FeedState) -> bool:
    """Whether the feed was last seen to answer, and to have brought nothing for far longer than is usual for it."""
    if state.last_success_at is None or state.last_new_at is None:
        return False
    return state.last_success_at - state.last_new_at > _limit(state, state.last_success_at)


def _limit(state: FeedState, at: datetime) -> timedelta:
    if state.longest_silence is None:
        return LEAST_WITHOUT_RECORD
    is_known = state.first_read_at is not None and at - state.first_read_at >= KNOWN_AFTER
    return max(FAR_LONGER * state.longest_silence * MINUTE, LEAST if is_known else LEAST_UNTIL_KNOWN)
