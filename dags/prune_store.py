"""Forget what nobody needs any more: raw pages and feed documents, then entries that led to no incident.

**Runs** each night. Raw documents go after `TOCSIN_KEEP_PAGES_DAYS` (30; kept compressed until then), and with them the
robots.txt of hosts that nobody asks any more; entries and articles that no incident needs, and no feed tells any more,
after `TOCSIN_KEEP_ENTRIES_DAYS` (365). What incidents, disputes and alerts stand on is never removed. The log counts
what went, in rows and bytes.

**Red means** that *we* broke, or that the store is out of reach. **What to do**: read the last line of the red task's
log and clear the task. Nothing is lost by running late. The space that is freed is used again: `VACUUM` is
PostgreSQL's own job.
"""

from datetime import UTC, datetime

from airflow.sdk import CronTriggerTimetable, dag, task

from tocsin_runtime import LONG, clock, long_budget, open_store, settings


@dag(
    # Away from midnight, when backfill_history looks through yesterday's documents.
    schedule=CronTriggerTimetable("30 3 * * *", timezone="UTC"),
    start_date=datetime(2025, 1, 1, tzinfo=UTC),
    catchup=False,
    max_active_runs=1,
    default_args=LONG,
    doc_md=__doc__,
    tags=["tocsin", "store"],
)
def prune_store():
    """Old documents and entries → nothing."""

    @task
    def prune() -> int:
        from tocsin.pipeline import prune as pruning

        chosen = settings()
        keep = {"keep_pages": chosen.keep_pages, "keep_entries": chosen.keep_entries}
        with open_store() as store:
            return pruning.prune(store, now=clock(), budget=long_budget(), **keep).rows

    prune()


prune_store()
