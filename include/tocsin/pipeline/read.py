"""Entries → articles: fetch each page, extract it in a killable child, fall back on the feed's own words."""

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from datetime import datetime, timedelta

from tocsin.articles.detours import find_detour
from tocsin.articles.extract import extract_article
from tocsin.articles.fingerprint import fingerprint
from tocsin.articles.quality import tells_more
from tocsin.errors import (
    ArticleError,
    BadStatus,
    FetchError,
    HostWaits,
    OptedOut,
    PublisherFault,
    ReaderKilled,
    StoreError,
)
from tocsin.model import MAY_PASS, Article
from tocsin.pipeline.batches import ROUND, Budget, fetch_by_domain
from tocsin.pipeline.pages import fetch_page
from tocsin.pipeline.reread import reread_batch
from tocsin.sandbox import Sandbox
from tocsin.store import articles, documents, hosts, revisions
from tocsin.store.articles import ClaimedArticle
from tocsin.store.database import Store
from tocsin.web import Response, Web
from tocsin.web.optout import find_opt_outs

log = logging.getLogger(__name__)
MOST_ATTEMPTS = 3
RETRY = timedelta(minutes=2)
# An early warning does not wait longer than this for a page while the feed's words are at hand.
PATIENCE = timedelta(minutes=15)
# A page's own date is believed over the feed's when it is older by more than this: old news in new clothes.
OLDER = timedelta(days=1)
CLAIM = 120


def plan_batches(store: Store, *, now: datetime) -> list[int]:
    """List the batches with articles to read; what dead workers had claimed is freed first."""
    with store.begin() as connection:
        articles.release_dead_workers(connection)
        hosts.release_dead_workers(connection)
        to_read = articles.due_batches(connection, "to_read", now)
        return sorted({*to_read, *revisions.due_batches(connection, now)})


def read_batch(
    store: Store,
    web: Web,
    batch: int,
    *,
    now: datetime,
    budget: Budget | None = None,
    origin: str = articles.LIVE,
    patience: timedelta = PATIENCE,
    sandbox: Sandbox | None = None,
) -> int:
    """Read every due article of a batch; how many went on to be assessed.

    `patience` is how long a page is waited for while the feed's words are at hand. Live news never stands in
    line behind what a backfill found: each is read by its own Dag (`origin`). Without a `sandbox` to share, the
    batch has one of its own.
    """
    budget = budget or Budget(240)
    went_on = 0
    with nullcontext(sandbox) if sandbox else Sandbox() as parsers:
        while not budget.is_spent:
            claimed = articles.claim_due(store, "to_read", batch, now, limit=CLAIM, origin=origin)
            if not claimed:
                break
            answers = fetch_by_domain(
                _without_breakers(store, claimed),
                lambda each: _fetch(store, web, each, now),
                url=lambda each: each.fetch_url,
                budget=budget.at_most(ROUND),
            )
            for each, answer in answers:
                with _counted_when_broken(store, each):
                    went_on += _keep(store, parsers, each, answer, now, patience)
        if origin == articles.LIVE:
            reread_batch(store, web, parsers, batch, now=now, budget=budget)
    return went_on


def _without_breakers(store: Store, claimed: Sequence[ClaimedArticle]) -> list[ClaimedArticle]:
    """Set aside what broke us three times, and return the rest."""
    with store.begin() as connection:
        for each in claimed:
            if each.attempts >= MOST_ATTEMPTS:
                articles.quarantine(connection, each.id, "reading it failed three times")
    return [each for each in claimed if each.attempts < MOST_ATTEMPTS]


def _fetch(store: Store, web: Web, claimed: ClaimedArticle, now: datetime) -> Response:
    with _counted_when_broken(store, claimed):
        return fetch_page(web, claimed.fetch_url, now=now)


@contextmanager
def _counted_when_broken(store: Store, claimed: ClaimedArticle) -> Iterator[None]:
    """Count what breaks us, which is our fault and the task's: it holds up the others no more than three times."""
    try:
        yield
    except (PublisherFault, StoreError):
        raise
    except Exception:
        with store.begin() as connection:
            articles.count_attempt(connection, claimed.id)
        raise


def _keep(
    store: Store,
    sandbox: Sandbox,
    claimed: ClaimedArticle,
    answer: Response | FetchError | None,
    now: datetime,
    patience: timedelta,
) -> bool:
    """Write what became of one article; whether it went on."""
    if answer is None:
        with store.begin() as connection:
            articles.release(connection, [claimed.id])
        return False
    if isinstance(answer, FetchError):
        again = _try_again_at(claimed, answer, now, patience)
        return _keep_failure(store, claimed, answer, again, now)
    with store.begin() as connection:
        # Before its bytes are touched: a page that takes us down with it is known by its count.
        articles.count_attempt(connection, claimed.id)
    try:
        found = sandbox.call(
            extract_article, answer.body, url=answer.url, content_type=answer.headers.get("content-type", "")
        )
    except ArticleError as error:
        found = from_feed(claimed, str(error))
    except ReaderKilled as error:
        return _keep_killer(store, claimed, answer, str(error), now)
    return _keep_article(store, claimed, _or_feed_text(claimed, found, answer.url), answer, now)


