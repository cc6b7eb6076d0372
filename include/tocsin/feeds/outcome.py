"""What came of one check of a feed?"""

from dataclasses import dataclass
from datetime import datetime

from tocsin.errors import BadStatus, FetchError, HostWaits, TocsinError
from tocsin.feeds.document import ParsedFeed
from tocsin.model import Validators

FRESH = "fresh"
UNCHANGED = "unchanged"
# What is odd about a document that can be read.
NO_ENTRIES = "no entries"
NO_DATES = "no dates"
# With fewer entries, none of them dated, nobody can say that the feed never dates any.
ENOUGH_TO_TELL = 3


@dataclass(frozen=True, kw_only=True)
class Said:
    """What a good answer says besides the document: what to ask with, when to come back, where the feed is now.

    `moved_to` is set when every redirect on the way was permanent.
    """

    validators: Validators | None = None
    wish_minutes: int | None = None
    moved_to: str | None = None


NOTHING = Said()
DELTA = 226


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What came of one check; made by `fresh`, `unchanged`, `failed` or `of_error`.

    `kind` is "fresh", "unchanged", or the kind of the failure: the words of errors.py and of impostors.py.
    """

    kind: str
    status: int | None = None
    new_entries: int = 0
    total: int = 0
    ttl_minutes: int | None = None
    said: Said = NOTHING
    body_hash: str | None = None
    remark: str = ""
    not_before: datetime | None = None
    detail: str = ""

    @classmethod
    def fresh(
        cls,
        new_entries: int,
        total: int,
        *,
        said: Said = NOTHING,
        body_hash: str | None = None,
        ttl_minutes: int | None = None,
        remark: str = "",
        status: int = 200,
    ) -> "Outcome":
        """A document was read, or (`status` 226) what came into it; `new_entries` of its `total` not seen before."""
        return cls(
            kind=FRESH,
            status=status,
            new_entries=new_entries,
            total=total,
            ttl_minutes=ttl_minutes,
            said=said,
            body_hash=body_hash,
            remark=remark,
        )

    @classmethod
    def unchanged(cls, said: Said = NOTHING, *, status: int = 304) -> "Outcome":
        """The server said 304, or (`status` 200) sent the body that we have."""
        return cls(kind=UNCHANGED, status=status, said=said)

    @classmethod
    def failed(
        cls, kind: str, *, status: int | None = None, not_before: datetime | None = None, detail: str = ""
    ) -> "Outcome":
        """The check brought nothing."""
        return cls(kind=kind, status=status, not_before=not_before, detail=detail or kind)

    @classmethod
    def of_error(cls, error: TocsinError, *, impostor: str = "malformed") -> "Outcome":
        """What a `FetchError` comes to; or a `FeedError` or `ReaderKilled`, of what the document was (`impostor`)."""
        return cls.failed(
            error.kind if isinstance(error, FetchError) else impostor,
            status=error.status if isinstance(error, BadStatus) else None,
            not_before=error.not_before if isinstance(error, BadStatus | HostWaits) else None,
            detail=str(error),
        )

    @property
    def is_whole(self) -> bool:
        """Whether a document came as a whole: the only kind of answer by which it can be judged."""
        return self.is_success and self.status not in (DELTA, 304)

    @property
    def is_success(self) -> bool:
        """Whether the feed answered as a feed does."""
        return self.kind in (FRESH, UNCHANGED)


def remark_on(feed: ParsedFeed) -> str:
    """Say what is odd about a document that could be read; "" where nothing is."""
    if not feed.entries:
        return NO_ENTRIES
    is_dated = any(entry.published_at or entry.updated_at for entry in feed.entries)
    return NO_DATES if len(feed.entries) >= ENOUGH_TO_TELL and not is_dated else ""
