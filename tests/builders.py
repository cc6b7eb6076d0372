"""Nouns for tests, plausible by default: name only what the test is about.

All of them tell one story that we made up: at NOON on the 14th, Pakistan's forces struck
Sistan-Baluchestan in Iran, and two newsrooms told it.
"""

from dataclasses import fields
from datetime import UTC, date, datetime, timedelta
from typing import Any

from tocsin.model import Act, Assessment, Direction, Dispute, Incident, Level, Report, Span

NOON = datetime(2026, 3, 14, 12, 0, tzinfo=UTC)
TODAY = NOON.date()
SENTENCE = "Pakistan's air force struck two camps in Sistan-Baluchestan, killing at least nine people."


def _build(noun: type, defaults: dict[str, Any], changes: dict[str, Any]) -> Any:
    """Make `noun`; a field that does not exist is a spelling mistake in the test, so it raises."""
    unknown = changes.keys() - {field.name for field in fields(noun)}
    if unknown:
        raise TypeError(f"{noun.__name__} has no {', '.join(sorted(unknown))}")
    return noun(**(defaults | changes))


def an_act(**changes: Any) -> Act:
    """A strike by Pakistan in Iran, at least nine killed, told by `SENTENCE` in the body."""
    return _build(
        Act,
        {
            "event_type": "assault",
            "level": Level.USE_OF_FORCE,
            "direction": Direction.ESCALATION,
            "initiator": "PAK",
            "target": "IRN",
            "location": "IRN",
            "places": ("Sistan-Baluchestan",),
            "happened_on": TODAY,
            "killed_low": 9,
            "killed_high": None,
            "means": "air strike",
            "span": Span("body", 0, len(SENTENCE), SENTENCE),
        },
        changes,
    )


def a_report(article_id: int = 1, **changes: Any) -> Report:
    """The strike as one newsroom tells it; each further `article_id` is told ten minutes later."""
    return _build(
        Report,
        {
            "article_id": article_id,
            "publisher": "Meridian Wire",
            "url": f"https://meridian.example/world/{article_id}",
            "title": "Pakistan strikes camps in Iran's south-east",
            "published_at": NOON + timedelta(minutes=10 * (article_id - 1)),
            "act": an_act(),
            "dyads": (("PAK", "IRN"),),
        },
        changes,
    )


def an_incident(*, publishers: tuple[str, ...] | None = None, **changes: Any) -> Incident:
    """The strike as an incident, told by two newsrooms; `publishers` names others, one report each."""
    if publishers is not None:
        changes["reports"] = tuple(
            a_report(number, publisher=publisher) for number, publisher in enumerate(publishers, start=1)
        )
    initiator, target = changes.get("initiator", "PAK"), changes.get("target", "IRN")
    reports = changes.get("reports", (a_report(1), a_report(2, publisher="Gulf Courier")))
    told = [report.published_at for report in reports] or [NOON]
    return _build(
        Incident,
        {
            "id": 1,
            "dispute_id": 1,
            "kind": "force",
            "event_type": "assault",
            "level": Level.USE_OF_FORCE,
            "direction": Direction.ESCALATION,
            "initiator": initiator,
            "target": target,
            "dyads": ((initiator, target),) if initiator and target else (),
            "location": "IRN",
            "places": ("Sistan-Baluchestan",),
            "day": TODAY,
            "killed_low": 9,
            "killed_high": None,
            "means": "air strike",
            "first_reported_at": min(told),
            "last_reported_at": max(told),
            "reports": reports,
        },
        changes,
    )


def a_dispute(*incidents: Incident, **changes: Any) -> Dispute:
    """The dispute that `incidents` (by default the strike) make up, between the first one's parties."""
    chain = incidents or (an_incident(),)
    return _build(
        Dispute,
        {
            "id": 1,
            "parties": tuple(sorted(actor for actor in (chain[0].initiator, chain[0].target) if actor)),
            "opened_at": chain[0].first_reported_at,
            "last_incident_at": chain[-1].first_reported_at,
            "incidents": chain,
        },
        changes,
    )


def an_assessment(**changes: Any) -> Assessment:
    """One article's reading: the strike as its leading act."""
    act = changes.pop("act", None) or an_act()
    return _build(
        Assessment,
        {
            "level": act.level,
            "direction": act.direction,
            "dyads": ((act.initiator, act.target),) if act.initiator and act.target else (),
            "location": act.location,
            "probability": 0.93,
            "acts": (act,),
            "evidence": (act.span,) if act.span else (),
            "reasons": ("use of force by Pakistan in Iran, told as new",),
        },
        changes,
    )


def days_ago(days: int) -> date:
    """The day that lies `days` before the tests' today."""
    return TODAY - timedelta(days=days)
