"""How does the trace of an article or incident read: each link of the chain, and why it went on or not?"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from tocsin.alerts.names import name_of
from tocsin.alerts.wording import headline, level_words, parties, place
from tocsin.cli.show import LEVEL_STYLES, safe
from tocsin.cli.show_record import status
from tocsin.cli.trace import Trace, dispute_status
from tocsin.feeds.health import Condition, health_of, wrong_in_words
from tocsin.feeds.state import FeedState
from tocsin.model import Direction, Level
from tocsin.store.codec import read_assessment
from tocsin.store.feeds import STATE
from tocsin.store.traces import Known

PAGE_WORDS = {
    "archived": "named in an archive; its day was not asked for yet",
    "to_read": "not read yet",
    "read": "read, not assessed yet",
    "assessed": "assessed, not grouped yet",
    "grouped": "read",
    "duplicate": "the same page as another",
    "quarantined": "set aside",
}


def trace(found: Trace, *, now: datetime) -> RenderableType:
    """Show a trace: of an incident, the decision first; of an article, from the feed down."""
    if found.kind == "article":
        (row,) = found.articles
        return Group(_article(row), *_told(found, now=now))
    articles = [Padding(_article(row), (1, 0, 0, 0)) for row in found.articles]
    return Group(*_told(found, now=now), *articles)


def _article(row: Mapping[str, Any]) -> RenderableType:
    grid = _grid()
    grid.add_row(Text(f"article-{row['id']}", style="bold"), Text(safe(row["title"]), style="bold"))
    for each in row["entries"]:
        grid.add_row("feed", _feed(each["feed"]))
        grid.add_row("entry", f"published {_when(each['published_at'])}, seen {_when(each['first_seen_at'])}")
    if row["origin"] != "live":
        grid.add_row("found", "by a backfill, in archives: kept for the record, told to nobody")
    grid.add_row("page", _page(row))
    for each in row["revisions"]:
        grid.add_row("changed", _revision(each))
    if row["assessment"] is None:
        grid.add_row("assessment", "none yet" if row["status"] in ("to_read", "read") else "none")
        return grid
    _add_reading(grid, row["assessment"])
    if row["incident_id"] is None:
        waits = row["status"] == "assessed"
        grid.add_row("incident", "not grouped yet" if waits else "none: no act that a record is kept of")
    return grid


def _feed(feed: Mapping[str, Any]) -> Text:
    text = Text(f"{safe(feed['publisher'])}  {safe(feed['url'])}")
    health = health_of(FeedState(**{name: feed[name] for name in STATE}))
    if health.condition not in (Condition.OK, Condition.NEVER_CHECKED):
        wrong = wrong_in_words(health.trouble, health.why)
        text.append("\n" + safe(f"{health.words}: {wrong}" if wrong else health.words), style="yellow")
    return text


def _page(row: Mapping[str, Any]) -> Text:
    said = PAGE_WORDS.get(row["status"], row["status"])
    if row["read_at"]:
        said += f" {_when(row['read_at'])}: {row['quality']}"
        said += f", by {row['method']}" if row["method"] else ""
        said += f", published {_when(row['published_at'])}"
    reasons = [*row["reasons"], row["error"]]
    text = Text(safe(f"{row['url']}\n{said}"))
    for reason in filter(None, reasons):
        text.append(f"\n{safe(reason)}", style="yellow")
    if row["status"] == "to_read" and row["attempts"]:
        text.append(f"\ntried {row['attempts']} times, again {_when(row['next_try_at'])}")
    return text


def _revision(row: Mapping[str, Any]) -> Text:
    """Show a later version; it is told from the one before by its diff, which only JSON gives in full."""
    said = f"seen {_when(row['seen_at'])}; paragraphs: {row['added']} new, {row['removed']} gone"
    return Text(f"{safe(row['title'])}\n{said}. The first version was assessed, and stays")


def _add_reading(grid: Table, kept: Mapping[str, Any]) -> None:
    reading = read_assessment(kept)
    line = Text(f"level {level_words(reading.level)}", style=LEVEL_STYLES[reading.level])
    facts = [
        str(reading.direction) if reading.direction is not Direction.NONE else "",
        parties(reading.dyads, None, None) if reading.dyads else "",
    ]
    where = place(reading.location, reading.acts[0].places if reading.acts else ())
    facts += [f"in {where}" if where else "", f"probability {reading.probability:.2f}"]
    line.append(", " + ", ".join(filter(None, facts)), style="not bold default")
    grid.add_row("assessment", line)
    for reason in reading.reasons:
        grid.add_row("", Text(safe(reason)))
    for span in reading.evidence:
        grid.add_row("", Text(f"{span.field}: “{safe(span.text)}”", style="italic"))


def _told(found: Trace, *, now: datetime) -> list[RenderableType]:
    """Show incident, dispute and decision."""
    if found.known is None:
        return []
    told, grid = found.known.incident, _grid()
    first, last = _when(told.first_reported_at), _when(told.last_reported_at)
    style = LEVEL_STYLES[Level(told.level)]
    grid.add_row(Text(f"incident-{told.id}", style="bold"), Text(headline(told), style=style))
    publishers = ", ".join(safe(publisher) for publisher in told.publishers)
    grid.add_row(
        "",
        f"on {told.day}, reported {first} to {last}" if first != last else f"on {told.day}, reported {first}",
    )
    grid.add_row("", Text(f"by {publishers}"))
    grid.add_row("dispute", _dispute(found, found.known, now=now))
    grid.add_row("decision", _decision(found.known))
    return [grid]


def _dispute(found: Trace, known: Known, *, now: datetime) -> Text:
    dispute = known.dispute
    names = " – ".join(name_of(party) for party in dispute.parties)
    others = [f"incident-{each.id}" for each in found.siblings if each.id != known.incident.id]
    text = Text(f"{dispute.id}: {names}, {dispute_status(dispute, now=now)}, since {_when(dispute.opened_at)}")
    text.append(f"\nits other incidents: {', '.join(others)}" if others else "\nits only incident so far")
    if dispute.previous_id:
        text.append(f"; the dispute before it is {dispute.previous_id}")
    return text


def _decision(known: Known) -> Text:
    decision = known.alert
    if decision is None:
        return Text("none yet: the next pass decides")
    text = status(decision).append(f": {safe(decision['reason'])}", style="not bold default")
    if decision["sent_at"]:
        text.append(f"\n{decision['kind']}, in channel {decision['channel']} {_when(decision['sent_at'])}")
        text.append(f", ts {decision['ts']}")
    if decision["edited_at"]:
        text.append(f", edited {_when(decision['edited_at'])}")
    if decision["error"]:
        text.append(f"\n{safe(decision['error'])}", style="yellow")
    return text


def _grid() -> Table:
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="dim", no_wrap=True, min_width=11)
    grid.add_column(overflow="fold")
    return grid


def _when(at: datetime | None) -> str:
    return f"{at:%Y-%m-%d %H:%M} UTC" if at else "at an unknown time"
