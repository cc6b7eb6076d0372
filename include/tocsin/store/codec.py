"""How do acts, spans and assessments stand in a JSON column, and how do they come back?"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from tocsin.model import Act, Assessment, Direction, Dyad, Level, Span, Status


def act_json(act: Act) -> dict[str, Any]:
    """Return the act as JSON; `None`s are left out, so that the row stays readable."""
    facts = {name: getattr(act, name) for name in Act.__dataclass_fields__ if name != "span"}
    facts["places"] = list(act.places)
    facts["happened_on"] = act.happened_on.isoformat() if act.happened_on else None
    facts["span"] = span_json(act.span) if act.span else None
    return {name: value for name, value in facts.items() if value is not None}


def read_act(facts: Mapping[str, Any]) -> Act:
    """Return the act that `act_json` wrote."""
    day, span = facts.get("happened_on"), facts.get("span")
    typed = {
        "level": Level(facts["level"]),
        "direction": Direction(facts["direction"]),
        "status": Status(facts["status"]),
        "places": tuple(facts["places"]),
        "happened_on": date.fromisoformat(day) if day else None,
        "span": Span(**span) if span else None,
    }
    return Act(**(dict(facts) | typed))


def span_json(span: Span) -> dict[str, Any]:
    """Return the span as JSON."""
    return {"field": span.field, "start": span.start, "end": span.end, "text": span.text}


def read_dyads(pairs: Any) -> tuple[Dyad, ...]:
    """Return the dyads that stand as lists in JSON."""
    return tuple((initiator, target) for initiator, target in pairs)


def assessment_row(reading: Assessment) -> dict[str, Any]:
    """Return the columns of table `assessment`, but for the article and the time."""
    return {
        "level": int(reading.level),
        "direction": str(reading.direction),
        "dyads": [list(dyad) for dyad in reading.dyads],
        "location": reading.location,
        "probability": reading.probability,
        "acts": [act_json(act) for act in reading.acts],
        "evidence": [span_json(span) for span in reading.evidence],
        "reasons": list(reading.reasons),
        "blind_spot": reading.blind_spot,
    }


def read_assessment(row: Mapping[str, Any]) -> Assessment:
    """Return the assessment that a row of table `assessment` holds."""
    return Assessment(
        level=Level(row["level"]),
        direction=Direction(row["direction"]),
        dyads=read_dyads(row["dyads"]),
        location=row["location"],
        probability=row["probability"],
        acts=tuple(read_act(act) for act in row["acts"]),
        evidence=tuple(Span(**span) for span in row["evidence"]),
        reasons=tuple(row["reasons"]),
        blind_spot=row["blind_spot"],
    )
