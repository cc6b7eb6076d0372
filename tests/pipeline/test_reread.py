"""Is a page that changed read again, seldom and politely, and is what was read first left as it was?"""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text

from builders import NOON
from servers import Newspaper, Page
from tocsin.model import Feed
from tocsin.pipeline import poll, read
from tocsin.store import traces
from tocsin.store.database import Store
from tocsin.store.hosts import StoreHostBook
from tocsin.web import Web, WebPolicy

STORY = (
    "Ships of the northern fleet left harbour on Monday, the ministry said, and sailed towards the strait. "
    "Fishermen who had waited at the quay since dawn were told to go home, and the mole was closed to visitors."
)
HOUR = 60


@pytest.fixture
def newspaper() -> Iterator[Newspaper]:
    with Newspaper() as server:
        server.pages = {"/news/1": page_of("Nobody was hurt.")}
        yield server


@pytest.fixture
def web(store: Store, newspaper: Newspaper) -> Iterator[Web]:
    policy = WebPolicy(allow_hosts=frozenset({newspaper.host}), gap=0, deadline=3)
    with Web(policy, StoreHostBook(store)) as client:
        yield client


def page_of(news: str) -> bytes:
    paragraphs = f"<p>{STORY}</p><p>{news} {STORY[::-1]}</p><p>The harbour stays open, its master said at noon.</p>"
    return f"<html lang=en><title>Fleet sails</title><article><h1>Fleet sails</h1>{paragraphs}</article>".encode()


def a_pass(store: Store, web: Web, newspaper: Newspaper, title: str, *, minutes: float, updated: str = "") -> None:
    """Poll a feed that tells its one entry so, and read what is due; what was read has gone its whole way."""
    words = (
        f"<title>{title}</title><link>{newspaper.url('/news/1')}</link>{updated and f'<updated>{updated}</updated>'}"
    )
    feed = f'<rss xmlns="http://www.w3.org/2005/Atom"><channel><title>x</title><item><guid>1</guid>{words}</item></channel></rss>'
    newspaper.pages["/rss"] = (
        feed.replace("<rss xmlns=", "<rss version='2.0' xmlns:a=").replace("updated>", "a:updated>").encode()
    )
    now = NOON + timedelta(minutes=minutes)
    paper = Feed(url=newspaper.url("/rss"), publisher="Paper", every_minutes=0)
    for batch in poll.plan_batches(store, [paper], now=now):
        poll.poll_batch(store, web, batch, now=now)
    for batch in read.plan_batches(store, now=now):
        read.read_batch(store, web, batch, now=now)
    with store.begin() as connection:
        connection.execute(text("UPDATE article SET status = 'grouped' WHERE status = 'read'"))


def asked(newspaper: Newspaper) -> int:
    return sum(each.path == "/news/1" for each in newspaper.asked)


def rows(store: Store, query: str) -> list[Any]:
    with store.begin() as connection:
        return [tuple(row) for row in connection.execute(text(query))]


def test_a_new_title_has_the_page_read_again_and_both_versions_kept(
    store: Store, web: Web, newspaper: Newspaper
) -> None:
    a_pass(store, web, newspaper, "Fleet sails", minutes=0)
    first = rows(store, "SELECT title, body, status, read_at, published_at, fingerprint FROM article")
    newspaper.pages["/news/1"] = page_of("Two sailors were hurt.")
    a_pass(store, web, newspaper, "Fleet sails, two hurt", minutes=1)
    assert asked(newspaper) == 1
    a_pass(store, web, newspaper, "Fleet sails, two hurt", minutes=12)
    a_pass(store, web, newspaper, "Fleet sails, two hurt", minutes=13)
    assert asked(newspaper) == 2
    assert rows(store, "SELECT title, body, status, read_at, published_at, fingerprint FROM article") == first
    with store.begin() as connection:
        (kept,) = (traces.find_article(connection, 1) or {})["revisions"]
    assert (kept["number"], kept["title"], kept["added"], kept["removed"]) == (2, "Fleet sails, two hurt", 1, 1)
    assert "+Two sailors were hurt." in kept["diff"]
    assert "Two sailors were hurt." in kept["body"]


