"""Which reports tell of one act, and what do they say of it together?

Two reports tell of one incident when kind, parties, time and place agree (`match`). What an incident *is*
follows from its reports alone (`fold`), so that the order in which they come in changes nothing.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TypeAlias, TypeVar

from tocsin.incidents.places import each_once, folded, is_same_place
from tocsin.model import Act, Assessment, Direction, Dyad, Incident, Level, Report

Value = TypeVar("Value")
# How much of their wording two fingerprints share, 0 to 1.
Likeness: TypeAlias = Callable[[tuple[int, ...], tuple[int, ...]], float]

# Follow-ups to one act come for a day and a half; later ones are taken for a new act unless they date it.
# From the first report of an act to the last that is still taken for one of it.
LONGEST = timedelta(days=3)
FOLLOW_UP = timedelta(hours=36)
# A report that dates its act may be a day off: time zones, "overnight".
DATE_SLACK = timedelta(days=1)
# Two texts that share this much of their wording run the same wire copy.
SAME_COPY = 0.4
# Whom an act is keyed by that names no party, no country and no place.
NOBODY = "unknown"


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What the reports of one incident say together."""

    kind: str
    event_type: str
    level: Level
    direction: Direction
    dyads: tuple[Dyad, ...]
    initiator: str | None
    target: str | None
    location: str | None
    places: tuple[str, ...]
    day: date
    killed_low: int | None
    killed_high: int | None
    injured_low: int | None
    injured_high: int | None
    means: str | None


def leading_act(reading: Assessment) -> Act | None:
    """Return the act that an article is about, or `None` when it reports no act between parties."""
    if reading.level is Level.NONE and reading.direction is not Direction.DEESCALATION:
        return None
    if reading.acts and reading.acts[0].level == reading.level:
        # "Troops leave after a deadly raid": the raid sets the level, the leaving the direction.
        return replace(reading.acts[0], direction=reading.direction)
    initiator, target = reading.dyads[0] if reading.dyads else (None, None)
    return Act(
        event_type="yield" if reading.direction is Direction.DEESCALATION else "act",
        level=reading.level,
        direction=reading.direction,
        initiator=initiator,
        target=target,
        location=reading.location,
    )


def kind_of(act: Act) -> str:
    """Name the kind under which acts are told apart: the step on the scale, or what was done below it."""
    if act.direction is Direction.DEESCALATION:
        return "peace"
    if act.level >= Level.USE_OF_FORCE:
        return "force"
    if act.level is Level.DISPLAY_OF_FORCE:
        return "display"
    return "threat" if act.level is Level.THREAT else act.event_type


def parties(dyads: Sequence[Dyad], act: Act) -> tuple[str, ...]:
    """Return whom an incident is between, in alphabetical order.

    An act by nobody known is keyed by its target, or by the country where it happened, or the sea.
    """
    if dyads:
        return tuple(sorted(set(dyads[0])))
    return (act.target or act.initiator or act.location or next(iter(act.places), NOBODY),)


def day_of(report: Report) -> date:
    """Return the day of the act: as the text dates it, else the day it was reported."""
    return report.act.happened_on or report.published_at.date()


def match(report: Report, candidates: Iterable[Incident], *, likeness: Likeness) -> Incident | None:
    """Return the incident that a report tells of, or `None` when it tells of a new one."""
    scored = [(_agreement(report, incident, likeness), incident) for incident in candidates]
    fitting = [(score, incident.last_reported_at, incident) for score, incident in scored if score > 0]
    return max(fitting, key=lambda each: each[:2])[2] if fitting else None


def fold(reports: Sequence[Report]) -> Facts:
    """Say what the reports of one incident tell together: the usual answer, and the newest toll."""
    told = sorted(reports, key=lambda report: (report.published_at, report.article_id))
    acts = [report.act for report in told]
    dyads = _usual(report.dyads for report in told if report.dyads) or ()
    initiator, target = dyads[0] if dyads else (None, _usual(act.target for act in acts))
    killed, injured = _newest_toll(acts, "killed"), _newest_toll(acts, "injured")
    return Facts(
        kind=kind_of(acts[0]),
        event_type=_usual(act.event_type for act in acts) or "",
        level=_level(acts),
        direction=acts[0].direction,
        dyads=dyads,
        initiator=initiator,
        target=target,
        location=_usual(act.location for act in acts),
        places=each_once(place for act in acts for place in act.places),
        day=min(day_of(report) for report in told),
        killed_low=killed[0],
        killed_high=killed[1],
        injured_low=injured[0],
        injured_high=injured[1],
        means=_usual(act.means for act in acts),
    )


