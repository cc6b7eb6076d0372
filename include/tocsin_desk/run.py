"""How does Tocsin run for real on one machine? `python -m tocsin_desk.run`, or `make run`, until Ctrl-C.

Airflow with its database under TOCSIN_HOME, the catalogue's feeds, the Dags unpaused, and a word on what
matters. What is there already (alerts, runs, the password, a connection made in the UI) is kept.
"""

import json
import os
import secrets
import sys
import time
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

from tocsin.errors import InputError, TocsinError
from tocsin.feeds.catalogue import read_catalogue
from tocsin.settings import Settings, read_settings
from tocsin.store.database import open_store
from tocsin_desk.airflow import AirflowDesk
from tocsin_desk.lookout import Lookout
from tocsin_desk.processes import Stopped, stop_on_signals
from tocsin_desk.settings import CHECKOUT

Say = Callable[[str], None]
PAUSE = 5.0


def main() -> int:
    """Run until somebody stops us; returns the exit code."""
    try:
        stop_on_signals()
        settings = read_settings(os.environ, checkout=CHECKOUT)
        _run(settings, say=_say)
    except Stopped:
        _say("everything is stopped; `make run` goes on where it was")
        return 0
    except InputError as error:
        print(f"tocsin: {error}", file=sys.stderr)
        return 2
    except TocsinError as error:
        print(f"\ntocsin: {error}", file=sys.stderr)
        return 1
    return 0


def _run(settings: Settings, *, say: Say) -> None:
    """Start everything, and tell what happens until `Stopped` is raised."""
    catalogue = read_catalogue(settings.catalogue)
    for problem in catalogue.problems:
        say(f"the catalogue: {problem}")
    home = settings.home.expanduser().resolve()
    say(f"everything is kept in {home}")
    desk = AirflowDesk(home, settings=desk_settings(os.environ), password=keep_password(home), say=say)
    parent = _Parent()
    with desk, open_store(settings.store_url or desk.store_url, home) as store:
        desk.wait_until_ready(timeout=300)
        _welcome(desk, feeds=len(catalogue.feeds), proxy=settings.web.proxy, say=say)
        lookout = Lookout(desk, store, channel=settings.slack_channel, say=say)
        while True:
            lookout.look()
            parent.check()
            time.sleep(PAUSE)


def desk_settings(environ: Mapping[str, str]) -> dict[str, str]:
    """Return what Airflow is given over its environment: the user's own store, and Slack as a Connection.

    A Connection that the user gives as such is left alone; an empty one would hide that of the UI.
    """
    chosen = {name: environ[name] for name in ("TOCSIN_STORE_URL",) if environ.get(name)}
    if environ.get("SLACK_BOT_TOKEN") and not environ.get("AIRFLOW_CONN_SLACK_DEFAULT"):
        extra = {"base_url": environ.get("SLACK_BASE_URL"), "proxy": environ.get("TOCSIN_PROXY")}
        if extra["base_url"]:
            # Who brings an address of his own for Slack knows the way there.
            extra["proxy"] = None
        slack = {
            "conn_type": "slack",
            "password": environ["SLACK_BOT_TOKEN"],
            "extra": {name: value for name, value in extra.items() if value},
        }
        chosen["AIRFLOW_CONN_SLACK_DEFAULT"] = json.dumps(slack)
    return chosen


def keep_password(home: Path) -> str:
    """Return the password of `admin`: the one kept in `home` (mode 0600, yours to change), or a new one."""
    file = home / "airflow" / "passwords.json"
    try:
        return str(json.loads(file.read_text())["admin"])
    except (OSError, ValueError, LookupError, TypeError):
        return secrets.token_urlsafe(12)


class _Parent:
    """`make` passes on Ctrl-C and SIGTERM, and can't when it is killed: then its child stops too."""

    def __init__(self) -> None:
        self._pid = os.getppid() if os.environ.get("MAKELEVEL") else None

    def check(self) -> None:
        """Raise `Stopped` when the `make` that started us is gone."""
        if self._pid is not None and os.getppid() != self._pid:
            raise Stopped


def _welcome(desk: AirflowDesk, *, feeds: int, proxy: str | None, say: Say) -> None:
    if desk.ports.ui != 8080:
        say(f"port 8080 is taken: Airflow is at port {desk.ports.ui}")
    through = "through the proxy of TOCSIN_PROXY" if proxy else "directly (behind a proxy: TOCSIN_PROXY)"
    kept = desk.airflow_home / "passwords.json"
    say(f"feeds: {feeds}, fetched {through}. Airflow, for this machine only:")
    print(f"\n  {desk.url}   user admin, password {desk.password}   (kept in {kept})\n", flush=True)
    say('the command airflow, beside this: make airflow ARGS="dags list"; stop with Ctrl-C')


def _say(line: str) -> None:
    print(f"tocsin: {datetime.now().astimezone():%H:%M:%S}  {line}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
