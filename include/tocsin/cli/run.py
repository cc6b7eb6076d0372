"""How is the whole live chain run without a scheduler: one pass, or one a minute until told to stop?"""

import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tocsin.cli.environment import LONGEST_PASS, open_store, pass_seconds, read_catalogue, settings
from tocsin.cli.opinion import find_adviser
from tocsin.cli.output import console, print_document, print_line, tell
from tocsin.errors import InputError, SlackError

if TYPE_CHECKING:
    from types import FrameType

    from tocsin.alerts.slack import SlackChannel
    from tocsin.escalation.opinion.question import Adviser
    from tocsin.pipeline.once import Pass
    from tocsin.settings import Settings
    from tocsin.store.database import Store

PAUSE = 60.0
# How far back texts that could not be read are counted.
BLIND_SPOTS = timedelta(days=1)
STOPS = b"tocsin: stopping; what is not done waits for the next pass (Ctrl-C again: at once)\n"
UNCONNECTED = (
    "Slack is not connected: alerts wait in the store (tocsin alerts shows them). "
    "To connect it, set SLACK_BOT_TOKEN to a bot's token and TOCSIN_SLACK_CHANNEL to its channel."
)


def run(
    once: Annotated[bool, typer.Option("--once", help="One pass, then end.")] = False,
    json: Annotated[
        bool, typer.Option("--json", help="Print each pass as JSON: one document with --once, else a line.")
    ] = False,
    seconds: Annotated[
        float | None,
        typer.Option(
            min=1,
            max=LONGEST_PASS,
            help="Time for a pass; what is left waits for the next. Else TOCSIN_PASS_SECONDS, else 240.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Run the whole chain: poll the feeds that are due, read, assess, send alerts to Slack.

    $ tocsin run --once
      one pass, and what came of it

    $ tocsin run
      a pass every minute, until Ctrl-C

    Publishers and Slack may fail: that is said, tried again later, and the
    exit code is 0 all the same. Set by TOCSIN_CATALOGUE, SLACK_BOT_TOKEN,
    TOCSIN_SLACK_CHANNEL and others; README.md has them all.
    """
    chosen = settings()
    seconds = seconds or pass_seconds()
    feeds = read_catalogue(chosen.catalogue).feeds
    slack, adviser = _connect(chosen), find_adviser()
    if slack is None:
        tell(UNCONNECTED)
    with open_store() as store, _stopping() as stop:
        for done in _passes(stop, lambda: _run_pass(store, slack, adviser, chosen, feeds, seconds, stop)):
            _report(store, done, json=json, once=once)
            if once:
                break
    if once and stop.is_set():
        raise typer.Exit(130)


def _passes(stop: threading.Event, run_pass: Callable[[], "Pass"]) -> Iterator["Pass"]:
    """Yield a pass every minute, the next at once after one that took longer, until told to stop."""
    while not stop.is_set():
        began = time.monotonic()
        yield run_pass()
        stop.wait(max(0.0, PAUSE - (time.monotonic() - began)))


def _connect(chosen: "Settings") -> "SlackChannel | None":
    from tocsin.alerts.slack import SlackChannel

    if chosen.slack_token is None:
        return None
    try:
        return SlackChannel.connect(
            token=chosen.slack_token, channel=chosen.slack_channel, base_url=chosen.slack_base_url
        )
    except SlackError as error:
        raise InputError(f"SLACK_BOT_TOKEN: {error}; copy it again from the app's page at Slack") from error


def _run_pass(
    store: "Store",
    slack: "SlackChannel | None",
    adviser: "Adviser | None",
    chosen: "Settings",
    feeds: Any,
    seconds: float,
    stop: threading.Event,
) -> "Pass":
    from tocsin.pipeline.batches import Budget
    from tocsin.pipeline.once import run_once
    from tocsin.pipeline.opinion import Counsel
    from tocsin.store.hosts import StoreHostBook
    from tocsin.web import Web

    with Web(chosen.web, StoreHostBook(store)) as web:
        return run_once(
            store,
            web,
            slack,
            feeds,
            now=datetime.now(UTC),
            policy=chosen.policy,
            budget=Budget(seconds, stop=stop),
            counsel=Counsel(store, adviser, chosen.opinion) if adviser else None,
            tell=lambda step: tell(f"{step} …"),
        )


@contextmanager
def _stopping() -> Iterator[threading.Event]:
    """Let the first Ctrl-C or SIGTERM ask for an end, and the second make one."""
    stop = threading.Event()

    def ask(number: int, frame: "FrameType | None") -> None:
        if stop.is_set():
            raise KeyboardInterrupt
        stop.set()
        # Not by print: the signal may have come in the middle of one.
        os.write(2, STOPS)

    before = {each: signal.signal(each, ask) for each in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stop
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


def _report(store: "Store", done: "Pass", *, json: bool, once: bool) -> None:
    from tocsin.cli import show_run
    from tocsin.store import articles, overviews, traces
    from tocsin.store import feeds as kept_feeds

    with store.begin() as connection:
        standing = articles.count_by_status(connection)
        alerts = traces.count_alerts(connection)
        slack_errors = traces.list_slack_errors(connection)
        incidents = traces.count_incidents(connection)
        unread = overviews.count_blind_spots(connection, since=datetime.now(UTC) - BLIND_SPOTS)
        failing = [row for row in kept_feeds.list_feeds(connection) if row["error"] not in ("", kept_feeds.BY_OPERATOR)]
    facts = asdict(done) | {
        "articles_waiting": sum(standing.get(status, 0) for status in ("to_read", "read", "assessed")),
        "blind_spots": unread,
        "incidents_known": incidents,
        "alerts": alerts,
        "slack_errors": slack_errors,
        "feeds_failing": [
            {
                "url": row["url"],
                "publisher": row["publisher"],
                "failures": row["failures"],
                "error": row["error"],
            }
            for row in failing
        ],
    }
    if not json:
        console().print(show_run.summary(facts))
    elif once:
        print_document(facts)
    else:
        print_line(facts)
