"""Decide which incidents people are told about, and tell them in Slack.

**Runs** when `assess_articles` changed an incident, and every minute for what waits. A decision is posted at
most once: it is committed before the post, and an unclear answer is looked up in the channel first.

**Pink (skipped)** `send` means that there is no Slack connection: alerts wait, none is lost.

**Red means** that *we* broke: the store is out of reach, or our code raised. Slack is never red: while it is
down, slow or refuses, alerts wait with its word (`invalid_auth`, `channel_not_found` …) kept on them.

**What to do**: open the log of the red task; its last line says what broke. When Slack is quiet, `tocsin
alerts` says what waits and why: mend the connection `slack_default`, or `TOCSIN_SLACK_CHANNEL`.
"""

from datetime import UTC, datetime

from airflow.providers.standard.operators.empty import EmptyOperator
from airflow.sdk import dag, task
from airflow.sdk.exceptions import AirflowSkipException

from tocsin_runtime import DEFAULTS, INCIDENTS, RUN_AFTER, alert_policy, on, open_slack, open_store


@dag(
    schedule=on(INCIDENTS, or_cron="* * * * *"),
    start_date=datetime(2025, 1, 1, tzinfo=UTC),
    catchup=False,
    max_active_runs=1,
    default_args=DEFAULTS,
    doc_md=__doc__,
    tags=["tocsin", "alerts"],
)
def send_alerts():
    """Incidents → decisions → Slack."""

    @task
    def decide(at: str) -> int:
        from tocsin.pipeline import send as sending

        with open_store() as store:
            return sending.decide(store, now=datetime.fromisoformat(at), policy=alert_policy())

    # What was decided earlier is sent even when deciding failed.
    @task(trigger_rule="all_done")
    def send(at: str) -> int:
        from tocsin.pipeline import send as sending

        slack = open_slack()
        if slack is None:
            raise AirflowSkipException("alerts wait until there is a Slack")
        with open_store() as store:
            return sending.send(store, slack, now=datetime.fromisoformat(at), policy=alert_policy())

    # The last runs nothing; it turns the run red when `decide` failed, which `send` steps over.
    decide(at=RUN_AFTER) >> [send(at=RUN_AFTER), EmptyOperator(task_id="every_decision")]


send_alerts()
