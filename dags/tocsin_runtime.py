"""The seam between Airflow and the library: where do a task's store, web, Slack and settings come from?

The only place besides the CLI that reads the environment and Airflow's Connections. Read while Dags are
parsed, so that it imports nothing of the library until a task asks for something.
"""

import logging
import os
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from airflow.sdk import Asset, AssetOrTimeSchedule, CronTriggerTimetable, DeltaTriggerTimetable
from airflow.sdk.exceptions import AirflowException

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tocsin.alerts.policy import AlertPolicy
    from tocsin.alerts.slack import SlackChannel
    from tocsin.model import Feed
    from tocsin.pipeline.batches import Budget
    from tocsin.pipeline.opinion import Counsel
    from tocsin.settings import Settings
    from tocsin.store.database import Store
    from tocsin.web import Web

log = logging.getLogger(__name__)
CHECKOUT = Path(__file__).resolve().parent.parent
# Installed under make, on PYTHONPATH in compose; a bare `airflow` pointed at dags/ finds it here.
if (CHECKOUT / "include" / "tocsin").is_dir() and str(CHECKOUT / "include") not in sys.path:
    sys.path.append(str(CHECKOUT / "include"))

ENTRIES = Asset("entries", uri="tocsin://entries", group="tocsin")
ARTICLES = Asset("articles", uri="tocsin://articles", group="tocsin")
INCIDENTS = Asset("incidents", uri="tocsin://incidents", group="tocsin")

# The clock of a run: asset-triggered runs have no logical date, and a retry must see the same time.
RUN_AFTER = "{{ dag_run.run_after.isoformat() }}"
DEFAULTS: dict[str, Any] = {
    "owner": "tocsin",
    "retries": 2,
    # Short: while a task waits for its retry, the next run waits for this one.
    "retry_delay": timedelta(seconds=10),
    "execution_timeout": timedelta(minutes=10),
}
# Work that may take long, and goes on where it stopped when it is tried again.
LONG = DEFAULTS | {"retries": 4, "execution_timeout": timedelta(minutes=30)}
# The days that a run is about; a run by hand that names none has "None/None", and the time that it began.
INTERVAL = "{{ dag_run.data_interval_start }}/{{ dag_run.data_interval_end }}/{{ dag_run.run_after }}"


def poll_schedule() -> CronTriggerTimetable | DeltaTriggerTimetable:
    """Return how often feeds are polled: `TOCSIN_POLL_SCHEDULE`, a cron line or a number of seconds."""
    setting = os.environ.get("TOCSIN_POLL_SCHEDULE", "").strip() or "*/5 * * * *"
    if setting.isdecimal():
        return DeltaTriggerTimetable(timedelta(seconds=int(setting)))
    return CronTriggerTimetable(setting, timezone="UTC")


def on(asset: Asset, *, or_cron: str) -> AssetOrTimeSchedule:
    """Return a schedule that runs when `asset` changed, and by the clock for what waited."""
    return AssetOrTimeSchedule(assets=[asset], timetable=CronTriggerTimetable(or_cron, timezone="UTC"))


def clock() -> datetime:
    """Return the time: a backfill's run is about the past, and so is its own clock (`run_after`)."""
    return datetime.now(UTC)


def long_budget() -> "Budget":
    """Return the time that a step of `LONG` has, so that it ends by itself before Airflow ends it."""
    from tocsin.pipeline.batches import Budget

    return Budget(1_500)


def want_none(left: int) -> int:
    """Return `left` when nothing is; raises, so that the step is tried again, when the time was up before."""
    if left:
        raise AirflowException(f"the time was up with {left} left: the next try goes on there")
    return left


def list_feeds() -> "Sequence[Feed]":
    """Return the feeds of the catalogue; a row that can't be used is logged and stops no other."""
    from tocsin.feeds.catalogue import read_catalogue

    catalogue = read_catalogue(settings().catalogue)
    for problem in catalogue.problems:
        log.warning("the catalogue: %s", problem)
    return catalogue.feeds


def open_store() -> "Store":
    """Open the store: connection `tocsin_store`, else `TOCSIN_STORE_URL`, else the embedded server."""
    from tocsin.store import database

    chosen = settings()
    connection = _find_connection("tocsin_store")
    url = connection.get_uri() if connection else chosen.store_url
    return database.open_store(url, chosen.home, lease=chosen.lease)


def open_web(store: "Store") -> "Web":
    """Open the web with what the store knows of its hosts."""
    from tocsin.store.hosts import StoreHostBook
    from tocsin.web import Web

    # A run may have waited in a queue: waits are reckoned from the true time.
    return Web(settings().web, StoreHostBook(store), at=store.clock())


def open_slack() -> "SlackChannel | None":
    """Open the channel of `TOCSIN_SLACK_CHANNEL` through connection `slack_default`; `None` without one."""
    if _find_connection("slack_default") is None:
        log.warning("there is no Slack: make the connection slack_default")
        return None
    from airflow.providers.slack.hooks.slack import SlackHook
    from airflow.sdk.exceptions import AirflowNotFoundException

    from tocsin.alerts.slack import SlackChannel
    from tocsin.errors import SlackError

    try:
        # The SDK's default retries post twice when an answer is lost: ours are decided by the outbox.
        hook = SlackHook(slack_conn_id="slack_default", retry_handlers=[])
        return SlackChannel(hook.client, settings().slack_channel)
    except (AirflowNotFoundException, SlackError) as error:
        log.warning("the connection slack_default can't be used, alerts wait: %s", error)
        return None


def open_counsel(store: "Store") -> "Counsel | None":
    """Open the language model of connection `tocsin_llm` for second opinions; `None` without one, the usual case."""
    if _find_connection("tocsin_llm") is None:
        return None
    from tocsin.errors import OpinionError
    from tocsin.pipeline.opinion import Counsel
    from tocsin_adviser import HookAdviser

    policy = settings().opinion
    try:
        return Counsel(store, HookAdviser("tocsin_llm", timeout=policy.timeout), policy)
    except OpinionError as error:
        log.warning("no second opinions: %s", error)
        return None


def alert_policy() -> "AlertPolicy":
    """Return when people are interrupted."""
    return settings().policy


def settings() -> "Settings":
    """Read the environment; raises `InputError` for a setting that can't be read."""
    from tocsin.settings import read_settings

    return read_settings(os.environ, checkout=CHECKOUT)


def _find_connection(name: str) -> Any:
    from airflow.sdk import BaseHook
    from airflow.sdk.exceptions import AirflowNotFoundException

    try:
        return BaseHook.get_connection(name)
    except AirflowNotFoundException:
        return None
