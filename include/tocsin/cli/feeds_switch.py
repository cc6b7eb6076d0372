"""How does an operator switch a feed off, and on again? In the store, so that it outlives the catalogue's changes."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from tocsin.cli.output import print_document
from tocsin.errors import InputError

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from tocsin.cli.feeds_list import KnownFeed
    from tocsin.model import Feed

MOST_CANDIDATES = 8
What = Annotated[str, typer.Argument(metavar="URL|PUBLISHER", help="A feed's address, or its publisher's whole name.")]
Json = Annotated[bool, typer.Option("--json", help="Print {url, publisher, was, is, changed}.")]


def disable(what: What, json: Json = False) -> None:
    """Switch a feed off: no pass asks it until it is enabled again.

    $ tocsin feeds disable "BBC News World"
      what it has told so far stays; tocsin feeds list shows it as disabled
    """
    _switch(what, on=False, json=json)


def enable(what: What, json: Json = False) -> None:
    """Switch a feed on again, whether an operator disabled it or it was gone or given up; it is due at once.

    $ tocsin feeds enable https://feeds.bbci.co.uk/news/world/rss.xml
      it is asked on the next pass
    """
    _switch(what, on=True, json=json)


def _switch(what: str, *, on: bool, json: bool) -> None:
    from tocsin.cli.environment import open_store, read_catalogue, settings
    from tocsin.cli.feeds_list import list_known
    from tocsin.cli.show import safe
    from tocsin.store import feeds as kept_feeds

    catalogue = read_catalogue(settings().catalogue)
    with open_store() as store, store.begin() as connection:
        found = find(what, list_known(connection, catalogue.feeds))
        _keep(connection, found.feed)
        turn = kept_feeds.enable if on else kept_feeds.disable
        changed = turn(connection, found.feed.url)
        (after,) = (each for each in list_known(connection, ()) if each.feed.url == found.feed.url)
    was, now = found.health.words, after.health.words
    if json:
        url, publisher = found.feed.url, found.feed.publisher
        print_document({"url": url, "publisher": publisher, "was": was, "is": now, "changed": changed})
    else:
        print(safe(f"{found.feed.publisher} ({found.feed.url}): {_words(on=on, changed=changed, was=was)}"))


def find(what: str, known: Sequence["KnownFeed"]) -> "KnownFeed":
    """Return the feed that a person means.

    Raises:
        InputError: there is no such feed, or several; names those that may be meant.
    """
    from tocsin.feeds.links import absolute_link, link_key

    named = " ".join(what.split())
    if "://" in named:
        key = link_key(absolute_link(named, named))
        found = [each for each in known if link_key(each.feed.url) == key]
    else:
        found = [each for each in known if each.feed.publisher.casefold() == named.casefold()]
    if not found:
        raise InputError(f"{named[:200]}: no such feed; {_near(named, known)}")
    if len(found) > 1:
        urls = ", ".join(each.feed.url for each in found[:MOST_CANDIDATES])
        raise InputError(f"{named[:200]}: {len(found)} feeds have that publisher; give one's address: {urls}")
    return found[0]


def _near(named: str, known: Sequence["KnownFeed"]) -> str:
    """Return what else may have been meant."""
    from difflib import get_close_matches

    names = {each.feed.publisher.casefold(): each.feed.publisher for each in reversed(known)}
    asked = named.casefold()[:200]
    close = [name for name in names if asked and asked in name] or get_close_matches(
        asked, names, n=MOST_CANDIDATES, cutoff=0.5
    )
    if not close:
        return "tocsin feeds list shows them all"
    return "perhaps one of these: " + ", ".join(names[name] for name in close[:MOST_CANDIDATES])


def _keep(connection: "Connection", feed: "Feed") -> None:
    """Let the store know of a feed that no pass has taken in yet."""
    from tocsin.pipeline.batches import batch_of
    from tocsin.store import feeds as kept_feeds
    from tocsin.web import host_of

    host = host_of(feed.url)
    kept_feeds.keep_feeds(connection, [(feed, host, batch_of(host))])


def _words(*, on: bool, changed: bool, was: str) -> str:
    if on:
        return f"enabled, it was {was}; it is asked on the next pass" if changed else f"not disabled, it is {was}"
    if changed:
        return f"disabled, it was {was}; no pass asks it until tocsin feeds enable"
    return "disabled by an operator already; nothing changed"
