"""Do feeds become entries and pages articles, politely, and does a bad one never stop the rest?"""

import re
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from email.utils import format_datetime
from typing import Any

import pytest
from sqlalchemy import text

from builders import NOON
from servers import Newspaper, Page, moved, raw
from tocsin.model import MAY_PASS, Feed
from tocsin.pipeline import poll, read
from tocsin.pipeline.batches import BATCHES, Budget, batch_of, fetch_by_domain
from tocsin.store.database import Store
from tocsin.store.hosts import StoreHostBook
from tocsin.web import Web, WebPolicy

RECENT = format_datetime(NOON - timedelta(hours=1))
STORY = (
    "Ships of the northern fleet left harbour on Monday, the ministry said, and sailed towards the strait. "
    "Nobody was hurt. Fishermen who had waited at the quay since dawn were told to go home, and the harbour "
    "master closed the mole to visitors until further notice."
)
ITEM = (
    "<item><guid>{n}</guid><title>Fleet sails {n}</title><link>{url}</link>"
    "<description>{words}</description>{date}</item>"
)


def feed_of(newspaper: Newspaper, *numbers: int, words: str = "The fleet has sailed.", date: str = "") -> bytes:
    items = "".join(ITEM.format(n=n, url=newspaper.url(f"/news/{n}"), words=words, date=date) for n in numbers)
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>x</title>{items}</channel></rss>'.encode()


def page_of(number: int, *, published: str = "2026-03-14T09:00:00Z") -> bytes:
    paragraphs = "".join(f"<p>{STORY}</p><p>Paragraph {n} of {number}. {STORY[::-1]}</p>" for n in range(2))
    meta = f'<meta property="article:published_time" content="{published}">'
    return (
        f"<html lang=en><head><title>Fleet sails {number}</title>{meta}</head><body><nav>Home | World</nav>"
        f"<article><h1>Fleet sails {number}</h1>{paragraphs}</article></body></html>"
    ).encode()


@pytest.fixture
def newspaper() -> Iterator[Newspaper]:
    with Newspaper() as server:
        yield server


@pytest.fixture
def web(store: Store, newspaper: Newspaper) -> Iterator[Web]:
    policy = WebPolicy(allow_hosts=frozenset({newspaper.host}), gap=0, refill=0, deadline=3)
    with Web(policy, StoreHostBook(store)) as client:
        yield client


def a_feed(newspaper: Newspaper, path: str = "/rss") -> Feed:
    return Feed(url=newspaper.url(path), publisher=f"Paper {path}", every_minutes=0)


def poll_all(store: Store, web: Web, *feeds: Feed, minutes: float = 0) -> int:
    now = NOON + timedelta(minutes=minutes)
    return sum(poll.poll_batch(store, web, batch, now=now) for batch in poll.plan_batches(store, feeds, now=now))


def read_all(store: Store, web: Web, *, minutes: float = 0) -> int:
    now = NOON + timedelta(minutes=minutes)
    return sum(read.read_batch(store, web, batch, now=now) for batch in read.plan_batches(store, now=now))


def rows(store: Store, query: str) -> list[Any]:
    with store.begin() as connection:
        return [tuple(row) for row in connection.execute(text(query))]


def test_feed_to_article_and_the_second_pass_asks_conditionally(store: Store, web: Web, newspaper: Newspaper) -> None:
    def feed(asked: Any) -> Page:
        if asked.headers.get("if-none-match") == '"one"':
            return Page(status=304)
        return Page(feed_of(newspaper, 1, 2), headers={"ETag": '"one"'})

    newspaper.pages = {"/rss": feed, "/news/1": page_of(1), "/news/2": page_of(2)}
    assert poll_all(store, web, a_feed(newspaper)) == 2
    assert read_all(store, web) == 2
    found = rows(store, "SELECT title, quality, language, status, published_at FROM article ORDER BY title")
    assert [each[:4] for each in found] == [
        ("Fleet sails 1", "full", "en", "read"),
        ("Fleet sails 2", "full", "en", "read"),
    ]
    assert rows(store, "SELECT kind, count(*) FROM document GROUP BY 1 ORDER BY 1") == [
        ("feed", 1),
        ("page", 2),
    ]
    asked = len(newspaper.asked)
    assert (poll_all(store, web, a_feed(newspaper), minutes=1), read_all(store, web, minutes=1)) == (0, 0)
    assert len(newspaper.asked) == asked + 1
    assert rows(store, "SELECT last_status, failures FROM feed") == [(304, 0)]


