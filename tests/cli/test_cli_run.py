"""Does a pass do its work once, say what came of it, and stop when told to?"""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import press
import pytest

from servers import Newspaper, Page
from tocsin_desk.slack import SlackStandIn


@pytest.fixture
def paper(store, postgres, monkeypatch, tmp_path, tocsin):
    """A newspaper that the catalogue names, and an empty store."""
    with Newspaper() as newspaper:
        (tmp_path / "catalogue.yaml").write_text(press.publish(newspaper))
        monkeypatch.setenv("TOCSIN_CATALOGUE", "catalogue.yaml")
        monkeypatch.setenv("TOCSIN_ALLOW_HOSTS", newspaper.host)
        monkeypatch.setenv("TOCSIN_STORE_URL", postgres.url("tests"))
        yield newspaper


@pytest.fixture
def slack(monkeypatch):
    """A Slack that is connected."""
    with SlackStandIn() as stand_in:
        monkeypatch.setenv("SLACK_BOT_TOKEN", stand_in.token)
        monkeypatch.setenv("SLACK_BASE_URL", stand_in.base_url)
        yield stand_in


def test_a_pass_tells_once_and_the_next_is_silent(tocsin, paper, slack):
    first = tocsin("run", "--once")

    assert first.code == 0
    for words in ("5 new entries", "5 read", "2 sent, 1 held back", "Broken Times", "HTTP 500"):
        assert words in first.out
    assert [step in first.err for step in ("polling", "reading", "assessing", "sending")] == [True] * 4
    assert "not connected" not in first.err
    assert len(slack.messages()) == 2

    second = tocsin("run", "--once", "--json")

    assert second.code == 0
    assert (second.document["new_entries"], second.document["messages_sent"]) == (0, 0)
    assert second.document["alerts"] == {"sent": 2, "held": 1}
    (failing,) = second.document["feeds_failing"]
    assert (failing["publisher"], failing["failures"]) == ("Broken Times", 2)
    assert len(slack.calls("chat.postMessage")) == 2


def test_what_slack_does_not_take_waits(tocsin, paper, slack, monkeypatch):
    with monkeypatch.context() as unset:
        unset.delenv("SLACK_BOT_TOKEN")
        unconnected = tocsin("run", "--once")

    assert unconnected.code == 0
    assert "2 waiting for Slack" in unconnected.out
    assert "SLACK_BOT_TOKEN" in unconnected.err

    slack.fail("chat.postMessage", "channel_not_found", times=-1)
    refused = tocsin("run", "--once")

    assert refused.code == 0
    assert "2 waiting for Slack" in refused.out
    assert "channel_not_found" in refused.out


@pytest.mark.parametrize(
    ("name", "value"),
    [("TOCSIN_PASS_SECONDS", "soon"), ("SLACK_BASE_URL", "slack.example"), ("SLACK_BOT_TOKEN", "two words")],
)
def test_a_bad_setting_is_refused_in_one_line(tocsin, paper, slack, monkeypatch, name, value):
    monkeypatch.setenv(name, value)
    said = tocsin("run", "--once")

    assert (said.code, said.out) == (2, "")
    assert said.err.count("\n") == 1
    assert value not in said.err or name != "SLACK_BOT_TOKEN"


@pytest.mark.parametrize(
    ("number", "args", "code"),
    [(signal.SIGTERM, [], 0), (signal.SIGINT, ["--once"], 130)],
    ids=["SIGTERM", "Ctrl-C"],
)
def test_a_pass_that_is_told_to_stop_comes_to_its_end(paper, store, number, args, code, tmp_path):
    def slowly(handler):
        time.sleep(1)
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")

    many = [press.Story(f"/slow-{number}", f"Rain in town {number}", "It rained.") for number in range(40)]
    paper.pages["/wire"] = press.feed(paper, "Meridian Wire", *many)
    for story in many:
        paper.pages[story.path] = Page(raw=slowly)
    console = Path(sys.executable).with_name("tocsin")
    # In a group of its own, as in a terminal: Ctrl-C reaches the children too.
    running = subprocess.Popen(
        [console, "run", *args], env=os.environ, stderr=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True
    )
    while not any(path.startswith("/slow") for path in paper.paths()):
        assert running.poll() is None
        time.sleep(0.05)
    if number == signal.SIGINT:
        os.killpg(running.pid, number)
    else:
        running.terminate()
    out, err = running.communicate(timeout=30)

    assert running.returncode == code, err.decode()
    assert b"wait for another pass" in out, err.decode()
    assert sum(path.startswith("/slow") for path in paper.paths()) < 10
