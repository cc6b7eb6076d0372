"""What does a feed's server answer: a document, or "nothing changed"?"""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from tocsin.model import Feed, Validators
from tocsin.web import Response, Web

NO_VALIDATORS = Validators()
# RFC 3229: with an ETag of ours, a server may send only the entries that came since, and answer 226.
DELTA = {"A-IM": "feed"}
ACCEPT = (
    "application/rss+xml, application/atom+xml, application/feed+json, application/rdf+xml;q=0.9,"
    " application/xml;q=0.8, text/xml;q=0.8, application/json;q=0.7, */*;q=0.1"
)


@dataclass(frozen=True)
class FeedResponse:
    """A document, or what came into it since `asked` (226): all entries, or some of them.

    Its `validators` are saved only once its entries are.
    """

    response: Response
    asked: Validators = NO_VALIDATORS

    @property
    def validators(self) -> Validators:
        """What to ask the next time with."""
        said = _validators(self.response)
        return _newest(said, self.asked) if self.response.status == 226 else said

    @property
    def body_hash(self) -> str:
        """Names the body: the same hash, and there is nothing to parse."""
        return hashlib.sha256(self.response.body).hexdigest()


@dataclass(frozen=True)
class NotModified:
    """The server says that nothing changed since what `validators` name."""

    validators: Validators
    fetched_at: datetime


def fetch_feed(
    web: Web,
    feed: Feed,
    *,
    validators: Validators = NO_VALIDATORS,
    now: datetime,
) -> FeedResponse | NotModified:
    """Ask for a feed, with the validators of the last time; raises `FetchError`."""
    response = web.fetch(
        feed.url,
        now=now,
        cap=web.policy.feed_cap,
        accept=ACCEPT,
        validators=validators,
        headers={**DELTA, **feed.headers},
    )
    if response.status != 304:
        return FeedResponse(response, validators)
    return NotModified(_newest(_validators(response), validators), response.fetched_at)


def _newest(said: Validators, asked: Validators) -> Validators:
    """Return the validators of what we hold: a 304 or a delta may bring a newer one, and most bring none."""
    return Validators(etag=said.etag or asked.etag, last_modified=said.last_modified or asked.last_modified)


def _validators(response: Response) -> Validators:
    return Validators(etag=response.headers.get("etag"), last_modified=response.headers.get("last-modified"))
