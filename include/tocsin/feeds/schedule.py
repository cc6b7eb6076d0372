"""When is a feed asked again, and when do we give it up?

Pure: feed, state, outcome and time in, the next state out. The feed's own pace is an interval of 5 to 60
minutes; `every_minutes` in the catalogue takes the place of the 5, and 0 means due on every pass.

    outcome                        failures  next check
    fresh, a third or more new     0         interval halved
    fresh, some new                0         interval cut by a quarter
    fresh, nothing new             0         interval up by half
    unchanged (304, same body)     0         interval up by half
    soft: 5xx, no answer, no feed  +1        5 min x failures (with 0: at once 3 times, then by the minute)
    404                            +1        30 min x failures
    hard: 401, 403, 451            +1        1 h x failures
    410                            +1        a day; 410 again after that day: disabled
    429, 503                       +1        what Retry-After said, or the soft back-off when that is later
    host waits                     as is     when the host may be asked again: we did not ask
    no robots.txt to be had        +1        when it is asked again, or the soft back-off when that is later
    robots.txt says no             +1        a day
    address refused                +1        a day

No back-off is longer than a day. A feed never asked is due at once. Validators change with a success only.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from tocsin.errors import AddressRefused, BadStatus, FetchError, HostWaits, RobotsDenied, TocsinError
from tocsin.model import Feed, Validators

FLOOR_MINUTES = 5
CEILING_MINUTES = 60
FIRST_INTERVAL = 10
DAY = timedelta(hours=24)
HARD = frozenset({401, 403, 451})
# Soft failures of a feed that is due on every pass that cost it nothing.
FREE_FAILURES = 3
MAX_ERROR = 300


@dataclass(frozen=True, kw_only=True)
class FeedState:
    """What we know of a feed from the times before; the default is that of a feed never asked."""

    etag: str | None = None
    last_modified: str | None = None
    body_hash: str | None = None
    next_check_at: datetime | None = None
    last_checked_at: datetime | None = None
    last_success_at: datetime | None = None
    last_status: int | None = None
    failures: int = 0
    error: str = ""
    interval_minutes: int = FIRST_INTERVAL
    gone_at: datetime | None = None
    disabled: bool = False

    @property
    def validators(self) -> Validators:
        """What to ask with."""
        return Validators(etag=self.etag, last_modified=self.last_modified)


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What came of one check; made by `fresh`, `unchanged`, `failed` or `of_error`.

    `kind` is "fresh", "unchanged", or the kind of the error (the words of errors.py).
    """

    kind: str
    status: int | None = None
    new_entries: int = 0
    total: int = 0
    ttl_minutes: int | None = None
    validators: Validators | None = None
    body_hash: str | None = None
    not_before: datetime | None = None
    detail: str = ""

    @classmethod
    def fresh(
        cls,
        new_entries: int,
        total: int,
        *,
        validators: Validators | None = None,
        body_hash: str | None = None,
        ttl_minutes: int | None = None,
    ) -> "Outcome":
        """A document was read, `new_entries` of its `total` not seen before."""
        return cls(
            kind="fresh",
            status=200,
            new_entries=new_entries,
            total=total,
            validators=validators or Validators(),
            body_hash=body_hash,
            ttl_minutes=ttl_minutes,
        )

    @classmethod
    def unchanged(cls, validators: Validators | None = None, *, status: int = 304) -> "Outcome":
        """The server said 304, or (`status` 200) sent the body that we have."""
        return cls(kind="unchanged", status=status, validators=validators)

    @classmethod
    def failed(
        cls, kind: str, *, status: int | None = None, not_before: datetime | None = None, detail: str = ""
    ) -> "Outcome":
        """The check brought nothing."""
        return cls(kind=kind, status=status, not_before=not_before, detail=detail or kind)

    @classmethod
    def of_error(cls, error: TocsinError) -> "Outcome":
        """What a `FetchError`, `FeedError` or `ReaderKilled` comes to."""
        return cls.failed(
            error.kind if isinstance(error, FetchError) else "malformed",
            status=error.status if isinstance(error, BadStatus) else None,
            not_before=error.not_before if isinstance(error, BadStatus | HostWaits) else None,
            detail=str(error),
        )


def next_state(feed: Feed, state: FeedState, outcome: Outcome, now: datetime) -> FeedState:
    """Return the state after `outcome` at `now`, by the table above."""
    if outcome.kind in ("fresh", "unchanged"):
        return _after_success(feed, state, outcome, now)
    if outcome.kind == HostWaits.kind:
        # We did not ask, so nothing failed: only the time is known.
        return replace(state, next_check_at=outcome.not_before or now + DAY, error=outcome.detail[:MAX_ERROR])
    failures = state.failures + 1
    gone_at = (state.gone_at or now) if outcome.status == 410 else None
    return replace(
        state,
        failures=failures,
        error=outcome.detail[:MAX_ERROR],
        last_checked_at=now,
        last_status=outcome.status,
        next_check_at=_after_failure(feed, outcome, failures, now),
        gone_at=gone_at,
        disabled=gone_at is not None and now - gone_at >= DAY,
    )


def _after_success(feed: Feed, state: FeedState, outcome: Outcome, now: datetime) -> FeedState:
    validators = outcome.validators or state.validators
    interval = _interval(feed, state.interval_minutes, outcome)
    return replace(
        state,
        etag=validators.etag,
        last_modified=validators.last_modified,
        body_hash=outcome.body_hash or state.body_hash,
        next_check_at=now if feed.every_minutes == 0 else now + timedelta(minutes=interval),
        last_checked_at=now,
        last_success_at=now,
        last_status=outcome.status,
        failures=0,
        error="",
        interval_minutes=interval,
        gone_at=None,
    )


def _interval(feed: Feed, before: int, outcome: Outcome) -> int:
    """Return the minutes to the next check of a feed that answers."""
    share = outcome.new_entries / outcome.total if outcome.total else 0.0
    factor = 1.5 if share == 0 else 0.75 if share < 1 / 3 else 0.5
    # The wish of the feed counts where the operator has none, up to our own slowest pace.
    floor = max(FLOOR_MINUTES, outcome.ttl_minutes or 0) if feed.every_minutes is None else feed.every_minutes
    ceiling = max(CEILING_MINUTES, feed.every_minutes or 0)
    return min(max(round(before * factor), floor, 1), ceiling)


def _after_failure(feed: Feed, outcome: Outcome, failures: int, now: datetime) -> datetime:
    back_off = min(_back_off(feed, outcome, failures), DAY)
    return max(now + back_off, outcome.not_before or now)


def _back_off(feed: Feed, outcome: Outcome, failures: int) -> timedelta:
    if outcome.status == 410 or outcome.kind in (RobotsDenied.kind, AddressRefused.kind):
        return DAY
    if outcome.status in HARD:
        return timedelta(hours=failures)
    if outcome.status == 404:
        return timedelta(minutes=30 * failures)
    if feed.every_minutes == 0:
        return timedelta(minutes=max(0, failures - FREE_FAILURES))
    return timedelta(minutes=max(FLOOR_MINUTES, feed.every_minutes or 0) * failures)
