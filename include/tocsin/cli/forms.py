"""What do our nouns look like as JSON, to another program?"""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from tocsin.model import Act, Article, Assessment, Entry, Span

if TYPE_CHECKING:
    from tocsin.escalation.explain import Explanation


def article_json(article: Article) -> dict[str, Any]:
    """Return an article as `tocsin read` and `tocsin extract` print it; what the page doesn't say is "" or null."""
    return {
        "url": article.url,
        "title": article.title,
        "byline": article.byline,
        "published_at": moment(article.published_at),
        "language": article.language,
        "body": article.body,
        "published_by": article.published_by,
        "modified_at": moment(article.modified_at),
        "modified_by": article.modified_by,
        "section": article.section,
        "agency": article.agency,
        "place": article.place,
        "image": article.image,
        "caption": article.caption,
        "extraction": {"method": article.method, "quality": article.quality, "reasons": list(article.reasons)},
    }


def entry_json(entry: Entry) -> dict[str, Any]:
    """Return an entry as `tocsin feeds parse` prints it."""
    return {
        "id": entry.id,
        "url": entry.url,
        "title": entry.title,
        "summary": entry.summary,
        "published_at": moment(entry.published_at),
        "updated_at": moment(entry.updated_at),
    }


def assessment_json(reading: Assessment) -> dict[str, Any]:
    """Return an assessment as `tocsin classify` prints it."""
    return {
        "level": int(reading.level),
        "direction": str(reading.direction),
        "dyads": [list(dyad) for dyad in reading.dyads],
        "location": reading.location,
        "probability": reading.probability,
        "alert": reading.alert,
        "acts": [act_json(act) for act in reading.acts],
        "evidence": [span_json(span) for span in reading.evidence],
        "blind_spot": reading.blind_spot,
    }


def explanation_json(found: "Explanation") -> dict[str, Any]:
    """Return what an assessment rests on, as `tocsin classify --explain --json` prints it beside the assessment."""
    return {
        "language": found.language,
        "genre": found.genre,
        "rules": [
            {
                "rule": fired.rule,
                "words": fired.words,
                "span": span_json(fired.span),
                "level": int(fired.level),
                "status": str(fired.status),
                "parties": [list(pair) for pair in fired.parties],
                "decides": fired.decides,
                "discount": fired.discount and str(fired.discount),
            }
            for fired in found.fired
        ],
        "log_odds": [{"feature": name, "adds": round(added, 3)} for name, added in found.additions],
        "changes": [
            {
                "supposing": change.supposing,
                "level": int(change.level),
                "direction": str(change.direction),
                "dyads": [list(dyad) for dyad in change.dyads],
                "alert": change.alert,
            }
            for change in found.changes
        ],
    }


def act_json(act: Act) -> dict[str, Any]:
    """Return an act; what the text does not say is null."""
    return {
        "initiator": act.initiator,
        "target": act.target,
        "event_type": act.event_type,
        "level": int(act.level),
        "direction": str(act.direction),
        "location": act.location,
        "places": list(act.places),
        "happened_on": moment(act.happened_on),
        "killed_low": act.killed_low,
        "killed_high": act.killed_high,
        "injured_low": act.injured_low,
        "injured_high": act.injured_high,
        "toll_by": act.toll_by,
        "means": act.means,
        "status": str(act.status),
        "is_new": act.is_new,
        "span": span_json(act.span) if act.span else None,
    }


def span_json(span: Span) -> dict[str, Any]:
    """Return a span of a text."""
    return {"field": span.field, "start": span.start, "end": span.end, "text": span.text}


def moment(at: date | None) -> str | None:
    """Return a day or a point in time in ISO 8601."""
    return at.isoformat() if at else None


def plain(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row of the store with its times in ISO 8601."""
    return {name: moment(value) if isinstance(value, date) else value for name, value in row.items()}
