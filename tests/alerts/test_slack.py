"""After each way in which Slack may answer: was the message posted, was it not, or must we look?"""

import logging
import socket
import threading
from datetime import UTC, datetime, timedelta

import pytest
from slack_sdk import WebClient

from builders import NOON, a_dispute, an_incident
from tocsin.alerts.message import SlackMessage, Telling, render
from tocsin.alerts.slack import NotReached, RateLimited, Refused, Sent, SlackChannel, Uncertain
from tocsin.errors import InputError, SlackError
from tocsin_desk.slack import SlackStandIn

TOKEN = "xoxb-very-secret"
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


def a_message(alert_key="1:new"):
    incident = an_incident()
    return render(Telling(alert_key=alert_key, kind="new", incident=incident, dispute=a_dispute(incident)), now=NOON)


@pytest.fixture
def slack():
    with SlackStandIn(token=TOKEN, channels={"C0TOCSIN": "tocsin", "C0OTHER": "other"}) as stand_in:
        yield stand_in


def a_channel(slack, channel="C0TOCSIN", *, token=TOKEN, base_url=None):
    return SlackChannel.connect(token=token, channel=channel, base_url=base_url or slack.base_url, timeout=1)


@pytest.fixture
def one_answer():
    """A server that answers one request with the bytes it is given, then closes."""
    listener = socket.create_server(("127.0.0.1", 0))
    threads = []

    def serve(raw):
        def answer():
            connection, _ = listener.accept()
            with connection:
                connection.recv(65_536)
                connection.sendall(raw)

        threads.append(threading.Thread(target=answer, daemon=True))
        threads[-1].start()
        return f"http://127.0.0.1:{listener.getsockname()[1]}/api/"

    yield serve
    for thread in threads:
        thread.join(timeout=2)
    listener.close()


def test_a_post_is_sent_with_all_it_carries_and_unfurls_nothing(slack):
    sent = a_channel(slack).post(a_message())
    (posted,) = slack.messages()
    assert sent == Sent("C0TOCSIN", posted["ts"])
    assert (posted["text"], posted["blocks"], posted["metadata"]) == (
        a_message().text,
        a_message().blocks,
        a_message().metadata,
    )
    (asked,) = slack.calls("chat.postMessage")
    assert (asked["unfurl_links"], asked["unfurl_media"]) == (False, False)


def test_a_base_url_needs_no_slash_at_its_end(slack):
    channel = a_channel(slack, base_url=slack.base_url.rstrip("/"))
    assert isinstance(channel.post(a_message()), Sent)


def test_a_reply_stays_in_its_thread_unless_it_is_broadcast(slack):
    channel = a_channel(slack)
    opened = channel.post(a_message())
    channel.post(a_message("2"), thread_ts=opened.ts)
    channel.post(a_message("3"), thread_ts=opened.ts, broadcast=True)
    assert [(m.get("thread_ts"), m.get("subtype")) for m in slack.messages()] == [
        (None, None),
        (opened.ts, None),
        (opened.ts, "thread_broadcast"),
    ]


def test_an_edit_replaces_and_a_deletion_removes(slack):
    channel = a_channel(slack)
    sent = channel.post(a_message("old"))
    assert channel.update(sent.ts, a_message("new")) == sent
    assert [m["metadata"]["event_payload"]["alert_key"] for m in slack.messages()] == ["new"]
    assert channel.delete(sent.ts) == sent
    assert slack.messages() == []
    assert channel.delete(sent.ts) == Refused("message_not_found", permanent=True, needs_operator=False)


@pytest.mark.parametrize(
    ("how", "expected"),
    [
        ("ratelimited", RateLimited(7.0)),
        ("channel_not_found", Refused("channel_not_found", permanent=False, needs_operator=True)),
        ("is_archived", Refused("is_archived", permanent=False, needs_operator=True)),
        ("token_revoked", Refused("token_revoked", permanent=False, needs_operator=True)),
        ("a_code_of_next_year", Refused("a_code_of_next_year", permanent=False, needs_operator=True)),
        ("invalid_blocks", Refused("invalid_blocks", permanent=True, needs_operator=False)),
        ("msg_too_long", Refused("msg_too_long", permanent=True, needs_operator=False)),
        ("request_timeout", Refused("request_timeout", permanent=False, needs_operator=False)),
    ],
)
def test_a_clear_no_posted_nothing(slack, how, expected):
    slack.fail("chat.postMessage", how, retry_after=7)
    assert a_channel(slack).post(a_message()) == expected
    assert slack.messages() == []
    assert len(slack.calls("chat.postMessage")) == 1


