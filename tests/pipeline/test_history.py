"""What does the past do to the present? It is kept, told to nobody, and changes nothing that was told."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from seeds import a_new_article, keep_article, keep_reading
from sqlalchemy import text

from builders import NOON, a_report, an_act, an_assessment, an_incident
from tocsin.alerts.policy import AlertPolicy
from tocsin.model import Article
from tocsin.pipeline import assess, send
from tocsin.pipeline.batches import Budget
from tocsin.pipeline.tellings import telling_of
from tocsin.store import alerts, articles
from tocsin.store.database import Store

POLICY = AlertPolicy()
HOUR = timedelta(hours=1)


def rows(store: Store, query: str) -> list[Any]:
    with store.begin() as connection:
        return [tuple(row) for row in connection.execute(text(query))]


def group(store: Store) -> int:
    return assess.group(store, now=NOON) + assess.group_historical(store, now=NOON, budget=Budget(20))


def keep_old(store: Store, number: int, **act: Any) -> int:
    return keep_reading(store, number, an_assessment(act=an_act(**act)), origin="historical", publisher="Old Gazette")


def tell(store: Store) -> Any:
    """Return what the first alert tells, and the decisions."""
    send.decide(store, now=NOON, policy=POLICY)
    with store.begin() as connection:
        rows = alerts.list_by_status(connection, "waiting", "held")
        return telling_of(connection, rows[0])[0], [(row["status"], row["reason"]) for row in rows]


def test_an_incident_is_historical_while_all_its_reports_are(store: Store) -> None:
    keep_old(store, 1)
    group(store)
    assert rows(store, "SELECT historical FROM incident") == [(True,)]
    keep_reading(store, 2, at=NOON + HOUR)
    group(store)
    assert rows(store, "SELECT historical, first_reported_at FROM incident") == [(False, NOON + HOUR)]


@given(st.lists(st.booleans(), max_size=8))
def test_an_incident_is_told_by_its_live_reports_or_by_all(historical: list[bool]) -> None:
    reports = tuple(a_report(number + 1, historical=old) for number, old in enumerate(historical))
    told = an_incident(reports=reports).telling_reports
    assert told == tuple(each for each in reports if each.historical is (all(historical) and bool(historical)))


@pytest.mark.parametrize("live_first", [True, False])
def test_whichever_comes_first_the_live_reports_say_what_it_is(store: Store, live_first: bool) -> None:
    for is_live in (live_first, not live_first):
        if is_live:
            keep_reading(store, 1, an_assessment(act=an_act(killed_low=9)))
        else:
            keep_old(store, 2, killed_low=40, places=("Sistan-Baluchestan", "Zahedan"))
        group(store)
    assert rows(store, "SELECT killed_low, historical, places FROM incident") == [(9, False, ["Sistan-Baluchestan"])]
    assert rows(store, "SELECT count(*) FROM report") == [(2,)]


def test_what_is_known_from_archives_only_is_held_and_stays_so(store: Store) -> None:
    keep_old(store, 1)
    group(store)
    _, decisions = tell(store)
    assert decisions == [("held", "found in the archives, kept for the record")]
    assert send.decide(store, now=NOON, policy=POLICY) == 0


def test_a_live_report_of_it_is_news(store: Store) -> None:
    keep_old(store, 1)
    group(store)
    tell(store)
    keep_reading(store, 2, at=NOON + HOUR)
    group(store)
    told, decisions = tell(store)
    assert [status for status, _ in decisions] == ["waiting"]
    assert told.incident.publishers == ("Meridian Wire",)


def test_a_told_incident_found_again_is_neither_told_nor_edited(store: Store) -> None:
    keep_reading(store, 1)
    group(store)
    before = tell(store)
    revision = rows(store, "SELECT revision FROM dispute")
    keep_old(store, 2, killed_low=40)
    keep_old(store, 3, happened_on=(NOON - timedelta(days=5)).date(), places=("Zahedan",))
    group(store)
    assert rows(store, "SELECT historical FROM incident ORDER BY id") == [(False,), (True,)]
    assert rows(store, "SELECT revision FROM dispute") == revision
    told, decisions = tell(store)
    assert (told, decisions[0]) == (before[0], before[1][0])
    assert decisions[1:] == [("held", "found in the archives, kept for the record")]


def test_many_are_held_at_once_and_once(store: Store) -> None:
    for number in range(3):
        keep_old(store, number, places=(f"Camp {'ABC'[number] * 6}",), killed_low=number + 1)
    group(store)
    with store.begin() as connection:
        assert [alerts.hold_historical(connection, "old", NOON) for _ in range(2)] == [3, 0]
    assert rows(store, "SELECT alert_key, status, reason FROM alert WHERE incident_id = 1") == [
        ("incident-1", "held", "old")
    ]
    assert send.decide(store, now=NOON, policy=POLICY) == 0


def test_live_and_historical_articles_are_claimed_apart(store: Store) -> None:
    keep_article(store, 1)
    keep_article(store, 2, origin="historical")
    for origin, number in (("live", 1), ("historical", 2)):
        with store.begin() as connection:
            assert articles.due_batches(connection, "to_read", NOON, origin=origin) == [0]
        (claimed,) = articles.claim_due(store, "to_read", 0, NOON, origin=origin)
        assert claimed.url.endswith(f"/{number}")


def test_live_articles_are_grouped_before_those_of_the_past(store: Store) -> None:
    keep_old(store, 1)
    keep_reading(store, 2, at=NOON + HOUR)
    with store.begin() as connection:
        listed = articles.list_assessed(connection, origin=None)
        assert [row["origin"] for row in listed] == ["live", "historical"]
        assert [row["origin"] for row in articles.list_assessed(connection)] == ["live"]


@pytest.mark.parametrize(
    ("status", "becomes"), [("archived", "to_read"), ("to_read", "to_read"), ("grouped", "assessed")]
)
def test_what_the_live_feed_tells_after_a_backfill_is_live(store: Store, status: str, becomes: str) -> None:
    keep_article(store, 1, origin="historical", status=status)
    keep_article(store, 1)
    assert rows(store, "SELECT origin, status FROM article") == [("live", becomes)]


def test_what_is_live_stays_live(store: Store) -> None:
    keep_article(store, 1)
    keep_article(store, 1, origin="historical", status="archived")
    assert rows(store, "SELECT origin, status FROM article") == [("live", "to_read")]


def test_a_live_twin_of_an_old_article_is_news(store: Store) -> None:
    keep_article(store, 1, origin="historical", status="archived")
    live = keep_article(store, 2)
    found = Article(url=a_new_article(1).url, title="x", body="y", published_at=NOON)
    with store.begin() as connection:
        assert articles.keep_read(connection, live, found, (), NOON)
    assert rows(store, "SELECT origin, status FROM article ORDER BY id") == [
        ("live", "to_read"),
        ("live", "duplicate"),
    ]


def test_an_undated_entry_is_as_old_as_the_oldest_snapshot(store: Store) -> None:
    for hours in (5, 2, 9):
        at = NOON + timedelta(hours=hours)
        keep_article(store, 1, origin="historical", status="archived", published_at=at)
    assert rows(store, "SELECT published_at FROM article") == [(NOON + timedelta(hours=2),)]


def test_an_entry_is_noted_as_seen_once_a_day(store: Store) -> None:
    for hours in (0, 5, 30):
        keep_article(store, 1, at=NOON + timedelta(hours=hours))
        ((seen,),) = rows(store, "SELECT last_seen_at FROM entry")
        assert seen == NOON + timedelta(hours=30 if hours == 30 else 0)


def test_what_is_held_for_good_is_not_looked_at_again(store: Store) -> None:
    keep_old(store, 1, happened_on=(NOON - timedelta(days=5)).date(), places=("Zahedan",))
    group(store)
    send.decide(store, now=NOON, policy=POLICY)
    keep_reading(store, 2)
    group(store)
    assert rows(store, "SELECT count(DISTINCT dispute_id), count(*) FROM incident") == [(1, 2)]
    with store.begin() as connection:
        assert [(row["id"], row["historical"]) for row in alerts.list_undecided(connection)] == [(2, False)]
