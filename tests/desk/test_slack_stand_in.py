"""Does the stand-in answer as Slack's reference says, and fail as it is told?"""

import json
from http.client import HTTPException
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pytest

from tocsin_desk.slack import SlackStandIn, describe


@pytest.fixture
def slack():
    with SlackStandIn() as stand_in:
        yield stand_in


def ask(slack, method, *, token="xoxb-stand-in", form=False, **arguments):
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    if form:
        body = urlencode(arguments).encode()
    else:
        body, headers["Content-Type"] = json.dumps(arguments).encode(), "application/json"
    with urlopen(Request(slack.base_url + method, data=body, headers=headers), timeout=2) as answer:
        return json.load(answer)


def post(slack, **arguments):
    return ask(slack, "chat.postMessage", channel=slack.channel, **({"text": "hello"} | arguments))


def test_strangers_are_refused(slack):
    assert ask(slack, "auth.test")["ok"]
    assert ask(slack, "auth.test", token="xoxb-other")["error"] == "invalid_auth"
    assert ask(slack, "auth.test", token="")["error"] == "not_authed"
    assert ask(slack, "no.such.method")["error"] == "unknown_method"


def test_json_and_form_bodies_say_the_same(slack):
    blocks = [{"type": "divider"}]
    metadata = {"event_type": "e", "event_payload": {"a": 1}}
    post(slack, blocks=blocks, metadata=metadata)
    post(slack, blocks=json.dumps(blocks), metadata=json.dumps(metadata), form=True)
    first, second = slack.messages()
    assert [first[name] for name in ("text", "blocks", "metadata")] == [
        second[name] for name in ("text", "blocks", "metadata")
    ]


def test_every_message_has_its_own_rising_stamp(slack):
    stamps = [post(slack)["ts"] for _ in range(5)]
    assert stamps == sorted(set(stamps))


def test_a_channel_may_be_named(slack):
    assert ask(slack, "chat.postMessage", channel="#tocsin", text="x")["channel"] == slack.channel
    assert ask(slack, "chat.postMessage", channel="#none", text="x")["error"] == "channel_not_found"
    assert ask(slack, "conversations.info", channel=slack.channel)["channel"]["name"] == "tocsin"
    assert [c["id"] for c in ask(slack, "conversations.list")["channels"]] == [slack.channel]


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"text": ""}, "no_text"),
        ({"text": "x" * 40_001}, "msg_too_long"),
        ({"blocks": [{"type": "divider"}] * 51}, "invalid_blocks"),
        (
            {"blocks": [{"type": "header", "text": {"type": "plain_text", "text": "x" * 151}}]},
            "invalid_blocks",
        ),
        ({"blocks": [{"type": "header", "text": {"type": "mrkdwn", "text": "x"}}]}, "invalid_blocks"),
        (
            {"blocks": [{"type": "section", "text": {"type": "mrkdwn", "text": "x" * 3_001}}]},
            "invalid_blocks",
        ),
        ({"blocks": [{"type": "section"}]}, "invalid_blocks"),
        ({"blocks": [{"type": "context", "elements": []}]}, "invalid_blocks"),
        ({"blocks": [{"type": "rich_text", "elements": []}]}, "invalid_blocks"),
        (
            {
                "blocks": [
                    {
                        "type": "rich_text",
                        "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": ""}]}],
                    }
                ]
            },
            "invalid_blocks",
        ),
        ({"blocks": [{"type": "hologram"}]}, "invalid_blocks"),
        ({"blocks": "[broken"}, "invalid_blocks_format"),
        (
            {"blocks": [{"type": "section", "text": {"type": "mrkdwn", "text": "x" * 3_000}}] * 5},
            "msg_blocks_too_long",
        ),
        ({"metadata": {"event_type": "e"}}, "invalid_metadata_schema"),
        ({"metadata": {"event_type": "e", "event_payload": {"a": "x" * 8_000}}}, "metadata_too_large"),
        ({"thread_ts": "1.000000"}, "thread_not_found"),
    ],
)
def test_what_slack_would_not_take_is_refused(slack, arguments, error):
    assert post(slack, **arguments)["error"] == error
    assert slack.messages() == []