def test_a_parser_that_sees_more_reads_what_has_not_changed(store: Store, web: Web, newspaper: Newspaper) -> None:
    newspaper.pages = {"/rss": Page(feed_of(newspaper, 1), headers={"ETag": '"1"'})}
    poll_all(store, web, a_feed(newspaper))
    with store.begin() as connection:
        connection.execute(text("UPDATE feed SET body_hash = '1:' || substr(body_hash, 3)"))
        connection.execute(text("DELETE FROM entry"))
    assert poll_all(store, web, a_feed(newspaper), minutes=5) == 1


def test_same_story_in_two_feeds_is_one_article(store: Store, web: Web, newspaper: Newspaper) -> None:
    newspaper.pages = {"/rss": feed_of(newspaper, 1), "/atom": feed_of(newspaper, 1), "/news/1": page_of(1)}
    assert poll_all(store, web, a_feed(newspaper), a_feed(newspaper, "/atom")) == 2
    assert rows(store, "SELECT count(*) FROM article") == [(1,)]
    assert read_all(store, web) == 1


def test_guids_that_change_each_time_bring_nothing_new(store: Store, web: Web, newspaper: Newspaper) -> None:
    document = feed_of(newspaper, 1)
    newspaper.pages = {"/rss": [Page(document), Page(document.replace(b"<guid>1", b"<guid>again-1"))]}
    assert [poll_all(store, web, a_feed(newspaper), minutes=minutes) for minutes in (0, 1)] == [1, 0]


def test_one_bad_feed_never_stops_the_rest(store: Store, web: Web, newspaper: Newspaper) -> None:
    newspaper.pages = {
        "/good": feed_of(newspaper, 1),
        "/broken": Page(b"", 500),
        "/page": b"<html><body>Just a moment...</body></html>",
        "/bytes": bytes(range(256)) * 40,
    }
    feeds = [a_feed(newspaper, path) for path in ("/broken", "/page", "/bytes", "/good", "/missing")]
    assert poll_all(store, web, *feeds) == 1
    health = dict(rows(store, "SELECT regexp_replace(url, '.*/', ''), failures FROM feed"))
    assert health == {"good": 0, "broken": 1, "page": 1, "bytes": 1, "missing": 1}
    assert all(error for _, error in rows(store, "SELECT url, error FROM feed WHERE failures > 0"))


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (Page(b"no", 403), "bad status: HTTP 403"),
        (Page(b"gone", 404), "bad status: HTTP 404"),
        (Page(b"<html><body><p>Checking your browser before you go on</p></body></html>"), ""),
        (Page(b"x", 302, {"Location": "http://127.0.0.1:1/private"}), "address refused"),
    ],
    ids=["forbidden", "missing", "bot wall", "redirect to a private address"],
)
def test_what_has_no_page_is_told_from_its_feed(
    store: Store, web: Web, newspaper: Newspaper, answer: Page, reason: str
) -> None:
    newspaper.pages = {"/rss": feed_of(newspaper, 1), "/news/1": answer}
    poll_all(store, web, a_feed(newspaper))
    assert read_all(store, web) == 1
    ((body, quality, reasons),) = rows(store, "SELECT body, quality, reasons FROM article")
    assert (body, quality) == ("The fleet has sailed.", "summary only")
    assert reason in reasons[0]
    assert MAY_PASS not in reasons


