"""How do lists of incidents, alerts and feeds read to a person?"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from tocsin.alerts.wording import headline
from tocsin.cli.show import LEVEL_STYLES, safe
from tocsin.cli.trace import dispute_status
from tocsin.feeds.health import wrong_in_words
from tocsin.model import Incident
from tocsin.store.traces import Known

STATUS_STYLES = {
    "sent": "green",
    "waiting": "yellow",
    "sending": "yellow",
    "unknown": "bold yellow",
    "held": "dim",
    "refused": "bold red",
}


def incidents(known: Sequence[Known], *, limit: int, now: datetime) -> RenderableType:
    """Show incidents, the most lately reported first."""
    if not known:
        return Text("No incident is known; tocsin run --once looks for some.")
    table = _table("incident", "day", "level", "what", "sources", "dispute", "alert")
    for each in known[: limit or None]:
        told = each.incident
        table.add_row(
            f"incident-{told.id}",
            f"{told.day:%Y-%m-%d}",
            level(told),
            Text(headline(told)),
            str(len(told.publishers)),
            f"{told.dispute_id}, {dispute_status(each.dispute, now=now)}",
            status(each.alert),
        )
    return _with_rest(table, len(known), limit)


def alerts(known: Sequence[Known], *, limit: int) -> RenderableType:
    """Show decisions, those on the most lately reported incidents first."""
    if not known:
        return Text("No such alert; tocsin incidents lists what is known.")
    table = _table("alert", "level", "what", "status", "why", "sent (UTC)")
    for each in known[: limit or None]:
        decision = each.alert or {}
        error = f" – {decision['error']}" if decision.get("error") else ""
        sent = decision.get("sent_at")
        table.add_row(
            decision["alert_key"],
            level(each.incident),
            Text(headline(each.incident)),
            status(decision),
            Text(safe(f"{decision['reason']}{error}")),
            f"{sent:%m-%d %H:%M}" if sent else "",
        )
    return _with_rest(table, len(known), limit)


def feeds(found: Sequence[Mapping[str, Any]]) -> RenderableType:
    """Show which feeds answered, those that failed last."""
    table = _table("publisher", "status", "entries", "newest (UTC)", "what is wrong")
    for row in sorted(found, key=lambda row: row["status"] != "ok"):
        is_well = row["status"] == "ok"
        newest = row["newest_at"]
        table.add_row(
            Text(safe(row["publisher"])),
            Text(row["status"], style="green" if is_well else "bold red"),
            str(row["entries"]) if is_well else "",
            f"{datetime.fromisoformat(newest):%Y-%m-%d %H:%M}" if newest else "",
            Text(safe(wrong_in_words(row["says"], row["error"]))),
        )
    well = sum(row["status"] == "ok" for row in found)
    return Group(table, Text(f"{well} of {len(found)} feeds answer."))


def level(told: Incident) -> Text:
    """Show a level as its number; an arrow down for a step towards peace."""
    down = "↓" if told.direction == "deescalation" else ""
    return Text(f"{int(told.level)}{down}", style=LEVEL_STYLES[told.level])


def status(decision: Mapping[str, Any] | None) -> Text:
    """Show where an alert stands."""
    said = str(decision["status"]) if decision else "undecided"
    return Text(said, style=STATUS_STYLES.get(said, ""))


def _table(*columns: str) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for column in columns:
        is_words = column in ("what", "why", "publisher", "what is wrong")
        table.add_column(column, no_wrap=not is_words, ratio=1 if is_words else None)
    return table


def _with_rest(table: Table, total: int, limit: int) -> RenderableType:
    if not limit or total <= limit:
        return table
    return Group(table, Text(f"… and {total - limit} older; --limit 0 shows all {total}.", style="dim"))
