"""Does `make run` keep what it should, say what matters once, and leave nothing behind when it is killed?"""

import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import yaml

from tocsin.model import Feed
from tocsin.store import feeds, retries
from tocsin_desk import lookout as lookout_module
from tocsin_desk.airflow import AirflowDesk
from tocsin_desk.guard import Guard
from tocsin_desk.lookout import Lookout
from tocsin_desk.processes import born, list_members, start_session, stop_session
from tocsin_desk.rest import AirflowApi
from tocsin_desk.run import desk_settings, keep_password
from tocsin_desk.settings import Ports, write_shell_file
from tocsin_desk.slack import SlackStandIn
from tocsin_desk.slack_check import MANIFEST, SCOPES, SlackAccess, check_slack, explain, read_connection, steps
from tocsin_desk.tenancy import DeskError

TOKEN = "xoxb-secret"


# --- what is kept, and what Airflow is given


def test_the_password_is_kept_and_may_be_changed(tmp_path):
    first = keep_password(tmp_path)
    assert len(first) >= 16
    assert keep_password(tmp_path) != first, "nobody has kept it yet"
    desk = AirflowDesk(tmp_path, password=first)
    desk.airflow_home.mkdir()
    desk._users()
    assert keep_password(tmp_path) == first
    (tmp_path / "airflow" / "passwords.json").write_text('{"admin": "mine"}')
    assert keep_password(tmp_path) == "mine"


def test_a_token_becomes_the_connection_that_the_dags_use():
    made = desk_settings({"SLACK_BOT_TOKEN": TOKEN, "TOCSIN_PROXY": "http://proxy:3128"})
    connection = json.loads(made["AIRFLOW_CONN_SLACK_DEFAULT"])
    assert connection == {"conn_type": "slack", "password": TOKEN, "extra": {"proxy": "http://proxy:3128"}}


def test_an_address_of_one_s_own_is_asked_directly():
    given = {"SLACK_BOT_TOKEN": TOKEN, "SLACK_BASE_URL": "http://127.0.0.1:9/api/", "TOCSIN_PROXY": "http://proxy"}
    connection = json.loads(desk_settings(given)["AIRFLOW_CONN_SLACK_DEFAULT"])
    assert connection["extra"] == {"base_url": "http://127.0.0.1:9/api/"}


@pytest.mark.parametrize(
    "given", [{}, {"SLACK_BOT_TOKEN": ""}, {"SLACK_BOT_TOKEN": TOKEN, "AIRFLOW_CONN_SLACK_DEFAULT": "x"}]
)
def test_a_connection_is_made_up_for_nobody(given):
    assert desk_settings(given) == {}


def test_the_user_s_own_store_is_used():
    assert desk_settings({"TOCSIN_STORE_URL": "postgresql://h/d"}) == {"TOCSIN_STORE_URL": "postgresql://h/d"}


def test_a_shell_can_source_the_settings_and_no_secret_is_among_them(tmp_path):
    file = tmp_path / "airflow.env"
    file.write_text("left over")
    file.chmod(0o644)
    odd = 'it\'s "$HOME" `x`'
    write_shell_file(file, {"AIRFLOW__A__B": odd, "AIRFLOW_CONN_SLACK_DEFAULT": TOKEN, "SLACK_BOT_TOKEN": TOKEN})
    assert file.stat().st_mode & 0o077 == 0
    assert TOKEN not in file.read_text()
    shell = ["sh", "-c", f'. {file}; printf %s "$AIRFLOW__A__B"; command -v airflow >&2']
    said = subprocess.run(shell, capture_output=True, text=True, check=True)
    assert said.stdout == odd
    assert said.stderr.startswith(str(Path(sys.executable).parent))


# --- Slack, in words


def test_the_manifest_asks_for_what_we_check_and_no_more():
    manifest = yaml.safe_load(MANIFEST.read_text())
    assert tuple(manifest["oauth_config"]["scopes"]["bot"]) == SCOPES
    assert str(MANIFEST) in steps("#tocsin")


@pytest.mark.parametrize(("channel", "name"), [("#tocsin", "#tocsin"), ("C0TOCSIN", "C0TOCSIN")])
def test_slack_is_connected(channel, name):
    with SlackStandIn(token=TOKEN) as slack:
        state = check_slack(SlackAccess(token=TOKEN, channel=channel, base_url=slack.base_url))
    assert state.connected
    assert state.line == f"{name} in Stand-in, as tocsin"
    assert slack.messages() == []


