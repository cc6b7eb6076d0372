"""Does each page show what the store holds, a bounded part of it at a time, and change nothing?"""

from datetime import timedelta

import pytest
from chronicle import Chronicle
from sqlalchemy import text
from sqlalchemy.exc import InternalError

from builders import NOON
from tocsin.alerts.policy import AlertPolicy
from tocsin.store import overviews
from tocsin.store.tables import dispute, incident
from tocsin_pages.desk import Desk

DAY = timedelta(days=1)


@pytest.fixture
def chronicle(store):
    return Chronicle(store)


@pytest.fixture
def desk(store):
    return desk_at(store, NOON + timedelta(hours=1))


def desk_at(store, now, *, window=timedelta(hours=48)):
    return Desk(store=store, now=now, policy=AlertPolicy(window=window))


def test_an_empty_store_has_pages_too(desk):
    assert desk.disputes(show="", page="")["cards"] == []
    assert desk.incidents(status="", page="")["rows"] == []
    assert desk.feeds(health="", page="")["total"] == 0
    assert desk.incident(1, page="") is None
    assert desk.dispute(2**70, page="") is None


def test_open_disputes_and_past_ones(chronicle, desk):
    chronicle.incident(decision={"reason": "first incident of its dispute", "sent_at": NOON})
    old = chronicle.report(published_at=NOON - 20 * DAY)
    chronicle.incident(old, parties=("KHM", "THA"), initiator="THA", target="KHM", dyads=[["THA", "KHM"]])
    shown = desk.disputes(show="", page="")
    (card,) = shown["cards"]
    assert (card.pair, card.level, card.incidents, card.is_open) == ("Iran – Pakistan", 4, 1, True)
    (row,) = card.rows
    assert (row.who, row.what, row.toll) == ("Pakistan → Iran", "attack (air strike)", "at least 9 killed")
    assert (row.alert.words, row.alert.reason) == ("sent", "first incident of its dispute")
    assert [each.label for each in row.sources] == ["Meridian Wire"]
    assert (shown["open_now"], shown["ended"]) == (1, 1)
    (past,) = desk.disputes(show="over", page="")["cards"]
    assert (past.pair, past.is_open) == ("Cambodia – Thailand", False)


def test_a_dispute_shows_its_newest_incidents_and_counts_the_rest(chronicle, desk):
    for number in range(7):
        chronicle.incident(chronicle.report(published_at=NOON - timedelta(hours=number)))
    (card,) = desk.disputes(show="", page="")["cards"]
    assert (len(card.rows), card.incidents, card.older) == (5, 7, 2)
    assert [row.reported.ago for row in card.rows] == ["1 h ago", "2 h ago", "3 h ago", "4 h ago", "5 h ago"]


def test_one_source_per_newsroom_the_newest_first(chronicle, desk):
    wire = [chronicle.report(published_at=NOON - timedelta(minutes=each)) for each in (50, 10)]
    other = chronicle.report(publisher="Gulf Courier", published_at=NOON - timedelta(minutes=30))
    row = desk.incident(chronicle.incident(*wire, other), page="")["card"].row
    assert [(each.label, each.url) for each in row.sources] == [
        ("Meridian Wire", wire[1].url),
        ("Gulf Courier", other.url),
    ]
    assert (row.publishers, row.more_sources) == (2, 0)


def test_incidents_by_where_their_alert_stands(chronicle, desk):
    held = chronicle.incident(decision={"status": "held", "reason": "old news"})
    undecided = chronicle.incident()
    assert [row.id for row in desk.incidents(status="held", page="")["rows"]] == [held]
    assert [row.id for row in desk.incidents(status="undecided", page="")["rows"]] == [undecided]
    assert len(desk.incidents(status="'; DROP TABLE alert; --", page="")["rows"]) == 2


def test_an_incident_shows_reports_quotes_acts_and_the_decision(chronicle, desk):
    told = chronicle.incident(decision={"status": "held", "reason": "old news: last reported long ago"})
    page = desk.incident(told, page="")
    assert page["card"].headline.startswith("Pakistan → Iran: use of force in Iran (Sistan-Baluchestan)")
    (report,) = page["reports"]
    assert (report.level, report.probability, report.quality) == ("4 use of force", "93%", "full")
    assert report.quotes[0][1].startswith("Pakistan's air force struck two camps")
    assert [(act.what, act.who) for act in report.acts] == [("attack (air strike)", "Pakistan → Iran")]
    assert page["card"].row.alert.reason.startswith("old news")


def test_says_what_keeps_alerts_from_slack(chronicle, desk, store):
    chronicle.incident(decision={"status": "waiting", "reason": "first", "error": "Slack said channel_not_found"})
    assert desk.disputes(show="", page="")["troubles"] == ["1 alert waits for Slack: Slack said channel_not_found"]
    with store.begin() as connection:
        connection.execute(text("UPDATE alert SET error = ''"))
    assert "slack_default" in desk.disputes(show="", page="")["troubles"][0]
    assert desk_at(store, NOON).disputes(show="", page="")["troubles"] == []


def test_a_refusal_of_last_week_troubles_nobody(chronicle, store):
    chronicle.incident(decision={"status": "refused", "reason": "first", "error": "invalid_blocks"})
    said = [desk_at(store, NOON + each).disputes(show="", page="")["troubles"] for each in (DAY, 3 * DAY)]
    assert said == [["1 alert was refused by Slack: invalid_blocks"], []]
    assert desk_at(store, NOON + 3 * DAY, window=4 * DAY).disputes(show="", page="")["troubles"] == said[0]


def test_thousands_of_incidents_are_shown_a_part_at_a_time(store, desk):
    with store.begin() as connection:
        pairs = [
            {"key": f"{n}", "parties": ["AAA", f"Group {n:04}"], "opened_at": NOON, "last_incident_at": NOON}
            for n in range(1200)
        ]
        ids = connection.scalars(dispute.insert().returning(dispute.c.id, sort_by_parameter_order=True), pairs).all()
        facts = {"kind": "force", "event_type": "assault", "level": 4, "direction": "escalation", "day": NOON.date(),
                 "dyads": [["AAA", "BBB"]], "first_reported_at": NOON, "last_reported_at": NOON}  # fmt: skip
        rows = [facts | {"key": f"{each} {n}", "dispute_id": each} for each in ids for n in range(3)]
        connection.execute(incident.insert(), rows)
    seen = [card.id for page in (1, 2, 60) for card in desk.disputes(show="", page=str(page))["cards"]]
    assert len(seen) == len(set(seen)) == 60
    assert seen[:2] == [ids[-1], ids[-2]]
    part = desk.incidents(status="", page="72")
    assert (part["paging"].words, len(part["rows"])) == ("3,551–3,600 of 3,600", 50)


def test_a_page_can_change_nothing(store):
    with store.begin() as connection:
        overviews.begin_reading(connection, seconds=5)
        with pytest.raises(InternalError, match="read-only"):
            connection.execute(text("DELETE FROM alert"))
