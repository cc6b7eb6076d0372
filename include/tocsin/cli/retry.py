"""How is what failed, or was set aside, tried again?"""

from datetime import UTC, datetime
from typing import Annotated, Any

import typer

from tocsin.cli.output import print_document

SHOWN = 20
WORDS = {
    "quarantined": "quarantined",
    "summary only": "told by their feeds' words, since the page could not be had",
    "waiting": "put off for later",
}


def retry(
    feeds: Annotated[bool, typer.Option("--feeds", help="Feeds that fail or were given up, too.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would be tried again.")] = False,
    json: Annotated[bool, typer.Option("--json", help="Print {articles, feeds, dry_run}.")] = False,
) -> None:
    """Put what failed or is quarantined back, to be tried again on the next pass.

    $ tocsin retry --dry-run
      what failed, and why

    $ tocsin retry --feeds
      articles, and feeds that fail or were given up; those that you disabled stay so

    An article goes back when it broke its reader three times, when its page
    failed for a reason that may pass (no answer, HTTP 429 or 5xx) and the
    feed's words stand in, or when it was put off. It is read again as if it
    were new; nothing is told twice. What a backfill found is taken up by the
    next run of backfill_history.
    """
    from tocsin.cli.environment import open_store
    from tocsin.store import retries

    with open_store() as store:
        now = datetime.now(UTC)
        with store.begin() as connection:
            articles = retries.list_articles(connection, now)
            failing = retries.list_feeds(connection) if feeds else []
            if not dry_run:
                retries.put_back(connection, [each["id"] for each in articles], now)
                retries.ask_again(connection, [each["id"] for each in failing])
    if json:
        print_document({"articles": articles, "feeds": failing, "dry_run": dry_run})
    else:
        _show(articles, failing, feeds=feeds, dry_run=dry_run)


def _show(articles: list[dict[str, Any]], failing: list[dict[str, Any]], *, feeds: bool, dry_run: bool) -> None:
    from tocsin.cli.show import safe

    would = "would be put back" if dry_run else "put back"
    for row in [*articles, *failing][:SHOWN]:
        print(safe(f"{row['url']}: {row['why']}"))
    if len(articles) + len(failing) > SHOWN:
        print(f"… and {len(articles) + len(failing) - SHOWN} more (--json has all)")
    for what, words in WORDS.items():
        if number := sum(row["what"] == what for row in articles):
            print(f"{number} {'article' if number == 1 else 'articles'} {would}: {words}")
    if historical := sum(row["origin"] != "live" for row in articles):
        print(f"{historical} of them of the past: the next run of backfill_history takes them up")
    if feeds and failing:
        print(f"{len(failing)} {'feed' if len(failing) == 1 else 'feeds'} {would}: due on the next pass")
    if not articles and not failing:
        print("nothing failed that could be tried again")
