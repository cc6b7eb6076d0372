"""Of which parts is an alert made, and in what order are they read?

On a phone at night: who, whom and how hard come first, then where, when and how many, then the
sentences that decided it, what else they told, who told it, and the dispute so far.
"""

from dataclasses import dataclass
from datetime import datetime

from tocsin.alerts import blocks as b
from tocsin.alerts import wording as w
from tocsin.alerts.blocks import Block, Element
from tocsin.alerts.names import name_of
from tocsin.alerts.telling import Quote, Telling
from tocsin.alerts.text import cut, is_web_url, names_other_host, tidy
from tocsin.model import Act, Direction, Incident, Level, Report

SIGNS = {
    Level.NONE: "⚪",
    Level.HOSTILE_ACT: "⚪",
    Level.THREAT: "🟡",
    Level.DISPLAY_OF_FORCE: "🟠",
    Level.USE_OF_FORCE: "🔴",
    Level.WAR: "🟣",
}
ACT_LIMIT = 480
TIMELINE_LIMIT = 220


@dataclass(frozen=True, kw_only=True)
class Room:
    """How much is shown of what repeats: counts, and lengths in UTF-16 units."""

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
    Room(quotes=1, quote_length=120, sources=1, title_length=40, url_length=100, timeline=0, context=0),
)


def blocks_of(telling: Telling, room: Room, *, now: datetime) -> list[Block]:
    """All parts of the message that have something to say, within `room`."""
    parts = [
        b.header(header_words(telling)),
        b.rich_text(b.section(*_facts(telling, now))),
        _evidence(telling.quotes, room),
        _context(telling.context, room, now),
        _sources(telling.incident.reports, room, now),
        _timeline(telling, room, now),
        b.context(_footer(telling)),
    ]
    return [part for part in parts if part]


def header_words(telling: Telling) -> str:
    """The line that a phone shows: sign, level, pair."""
    incident = telling.incident
    who = w.parties(incident.dyads, incident.initiator, incident.target)
    calms = incident.direction is Direction.DEESCALATION
    said = "de-escalation" if calms else w.LEVEL_WORDS[incident.level]
    if telling.is_retracted:
        return f"🚫 Retracted ({said}): {who}"
    if calms:
        return f"🕊️ De-escalation: {who}"
    said = f"Raised to {said}" if telling.kind == "raised" else _capital(said)
    return f"{SIGNS[incident.level]} {said}: {who}"


def sources_words(reports: tuple[Report, ...]) -> str:
    """How many told it; one publisher alone is marked, however often it did."""
    told = "1 report" if len(reports) == 1 else f"{len(reports)} reports"
    publishers = len({report.publisher for report in reports})
    return f"One source, {told}" if publishers == 1 else f"{publishers} publishers, {told}"


def _facts(telling: Telling, now: datetime) -> list[Element]:
    """One line for each thing that is known; all of them struck through once retracted."""
    struck = telling.is_retracted
    lines: list[list[Element]] = []
    if struck:
        lines.append([b.words("The reports behind this alert no longer bear it out.", bold=True)])
    for label, value in _rows(telling.incident, now):
        lines.append([b.words(f"{label}: ", bold=True), b.words(_capital(value), strike=struck)])
    if telling.first_since and not struck:
        since = f"(since {w.day_words(telling.first_since, now=now)})"
        lines.append([b.words(f"★ A first in the record {since}: {_pair_at_level(telling.incident)}", bold=True)])
    elements = [element for line in lines for element in [*line, b.words("\n")]]
    return elements[:-1]


def _rows(incident: Incident, now: datetime) -> list[tuple[str, str]]:
    calms, forceful = incident.direction is Direction.DEESCALATION, incident.level >= Level.USE_OF_FORCE
    level = w.level_words(incident.level)
    if calms:
        level = f"de-escalation ({level})" if incident.level else "de-escalation"
    rows = [
        ("Level", level),
        ("Act", w.act_words(incident.event_type or incident.kind, incident.means)),
        ("Where", w.place(incident.location, incident.places) or ("not told" if forceful else "")),
        ("When", _when(incident, now)),
        ("Casualties", w.casualties(incident) or ("none told" if forceful else "")),
    ]
    return [(label, value) for label, value in rows if value]


def _when(incident: Incident, now: datetime) -> str:
    moments = (incident.first_reported_at, incident.last_reported_at)
    first, last = (w.moment_words(at, day=incident.day, now=now) for at in moments)
    told = f"told at {first}" if first == last else f"first told at {first}, last at {last}"
    return f"{w.day_words(incident.day, now=now)}, {told}"


