"""Does what a server answers over days and months lead, through the pipeline, to where the state machine says?"""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text

from builders import NOON
from servers import Asked, Newspaper, Page, moved
from tocsin.model import Feed
from tocsin.pipeline import poll
from tocsin.store.database import Store
from tocsin.store.hosts import StoreHostBook
from tocsin.web import Web, WebPolicy

DAY = 24
ITEM = "<item><guid>{n}</guid><title>Fleet sails {n}</title><link>https://wire.example/{n}</link>{date}</item>"
DATE = "<pubDate>Sat, 14 Mar 2026 09:00:00 GMT</pubDate>"
PORTAL = b"<!doctype html><html><head><title>Welcome</title></head><body>Accept our terms to go on</body></html>"


@pytest.fixture
def papers() -> Iterator[tuple[Newspaper, Newspaper]]:
    with Newspaper() as first, Newspaper() as second:
        yield first, second


@pytest.fixture
def old(papers: tuple[Newspaper, Newspaper]) -> Newspaper:
    return papers[0]


@pytest.fixture
def new(papers: tuple[Newspaper, Newspaper]) -> Newspaper:
    return papers[1]


@pytest.fixture
def web(store: Store, papers: tuple[Newspaper, Newspaper]) -> Iterator[Web]:
    policy = WebPolicy(allow_hosts=frozenset(paper.host for paper in papers), gap=0, refill=0, deadline=3)
    with Web(policy, StoreHostBook(store)) as client:
        yield client


def feed_of(*numbers: int, date: str = DATE) -> bytes:
    items = "".join(ITEM.format(n=n, date=date) for n in numbers)
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>x</title>{items}</channel></rss>'.encode()


def conditional(body: bytes, tag: str = '"one"') -> Any:
    """Answer with `body`, or that it is not modified to who has it."""

    def answer(asked: Asked) -> Page:
        is_known = asked.headers.get("if-none-match") == tag
        return Page(status=304) if is_known else Page(body, headers={"ETag": tag})

    return answer


def a_feed(paper: Newspaper, path: str = "/rss", **changes: Any) -> Feed:
    return Feed(url=paper.url(path), publisher=f"Paper {path}", every_minutes=0, **changes)


def poll_all(store: Store, web: Web, *feeds: Feed, hours: float = 0) -> int:
    now = NOON + timedelta(hours=hours)
    return sum(poll.poll_batch(store, web, batch, now=now) for batch in poll.plan_batches(store, feeds, now=now))


def rows(store: Store, query: str) -> list[Any]:
    with store.begin() as connection:
        return [tuple(row) for row in connection.execute(text(query))]


def asked_of(paper: Newspaper) -> list[str]:
    return [path for path in paper.paths() if path != "/robots.txt"]


def test_a_feed_that_moved_is_asked_at_its_new_address_after_a_day(
    store: Store, web: Web, old: Newspaper, new: Newspaper
) -> None:
    old.pages["/rss"] = moved(new.url("/feed"), 301)
    new.pages["/feed"] = conditional(feed_of(1, 2))
    feed = a_feed(old)
    assert poll_all(store, web, feed) == 2
    for hours in (12, 23, 24):
        poll_all(store, web, feed, hours=hours)
        assert len(asked_of(old)) == len(asked_of(new))
    assert rows(store, "SELECT url, moved_to FROM feed") == [(feed.url, new.url("/feed"))]

    before = len(asked_of(old))
    new.pages["/feed"] = feed_of(1, 2, 3)
    assert poll_all(store, web, feed, hours=25) == 1
    assert (len(asked_of(old)), asked_of(new)[-1]) == (before, "/feed")
    assert rows(store, "SELECT count(*), count(DISTINCT feed_id) FROM entry") == [(3, 1)]
    assert rows(store, "SELECT DISTINCT url FROM document") == [(feed.url,)]


def test_a_new_address_that_is_gone_sends_us_back_to_the_old_one(
    store: Store, web: Web, old: Newspaper, new: Newspaper
) -> None:
    old.pages["/rss"] = moved(new.url("/feed"), 308)
    new.pages["/feed"] = feed_of(1)
    feed = a_feed(old)
    for hours in (0, 12, 24):
        poll_all(store, web, feed, hours=hours)
    del new.pages["/feed"]
    old.pages["/rss"] = feed_of(1, 2)
    poll_all(store, web, feed, hours=25)
    assert rows(store, "SELECT moved_to, failures, last_status FROM feed") == [(None, 1, 404)]
    assert poll_all(store, web, feed, hours=26) == 1
    assert rows(store, "SELECT failures, last_status FROM feed") == [(0, 200)]


@pytest.mark.parametrize("status", [302, 303, 307])
def test_a_feed_that_is_elsewhere_for_now_never_moves(
    store: Store, web: Web, old: Newspaper, new: Newspaper, status: int
) -> None:
    old.pages["/rss"] = moved(new.url("/feed"), status)
    new.pages["/feed"] = feed_of(1)
    for hours in (0, 12, 24, 48):
        poll_all(store, web, a_feed(old), hours=hours)
    assert rows(store, "SELECT moved_to, moving_to FROM feed") == [(None, None)]


