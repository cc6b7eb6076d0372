"""How does one pass of the chain read to a person?"""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from tocsin.cli.show import safe

MOST_FEEDS = 12
# How a decision's status reads in a count.
STATUS_WORDS = {
    "sent": "sent",
    "waiting": "waiting for Slack",
    "sending": "being sent",
    "unknown": "perhaps sent: Slack gave no clear answer, its history will tell",
    "held": "held back",
    "refused": "refused by Slack",
}


def summary(facts: Mapping[str, Any]) -> RenderableType:
    """Show what a pass did and how things stand; `facts` are what `tocsin run --json` prints."""
    table = Table.grid(padding=(0, 2))
    table.add_column(style="dim")
    table.add_column(overflow="fold")
    table.add_row("pass ended", f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC")
    table.add_row("feeds", f"{_count(facts['new_entries'], 'new entry', 'new entries')}")
    waiting = facts["articles_waiting"]
    rest = f"; {_count(waiting, 'waits', 'wait')} for another pass" if waiting else ""
    table.add_row("articles", f"{facts['articles_read']} read, {facts['articles_assessed']} assessed{rest}")
    if facts["blind_spots"]:
        said = ", ".join(f"{number} in {safe(language)}" for language, number in facts["blind_spots"].items())
        table.add_row("", Text(f"not read in the last day, for want of a lexicon: {said}", style="yellow"))
    table.add_row(
        "incidents",
        f"{facts['incidents_known']} known; "
        f"{_count(facts['reports_grouped'], 'article', 'articles')} of this pass told of one",
    )
    table.add_row("Slack", f"{_count(facts['messages_sent'], 'message', 'messages')} posted or edited in this pass")
    table.add_row("alerts", _alerts(facts["alerts"]))
    for error in facts["slack_errors"]:
        table.add_row("", Text(safe(error), style="yellow"))
    failing = facts["feeds_failing"]
    if not failing:
        return table
    return Group(
        table, Text(f"{_count(len(failing), 'feed was', 'feeds were')} not read:", style="yellow"), *_feeds(failing)
    )


def _alerts(counts: Mapping[str, int]) -> str:
    said = [f"{counts[status]} {words}" for status, words in STATUS_WORDS.items() if counts.get(status)]
    return ", ".join(said) or "none yet"


def _feeds(failing: list[Mapping[str, Any]]) -> list[Text]:
    lines = [Text(f"  {safe(row['publisher'])}: {_error(row)}") for row in failing[:MOST_FEEDS]]
    more = len(failing) - MOST_FEEDS
    return [*lines, Text(f"  … and {more} more; tocsin feeds check asks them all")] if more > 0 else lines


def _error(row: Mapping[str, Any]) -> str:
    times = f" ({row['failures']} times in a row)" if row["failures"] > 1 else ""
    return safe(row["error"].removeprefix(f"{row['url']}: ")) + times


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
