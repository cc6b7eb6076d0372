"""What do we know of a feed from the times before, and where and with what do we ask it next?"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from tocsin.model import Feed, Validators

FIRST_INTERVAL = 10
# Servers lie: some say "not modified" for ever. So long may a 304 stand in for the document itself.
# Stands before the hash of a body that was read. Raise it when the parser learns to see more in the same bytes: every
# feed is then read whole once more.
PARSER = "2:"
WHOLE_AGAIN = timedelta(days=7)


@dataclass(frozen=True, kw_only=True)
class FeedState:
    """The record of a feed; the default is that of a feed never asked.

    `failures` counts the checks that failed since the last success and `score` weighs them; `trouble` is the kind of
    the last failure, `remark` what is odd about a document that could be read. Silences are in minutes (silence.py).
    `moving_to` is where the last answers were redirected for good, `moved_to` where the feed is asked since (moves.py).
    `disabled` is the machine's doing when `gone_at` or `given_up_at` says since when, and else an operator's.
    """

    etag: str | None = None
    last_modified: str | None = None
    body_hash: str | None = None
    next_check_at: datetime | None = None
    last_checked_at: datetime | None = None
    last_success_at: datetime | None = None
    last_whole_at: datetime | None = None
    last_status: int | None = None
    failures: int = 0
    score: float = 0.0
    trouble: str = ""
    error: str = ""
    remark: str = ""
    interval_minutes: int = FIRST_INTERVAL
    wish_minutes: int | None = None
    first_read_at: datetime | None = None
    last_new_at: datetime | None = None
    usual_silence: float | None = None
    longest_silence: float | None = None
    moving_to: str | None = None
    moving_since: datetime | None = None
    moving_count: int = 0
    moved_to: str | None = None
    gone_at: datetime | None = None
    given_up_at: datetime | None = None
    disabled: bool = False

    @property
    def validators(self) -> Validators:
        """What the last document came with."""
        return Validators(etag=self.etag, last_modified=self.last_modified)

    @property
    def is_switched_off(self) -> bool:
        """Whether an operator disabled it: the machine never undoes that."""
        return self.disabled and self.gone_at is None and self.given_up_at is None

    def ask_with(self, now: datetime) -> Validators:
        """Return what to ask with: nothing where the whole document is wanted.

        It is, where the last is a week old, or was read by a parser that saw less in it (`PARSER`).
        """
        is_recent = self.last_whole_at is not None and now - self.last_whole_at < WHOLE_AGAIN
        is_read_so = self.body_hash is None or self.body_hash.startswith(PARSER)
        return self.validators if is_recent and is_read_so else Validators()

    def address(self, feed: Feed) -> str:
        """Return where `feed` is asked: where it moved to, or where the catalogue has it."""
        return self.moved_to or feed.url
