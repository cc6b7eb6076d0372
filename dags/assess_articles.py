"""Read each new article for acts of escalation, and gather the articles about one act into one incident.

**Runs** when `read_articles` kept articles, and every five minutes for what waited. `group` joins what the
batches assessed into incidents and disputes, and wakes `send_alerts` when an incident changed.
**Pink (skipped)** means that nothing waited or changed.

**Red means** that *we* broke: the store is out of reach, or our code raised on a text. The other batches
are grouped all the same. **What to do**: read the last line of the red task's log; nothing is lost.
"""

from datetime import UTC, datetime

from airflow.providers.standard.operators.empty import EmptyOperator
from airflow.sdk import dag, task
from airflow.sdk.exceptions import AirflowSkipException

from tocsin_runtime import ARTICLES, DEFAULTS, INCIDENTS, RUN_AFTER, on, open_counsel, open_store


@dag(
    schedule=on(ARTICLES, or_cron="*/5 * * * *"),
    start_date=datetime(2025, 1, 1, tzinfo=UTC),
    catchup=False,
    max_active_runs=1,
    default_args=DEFAULTS,
    doc_md=__doc__,
    tags=["tocsin", "escalation"],
)
def assess_articles():
    """Articles → assessments → incidents → disputes."""

    @task
    def plan_batches(at: str) -> list[int]:
        from tocsin.pipeline import assess

        with open_store() as store:
            return assess.plan_batches(store, now=datetime.fromisoformat(at))

    @task(map_index_template="batch {{ task.op_kwargs['batch'] }}")
    def assess_batch(batch: int, at: str) -> int:
        from tocsin.pipeline import assess

        with open_store() as store:
            return assess.assess_batch(store, batch, now=datetime.fromisoformat(at), counsel=open_counsel(store))

    @task(outlets=[INCIDENTS], trigger_rule="all_done")
    def group(at: str) -> None:
        from tocsin.pipeline import assess

        with open_store() as store:
            if not assess.group(store, now=datetime.fromisoformat(at)):
                raise AirflowSkipException("no incident changed")

    batches = assess_batch.partial(at=RUN_AFTER).expand(batch=plan_batches(at=RUN_AFTER))
    # The last runs nothing; it turns the run red when a batch failed, which `group` steps over.
    batches >> [group(at=RUN_AFTER), EmptyOperator(task_id="every_batch")]


assess_articles()