@pytest.mark.parametrize(
    ("sentences", "quality"),
    [(30, "feed text"), (3, "full")],
    ids=["a whole story beside a teaser", "a summary beside a story"],
)
def test_a_feed_that_tells_the_whole_story_is_read_where_its_page_tells_a_teaser(
    store: Store, web: Web, newspaper: Newspaper, sentences: int, quality: str
) -> None:
    told = " ".join(f"Ship number {n} left the roads before noon, the harbour said." for n in range(sentences))
    item = f"<item><guid>1</guid><title>Fleet sails 1</title><link>{newspaper.url('/news/1')}</link>"
    item += f"<description>The fleet has sailed.</description><content:encoded>{told}</content:encoded></item>"
    head = '<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
    newspaper.pages = {"/rss": f"{head}{item}</channel></rss>".encode(), "/news/1": page_of(1)}
    poll_all(store, web, a_feed(newspaper))
    assert read_all(store, web) == 1
    ((body, kept),) = rows(store, "SELECT body, quality FROM article")
    assert kept == quality
    assert (body == told) is (quality == "feed text")


@pytest.mark.parametrize(
    "answer",
    [
        raw(b"HT\0TP garbage\r\n\r\n"),
        Page(b"x", headers={"Content-Encoding": "a\0b"}),
        Page(b"x", headers={"Content-Type": "text/html;\0b", "ETag": '"a\0b"'}),
        moved("http://a\0b.example/x"),
        moved("/x\0y"),
        moved("/" + "x" * 6000),
        moved("http://" + "x" * 6000 + ".example/"),
    ],
    ids=["status", "encoding", "type and tag", "NUL in a host", "NUL in a path", "long path", "long host"],
)
def test_what_no_store_takes_turns_no_task_red(store: Store, web: Web, newspaper: Newspaper, answer: Page) -> None:
    newspaper.pages = {"/rss": feed_of(newspaper, 1), "/bad": answer, "/news/1": answer}
    assert poll_all(store, web, a_feed(newspaper), a_feed(newspaper, "/bad")) == 1
    read_all(store, web)
    read_all(store, web, minutes=20)
    read_all(store, web, minutes=40)
    assert rows(store, "SELECT status, quality FROM article") == [("read", "summary only")]
    assert rows(store, "SELECT failures FROM feed ORDER BY url") == [(1,), (0,)]


def test_what_breaks_us_holds_up_the_others_no_more_than_three_times(
    store: Store, web: Web, newspaper: Newspaper, monkeypatch: pytest.MonkeyPatch
) -> None:
    newspaper.pages = {"/rss": feed_of(newspaper, *range(9))} | {f"/news/{n}": page_of(n) for n in range(9)}
    poll_all(store, web, a_feed(newspaper))
    fetch = web.fetch

    def break_on_poison(url: str, **options: Any) -> Any:
        if url.endswith(("/news/4", "/poison")):
            raise ZeroDivisionError
        return fetch(url, **options)

    monkeypatch.setattr(web, "fetch", break_on_poison)
    for _ in range(4):
        with suppress(ZeroDivisionError):
            read_all(store, web, minutes=1)
        with store.begin() as connection:
            # What a run that died leaves leased is free again later.
            connection.execute(text("UPDATE article SET lease_owner = NULL, lease_until = NULL"))
    assert rows(store, "SELECT status, count(*) FROM article GROUP BY 1 ORDER BY 1") == [
        ("quarantined", 1),
        ("read", 8),
    ]

    with pytest.raises(ZeroDivisionError):
        poll_all(store, web, a_feed(newspaper, "/poison"), minutes=2)
    assert poll_all(store, web, a_feed(newspaper, "/poison"), a_feed(newspaper), minutes=2) == 0
    ((error,),) = rows(store, "SELECT error FROM feed WHERE failures = 1")
    assert "broke Tocsin" in error


