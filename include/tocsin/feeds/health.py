"""How is a feed, in words?

The schedule gives a feed up only after it was gone (HTTP 410) for a day, and then keeps since when: a feed
that is disabled without having gone was disabled by an operator.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from tocsin.feeds.schedule import FeedState


class Condition(StrEnum):
    """The five ways in which a feed can be."""

    OK = "ok"
    FAILING = "failing"
    NEVER_CHECKED = "never checked"
    BY_OPERATOR = "disabled by an operator"
    GONE = "disabled after HTTP 410"


@dataclass(frozen=True)
class Health:
    """A feed's condition; `since` is when it was last well (failing), or when it went (gone); `why` is the error."""

    condition: Condition
    since: datetime | None = None
    why: str = ""

    @property
    def words(self) -> str:
        """One line, without the error."""
        if self.condition is Condition.FAILING:
            return f"failing since {_minute(self.since)}" if self.since else "failing, and never read yet"
        if self.condition is Condition.GONE and self.since:
            return f"{self.condition}, since {_minute(self.since)}"
        return str(self.condition)


def health_of(state: FeedState) -> Health:
    """Return how the feed is whose state this is."""
    if state.disabled:
        gone = state.gone_at is not None
        return Health(Condition.GONE, state.gone_at, state.error) if gone else Health(Condition.BY_OPERATOR)
    if state.failures:
        return Health(Condition.FAILING, state.last_success_at, state.error)
    # A host that asked us to wait is an error on the feed, and no failure.
    return Health(Condition.OK if state.last_success_at else Condition.NEVER_CHECKED, None, state.error)


def _minute(at: datetime | None) -> str:
    return f"{at:%Y-%m-%d %H:%M}" if at else "?"
