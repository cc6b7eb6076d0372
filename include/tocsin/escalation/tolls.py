"""How many did the deciding act kill and injure, as the article as a whole tells it?"""

from dataclasses import replace
from datetime import datetime
from typing import TypeAlias

from tocsin.escalation.actors import home_of
from tocsin.escalation.clauses import Clauses
from tocsin.escalation.draft import Draft
from tocsin.escalation.newness import tells_of_past
from tocsin.escalation.numbers import Toll, read_toll
from tocsin.escalation.sentences import Sentence

Sentences: TypeAlias = list[tuple[Clauses, list[Draft]]]


def own_toll(draft: Draft) -> Toll:
    """Casualties told in the clause of an act of force."""
    if draft.frame.level < 4:
        return Toll()
    start, end = draft.clauses.bounds(draft.start)
    return read_toll(draft.clauses.sentence, start, end)


def toll_of(draft: Draft, sentences: Sentences, published_at: datetime | None) -> Toll:
    """Casualties of the deciding act: the highest told in headline, lead and the next sentences that speak of it."""
    if draft.level < 4:
        return Toll()
    best = Toll()
    pairs = {frozenset(map(home_of, pair)) for pair in draft.pairs}
    directed = {tuple(map(home_of, pair)) for pair in draft.pairs}
    for clauses, drafts in sentences:
        if _is_late(clauses.sentence) or tells_of_past(clauses.sentence, published_at):
            continue
        foreign = [
            d
            for d in drafts
            if d.frame.level >= 4 and d.pairs and not ({tuple(map(home_of, p)) for p in d.pairs} & directed)
        ]
        ours = [d for d in drafts if {frozenset(map(home_of, p)) for p in d.pairs} & pairs and d not in foreign]
        if foreign and not ours:
            continue
        tolls = [own_toll(d) for d in ours if d.frame.level >= 4] if foreign else [read_toll(clauses.sentence)]
        for toll in tolls:
            if (toll.killed_low or 0) > (best.killed_low or 0):
                best = replace(best, killed_low=toll.killed_low, killed_high=toll.killed_high)
            if (toll.injured_low or 0) > (best.injured_low or 0):
                best = replace(best, injured_low=toll.injured_low, injured_high=toll.injured_high)
    return best


def _is_late(sentence: Sentence) -> bool:
    """Whether a sentence stands too far down to speak of the deciding act for sure."""
    return sentence.field == "body" and sentence.index > 5