def test_what_may_pass_is_tried_again_and_then_told_from_its_feed(store: Store, web: Web, newspaper: Newspaper) -> None:
    newspaper.pages = {"/rss": feed_of(newspaper, 1), "/news/1": Page(b"", 500)}
    poll_all(store, web, a_feed(newspaper))
    assert [read_all(store, web, minutes=minutes) for minutes in (0, 1, 3, 20)] == [0, 0, 0, 1]
    assert newspaper.paths().count("/news/1") == 3
    ((reasons,),) = rows(store, "SELECT reasons FROM article")
    assert reasons == ["bad status: HTTP 500", MAY_PASS]


def test_a_host_that_asks_us_to_wait_is_left_alone(store: Store, web: Web, newspaper: Newspaper) -> None:
    newspaper.pages = {
        "/rss": feed_of(newspaper, 1, 2, 3),
        "/news/1": Page(b"", 429, {"Retry-After": "300"}),
        "/news/2": Page(b"", 429, {"Retry-After": "300"}),
        "/news/3": Page(b"", 429, {"Retry-After": "300"}),
    }
    poll_all(store, web, a_feed(newspaper))
    assert [read_all(store, web, minutes=minutes) for minutes in (0, 1, 4)] == [0, 0, 0]
    assert sum(path.startswith("/news/") for path in newspaper.paths()) == 1
    newspaper.pages |= {f"/news/{n}": page_of(n) for n in (1, 2, 3)}
    assert read_all(store, web, minutes=6) == 3


def test_a_page_that_dates_itself_older_is_believed(store: Store, web: Web, newspaper: Newspaper) -> None:
    newspaper.pages = {"/rss": feed_of(newspaper, 1), "/news/1": page_of(1, published="2025-11-02T08:00:00Z")}
    poll_all(store, web, a_feed(newspaper))
    read_all(store, web)
    ((published_at,),) = rows(store, "SELECT published_at FROM article")
    assert (published_at.year, published_at.month) == (2025, 11)


def test_a_date_in_an_address_ages_no_entry_that_is_dated(store: Store, web: Web, newspaper: Newspaper) -> None:
    page = re.sub(rb"<meta[^>]*>", b"", page_of(1))
    entry = ITEM.format(n=1, url=newspaper.url("/2022/02/24/one"), words="x", date=f"<pubDate>{RECENT}</pubDate>")
    newspaper.pages = {"/rss": f'<rss version="2.0"><channel>{entry}</channel></rss>'.encode(), "/2022/02/24/one": page}
    poll_all(store, web, a_feed(newspaper))
    assert read_all(store, web) == 1
    assert rows(store, "SELECT published_by FROM article") == [("feed",)]


@pytest.mark.parametrize("to", ["/", "/subscribe"])
def test_articles_that_lead_to_an_offer_are_told_from_their_feed_each(
    store: Store, web: Web, newspaper: Newspaper, to: str
) -> None:
    newspaper.pages = {"/rss": feed_of(newspaper, 1, 2, 3), to: page_of(9).replace(b"Fleet sails 9", b"Choose a plan")}
    newspaper.pages |= {f"/news/{n}": moved(newspaper.url(to), 302) for n in (1, 2, 3)}
    poll_all(store, web, a_feed(newspaper))
    assert read_all(store, web) == 3
    assert rows(store, "SELECT DISTINCT status, quality FROM article") == [("read", "summary only")]


def test_a_validator_with_odd_blanks_is_sent_back_without_them(store: Store, web: Web, newspaper: Newspaper) -> None:
    newspaper.pages = {"/rss": Page(feed_of(newspaper, 1), headers={"ETag": '\xa0"x"'})}
    for minutes in (0, 5):
        poll_all(store, web, a_feed(newspaper), minutes=minutes)
    assert rows(store, "SELECT etag, failures FROM feed") == [('"x"', 0)]


def test_future_dates_are_not_believed(store: Store, web: Web, newspaper: Newspaper) -> None:
    date = "<pubDate>Sun, 15 Mar 2026 23:00:00 GMT</pubDate>"
    newspaper.pages = {"/rss": feed_of(newspaper, 1, date=date)}
    poll_all(store, web, a_feed(newspaper))
    assert rows(store, "SELECT published_at FROM article") == [(NOON,)]