@pytest.mark.parametrize(
    ("token", "channel", "words"),
    [
        ("xoxb-other", "#tocsin", "invalid_auth: .*copy the Bot User OAuth Token again"),
        (TOKEN, "#elsewhere", "channel_not_found .*TOCSIN_SLACK_CHANNEL"),
        (TOKEN, "C0ELSEWHERE", "channel_not_found: .*TOCSIN_SLACK_CHANNEL"),
        ("xoxb-\n", "#tocsin", "holds a blank"),
        ("", "#tocsin", "token is empty"),
    ],
)
def test_what_is_wrong_with_slack_is_told_with_the_remedy(token, channel, words):
    with SlackStandIn(token=TOKEN) as slack:
        state = check_slack(SlackAccess(token=token, channel=channel, base_url=slack.base_url))
    assert not state.connected
    assert re.search(words, state.line)
    assert "xoxb-" not in state.line


@pytest.mark.parametrize(
    ("method", "how", "words"),
    [
        ("auth.test", "missing_scope", "lacks a scope: add chat:write, channels:history, channels:read"),
        ("conversations.list", "missing_scope", "lacks a scope"),
        ("auth.test", "account_inactive", "install it again"),
        ("auth.test", "some_new_word", "some_new_word"),
        ("auth.test", "reset", "no clear answer|can't be reached"),
        ("auth.test", "garbage", "no clear answer"),
        ("auth.test", "http_500", "no clear answer .HTTP 500"),
        ("auth.test", "ratelimited", "asks us to wait"),
    ],
)
def test_slack_s_failures_are_words(method, how, words):
    with SlackStandIn(token=TOKEN) as slack:
        slack.fail(method, how)
        state = check_slack(SlackAccess(token=TOKEN, channel="#tocsin", base_url=slack.base_url))
    assert not state.connected
    assert re.search(words, state.line)


def test_nobody_answers_for_slack():
    with SlackStandIn() as slack:
        gone = slack.base_url
    state = check_slack(SlackAccess(token=TOKEN, channel="#tocsin", base_url=gone))
    assert not state.connected
    assert "can't be reached" in state.line
    assert "TOCSIN_PROXY" in state.line


def test_a_missing_scope_is_named_before_an_alert_meets_it():
    me = {"ok": True, "user": "bell", "team": "Desk"}
    with an_api({"/auth.test": me}, headers={"X-OAuth-Scopes": "chat:write,channels:read"}) as port:
        state = check_slack(SlackAccess(token=TOKEN, channel="#a", base_url=f"http://127.0.0.1:{port}/"))
    assert state.line.startswith("missing_scope: add channels:history and")


def test_the_bot_must_be_in_the_channel():
    answers = {
        "/auth.test": {"ok": True, "user": "bell", "team": "Desk"},
        "/conversations.list": {"ok": True, "channels": [{"id": "C1", "name": "a", "is_member": False}]},
    }
    with an_api(answers) as port:
        state = check_slack(SlackAccess(token=TOKEN, channel="#a", base_url=f"http://127.0.0.1:{port}/"))
    assert state.line == "not_in_channel (#a): write /invite @bell there"


@pytest.mark.parametrize(
    "extra", ['{"base_url": "http://x/", "proxy": "http://p"}', {"base_url": "http://x/", "proxy": "http://p"}]
)
def test_airflow_s_connection_is_read_as_the_hook_reads_it(extra):
    access = read_connection({"password": TOKEN, "extra_dejson": extra}, channel="#a")
    assert access == SlackAccess(token=TOKEN, channel="#a", base_url="http://x/", proxy="http://p")


def test_an_unknown_word_stays_as_it_is():
    assert explain("never_heard_of") == "never_heard_of"


# --- the guard


