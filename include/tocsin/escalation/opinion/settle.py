"""What may a second opinion change of an assessment, and what not?

The rule. The text may have been written to move the model, so that what the model says counts only as far as the
text's own words, and what the rules found in them, bear it out:

1. **Down** (a lower level, or no alert any more) only to 0 or to the level of an act that the rules found, and only
   with a quotation from a passage in which they found an act: the model has to look at it, and say that it does not
   count. Never below a *firm* act: new and real, between two named parties, dated by the text to the last days.
2. **Up** (a higher level, or an alert) only with a quotation that names a party of the act, or, where nobody is
   blamed, that stands where the rules found an act.
3. **Sideways** it fills in parties and place that the rules left open. It replaces none that they found.

An order in a text ("level 0", "level 5") is no act that the rules found and names no party, so that obeying it
fails 1 and 2.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from tocsin.escalation.counting.newness import NEW
from tocsin.escalation.opinion.accept import Opinion
from tocsin.model import Act, Assessment, Direction, Level, Span, Status

# Less sure than a coin, the model has no opinion either.
SURE = 0.5
FRESH = timedelta(days=3)
_EVENTS = {
    Level.NONE: "yield",
    Level.HOSTILE_ACT: "accuse",
    Level.THREAT: "threaten",
    Level.DISPLAY_OF_FORCE: "mobilize",
    Level.USE_OF_FORCE: "assault",
    Level.WAR: "assault",
}


@dataclass(frozen=True)
class Settled:
    """The assessment after an opinion, and in words what that changed of it."""

    assessment: Assessment
    came_of_it: str


def settle(reading: Assessment, opinion: Opinion, *, published_at: datetime | None) -> Settled:
    """Weigh an opinion against our reading; the reasons of the assessment are the caller's to extend."""
    why_not = _why_not(reading, opinion, published_at)
    if why_not:
        return Settled(reading, f"changed nothing: {why_not}")
    after = _adopt(reading, opinion)
    changes = [
        f"{name} {_show(before)} → {_show(now)}"
        for name in ("level", "direction", "dyads", "location")
        if (before := getattr(reading, name)) != (now := getattr(after, name))
    ]
    # Whether people should be told was asked twice, and neither answer is known to be the better one.
    theirs = opinion.confidence if after.alert else 1 - opinion.confidence
    after = replace(after, probability=round((reading.probability + theirs) / 2, 4))
    return Settled(after, "changed " + ", ".join(changes) if changes else "agrees")


def _why_not(reading: Assessment, opinion: Opinion, published_at: datetime | None) -> str:
    if opinion.confidence < SURE:
        return "it is not sure itself"
    lowers = opinion.level < reading.level or (reading.alert and not opinion.alert)
    raises = opinion.level > reading.level or (opinion.alert and not reading.alert)
    why_not = _why_not_down(reading, opinion, published_at) if lowers else ""
    return why_not or (_why_not_up(reading, opinion) if raises else "")


def _why_not_down(reading: Assessment, opinion: Opinion, published_at: datetime | None) -> str:
    firm = [act for act in reading.acts if act.level <= reading.level and _is_firm(act, published_at)]
    if any(opinion.level < act.level or (act.level >= Level.THREAT and not opinion.alert) for act in firm):
        return "the text itself dates the act between named parties to the last days"
    if opinion.level not in {Level.NONE, *(act.level for act in reading.acts)}:
        return f"no act of level {int(opinion.level)} was found in the text"
    return "" if _is_where_acts_are(opinion, reading) else "it quotes no passage in which an act was found"


def _why_not_up(reading: Assessment, opinion: Opinion) -> str:
    parties = {party for dyad in opinion.dyads for party in dyad}
    if opinion.dyads:
        return "" if parties & opinion.quoted else "its quotation names none of its parties"
    return "" if _is_where_acts_are(opinion, reading) else "it blames nobody, and quotes no act that was found"


def _is_firm(act: Act, published_at: datetime | None) -> bool:
    if published_at is None or act.happened_on is None:
        return False
    told = act.is_new and act.status in NEW and act.direction is Direction.ESCALATION
    age = published_at.date() - act.happened_on
    return bool(told and act.initiator and act.target) and timedelta(0) <= age <= FRESH


def _is_where_acts_are(opinion: Opinion, reading: Assessment) -> bool:
    spans = [*reading.evidence, *(act.span for act in reading.acts if act.span)]
    return opinion.span is not None and any(_overlap(opinion.span, span) for span in spans)


def _overlap(one: Span, other: Span) -> bool:
    return one.field == other.field and one.start < other.end and other.start < one.end


def _adopt(reading: Assessment, opinion: Opinion) -> Assessment:
    """Let the opinion's verdict stand; where it is ours too, it only fills in what we left open."""
    same = (opinion.level, opinion.direction) == (reading.level, reading.direction)
    if opinion.level is Level.NONE and opinion.direction is Direction.NONE:
        old = tuple(replace(act, is_new=False) for act in reading.acts)
        return reading if same else Assessment(level=Level.NONE, direction=Direction.NONE, acts=old)
    dyads = (reading.dyads if same else ()) or opinion.dyads or reading.dyads
    location = (reading.location if same else None) or opinion.location
    if same and (dyads, location) == (reading.dyads, reading.location):
        return reading
    filled = replace(reading, level=opinion.level, direction=opinion.direction, dyads=dyads, location=location)
    act = _act(filled, opinion)
    others = tuple(each for each in reading.acts if each.span != act.span or each.level != act.level)
    evidence = reading.evidence if same else tuple(_once((opinion.span, *reading.evidence)))
    return replace(filled, acts=(act, *others), evidence=evidence)


def _act(verdict: Assessment, opinion: Opinion) -> Act:
    """Return the act that decides now: the one of ours that fits, else one made of what the opinion says."""
    parties = verdict.dyads[0] if verdict.dyads else (None, None)
    fitting = (
        act
        for act in verdict.acts
        if act.level is verdict.level
        and act.direction is verdict.direction
        and (act.initiator, act.target) in (parties, (None, None))
    )
    made = Act(
        event_type="yield" if verdict.direction is Direction.DEESCALATION else _EVENTS[verdict.level],
        level=verdict.level,
        direction=verdict.direction,
        span=opinion.span,
    )
    act = next(fitting, made)
    status = act.status if act.status in NEW else Status.DONE
    location = verdict.location or act.location
    return replace(act, status=status, is_new=True, initiator=parties[0], target=parties[1], location=location)


def _once(spans: Iterable[Span | None]) -> Iterable[Span]:
    return dict.fromkeys(span for span in spans if span)


def _show(value: object) -> str:
    if isinstance(value, Level):
        return str(int(value))
    if isinstance(value, tuple):
        return "; ".join(f"{a} to {b}" for a, b in value) or "nobody"
    return "nowhere" if value is None else str(value)