def test_robots_are_obeyed(store: Store, web: Web, newspaper: Newspaper) -> None:
    newspaper.pages = {
        "/robots.txt": b"User-agent: *\nDisallow: /news/\n",
        "/rss": feed_of(newspaper, 1),
        "/news/1": page_of(1),
    }
    poll_all(store, web, a_feed(newspaper))
    assert read_all(store, web) == 1
    assert "/news/1" not in newspaper.paths()
    assert rows(store, "SELECT quality FROM article") == [("summary only",)]


def test_two_addresses_of_one_page_are_one_article(store: Store, web: Web, newspaper: Newspaper) -> None:
    newspaper.pages = {
        "/rss": feed_of(newspaper, 1),
        "/short": feed_of(newspaper, 9).replace(b"/news/9", b"/go/1"),
        "/news/1": page_of(1),
        "/go/1": Page(b"", 302, {"Location": "/news/1"}),
    }
    poll_all(store, web, a_feed(newspaper), a_feed(newspaper, "/short"))
    read_all(store, web)
    assert sorted(rows(store, "SELECT status FROM article")) == [("duplicate",), ("read",)]
    assert rows(store, "SELECT count(DISTINCT article_id), count(*) FROM entry") == [(1, 2)]


def test_a_spent_budget_leaves_the_rest_for_the_next_run(store: Store, web: Web, newspaper: Newspaper) -> None:
    newspaper.pages = {"/rss": feed_of(newspaper, 1), "/news/1": page_of(1)}
    poll_all(store, web, a_feed(newspaper))
    (batch,) = read.plan_batches(store, now=NOON)
    assert read.read_batch(store, web, batch, now=NOON, budget=Budget(0)) == 0
    assert read_all(store, web) == 1


def test_what_a_dead_worker_held_is_taken_over_and_a_living_ones_is_not(
    store: Store, web: Web, newspaper: Newspaper
) -> None:
    newspaper.pages = {"/rss": feed_of(newspaper, 1), "/news/1": page_of(1)}
    poll_all(store, web, a_feed(newspaper))
    lease = "UPDATE article SET lease_until = now() + interval '5 minutes', lease_owner = '{}'"
    for owner, taken in ((store.worker, 0), ("elsewhere:1:1", 0), (store.worker.rsplit(":", 1)[0] + ":1", 1)):
        with store.begin() as connection:
            connection.execute(text(lease.format(owner)))
        assert read_all(store, web) == taken


def test_items_of_one_host_are_asked_one_after_the_other_and_hosts_side_by_side() -> None:
    running: list[str] = []
    most: list[tuple[int, int]] = []

    def ask(item: str) -> str:
        running.append(item[0])
        most.append((max(running.count(host) for host in set(running)), len(set(running))))
        time.sleep(0.02)
        running.remove(item[0])
        return item.upper()

    answers = dict(
        fetch_by_domain(["a1", "a2", "a3", "b1", "b2"], ask, url=lambda i: f"http://{i[0]}.example/", budget=Budget(5))
    )
    assert answers == {"a1": "A1", "a2": "A2", "a3": "A3", "b1": "B1", "b2": "B2"}
    assert (max(one for one, _ in most), max(hosts for _, hosts in most)) == (1, 2)


def test_a_round_ends_and_hands_back_what_it_did_not_begin() -> None:
    def ask(item: str) -> str:
        time.sleep(0.05)
        return item

    items = [f"a{n}" for n in range(20)]
    answers = dict(fetch_by_domain(items, ask, url=lambda i: f"http://{i[0]}.example/", budget=Budget(5).at_most(0.12)))
    assert len(answers) == 20
    assert answers["a19"] is None


def test_everything_of_a_host_falls_to_one_batch() -> None:
    batches = {batch_of(f"paper{n}.example") for n in range(100)}
    assert batches == set(range(BATCHES))
    assert batch_of("127.0.0.1:8001") == batch_of("127.0.0.1:8001")
