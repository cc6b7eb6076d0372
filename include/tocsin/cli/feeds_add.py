"""How does a site join the catalogue, when all that a person has is its address?"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated
from urllib.parse import urldefrag

import typer

from tocsin.cli.feeds_offers import Offer, answer_json, say, say_none
from tocsin.cli.output import print_document, progress
from tocsin.errors import AddressRefused, ConnectionFailed, DeadlinePassed, InputError

if TYPE_CHECKING:
    from tocsin.feeds.catalogue import Catalogue
    from tocsin.feeds.choice import FoundFeed
    from tocsin.model import Feed
    from tocsin.pipeline.discover import Discovery
    from tocsin.pipeline.trial import Failure

LONGEST = 180.0
EXAMPLE = "https://publisher.example/"
FORM = f"give one such as {EXAMPLE}"
# "host:8080" has a port, not a scheme.
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]{0,20}:(?!\d)", re.I)


def add(
    url: Annotated[str, typer.Argument(metavar="URL", help="A site, one of its pages, or a feed.")],
    take_all: Annotated[bool, typer.Option("--all", help="Add every feed that is found, not the best alone.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Write nothing; print what would be added.")] = False,
    json: Annotated[
        bool, typer.Option("--json", help="Print {asked, catalogue, written, found, failed, untried} as JSON.")
    ] = False,
    publisher: Annotated[str, typer.Option(metavar="NAME", help="Who publishes it; else as it calls itself.")] = "",
    language: Annotated[str, typer.Option(metavar="CODE", help="Its language, such as en; else as it says.")] = "",
    region: Annotated[str, typer.Option(metavar="NAME", help="Its region; else that of its host's other feeds.")] = "",
    every_minutes: Annotated[
        int | None, typer.Option("--every-minutes", metavar="N", help="How often it is asked, 0 for every pass.")
    ] = None,
) -> None:
    """Find the feeds of a site, and add the best one to the catalogue.

    $ tocsin feeds add https://publisher.example/ --dry-run
      what was found, and the row ready to be pasted; nothing is written

    Feeds that the page names are tried, politely, then usual addresses and the
    site's maps. The best is the whole site's or the world's news, with entries that
    are new and dated. The catalogue is chosen as by tocsin feeds import. The exit
    code is 1 when no feed is found, 2 when the address can't be used.
    """
    from tocsin.cli.environment import catalogue_to_change, read_or_begin
    from tocsin.feeds.additions import add_to_catalogue

    given = {"publisher": publisher, "language": language, "region": region, "every_minutes": every_minutes}
    own = {name: str(value).strip() for name, value in given.items() if value not in ("", None)}
    # What can't be used is said before anybody is asked.
    _row(EXAMPLE, {"publisher": "any"}, own)
    target = catalogue_to_change(dry_run=dry_run)
    catalogue = read_or_begin(target)
    seen = _discover(_addresses(url))
    offers = _offers(seen, catalogue, own, take_all=take_all)
    new = [offer.row for offer in offers if offer.is_new]
    if new and not dry_run:
        add_to_catalogue(target, new)
    if json:
        print_document(answer_json(seen, target, offers, written=bool(new) and not dry_run))
    elif offers:
        say(seen, target, offers, dry_run=dry_run)
    if not offers:
        say_none(seen)
    raise typer.Exit(0 if offers else 1)


def _addresses(text: str) -> list[str]:
    """List what to ask: without a scheme https, then http. Raises `InputError` for what is no address."""
    from tocsin.feeds.links import plain_address
    from tocsin.web.address import split_url

    text = urldefrag(text.strip()).url
    if text[:5].lower() == "feed:":
        text = text[5:].removeprefix("//")
    addresses = [text] if _SCHEME.match(text) else [f"https://{text}", f"http://{text}"]
    try:
        for address in addresses:
            split_url(address)
    except AddressRefused as error:
        raise InputError(f"{error.url}: {error.detail}; {FORM}") from error
    return [plain_address(address) for address in addresses]


def _discover(addresses: Sequence[str]) -> "Discovery":
    """Ask the first of the addresses that can be reached; raises `InputError` for one that we never ask."""
    from tocsin.cli.environment import settings
    from tocsin.pipeline.batches import Budget
    from tocsin.pipeline.discover import discover
    from tocsin.sandbox import Sandbox
    from tocsin.web import MemoryHostBook, Web, host_of

    failures: tuple[Failure, ...] = ()
    web_policy = settings().web
    with Sandbox() as sandbox, progress("asking", None) as advance:
        for address in addresses:
            # A book for each: where https fails, that the host could not be reached says nothing of http.
            with Web(web_policy, MemoryHostBook()) as web:
                seen = discover(web, sandbox, address, now=datetime.now(UTC), budget=Budget(LONGEST), advance=advance)
            failures += seen.failures
            if not isinstance(seen.fault, ConnectionFailed | DeadlinePassed):
                break
    if isinstance(seen.fault, AddressRefused) and seen.fault.url == address:
        allow = f"TOCSIN_ALLOW_HOSTS={host_of(address)} lets it be asked, if it is yours"
        raise InputError(f"{seen.fault}; {allow}")
    return replace(seen, failures=failures)


def _offers(seen: "Discovery", catalogue: "Catalogue", own: Mapping[str, str], *, take_all: bool) -> list[Offer]:
    from tocsin.feeds.additions import feed_key

    known = {feed_key(feed.url) for feed in catalogue.feeds}
    return [
        Offer(
            found=found,
            row=_row(found.url, _guesses(found, seen, catalogue), own),
            is_known=any(feed_key(url) in known for url in (found.url, *found.twins)),
            is_chosen=take_all or place == 0,
        )
        for place, found in enumerate(seen.found)
    ]


def _guesses(found: "FoundFeed", seen: "Discovery", catalogue: "Catalogue") -> dict[str, str]:
    """Return what a row would say of a feed, as the feed, its site and its neighbours in the catalogue tell."""
    from tocsin.feeds.addresses import is_same_site
    from tocsin.feeds.choice import guess_language, guess_publisher
    from tocsin.language import detect_language

    guesses = {
        "publisher": guess_publisher(found, seen.site.name),
        "language": guess_language(found, page=seen.site.language, text=detect_language(found.text)),
    }
    for feed in catalogue.feeds:
        # Of the site, not of the feed's host: FeedBurner serves many.
        if is_same_site(feed.url, seen.page) and is_same_site(feed.url, found.url):
            return guesses | {"region": feed.region, "state_affiliated": str(feed.state_affiliated)}
    return guesses


def _row(url: str, guesses: Mapping[str, str], own: Mapping[str, str]) -> "Feed":
    """Return a feed as a row of the catalogue; what the person said comes first. Raises `InputError` where it can't."""
    from tocsin.feeds.catalogue import BadRow, read_row

    try:
        return read_row({"url": url, **guesses, **own})
    except BadRow as problem:
        raise InputError(f"{problem}") from problem
