"""Ask each feed that is due for entries that we have not seen.

**Runs** every five minutes (`TOCSIN_POLL_SCHEDULE`: a cron line, or seconds), in batches of hosts, so that
one host is asked by one task at a time. Each batch wakes `read_articles` by itself, as soon as it found
something: a slow or failing batch holds nobody up.

**Pink (skipped)** means that there was nothing new, or no feed was due.

**Red means** that *we* broke: the store is out of reach, or our code raised. A feed that can't be read is
never red: it is noted on that feed, backed off and tried later.

**What to do**: open the log of the red batch; its last line says what broke. Nothing is lost: the next run
asks again whatever is due. To see why one feed is silent, run `tocsin feeds check`.
"""

from datetime import UTC, datetime

from airflow.sdk import dag, task
from airflow.sdk.exceptions import AirflowSkipException

from tocsin_runtime import DEFAULTS, ENTRIES, RUN_AFTER, list_feeds, open_store, open_web, poll_schedule


@dag(
    schedule=poll_schedule(),
    start_date=datetime(2025, 1, 1, tzinfo=UTC),
    catchup=False,
    max_active_runs=1,
    default_args=DEFAULTS,
    doc_md=__doc__,
    tags=["tocsin", "feeds"],
)
def poll_feeds():
    """Due feeds → new entries."""

    @task
    def plan_batches(at: str) -> list[int]:
        from tocsin.pipeline import poll

        with open_store() as store:
            return poll.plan_batches(store, list_feeds(), now=datetime.fromisoformat(at))

    @task(map_index_template="batch {{ task.op_kwargs['batch'] }}", outlets=[ENTRIES])
    def poll_batch(batch: int, at: str) -> int:
        from tocsin.pipeline import poll

        with open_store() as store, open_web(store) as web:
            new_entries = poll.poll_batch(store, web, batch, now=datetime.fromisoformat(at))
        if not new_entries:
            raise AirflowSkipException("no feed of this batch had anything new")
        return new_entries

    poll_batch.partial(at=RUN_AFTER).expand(batch=plan_batches(at=RUN_AFTER))


poll_feeds()
