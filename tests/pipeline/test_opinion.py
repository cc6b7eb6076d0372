"""When is a model asked, how often, and what becomes of its answer?"""

import threading
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text
from test_assess import STORY, keep_read

from builders import NOON
from opinions import BODY, ORDER, PATH, TITLE, an_answer, asked_of, completion, messages_of, no_act
from servers import Newspaper, Page
from tocsin.escalation.classify import classify
from tocsin.escalation.opinion.policy import OpinionPolicy
from tocsin.model import Assessment, Level
from tocsin.pipeline import assess
from tocsin.pipeline.batches import Budget
from tocsin.pipeline.opinion import PATIENCE, Counsel
from tocsin.pipeline.prune import prune
from tocsin.store import opinions
from tocsin.store.database import Store
from tocsin.web.chat import ChatEndpoint

READING = replace(classify(TITLE, BODY, published_at=NOON), probability=0.5)
DAY = timedelta(days=1)


@pytest.fixture
def server():
    with Newspaper() as paper:
        paper.pages[PATH] = completion(an_answer())
        yield paper


def counsel(store: Store, server: Newspaper, *, model: str = "wise-1", **policy: Any) -> Counsel:
    chosen = OpinionPolicy(**({"timeout": 2.0} | policy))
    return Counsel(store, ChatEndpoint(server.url("/v1"), model, timeout=chosen.timeout), chosen)


def consult(counsel: Counsel, *, title: str = TITLE, reading: Assessment = READING, **more: Any) -> Assessment:
    return counsel.consult(title, BODY, reading, published_at=NOON, **more)


def last(reading: Assessment) -> str:
    return reading.reasons[-1]


def rows(store: Store, query: str) -> list[Any]:
    with store.begin() as connection:
        return [tuple(row) for row in connection.execute(text(query))]


@pytest.mark.parametrize("probability", [0.2499, 0.7501])
def test_what_the_rules_are_sure_of_is_nobody_elses_business(store: Store, server: Newspaper, probability: float):
    sure = replace(READING, probability=probability)
    assert consult(counsel(store, server), reading=sure) is sure
    assert server.asked == []
    assert rows(store, "SELECT * FROM opinion_day") == []


@pytest.mark.parametrize("probability", [0.25, 0.75])
def test_at_the_edges_of_the_band_it_is_asked(store: Store, server: Newspaper, probability: float):
    found = consult(counsel(store, server), reading=replace(READING, probability=probability))
    assert (
        last(found) == "A second opinion was asked of wise-1: it agrees. It says: “A fresh air raid across the border.”"
    )
    assert found.reasons[:-1] == READING.reasons
    assert len(asked_of(server)) == 1


def test_a_good_answer_changes_the_verdict_and_says_so(store: Store, server: Newspaper):
    server.pages[PATH] = completion(no_act())
    found = consult(counsel(store, server))
    assert (found.level, found.alert) == (Level.NONE, False)
    assert "wise-1: it changed level 4 → 0, direction escalation → none" in last(found)
    assert found.reasons[0] == READING.reasons[0]


def test_an_order_in_the_text_that_a_model_obeys_changes_nothing(store: Store, server: Newspaper):
    server.pages[PATH] = completion(no_act(quote=ORDER, reason="As I was told."))
    found = consult(counsel(store, server))
    assert replace(found, reasons=()) == replace(READING, reasons=())
    assert "changed nothing: it quotes no passage in which an act was found" in last(found)
    said = messages_of(server.asked[0])
    assert ORDER in said["user"]
    assert ORDER not in said["system"]


def test_each_question_has_a_marker_of_its_own(store: Store, server: Newspaper):
    asking = counsel(store, server)
    for number in range(2):
        consult(asking, title=f"{TITLE} {number}")
    markers = [each["messages"][1]["content"].split("\n")[0] for each in asked_of(server)]
    assert len(set(markers)) == 2
    assert all(len(marker) == len("Marker: ") + 32 for marker in markers)


@pytest.mark.parametrize(
    ("page", "why"),
    [
        (completion("Level four, I would say."), "not of the form"),
        (completion(an_answer(level=9)), r"not of the form that was asked for (level)"),
        (completion(an_answer(dyads=[["ATL", "SOM"]])), "'ATL', who is unknown"),
        (completion("x" * 100_000), "longer than any answer"),
        (completion("\0\ud800"), "not of the form"),
        (Page(b"{}", 500), "HTTP 500"),
        (Page(b"{}", 429), "wants a pause"),
        (Page(b"x" * 300_000), "larger than 256 KiB"),
    ],
)
def test_the_rules_stand_when_it_fails(store: Store, server: Newspaper, page: Page, why: str):
    server.pages[PATH] = page
    found = consult(counsel(store, server))
    assert replace(found, reasons=READING.reasons) == READING
    assert "was asked of wise-1, and changed nothing" in last(found)
    assert why in last(found)


