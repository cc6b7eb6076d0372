"""What does one alert have to tell? Gathers it from the store, for `alerts.message` to put into blocks."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection

from tocsin.alerts.message import Quote, Telling
from tocsin.model import Act, Assessment, Dispute, Incident, Level, Report
from tocsin.store import articles, incidents

MOST_QUOTES = 3
MOST_CONTEXT = 4
LONGEST_QUOTE = 400


def telling_of(connection: Connection, alert: Mapping[str, Any]) -> tuple[Telling, int]:
    """Return what an alert tells now, and the revision of its dispute that this shows.

    A backfill never changes it: what was found in archives is left out.
    """
    # The incident says which dispute is its own; it may have moved since the alert was read.
    dispute_id = incidents.lock_incident(connection, alert["incident_id"])
    revision = incidents.get_revision(connection, dispute_id)
    dispute = _told_live(incidents.get_dispute(connection, dispute_id), alert["incident_id"])
    incident = next(each for each in dispute.incidents if each.id == alert["incident_id"])
    readings = articles.list_readings(connection, [report.article_id for report in incident.reports])
    telling = Telling(
        alert_key=alert["alert_key"],
        kind=alert["kind"],
        incident=incident,
        dispute=dispute,
        quotes=_quotes(incident.reports, readings),
        context=_context(incident, readings.values()),
        first_since=incidents.find_first_since(connection, incident),
        opens_thread=alert["opens_thread"],
    )
    return telling, revision


def _told_live(dispute: Dispute, incident_id: int) -> Dispute:
    """Return the dispute without incidents and reports that are known from archives only."""
    live = (each for each in dispute.incidents if not each.historical or each.id == incident_id)
    return replace(dispute, incidents=tuple(replace(each, reports=each.telling_reports) for each in live))


def _quotes(reports: Sequence[Report], readings: Mapping[int, Assessment]) -> tuple[Quote, ...]:
    """One deciding sentence from each publisher, newest first; the body's says more than the title."""
    quotes: dict[str, Quote] = {}
    for report in reversed(reports):
        spans = readings[report.article_id].evidence if report.article_id in readings else ()
        best = max(spans, key=lambda span: span.field == "body", default=None)
        text = best.text[:LONGEST_QUOTE] if best else report.title
        quotes.setdefault(report.publisher, Quote(text=text, publisher=report.publisher, url=report.url))
    return tuple(quotes.values())[:MOST_QUOTES]


def _context(incident: Incident, readings: Iterable[Assessment]) -> tuple[Act, ...]:
    """Other acts told beside this one, each once, the gravest first."""
    led = {(report.act.initiator, report.act.target, report.act.event_type) for report in incident.reports}
    found: dict[tuple[object, ...], Act] = {}
    for reading in readings:
        for act in reading.acts[1:]:
            who = (act.initiator, act.target, act.event_type)
            if act.level > Level.NONE and act.initiator and act.target and who not in led:
                found.setdefault(who, act)
    return tuple(sorted(found.values(), key=lambda act: -act.level))[:MOST_CONTEXT]