def test_a_killed_desk_s_processes_are_ended_by_its_guard(tmp_path):
    script = tmp_path / "desk.py"
    script.write_text(
        "import json, os, sys, time\n"
        "from pathlib import Path\n"
        "from tocsin_desk.airflow import AirflowDesk\n"
        "from tocsin_desk.guard import Guard\n"
        "from tocsin_desk.processes import born, start_session\n"
        "home = Path(sys.argv[1])\n"
        "desk = AirflowDesk(home)\n"
        "desk.airflow_home.mkdir(parents=True)\n"
        "airflow = home / 'airflow.sh'\n"
        "airflow.write_text('sleep 600; true')\n"
        "with Guard(home, grace=1):\n"
        "    leader = start_session(['sh', str(airflow)], env=os.environ, log=home / 'log')\n"
        "    note = {'session': leader.pid, 'desk': os.getpid(), 'born': born(os.getpid())}\n"
        "    (desk.airflow_home / 'desk.json').write_text(json.dumps(note))\n"
        "    print(leader.pid, flush=True)\n"
        "    time.sleep(600)\n"
    )
    desk = subprocess.Popen([sys.executable, str(script), str(tmp_path)], stdout=subprocess.PIPE, text=True)
    session = int(desk.stdout.readline())
    assert list_members(session)
    desk.send_signal(signal.SIGKILL)
    # Nobody has waited for the desk yet: a zombie is no living desk.
    wait_until(lambda: not list_members(session))
    wait_until(lambda: not (tmp_path / "airflow" / "desk.json").exists())
    desk.communicate()


def test_a_guard_goes_with_the_desk_that_it_guards(tmp_path):
    with Guard(tmp_path, grace=1) as guard:
        assert guard._process.poll() is None
        pid = guard._process.pid
    assert born(pid) is None


def test_a_zombie_is_dead():
    process = subprocess.Popen(["true"])
    wait_until(lambda: born(process.pid) is None)
    process.wait()


# --- the lookout

WELL = {part: {"status": "healthy"} for part in ("metadatabase", "scheduler", "dag_processor")}
ORIGIN = datetime(2026, 1, 1, tzinfo=UTC)
RED = {
    "id": "1",
    "dag_id": "poll_feeds",
    "task_id": "poll_batch",
    "dag_run_id": "r",
    "rendered_map_index": None,
    "map_index": -1,
    "try_number": 3,
    "state": "failed",
}


@pytest.fixture
def answers() -> dict[str, Any]:
    """What Airflow's API answers, for a test to change."""
    return {
        "/auth/token": {"access_token": "t"},
        "/api/v2/monitor/health": WELL,
        "/api/v2/importErrors": {"import_errors": []},
        "/api/v2/dags/~/dagRuns/~/taskInstances": {"task_instances": []},
    }


@pytest.fixture
def watched(answers, store, tmp_path, monkeypatch) -> Iterator[tuple[Lookout, list[str]]]:
    """A lookout over something that runs, with an API in Airflow's place; and what it says."""
    monkeypatch.setattr(lookout_module, "PATIENCE", 0)
    said: list[str] = []
    with an_api(answers) as port:
        desk = AirflowDesk(tmp_path)
        desk.ports = Ports(ui=port, worker_logs=0, trigger_logs=0)
        desk._process = start_session(["sleep", "60"], env=os.environ, log=tmp_path / "log")
        yield Lookout(desk, store, channel="#tocsin", say=said.append), said
        stop_session(desk._process.pid, grace=1)
        desk._process.wait()


def test_without_slack_the_steps_are_told_once(watched):
    lookout, said = watched
    lookout.look()
    lookout.look()
    assert len(said) == 1
    assert said[0].startswith("Slack is not connected: alerts wait")
    assert "api.slack.com/apps" in said[0]


def test_a_red_task_is_told_once_and_nothing_stops(watched, answers):
    lookout, said = watched
    lookout.look()
    answers["/api/v2/dags/~/dagRuns/~/taskInstances"] = {"task_instances": [RED]}
    lookout.look()
    lookout.look()
    assert len(said) == 2
    assert said[1].startswith("task poll_feeds poll_batch is red: http://localhost:")


def test_a_task_that_fails_in_each_run_is_told_once(watched, answers, monkeypatch):
    lookout, said = watched
    lookout.look()
    for run in ("2", "3"):
        answers["/api/v2/dags/~/dagRuns/~/taskInstances"] = {"task_instances": [RED | {"id": run}]}
        lookout.look()
    assert len(said) == 2
    monkeypatch.setattr(lookout_module, "REPEATED", 0)
    answers["/api/v2/dags/~/dagRuns/~/taskInstances"] = {"task_instances": [RED | {"id": "4"}]}
    lookout.look()
    assert len(said) == 3, "it had been well in between"


