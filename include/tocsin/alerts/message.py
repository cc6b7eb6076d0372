"""What does an alert look like in Slack?

Pure: the same telling gives the same message, so that an edit is due only when the message differs.
Three parts: one line of text for notifications, blocks for people (`parts`), metadata for programs.
"""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tocsin.alerts.parts import ROOMS, blocks_of, sources_words
from tocsin.alerts.telling import Quote, Telling
from tocsin.alerts.text import cut, escape, is_web_url, tidy
from tocsin.alerts.wording import day_words, headline, level_words
from tocsin.model import Report

__all__ = ["EVENT_TYPE", "Quote", "SlackMessage", "Telling", "headline", "render"]

EVENT_TYPE = "tocsin_alert"
# chat.update takes 4,000 characters, and escaping makes at most five of one.
TEXT_LIMIT = 780
# Slack refuses blocks from about 13,200 characters on. In which encoding is not known: ASCII JSON,
# where é is six characters, is the longest.
BLOCKS_LIMIT = 12_000
# Slack takes 8,000 bytes.
METADATA_LIMIT = 7_900


@dataclass(frozen=True, kw_only=True)
class SlackMessage:
    """What Slack is given. `text` is for notifications and screen readers."""

    text: str
    blocks: list[dict[str, Any]]
    metadata: dict[str, Any]


def render(telling: Telling, *, now: datetime) -> SlackMessage:
    """Write the message for `telling`; `now` only decides which dates need their year."""
    blocks: list[dict[str, Any]] = []
    for room in ROOMS:
        blocks = blocks_of(telling, room, now=now)
        if len(json.dumps(blocks)) < BLOCKS_LIMIT:
            break
    return SlackMessage(text=_text(telling, now), blocks=blocks, metadata=_metadata(telling))


def _text(telling: Telling, now: datetime) -> str:
    """The same facts in one line; escaped last, so that no entity is cut."""
    incident = telling.incident
    marks = {"retracted": "Retracted: ", "raised": "Raised: "}
    publishers = ", ".join(tidy(publisher, 60) for publisher in incident.publishers[:8])
    said = [
        f"{marks.get(telling.kind, '')}{headline(incident)}",
        f"level {level_words(incident.level)}",
        day_words(incident.day, now=now),
        "a first in the record" if telling.first_since else "",
        f"{sources_words(incident.reports)}: {cut(publishers, 240)}" if incident.reports else "",
    ]
    return escape(cut(" · ".join(filter(None, said)), TEXT_LIMIT))


def _metadata(telling: Telling) -> dict[str, Any]:
    """What programs read: no null and no bare list, as @slack/types has it."""
    incident = telling.incident
    payload: dict[str, Any] = {
        "alert_key": telling.alert_key,
        "incident_id": str(incident.id),
        "kind": telling.kind,
        "level": int(incident.level),
        "dyads": [{"initiator": tidy(a, 60), "target": tidy(b, 60)} for a, b in incident.dyads[:8]],
        "location": tidy(incident.location or "", 60),
        "article_urls": [],
    }
    metadata = {"event_type": EVENT_TYPE, "event_payload": payload}
    payload["article_urls"] = _article_urls(incident.reports, room=METADATA_LIMIT - len(json.dumps(metadata)))
    return metadata


def _article_urls(reports: tuple[Report, ...], *, room: int) -> list[dict[str, str]]:
    """The reports' addresses, the newest first, as many as fit into `room` bytes of JSON."""
    newest = sorted(reports, key=lambda report: report.published_at, reverse=True)
    urls: list[dict[str, str]] = []
    for url in dict.fromkeys(report.url for report in newest if is_web_url(report.url)):
        room -= len(json.dumps({"url": url})) + len(", ")
        if room < 0:
            break
        urls.append({"url": url})
    return urls
