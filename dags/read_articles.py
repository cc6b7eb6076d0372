"""Fetch the pages of new entries, and keep the article in each: clean text, title, byline, date.

**Runs** when `poll_feeds` found entries, and every five minutes for what was leased, paced or put off. Each
batch of hosts wakes `assess_articles` by itself, as soon as it kept something: a slow or failing batch holds
nobody up.

**Pink (skipped)** means that nothing waited to be read, or no page of the batch could be kept.

**Red means** that *we* broke: the store is out of reach, or our code raised. A page that can't be read is
never red: it is noted on that article, tried later, and quarantined when it killed its reader three times.

**What to do**: open the log of the red batch; its last line says what broke. Nothing is lost: what the batch
had claimed comes back when its lease ends. To see where one article is, run `tocsin why URL`.
"""

from datetime import UTC, datetime

from airflow.sdk import dag, task
from airflow.sdk.exceptions import AirflowSkipException

from tocsin_runtime import ARTICLES, DEFAULTS, ENTRIES, RUN_AFTER, on, open_store, open_web


@dag(
    schedule=on(ENTRIES, or_cron="*/5 * * * *"),
    start_date=datetime(2025, 1, 1, tzinfo=UTC),
    catchup=False,
    max_active_runs=1,
    default_args=DEFAULTS,
    doc_md=__doc__,
    tags=["tocsin", "articles"],
)
def read_articles():
    """Entries → fetched, extracted, cleaned articles."""

    @task
    def plan_batches(at: str) -> list[int]:
        from tocsin.pipeline import read

        with open_store() as store:
            return read.plan_batches(store, now=datetime.fromisoformat(at))

    @task(map_index_template="batch {{ task.op_kwargs['batch'] }}", outlets=[ARTICLES])
    def read_batch(batch: int, at: str) -> int:
        from tocsin.pipeline import read

        with open_store() as store, open_web(store) as web:
            articles = read.read_batch(store, web, batch, now=datetime.fromisoformat(at))
        if not articles:
            raise AirflowSkipException("no page of this batch could be kept")
        return articles

    read_batch.partial(at=RUN_AFTER).expand(batch=plan_batches(at=RUN_AFTER))


read_articles()
