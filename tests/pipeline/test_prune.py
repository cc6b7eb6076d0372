"""Is what nobody needs forgotten, and all that an incident stands on kept?"""

from datetime import timedelta
from typing import Any

import pytest
from seeds import keep_article, keep_reading
from sqlalchemy import insert, text

from builders import NOON
from tocsin.model import Assessment, Direction, Feed, Level
from tocsin.pipeline import assess
from tocsin.pipeline.batches import Budget
from tocsin.pipeline.prune import prune
from tocsin.store import documents, feeds, retention, tables
from tocsin.store.database import Store

DAY = timedelta(days=1)
FEED = "https://meridian.example/rss"


def rows(store: Store, query: str) -> list[Any]:
    with store.begin() as connection:
        return [tuple(row) for row in connection.execute(text(query))]


def run(store: Store, *, days: float = 0, budget: float = 20) -> int:
    now = NOON + days * DAY
    return prune(store, now=now, keep_pages=30 * DAY, keep_entries=365 * DAY, budget=Budget(budget)).rows


def keep_document(store: Store, url: str, kind: str, *, age: int, body: bytes = b"x") -> None:
    with store.begin() as connection:
        documents.keep(connection, url, body, kind=kind, content_type="", at=NOON - age * DAY)


def test_raw_documents_go_after_their_time(store: Store, caplog: pytest.LogCaptureFixture) -> None:
    for age in (1, 29, 31, 400):
        keep_document(store, f"https://meridian.example/{age}", "page", age=age)
        keep_document(store, f"https://meridian.example/archive/{age}", "archive", age=age)
    with caplog.at_level("INFO"):
        assert run(store) == 4
    assert sorted(rows(store, "SELECT fetched_at FROM document")) == [(NOON - age * DAY,) for age in (29, 29, 1, 1)]
    assert "pages: 2 removed, 18 bytes" in caplog.text
    assert run(store) == 0


def test_the_newest_document_of_a_feed_stays(store: Store) -> None:
    with store.begin() as connection:
        feeds.keep_catalogue(connection, [(Feed(url=FEED, publisher="Meridian"), "meridian.example", 0)])
    for age in (100, 50, 40):
        keep_document(store, FEED, "feed", age=age, body=str(age).encode())
    assert run(store) == 2
    with store.begin() as connection:
        assert documents.find_latest(connection, FEED) == b"40"


def test_it_goes_in_chunks(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retention, "CHUNK", 3)
    for number in range(8):
        keep_document(store, f"https://meridian.example/{number}", "page", age=50)
    assert run(store, budget=0) == 0
    assert run(store) == 8


def test_entries_and_articles_that_led_nowhere_go(store: Store) -> None:
    calm = Assessment(level=Level.NONE, direction=Direction.NONE)
    keep_reading(store, 1, calm)
    keep_article(store, 2, status="archived")
    keep_article(store, 3, status="to_read")
    keep_reading(store, 4)
    assess.group(store, now=NOON)
    keep_article(store, 5, at=NOON + 300 * DAY)
    assert run(store, days=360) == 0
    # Two entries and their two articles: one is still to be read, one is an incident's, one is young.
    assert run(store, days=370) == 4
    assert rows(store, "SELECT url FROM entry ORDER BY url") == [
        (f"https://meridian.example/world/{number}",) for number in (3, 4, 5)
    ]
    assert rows(store, "SELECT count(*) FROM article") == [(3,)]
    assert rows(store, "SELECT count(*) FROM report") == [(1,)]
    assert run(store, days=370) == 0


def test_what_a_still_feed_tells_stays(store: Store) -> None:
    """Its entries would come again as new, and the undated ones as news."""
    keep_article(store, 1, status="quarantined")
    keep_article(store, 2, at=NOON + DAY, status="quarantined")
    assert run(store, days=900) == 0


def keep_host(store: Store, name: str, robots: str = "", **ages: int) -> None:
    """Keep what is known of a host; each column of time has its age in days."""
    facts = {column: NOON - age * DAY for column, age in ages.items()}
    with store.begin() as connection:
        connection.execute(insert(tables.host).values(host=name, robots=robots, **facts))


def test_hosts_that_nobody_asks_any_more_go(store: Store, caplog: pytest.LogCaptureFixture) -> None:
    with store.begin() as connection:
        feeds.keep_catalogue(connection, [(Feed(url=FEED, publisher="Meridian"), "meridian.example", 0)])
    keep_host(store, "meridian.example", asked_at=400)
    keep_host(store, "gone.example", "User-agent: *", asked_at=31, robots_fetched_at=40)
    keep_host(store, "never.example")
    keep_host(store, "lately.example", robots_fetched_at=400, asked_at=29)
    keep_host(store, "asked-us-to-wait.example", asked_at=31, not_before=-1)
    keep_host(store, "at-this-moment.example", asked_at=31, lease_until=0)
    with caplog.at_level("INFO"):
        assert run(store) == 2
    assert "hosts: 2 removed, 13 bytes" in caplog.text
    assert rows(store, "SELECT host FROM host ORDER BY host") == [
        (f"{name}.example",) for name in ("asked-us-to-wait", "at-this-moment", "lately", "meridian")
    ]


def test_an_archived_document_is_read_again_when_what_it_brought_is_forgotten(store: Store) -> None:
    with store.begin() as connection:
        connection.execute(
            text(f"INSERT INTO capture (name, batch, read_at) VALUES ('a', 0, '{NOON}'), ('b', 0, NULL)")
        )
    assert run(store, days=370) == 1
    assert rows(store, "SELECT name FROM capture") == [("b",)]
