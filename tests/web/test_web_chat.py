"""Does a model's endpoint get our question, and can nothing that it does hurt or hold us?"""

import gzip
import logging
import time
import traceback

import pytest

from opinions import PATH, an_answer, asked_of, completion
from servers import Newspaper, Page, dripping, gzip_bomb, moved, raw
from tocsin.errors import OpinionError
from tocsin.web.chat import CAP, ChatEndpoint

KEY = "sk-hush-hush-hush"
SCHEMA = {"type": "object"}


@pytest.fixture
def server():
    with Newspaper() as paper:
        yield paper


def ask(server, *, path="/v1", timeout=5.0, key=KEY):
    return ChatEndpoint(server.url(path), "wise-1", key=key, timeout=timeout).ask(
        system="our words", user="a text", schema=SCHEMA
    )


@pytest.mark.parametrize("path", ["/v1", "/v1/", PATH])
def test_the_question_is_put_as_chat_completions_want_it(server, path):
    server.pages[PATH] = completion(an_answer())
    assert '"level": 4' in ask(server, path=path)
    (asked,) = asked_of(server)
    assert asked["model"] == "wise-1"
    assert asked["messages"] == [
        {"role": "system", "content": "our words"},
        {"role": "user", "content": "a text"},
    ]
    assert asked["response_format"]["json_schema"] == {"name": "opinion", "strict": True, "schema": SCHEMA}
    assert server.asked[0].headers["authorization"] == f"Bearer {KEY}"


def test_without_a_key_none_is_sent(server):
    server.pages[PATH] = completion("yes")
    assert ask(server, key=None) == "yes"
    assert "authorization" not in server.asked[0].headers


def test_the_environment_lends_it_no_proxy_and_no_password(server, monkeypatch, tmp_path):
    (tmp_path / ".netrc").write_text("machine 127.0.0.1 login me password other\n")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    server.pages[PATH] = completion("yes")
    ask(server)
    assert server.asked[0].headers["authorization"] == f"Bearer {KEY}"


@pytest.mark.parametrize(
    ("page", "said", "lasting"),
    [
        (Page(b"{}", 401), "does not take the key", True),
        (Page(b"{}", 403), "does not let us in", True),
        (Page(b"{}", 404), "no such address or model", True),
        (Page(KEY.encode(), 429), "wants a pause", True),
        (Page(KEY.encode(), 500), "HTTP 500", False),
        (Page(b"", 204), "HTTP 204", False),
        (Page(b"<html>hello</html>"), "no chat completion", False),
        (Page(b"[" * 100_000), "no chat completion", False),
        (Page(b'{"choices": []}'), "no chat completion", False),
        (Page(b'{"choices": [{"message": {"content": null}}]}'), "no chat completion", False),
        (completion(f"the key is {KEY}"), "holds our key", False),
        (Page(b"x" * (CAP + 1)), "larger than 256 KiB", False),
        (gzip_bomb(50), "larger than 256 KiB", False),
        (Page(gzip.compress(b"x" * 99)[:-4], headers={"Content-Encoding": "gzip"}), "can't be reached", False),
        (raw(b"nonsense\r\n\r\n"), "can't be reached", False),
        (raw(), "hung up without an answer", False),
    ],
)
def test_what_goes_wrong_is_one_line_without_the_key(server, caplog, page, said, lasting):
    server.pages[PATH] = page
    with caplog.at_level(logging.DEBUG), pytest.raises(OpinionError, match=said) as raised:
        ask(server)
    assert raised.value.lasting is lasting
    told = "".join(traceback.format_exception(raised.value)) + caplog.text
    assert KEY not in told
    assert "\n" not in str(raised.value)


def test_a_redirect_is_not_followed(server):
    server.pages[PATH] = moved("/elsewhere", 307)
    server.pages["/elsewhere"] = completion("yes")
    with pytest.raises(OpinionError, match="HTTP 307"):
        ask(server)
    assert server.paths() == [PATH]


@pytest.mark.parametrize(
    "page",
    [
        raw(then=5.0),
        dripping(b"HTTP/1.1 200 X\r\nX: "),
        dripping(b"HTTP/1.1 200 X\r\nContent-Length: 99999\r\n\r\n"),
        dripping(b"HTTP/1.1 200 X\r\n\r\n"),
    ],
    ids=["silent", "headers", "body", "endless"],
)
def test_slow_is_over_when_its_time_is(server, page):
    server.pages[PATH] = page
    began = time.monotonic()
    with pytest.raises(OpinionError, match=r"no whole answer within 0.5 s"):
        ask(server, timeout=0.5)
    assert time.monotonic() - began < 3


def test_nobody_there_is_one_line():
    with Newspaper() as paper:
        url = paper.url("/v1")
    with pytest.raises(OpinionError, match="refused the connection"):
        ChatEndpoint(url, "wise-1", key=KEY).ask(system="", user="", schema={})


def test_it_does_not_show_its_key():
    assert KEY not in repr(ChatEndpoint("http://127.0.0.1:1", "wise-1", key=KEY))