def _pair_at_level(incident: Incident) -> str:
    who = w.parties(incident.dyads, incident.initiator, incident.target)
    return f"{who} at level {w.level_words(incident.level)}"


def _evidence(quotes: tuple[Quote, ...], room: Room) -> Block | None:
    parts: list[Element] = []
    for each in quotes[: room.quotes]:
        said = tidy(each.text, room.quote_length)
        if said:
            parts.append(b.quote(b.words(f"“{said}” — "), *_linked(each.url, each.publisher, room)))
    return b.rich_text(b.section(b.words("Evidence", bold=True)), *parts) if parts else None


def _context(acts: tuple[Act, ...], room: Room, now: datetime) -> Block | None:
    rows = [b.section(b.words(_act_line(act, now))) for act in acts[: room.context]]
    return b.rich_text(b.section(b.words("Also told", bold=True)), b.bullets(rows)) if rows else None


def _act_line(act: Act, now: datetime) -> str:
    """Another act of the same reports, in its own words where there are any."""
    dyads = ((act.initiator, act.target),) if act.initiator and act.target else ()
    said = [
        w.parties(dyads, act.initiator, act.target),
        "de-escalation" if act.direction is Direction.DEESCALATION else w.level_words(act.level),
        w.act_words(act.event_type, act.means),
        w.place(act.location, act.places),
        w.day_words(act.happened_on, now=now) if act.happened_on else "",
        w.casualties(act),
        w.ACT_STATUS_WORDS.get(act.status, "" if act.is_new else "earlier"),
        f"“{tidy(act.span.text, 200)}”" if act.span else "",
    ]
    return cut(" · ".join(filter(None, said)), ACT_LIMIT)


def _sources(reports: tuple[Report, ...], room: Room, now: datetime) -> Block | None:
    """Who told it, the newest first, with links."""
    if not reports:
        return None
    newest = sorted(reports, key=lambda report: report.published_at, reverse=True)
    rows = [_source(report, room, now) for report in newest[: room.sources]]
    if len(newest) > room.sources:
        rows.append(b.section(b.words(f"and {len(newest) - room.sources} more")))
    return b.rich_text(b.section(b.words(sources_words(reports), bold=True)), b.bullets(rows))


def _source(report: Report, room: Room, now: datetime) -> Element:
    publisher = b.words(tidy(report.publisher, 60) or "unnamed publisher", bold=True)
    told = b.words(f" · {w.moment_words(report.published_at, now=now)}")
    return b.section(publisher, b.words(": "), *_linked(report.url, report.title, room), told)


def _linked(url: str, label: str, room: Room) -> list[Element]:
    """`label` as a link; beside one that says where it leads, when the label itself names another host."""
    said = tidy(label, room.title_length)
    if not is_web_url(url, limit=room.url_length):
        return [b.words(said or "no title")]
    if not names_other_host(said, url):
        return [b.link(url, said)]
    # A bare address would be read as the link's own; a sentence with "Iran.The army" in it still informs.
    sentence = [b.words(f"{said} ")] if " " in said and "://" not in said else []
    return [*sentence, b.link(url)]


def _timeline(telling: Telling, room: Room, now: datetime) -> Block | None:
    """The dispute so far, its latest incidents; only where the message stands for the dispute."""
    chain = telling.dispute.incidents
    shown = chain[max(0, len(chain) - room.timeline) :]
    if not telling.opens_thread or len(chain) < 2 or not shown:
        return None
    rows = [b.section(b.words(_timeline_line(each, now), bold=each.id == telling.incident.id)) for each in shown]
    names = " – ".join(name_of(party) for party in telling.dispute.parties[:2])
    title = f"Dispute {names}: {len(chain)} incidents since {w.day_words(chain[0].day, now=now)}"
    title += f", the last {len(shown)}" if len(shown) < len(chain) else ""
    return b.rich_text(b.section(b.words(title, bold=True)), b.bullets(rows))


def _timeline_line(incident: Incident, now: datetime) -> str:
    said = f"{w.day_words(incident.day, now=now)} · {int(incident.level)} · {w.headline(incident)}"
    return cut(said, TIMELINE_LIMIT)


def _footer(telling: Telling) -> str:
    said = [f"Incident {telling.incident.id}", f"dispute {telling.dispute.id}", telling.kind]
    if telling.dispute.previous_id is not None:
        said.append(f"follows dispute {telling.dispute.previous_id}")
    return " · ".join(said)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
