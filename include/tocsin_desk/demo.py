"""Does the whole chain work here? `python -m tocsin_desk.demo [--once]` shows it, offline.

A sample newsroom, a local Slack stand-in, and real Airflow with the project's own Dags between them. Every
alert is printed as an analyst would see it. With `--once`: exit 0 when exactly the expected alerts arrived.
"""

import argparse
import json
import os
import shutil
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tocsin.errors import TocsinError
from tocsin.store.embedded import make_home
from tocsin_desk.airflow import AirflowDesk
from tocsin_desk.newsroom import Newsroom
from tocsin_desk.processes import Stopped, stop_on_signals
from tocsin_desk.settings import CHECKOUT
from tocsin_desk.slack import SlackStandIn, describe
from tocsin_desk.verdict import count_arrived, list_faults
from tocsin_desk.watch import Watch

Say = Callable[[str], None]
# Seconds, from the moment the newsroom goes live; a busy machine needs more than the usual 60.
PATIENCE = 240.0


class Demo:
    """The newsroom, the stand-in and Airflow, in a home of their own that is made anew; a context manager."""

    def __init__(self, home: Path, *, say: Say) -> None:
        self.home = home
        self.say = say
        self.slack = SlackStandIn()
        self.newsroom = Newsroom(datetime.now(UTC), held=True)
        self.desk = AirflowDesk(home, grace=3, say=say)
        self._held = ExitStack()

    def __enter__(self) -> "Demo":
        with ExitStack() as opening:
            self.desk.tenancy.make_way()
            if self.home.exists():
                shutil.rmtree(self.home)
            make_home(self.home)
            opening.enter_context(self.slack)
            opening.enter_context(self.newsroom)
            self.desk.settings |= self._settings()
            opening.enter_context(self.desk)
            self._held = opening.pop_all()
        return self

    def __exit__(self, *exc_info: object) -> None:
        self._held.close()

    def run(self) -> list[str]:
        """Let the newsroom tell its stories and wait for the chain; returns what is wrong with the alerts.

        Raises:
            DeskError: Airflow did not start, or a task turned red.
        """
        self.desk.wait_until_healthy()
        self.say(f"Airflow is up at {self.desk.url}; the newsroom goes live")
        live_at = datetime.now(UTC)
        self.newsroom.go_live(live_at)
        expected = self.newsroom.expected_alerts()
        ends_at = live_at + self._last_offset()
        watch = Watch(self.desk, say=self.say)
        deadline = time.monotonic() + PATIENCE
        faults, progress = ["nothing has arrived"], Progress(self.say)
        while time.monotonic() < deadline:
            watch.look()
            messages = self.slack.messages()
            faults = list_faults(expected, messages)
            arrived = count_arrived(expected, messages)
            progress.tell(f"{arrived} of {len(expected)} alerts", watch.doing())
            # What is missing may wait for the next minute's run; what is wrong stays wrong.
            if watch.is_at_rest(ends_at) and arrived == len(expected):
                break
            time.sleep(1)
        return faults

    def _last_offset(self) -> timedelta:
        """How long after going live the newsroom tells its last story."""
        publishers = self.newsroom.world.publishers.values()
        return max(story.offset for publisher in publishers for story in publisher.stories)

    def _settings(self) -> dict[str, str]:
        catalogue = self.home / "catalogue.yaml"
        catalogue.write_text(self.newsroom.catalogue(), encoding="utf-8")
        slack = {
            "conn_type": "slack",
            "password": self.slack.token,
            "extra": {"base_url": self.slack.base_url},
        }
        return {
            # Not faster: on two cores, polling would take the time that reading and assessing need.
            "TOCSIN_POLL_SCHEDULE": "8",
            "TOCSIN_CATALOGUE": str(catalogue),
            "TOCSIN_ALLOW_HOSTS": ",".join(self.newsroom.allow_hosts()),
            "TOCSIN_SLACK_CHANNEL": self.slack.channel,
            "AIRFLOW_CONN_SLACK_DEFAULT": json.dumps(slack),
        }


class Progress:
    """Says how far we are: at once when an alert came, else every few seconds."""

    def __init__(self, say: Say, *, every: float = 6) -> None:
        self.say = say
        self.every = every
        self._counted = ""
        self._said_at = 0.0

    def tell(self, counted: str, doing: str) -> None:
        """Say it, when it is worth saying."""
        if counted != self._counted or time.monotonic() - self._said_at > self.every:
            self.say(f"{counted} · {doing}")
            self._counted, self._said_at = counted, time.monotonic()


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the demo; returns the exit code."""
    parser = argparse.ArgumentParser(prog="tocsin_desk.demo", description=__doc__)
    parser.add_argument("--once", action="store_true", help="check that the expected alerts arrive, then exit")
    once = parser.parse_args(arguments).once
    stop_on_signals()
    say = _clock()
    home = Path(os.environ.get("TOCSIN_HOME") or CHECKOUT / ".tocsin").expanduser() / "demo"
    try:
        with Demo(home, say=say) as demo:
            faults = demo.run()
            _show(demo, faults)
            if not once:
                _stay(demo, say)
    except Stopped:
        return 0 if not once else 130
    except TocsinError as error:
        print(f"\ntocsin: the demo failed: {error}", file=sys.stderr)
        return 1
    say("everything is stopped")
    return 1 if faults else 0


def _show(demo: Demo, faults: list[str]) -> None:
    messages = demo.slack.messages()
    print(f"\n{describe(messages)}\n")
    if faults:
        print(f"tocsin: these are not the {len(demo.newsroom.expected_alerts())} alerts that were expected:")
        print("\n".join(f"  {fault}" for fault in faults))
    else:
        print(f"tocsin: exactly the {len(messages)} expected alerts arrived")


def _stay(demo: Demo, say: Say) -> None:
    """Stay up until somebody stops us."""
    say(f"Airflow stays up at {demo.desk.url} (Dags: {demo.desk.url}/dags); stop with Ctrl-C")
    while True:
        demo.desk.check()
        time.sleep(1)


def _clock() -> Say:
    """Return a function that prints a line with the seconds since now."""
    started = time.monotonic()
    return lambda line: print(f"tocsin: {time.monotonic() - started:4.0f} s  {line}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
