"""What does one alert say in Slack?

Pure: the same telling gives the same message, so that an edit is due only when the message differs.
An analyst reads it on a phone at night: who, whom and how hard come first, then where, when and how
many, then the sentences that decided it, then who told it.
"""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tocsin.alerts import blocks as b
from tocsin.alerts import wording as w
from tocsin.alerts.blocks import Block, Element
from tocsin.alerts.text import clean, cut, escape, is_web_url, tidy
from tocsin.alerts.wording import headline as headline
from tocsin.model import Act, Direction, Dispute, Incident, Level, Report

EVENT_TYPE = "tocsin_alert"
TEXT_LIMIT = 1500
# Slack refuses blocks at about 13,200 characters and does not say in which encoding; ASCII JSON is the longest.
BLOCKS_LIMIT = 12_000
METADATA_LIMIT = 7_900
SIGNS = {Level.NONE: "⚪", Level.HOSTILE_ACT: "⚪", Level.THREAT: "🟡", Level.DISPLAY_OF_FORCE: "🟠"}
WORST = "🔴"


@dataclass(frozen=True, kw_only=True)
class Quote:
    """A sentence that decided the reading, exactly as its publisher wrote it."""

    text: str
    publisher: str
    url: str


@dataclass(frozen=True, kw_only=True)
class Telling:
    """Everything that one message says.

    `kind` is new, raised, update, deescalation or retracted. `context` holds other acts of the same reports.
    `is_first`: the first act of this level by this directed pair in the record. `opens_thread`: the
    dispute's own message, which shows its timeline, and not a reply in its thread.
    """

    alert_key: str
    kind: str
    incident: Incident
    dispute: Dispute
    quotes: tuple[Quote, ...] = ()
    context: tuple[Act, ...] = ()
    is_first: bool = False
    opens_thread: bool = True


@dataclass(frozen=True, kw_only=True)
class SlackMessage:
    """What Slack is given. `text` is for notifications and screen readers."""

    text: str
    blocks: list[dict[str, Any]]
    metadata: dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Room:
    """How much of what repeats is shown."""

    quotes: int = 4
    quote_length: int = 600
    sources: int = 8
    title_length: int = 160
    url_length: int = 800
    timeline: int = 8
    context: int = 5


# Tried in this order until the blocks are short enough; the last always is.
ROOMS = (
    Room(),
    Room(quotes=3, quote_length=300, sources=6, title_length=100, url_length=400, timeline=6, context=3),
    Room(quotes=2, quote_length=160, sources=4, title_length=60, url_length=200, timeline=3, context=2),
    Room(quotes=1, quote_length=120, sources=2, title_length=40, url_length=100, timeline=1, context=0),
)


def render(telling: Telling, *, now: datetime) -> SlackMessage:
    """Write the message for `telling`; `now` only decides which dates need their year."""
    blocks: list[Block] = []
    for room in ROOMS:
        blocks = _blocks(telling, room, now)
        if len(json.dumps(blocks)) < BLOCKS_LIMIT:
            break
    return SlackMessage(text=_text(telling, now), blocks=blocks, metadata=_metadata(telling))


def _blocks(telling: Telling, room: Room, now: datetime) -> list[Block]:
    parts = [
        b.header(_header(telling)),
        b.rich_text(b.section(*_facts(telling, now))),
        _evidence(telling.quotes, room),
        _context(telling.context, room, now),
        _sources(telling.incident.reports, room, now),
        _timeline(telling, room, now),
        b.context(_footer(telling)),
    ]
    return [part for part in parts if part]


def _header(telling: Telling) -> str:
    """The line that a phone shows: sign, level, pair."""
    incident = telling.incident
    who = w.parties(incident.dyads, incident.initiator, incident.target)
    if incident.direction is Direction.DEESCALATION:
        said = f"🕊️ De-escalation: {who}"
    else:
        said = f"{SIGNS.get(incident.level, WORST)} {_capital(w.LEVEL_WORDS[incident.level])}: {who}"
    marks = {"retracted": "Retracted: ", "raised": "Raised: "}
    return marks.get(telling.kind, "") + said


def _facts(telling: Telling, now: datetime) -> list[Element]:
    """One line for each thing that is known; all of them struck through once retracted."""
    incident, struck = telling.incident, telling.kind == "retracted"
    rows = [
        ("Level", w.level_words(incident.level)),
        ("Act", w.kind_words(incident.kind, incident.means)),
        ("Where", w.place(incident.location, incident.places) or "not told"),
        ("When", _when(incident, now)),
        ("Casualties", w.casualties(incident) or "none told"),
    ]
    elements: list[Element] = []
    if struck:
        elements.append(b.words("The reports behind this alert no longer bear it out.\n", bold=True))
    for label, value in rows:
        elements.append(b.words(f"{label}  ", bold=True))
        elements.append(b.words(_capital(value), strike=struck))
        elements.append(b.words("\n"))
    if telling.is_first and not struck:
        elements.append(b.words(f"★ A first in the record: {_first(incident)}\n", bold=True))
    return elements[:-1] if elements[-1] == b.words("\n") else elements


def _when(incident: Incident, now: datetime) -> str:
    first, last = (
        w.moment_words(at, now=now) for at in (incident.first_reported_at, incident.last_reported_at)
    )
    told = f"told {first}" if first == last else f"first told {first}, last {last}"
    return f"{w.day_words(incident.day, now=now)} ({told})"


def _first(incident: Incident) -> str:
    who = w.parties(incident.dyads, incident.initiator, incident.target)
    return f"{who} at level {w.level_words(incident.level)}"


