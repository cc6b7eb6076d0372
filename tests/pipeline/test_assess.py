"""Does an article become an assessment, an incident and a dispute, and does a bad one never stop the rest?"""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from seeds import keep_article, keep_reading
from sqlalchemy import text

from builders import NOON, an_act, an_assessment
from tocsin.escalation.classify import classify
from tocsin.model import Article, Assessment
from tocsin.pipeline import assess
from tocsin.store import articles
from tocsin.store.database import Store

STORY = (
    "Thai artillery shelled a village in Cambodia's Oddar Meanchey province on Monday, killing five people, "
    "Cambodian officials said."
)


def rows(store: Store, query: str) -> list[Any]:
    with store.begin() as connection:
        return [tuple(row) for row in connection.execute(text(query))]


def keep_read(store: Store, number: int, title: str, body: str) -> int:
    article_id = keep_article(store, number, title=title)
    found = Article(url=f"https://meridian.example/world/{number}", title=title, body=body, published_at=NOON)
    with store.begin() as connection:
        articles.keep_read(connection, article_id, found, (), NOON)
    return article_id


def test_from_text_to_dispute(store: Store) -> None:
    keep_read(store, 1, "Thai shelling kills five in Cambodian village", STORY)
    keep_read(store, 2, "Council approves new cycle lanes", "The council voted on Monday to build cycle lanes.")
    assert [assess.assess_batch(store, batch, now=NOON) for batch in assess.plan_batches(store, now=NOON)] == [2]
    assert assess.group(store, now=NOON) == 1
    assert rows(store, "SELECT initiator, target, level, killed_low, location FROM incident") == [
        ("THA", "KHM", 4, 5, "KHM")
    ]
    assert rows(store, "SELECT parties FROM dispute") == [(["KHM", "THA"],)]
    assert rows(store, "SELECT DISTINCT status FROM article") == [("grouped",)]


def test_a_second_run_changes_nothing(store: Store) -> None:
    keep_reading(store, 1)
    assess.group(store, now=NOON)
    before = rows(store, "SELECT * FROM incident"), rows(store, "SELECT * FROM dispute")
    assert assess.group(store, now=NOON) == 0
    assert (rows(store, "SELECT * FROM incident"), rows(store, "SELECT * FROM dispute")) == before


def test_an_attacker_named_later_moves_the_incident_to_the_pairs_dispute(store: Store) -> None:
    keep_reading(store, 1, an_assessment(act=an_act(initiator=None)))
    assess.group(store, now=NOON)
    assert rows(store, "SELECT parties FROM dispute") == [(["IRN"],)]
    keep_reading(store, 2, at=NOON + timedelta(hours=1))
    assess.group(store, now=NOON)
    assert rows(store, "SELECT parties FROM dispute") == [(["IRN", "PAK"],)]
    assert rows(store, "SELECT initiator, target FROM incident") == [("PAK", "IRN")]


def test_a_later_incident_opens_a_dispute_that_links_back(store: Store) -> None:
    keep_reading(store, 1)
    later = NOON + timedelta(days=20)
    keep_reading(store, 2, an_assessment(act=an_act(happened_on=later.date())), at=later)
    assess.group(store, now=later)
    assert rows(store, "SELECT previous_id FROM dispute ORDER BY id") == [(None,), (1,)]


def test_two_reports_of_one_act_are_one_incident_whoever_comes_first(store: Store) -> None:
    keep_reading(store, 1, an_assessment(act=an_act(killed_low=12)), at=NOON + timedelta(hours=2))
    keep_reading(store, 2, an_assessment(act=an_act(killed_low=9)))
    assess.group(store, now=NOON)
    assert rows(store, "SELECT killed_low, first_reported_at FROM incident") == [(12, NOON)]


def test_what_nobody_known_did_at_sea_is_found_again_whichever_day_is_named(store: Store) -> None:
    act = an_act(initiator=None, target=None, location=None, places=("Arabian Sea",), means="drone")
    claimed = replace(act, initiator="Houthis", target="GRC", happened_on=None)
    bare = {"dyads": (), "location": None}
    undated = replace(act, happened_on=None)
    keep_reading(store, 1, an_assessment(act=act, **bare), at=NOON + timedelta(hours=13))
    keep_reading(store, 2, an_assessment(act=undated, **bare), at=NOON + timedelta(hours=14))
    assess.group(store, now=NOON)
    assert rows(store, "SELECT parties FROM dispute") == [(["Arabian Sea"],)]
    keep_reading(
        store, 3, an_assessment(act=claimed, dyads=(("Houthis", "GRC"),), location=None), at=NOON + timedelta(hours=15)
    )
    assess.group(store, now=NOON)
    assert rows(store, "SELECT count(*) FROM incident") == [(1,)]
    assert rows(store, "SELECT parties FROM dispute") == [(["GRC", "Houthis"],)]


def test_what_breaks_the_classifier_is_set_aside_and_the_rest_goes_on(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(5):
        keep_read(store, number, f"Story {number}", STORY if number != 3 else "poison")

    def break_on_poison(title: str, body: str, *, published_at: datetime | None = None) -> Assessment:
        if body == "poison":
            raise ZeroDivisionError
        return classify(title, body, published_at=published_at)

    monkeypatch.setattr(assess, "classify", break_on_poison)
    failures = 0
    for _ in range(5):
        try:
            assess.assess_batch(store, 0, now=NOON)
        except ZeroDivisionError:
            failures += 1
            with store.begin() as connection:
                connection.execute(text("UPDATE article SET lease_until = NULL"))
    assert failures == 3
    assert sorted(rows(store, "SELECT status, count(*) FROM article GROUP BY 1")) == [
        ("assessed", 4),
        ("quarantined", 1),
    ]


def test_what_breaks_the_grouping_is_set_aside_and_the_rest_goes_on(store: Store) -> None:
    broken = keep_reading(store, 1)
    keep_reading(store, 2, at=NOON + timedelta(minutes=1))
    with store.begin() as connection:
        connection.execute(text(f"UPDATE assessment SET acts = '[{{}}]' WHERE article_id = {broken}"))
    failures = 0
    for _ in range(4):
        try:
            assess.group(store, now=NOON)
        except KeyError:
            failures += 1
    assert rows(store, "SELECT status FROM article ORDER BY id") == [("quarantined",), ("grouped",)]
    assert failures == 3
