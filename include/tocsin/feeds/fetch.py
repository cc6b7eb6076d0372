"""What does a feed's server answer: a document, or "nothing changed"?"""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from tocsin.feeds.freshness import wished_minutes
from tocsin.feeds.outcome import Said
from tocsin.feeds.state import PARSER
from tocsin.model import Feed, Validators
from tocsin.web import Response, Web, host_of

NO_VALIDATORS = Validators()
# RFC 3229: with an ETag of ours, a server may send only the entries that came since, and answer 226.
DELTA = {"A-IM": "feed"}
ACCEPT = (
    "application/rss+xml, application/atom+xml, application/feed+json, application/rdf+xml;q=0.9,"
    " application/xml;q=0.8, text/xml;q=0.8, application/json;q=0.7, */*;q=0.1"
)


@dataclass(frozen=True)
class FeedResponse:
    """A document, or (226) the part of it that came since. What the answer `said` is kept only once its entries are."""

    response: Response
    said: Said

    @property
    def body_hash(self) -> str:
        """Names the body, and the parser that reads it: the same hash, and there is nothing to parse."""
        return PARSER + hashlib.sha256(self.response.body).hexdigest()


@dataclass(frozen=True)
class NotModified:
    """The server says that nothing changed since what we asked with."""

    said: Said


def fetch_feed(
    web: Web,
    feed: Feed,
    *,
    address: str = "",
    validators: Validators = NO_VALIDATORS,
    now: datetime,
) -> FeedResponse | NotModified:
    """Ask for a feed, with the validators of the last time, at the `address` that it moved to; raises `FetchError`.

    The catalogue's headers may hold a key: they go to the host that the catalogue names, and to no other.
    """
    url = address or feed.url
    headers = {**DELTA, **(feed.headers if _is_as_safe(feed.url, url) else {})}
    response = web.fetch(url, now=now, cap=web.policy.feed_cap, accept=ACCEPT, validators=validators, headers=headers)
    told = _validators(response)
    if response.status not in (226, 304):
        return FeedResponse(response, _said(response, told))
    # A 304 or a delta may bring a newer validator, and most bring none.
    newest = Validators(etag=told.etag or validators.etag, last_modified=told.last_modified or validators.last_modified)
    said = _said(response, newest)
    return NotModified(said) if response.status == 304 else FeedResponse(response, said)


def _is_as_safe(url: str, address: str) -> bool:
    return host_of(url) == host_of(address) and not (url.startswith("https:") and not address.startswith("https:"))


def _said(response: Response, validators: Validators) -> Said:
    wish = wished_minutes(response.headers, response.fetched_at)
    return Said(validators=validators, wish_minutes=wish, moved_to=response.moved_to)


def _validators(response: Response) -> Validators:
    # Blanks of any kind round a value would be refused when we send it back, and every question with it.
    etag, last_modified = (response.headers.get(name, "").strip() for name in ("etag", "last-modified"))
    return Validators(etag=etag or None, last_modified=last_modified or None)