def _or_feed_text(claimed: ClaimedArticle, found: Article, answered: str) -> Article:
    """Take the feed's own words where the page was another, gave far less of the story, or something doubtful."""
    if detour := find_detour(claimed.fetch_url, answered, title=claimed.title, shown=found.title):
        return from_feed(claimed, detour)
    if not tells_more(claimed.feed_text, found.body, in_doubt=found.quality == "doubtful"):
        return found
    reasons = (*found.reasons, "the feed's own text tells more than its page gave")
    return replace(found, body=claimed.feed_text, quality="feed text", method="feed", reasons=reasons)


def _keep_article(store: Store, claimed: ClaimedArticle, found: Article, page: Response | None, now: datetime) -> bool:
    published_at, published_by = claimed.published_at, "feed"
    is_dated = published_at < claimed.first_seen_at
    # A dated entry is aged by what its page says for machines alone: a date in an address, or below, may be another's.
    is_sure = not is_dated or found.published_by.startswith(("json-ld", "meta"))
    if is_sure and found.published_at and found.published_at < published_at - OLDER:
        published_at, published_by = found.published_at, found.published_by
    opt_outs = find_opt_outs(page.headers, page.body) if page else ()
    kept = replace(
        found,
        title=claimed.title or found.title,
        published_at=published_at,
        published_by=published_by,
        language=found.language or claimed.language,
        publisher=claimed.publisher,
        reasons=(*found.reasons, *(f"{OptedOut.kind}: {said}" for said in opt_outs)),
    )
    with store.begin() as connection:
        if page is not None:
            content_type = page.headers.get("content-type", "")
            documents.keep(connection, page.url, page.body, kind="page", content_type=content_type, at=now)
        return articles.keep_read(connection, claimed.id, kept, fingerprint(kept.body), now)


def _keep_failure(
    store: Store, claimed: ClaimedArticle, error: FetchError, again: datetime | None, now: datetime
) -> bool:
    """Try again later what may pass; make do with the feed's words for what will not."""
    if again is None:
        reasons = (f"{error.kind}: {error.detail}", *([MAY_PASS] if error.may_pass else []))
        return _keep_article(store, claimed, from_feed(claimed, *reasons), None, now)
    with store.begin() as connection:
        counts = not isinstance(error, HostWaits)
        articles.put_off(connection, claimed.id, next_try_at=again, error=str(error), counts=counts)
    return False


def _try_again_at(claimed: ClaimedArticle, error: FetchError, now: datetime, patience: timedelta) -> datetime | None:
    not_before = error.not_before if isinstance(error, HostWaits | BadStatus) else None
    if claimed.origin != articles.LIVE:
        # Of the past there are many pages, most of dead hosts: `tocsin retry` asks again for what may pass.
        return not_before if not_before and not_before - now <= patience else None
    if not_before is not None:
        return not_before if not_before - claimed.first_seen_at <= patience else None
    if not error.may_pass or claimed.attempts + 1 >= MOST_ATTEMPTS:
        return None
    return now + RETRY * (claimed.attempts + 1)


def _keep_killer(store: Store, claimed: ClaimedArticle, page: Response, error: str, now: datetime) -> bool:
    """A page that kills its reader gets three tries; then its bytes are kept and it is set aside."""
    log.warning("reader killed", extra={"url": claimed.url, "attempt": claimed.attempts + 1})
    with store.begin() as connection:
        if claimed.attempts + 1 < MOST_ATTEMPTS:
            again = now + RETRY * (claimed.attempts + 1)
            articles.put_off(connection, claimed.id, next_try_at=again, error=error, counts=False)
        else:
            content_type = page.headers.get("content-type", "")
            documents.keep(connection, page.url, page.body, kind="page", content_type=content_type, at=now)
            articles.quarantine(connection, claimed.id, error)
    return False


def from_feed(claimed: ClaimedArticle, *reasons: str) -> Article:
    """Return the article as its feed tells it, marked with the reasons why the page could not be read."""
    has_text = len(claimed.feed_text) > len(claimed.summary)
    return Article(
        url=claimed.url,
        title=claimed.title,
        body=claimed.feed_text if has_text else claimed.summary,
        published_at=claimed.published_at,
        language=claimed.language,
        publisher=claimed.publisher,
        quality="feed text" if has_text else "summary only",
        method="feed",
        reasons=reasons,
    )
