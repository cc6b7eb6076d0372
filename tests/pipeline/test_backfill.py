"""Do archives of the past become incidents: whole, once, politely, and told to nobody?"""

import gzip
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from seeds import keep_article
from sqlalchemy import text

from servers import Newspaper, Page
from tocsin.alerts.policy import AlertPolicy
from tocsin.model import Feed
from tocsin.pipeline import backfill, poll, send
from tocsin.pipeline.backfill import Interval
from tocsin.pipeline.batches import Budget
from tocsin.store import documents
from tocsin.store import feeds as kept_feeds
from tocsin.store.database import Store
from tocsin.store.hosts import StoreHostBook
from tocsin.web import Web, WebPolicy, host_of

START = datetime(2026, 3, 14, tzinfo=UTC)
DAY = timedelta(days=1)
PAST = Interval(start=START, end=START + DAY)
LEAD = (
    "Chadian warplanes bombed two camps inside Libya on Saturday, killing at least {n} people, the defence "
    "ministry said in a statement read out on state television."
)
CALM = (
    "Residents of the border towns were told to stay at home while officials from both capitals spoke with "
    "foreign envoys about ways to keep the crisis from growing further in the coming days."
)
ITEM = "<item><guid>{n}</guid><title>Chad bombs camps in Libya, killing {n}</title><link>{link}</link>{date}</item>"


def item(newspaper: Newspaper, number: int, date: str = "Sat, 14 Mar 2026 09:00:00 GMT") -> str:
    dated = f"<pubDate>{date}</pubDate>" if date else ""
    return ITEM.format(n=number, link=newspaper.url(f"/news/{number}"), date=dated)


def document(*items: str, links: str = "") -> bytes:
    head = "<rss version='2.0' xmlns:atom='http://www.w3.org/2005/Atom'><channel><title>Wire</title>"
    return f"{head}{links}{''.join(items)}</channel></rss>".encode()


def page_of(number: int) -> bytes:
    body = "".join(f"<p>{each}</p>" for each in (LEAD.format(n=number), CALM, f"{CALM[::-1]} {number}"))
    return f"<html lang=en><body><article><h1>Chad bombs camps ({number})</h1>{body}</article></body></html>".encode()


@pytest.fixture
def newspaper() -> Iterator[Newspaper]:
    with Newspaper() as server:
        yield server


@pytest.fixture
def web(store: Store, newspaper: Newspaper) -> Iterator[Web]:
    policy = WebPolicy(allow_hosts=frozenset({newspaper.host}), gap=0, refill=0, deadline=3)
    with Web(policy, StoreHostBook(store)) as client:
        yield client


class Desk:
    """Runs the steps as the Dag does."""

    def __init__(self, store: Store, web: Web, archive: Path | None, *feeds: Feed) -> None:
        self.store, self.web, self.archive, self.feeds = store, web, archive, feeds

    def run(self, interval: Interval = PAST, *, run_type: str = "backfill", seconds: float = 20) -> int:
        """Fill an interval; how many entries were new."""
        store, now, budget = self.store, self.store.clock(), Budget(seconds)
        found = [
            backfill.find_batch(
                store, self.web, batch, self.archive, interval, now=now, budget=budget, run_type=run_type
            )
            for batch in backfill.plan(store, self.feeds, self.archive, interval)
        ]
        for batch in backfill.plan_reading(store, interval, now=now):
            assert backfill.read_batch(store, self.web, batch, budget=budget) == 0
        assert backfill.group(store, interval, now=now, budget=budget) == 0
        return sum(each.new_entries for each in found)

    def rows(self, query: str) -> list[Any]:
        with self.store.begin() as connection:
            return [tuple(row) for row in connection.execute(text(query))]

    def everything(self) -> list[Any]:
        tables = ("article", "entry", "assessment", "incident", "dispute", "report", "alert", "capture", "document")
        return [self.rows(f"SELECT * FROM {table} ORDER BY 1") for table in tables]


@pytest.fixture
def feed(newspaper: Newspaper) -> Feed:
    return Feed(url=newspaper.url("/rss"), publisher="Harbour Post")


@pytest.fixture
def desk(store: Store, web: Web, feed: Feed, tmp_path: Path) -> Desk:
    return Desk(store, web, tmp_path, feed)


def snapshot(desk: Desk, stamp: str, body: bytes, name: str = "") -> None:
    assert desk.archive is not None
    where = name or desk.feeds[0].url.partition("://")[2].replace(":", "_").replace("/", "_")
    path = desk.archive / where / f"{stamp}.xml.gz"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(body, mtime=0))