@pytest.mark.parametrize("how", ["http_500", "reset", "hang", "truncated", "garbage", "fatal_error"])
@pytest.mark.parametrize("accepted", [False, True], ids=["lost on the way", "accepted, answer lost"])
def test_anything_else_is_uncertain_and_never_sent_again(slack, how, accepted):
    slack.fail("chat.postMessage", f"accept_then_{how}" if accepted else how)
    assert isinstance(a_channel(slack).post(a_message()), Uncertain)
    assert len(slack.messages()) == accepted
    assert len(slack.calls("chat.postMessage")) == 1


@pytest.mark.parametrize(
    "body",
    [
        b"[1]",
        b'"ok"',
        b"null",
        b"{}",
        b'{"ok": true}',
        b'{"ok": true, "channel": 1, "ts": null}',
        b"<html>log in</html>",
    ],
)
def test_an_answer_of_another_shape_is_uncertain(one_answer, body):
    raw = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body)
    assert isinstance(a_channel(None, base_url=one_answer(raw)).post(a_message()), Uncertain)


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"nonsense\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=none-such\r\nContent-Length: 2\r\n\r\nok",
        b"HTTP/1.1 502 Bad\r\nContent-Type: text/html; charset=none-such\r\nContent-Length: 2\r\n\r\nno",
        b'HTTP/1.1 503 No\r\nContent-Length: 37\r\n\r\n{"ok": false, "error": "is_archived"}',
        b"HTTP/1.1 403 Forbidden\r\nContent-Length: 2\r\n\r\nno",
        b"HTTP/1.1 307 Moved\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n",
    ],
)
def test_broken_http_is_uncertain(one_answer, raw):
    assert isinstance(a_channel(None, base_url=one_answer(raw)).post(a_message()), Uncertain)


@pytest.mark.parametrize("header", [b"", b"Retry-After: soon\r\n", b"Retry-After: 999999\r\n", b"Retry-After: -1\r\n"])
def test_a_senseless_wait_is_bounded(one_answer, header):
    raw = b"HTTP/1.1 429 Too Many\r\n" + header + b"Content-Length: 0\r\n\r\n"
    answer = a_channel(None, base_url=one_answer(raw)).post(a_message())
    assert isinstance(answer, RateLimited)
    assert 1 <= answer.retry_after <= 3600


def test_no_connection_means_that_nothing_was_posted():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    assert isinstance(a_channel(None, base_url=f"http://127.0.0.1:{port}/api/").post(a_message()), NotReached)
    assert isinstance(a_channel(None, base_url="http://slack.invalid/api/").post(a_message()), NotReached)


def test_a_handshake_that_never_ends_reached_nobody():
    with socket.create_server(("127.0.0.1", 0)) as silent:
        channel = a_channel(None, base_url=f"https://127.0.0.1:{silent.getsockname()[1]}/api/")
        assert isinstance(channel.post(a_message()), NotReached)


def test_a_request_that_broke_while_it_was_sent_is_uncertain():
    with socket.create_server(("127.0.0.1", 0)) as deaf:
        deaf.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        channel = a_channel(None, base_url=f"http://127.0.0.1:{deaf.getsockname()[1]}/api/")
        endless = SlackMessage(text="x" * 20_000_000, blocks=[], metadata={})
        assert isinstance(channel.post(endless), Uncertain)


def test_a_client_that_sends_again_is_broken_of_it(slack):
    client = WebClient(token=TOKEN, base_url=slack.base_url, timeout=1)
    assert client.retry_handlers
    slack.fail("chat.postMessage", "accept_then_reset")
    SlackChannel(client, slack.channel).post(a_message())
    assert len(slack.messages()) == 1


def test_find_tells_what_is_there_oldest_first(slack):
    channel = a_channel(slack)
    assert channel.find("1", oldest=LONG_AGO) == ()
    first, _other, twin = (channel.post(a_message(key)) for key in ("1", "2", "1"))
    assert channel.find("1", oldest=LONG_AGO) == (first, twin)
    assert channel.find("1", oldest=datetime.now(UTC) + timedelta(hours=1)) == ()


