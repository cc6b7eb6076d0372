"""Due feeds → new entries: fetch, parse in a killable child, keep what is new, decide when to ask again."""

import hashlib
import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import asdict, replace
from datetime import datetime

from tocsin.articles.urls import canonical_url
from tocsin.errors import FeedError, FetchError, PublisherFault, ReaderKilled, StoreError
from tocsin.feeds.document import ParsedFeed
from tocsin.feeds.fetch import FeedResponse, NotModified, fetch_feed
from tocsin.feeds.impostors import name_impostor
from tocsin.feeds.moves import may_move, spellings
from tocsin.feeds.outcome import Outcome, Said, remark_on
from tocsin.feeds.parse import parse_feed
from tocsin.feeds.schedule import BROKE_US, next_state
from tocsin.feeds.state import FeedState
from tocsin.model import Entry, Feed
from tocsin.pipeline.batches import ROUND, Budget, batch_of, fetch_by_domain
from tocsin.sandbox import Sandbox
from tocsin.store import articles, documents, hosts
from tocsin.store import feeds as kept_feeds
from tocsin.store.articles import NewArticle
from tocsin.store.database import Store
from tocsin.store.feeds import ClaimedFeed
from tocsin.web import Web, host_of

log = logging.getLogger(__name__)


def plan_batches(store: Store, feeds: Iterable[Feed], *, now: datetime) -> list[int]:
    """List the batches with due feeds, after taking in the catalogue and freeing what dead workers held."""
    with store.begin() as connection:
        placed = [(feed, host, batch_of(host)) for feed in feeds for host in (host_of(feed.url),)]
        kept_feeds.keep_catalogue(connection, placed)
        kept_feeds.release_dead_workers(connection)
        hosts.release_dead_workers(connection)
        return kept_feeds.due_batches(connection, now)


def poll_batch(
    store: Store,
    web: Web,
    batch: int,
    *,
    now: datetime,
    budget: Budget | None = None,
    sandbox: Sandbox | None = None,
) -> int:
    """Ask every due feed of a batch; how many new entries they brought.

    A feed that can't be read is noted on that feed, asked later, and never stops the rest. Without a `sandbox` to
    share, the batch has one of its own.
    """
    budget = budget or Budget(240)
    new_entries = 0
    with nullcontext(sandbox) if sandbox else Sandbox() as parsers:
        while not budget.is_spent:
            claimed = kept_feeds.claim_due(store, batch, now)
            if not claimed:
                break
            answers = fetch_by_domain(
                claimed,
                lambda each: _fetch(store, web, each, now),
                url=lambda each: FeedState(**each.state).address(each.feed),
                budget=budget.at_most(ROUND),
            )
            for each, answer in answers:
                with _put_off_when_broken(store, each, now):
                    new_entries += _keep(store, parsers, each, answer, now)
    return new_entries


def _fetch(store: Store, web: Web, claimed: ClaimedFeed, now: datetime) -> FeedResponse | NotModified:
    state = FeedState(**claimed.state)
    with _put_off_when_broken(store, claimed, now):
        return fetch_feed(
            web, claimed.feed, address=state.address(claimed.feed), validators=state.ask_with(now), now=now
        )


@contextmanager
def _put_off_when_broken(store: Store, claimed: ClaimedFeed, now: datetime) -> Iterator[None]:
    """Let a feed that breaks us, which is our fault and the task's, wait its turn behind the others from then on."""
    try:
        yield
    except (PublisherFault, StoreError):
        raise
    except Exception as error:
        _keep_outcome(store, claimed, Outcome.failed(BROKE_US, detail=f"asking it broke Tocsin: {error!r}"), now)
        raise