def test_a_feed_never_moves_to_where_another_of_ours_is(store: Store, web: Web, old: Newspaper, new: Newspaper) -> None:
    new.pages["/feed"] = feed_of(1)
    old.pages |= {f"/{n}": moved(new.url("/feed/" if n == 1 else "/feed"), 301) for n in (1, 2)}
    new.pages["/feed/"] = feed_of(1)
    feeds = [a_feed(old, "/1"), a_feed(old, "/2"), a_feed(new, "/feed")]
    for hours in (0, 12, 24, 48):
        poll_all(store, web, *feeds, hours=hours)
    assert rows(store, "SELECT DISTINCT moved_to FROM feed") == [(None,)]
    # It left the catalogue, so its address is free: for one of them.
    for hours in (49, 60, 73, 98, 99):
        poll_all(store, web, *feeds[:2], hours=hours)
    assert len(rows(store, "SELECT moved_to FROM feed WHERE moved_to IS NOT NULL")) == 1


def test_a_portal_that_a_redirect_leads_to_is_no_new_address(
    store: Store, web: Web, old: Newspaper, new: Newspaper
) -> None:
    old.pages["/rss"] = moved(new.url("/login"), 301)
    new.pages["/login"] = PORTAL
    for hours in (0, 12, 24, 48):
        poll_all(store, web, a_feed(old), hours=hours)
    assert rows(store, "SELECT moved_to, moving_to, trouble FROM feed") == [(None, None, "HTML page")]


def test_a_304_is_believed_for_seven_days_and_then_the_whole_is_asked_for(
    store: Store, web: Web, old: Newspaper
) -> None:
    old.pages["/rss"] = conditional(feed_of(1))
    feed = a_feed(old)
    assert poll_all(store, web, feed) == 1
    for day in range(1, 7):
        # The server lies: there is news, and it says that nothing changed.
        old.pages["/rss"] = conditional(feed_of(1, 2))
        assert poll_all(store, web, feed, hours=day * DAY) == 0
    assert rows(store, "SELECT etag, last_status, failures FROM feed") == [('"one"', 304, 0)]
    assert poll_all(store, web, feed, hours=7 * DAY) == 1
    assert "if-none-match" not in old.asked[-1].headers
    assert poll_all(store, web, feed, hours=8 * DAY) == 0
    assert old.asked[-1].headers["if-none-match"] == '"one"'


@pytest.mark.parametrize(
    ("body", "trouble"),
    [
        (PORTAL, "HTML page"),
        (b"", "empty document"),
        (b"<html><body><h1>Just a moment...</h1></body></html>", "bot wall"),
        (b"<rss><channel", "malformed"),
    ],
)
def test_what_is_no_feed_is_named_and_what_was_told_before_is_kept(
    store: Store, web: Web, old: Newspaper, body: bytes, trouble: str
) -> None:
    old.pages["/rss"] = Page(feed_of(1, 2), headers={"ETag": '"one"'})
    feed = a_feed(old)
    poll_all(store, web, feed)
    old.pages["/rss"] = Page(body, headers={"ETag": '"portal"'})
    assert poll_all(store, web, feed, hours=1) == 0
    assert rows(store, "SELECT trouble, failures, score, etag, moved_to FROM feed") == [
        (trouble, 1, 0.5, '"one"', None)
    ]
    assert rows(store, "SELECT count(*) FROM entry") == [(2,)]
    old.pages["/rss"] = feed_of(1, 2, 3)
    assert poll_all(store, web, feed, hours=2) == 1
    assert rows(store, "SELECT trouble, failures, score FROM feed") == [("", 0, 0.0)]


@pytest.mark.parametrize(("body", "remark"), [(feed_of(), "no entries"), (feed_of(1, 2, 3, date=""), "no dates")])
def test_a_feed_that_can_be_read_and_is_odd_is_named_too(
    store: Store, web: Web, old: Newspaper, body: bytes, remark: str
) -> None:
    old.pages["/rss"] = conditional(body)
    for hours in (0, 1):
        poll_all(store, web, a_feed(old), hours=hours)
    assert rows(store, "SELECT remark, failures, last_status FROM feed") == [(remark, 0, 304)]


def test_a_feed_that_was_given_up_is_asked_monthly_and_comes_back(store: Store, web: Web, old: Newspaper) -> None:
    old.pages["/rss"] = Page(b"no", 403)
    feed = a_feed(old)
    poll_all(store, web, feed)
    with store.begin() as connection:
        connection.execute(text("UPDATE feed SET score = 29"))
    poll_all(store, web, feed, hours=2)
    assert rows(store, "SELECT disabled, given_up_at FROM feed") == [(True, NOON + timedelta(hours=2))]

    for days, asked in ((1, 2), (29, 2), (31, 3), (60, 3), (62, 4)):
        poll_all(store, web, feed, hours=days * DAY)
        assert len(asked_of(old)) == asked
    old.pages["/rss"] = feed_of(1, 2)
    assert poll_all(store, web, feed, hours=93 * DAY) == 2
    assert rows(store, "SELECT disabled, given_up_at, score, failures FROM feed") == [(False, None, 0.0, 0)]
    assert poll_all(store, web, feed, hours=93 * DAY + 1) == 0
    assert len(asked_of(old)) == 6


def test_what_the_server_wishes_is_kept(store: Store, web: Web, old: Newspaper) -> None:
    old.pages["/rss"] = Page(feed_of(1), headers={"Cache-Control": "max-age=3600"})
    poll_all(store, web, Feed(url=old.url("/rss"), publisher="Wire"))
    ((wish, due),) = rows(store, "SELECT wish_minutes, next_check_at FROM feed")
    assert wish == 60
    assert timedelta(hours=1) <= due - NOON <= timedelta(minutes=66)