def test_find_looks_into_the_thread_and_counts_a_broadcast_once(slack):
    channel = a_channel(slack)
    opened = channel.post(a_message("1"))
    quiet = channel.post(a_message("2"), thread_ts=opened.ts)
    loud = channel.post(a_message("3"), thread_ts=opened.ts, broadcast=True)
    assert channel.find("2", oldest=LONG_AGO) == ()
    assert channel.find("2", oldest=LONG_AGO, thread_ts=opened.ts) == (quiet,)
    assert channel.find("3", oldest=LONG_AGO, thread_ts=opened.ts) == (loud,)
    assert channel.find("2", oldest=LONG_AGO, thread_ts="1.000000") == ()


def test_find_reads_every_page(slack):
    channel = a_channel(slack)
    first = channel.post(a_message("first"))
    for number in range(420):
        slack.workspace.answer("chat.postMessage", {"channel": slack.channel, "text": f"chatter {number}"})
    assert channel.find("first", oldest=LONG_AGO) == (first,)
    assert len(slack.calls("conversations.history")) == 3


def test_find_ignores_metadata_of_others(slack):
    payload = {"alert_key": "1"}
    for metadata in (
        {"event_type": "other_app", "event_payload": payload},
        {"event_type": "tocsin_alert", "event_payload": {}},
    ):
        slack.workspace.answer("chat.postMessage", {"channel": slack.channel, "text": "hi", "metadata": metadata})
    assert a_channel(slack).find("1", oldest=LONG_AGO) == ()


@pytest.mark.parametrize(
    ("how", "expected"),
    [("http_500", Uncertain), ("hang", Uncertain), ("ratelimited", RateLimited), ("missing_scope", Refused)],
)
def test_a_search_that_fails_says_nothing_either_way(slack, how, expected):
    slack.fail("conversations.history", how)
    assert isinstance(a_channel(slack).find("1", oldest=LONG_AGO), expected)


def test_a_name_is_resolved_by_the_first_post(slack):
    channel = a_channel(slack, "#other")
    sent = channel.post(a_message("1"))
    assert sent.channel == "C0OTHER"
    assert channel.find("1", oldest=LONG_AGO) == (sent,)
    assert slack.calls("conversations.list") == []


def test_a_name_is_looked_up_when_nothing_was_posted_yet(slack):
    sent = a_channel(slack, "C0OTHER").post(a_message("1"))
    channel = a_channel(slack, "#other")
    assert channel.find("1", oldest=LONG_AGO) == (sent,)
    assert channel.find("1", oldest=LONG_AGO) == (sent,)
    assert len(slack.calls("conversations.list")) == 1


def test_a_name_that_cannot_be_resolved_is_the_operators_matter(slack):
    answer = a_channel(slack, "#nowhere").find("1", oldest=LONG_AGO)
    assert isinstance(answer, Refused)
    assert answer.needs_operator
    assert "#nowhere" in answer.error
    slack.fail("conversations.list", "missing_scope", times=-1)
    answer = a_channel(slack, "#tocsin").find("1", oldest=LONG_AGO)
    assert isinstance(answer, Refused)
    assert "channels:read" in answer.error


def test_private_channels_are_not_asked_for_without_their_scope(slack):
    slack.fail("conversations.list", "missing_scope")
    assert a_channel(slack, "#tocsin").find("1", oldest=LONG_AGO) == ()


@pytest.mark.parametrize("how", ["invalid_auth", "http_500", "accept_then_reset", "accept_then_hang", "garbage"])
def test_the_token_reaches_no_log_and_no_answer(slack, how, caplog):
    caplog.set_level(logging.DEBUG)
    slack.fail("chat.postMessage", how)
    assert TOKEN not in repr(a_channel(slack).post(a_message()))
    assert TOKEN not in caplog.text


@pytest.mark.parametrize("token", [f"{TOKEN}\nX: y", f"{TOKEN}é", f"{TOKEN} {TOKEN}"])
def test_what_cannot_be_a_token_is_refused_before_it_can_leak(token):
    with pytest.raises(SlackError) as raised:
        SlackChannel.connect(token=token, channel="C0TOCSIN")
    assert TOKEN not in str(raised.value)


def test_a_base_url_that_is_none_is_named():
    with pytest.raises(InputError, match="ftp://slack"):
        SlackChannel.connect(token=TOKEN, channel="C0TOCSIN", base_url="ftp://slack")