def test_snapshots_become_historical_incidents_and_a_rerun_changes_nothing(desk: Desk, newspaper: Newspaper) -> None:
    newspaper.pages = {"/news/3": page_of(3), "/news/4": Page(b"", 404)}
    late = item(newspaper, 5, "Sun, 15 Mar 2026 09:00:00 GMT")
    # A repeat, a hole, and a snapshot that is only half there.
    for stamp in ("20260314T100000Z", "20260314T110000Z"):
        snapshot(desk, stamp, document(item(newspaper, 3)))
    snapshot(desk, "20260316T100000Z", document(item(newspaper, 3), item(newspaper, 4), late))
    snapshot(desk, "20260316T110000Z", b"<html><body>Sign in</body></html>")

    assert desk.run() == 3
    assert desk.rows("SELECT regexp_replace(url, '.*/', ''), origin, status, quality FROM article ORDER BY 1") == [
        ("3", "historical", "grouped", "full"),
        ("4", "historical", "grouped", "summary only"),
        ("5", "historical", "archived", ""),
    ]
    assert desk.rows("SELECT historical, initiator, target, day FROM incident") == [(True, "TCD", "LBY", START.date())]
    assert desk.rows("SELECT status, reason FROM alert") == [("held", "found in the archives, kept for the record")]
    assert send.decide(desk.store, now=START + DAY / 2, policy=AlertPolicy()) == 0

    before, asked = desk.everything(), len(newspaper.asked)
    assert desk.run() == 0
    assert desk.everything() == before
    # Nothing but the feed that was never polled.
    assert set(newspaper.paths()[asked:]) <= {"/rss", "/robots.txt"}


def test_the_next_day_asks_for_what_a_snapshot_already_told(desk: Desk, newspaper: Newspaper) -> None:
    newspaper.pages = {f"/news/{n}": page_of(n) for n in (1, 2)}
    both = document(item(newspaper, 1), item(newspaper, 2, "Sun, 15 Mar 2026 09:00:00 GMT"))
    snapshot(desk, "20260316T100000Z", both)
    assert desk.run() == 2
    assert desk.run(Interval(start=START + DAY, end=START + 2 * DAY)) == 0
    assert desk.rows("SELECT DISTINCT status FROM article") == [("grouped",)]


@pytest.mark.parametrize("backwards", [False, True])
def test_an_undated_entry_is_as_old_as_its_first_capture(desk: Desk, newspaper: Newspaper, backwards: bool) -> None:
    for stamp in ("20260313T100000Z", "20260314T100000Z", "20260315T100000Z"):
        snapshot(desk, stamp, document(item(newspaper, 1, "")))
    days = [START - DAY, START, START + DAY]
    for day in reversed(days) if backwards else days:
        desk.run(Interval(start=day, end=day + DAY))
    ((published_at,),) = desk.rows("SELECT published_at FROM article")
    # From the last day on, the earlier captures are not looked into until somebody asks for them.
    assert published_at == (START + DAY if backwards else START - DAY) + timedelta(hours=10)


def test_a_date_after_the_capture_is_not_believed(desk: Desk, newspaper: Newspaper) -> None:
    snapshot(desk, "20260314T100000Z", document(item(newspaper, 1, "Sat, 14 Mar 2026 23:00:00 GMT")))
    desk.run()
    assert desk.rows("SELECT published_at FROM article") == [(START + timedelta(hours=10),)]


def test_a_feed_that_nobody_follows_is_known_by_the_manifest(desk: Desk, newspaper: Newspaper) -> None:
    assert desk.archive is not None
    (desk.archive / "a.bin").write_bytes(document(item(newspaper, 1)))
    row = f"{newspaper.url('/other')},2026-03-14T10:00:00Z,a.bin,Gone Times\n"
    (desk.archive / "index.csv").write_text(f"url,captured_at,path,publisher\n{row}")
    assert desk.run() == 1
    assert desk.rows("SELECT publisher FROM article") == [("Gone Times",)]
    assert desk.rows("SELECT publisher, in_catalogue FROM feed ORDER BY 2") == [
        ("Gone Times", False),
        ("Harbour Post", True),
    ]


