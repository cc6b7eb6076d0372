"""Does every alert reach Slack exactly once, whatever breaks on the way?"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from threading import Thread
from typing import Any

import pytest
from seeds import keep_reading
from sqlalchemy import text

from builders import NOON, an_act, an_assessment
from tocsin.alerts.policy import AlertPolicy
from tocsin.alerts.slack import SlackChannel
from tocsin.model import Assessment, Direction, Level
from tocsin.pipeline import assess, send
from tocsin.pipeline.batches import Budget
from tocsin.pipeline.outbox import Outbox
from tocsin.pipeline.turn import Pace, Turn
from tocsin.store import alerts, articles
from tocsin.store.database import Store
from tocsin_desk.slack import SlackStandIn

AT_ONCE = Pace(post_gap=0, edit_gap=0, look_again=timedelta(0), next_try=timedelta(0), next_operator_try=timedelta(0))
LATER = NOON + timedelta(minutes=5)
THREAT = an_act(level=Level.THREAT, event_type="threaten", killed_low=None, places=())
TRUCE = an_act(level=Level.NONE, direction=Direction.DEESCALATION, event_type="yield", killed_low=None)


@pytest.fixture
def slack() -> Iterator[SlackStandIn]:
    with SlackStandIn() as stand_in:
        yield stand_in


def connect(slack: SlackStandIn) -> SlackChannel:
    return SlackChannel.connect(token=slack.token, channel=slack.channel, base_url=slack.base_url, timeout=1)


def step(store: Store, slack: SlackStandIn | None, *, pace: Pace = AT_ONCE) -> int:
    """Group, decide and send, as one pass does."""
    assess.group(store, now=LATER)
    send.decide(store, now=LATER, policy=AlertPolicy())
    channel = connect(slack) if slack else None
    return send.send(store, channel, now=LATER, pace=pace)


def statuses(store: Store) -> list[str]:
    with store.begin() as connection:
        return list(connection.scalars(text("SELECT status FROM alert ORDER BY id")))


def reading(act: object) -> Assessment:
    return an_assessment(act=act)


def test_one_incident_one_message_and_an_idle_pass_is_silent(store: Store, slack: SlackStandIn) -> None:
    keep_reading(store, 1)
    assert step(store, slack) == 1
    calls = len(slack.calls())
    assert step(store, slack) == 0
    assert len(slack.calls()) == calls
    (message,) = slack.messages()
    payload = message["metadata"]["event_payload"]
    assert (payload["kind"], payload["level"], payload["location"]) == ("new", 4, "IRN")
    assert payload["dyads"] == [{"initiator": "PAK", "target": "IRN"}]


def test_what_nobody_known_did_twice_is_no_step_up(store: Store, slack: SlackStandIn) -> None:
    at_sea = an_act(initiator=None, target=None, location=None, places=("Gulf of Oman",), means="mine")
    for number, day in enumerate((NOON, NOON - timedelta(days=2))):
        act = replace(at_sea, happened_on=day.date())
        keep_reading(store, number, an_assessment(act=act, dyads=(), location=None), at=NOON - timedelta(hours=number))
    assert step(store, slack) == 2
    opener, reply = sorted(slack.messages(), key=lambda message: message["ts"])
    assert reply["thread_ts"] == opener["ts"]
    assert "subtype" not in reply
    assert reply["metadata"]["event_payload"]["kind"] == "new"


def test_later_reports_only_edit(store: Store, slack: SlackStandIn) -> None:
    keep_reading(store, 1)
    step(store, slack)
    act = an_act(killed_low=12)
    keep_reading(store, 2, reading(act), at=NOON + timedelta(minutes=3), publisher="Gulf Courier")
    assert step(store, slack) == 1
    (message,) = slack.messages()
    urls = [each["url"] for each in message["metadata"]["event_payload"]["article_urls"]]
    assert urls == ["https://meridian.example/world/2", "https://meridian.example/world/1"]
    assert "12" in str(message["blocks"])


def test_a_dispute_is_one_thread(store: Store, slack: SlackStandIn) -> None:
    """A threat opens it, the strike is told to the channel too, a second strike is not, a truce once."""
    keep_reading(store, 1, reading(THREAT))
    keep_reading(store, 2, at=NOON + timedelta(minutes=1))
    other = an_act(places=("Saravan",), killed_low=2)
    keep_reading(store, 3, reading(other), at=NOON + timedelta(minutes=2))
    keep_reading(store, 4, reading(TRUCE), at=NOON + timedelta(minutes=3))
    keep_reading(store, 5, reading(an_act(**{**vars(TRUCE), "places": ("Muscat",)})), at=NOON + timedelta(minutes=4))
    step(store, slack)
    opener, *replies = slack.messages()
    assert "thread_ts" not in opener or opener["thread_ts"] == opener["ts"]
    assert {reply["thread_ts"] for reply in replies} == {opener["ts"]}
    told = [
        (message["metadata"]["event_payload"]["kind"], message.get("subtype") == "thread_broadcast")
        for message in slack.messages()
    ]
    assert told == [("new", False), ("raised", True), ("new", False), ("deescalation", True)]
    assert statuses(store).count("held") == 1


@pytest.mark.parametrize("lost", ["reset", "500", "truncated", "garbage", "fatal_error"])
def test_a_lost_answer_never_doubles(store: Store, slack: SlackStandIn, lost: str) -> None:
    slack.fail("chat.postMessage", f"accept_then_{lost}")
    keep_reading(store, 1)
    assert step(store, slack) == 0
    assert statuses(store) == ["unknown"]
    step(store, slack)
    assert statuses(store) == ["sent"]
    assert len(slack.messages()) == 1


@pytest.mark.parametrize("broken", ["reset", "http_500", "garbage"])
def test_what_was_never_posted_is_posted_after_two_looks(store: Store, slack: SlackStandIn, broken: str) -> None:
    slack.fail("chat.postMessage", broken)
    keep_reading(store, 1)
    step(store, slack)
    step(store, slack)
    assert (statuses(store), slack.messages()) == (["unknown"], [])
    step(store, slack)
    assert (statuses(store), len(slack.messages())) == (["sent"], 1)


def test_unclear_history_decides_nothing(store: Store, slack: SlackStandIn) -> None:
    slack.fail("chat.postMessage", "accept_then_reset")
    slack.fail("conversations.history", "http_500", times=4)
    keep_reading(store, 1)
    for _ in range(5):
        step(store, slack)
    assert len(slack.messages()) == 1
    step(store, slack)
    assert (statuses(store), len(slack.messages())) == (["sent"], 1)


def test_a_missing_scope_holds_up_only_what_has_to_be_looked_up(store: Store, slack: SlackStandIn) -> None:
    slack.fail("chat.postMessage", "accept_then_reset")
    slack.fail("conversations.history", "missing_scope", times=-1)
    keep_reading(store, 1)
    step(store, slack)
    keep_reading(store, 2, reading(an_act(target="AFG", location="AFG")))
    step(store, slack)
    assert statuses(store) == ["unknown", "sent"]
    slack.heal()
    step(store, slack)
    assert (statuses(store), len(slack.messages())) == (["sent", "sent"], 2)


def test_killed_while_posting(store: Store, slack: SlackStandIn) -> None:
    """The process died after Slack took the message and before that was written."""
    keep_reading(store, 1)
    step(store, slack)
    with store.begin() as connection:
        connection.execute(text("UPDATE alert SET status = 'sending', ts = NULL, channel = NULL"))
    step(store, slack)
    assert (statuses(store), len(slack.messages())) == (["sent"], 1)


def test_late_twin_is_swept(store: Store, slack: SlackStandIn) -> None:
    """The first post is accepted only after its absence was seen twice, and the alert posted again."""
    slack.fail("chat.postMessage", "http_500")
    keep_reading(store, 1)
    for _ in range(3):
        step(store, slack)
    (message,) = slack.messages()
    connect(slack)._client.chat_postMessage(channel=slack.channel, text=message["text"], metadata=message["metadata"])
    assert len(slack.messages()) == 2
    step(store, slack)
    assert [each["ts"] for each in slack.messages()] == [message["ts"]]


def test_deleted_by_a_person_stays_deleted(store: Store, slack: SlackStandIn) -> None:
    keep_reading(store, 1)
    step(store, slack)
    connect(slack).delete(slack.messages()[0]["ts"])
    keep_reading(store, 2, at=NOON + timedelta(minutes=3), publisher="Gulf Courier")
    step(store, slack)
    step(store, slack)
    assert slack.messages() == []


def test_a_deleted_thread_is_opened_anew(store: Store, slack: SlackStandIn) -> None:
    """Somebody deletes the opener; what comes next is told all the same, and opens a thread of its own."""
    keep_reading(store, 1, reading(THREAT))
    step(store, slack)
    connect(slack).delete(slack.messages()[0]["ts"])
    slack.fail("chat.postMessage", "thread_not_found")
    keep_reading(store, 2, at=NOON + timedelta(minutes=3))
    step(store, slack)
    (message,) = slack.messages()
    assert message["metadata"]["event_payload"]["level"] == 4
    assert not message.get("thread_ts")
    assert statuses(store) == ["sent", "sent"]


def test_what_no_report_bears_out_any_more_is_struck_through(store: Store, slack: SlackStandIn) -> None:
    article_id = keep_reading(store, 1)
    step(store, slack)
    with store.begin() as connection:
        nothing = Assessment(level=Level.NONE, direction=Direction.NONE)
        articles.keep_assessment(connection, article_id, nothing, LATER)
    step(store, slack)
    (message,) = slack.messages()
    assert message["metadata"]["event_payload"]["kind"] == "retracted"
    calls = len(slack.calls())
    step(store, slack)
    assert len(slack.calls()) == calls


def test_a_retraction_is_no_thread_and_no_level_that_was_reached(store: Store, slack: SlackStandIn) -> None:
    article_id = keep_reading(store, 1)
    step(store, slack)
    with store.begin() as connection:
        nothing = Assessment(level=Level.NONE, direction=Direction.NONE)
        articles.keep_assessment(connection, article_id, nothing, LATER)
    step(store, slack)
    keep_reading(store, 2, reading(an_act(places=("Saravan",), killed_low=2)), at=NOON + timedelta(minutes=2))
    step(store, slack)
    _, real = sorted(slack.messages(), key=lambda message: message["ts"])
    assert real.get("thread_ts", real["ts"]) == real["ts"]
    assert "A first in the record" in str(real["blocks"])
    with store.begin() as connection:
        assert alerts.get_alert(connection, 2)["reason"] == "first incident of its dispute"


class Overtaken(Turn):
    """A turn in which something else happens after it has looked which alerts wait."""

    def __init__(self, *args: Any, meanwhile: Callable[[], object], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._meanwhile = meanwhile

    def list_rows(self, status: str) -> list[dict[str, Any]]:
        found = super().list_rows(status)
        if status == "waiting":
            self._meanwhile()
        return found


@pytest.mark.parametrize("meanwhile", ["another sender", "a retraction"])
def test_what_was_sent_or_taken_back_meanwhile_is_not_posted(store: Store, slack: SlackStandIn, meanwhile: str) -> None:
    keep_reading(store, 1)
    assess.group(store, now=LATER)
    send.decide(store, now=LATER, policy=AlertPolicy())
    channel, options = connect(slack), {"now": LATER, "budget": Budget(60), "pace": AT_ONCE}

    def happens() -> None:
        if meanwhile == "another sender":
            Outbox(Turn(store, channel, **options), policy=AlertPolicy()).run()
        else:
            with store.begin() as connection:
                alerts.withdraw(connection, 1)

    Outbox(Overtaken(store, channel, meanwhile=happens, **options), policy=AlertPolicy()).run()
    assert len(slack.messages()) == (meanwhile == "another sender")
    assert statuses(store) == ["sent" if meanwhile == "another sender" else "held"]


def test_a_message_in_plain_text_is_still_kept_up_to_date(store: Store, slack: SlackStandIn) -> None:
    slack.fail("chat.postMessage", "invalid_blocks")
    keep_reading(store, 1)
    step(store, slack)
    slack.fail("chat.update", "invalid_blocks")
    keep_reading(store, 2, reading(an_act(killed_low=12)), at=NOON + timedelta(minutes=3))
    assert step(store, slack) == 1
    (message,) = slack.messages()
    assert "12 killed" in message["text"]
    assert not message.get("blocks")


def test_rate_limit_holds_the_whole_channel(store: Store, slack: SlackStandIn) -> None:
    slack.fail("chat.postMessage", "ratelimited", retry_after=60)
    keep_reading(store, 1)
    step(store, slack)
    keep_reading(store, 2, reading(an_act(target="AFG", location="AFG")))
    step(store, slack)
    assert (len(slack.calls("chat.postMessage")), statuses(store)) == (1, ["waiting", "waiting"])


def test_short_rate_limit_is_waited_for(store: Store, slack: SlackStandIn) -> None:
    slack.fail("chat.postMessage", "ratelimited", retry_after=1)
    keep_reading(store, 1)
    assert step(store, slack) == 1


def test_refused_blocks_are_sent_as_plain_text(store: Store, slack: SlackStandIn) -> None:
    slack.fail("chat.postMessage", "invalid_blocks")
    keep_reading(store, 1)
    step(store, slack)
    (message,) = slack.messages()
    assert not message.get("blocks")
    assert "Iran" in message["text"]


def test_refused_twice_is_a_dead_letter_and_the_next_opens_the_thread(store: Store, slack: SlackStandIn) -> None:
    slack.fail("chat.postMessage", "invalid_blocks", times=2)
    keep_reading(store, 1, reading(THREAT))
    step(store, slack)
    assert statuses(store) == ["refused"]
    keep_reading(store, 2, at=NOON + timedelta(minutes=3))
    step(store, slack)
    assert statuses(store) == ["refused", "sent"]


@pytest.mark.parametrize("error", ["is_archived", "not_in_channel", "token_revoked", "missing_scope"])
def test_what_needs_an_operator_is_parked_not_dropped(store: Store, slack: SlackStandIn, error: str) -> None:
    slack.fail("chat.postMessage", error)
    keep_reading(store, 1)
    step(store, slack)
    assert statuses(store) == ["waiting"]
    step(store, slack)
    assert statuses(store) == ["sent"]


def test_no_slack_yet_and_connecting_later_floods_nobody(store: Store, slack: SlackStandIn) -> None:
    old = NOON - timedelta(hours=47, minutes=50)
    keep_reading(store, 1, reading(an_act(happened_on=old.date())), at=old)
    keep_reading(store, 2, reading(an_act(target="AFG", location="AFG")))
    step(store, None)
    assert statuses(store) == ["waiting", "waiting"]
    channel = connect(slack)
    send.send(store, channel, now=NOON + timedelta(minutes=20), pace=AT_ONCE)
    assert sorted(statuses(store)) == ["held", "sent"]


def test_slack_down_keeps_the_backlog(store: Store, slack: SlackStandIn) -> None:
    for number, target in enumerate(("IRN", "AFG", "IND"), start=1):
        keep_reading(store, number, reading(an_act(target=target, location=target)))
    assess.group(store, now=LATER)
    send.decide(store, now=LATER, policy=AlertPolicy())
    down = SlackChannel.connect(token="xoxb-x", channel="C0TOCSIN", base_url="http://127.0.0.1:1/api/")
    assert send.send(store, down, now=LATER, pace=AT_ONCE) == 0
    assert statuses(store) == ["waiting"] * 3
    assert step(store, slack) == 3
    with store.begin() as connection:
        assert [row["attempts"] for row in alerts.list_by_status(connection, "sent")] == [2, 1, 1]


def test_what_was_withdrawn_while_nobody_knew_of_it_is_never_posted(store: Store, slack: SlackStandIn) -> None:
    slack.fail("chat.postMessage", "reset")
    article = keep_reading(store, 1)
    step(store, slack)
    assert statuses(store) == ["unknown"]
    read_as_nothing(store, article)
    for _ in range(3):
        step(store, slack)
    assert statuses(store) == ["held"]
    assert slack.messages() == []


def test_a_message_that_was_struck_through_tells_its_incident_when_it_is_reported_again(
    store: Store, slack: SlackStandIn
) -> None:
    article = keep_reading(store, 1)
    step(store, slack)
    read_as_nothing(store, article)
    step(store, slack)
    assert slack.messages()[0]["text"].startswith("Retracted")
    keep_reading(store, 2, at=NOON + timedelta(minutes=2))
    step(store, slack)
    (message,) = slack.messages()
    assert message["text"].startswith("Pakistan → Iran: use of force")


def test_one_thread_follows_an_opener_that_slack_refused(store: Store, slack: SlackStandIn) -> None:
    slack.fail("chat.postMessage", "invalid_blocks", times=2)
    keep_reading(store, 1, reading(THREAT))
    step(store, slack)
    keep_reading(store, 2, at=NOON + timedelta(minutes=3))
    step(store, slack)
    keep_reading(store, 3, reading(an_act(places=("Saravan",), killed_low=2)), at=NOON + timedelta(minutes=4))
    step(store, slack)
    opener, reply = sorted(slack.messages(), key=lambda message: message["ts"])
    assert reply["thread_ts"] == opener["ts"]
    # Nobody was told of the threat, so that the strike is no step up from it.
    assert opener["text"].startswith("Pakistan → Iran")


def test_an_opener_that_nobody_can_look_for_holds_up_nothing(store: Store, slack: SlackStandIn) -> None:
    slack.fail("chat.postMessage", "reset")
    slack.fail("conversations.history", "missing_scope", times=99)
    keep_reading(store, 1, reading(THREAT))
    step(store, slack)
    keep_reading(store, 2, at=NOON + timedelta(minutes=3))
    for _ in range(3):
        step(store, slack)
    assert statuses(store) == ["unknown", "sent"]
    keep_reading(store, 3, reading(an_act(places=("Saravan",), killed_low=2)), at=NOON + timedelta(minutes=4))
    step(store, slack)
    opener, reply = sorted(slack.messages(), key=lambda message: message["ts"])
    assert reply["thread_ts"] == opener["ts"]


def test_an_alert_is_told_with_the_dispute_that_its_incident_has_moved_to(store: Store, slack: SlackStandIn) -> None:
    keep_reading(store, 1, an_assessment(act=an_act(initiator=None)))
    keep_reading(store, 9, an_assessment(act=an_act(initiator=None, places=("Tabriz",), killed_low=3)))
    assess.group(store, now=LATER)
    send.decide(store, now=LATER, policy=AlertPolicy())
    with store.begin() as connection:
        (old,) = connection.scalars(text("SELECT dispute_id FROM alert WHERE id = 1"))
    keep_reading(store, 2, at=NOON + timedelta(minutes=1))
    assess.group(store, now=LATER)
    with store.begin() as connection:
        # As a decision leaves it that was taken before the incident moved.
        connection.execute(text("UPDATE alert SET dispute_id = :old WHERE id = 1"), {"old": old})
    step(store, slack)
    assert "sent" in statuses(store)
    assert len(slack.messages()) == 2


def test_a_decision_goes_where_its_incident_goes_meanwhile(store: Store, slack: SlackStandIn) -> None:
    keep_reading(store, 1, an_assessment(act=an_act(initiator=None)))
    keep_reading(store, 9, an_assessment(act=an_act(initiator=None, places=("Tabriz",), killed_low=3)))
    assess.group(store, now=LATER)
    # It names who did the first: that incident belongs to another dispute then.
    keep_reading(store, 2, at=NOON + timedelta(minutes=1))
    grouping = Thread(target=assess.group, args=(store,), kwargs={"now": LATER})

    class Slow(AlertPolicy):
        def decide(self, *told: Any, **facts: Any) -> Any:
            if grouping.ident is None:
                grouping.start()
                grouping.join(timeout=1)
            return super().decide(*told, **facts)

    send.decide(store, now=LATER, policy=Slow())
    grouping.join()
    with store.begin() as connection:
        stale = text(
            "SELECT alert.id FROM alert JOIN incident i ON i.id = incident_id WHERE alert.dispute_id <> i.dispute_id"
        )
        assert list(connection.scalars(stale)) == []


def read_as_nothing(store: Store, article_id: int) -> None:
    with store.begin() as connection:
        articles.keep_assessment(connection, article_id, Assessment(level=Level.NONE, direction=Direction.NONE), LATER)
