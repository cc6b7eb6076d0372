"""What does a reader see of an incident: in a list, and on a page of its own with everything that led to it?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from tocsin.alerts.names import name_of
from tocsin.alerts.text import tidy
from tocsin.alerts.wording import (
    ACT_STATUS_WORDS,
    act_words,
    casualties,
    day_words,
    headline,
    level_words,
    parties,
    place,
    what,
)
from tocsin.model import Act, Dispute, Incident, Report
from tocsin.store.codec import read_assessment
from tocsin.store.traces import Known
from tocsin_pages.words import NAME_LIMIT, AlertState, Link, Moment, alert_state, link, moment

# Newsrooms named in a list; the incident's own page names all.
SHOWN_SOURCES = 3
SHOWN_PUBLISHERS = 40
SHOWN_QUOTES = 8
SHOWN_ACTS = 12


@dataclass(frozen=True, kw_only=True)
class IncidentRow:
    """An incident as one row of a list. `sources` holds the newest telling of the newest newsrooms."""

    id: int
    dispute_id: int
    level: int
    level_words: str
    is_peace: bool
    who: str
    what: str
    where: str
    toll: str
    day: Moment
    reported: Moment | None
    sources: tuple[Link, ...]
    publishers: int
    alert: AlertState

    @property
    def more_sources(self) -> int:
        """How many newsrooms are not named."""
        return self.publishers - len(self.sources)


@dataclass(frozen=True, kw_only=True)
class ActRow:
    """One act that a text tells of."""

    what: str
    level: int
    who: str
    where: str
    toll: str
    day: str
    how_real: str


@dataclass(frozen=True, kw_only=True)
class ReportCard:
    """One article: who published it when, and how we read it."""

    article_id: int
    source: Link
    publisher: str
    published: Moment | None
    language: str
    quality: str
    notes: tuple[str, ...]
    level: str
    probability: str
    reasons: tuple[str, ...]
    quotes: tuple[tuple[str, str], ...]
    acts: tuple[ActRow, ...]


@dataclass(frozen=True, kw_only=True)
class IncidentCard:
    """The whole of an incident, but for its reports."""

    row: IncidentRow
    headline: str
    dispute: str
    dispute_is_open: bool
    first_reported: Moment | None
    publishers: tuple[str, ...]
    reports: int


def incident_row(known: Known, *, now: datetime) -> IncidentRow:
    """Return one row of a list."""
    told = known.incident
    newest = sorted(told.reports, key=lambda report: (report.published_at, report.article_id), reverse=True)
    one_each = {report.publisher: report for report in reversed(newest)}
    shown = sorted(one_each.values(), key=lambda report: report.published_at, reverse=True)[:SHOWN_SOURCES]
    return IncidentRow(
        id=told.id,
        dispute_id=told.dispute_id,
        level=int(told.level),
        level_words=level_words(told.level),
        is_peace=told.direction == "deescalation",
        who=parties(told.dyads, told.initiator, told.target),
        what=_what(told),
        where=place(told.location, told.places),
        toll=casualties(told),
        day=Moment(told.day.isoformat(), day_words(told.day, now=now), ""),
        reported=moment(told.last_reported_at, now=now),
        sources=tuple(link(tidy(report.publisher, NAME_LIMIT), report.url) for report in shown),
        publishers=len(told.publishers),
        alert=alert_state(known.alert, now=now),
    )


def incident_card(known: Known, *, is_open: bool, now: datetime) -> IncidentCard:
    """Return what stands at the head of an incident's own page."""
    told = known.incident
    return IncidentCard(
        row=incident_row(known, now=now),
        headline=headline(told),
        dispute=pair_words(known.dispute),
        dispute_is_open=is_open,
        first_reported=moment(told.first_reported_at, now=now),
        publishers=tuple(tidy(each, NAME_LIMIT) for each in told.publishers[:SHOWN_PUBLISHERS]),
        reports=len(told.reports),
    )


def report_card(report: Report, row: Mapping[str, Any] | None, *, now: datetime) -> ReportCard:
    """Return one article with our reading of it; `row` is what `store.traces.find_article` returns."""
    found = row or {}
    reading = read_assessment(found["assessment"]) if found.get("assessment") else None
    # Where no reading is kept, the act for which the article counts as a report is.
    acts = reading.acts if reading else (report.act,)
    spans = reading.evidence if reading else filter(None, (report.act.span,))
    quotes = dict.fromkeys((span.field, span.text) for span in spans)
    return ReportCard(
        article_id=report.article_id,
        source=link(report.title, report.url),
        publisher=report.publisher,
        published=moment(report.published_at, now=now),
        language=found.get("language", ""),
        quality=found.get("quality", ""),
        notes=tuple(filter(None, (*found.get("reasons", ()), found.get("error", "")))),
        level=level_words(reading.level) if reading else level_words(report.act.level),
        probability=f"{reading.probability:.0%}" if reading else "",
        reasons=reading.reasons if reading else (),
        quotes=tuple(quotes)[:SHOWN_QUOTES],
        acts=tuple(_act_row(act, now=now) for act in acts[:SHOWN_ACTS]),
    )


def pair_words(dispute: Dispute) -> str:
    """Name a dispute by its parties: "India – Pakistan"."""
    return " – ".join(name_of(party) for party in dispute.parties) or "Unknown parties"


def _what(told: Incident) -> str:
    """What was done and with what; in a list the level already stands beside it."""
    return what(told) if told.direction == "deescalation" else act_words(told.event_type or told.kind, told.means)


def _act_row(act: Act, *, now: datetime) -> ActRow:
    dyads = ((act.initiator, act.target),) if act.initiator and act.target else ()
    real = ACT_STATUS_WORDS.get(act.status, str(act.status))
    return ActRow(
        what=act_words(act.event_type, act.means),
        level=int(act.level),
        who=parties(dyads, act.initiator, act.target),
        where=place(act.location, act.places),
        toll=casualties(act),
        day=_day(act.happened_on, now=now),
        how_real=real if act.is_new or real == "earlier" else f"{real}, not new",
    )


def _day(day: date | None, *, now: datetime) -> str:
    return day_words(day, now=now) if day else ""