def test_what_cannot_be_read_is_said_and_stops_nothing(
    desk: Desk, newspaper: Newspaper, caplog: pytest.LogCaptureFixture
) -> None:
    snapshot(desk, "20260314T090000Z", b"", name="unknown")
    snapshot(desk, "20260314T100000Z", document(item(newspaper, 1)), name="unknown")
    snapshot(desk, "no-stamp", document(item(newspaper, 1)))
    snapshot(desk, "20260314T110000Z", document(item(newspaper, 1)))
    with caplog.at_level("INFO"):
        assert desk.run() == 1
    for line in (
        "unknown/20260314T090000Z.xml.gz can't be read",
        "neither its path nor the document tells its feed; list it in index.csv",
        "no time of capture",
        "archive: 3 snapshots, 3 of them new or changed; 1 can't be used",
    ):
        assert line in caplog.text
    caplog.clear()
    with caplog.at_level("INFO"):
        desk.run()
    assert "not tried again until it changes: unknown/20260314T090000Z.xml.gz" in caplog.text


def test_a_hole_is_told(desk: Desk, newspaper: Newspaper, caplog: pytest.LogCaptureFixture) -> None:
    hole = f"{desk.feeds[0].url}: no snapshot of it or the day after: entries may be missing"
    for stamp in ("20260314T100000Z", "20260317T100000Z"):
        snapshot(desk, stamp, document(item(newspaper, 1)))
    desk.run()
    assert hole not in caplog.text
    desk.run(Interval(start=START + DAY, end=START + 2 * DAY))
    assert hole in caplog.text


def test_a_document_may_name_its_own_feed(desk: Desk, newspaper: Newspaper, feed: Feed) -> None:
    links = f'<atom:link rel="self" href="{feed.url}"/>'
    snapshot(desk, "20260314T100000Z", document(item(newspaper, 1), links=links), name="unknown")
    assert desk.run() == 1
    assert desk.rows("SELECT publisher FROM article") == [("Harbour Post",)]


def test_a_changed_snapshot_is_read_again(desk: Desk, newspaper: Newspaper) -> None:
    snapshot(desk, "20260314T100000Z", b"cut off")
    assert desk.run() == 0
    snapshot(desk, "20260314T100000Z", document(item(newspaper, 1)))
    assert desk.run() == 1


def test_what_is_live_stays_live_and_is_not_read_again(desk: Desk, newspaper: Newspaper, web: Web, feed: Feed) -> None:
    newspaper.pages = {"/rss": document(item(newspaper, 1)), "/news/1": page_of(1)}
    now = START + timedelta(hours=12)
    for batch in poll.plan_batches(desk.store, [feed], now=now):
        poll.poll_batch(desk.store, web, batch, now=now)
    snapshot(desk, "20260314T100000Z", document(item(newspaper, 1)))
    assert desk.run() == 0
    assert desk.rows("SELECT origin, status FROM article") == [("live", "to_read")]


def test_our_own_documents_are_looked_through_for_gaps(desk: Desk, newspaper: Newspaper, feed: Feed) -> None:
    old = item(newspaper, 2, "Sun, 01 Mar 2026 09:00:00 GMT")
    with desk.store.begin() as connection:
        kept_feeds.keep_catalogue(connection, [(feed, host_of(feed.url), 0)])
        for hours, body in ((-3, item(newspaper, 9)), (9, item(newspaper, 1) + old), (30, item(newspaper, 8))):
            at = START + timedelta(hours=hours)
            documents.keep(connection, feed.url, document(body), kind="feed", content_type="", at=at)
    assert desk.run(run_type="scheduled") == 1
    assert desk.rows("SELECT regexp_replace(url, '.*/', ''), status FROM article") == [("1", "grouped")]


def archive(newspaper: Newspaper, *months: int) -> None:
    """Publish a feed with an archive page for each month, the newest first; each knows the one before."""
    chain = ["/rss", *(f"/archive/{month}" for month in months)]
    for number, path in enumerate(chain):
        following = chain[number + 1] if number + 1 < len(chain) else ""
        links = f'<atom:link rel="prev-archive" href="{following}"/>' if following else ""
        month = datetime(2026, months[number - 1], 14, 9, tzinfo=UTC) if number else START + 30 * DAY
        date = f"{month:%a, %d %b %Y %H:%M:%S} GMT"
        newspaper.pages[path] = document(item(newspaper, number, date), links=links)


def test_archives_on_the_web_are_walked_back_to_the_interval_and_once(desk: Desk, newspaper: Newspaper) -> None:
    archive(newspaper, 4, 3, 2, 1)
    # What the feed tells now is the poll's: here, the three pages back to the one that is older.
    assert desk.run() == 3
    assert [path for path in newspaper.paths() if path.startswith("/archive")] == [
        "/archive/4",
        "/archive/3",
        "/archive/2",
    ]
    assert desk.rows("SELECT regexp_replace(url, '.*/', '') FROM article WHERE status = 'grouped'") == [("2",)]
    assert desk.run() == 0
    assert desk.run(Interval(start=START - 59 * DAY, end=START)) == 1
    assert newspaper.paths().count("/archive/3") == 1
    assert "/archive/1" in newspaper.paths()


