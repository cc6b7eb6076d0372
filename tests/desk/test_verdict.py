"""Does the demo notice an alert that is missing, unexpected, doubled or wrong?"""

from dataclasses import replace

import pytest

from tocsin.model import Level
from tocsin_desk.newsroom import ExpectedAlert
from tocsin_desk.verdict import count_arrived, list_faults

STRIKE = ExpectedAlert(
    incident="strike",
    kind="new",
    level=Level.USE_OF_FORCE,
    dyads=(("PAK", "IRN"),),
    location="IRN",
    publishers=("A", "B"),
    article_urls=("http://a/1", "http://b/1"),
    killed_low=9,
)
REPLY = ExpectedAlert(
    incident="answer",
    kind="raised",
    level=Level.USE_OF_FORCE,
    dyads=(("IRN", "PAK"),),
    location="PAK",
    publishers=("A",),
    article_urls=("http://a/2",),
    thread="strike",
    broadcast=True,
)


def a_message(expected, **changes):
    payload = {
        "kind": expected.kind,
        "level": int(expected.level),
        "dyads": [{"initiator": a, "target": b} for a, b in expected.dyads],
        "location": expected.location or "",
        "article_urls": [{"url": url} for url in expected.article_urls],
    }
    payload |= {name: changes.pop(name) for name in list(changes) if name in payload}
    message = {"ts": "1.0", "text": "Pakistan → Iran, at least 9 killed, 3 injured"}
    message["metadata"] = {"event_type": "tocsin_alert", "event_payload": payload}
    return message | changes


def a_reply(**changes):
    return a_message(REPLY, **{"ts": "2.0", "thread_ts": "1.0", "subtype": "thread_broadcast"} | changes)


def test_exactly_what_was_expected():
    messages = [a_message(STRIKE), a_reply()]
    assert list_faults([STRIKE, REPLY], messages) == []
    assert count_arrived([STRIKE, REPLY], messages) == 2


def test_an_alert_that_did_not_come():
    assert list_faults([STRIKE, REPLY], [a_message(STRIKE)]) == ["missing: answer (level 4, IRN → PAK)"]


def test_an_alert_that_nobody_expected():
    faults = list_faults([STRIKE], [a_message(STRIKE), a_message(replace(STRIKE, article_urls=("http://c/1",)))])
    assert len(faults) == 1
    assert faults[0].startswith("unexpected: ")
    assert "http://c/1" in faults[0]


def test_an_alert_told_twice():
    twin = a_message(STRIKE, ts="3.0")
    assert list_faults([STRIKE], [a_message(STRIKE), twin]) == ["told 2 times: strike (level 4, PAK → IRN)"]


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"kind": "update"}, "kind"),
        ({"level": 3}, "level"),
        ({"dyads": [{"initiator": "IRN", "target": "PAK"}]}, "parties"),
        ({"location": "PAK"}, "place"),
        ({"article_urls": [{"url": "http://a/1"}]}, "articles"),
        ({"thread_ts": "0.5"}, "thread"),
        ({"subtype": "thread_broadcast"}, "sent to the channel too"),
        ({"text": "Pakistan → Iran, 19 killed"}, "9 killed"),
    ],
)
def test_an_alert_that_says_the_wrong_thing(change, word):
    (fault,) = list_faults([STRIKE], [a_message(STRIKE, **change)])
    assert fault.startswith(f"wrong: strike (level 4, PAK → IRN): {word}")


def test_a_reply_in_the_wrong_thread():
    (fault,) = list_faults([STRIKE, REPLY], [a_message(STRIKE), a_reply(thread_ts=None)])
    assert "thread is None, not '1.0'" in fault


def test_a_message_that_is_no_alert():
    chatter = {"ts": "1.0", "text": "good morning"}
    assert list_faults([], [chatter]) == ["not an alert: good morning"]
