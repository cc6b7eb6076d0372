"""What is a feed's next state: when is it asked again, and when do we give it up?

Pure: feed, state, outcome and time in, the next state out. Every check of a feed that we follow comes to one of

    row  outcome                          failures  score   next check
    ---  -------------------------------  --------  ------  ----------------------------------------------------------
     1   document, < 1/3 of it known      0         0       the interval, halved
     2   document, 1/3 to 2/3 known       0         0       the interval, as it is
     3   document, > 2/3 known, or empty  0         0       the interval, up by half
     4   the body that we have            0         0       the interval, up by half
     5   304                              0         0       the interval, up by half; whole after 7 days (state.py)
     6   no answer, too slow              +1        + 0.25  10 min x failures
     7   429, 503                         +1        + 0.25  Retry-After, or 10 min x failures when that is later
     8   no robots.txt to be had          +1        + 0.25  when it is asked again, or 10 min x failures
     9   other 4xx and 5xx, no feed       +1        + 0.5   10 min x failures
    10   404                              +1        + 0.5   30 min x failures
    11   401, 403, 451                    +1        + 1     1 h x failures
    12   robots.txt says no               +1        + 0.5   a day
    13   address refused                  +1        + 0.5   a day
    14   410                              +1        + 0.5   a day
    15   410, and 410 a day ago or more   +1        + 0.5   given up: 30 days
    16   a failure that makes it 30       +1        >= 30   given up: 30 days
    17   any failure of one given up      +1        +       30 days; it stays as it is
    18   any success of one given up      0         0       as rows 1 to 5: it is followed again
    19   the host waits                   as is     as is   when the host may be asked: we did not ask
    20   asking it broke us               +1        + 0     10 min x failures: a bug of ours is nobody's fault
    21   226 (RFC 3229), some new         0         0       the interval, as it is: a part does not tell of the whole

How long the intervals are, within what they stay and how they are spread: pace.py. Where a feed is asked, after
redirects for good: moves.py. With `every_minutes` in the catalogue, rows 1 to 5 mean so many minutes, exactly, and it
takes the place of the 10; 0 means due on every pass, and failures cost it nothing 3 times, then a minute each.

The weights are Media Cloud's. At that pace a feed is given up after 50 days out of reach, 36 of 404, 18 of refusals,
13 of errors; and never within a week of its last success, however often it is asked. A feed that is given up, gone or
not, is asked once in 30 days and followed again when it answers: sites come back from the dead, a 410 too is often a
slip of the pen, and a request a month costs nobody anything. What an operator has disabled is never asked.

Nothing here takes entries away: a feed that fails keeps what it brought. Validators change with a success only.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from tocsin.errors import ConnectionFailed, DeadlinePassed, HostWaits, RobotsUnavailable
from tocsin.feeds.moves import go_back, note_answer
from tocsin.feeds.outcome import FRESH, Outcome
from tocsin.feeds.pace import DAY, HARD, back_off, interval_after, put_off
from tocsin.feeds.silence import note_news
from tocsin.feeds.state import FeedState
from tocsin.model import Feed

BROKE_US = "broke us"
TEMPORARY = frozenset({ConnectionFailed.kind, DeadlinePassed.kind, RobotsUnavailable.kind})
BUSY = frozenset({429, 503})
HOPELESS = 30.0
NOT_WITHIN = timedelta(days=7)
ASK_AGAIN_AFTER = timedelta(days=30)
MAX_ERROR = 300


def next_state(feed: Feed, state: FeedState, outcome: Outcome, now: datetime) -> FeedState:
    """Return the state after `outcome` at `now`, by the table above."""
    if outcome.is_success:
        return _after_success(feed, state, outcome, now)
    if outcome.kind == HostWaits.kind:
        # We did not ask, so nothing failed: only the time is known.
        wait = max((outcome.not_before or now + DAY) - now, timedelta(0))
        return replace(state, next_check_at=put_off(feed, wait, now), error=outcome.detail[:MAX_ERROR])
    return _after_failure(feed, state, outcome, now)


def weight(outcome: Outcome) -> float:
    """Return what a failure adds to the score of its feed."""
    if outcome.kind == BROKE_US:
        return 0.0
    if outcome.kind in TEMPORARY or outcome.status in BUSY:
        return 0.25
    return 1.0 if outcome.status in HARD else 0.5


def _after_success(feed: Feed, state: FeedState, outcome: Outcome, now: datetime) -> FeedState:
    answered = note_answer(feed, state, outcome.said.moved_to, now)
    if outcome.new_entries:
        answered = note_news(answered, now)
    if outcome.kind == FRESH:
        answered = _with_document(answered, outcome)
    validators = outcome.said.validators or answered.validators
    answered = replace(
        answered,
        etag=validators.etag,
        last_modified=validators.last_modified,
        last_checked_at=now,
        last_success_at=now,
        last_whole_at=now if outcome.is_whole else answered.last_whole_at,
        first_read_at=answered.first_read_at or now,
        last_status=outcome.status,
        failures=0,
        score=0.0,
        trouble="",
        error="",
        gone_at=None,
        given_up_at=None,
        disabled=state.is_switched_off,
    )
    return _with_next_check(feed, answered, outcome, now)


def _with_document(state: FeedState, outcome: Outcome) -> FeedState:
    """Keep what the document said; a document without validators takes those of the last one away."""
    wishes = [wish for wish in (outcome.ttl_minutes, outcome.said.wish_minutes) if wish]
    return replace(
        state,
        etag=None,
        last_modified=None,
        body_hash=outcome.body_hash if outcome.is_whole else state.body_hash,
        remark=outcome.remark if outcome.is_whole else state.remark,
        wish_minutes=max(wishes, default=None),
    )


def _with_next_check(feed: Feed, state: FeedState, outcome: Outcome, now: datetime) -> FeedState:
    if feed.every_minutes is not None:
        return replace(state, next_check_at=now + timedelta(minutes=feed.every_minutes))
    interval = interval_after(state, outcome, now)
    due = put_off(feed, timedelta(minutes=interval), now)
    return replace(state, interval_minutes=interval, next_check_at=due)


def _after_failure(feed: Feed, state: FeedState, outcome: Outcome, now: datetime) -> FeedState:
    failed = replace(
        state,
        failures=state.failures + 1,
        score=state.score + weight(outcome),
        trouble=outcome.kind,
        error=outcome.detail[:MAX_ERROR],
        last_checked_at=now,
        last_status=outcome.status,
    )
    if failed.disabled:
        return replace(failed, next_check_at=now + ASK_AGAIN_AFTER)
    gone_at = (failed.gone_at or now) if outcome.status == 410 else None
    if gone_at is not None and now - gone_at >= DAY:
        return _give_up(replace(failed, gone_at=gone_at), now)
    if _is_hopeless(failed, now):
        return _give_up(replace(failed, gone_at=None, given_up_at=now), now)
    wait = max(back_off(feed, outcome, failed.failures), (outcome.not_before or now) - now)
    failed = go_back(failed) if _speaks_of_the_address(outcome) else failed
    return replace(failed, gone_at=gone_at, next_check_at=put_off(feed, wait, now))


def _is_hopeless(state: FeedState, now: datetime) -> bool:
    was_well = state.last_success_at is not None and now - state.last_success_at < NOT_WITHIN
    return state.score >= HOPELESS and not was_well


def _give_up(state: FeedState, now: datetime) -> FeedState:
    return replace(go_back(state), disabled=True, next_check_at=now + ASK_AGAIN_AFTER)


def _speaks_of_the_address(outcome: Outcome) -> bool:
    """Whether a failure says that the feed is not here; the others say that the hour is bad, or we are."""
    if outcome.status is not None:
        return outcome.status < 500 and outcome.status not in BUSY
    return outcome.kind not in TEMPORARY and outcome.kind != BROKE_US