def test_an_edit_keeps_what_it_does_not_name(slack):
    ts = post(slack, metadata={"event_type": "e", "event_payload": {}})["ts"]
    assert ask(slack, "chat.update", channel=slack.channel, ts=ts, text="bye")["ok"]
    (message,) = slack.messages()
    assert (message["text"], message["metadata"]["event_type"]) == ("bye", "e")
    assert "edited" in message
    assert ask(slack, "chat.update", channel=slack.channel, ts=ts, text="x" * 4_001)["error"] == "msg_too_long"
    assert ask(slack, "chat.update", channel=slack.channel, ts="1.0", text="x")["error"] == "message_not_found"


def test_history_shows_the_channel_and_replies_show_the_thread(slack):
    opened = post(slack, metadata={"event_type": "e", "event_payload": {"a": 1}})["ts"]
    quiet = post(slack, thread_ts=opened)["ts"]
    loud = post(slack, thread_ts=opened, reply_broadcast=True)["ts"]
    history = ask(slack, "conversations.history", channel=slack.channel)["messages"]
    assert [m["ts"] for m in history] == [loud, opened]
    assert history[1]["metadata"] == {"event_type": "e"}
    whole = ask(slack, "conversations.history", channel=slack.channel, include_all_metadata=True)["messages"]
    assert whole[1]["metadata"]["event_payload"] == {"a": 1}
    replies = ask(slack, "conversations.replies", channel=slack.channel, ts=opened)["messages"]
    assert [m["ts"] for m in replies] == [opened, quiet, loud]
    since = ask(slack, "conversations.history", channel=slack.channel, oldest=opened)["messages"]
    assert [m["ts"] for m in since] == [loud]
    kept = ask(slack, "conversations.history", channel=slack.channel, oldest=opened, inclusive=True)["messages"]
    assert [m["ts"] for m in kept] == [loud, opened]


def test_history_comes_in_pages(slack):
    stamps = [post(slack)["ts"] for _ in range(5)]
    seen, cursor = [], ""
    while True:
        page = ask(slack, "conversations.history", channel=slack.channel, limit=2, cursor=cursor)
        seen += [m["ts"] for m in page["messages"]]
        cursor = page["response_metadata"]["next_cursor"]
        assert page["has_more"] is bool(cursor)
        if not cursor:
            break
    assert seen == stamps[::-1]


def test_failures_wait_their_turn_and_end(slack):
    slack.fail("chat.postMessage", "is_archived", times=2)
    slack.fail("chat.postMessage", "ratelimited", retry_after=9)
    assert [post(slack).get("error") for _ in range(2)] == ["is_archived"] * 2
    with pytest.raises(HTTPError) as raised:
        post(slack)
    assert (raised.value.code, raised.value.headers["Retry-After"]) == (429, "9")
    assert post(slack)["ok"]


@pytest.mark.parametrize("how", ["500", "reset", "truncated", "garbage", "fatal_error"])
def test_an_answer_may_be_lost_after_the_message_was_taken(slack, how):
    slack.fail("chat.postMessage", f"accept_then_{how}")
    try:
        answered = post(slack)["ok"]
    except (OSError, ValueError, HTTPException):
        answered = False
    assert not answered
    assert len(slack.messages()) == 1


def test_a_hang_ends_with_the_stand_in():
    with SlackStandIn() as slack:
        slack.fail("chat.postMessage", "hang")
        with pytest.raises(OSError, match="timed out"):
            post(slack)


def test_a_reset_is_a_reset(slack):
    slack.fail("chat.postMessage", "reset")
    with pytest.raises(ConnectionResetError):
        post(slack)


def test_no_such_failure(slack):
    with pytest.raises(ValueError, match="no such failure"):
        slack.fail("chat.postMessage", "Explode!")


def test_describe_shows_replies_under_their_thread(slack):
    first = post(slack, text="first")["ts"]
    post(slack, text="second")
    post(slack, text="answer", thread_ts=first, reply_broadcast=True)
    told = describe(slack.messages())
    assert told.index("▌ first") < told.index("    ↳ answer") < told.index("▌ second")
    assert "(also sent to the channel)" in told


def test_describe_obeys_no_control_character():
    assert "\x1b" not in describe([{"ts": "1.0", "text": "\x1b[2Jgone"}])
