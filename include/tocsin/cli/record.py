"""What is known, what was told or held back, and why?"""

import re
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Annotated

import typer

from tocsin.cli.output import console, print_document
from tocsin.errors import InputError

SPANS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
SHOWN = 50
Json = Annotated[bool, typer.Option("--json", help="Print one JSON document, a list of objects.")]
Limit = Annotated[int, typer.Option(min=0, help="Rows of the table, newest first; 0 shows all.")]


class AlertStatus(StrEnum):
    """Where an alert may stand."""

    WAITING = "waiting"
    SENDING = "sending"
    UNKNOWN = "unknown"
    SENT = "sent"
    HELD = "held"
    REFUSED = "refused"


def incidents(
    json: Json = False,
    since: Annotated[str, typer.Option(metavar="WHEN", help="Only what was reported since: 48h, 7d, 2026-03-14.")] = "",
    limit: Limit = SHOWN,
) -> None:
    """List the incidents: each act once, whoever reports it.

    $ tocsin incidents --since 48h
      what was reported in the last two days

    $ tocsin incidents --json
      a list of {id, status, dispute_id, kind, headline, level, direction,
      dyads, location, places, day, killed_low, killed_high, publishers,
      article_urls, alert, …}; status says whether its dispute is open or over
    """
    from tocsin.cli import show_record
    from tocsin.cli.environment import open_store
    from tocsin.cli.trace import incident_json
    from tocsin.store import traces

    now = datetime.now(UTC)
    oldest = _since(since, now)
    with open_store() as store, store.begin() as connection:
        known = traces.list_known(connection, since=oldest)
    if json:
        print_document([incident_json(each, now=now) for each in known])
    else:
        console().print(show_record.incidents(known, limit=limit, now=now))


def alerts(
    json: Json = False,
    status: Annotated[AlertStatus | None, typer.Option(help="Only those that stand so.")] = None,
    limit: Limit = SHOWN,
) -> None:
    """List what was sent to Slack, what waits, and what was held back and why.

    $ tocsin alerts --status held
      what nobody was told, each with the reason

    $ tocsin alerts --json
      a list of {alert_key, incident_id, dispute_id, kind, headline, level,
      dyads, location, status, reason, channel, ts, sent_at, article_urls, …}
    """
    from tocsin.cli import show_record
    from tocsin.cli.environment import open_store
    from tocsin.cli.trace import alert_json
    from tocsin.store import traces

    with open_store() as store, store.begin() as connection:
        known = [each for each in traces.list_known(connection) if each.alert]
    if status:
        known = [each for each in known if each.alert and each.alert["status"] == status]
    if json:
        print_document([alert_json(each) for each in known])
    else:
        console().print(show_record.alerts(known, limit=limit))


def why(
    what: Annotated[
        str, typer.Argument(metavar="ID|URL", help="article-12 (or 12), incident-3, or an article's address.")
    ],
    json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Trace one article, incident or alert: feed, entry, page, assessment, incident, dispute, decision.

    $ tocsin why incident-3
      an incident, and the alert of the same name

    $ tocsin why https://example.org/news/1
      where is this article, and why was nobody told?
    """
    from tocsin.cli import show_trace
    from tocsin.cli.environment import open_store
    from tocsin.cli.trace import read_name

    name = read_name(what.strip())
    with open_store() as store, store.begin() as connection:
        trace = name.find(connection)
    if trace is None:
        raise InputError(
            f"{what[:200]}: nothing is known by that name; tocsin incidents and tocsin alerts list what is"
        )
    if json:
        print_document(trace.json(asked=what, now=datetime.now(UTC)))
    else:
        console().print(show_trace.trace(trace, now=datetime.now(UTC)))


def _since(text: str, now: datetime) -> datetime | None:
    """Read a span back from now, a day or a time; `None` where nothing was asked."""
    if not text:
        return None
    span = re.fullmatch(r"(\d{1,5})([mhdw])", text)
    if span:
        return now - timedelta(**{SPANS[span[2]]: int(span[1])})
    try:
        at = datetime.fromisoformat(text)
    except ValueError as error:
        raise InputError(f"--since {text[:60]!r}: no time; write 48h, 7d, 2026-03-14 or 2026-03-14T12:00Z") from error
    return at if at.tzinfo else at.replace(tzinfo=UTC)
