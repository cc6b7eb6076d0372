"""Fill the record of the past from archived feed documents. What it finds is kept, and told to nobody.

**Runs** a day at a time: by itself each night, to look for gaps in yesterday, and for any days from the UI or by
`airflow backfill create --dag-id backfill_history --from-date 2026-03-01 --to-date 2026-03-14`. It looks into the
snapshots under `TOCSIN_ARCHIVE`, the feed documents that we kept, and archives on the web (RFC 5005 `prev-archive`).
The logs count what is new and say, a line each, what can't be read. A rerun changes nothing.

**Red means** that *we* broke, that `TOCSIN_ARCHIVE` names no directory, or that the time was up again and again: the
log says how much is left. A dead page, an unreadable snapshot, a silent archive are never red. **What to do**: read the
last line of the red task's log, then clear the task: it goes on where it stopped. README.md tells how to lay out
snapshots.
"""

from datetime import UTC, datetime

from airflow.providers.standard.operators.empty import EmptyOperator
from airflow.sdk import CronDataIntervalTimetable, dag, task

from tocsin_runtime import INTERVAL, LONG, clock, list_feeds, long_budget, open_store, open_web, settings, want_none


@dag(
    schedule=CronDataIntervalTimetable("0 0 * * *", timezone="UTC"),
    start_date=datetime(2025, 1, 1, tzinfo=UTC),
    catchup=False,
    max_active_runs=1,
    default_args=LONG,
    doc_md=__doc__,
    tags=["tocsin", "history"],
)
def backfill_history():
    """Archives of the past → articles, assessments, incidents."""

    @task
    def plan(days: str) -> list[int]:
        from tocsin.pipeline import backfill

        with open_store() as store:
            return backfill.plan(store, list_feeds(), settings().archive, backfill.Interval.read(days))

    @task(map_index_template="batch {{ task.op_kwargs['batch'] }}")
    def find_batch(batch: int, days: str, run_type: str) -> int:
        from tocsin.pipeline import backfill

        archive, interval = settings().archive, backfill.Interval.read(days)
        with open_store() as store, open_web(store) as web:
            found = backfill.find_batch(
                store, web, batch, archive, interval, now=clock(), budget=long_budget(), run_type=run_type
            )
        return found.new_entries + want_none(found.left)

    @task(trigger_rule="all_done")
    def plan_reading(days: str) -> list[int]:
        from tocsin.pipeline import backfill

        with open_store() as store:
            return backfill.plan_reading(store, backfill.Interval.read(days), now=clock())

    @task(map_index_template="batch {{ task.op_kwargs['batch'] }}")
    def read_batch(batch: int) -> int:
        from tocsin.pipeline import backfill

        with open_store() as store, open_web(store) as web:
            return want_none(backfill.read_batch(store, web, batch, budget=long_budget()))

    @task(trigger_rule="all_done")
    def group(days: str) -> int:
        from tocsin.pipeline import backfill

        with open_store() as store:
            interval = backfill.Interval.read(days)
            return want_none(backfill.group(store, interval, now=clock(), budget=long_budget()))

    found = find_batch.partial(days=INTERVAL, run_type="{{ dag_run.run_type }}").expand(batch=plan(days=INTERVAL))
    to_read = plan_reading(days=INTERVAL)
    articles = read_batch.expand(batch=to_read)
    # The last runs nothing; it turns the run red when a batch failed, which the steps after it step over.
    found >> to_read
    [found, articles] >> EmptyOperator(task_id="every_batch")
    articles >> group(days=INTERVAL)


backfill_history()