def test_a_broken_dag_file_is_told_and_its_mending(watched, answers):
    lookout, said = watched
    lookout.look()
    answers["/api/v2/importErrors"] = {"import_errors": [{"filename": "dags/mine.py", "stack_trace": "SyntaxError"}]}
    lookout.look()
    answers["/api/v2/importErrors"] = {"import_errors": []}
    lookout.look()
    assert "dags/mine.py" in said[1]
    assert said[2] == "every Dag file can be read again"


def test_a_part_that_died_is_told(watched, answers):
    lookout, said = watched
    lookout.look()
    answers["/api/v2/monitor/health"] = WELL | {"scheduler": {"status": "unhealthy"}}
    lookout.look()
    time.sleep(0.01)
    lookout.look()
    assert said[-1].startswith("Airflow's scheduler does not answer")
    answers["/api/v2/monitor/health"] = WELL
    lookout.look()
    assert said[-1] == "Airflow is well again"


def test_a_closed_network_is_told_once_and_its_end(watched, store):
    lookout, said = watched
    with store.begin() as connection:
        feeds.keep_catalogue(connection, [(a_feed(number), "news.example", 0) for number in (1, 2)])
        known = feeds.list_feeds(connection)
        for feed in known:
            failed = {"error": "no answer", "last_success_at": ORIGIN - timedelta(days=1), "last_checked_at": ORIGIN}
            feeds.keep_state(connection, feed["id"], feed | failed)
    lookout.look()
    lookout.look()
    assert sum("no feed can be reached" in line for line in said) == 1
    with store.begin() as connection:
        # As `tocsin retry --feeds` does: nobody has been asked yet.
        retries.ask_again(connection, [feed["id"] for feed in known])
    lookout.look()
    assert "feeds can be reached again" not in said
    with store.begin() as connection:
        answered = {"error": "", "last_success_at": ORIGIN, "last_checked_at": ORIGIN}
        feeds.keep_state(connection, known[0]["id"], known[0] | answered)
    lookout.look()
    assert said[-1] == "feeds can be reached again"


def test_a_token_that_has_expired_is_renewed(answers):
    answers["/api/v2/dags"] = {"dags": [{"dag_id": "a"}]}
    with an_api(answers, valid="old") as port:
        api = AirflowApi(port)
        answers["/auth/token"] = {"access_token": "old"}
        assert api.list_dags()
    with an_api(answers, valid="new", port=port):
        answers["/auth/token"] = {"access_token": "new"}
        assert api.list_dags()
        api._token = "old"
        answers["/auth/token"] = {"access_token": "no longer"}
        with pytest.raises(OSError, match="401"):
            api.list_dags()


def test_the_end_of_airflow_is_the_end_of_the_desk(watched):
    lookout, _ = watched
    stop_session(lookout.desk._process.pid, grace=1)
    with pytest.raises(DeskError, match="ended by itself"):
        lookout.look()


def a_feed(number: int) -> Feed:
    return Feed(url=f"https://news.example/{number}.xml", publisher="The Example", language="en", region="Global")


@contextmanager
def an_api(
    answers: dict[str, Any], *, headers: dict[str, str] | None = None, valid: str = "", port: int = 0
) -> Iterator[int]:
    """Serve JSON by path, 404 for the rest, 401 for another token than `valid`; yields the port."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer()

        def do_POST(self) -> None:
            self._answer()

        def _answer(self) -> None:
            path = urlsplit(self.path).path
            self.rfile.read(int(self.headers.get("Content-Length") or 0))
            stranger = valid and path.startswith("/api/v2/dags") and valid not in self.headers.get("Authorization", "")
            self.send_response(401 if stranger else 200 if path in answers else 404)
            for name, value in (headers or {}).items():
                self.send_header(name, value)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(json.dumps(answers.get(path, {})).encode())

        def log_message(self, *arguments: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        server.server_close()


def wait_until(done: Callable[[], bool], *, seconds: float = 20) -> None:
    deadline = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.05)
