"""Has a feed moved for good, and where is it asked from then on?

The catalogue's URL stays the name of a feed; the address that it moved to is kept beside it, and an operator is told.

    answer                                             from then on
    at the new address, by 301 and 308 only            counted: three equal ones, over a day or more, and it has moved
    without a redirect, or with a 302, 303 or 307      the count starts anew
    at another new address                             the count starts anew, with this one
    no good answer                                     says nothing of where the feed is: the count stands
    it has moved: refused, missing, gone or no feed    back to the catalogue's URL, and asked for the whole document
    it has moved: given up                             back to the catalogue's URL: that is what is asked monthly

Whoever calls has read a feed at the new address, so it is public and parses, and passes only one that may be taken
(`may_move`) and is no other feed's.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from tocsin.feeds.state import FeedState
from tocsin.model import Feed

EQUAL_ANSWERS = 3
SPREAD = timedelta(hours=24)


def may_move(url: str, target: str) -> bool:
    """Whether a feed at `url` may be asked at `target` for good: never without the encryption that it had."""
    return not (url.startswith("https:") and not target.startswith("https:"))


def spellings(url: str) -> tuple[str, ...]:
    """Return the addresses that are taken for the same feed: with and without encryption and a slash at the end."""
    rest = url.partition("://")[2].removesuffix("/")
    return tuple(f"{scheme}://{rest}{slash}" for scheme in ("https", "http") for slash in ("", "/"))


def note_answer(feed: Feed, state: FeedState, moved_to: str | None, now: datetime) -> FeedState:
    """Return the state after a good answer at `now`, which came from `moved_to` if it was redirected for good."""
    if moved_to is None or moved_to == state.address(feed):
        return replace(state, moving_to=None, moving_since=None, moving_count=0)
    if moved_to != state.moving_to or state.moving_since is None:
        return replace(state, moving_to=moved_to, moving_since=now, moving_count=1)
    count = state.moving_count + 1
    if count < EQUAL_ANSWERS or now - state.moving_since < SPREAD:
        return replace(state, moving_count=count)
    # A feed that was moved back to where the catalogue has it has not moved at all.
    arrived = None if moved_to == feed.url else moved_to
    return replace(state, moved_to=arrived, moving_to=None, moving_since=None, moving_count=0)


def go_back(state: FeedState) -> FeedState:
    """Return the state of a feed that is asked at the catalogue's URL again."""
    if state.moved_to is None:
        return state
    return replace(
        state, moved_to=None, moving_to=None, moving_since=None, moving_count=0, etag=None, last_modified=None
    )
