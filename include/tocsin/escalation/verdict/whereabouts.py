"""Where did the act happen, by its own words, by its other tellings, by its kind?"""

from tocsin.escalation.article.ground import own_counter, usual_ground
from tocsin.escalation.article.places import country_of, places_of
from tocsin.escalation.article.told import Told, tellings
from tocsin.escalation.counting.newness import NEW
from tocsin.escalation.grammar.draft import Draft
from tocsin.model import Level

_NEAR = 6  # sentences into the body in which the place of the act is looked for


def location_of(draft: Draft, told: Told, parties: set[str], *, lead: bool) -> str | None:
    """Name the country (alpha-3) of an act; for the one that decides (`lead`) by its other tellings too."""
    if draft.peace or draft.level == Level.THREAT:
        return None
    if draft.level < Level.DISPLAY_OF_FORCE:
        return own_counter(draft)
    for telling in tellings(draft, told) if lead else [draft]:
        country = country_of(telling, parties)
        if country:
            return country
    if lead and draft.level >= Level.USE_OF_FORCE:
        country = _placed_below(draft, told, parties)
        if country:
            return country
    return usual_ground(draft, tellings(draft, told) if lead else [draft])


def _placed_below(draft: Draft, told: Told, parties: set[str]) -> str | None:
    """Where a sentence below the lead puts the same kind of act, by a town or country of one of the pair."""
    for clauses, drafts in told.sentences[: _NEAR + 1]:
        for other in drafts:
            same = other.frame.event == draft.frame.event and other.level == draft.level and other.status in NEW
            country = country_of(other, parties) if same and clauses.sentence.field == "body" else None
            if country in parties:
                return country
    return None


def places_named(draft: Draft, told: Told, location: str | None, *, lead: bool) -> tuple[str, ...]:
    """Name up to six towns, regions or waters of an act, those of other countries than `location` left out."""
    names: list[str] = []
    for telling in tellings(draft, told) if lead else [draft]:
        names += places_of(telling, location)
    if lead and draft.level >= 3:
        for clauses, drafts in told.sentences:
            if clauses.sentence.field == "body" and clauses.sentence.index <= 3:
                for other in drafts:
                    if set(other.pairs) & set(draft.pairs):
                        names += places_of(other, location)
    return tuple(dict.fromkeys(names))[:6]
