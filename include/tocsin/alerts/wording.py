"""How do we say a level, a pair, a place, a toll or a day in plain English?

Everything returned is clean and bounded, and not escaped: it goes into plain_text or rich_text, and
through `escape` on its way into a message's top-level text.
"""

from datetime import date, datetime

from tocsin.alerts.names import name_in_sentence, name_of
from tocsin.alerts.text import cut, tidy
from tocsin.model import Act, Direction, Dyad, Incident, Level, Status

LEVEL_WORDS = {
    Level.NONE: "no hostile act",
    Level.HOSTILE_ACT: "hostile act without force",
    Level.THREAT: "threat of force",
    Level.DISPLAY_OF_FORCE: "display of force",
    Level.USE_OF_FORCE: "use of force",
    Level.WAR: "war",
}
# PLOVER's classes, and the kinds of incident, as an analyst would say them.
ACT_WORDS = {
    "accuse": "accusation",
    "agree": "agreement",
    "aid": "aid",
    "assault": "attack",
    "coerce": "pressure",
    "concede": "concession",
    "consult": "talks",
    "cooperate": "cooperation",
    "demand": "demand",
    "display": "military moves",
    "force": "attack",
    "mobilize": "military moves",
    "peace": "step towards peace",
    "protest": "protest",
    "reduce": "cutting of ties",
    "reject": "rejection",
    "request": "demand",
    "retreat": "withdrawal",
    "sanction": "sanctions",
    "seize": "seizure",
    "support": "support",
    "threat": "threat",
    "threaten": "threat",
    "yield": "step towards peace",
}
# How real an act is, where that needs saying.
ACT_STATUS_WORDS = {
    Status.THREATENED: "threatened",
    Status.CLAIMED: "claimed",
    Status.DENIED: "denied",
    Status.HYPOTHETICAL: "hypothetical",
    Status.PAST: "earlier",
}
MAX_PLACES = 3
MAX_DYADS = 12
PARTIES_LIMIT = 110
PLACE_LIMIT = 120


def level_words(level: Level) -> str:
    """Number and words: "4 use of force"."""
    return f"{int(level)} {LEVEL_WORDS[level]}"


def act_words(event_type: str, means: str | None) -> str:
    """What was done and with what: "attack (air strike)"."""
    said = ACT_WORDS.get(event_type.lower()) or tidy(event_type.replace("_", " "), 40) or "act"
    with_what = tidy(means or "", 60)
    return f"{said} ({with_what})" if with_what and with_what != said else said


def parties(dyads: tuple[Dyad, ...], initiator: str | None, target: str | None) -> str:
    """Who → whom by name: "India ↔ Pakistan" when both act, "Unknown → Iran" when only the target is."""
    if not dyads:
        nobody = "Unknown attacker" if not (initiator or target) else name_of(initiator)
        return f"{nobody} → {name_of(target)}" if target else nobody
    once = list(dict.fromkeys(dyads[:MAX_DYADS]))
    forward = [dyad for number, dyad in enumerate(once) if dyad[::-1] not in once[:number]]
    arrows = ["↔" if dyad[::-1] in once and dyad[0] != dyad[1] else "→" for dyad in forward]
    initiators, targets = (list(dict.fromkeys(side)) for side in zip(*forward, strict=True))
    # "A, B → C, D" would say that each acted against each.
    if len(set(arrows)) == 1 and len(forward) == len(initiators) * len(targets):
        return cut(f"{_several(initiators)} {arrows[0]} {_several(targets)}", PARTIES_LIMIT)
    pairs = zip(forward, arrows, strict=True)
    return cut("; ".join(f"{name_of(a)} {arrow} {name_of(b)}" for (a, b), arrow in pairs), PARTIES_LIMIT)


def place(location: str | None, places: tuple[str, ...]) -> str:
    """Country and what lies in it: "Iran (Sistan-Baluchestan)"; empty when neither is known."""
    named = list(dict.fromkeys(filter(None, (tidy(each, 40) for each in places[:MAX_PLACES]))))
    if not location:
        return cut(", ".join(named), PLACE_LIMIT)
    country = name_in_sentence(location)
    inside = [each for each in named if each.casefold() != name_of(location).casefold()]
    return cut(f"{country} ({', '.join(inside)})" if inside else country, PLACE_LIMIT)


def casualties(told: Act | Incident) -> str:
    """Killed and injured, low to high: "at least 9 killed, 3–5 injured"; empty when the texts give none."""
    killed = _count(told.killed_low, told.killed_high, "killed")
    injured = _count(told.injured_low, told.injured_high, "injured")
    return ", ".join(filter(None, (killed, injured)))


def day_words(day: date, *, now: datetime) -> str:
    """A day, its year only when it is not this one: "14 March"."""
    return f"{day.day} {day:%B}" + (f" {day.year}" if day.year != now.year else "")


def moment_words(moment: datetime, *, now: datetime, day: date | None = None) -> str:
    """A moment in UTC: "14 March 12:10 UTC"; on `day`, which the reader has just read, "12:10 UTC"."""
    time = f"{moment:%H:%M} UTC"
    return time if moment.date() == day else f"{day_words(moment.date(), now=now)} {time}"


def headline(incident: Incident) -> str:
    """One act in one line: "Pakistan → Iran: use of force in Iran (Sistan-Baluchestan), 9 killed"."""
    who = parties(incident.dyads, incident.initiator, incident.target)
    where = place(incident.location, incident.places)
    toll = casualties(incident)
    return f"{who}: {what(incident)}" + (f" in {where}" if where else "") + (f", {toll}" if toll else "")


def what(incident: Incident) -> str:
    """The act's level in words, with its means below force; or that it is a step down, and which."""
    if incident.direction is Direction.DEESCALATION:
        return f"de-escalation, {act_words(incident.event_type or incident.kind, incident.means)}"
    means = tidy(incident.means or "", 60) if incident.level < Level.USE_OF_FORCE else ""
    return f"{LEVEL_WORDS[incident.level]} ({means})" if means else LEVEL_WORDS[incident.level]


def _several(actors: list[str]) -> str:
    return ", ".join(name_of(actor) for actor in actors)


def _count(low: int | None, high: int | None, verb: str) -> str:
    if low is None and high is None:
        return ""
    if low is None:
        return f"up to {high} {verb}"
    if high is None:
        return f"at least {low} {verb}"
    if high <= low:
        return f"{low} {verb}" if low else f"no one {verb}"
    return f"{low}–{high} {verb}"
