"""Does `make run` come up behind a login, answer `airflow`, and leave nothing behind when it is killed?"""

import os
import re
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from tocsin_desk.settings import CHECKOUT

DAGS = {"poll_feeds", "read_articles", "assess_articles", "send_alerts"}


@pytest.fixture
def running(home: Path) -> Iterator[tuple["subprocess.Popen[str]", list[str]]]:
    """`make run` in a home of its own, as soon as it has told of Slack; and what it said until then."""
    cleared = ("AIRFLOW", "TOCSIN", "SLACK", "MAKELEVEL")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(cleared)}
    process = subprocess.Popen(
        [sys.executable, "-m", "tocsin_desk.run"],
        env=environment | {"TOCSIN_HOME": str(home)},
        stdout=subprocess.PIPE,
        text=True,
        cwd=CHECKOUT,
    )
    said: list[str] = []
    for line in process.stdout:
        said.append(line)
        if "Slack is not connected" in line:
            break
    yield process, said
    process.kill()
    process.communicate()
    wait_until_nobody_uses(home)


@pytest.mark.airflow
def test_make_run(running, home):
    process, said = running
    url = re.search(r"http://localhost:\d+", "".join(said))[0]
    with pytest.raises(urllib.error.HTTPError, match="401"):
        urllib.request.build_opener(urllib.request.ProxyHandler({})).open(f"{url}/api/v2/dags")
    listed = subprocess.run(
        ["make", "--silent", "airflow", "ARGS=dags list --output plain"],
        env=os.environ | {"TOCSIN_HOME": str(home)},
        capture_output=True,
        text=True,
        cwd=CHECKOUT,
        check=True,
    ).stdout
    assert {line.split()[0] for line in listed.splitlines() if line} >= DAGS
    assert "tocsin_desk.guard" in " ".join(users_of(home))
    process.kill()
    wait_until_nobody_uses(home)
    assert not (home / "airflow.env").exists()


def users_of(home: Path) -> list[str]:
    """Return the command lines of the living processes that name `home` or have it for AIRFLOW_HOME."""
    found = []
    for process in psutil.process_iter():
        try:
            command = " ".join(process.cmdline())
            if process.status() != psutil.STATUS_ZOMBIE and (
                str(home) in command or process.environ().get("AIRFLOW_HOME", "").startswith(str(home))
            ):
                found.append(command)
        except psutil.Error:
            continue
    return found


def wait_until_nobody_uses(home: Path) -> None:
    deadline = time.monotonic() + 45
    while left := users_of(home):
        assert time.monotonic() < deadline, left
        time.sleep(0.5)