def incident_key(report: Report) -> str:
    """Return the natural key of the incident that a report opens: who, what kind, where, which day."""
    who = ">".join(report.dyads[0]) if report.dyads else parties((), report.act)[0]
    where = next(iter(report.act.places), report.act.location or "")
    if (who, where) == (NOBODY, ""):
        # What names neither party nor place is like nothing but its own copies.
        where = f"article {report.article_id}"
    kind = "seizure" if _is_seizure(report.act) else kind_of(report.act)
    return f"{who}|{kind}|{where}|{day_of(report).isoformat()}"


def _agreement(report: Report, incident: Incident, likeness: Likeness) -> float:
    """Score how well a report fits an incident; 0 when something speaks against it."""
    if kind_of(report.act) != incident.kind or not _same_time(report, incident):
        return 0
    copy = max((likeness(report.fingerprint, each.fingerprint) for each in incident.reports), default=0.0)
    place = _place_agreement(report, incident, same_copy=copy >= SAME_COPY)
    if place < 1 and _is_seizure(report.act) != _is_seizure(incident):
        # A ship taken on the day of an air strike is another act, unless they name one place.
        return 0
    party = _party_agreement(report, incident, near=place >= 1 or copy >= SAME_COPY, same_copy=copy >= SAME_COPY)
    if not party or not place:
        return 0
    return party + place + copy


def _is_seizure(told: Act | Incident) -> bool:
    return told.event_type == "seize"


def _same_time(report: Report, incident: Incident) -> bool:
    dated = [each.act.happened_on for each in incident.reports if each.act.happened_on]
    # Words are news when they are said; the day that a threat names is often that of its deadline.
    if report.act.happened_on and dated and incident.kind != "threat":
        # By the day that was told first: by any day that was told, acts of one day after the other would chain.
        return abs(report.act.happened_on - (incident.day or dated[0])) <= DATE_SLACK
    begins, ends = incident.first_reported_at - FOLLOW_UP, incident.last_reported_at + FOLLOW_UP
    return begins <= report.published_at <= min(ends, incident.first_reported_at + LONGEST)


def _party_agreement(report: Report, incident: Incident, *, near: bool, same_copy: bool) -> float:
    """Same direction is best; the other way round, or unattributed, only what else is near counts.

    Of one clash each side blames the other; a display by the one side and one by the other are two.
    """
    mirrored = {dyad[::-1] for dyad in report.dyads} & set(incident.dyads)
    if mirrored and incident.kind == "peace":
        # A truce has no direction.
        return 2
    if not report.dyads or not incident.dyads:
        return _unattributed_agreement(report, incident, near=near)
    if set(report.dyads) & set(incident.dyads):
        return 2
    return 0.5 if mirrored and (same_copy or (near and incident.kind == "force")) else 0


def _unattributed_agreement(report: Report, incident: Incident, *, near: bool) -> float:
    if not report.dyads and not incident.dyads:
        keys = {parties((), each.act)[0] for each in incident.reports} - {NOBODY}
        return 1.5 if near or parties((), report.act)[0] in keys else 0
    named = {party for dyad in (*report.dyads, *incident.dyads) for party in dyad}
    attributed, bare = (report.act, incident) if report.dyads else (incident, report.act)
    hinted = {bare.target, bare.location} - {None}
    if not hinted:
        # On the high seas no country speaks for or against it: the weapon does.
        return 1 if near and report.act.means == incident.means else 0
    return 1 if near and hinted & {*named, attributed.location} else 0


def _place_agreement(report: Report, incident: Incident, *, same_copy: bool) -> float:
    """1 or more when a place is shared, a little when nothing speaks against it, else 0."""
    here, there = folded(report.act.places), folded(incident.places)
    if any(is_same_place(one, other) for one in here for other in there):
        return 1.5
    if same_copy:
        return 1
    if here and there:
        return 0.4 if _same_toll(report, incident) else 0
    # Of a clash on a border, one newsroom says that it was here and another that it was there.
    differ = report.act.location and incident.location and report.act.location != incident.location
    return 0.2 if differ else 0.5


def _same_toll(report: Report, incident: Incident) -> bool:
    tolls = {each.act.killed_low for each in incident.reports} - {None, 0}
    return report.act.killed_low in tolls


def _usual(values: Iterable[Value | None]) -> Value | None:
    """Return the commonest value that is given, the first of several."""
    counted = Counter(value for value in values if value)
    return counted.most_common(1)[0][0] if counted else None


def _level(acts: Sequence[Act]) -> Level:
    """Return the gravest level that two reports tell, or half of them: one alone may have misread, or be misread."""
    told = Counter(act.level for act in acts)
    borne_out = [level for level, count in told.items() if count > 1 or 2 * count >= len(acts)]
    return max(borne_out) if borne_out else sorted(act.level for act in acts)[len(acts) // 2]


def _newest_toll(acts: Sequence[Act], which: str) -> tuple[int | None, int | None]:
    for act in reversed(acts):
        low, high = getattr(act, f"{which}_low"), getattr(act, f"{which}_high")
        if low is not None or high is not None:
            return low, high
    return None, None