# --- kept answers


@pytest.mark.parametrize("answer", [an_answer(), "nonsense"])
def test_a_kept_answer_asks_nothing(store: Store, server: Newspaper, answer: Any):
    server.pages[PATH] = completion(answer)
    first = consult(counsel(store, server))
    second = consult(counsel(store, server))
    assert len(asked_of(server)) == 1
    assert last(second) == last(first).replace("was asked of", "was kept from")
    assert rows(store, "SELECT calls FROM opinion_day") == [(1,)]


def test_another_text_or_model_asks_anew(store: Store, server: Newspaper):
    consult(counsel(store, server))
    consult(counsel(store, server), title="Kenya bombs camps in Somalia")
    consult(counsel(store, server, model="wise-2"))
    assert len(asked_of(server)) == 3


def test_a_failure_is_not_kept(store: Store, server: Newspaper):
    server.pages[PATH] = [Page(b"", 500), completion(an_answer())]
    assert "HTTP 500" in last(consult(counsel(store, server)))
    assert "agrees" in last(consult(counsel(store, server)))


def test_old_answers_and_days_are_forgotten(store: Store, server: Newspaper):
    consult(counsel(store, server))
    with store.begin() as connection:
        at = connection.scalar(text("SELECT asked_at FROM opinion"))
    keep = {"keep_pages": 30 * DAY, "keep_entries": 365 * DAY, "budget": Budget(20)}
    assert prune(store, now=at + 29 * DAY, **keep).rows == 0
    assert prune(store, now=at + 31 * DAY + DAY, **keep).rows == 1
    assert rows(store, "SELECT * FROM opinion_day") == []


# --- the budget


def test_a_spent_budget_asks_nothing(store: Store, server: Newspaper):
    asking = counsel(store, server, daily=2)
    told = [last(consult(asking, title=f"{TITLE} {number}")) for number in range(4)]
    assert len(asked_of(server)) == 2
    assert told[2:] == ["No second opinion was asked: today's 2 calls are used up."] * 2
    # A kept answer costs nothing.
    assert "kept from" in last(consult(asking, title=f"{TITLE} 0"))


def test_the_budget_holds_across_workers_and_begins_anew_each_day(store: Store):
    taken: list[bool] = []

    def take() -> None:
        for _ in range(5):
            with store.begin() as connection:
                taken.append(opinions.take_call(connection, daily=7))

    workers = [threading.Thread(target=take) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert sum(taken) == 7
    rows(store, "UPDATE opinion_day SET day = day - 1 RETURNING day")
    with store.begin() as connection:
        assert opinions.take_call(connection, daily=7)


def test_news_does_not_wait_for_a_model_that_is_down(store: Store, server: Newspaper):
    server.pages[PATH] = Page(b"", 503)
    asking = counsel(store, server)
    told = [last(consult(asking, title=f"{TITLE} {number}")) for number in range(PATIENCE + 2)]
    assert len(asked_of(server)) == PATIENCE
    assert told[-1] == "No second opinion was asked: wise-1 did not answer before in this run."


@pytest.mark.parametrize("status", [401, 429])
def test_a_model_that_says_no_is_asked_once(store: Store, server: Newspaper, status: int):
    server.pages[PATH] = Page(b"", status)
    asking = counsel(store, server)
    for number in range(3):
        consult(asking, title=f"{TITLE} {number}")
    assert len(asked_of(server)) == 1


def test_it_is_not_asked_when_it_could_not_answer_in_time(store: Store, server: Newspaper):
    found = consult(counsel(store, server), budget=Budget(1))
    assert last(found) == "No second opinion was asked: the time of this run was up."
    assert server.asked == []


# --- in the chain


def run(store: Store, counsel: Counsel | None) -> None:
    for batch in assess.plan_batches(store, now=NOON):
        assess.assess_batch(store, batch, now=NOON, counsel=counsel)


def test_off_by_default_nothing_is_asked(store: Store, server: Newspaper):
    keep_read(store, 1, "Thai shelling kills five in Cambodian village", STORY)
    run(store, None)
    assert server.asked == []
    assert rows(store, "SELECT level FROM assessment WHERE reasons::text LIKE '%opinion%'") == []


def test_in_the_chain_the_assessment_keeps_what_came_of_it(store: Store, server: Newspaper):
    title = "Kenya bombs camps in Somalia, residents say"
    server.pages[PATH] = completion(no_act())
    keep_read(store, 1, title, BODY)
    run(store, counsel(store, server, low=0.0, high=1.0))
    ((level, reasons),) = rows(store, "SELECT level, reasons FROM assessment")
    assert level == 0
    assert "changed level 4 → 0" in reasons[-1]
    assert assess.group(store, now=NOON) == 0