def _evidence(quotes: tuple[Quote, ...], room: Room) -> Block | None:
    parts: list[Element] = []
    for each in quotes[: room.quotes]:
        said = tidy(each.text, room.quote_length)
        if said:
            parts.append(b.quote(b.words(f"“{said}” — "), _link_or_words(each.url, each.publisher, room)))
    return b.rich_text(b.section(b.words("Evidence", bold=True)), *parts) if parts else None


def _context(acts: tuple[Act, ...], room: Room, now: datetime) -> Block | None:
    rows = [b.section(b.words(_act_line(act, now))) for act in acts[: room.context]]
    return b.rich_text(b.section(b.words("Also told", bold=True)), b.bullets(rows)) if rows else None


def _act_line(act: Act, now: datetime) -> str:
    """Another act of the same reports, in its own words where there are any."""
    dyads = ((act.initiator, act.target),) if act.initiator and act.target else ()
    status = w.STATUS_WORDS.get(act.status, "" if act.is_new else "earlier")
    said = [
        w.parties(dyads, act.initiator, act.target),
        w.level_words(act.level) if act.direction is not Direction.DEESCALATION else "de-escalation",
        w.kind_words(act.event_type, act.means),
        w.place(act.location, act.places),
        w.day_words(act.happened_on, now=now) if act.happened_on else "",
        w.casualties(act),
        status,
        f"“{tidy(act.span.text, 200)}”" if act.span else "",
    ]
    return cut(" · ".join(filter(None, said)), 480)


def _sources(reports: tuple[Report, ...], room: Room, now: datetime) -> Block | None:
    """Who told it, the newest first, with links."""
    if not reports:
        return None
    newest = sorted(reports, key=lambda report: report.published_at, reverse=True)
    rows = [_source(report, room, now) for report in newest[: room.sources]]
    if len(newest) > room.sources:
        rows.append(b.section(b.words(f"and {len(newest) - room.sources} more")))
    title = b.section(b.words(_sources_words(reports), bold=True))
    return b.rich_text(title, b.bullets(rows))


def _source(report: Report, room: Room, now: datetime) -> Element:
    publisher = tidy(report.publisher, 60) or "unnamed publisher"
    title = _link_or_words(report.url, report.title, room)
    return b.section(
        b.words(publisher, bold=True),
        b.words(" — "),
        title,
        b.words(f" · {w.moment_words(report.published_at, now=now)}"),
    )


def _sources_words(reports: tuple[Report, ...]) -> str:
    told = "1 report" if len(reports) == 1 else f"{len(reports)} reports"
    publishers = len({report.publisher for report in reports})
    return f"One source, {told}" if publishers == 1 else f"{publishers} publishers, {told}"


def _link_or_words(url: str, label: str, room: Room) -> Element:
    """A link where the address may be one; a label that shows another host is never used."""
    said = tidy(label, room.title_length)
    if is_web_url(url, limit=room.url_length):
        return b.link(url, said)
    return b.words(said or "no title")


def _timeline(telling: Telling, room: Room, now: datetime) -> Block | None:
    """The dispute so far, its latest incidents; only where the message stands for the dispute."""
    chain = telling.dispute.incidents
    if not telling.opens_thread or len(chain) < 2:
        return None
    rows = [
        b.section(b.words(_timeline_line(each, now), bold=each.id == telling.incident.id))
        for each in chain[-room.timeline :]
    ]
    names = " – ".join(w.name_of(party) for party in telling.dispute.parties[:2])
    earlier = len(chain) - len(rows)
    title = f"Dispute {names}: {len(chain)} incidents since {w.day_words(chain[0].day, now=now)}"
    title += f", {earlier} earlier not shown" if earlier > 0 else ""
    return b.rich_text(b.section(b.words(title, bold=True)), b.bullets(rows))


def _timeline_line(incident: Incident, now: datetime) -> str:
    return cut(f"{w.day_words(incident.day, now=now)} · {int(incident.level)} · {headline(incident)}", 220)


def _footer(telling: Telling) -> str:
    said = [f"Incident {telling.incident.id}", f"dispute {telling.dispute.id}", telling.kind]
    if telling.dispute.previous_id is not None:
        said.append(f"an earlier dispute between them: {telling.dispute.previous_id}")
    return clean(" · ".join(said))


def _text(telling: Telling, now: datetime) -> str:
    """The same facts in one line; escaped last, so that no entity is cut."""
    incident = telling.incident
    marks = {"retracted": "Retracted: ", "raised": "Raised: "}
    said = [
        f"{marks.get(telling.kind, '')}{headline(incident)}",
        f"level {int(incident.level)}",
        w.day_words(incident.day, now=now),
        "a first in the record" if telling.is_first else "",
        _sources_words(incident.reports) if incident.reports else "",
        cut(", ".join(tidy(publisher, 60) for publisher in incident.publishers[:8]), 300),
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
        "dyads": [
            {"initiator": clean(one)[:80], "target": clean(other)[:80]} for one, other in incident.dyads[:12]
        ],
        "location": incident.location or "",
        "article_urls": [],
    }
    metadata = {"event_type": EVENT_TYPE, "event_payload": payload}
    size = len(json.dumps(metadata))
    newest = sorted(incident.reports, key=lambda report: report.published_at, reverse=True)
    for url in dict.fromkeys(report.url for report in newest):
        size += len(json.dumps({"url": url})) + 2
        if size > METADATA_LIMIT:
            break
        payload["article_urls"].append({"url": url})
    return metadata


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
