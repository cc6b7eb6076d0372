"""What does a feed's server answer, and what do we ask it with?"""

import gzip
from datetime import UTC, datetime

import pytest

from servers import Newspaper, Page, moved
from tocsin.errors import TooLarge
from tocsin.feeds.fetch import FeedResponse, NotModified, fetch_feed
from tocsin.feeds.outcome import Said
from tocsin.model import Feed, Validators
from tocsin.web import MemoryHostBook, Web, WebPolicy

NOW = datetime(2026, 1, 18, 12, tzinfo=UTC)


@pytest.fixture
def paper():
    with Newspaper() as newspaper:
        yield newspaper


@pytest.fixture
def web(paper):
    policy = WebPolicy(allow_hosts=frozenset({paper.host}), gap=0, refill=0, feed_cap=10_000)
    with Web(policy, MemoryHostBook()) as web:
        yield web


def a_feed(paper, **changes):
    return Feed(url=paper.url("/feed"), publisher="Harbour Wire", **changes)


def test_a_document_with_its_validators(web, paper):
    headers = {"ETag": 'W/"7"', "Last-Modified": "Sun, 18 Jan 2026 10:00:00 GMT", "Content-Encoding": "gzip"}
    paper.pages["/feed"] = Page(gzip.compress(b"<rss/>"), headers=headers)
    answer = fetch_feed(web, a_feed(paper, headers={"X-Key": "k"}), now=NOW)
    assert isinstance(answer, FeedResponse)
    assert answer.response.body == b"<rss/>"
    assert answer.said.validators == Validators(etag='W/"7"', last_modified="Sun, 18 Jan 2026 10:00:00 GMT")
    assert paper.asked[-1].headers["x-key"] == "k"
    assert "application/rss+xml" in paper.asked[-1].headers["accept"]
    assert "gzip" in paper.asked[-1].headers["accept-encoding"]


@pytest.mark.parametrize(("headers", "etag"), [({"ETag": '"8"', "IM": "feed"}, '"8"'), ({"IM": "feed"}, '"7"')])
def test_a_delta_is_asked_for_and_taken_with_its_validators(web, paper, headers, etag):
    """RFC 3229: 226 holds only what came since; without a newer ETag, ours still names where that begins."""
    paper.pages["/feed"] = Page(b"<rss/>", 226, headers)
    answer = fetch_feed(web, a_feed(paper), validators=Validators(etag='"7"'), now=NOW)
    assert paper.asked[-1].headers["a-im"] == "feed"
    assert (answer.response.status, answer.said.validators) == (226, Validators(etag=etag))


def test_a_whole_document_without_validators_has_none(web, paper):
    paper.pages["/feed"] = b"<rss/>"
    answer = fetch_feed(web, a_feed(paper), validators=Validators(etag='"7"'), now=NOW)
    assert answer.said.validators == Validators()


def test_the_hash_names_the_body(web, paper):
    paper.pages["/feed"] = [Page(b"<rss/>"), Page(b"<rss/>"), Page(b"<rss />")]
    hashes = [fetch_feed(web, a_feed(paper), now=NOW).body_hash for _ in range(3)]
    assert hashes[0] == hashes[1] != hashes[2]


@pytest.mark.parametrize(("headers", "etag"), [({"ETag": '"8"'}, '"8"'), ({}, '"7"')])
def test_not_modified_keeps_what_it_was_asked_with(web, paper, headers, etag):
    paper.pages["/feed"] = Page(status=304, headers=headers)
    asked = Validators(etag='"7"', last_modified="Sun, 18 Jan 2026 10:00:00 GMT")
    answer = fetch_feed(web, a_feed(paper), validators=asked, now=NOW)
    assert answer == NotModified(Said(validators=Validators(etag=etag, last_modified=asked.last_modified)))
    assert paper.asked[-1].headers["if-none-match"] == '"7"'


def test_a_feed_that_moved_says_where(web, paper):
    paper.pages |= {"/feed": moved("/new", 301), "/new": b"<rss/>"}
    assert fetch_feed(web, a_feed(paper), now=NOW).said.moved_to == paper.url("/new")
    paper.pages |= {"/feed": moved("/new", 302)}
    assert fetch_feed(web, a_feed(paper), now=NOW).said.moved_to is None


def test_a_feed_that_moved_says_so_with_not_modified_too(web, paper):
    paper.pages |= {"/feed": moved("/new", 308), "/new": Page(status=304)}
    answer = fetch_feed(web, a_feed(paper), validators=Validators(etag='"7"'), now=NOW)
    assert answer.said.moved_to == paper.url("/new")


@pytest.mark.parametrize("status", [200, 304])
def test_an_answer_says_when_to_come_back(web, paper, status):
    paper.pages["/feed"] = Page(b"<rss/>", status, headers={"Cache-Control": "max-age=1200"})
    answer = fetch_feed(web, a_feed(paper), validators=Validators(etag='"7"'), now=NOW)
    assert answer.said.wish_minutes == 20


def test_a_feed_is_asked_where_it_moved_to(web, paper):
    paper.pages["/new"] = b"<rss/>"
    fetch_feed(web, a_feed(paper, headers={"X-Key": "k"}), address=paper.url("/new"), now=NOW)
    assert paper.paths()[-1] == "/new"
    assert paper.asked[-1].headers["x-key"] == "k"


def test_the_catalogues_key_goes_to_no_other_host(web, paper):
    feed = Feed(url="https://wire.example/feed", publisher="Harbour Wire", headers={"X-Key": "k"})
    paper.pages["/new"] = b"<rss/>"
    fetch_feed(web, feed, address=paper.url("/new"), now=NOW)
    assert "x-key" not in paper.asked[-1].headers


def test_a_feed_has_its_cap(web, paper):
    paper.pages["/feed"] = b"a" * 10_001
    with pytest.raises(TooLarge):
        fetch_feed(web, a_feed(paper), now=NOW)