def _keep(
    store: Store,
    sandbox: Sandbox,
    claimed: ClaimedFeed,
    answer: FeedResponse | NotModified | FetchError | None,
    now: datetime,
) -> int:
    """Write what one check brought; how many new entries that was."""
    if answer is None:
        with store.begin() as connection:
            kept_feeds.release(connection, [claimed.id])
        return 0
    if isinstance(answer, FetchError):
        return _keep_outcome(store, claimed, Outcome.of_error(answer), now)
    answer = replace(answer, said=_without_taken_address(store, claimed, answer.said))
    if isinstance(answer, NotModified):
        return _keep_outcome(store, claimed, Outcome.unchanged(answer.said), now)
    if answer.body_hash == claimed.state["body_hash"]:
        return _keep_outcome(store, claimed, Outcome.unchanged(answer.said, status=200), now)
    response = answer.response
    try:
        parsed = sandbox.call(
            parse_feed,
            response.body,
            url=response.url,
            content_type=response.headers.get("content-type", ""),
        )
    except FeedError as error:
        outcome = Outcome.of_error(error, impostor=name_impostor(response.body))
        return _keep_outcome(store, claimed, outcome, now)
    except ReaderKilled as error:
        return _keep_outcome(store, claimed, Outcome.of_error(error), now)
    return _keep_entries(store, claimed, answer, parsed, now)


def _without_taken_address(store: Store, claimed: ClaimedFeed, said: Said) -> Said:
    """Return what an answer said, but for a new address at which the feed may not be asked for good."""
    if said.moved_to is None:
        return said
    with store.begin() as connection:
        is_taken = kept_feeds.is_followed(connection, spellings(said.moved_to), but=claimed.id)
    is_safe = may_move(FeedState(**claimed.state).address(claimed.feed), said.moved_to)
    return said if is_safe and not is_taken else replace(said, moved_to=None)


def _keep_entries(store: Store, claimed: ClaimedFeed, answer: FeedResponse, parsed: ParsedFeed, now: datetime) -> int:
    """Write entries and state together: validators are kept only with the entries they stand for."""
    response = answer.response
    with store.begin() as connection:
        articles.lock_feed(connection, claimed.id)
        new_entries = sum(
            articles.add(connection, claimed.id, entry, new_article(entry, claimed, now), now)
            for entry in parsed.entries
        )
        content_type = response.headers.get("content-type", "")
        documents.keep(connection, claimed.feed.url, response.body, kind="feed", content_type=content_type, at=now)
        outcome = Outcome.fresh(
            new_entries,
            len(parsed.entries),
            said=answer.said,
            body_hash=answer.body_hash,
            ttl_minutes=parsed.ttl_minutes,
            remark=remark_on(parsed),
            status=response.status,
        )
        state = next_state(claimed.feed, FeedState(**claimed.state), outcome, now)
        kept_feeds.keep_state(connection, claimed.id, asdict(state), worker=store.worker)
    return new_entries


def _keep_outcome(store: Store, claimed: ClaimedFeed, outcome: Outcome, now: datetime) -> int:
    if outcome.detail:
        log.info("feed not read", extra={"feed": claimed.feed.url, "why": outcome.detail})
    state = next_state(claimed.feed, FeedState(**claimed.state), outcome, now)
    with store.begin() as connection:
        kept_feeds.keep_state(connection, claimed.id, asdict(state), worker=store.worker)
    return 0


def new_article(entry: Entry, claimed: ClaimedFeed, now: datetime) -> NewArticle:
    """Return the article that an entry names. An entry without a link is read from the feed's own words."""
    feed = claimed.feed
    link = entry.url or f"{feed.url}#{hashlib.sha256(entry.id.encode()).hexdigest()[:16]}"
    host = host_of(entry.url) if entry.url else claimed.host
    return NewArticle(
        url=canonical_url(entry.url) if entry.url else link,
        fetch_url=link,
        host=host,
        batch=batch_of(host),
        publisher=feed.publisher,
        language=feed.language,
        title=entry.title,
        summary=entry.summary,
        feed_text=entry.content,
        # A claimed date is believed as far as we can have seen it: never in the future.
        published_at=min(entry.published_at or now, now),
    )
