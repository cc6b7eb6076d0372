"""Does the command line explain itself, start fast, and end with the right code?"""

import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tocsin.cli.app import app

CONSOLE = Path(sys.executable).with_name("tocsin")
COMMANDS = (
    "run", "read", "extract", "classify", "evaluate", "incidents", "alerts", "why", "feeds parse", "feeds check",
    "feeds list", "feeds disable", "feeds enable", "feeds import", "feeds export",
)  # fmt: skip


def call(*args: str, **settings: str) -> "subprocess.CompletedProcess[bytes]":
    """Run the console script in a process of its own."""
    environ = {**os.environ, **settings}
    return subprocess.run([CONSOLE, *args], env=environ, capture_output=True, check=False, timeout=60)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_teaches_by_an_example(tocsin, command):
    said = tocsin(*command.split(), "--help")

    assert said.code == 0
    assert f"$ tocsin {command}" in said.out


def test_examples_name_options_that_exist(tocsin):
    for command in COMMANDS:
        said = tocsin(*command.split(), "--help").out
        for example in re.findall(r"\$ tocsin .*", said):
            for option in re.findall(r"--[a-z]+", example):
                assert f" {option}" in said.replace(example, ""), f"{command}: {option}"


def test_help_imports_nothing_heavy():
    code = "import sys, tocsin.cli; print(sorted(sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout.decode()

    for heavy in ("sqlalchemy", "trafilatura", "feedparser", "requests", "slack_sdk", "lxml", "yaml"):
        assert f"'{heavy}'" not in loaded


def test_help_is_there_at_once():
    took = []
    for _ in range(3):
        began = time.monotonic()
        assert call("--help").returncode == 0
        took.append(time.monotonic() - began)

    # 0.3 s on an idle machine; the bound leaves room for a busy one.
    assert min(took) < 1.5


def test_no_command_shows_the_help_and_a_wrong_one_is_refused(tocsin):
    assert tocsin().code == 2
    assert "No such command" in tocsin("nope").err
    assert tocsin("classify").code == 2


def test_version_is_one_line(tocsin):
    assert tocsin("--version").out.startswith("tocsin ")


def test_a_bad_setting_is_one_line(tocsin, monkeypatch):
    monkeypatch.setenv("TOCSIN_LEASE_SECONDS", "soon")
    said = tocsin("incidents")

    assert (said.code, said.out) == (2, "")
    assert "TOCSIN_LEASE_SECONDS" in said.err
    assert said.err.count("\n") == 1


def test_a_home_that_can_be_none_is_one_line(tocsin, monkeypatch, tmp_path):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("TOCSIN_HOME", str(tmp_path / "file"))
    said = tocsin("incidents")

    assert (said.code, said.out) == (2, "")
    assert "set TOCSIN_HOME to a place you own" in said.err
    assert said.err.count("\n") == 1


def test_a_store_that_is_not_there_is_one_line(tocsin, monkeypatch):
    monkeypatch.setenv("TOCSIN_STORE_URL", "postgresql+psycopg://nobody@127.0.0.1:1/none")
    said = tocsin("alerts")

    assert (said.code, said.out) == (1, "")
    assert "can't be reached" in said.err
    assert said.err.count("\n") == 1


def test_our_own_mistake_is_a_traceback(monkeypatch):
    command = next(each for each in app.registered_commands if each.name == "why")
    assert command.callback is not None
    code = (
        "import sys, tocsin.cli.trace as trace\n"
        "trace.read_name = lambda what: 1 / 0\n"
        "sys.argv = ['tocsin', 'why', '1']\n"
        "from tocsin.cli import main\n"
        "main()"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)

    assert ended.returncode == 1
    assert b"ZeroDivisionError" in ended.stderr


def test_a_reader_that_goes_away_is_no_error(tmp_path):
    rows = tmp_path / "rows.jsonl"
    rows.write_text('{"id": 1, "title": "Rain", "body": "It rained."}\n' * 3000)
    pipe = f"'{CONSOLE}' classify --jsonl '{rows}' | head -n 1"
    ended = subprocess.run(["bash", "-c", pipe], capture_output=True, check=False, timeout=60)

    assert ended.stdout.startswith(b'{"id": 1,')
    assert ended.stderr == b""


def test_a_bar_on_the_terminal_leaves_the_results_alone(tmp_path):
    rows = tmp_path / "rows.jsonl"
    rows.write_text('{"id": 1, "title": "Rain", "body": "It rained."}\n' * 50)
    ours, theirs = os.openpty()
    with (tmp_path / "out.jsonl").open("wb") as out:
        ended = subprocess.run(
            [CONSOLE, "classify", "--jsonl", rows], stdout=out, stderr=theirs, check=False, timeout=60
        )
    os.close(theirs)
    shown = os.read(ours, 65536)
    os.close(ours)

    assert ended.returncode == 0
    assert (tmp_path / "out.jsonl").read_text().count('{"id": 1, "level": 0') == 50
    assert b"reading" in shown
    assert b"level" not in shown


def test_a_full_disk_is_one_line():
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full here")
    with Path("/dev/full").open("wb") as full:
        ended = subprocess.run(
            [CONSOLE, "classify", "-", "--json"], input=b"Rain", stdout=full, stderr=subprocess.PIPE, check=False
        )

    assert ended.returncode == 1
    assert ended.stderr.count(b"\n") == 1


def test_output_is_utf8_in_any_locale(tmp_path):
    text = tmp_path / "text.txt"
    text.write_text("Überschwemmung in Łódź\n\nEs regnet.", encoding="utf-8")
    ended = call("classify", "--json", str(text), LC_ALL="C", PYTHONUTF8="0", PYTHONIOENCODING="latin-1")

    assert "Łódź" in ended.stdout.decode("utf-8")
