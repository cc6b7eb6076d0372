"""Is a page that kills what reads it set aside after three tries, also where it takes us down with it?"""

from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from typing import Any

import pytest
from sqlalchemy import text
from test_poll_and_read import a_feed, feed_of, page_of, poll_all, read_all, rows, web  # noqa: F401

from servers import Newspaper
from tocsin.pipeline import read
from tocsin.sandbox import Sandbox
from tocsin.store.database import Store
from tocsin.web import Web

KILLER = f"<html><body><div {' '.join(f'a{n}=1' for n in range(100_000))}>x</div></body></html>".encode()


@pytest.fixture
def newspaper() -> Iterator[Newspaper]:
    with Newspaper() as server:
        server.pages = {"/rss": feed_of(server, 1, 2), "/news/1": KILLER, "/news/2": page_of(2)}
        yield server


def test_a_page_that_kills_its_reader_three_times_is_set_aside_and_kept(
    store: Store,
    web: Web,  # noqa: F811
    newspaper: Newspaper,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(read, "Sandbox", partial(Sandbox, cpu_seconds=0.5))
    poll_all(store, web, a_feed(newspaper))
    read_all(store, web)
    assert rows(store, "SELECT status, attempts FROM article ORDER BY id") == [("to_read", 1), ("read", 0)]
    read_all(store, web, minutes=10)
    assert rows(store, "SELECT status, attempts FROM article ORDER BY id") == [("to_read", 2), ("read", 0)]
    read_all(store, web, minutes=20)
    told = rows(store, "SELECT status, attempts, error FROM article ORDER BY id LIMIT 1")
    assert told == [("quarantined", 3, "the reader used too much CPU")]
    query = "SELECT count(*) FROM document WHERE kind = 'page' AND url LIKE '%/news/1'"
    assert rows(store, query) == [(1,)]
    read_all(store, web, minutes=600)
    assert [asked.path for asked in newspaper.asked].count("/news/1") == 3


def test_a_page_that_takes_us_down_with_it_is_known_by_its_count(
    store: Store,
    web: Web,  # noqa: F811
    newspaper: Newspaper,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The machine goes down in the middle of a parse: nothing that we would do afterwards is done."""
    newspaper.pages = {"/rss": feed_of(newspaper, 1), "/news/1": page_of(1)}
    poll_all(store, web, a_feed(newspaper))
    parsed = []

    def go_down(*_: Any, **__: Any) -> None:
        parsed.append(rows(store, "SELECT attempts FROM article")[0][0])
        raise SystemExit

    monkeypatch.setattr(Sandbox, "call", go_down)
    for minutes in range(1, 6):
        with suppress(SystemExit):
            read_all(store, web, minutes=minutes)
        with store.begin() as connection:
            connection.execute(text("UPDATE article SET lease_owner = NULL, lease_until = NULL"))
    assert parsed == [1, 2, 3]
    assert rows(store, "SELECT status, error FROM article") == [("quarantined", "reading it failed three times")]
