"""Is a page that keeps itself from being mined left alone, and is that written down?"""

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import text
from test_poll_and_read import a_feed, feed_of, page_of, poll_all, read_all

from servers import Newspaper, Page
from tocsin.store.database import Store
from tocsin.store.hosts import StoreHostBook
from tocsin.web import Web, WebPolicy

HEADERS = {"X-Robots-Tag": "noai", "Content-Type": "text/html"}


@pytest.fixture
def newspaper() -> Iterator[Newspaper]:
    with Newspaper() as server:
        yield server


def read_one(store: Store, newspaper: Newspaper, **knobs: Any) -> tuple[Any, ...]:
    """Read one article whose page says `noai`; what is kept of it, and how many pages."""
    newspaper.pages = {"/rss": feed_of(newspaper, 1), "/news/1": Page(page_of(1), headers=HEADERS)}
    policy = WebPolicy(allow_hosts=frozenset({newspaper.host}), gap=0, refill=0, **knobs)
    with Web(policy, StoreHostBook(store)) as web:
        poll_all(store, web, a_feed(newspaper))
        assert read_all(store, web) == 1
    query = "SELECT quality, body, reasons, (SELECT count(*) FROM document WHERE kind = 'page') FROM article"
    with store.begin() as connection:
        return tuple(connection.execute(text(query)).one())


def test_the_article_is_made_of_the_feeds_words_and_the_page_is_not_kept(store: Store, newspaper: Newspaper) -> None:
    quality, body, reasons, pages = read_one(store, newspaper)
    assert (quality, body, pages) == ("summary only", "The fleet has sailed.", 0)
    assert reasons == ["opted out of text mining: noai (X-Robots-Tag)"]


def test_where_opt_outs_are_not_respected_they_are_recorded(store: Store, newspaper: Newspaper) -> None:
    quality, body, reasons, pages = read_one(store, newspaper, respect_opt_outs=False)
    assert (quality, pages) == ("full", 1)
    assert "The fleet has sailed." not in body
    assert "opted out of text mining: noai (X-Robots-Tag)" in reasons