def test_a_feed_never_polled_is_asked_only_when_somebody_wants_the_past(desk: Desk, newspaper: Newspaper) -> None:
    archive(newspaper, 3)
    assert desk.run(run_type="scheduled") == 0
    assert newspaper.asked == []
    assert desk.run(run_type="manual") == 1


def test_a_broken_chain_is_said_and_tried_again(
    desk: Desk, newspaper: Newspaper, caplog: pytest.LogCaptureFixture
) -> None:
    archive(newspaper, 4, 3)
    whole = newspaper.pages["/archive/4"]
    newspaper.pages["/archive/4"] = Page(b"", 404)
    assert desk.run() == 0
    assert "ends at " + newspaper.url("/archive/4") + " (bad status: HTTP 404): what lies before" in caplog.text
    newspaper.pages["/archive/4"] = whole
    assert desk.run() == 2


def test_a_chain_that_runs_in_a_circle_ends(desk: Desk, newspaper: Newspaper) -> None:
    archive(newspaper, 5, 4)
    newspaper.pages["/archive/4"] = document(
        item(newspaper, 1), links='<atom:link rel="prev-archive" href="/archive/5"/>'
    )
    desk.run()
    assert newspaper.paths().count("/archive/5") == 1


def test_robots_of_the_archive_are_obeyed(desk: Desk, newspaper: Newspaper) -> None:
    archive(newspaper, 3)
    newspaper.pages["/robots.txt"] = b"User-agent: *\nDisallow: /archive/\nDisallow: /news/\n"
    assert desk.run() == 0
    assert not [path for path in newspaper.paths() if path.startswith(("/archive", "/news"))]


def test_a_host_that_asks_us_to_wait_a_little_is_waited_for(desk: Desk, newspaper: Newspaper) -> None:
    newspaper.pages["/news/1"] = [Page(b"", 429, {"Retry-After": "1"}), Page(page_of(1))]
    snapshot(desk, "20260314T100000Z", document(item(newspaper, 1)))
    desk.run()
    assert desk.rows("SELECT quality FROM article") == [("full",)]


def test_a_host_that_asks_for_an_hour_is_not(desk: Desk, newspaper: Newspaper) -> None:
    newspaper.pages["/news/1"] = Page(b"", 429, {"Retry-After": "3600"})
    snapshot(desk, "20260314T100000Z", document(item(newspaper, 1), item(newspaper, 2)))
    desk.run()
    assert desk.rows("SELECT DISTINCT quality, status FROM article") == [("summary only", "grouped")]


def test_what_another_run_has_in_hand_is_waited_for(desk: Desk) -> None:
    """Its articles may be of our days: a run that ended before them would end with a gap."""
    article_id = keep_article(desk.store, 1, origin="historical", status="read")
    with desk.store.begin() as connection:
        held = "lease_owner = 'elsewhere:1:1', lease_until = now() + interval '1 second'"
        connection.execute(text(f"UPDATE article SET {held} WHERE id = {article_id}"))
    assert backfill.read_batch(desk.store, desk.web, 0, budget=Budget(0.1)) == 1
    assert backfill.read_batch(desk.store, desk.web, 0, budget=Budget(20)) == 0
    assert desk.rows("SELECT status FROM article") == [("assessed",)]


def test_no_time_leaves_everything_and_says_so(desk: Desk, newspaper: Newspaper) -> None:
    snapshot(desk, "20260314T100000Z", document(item(newspaper, 1)))
    batch = backfill.batch_of(desk.feeds[0].url)
    backfill.plan(desk.store, desk.feeds, desk.archive, PAST)
    now = desk.store.clock()
    found = backfill.find_batch(desk.store, desk.web, batch, desk.archive, PAST, now=now, budget=Budget(0))
    assert (found.left, found.new_entries) == (1, 0)
    assert desk.run() == 1


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-14 00:00:00+00:00/2026-03-15 00:00:00+00:00/2026-11-23 15:37:03.567183+00:00",
        "2026-03-14T00:00:00Z/2026-03-15T00:00:00Z/2026-03-15T00:00:00Z",
        "None/None/2026-03-15 15:37:03.567183+00:00",
    ],
    ids=["backfill", "nightly", "by hand"],
)
def test_an_interval_is_read_as_a_dag_hands_it_over(text: str) -> None:
    assert Interval.read(text) == PAST
    assert str(PAST) == "2026-03-14 00:00 to 2026-03-15 00:00 UTC"
