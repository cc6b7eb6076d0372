"""Archive pages on the web → entries: walk back from a feed by RFC 5005's `prev-archive`, politely.

An archive page never changes, so that each is fetched once; its place in the chain is kept. A walk ends at a
page that is older than what was asked for, or where the chain does.
"""

import logging
from dataclasses import dataclass, field
from datetime import datetime

from tocsin.errors import FeedError, FetchError, ReaderKilled
from tocsin.feeds.archives import PREVIOUS, ArchivedFeed, find_link, read_archive
from tocsin.feeds.fetch import ACCEPT, FeedResponse, fetch_feed
from tocsin.model import Feed
from tocsin.pipeline.batches import Budget, batch_of, fetch_by_domain
from tocsin.pipeline.captures import Found, feed_of, keep_entries
from tocsin.sandbox import Sandbox
from tocsin.store import captures, documents
from tocsin.store.database import Store
from tocsin.store.feeds import CATALOGUE
from tocsin.web import Response, Web, host_of

log = logging.getLogger(__name__)
# More pages than any archive that is meant to be read has in one chain.
LONGEST = 5_000


@dataclass
class Trail:
    """How far a feed's archive was walked: `page` is the next to read, "" at the end."""

    feed: Feed
    page: str
    walked: set[str] = field(default_factory=set)


def walk_back(
    store: Store,
    web: Web,
    sandbox: Sandbox,
    batch: int,
    *,
    since: datetime,
    now: datetime,
    budget: Budget,
    ask: bool = False,
) -> Found:
    """Read the archive pages of a batch's feeds back to a time; a page that can't be had ends its feed's walk.

    A feed's newest document says where its archive begins; `ask` lets one be fetched that was never polled.
    """
    with store.begin() as connection:
        feeds = captures.list_followed(connection, batch)
    trails = [Trail(Feed(**{name: row[name] for name in CATALOGUE}), "") for row in feeds]
    unasked = {row["url"] for row in feeds if row["last_checked_at"] is None}
    _find_heads(store, web, trails, unasked if ask else set(), now, budget)
    found = Found()
    while walking := [trail for trail in trails if _skip_known(store, trail, since)]:
        if budget.is_spent:
            return found + Found(left=len(walking))
        answers = fetch_by_domain(
            walking, lambda trail: _fetch(web, trail, now), url=lambda trail: trail.page, budget=budget
        )
        for trail, answer in answers:
            if answer is not None:
                found += _keep(store, sandbox, trail, answer, now)
    return found


def _find_heads(store: Store, web: Web, trails: list[Trail], unasked: set[str], now: datetime, budget: Budget) -> None:
    """Let each trail begin where its feed's newest document points; a feed never polled is asked for one."""
    missing = []
    for trail in trails:
        with store.begin() as connection:
            body = documents.find_latest(connection, trail.feed.url)
        if body is not None:
            trail.page = find_link(body, PREVIOUS, url=trail.feed.url)
        elif trail.feed.url in unasked:
            missing.append(trail)
    answers = fetch_by_domain(
        missing,
        lambda trail: fetch_feed(web, trail.feed, now=now),
        url=lambda trail: trail.feed.url,
        budget=budget,
    )
    for trail, answer in answers:
        if isinstance(answer, FeedResponse):
            response = answer.response
            trail.page = find_link(response.body, PREVIOUS, url=response.url)
        elif isinstance(answer, FetchError):
            log.info("%s can't be asked for its archive: %s: %s", trail.feed.url, answer.kind, answer.detail)


def _skip_known(store: Store, trail: Trail, since: datetime) -> bool:
    """Follow a trail over the pages that we have; whether there is one to fetch that may reach into the interval."""
    while trail.page and trail.page not in trail.walked and len(trail.walked) < LONGEST:
        with store.begin() as connection:
            known = captures.find(connection, trail.page)
        if known is None or known["read_at"] is None:
            return True
        trail.walked.add(trail.page)
        is_older = known["newest_at"] is not None and known["newest_at"] < since
        trail.page = "" if is_older else known["previous"]
    return False


def _fetch(web: Web, trail: Trail, now: datetime) -> Response:
    # The headers may hold a key, and the document may name any host.
    own = trail.feed.headers if host_of(trail.page) == host_of(trail.feed.url) else {}
    return web.fetch(trail.page, now=now, cap=web.policy.feed_cap, accept=ACCEPT, headers=own)


def _keep(store: Store, sandbox: Sandbox, trail: Trail, answer: Response | FetchError, now: datetime) -> Found:
    """Keep a page with its entries and where it leads, in one transaction."""
    if isinstance(answer, FetchError):
        return _give_up(store, trail, f"{answer.kind}: {answer.detail}")
    content_type = answer.headers.get("content-type", "")
    try:
        read: ArchivedFeed = sandbox.call(read_archive, answer.body, url=answer.url, content_type=content_type)
    except (FeedError, ReaderKilled) as error:
        return _give_up(store, trail, str(error))
    # An entry without a date is no older than the newest beside it; where none has one, nothing is known.
    captured_at = read.newest_at
    with store.begin() as connection:
        feed = feed_of(connection, trail.feed.url)
        new = keep_entries(connection, feed, read.feed.entries, captured_at=captured_at, now=now) if captured_at else 0
        documents.keep(connection, answer.url, answer.body, kind="archive", content_type=content_type, at=now)
        facts = _facts(trail) | {
            "previous": read.previous,
            "newest_at": captured_at,
            "entries": len(read.feed.entries),
            "problem": "",
            "read_at": now,
        }
        captures.keep_page(connection, trail.page, facts)
    return Found(documents=1, new_entries=new)


def _give_up(store: Store, trail: Trail, why: str) -> Found:
    """Say where the walk ended; the next run asks for the page again."""
    log.warning("the archive of %s ends at %s (%s): what lies before is missing", trail.feed.url, trail.page, why)
    with store.begin() as connection:
        captures.keep_page(connection, trail.page, _facts(trail) | {"problem": why[:500]})
    trail.page = ""
    return Found(documents=1, unreadable=1)


def _facts(trail: Trail) -> dict[str, object]:
    return {"url": trail.feed.url, "batch": batch_of(host_of(trail.feed.url))}
