"""How long until a feed is asked again: after an answer, and after a failure?

After an answer, by Media Cloud's rule of duplicates. Of the entries in the document, we have

    more than two thirds    half as long again     (also for a document without entries, a 304, the body that we have)
    a third to two thirds   as long as the last time
    less than a third       half as long: some may have come and gone unseen

never less than 10 minutes, or than the feed itself wishes (its ttl or sy:updatePeriod, Cache-Control, Expires), and
never more than the longest of

    10 minutes
    a sixteenth of its usual silence     a feed that has news all day is asked as often at night, a weekly one by day
    a 64th of the silence that lasts     after a night without any, 10 minutes; after a month, 11 hours
    what it wishes

and a day. So only a feed whose own record shows that it is slow, or that wishes it, is asked rarely, and news is late
by a sixteenth of the time that this feed takes to have any; one that is new, or quiet for a night, is close by when the
morning comes.

After a failure the wait grows in a line, by the failures in a row, up to a day. Each wait is made longer by up to a
tenth, the same for the same feed and time, so that feeds asked together don't stay together. All of this is for the
machine to choose; where the catalogue says `every_minutes`, that holds exactly.
"""

import hashlib
from datetime import datetime, timedelta

from tocsin.errors import AddressRefused, RobotsDenied
from tocsin.feeds.outcome import DELTA, UNCHANGED, Outcome
from tocsin.feeds.state import FeedState
from tocsin.model import Feed

FLOOR_MINUTES = 10
DAY = timedelta(hours=24)
DAY_MINUTES = 1_440
OF_USUAL_SILENCE = 16
OF_THIS_SILENCE = 64
MOST_SPREAD = 0.1
HARD = frozenset({401, 403, 451})
# Soft failures of a feed that is due on every pass that cost it nothing.
FREE_FAILURES = 3


def interval_after(state: FeedState, outcome: Outcome, now: datetime) -> int:
    """Return the minutes to the next check of a feed that answers and has no `every_minutes`.

    `state` is that after the answer, but for its interval.
    """
    wish = max(state.wish_minutes or 0, outcome.said.wish_minutes or 0)
    floor = min(max(FLOOR_MINUTES, wish), DAY_MINUTES)
    ceiling = min(max(floor, _longest(state, now)), DAY_MINUTES)
    return min(max(round(state.interval_minutes * _factor(outcome)), floor), ceiling)


def _factor(outcome: Outcome) -> float:
    if outcome.status == DELTA and outcome.new_entries:
        # What is known of the document was not sent: nobody can say how large a part that is.
        return 1.0
    known = outcome.total - outcome.new_entries
    if outcome.kind == UNCHANGED or not outcome.total or 3 * known > 2 * outcome.total:
        return 1.5
    return 0.5 if 3 * known < outcome.total else 1.0


def _longest(state: FeedState, now: datetime) -> int:
    since = state.last_new_at or state.first_read_at or now
    lasting = (now - since) / timedelta(minutes=1)
    return round(max((state.usual_silence or 0.0) / OF_USUAL_SILENCE, lasting / OF_THIS_SILENCE))


def back_off(feed: Feed, outcome: Outcome, failures: int) -> timedelta:
    """Return how long a feed that has just failed, for the `failures`th time in a row, is left alone at least."""
    if outcome.status == 410 or outcome.kind in (RobotsDenied.kind, AddressRefused.kind):
        return DAY
    if outcome.status in HARD:
        minutes = 60 * failures
    elif outcome.status == 404:
        minutes = 30 * failures
    elif feed.every_minutes == 0:
        minutes = max(0, failures - FREE_FAILURES)
    else:
        minutes = (feed.every_minutes or FLOOR_MINUTES) * failures
    return timedelta(minutes=min(minutes, DAY_MINUTES))


def put_off(feed: Feed, wait: timedelta, now: datetime) -> datetime:
    """Return the time after `wait`, or up to a tenth more, which keeps feeds apart; after a day at the latest."""
    if feed.every_minutes is not None:
        return now + min(wait, DAY)
    digest = hashlib.sha256(f"{feed.url} {now.isoformat()}".encode()).digest()
    share = int.from_bytes(digest[:4]) / 2**32
    return now + min(wait * (1 + MOST_SPREAD * share), DAY)
