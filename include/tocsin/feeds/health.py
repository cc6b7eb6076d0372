"""How is a feed, in words? The one place where its state becomes something to read.

    condition                  holds when
    disabled by an operator    `tocsin feeds disable` said so
    disabled after HTTP 410    it was gone for a day; asked once in 30 days
    given up                   it failed for weeks (schedule.py); asked once in 30 days
    failing                    the last check failed; `trouble` says how
    never checked              nobody asked yet
    silent                     it answers, and has brought nothing for far longer than is usual for it (silence.py)
    no entries                 its last document was a feed with nothing in it
    no dates                   its last document dated no entry: each counts as published when we saw it
    moved                      it is asked where it moved to: the catalogue wants the new url
    ok                         none of these

The first that holds counts. Whatever it is, what the feed brought before is kept.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from tocsin.errors import (
    AddressRefused,
    ConnectionFailed,
    DeadlinePassed,
    RobotsDenied,
    RobotsUnavailable,
    TooLarge,
    TooManyRedirects,
)
from tocsin.feeds.document import ParsedFeed
from tocsin.feeds.impostors import Impostor
from tocsin.feeds.outcome import NO_DATES, NO_ENTRIES, remark_on
from tocsin.feeds.schedule import BROKE_US
from tocsin.feeds.silence import is_silent
from tocsin.feeds.state import FeedState


class Condition(StrEnum):
    """The ways in which a feed can be."""

    OK = "ok"
    MOVED = "moved"
    NO_DATES = NO_DATES
    NO_ENTRIES = NO_ENTRIES
    SILENT = "silent"
    FAILING = "failing"
    NEVER_CHECKED = "never checked"
    BY_OPERATOR = "disabled by an operator"
    GONE = "disabled after HTTP 410"
    GIVEN_UP = "given up"


BY_STATUS = {
    401: "it wants a login",
    403: "it refuses us",
    404: "nothing is found there",
    410: "its server says that it is gone for good",
    429: "its host asks us to wait",
    451: "it is withheld for legal reasons",
    503: "its host asks us to wait",
}
BY_KIND = {
    Impostor.EMPTY: "an empty document instead of a feed",
    Impostor.BOT_WALL: "a bot wall instead of a feed: ask its publisher to let us in",
    Impostor.HTML: "an HTML page instead of a feed: a login, a consent page, or the feed has moved",
    Impostor.MALFORMED: "its document can't be read as a feed",
    ConnectionFailed.kind: "it can't be reached",
    DeadlinePassed.kind: "it answers too slowly",
    TooLarge.kind: "its document is too large",
    TooManyRedirects.kind: "it is redirected without end",
    AddressRefused.kind: "it leads to where we never go",
    RobotsDenied.kind: "its robots.txt says no",
    RobotsUnavailable.kind: "its robots.txt can't be had, so it is not asked",
    BROKE_US: "asking it breaks Tocsin, which is a bug of ours",
}
ADVICE = {
    Condition.SILENT: "it answers, and has brought nothing for far longer than is usual for it: has it moved?",
    Condition.NO_ENTRIES: "its last document was a feed without entries",
    Condition.NO_DATES: "no entry has a date: each counts as published when we saw it",
}


@dataclass(frozen=True)
class Health:
    """A feed's condition; `since` is from when on, where that is known; `why` is the error, or what to do.

    A failing feed is so since it was last well; `trouble` says in words what is wrong with it.
    """

    condition: Condition
    since: datetime | None = None
    why: str = ""
    trouble: str = ""

    @property
    def words(self) -> str:
        """One line, without the error."""
        if self.condition is Condition.FAILING:
            return f"failing since {_minute(self.since)}" if self.since else "failing, and never read yet"
        return f"{self.condition}, since {_minute(self.since)}" if self.since else str(self.condition)


def health_of(state: FeedState) -> Health:
    """Return how the feed is whose state this is."""
    if state.is_switched_off:
        return Health(Condition.BY_OPERATOR)
    trouble = trouble_in_words(state.trouble, state.last_status)
    if state.disabled:
        condition = Condition.GONE if state.gone_at else Condition.GIVEN_UP
        return Health(condition, state.gone_at or state.given_up_at, state.error, trouble)
    if state.failures:
        return Health(Condition.FAILING, state.last_success_at, state.error, trouble)
    if not state.last_success_at:
        # A host that asked us to wait is an error on the feed, and no failure.
        return Health(Condition.NEVER_CHECKED, None, state.error)
    return _well(state)


def trouble_in_words(kind: str, status: int | None) -> str:
    """Say what is wrong with a feed whose last check failed: with HTTP `status`, or in another way; "" for no way."""
    if not kind:
        return ""
    if status in BY_STATUS:
        return BY_STATUS[status]
    return "its server fails" if status is not None and status >= 500 else BY_KIND.get(kind, kind)


def wrong_in_words(trouble: str, error: str) -> str:
    """Say what is wrong in our words, and in brackets in those of the error, as far as there are any."""
    return f"{trouble} ({error})" if trouble and error else trouble or error


def moved_in_words(address: str) -> str:
    """Say what a feed that moved to `address` wants of an operator."""
    return f"it moved to {address}: give it that url in the catalogue"


def advice_on(feed: ParsedFeed, *, moved_to: str | None) -> str:
    """Say what is odd about a feed that was read, by a redirect for good from `moved_to`; "" where nothing is."""
    advice = (ADVICE.get(Condition(remark)) for remark in (remark_on(feed),) if remark)
    return "; ".join(filter(None, (*advice, moved_in_words(moved_to) if moved_to else "")))


def _well(state: FeedState) -> Health:
    """Return how a feed is that answers."""
    if is_silent(state):
        return Health(Condition.SILENT, state.last_new_at, state.error or ADVICE[Condition.SILENT])
    if state.remark in (NO_ENTRIES, NO_DATES):
        condition = Condition(state.remark)
        return Health(condition, None, state.error or ADVICE[condition])
    if state.moved_to:
        return Health(Condition.MOVED, None, state.error or moved_in_words(state.moved_to))
    return Health(Condition.OK, None, state.error)


def _minute(at: datetime | None) -> str:
    return f"{at:%Y-%m-%d %H:%M}" if at else "?"
