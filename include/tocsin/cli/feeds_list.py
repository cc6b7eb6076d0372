"""Which feeds are there, and how is each of them?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tocsin.cli.output import console, print_document, tell

if TYPE_CHECKING:
    from rich.console import RenderableType
    from sqlalchemy import Connection

    from tocsin.feeds.health import Health
    from tocsin.feeds.state import FeedState
    from tocsin.model import Feed

# What wants a person's eye comes first.
STYLES = {
    "failing": "bold red",
    "given up": "red",
    "disabled after HTTP 410": "red",
    "silent": "yellow",
    "no entries": "yellow",
    "no dates": "yellow",
    "moved": "yellow",
    "disabled by an operator": "yellow",
    "never checked": "dim",
    "ok": "green",
}
ORDER = tuple(STYLES)


@dataclass(frozen=True)
class KnownFeed:
    """A feed and what the store knows of it; `is_ours` is false where the catalogue at hand does not have it."""

    feed: "Feed"
    state: "FeedState"
    is_ours: bool = True

    @property
    def health(self) -> "Health":
        """How it is, in words."""
        from tocsin.feeds.health import health_of

        return health_of(self.state)


def list_feeds(
    json: Annotated[bool, typer.Option("--json", help="Print one JSON document, a list of objects.")] = False,
) -> None:
    """List every feed with its health, as the last passes found it; nobody is asked.

    $ tocsin feeds list
      the sick ones first: failing, given up, gone, silent, no entries,
      no dates, moved, disabled, never checked, ok

    $ tocsin feeds list --json
      a list of {url, publisher, language, region, state_affiliated, health,
      since, words, trouble, error, failures, score, moved_to, last_new_at,
      last_success_at, next_check_at}
    """
    from tocsin.cli.environment import open_store, read_catalogue, settings

    catalogue = read_catalogue(settings().catalogue)
    with open_store() as store, store.begin() as connection:
        known = list_known(connection, catalogue.feeds)
    known.sort(key=lambda each: (ORDER.index(each.health.condition), each.feed.publisher.casefold()))
    if others := sum(not each.is_ours for each in known):
        tell(f"not in the catalogue at hand: {others} of these; the passes use another one, or they just left it")
    if json:
        print_document([_feed_json(each) for each in known])
    else:
        console().print(_table(known, now=datetime.now(UTC)))


def list_known(connection: "Connection", feeds: Iterable["Feed"]) -> list[KnownFeed]:
    """Return the feeds of the catalogue with what the store knows of them, then those that only the store follows."""
    from tocsin.feeds.state import FeedState
    from tocsin.model import Feed
    from tocsin.store import feeds as kept_feeds

    rows = {row["url"]: row for row in kept_feeds.list_feeds(connection)}
    states = {url: FeedState(**{name: row[name] for name in kept_feeds.STATE}) for url, row in rows.items()}
    known = [KnownFeed(feed, states.pop(feed.url, FeedState())) for feed in feeds]
    for url, state in states.items():
        feed = Feed(**{name: rows[url][name] for name in kept_feeds.CATALOGUE})
        known.append(KnownFeed(feed, state, is_ours=False))
    return known


def _feed_json(known: KnownFeed) -> dict[str, Any]:
    from tocsin.cli.forms import moment

    feed, state, health = known.feed, known.state, known.health
    return {
        "url": feed.url,
        "publisher": feed.publisher,
        "language": feed.language,
        "region": feed.region,
        "state_affiliated": feed.state_affiliated,
        "health": str(health.condition),
        "since": moment(health.since),
        "words": health.words,
        "trouble": health.trouble,
        "error": health.why,
        "failures": state.failures,
        "score": state.score,
        "moved_to": state.moved_to,
        "last_new_at": moment(state.last_new_at),
        "last_success_at": moment(state.last_success_at),
        "next_check_at": None if state.is_switched_off else moment(state.next_check_at),
    }


def _table(known: Sequence[KnownFeed], *, now: datetime) -> "RenderableType":
    from rich.console import Group
    from rich.table import Table
    from rich.text import Text

    from tocsin.cli.show import safe
    from tocsin.feeds.health import wrong_in_words

    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for column, ratio in (("publisher", 3), ("health", 3), ("read (UTC)", 0), ("next (UTC)", 0), ("what is wrong", 4)):
        table.add_column(column, ratio=ratio or None, no_wrap=not ratio, overflow="fold")
    for each in known:
        health = each.health
        table.add_row(
            Text(safe(each.feed.publisher)),
            Text(health.words, style=STYLES[health.condition]),
            _minute(each.state.last_success_at),
            _next(each.state, now),
            Text(safe(wrong_in_words(health.trouble, health.why.removeprefix(f"{each.feed.url}: ")))),
        )
    counts = {name: sum(each.health.condition == name for each in known) for name in ORDER}
    said = ", ".join(f"{count} {name}" for name, count in reversed(counts.items()) if count)
    return Group(table, Text(f"{len(known)} feeds: {said}."))


def _next(state: "FeedState", now: datetime) -> str:
    if state.is_switched_off:
        return "never"
    return _minute(state.next_check_at) if state.next_check_at and state.next_check_at > now else "is due"


def _minute(at: datetime | None) -> str:
    return f"{at:%m-%d %H:%M}" if at else "–"
