"""What is the whole trace of an article or incident, and what do incidents and alerts look like as JSON?"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from tocsin.alerts.wording import headline
from tocsin.articles.urls import canonical_url
from tocsin.cli.forms import moment, plain
from tocsin.errors import InputError
from tocsin.incidents.disputes import QUIET
from tocsin.model import Dispute, Incident
from tocsin.store import incidents, traces
from tocsin.store.traces import Known

ARTICLE = (
    "id", "url", "fetch_url", "status", "error", "publisher", "title", "byline", "language", "quality",
    "reasons", "method", "origin", "published_at", "published_by", "modified_at", "modified_by", "section", "agency",
    "place", "image", "caption", "first_seen_at", "read_at", "assessed_at", "grouped_at", "attempts", "next_try_at",
    "reread_at", "rereads",
)  # fmt: skip
FEED = (
    "url", "publisher", "last_checked_at", "last_success_at", "last_status", "failures", "trouble", "error", "remark",
    "moved_to", "disabled",
)  # fmt: skip
ENTRY = ("entry_id", "url", "title", "published_at", "updated_at", "first_seen_at")
REVISION = ("number", "title", "diff", "added", "removed", "modified_at", "seen_at")
READING = (
    "level", "direction", "dyads", "location", "probability", "reasons", "acts", "evidence", "blind_spot",
    "assessed_at",
)  # fmt: skip
ALERT = (
    "alert_key", "kind", "status", "reason", "decided_at", "channel", "ts", "thread_ts", "sent_at",
    "edited_at", "attempts", "next_try_at", "error",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Trace:
    """Everything about one article (`known` is then the incident it tells of), or about one incident.

    `articles` are rows of `store.traces.find_article`; `kind` says what was asked for.
    """

    kind: str
    articles: tuple[Mapping[str, Any], ...]
    known: Known | None = None
    siblings: tuple[Incident, ...] = ()

    def json(self, *, asked: str, now: datetime) -> dict[str, Any]:
        """Return the trace as JSON, in the order of the chain."""
        tail: dict[str, Any] = {"incident": None, "dispute": None, "alert": None}
        if self.known:
            tail = {
                "incident": incident_json(self.known, now=now),
                "dispute": _dispute_json(self.known.dispute, self.siblings, now=now),
                "alert": plain(pick(self.known.alert, ALERT)) if self.known.alert else None,
            }
        return {
            "asked": asked,
            "kind": self.kind,
            "articles": [_article_json(row) for row in self.articles],
        } | tail


@dataclass(frozen=True, kw_only=True)
class Name:
    """What a person calls something by: an article's id or addresses, or an incident's id."""

    incident_id: int | None = None
    article_id: int | None = None
    urls: tuple[str, ...] = ()

    def find(self, connection: Connection) -> Trace | None:
        """Return the trace of what has this name, if anything has."""
        if self.incident_id is not None:
            return trace_incident(connection, self.incident_id)
        article_id = self.article_id
        if article_id is None:
            article_id = traces.find_article_id(connection, self.urls)
        return None if article_id is None else trace_article(connection, article_id)


def read_name(what: str) -> Name:
    """Read article-12 (or 12), incident-3 (which is also its alert's key) or an address, of any form.

    Raises:
        InputError: it is none of these.
    """
    if match := re.fullmatch(r"(article-|incident-|)(\d{1,18})", what):
        number = int(match[2])
        return Name(incident_id=number) if match[1] == "incident-" else Name(article_id=number)
    if "://" not in what:
        raise InputError(
            f"{what[:200]!r}: neither an id nor an address; give article-12, incident-3 or an article's URL"
        )
    return Name(urls=(what, canonical_url(what)))


def trace_article(connection: Connection, article_id: int) -> Trace | None:
    """Follow an article down the chain."""
    row = traces.find_article(connection, article_id)
    if row is None:
        return None
    if row["incident_id"] is None:
        return Trace(kind="article", articles=(row,))
    (known,) = traces.list_known(connection, ids=[row["incident_id"]])
    siblings = incidents.get_dispute(connection, known.dispute.id).incidents
    return Trace(kind="article", articles=(row,), known=known, siblings=siblings)


def trace_incident(connection: Connection, incident_id: int) -> Trace | None:
    """Follow an incident up to its articles and down to the decision."""
    found = traces.list_known(connection, ids=[incident_id])
    if not found:
        return None
    rows = [traces.find_article(connection, report.article_id) for report in found[0].incident.reports]
    siblings = incidents.get_dispute(connection, found[0].dispute.id).incidents
    articles = tuple(row for row in rows if row)
    return Trace(kind="incident", articles=articles, known=found[0], siblings=siblings)


def incident_json(known: Known, *, now: datetime) -> dict[str, Any]:
    """Return an incident as `tocsin incidents --json` lists it."""
    told, decision = known.incident, known.alert
    return {
        "id": told.id,
        "status": dispute_status(known.dispute, now=now),
        "dispute_id": told.dispute_id,
        "kind": told.kind,
        "event_type": told.event_type,
        "headline": headline(told),
        "level": int(told.level),
        "direction": str(told.direction),
        "dyads": [list(dyad) for dyad in told.dyads],
        "location": told.location,
        "places": list(told.places),
        "day": moment(told.day),
        "killed_low": told.killed_low,
        "killed_high": told.killed_high,
        "injured_low": told.injured_low,
        "injured_high": told.injured_high,
        "first_reported_at": moment(told.first_reported_at),
        "last_reported_at": moment(told.last_reported_at),
        "publishers": list(told.publishers),
        "article_urls": _urls(told),
        "alert": dict(pick(decision, ("alert_key", "status", "reason"))) if decision else None,
    }


def alert_json(known: Known) -> dict[str, Any]:
    """Return an alert as `tocsin alerts --json` lists it; `kind` is "" while it is held."""
    told, decision = known.incident, known.alert or {}
    return {
        "alert_key": decision["alert_key"],
        "incident_id": told.id,
        "dispute_id": told.dispute_id,
        "kind": decision["kind"],
        "level": int(told.level),
        "direction": str(told.direction),
        "dyads": [list(dyad) for dyad in told.dyads],
        "location": told.location,
        "headline": headline(told),
        "status": decision["status"],
        "reason": decision["reason"],
        "channel": decision["channel"],
        "ts": decision["ts"],
        "thread_ts": decision["thread_ts"],
        "decided_at": moment(decision["decided_at"]),
        "sent_at": moment(decision["sent_at"]),
        "error": decision["error"],
        "article_urls": _urls(told),
    }


def dispute_status(dispute: Dispute, *, now: datetime) -> str:
    """Whether a dispute would go on with an incident reported now."""
    return "open" if now - dispute.last_incident_at <= QUIET else "over"


def pick(row: Mapping[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    """Return some columns of a row."""
    return {name: row[name] for name in names}


def _dispute_json(dispute: Dispute, siblings: tuple[Incident, ...], *, now: datetime) -> dict[str, Any]:
    return {
        "id": dispute.id,
        "status": dispute_status(dispute, now=now),
        "parties": list(dispute.parties),
        "opened_at": moment(dispute.opened_at),
        "last_incident_at": moment(dispute.last_incident_at),
        "previous_id": dispute.previous_id,
        "incident_ids": [incident.id for incident in siblings],
    }


def _article_json(row: Mapping[str, Any]) -> dict[str, Any]:
    entries = [plain(pick(each, ENTRY)) | {"feed": plain(pick(each["feed"], FEED))} for each in row["entries"]]
    reading = row["assessment"]
    return plain(pick(row, ARTICLE)) | {
        "entries": entries,
        "revisions": [plain(pick(each, REVISION)) for each in row["revisions"]],
        "assessment": plain(pick(reading, READING)) if reading else None,
        "incident_id": row["incident_id"],
    }


def _urls(told: Incident) -> list[str]:
    """Return where it is reported, the newest first."""
    newest = sorted(told.reports, key=lambda report: report.published_at, reverse=True)
    return list(dict.fromkeys(report.url for report in newest))