def test_a_later_time_of_update_has_it_read_again_and_the_same_text_is_no_version(
    store: Store, web: Web, newspaper: Newspaper
) -> None:
    a_pass(store, web, newspaper, "Fleet sails", minutes=0, updated="2026-03-14T12:00:00Z")
    a_pass(store, web, newspaper, "Fleet sails", minutes=1, updated="2026-03-14T12:01:00Z")
    a_pass(store, web, newspaper, "Fleet sails", minutes=HOUR, updated="2026-03-14T12:01:00Z")
    for minutes in (HOUR + 5, 2 * HOUR + 10):
        a_pass(store, web, newspaper, "Fleet sails", minutes=minutes, updated="2026-03-14T11:00:00Z")
    assert (asked(newspaper), rows(store, "SELECT * FROM revision")) == (2, [])
    assert rows(store, "SELECT reread_at, rereads, lease_owner FROM article") == [(None, 1, None)]


def test_a_title_that_changes_all_the_time_is_followed_three_times_ever_more_slowly(
    store: Store, web: Web, newspaper: Newspaper
) -> None:
    when = []
    for minute in (0, 5, 10, 15, 20, 75, 80, 85, 440, 445, 450, 20 * HOUR):
        before = asked(newspaper)
        a_pass(store, web, newspaper, f"Fleet sails {minute}", minutes=minute)
        when += [minute] if asked(newspaper) > before else []
    assert when == [0, 15, 80, 445]


def test_an_old_article_is_left(store: Store, web: Web, newspaper: Newspaper) -> None:
    a_pass(store, web, newspaper, "Fleet sails", minutes=0)
    a_pass(store, web, newspaper, "Fleet sails again", minutes=73 * HOUR)
    a_pass(store, web, newspaper, "Fleet sails again", minutes=74 * HOUR)
    assert asked(newspaper) == 1


def test_a_page_that_is_gone_leaves_the_article_as_it_is(store: Store, web: Web, newspaper: Newspaper) -> None:
    a_pass(store, web, newspaper, "Fleet sails", minutes=0)
    newspaper.pages["/news/1"] = Page(b"gone", 410)
    a_pass(store, web, newspaper, "Fleet sails again", minutes=1)
    a_pass(store, web, newspaper, "Fleet sails again", minutes=12)
    assert (asked(newspaper), rows(store, "SELECT * FROM revision")) == (2, [])
    assert rows(store, "SELECT status, quality, reread_at FROM article") == [("grouped", "full", None)]


def test_what_is_still_under_way_waits(store: Store, web: Web, newspaper: Newspaper) -> None:
    a_pass(store, web, newspaper, "Fleet sails", minutes=0)
    a_pass(store, web, newspaper, "Fleet sails again", minutes=1)
    with store.begin() as connection:
        connection.execute(text("UPDATE article SET status = 'assessed'"))
    a_pass(store, web, newspaper, "Fleet sails again", minutes=12)
    assert asked(newspaper) == 1


def test_two_entries_that_tell_of_one_page_are_no_change_of_it(store: Store, web: Web, newspaper: Newspaper) -> None:
    link = newspaper.url("/news/1")
    items = "".join(f"<item><guid>{n}</guid><title>Told {n}</title><link>{link}</link></item>" for n in "ab")
    paper = Feed(url=newspaper.url("/rss"), publisher="Paper", every_minutes=0)
    for minutes in (0, 5, 20):
        # Another body each time, or nothing of it would be read.
        newspaper.pages["/rss"] = (
            f'<rss version="2.0"><channel><title>{minutes}</title>{items}</channel></rss>'.encode()
        )
        now = NOON + timedelta(minutes=minutes)
        for batch in poll.plan_batches(store, [paper], now=now):
            poll.poll_batch(store, web, batch, now=now)
        for batch in read.plan_batches(store, now=now):
            read.read_batch(store, web, batch, now=now)
        with store.begin() as connection:
            connection.execute(text("UPDATE article SET status = 'grouped'"))
    assert asked(newspaper) == 1
