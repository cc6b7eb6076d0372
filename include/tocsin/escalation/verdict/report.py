"""Write the assessment down: acts in order, pairs, place, toll, evidence and reasons."""

from dataclasses import replace
from datetime import date

from tocsin.escalation.acts.means import means_of
from tocsin.escalation.article.hosts import guests_and_hosts
from tocsin.escalation.article.told import Told, tellings
from tocsin.escalation.counting.dates import happened_on
from tocsin.escalation.counting.newness import NEW
from tocsin.escalation.gazetteer.actors import home_of
from tocsin.escalation.grammar.draft import Draft
from tocsin.escalation.verdict.direction import direction_of
from tocsin.escalation.verdict.reasons import reasons, why_nothing
from tocsin.escalation.verdict.tolls import own_toll, toll_of
from tocsin.escalation.verdict.whereabouts import location_of, places_named
from tocsin.model import Act, Assessment, Direction, Dyad, Level, Span, Status

_MOST_ACTS = 60  # acts beside the first that are looked at; a text with more is no article


def assess(title: str, body: str, told: Told) -> Assessment:
    """Build the assessment; `title` and `body` are what its spans point into."""
    leading = told.leading
    others = _other_acts(title, body, told)
    if leading is None:
        return Assessment(
            level=Level.NONE,
            direction=Direction.NONE,
            acts=tuple(others),
            reasons=(why_nothing(told),),
        )
    direction = direction_of(told)
    dyads = _dyads(told)
    first = _acts(title, body, leading, told, lead=True)
    level = Level(leading.level)
    return Assessment(
        level=level,
        direction=direction,
        dyads=dyads,
        location=first[0].location if level else None,
        acts=tuple(first + others),
        evidence=_evidence(title, body, told),
        reasons=reasons(told, first[0], direction),
    )


def _dyads(told: Told) -> tuple[Dyad, ...]:
    leading = told.leading
    if leading is None:
        return ()
    pairs = list(leading.pairs)
    if leading.frame.roles == "own" and leading.guessed:
        pairs = pairs[:1]
    reverse = {(home_of(b), home_of(a)) for a, b in pairs}
    for draft in told.beside:
        told_as_one = draft.clauses is leading.clauses or draft.frame.roles != "mutual"
        if draft.mutual and told_as_one and set(draft.pairs) & set(leading.pairs):
            pairs += draft.pairs  # "A shells B" and, below, "who fired back"
        if draft.level != leading.level or draft.peace != leading.peace or draft.guessed or draft.frame.reaction:
            continue
        if leading.peace and pairs:
            continue  # who makes peace is named with it; whoever else is named gave the room
        pairs += [pair for pair in draft.pairs if (home_of(pair[0]), home_of(pair[1])) not in reverse]
    return tuple(dict.fromkeys((*pairs, *guests_and_hosts(told))))[:4]


def _acts(title: str, body: str, draft: Draft, told: Told, *, lead: bool) -> list[Act]:
    pairs: list[tuple[str | None, str | None]] = [*draft.pairs] or [lone_sides(draft)]
    parties = {home_of(code) for pair in pairs for code in pair if code}
    toll = toll_of(draft, told.sentences, told.published_at) if lead else own_toll(draft)
    location = location_of(draft, told, parties, lead=lead)
    base = Act(
        event_type="threaten" if draft.status is Status.THREATENED else draft.frame.event,
        level=Level(draft.level),
        direction=Direction.DEESCALATION if draft.peace else Direction.ESCALATION,
        location=location,
        places=places_named(draft, told, location, lead=lead),
        happened_on=_day(draft, told, lead=lead),
        killed_low=toll.killed_low,
        killed_high=toll.killed_high,
        injured_low=toll.injured_low,
        injured_high=toll.injured_high,
        toll_by=toll.said_by,
        means=_means(draft, told, lead=lead),
        status=draft.status,
        is_new=lead,
        span=span_of(title, body, draft),
    )
    return [replace(base, initiator=a, target=b) for a, b in pairs[:4]]


def lone_sides(draft: Draft) -> tuple[str | None, str | None]:
    """Who is known of an act that has no pair; nobody acts against himself."""
    initiator, target = (side[0] if side else None for side in (draft.initiators, draft.targets))
    same = initiator and target and home_of(initiator) == home_of(target)
    return initiator, None if same else target


def _means(draft: Draft, told: Told, *, lead: bool) -> str | None:
    """The weapon or way, from the first telling of the act that names one."""
    told_by = tellings(draft, told) if lead else [draft]
    return next((means for means in map(means_of, told_by) if means), None)


def _other_acts(title: str, body: str, told: Told) -> list[Act]:
    """Acts beside the first one: each pair and kind once, an answer's cause and what is past marked as not new."""
    leading = told.leading
    reverse = {(home_of(b), home_of(a)) for a, b in leading.pairs} if leading and not leading.mutual else set()
    seen = {(a, b, leading.frame.event, leading.level) for a, b in leading.pairs} if leading else set()
    found: list[Act] = []
    for draft in (*told.beside, *told.rest)[:_MOST_ACTS]:
        for act in _acts(title, body, draft, told, lead=False):
            act = _aimed(act, draft, leading)
            key = (act.initiator or "", act.target or "", act.event_type, int(act.level))
            if key in seen or not _is_whole(act, draft):
                continue
            seen.add(key)
            answered = (home_of(key[0]), home_of(key[1])) in reverse and act.level >= Level.DISPLAY_OF_FORCE
            real = act.status in NEW
            new = real and not answered and told.genre == "news"
            status = Status.PAST if answered and act.status is Status.DONE else act.status
            found.append(replace(act, is_new=new, status=status))
    return found[:12]


def _aimed(act: Act, draft: Draft, leading: Draft | None) -> Act:
    """Aim an alert or a call-up at the other side of the act that decides, when one of its pair gives it."""
    if act.target or act.level is not Level.DISPLAY_OF_FORCE or leading is None or draft.frame.means == "missile test":
        return act
    for pair in leading.pairs:
        homes = [home_of(code) for code in pair]
        if act.initiator and home_of(act.initiator) in homes:
            return replace(act, target=pair[1 - homes.index(home_of(act.initiator))])
    return act


def _is_whole(act: Act, draft: Draft) -> bool:
    """Whether an act beside the first names who and, where its kind needs it, whom."""
    if draft.peace:
        return bool(act.initiator or act.target)
    lone = draft.frame.roles == "own" and draft.frame.needs == "one" and act.level is Level.DISPLAY_OF_FORCE
    return bool(act.initiator and (act.target or lone))


def span_of(title: str, body: str, draft: Draft) -> Span:
    """The sentence of an act, as exact characters of title or body."""
    sentence = draft.clauses.sentence
    text = title if sentence.field == "title" else body
    return Span(sentence.field, sentence.start, sentence.end, text[sentence.start : sentence.end])


def _day(draft: Draft, told: Told, *, lead: bool) -> date | None:
    days = (happened_on(telling, told.published_at) for telling in (tellings(draft, told) if lead else [draft]))
    return next((day for day in days if day), None)


def _evidence(title: str, body: str, told: Told) -> tuple[Span, ...]:
    leading = told.leading
    if leading is None:
        return ()
    spans = [span_of(title, body, draft) for draft in tellings(leading, told)]
    return tuple(dict.fromkeys(spans))[:4]
