"""Which part of a long list is asked for, and where are the parts before and after it?"""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

# An offset beyond this is no reader's, and costs the store what it skips.
LAST = 10_000


@dataclass(frozen=True, kw_only=True)
class Paging:
    """One part of a list of `total`, `size` at a time; `number` counts from 1 and is always one that exists."""

    number: int
    size: int
    total: int
    query: Mapping[str, str]

    @property
    def offset(self) -> int:
        """How many come before."""
        return (self.number - 1) * self.size

    @property
    def last(self) -> int:
        """The number of the last part."""
        return max(1, -(-self.total // self.size))

    @property
    def words(self) -> str:
        """What is shown: "21–40 of 1,234"."""
        if not self.total:
            return "none"
        return f"{self.offset + 1:,}–{min(self.offset + self.size, self.total):,} of {self.total:,}"

    def href(self, number: int) -> str:
        """Return the query that leads to another part of the same list."""
        return "?" + urlencode({**self.query, "page": number})


def paging(asked: str, *, size: int, total: int, query: Mapping[str, str] | None = None) -> Paging:
    """Return the part that is `asked` for; what is no number, or lies outside the list, is the nearest that exists."""
    wanted = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 9 else 1
    last = min(max(1, -(-total // size)), LAST)
    return Paging(number=min(max(wanted, 1), last), size=size, total=total, query=query or {})
