"""How many did the deciding act kill and injure, as the article as a whole tells it?"""

import re
from dataclasses import replace
from datetime import datetime
from typing import TypeAlias

from tocsin.escalation.acts.casualties import Toll, read_toll
from tocsin.escalation.counting.past import tells_of_past
from tocsin.escalation.gazetteer.actors import home_of
from tocsin.escalation.grammar.clauses import Clauses
from tocsin.escalation.grammar.draft import Draft
from tocsin.escalation.grammar.sayers import sayer_of
from tocsin.escalation.text.sentences import Sentence

Sentences: TypeAlias = list[tuple[Clauses, list[Draft]]]

# A sentence below the lead with one of these counts the dead of another event, or of a longer time.
_OTHER = re.compile(
    r"\b(?:floods?|flooding|crash(?:ed)?|earthquake|quake|landslide|cyclone|storm|epidemic|since|in all|so far this"
    r"|this (?:month|year)|last (?:fought|clashed|met|went|year|month|week)|previous|earlier|elsewhere)\b",
    re.IGNORECASE,
)
_RISEN = frozenset("rose risen rising climbed climbs rises grew grown later now".split())


def own_toll(draft: Draft) -> Toll:
    """Casualties told in the clause of an act of force."""
    if draft.frame.level < 4:
        return Toll()
    start, end = draft.clauses.bounds(draft.start)
    return read_toll(draft.clauses.sentence, start, end)


def toll_of(draft: Draft, sentences: Sentences, published_at: datetime | None) -> Toll:
    """Casualties of the deciding act: the highest told in its own sentence, headline and lead, else the next told.

    A later sentence overrules them only when it says that the number rose.
    """
    if draft.level < 4:
        return Toll()
    best = Toll()
    for clauses, drafts in sentences:
        sentence = clauses.sentence
        if _is_late(sentence) or tells_of_past(sentence, published_at):
            continue
        front = sentence is draft.clauses.sentence or sentence.field == "title" or not sentence.index
        if not front and _OTHER.search(sentence.text):
            continue
        raises = front or bool(_RISEN & set(sentence.words))
        for toll in _tolls_in(draft, clauses, drafts):
            best = _joined(best, replace(toll, said_by=sayer_of(clauses)), raises=raises)
    return best


def _tolls_in(draft: Draft, clauses: Clauses, drafts: list[Draft]) -> list[Toll]:
    """What one sentence counts, as far as it speaks of the pair of the deciding act."""
    pairs = {frozenset(map(home_of, pair)) for pair in draft.pairs}
    directed = {tuple(map(home_of, pair)) for pair in draft.pairs}
    foreign = [
        d
        for d in drafts
        if d.frame.level >= 4 and d.pairs and not ({tuple(map(home_of, p)) for p in d.pairs} & directed)
    ]
    if not foreign:
        return [read_toll(clauses.sentence)]
    ours = [d for d in drafts if {frozenset(map(home_of, p)) for p in d.pairs} & pairs and d not in foreign]
    return [own_toll(d) for d in ours if d.frame.level >= 4]


def _joined(best: Toll, toll: Toll, *, raises: bool) -> Toll:
    if (toll.killed_low or 0) > (best.killed_low or 0) and (raises or best.killed_low is None):
        best = replace(best, killed_low=toll.killed_low, killed_high=toll.killed_high, said_by=toll.said_by)
    if (toll.injured_low or 0) > (best.injured_low or 0) and (raises or best.injured_low is None):
        best = replace(best, injured_low=toll.injured_low, injured_high=toll.injured_high)
        best = replace(best, said_by=best.said_by or toll.said_by)
    same = (toll.killed_low, toll.injured_low) == (best.killed_low, best.injured_low)
    return replace(best, said_by=best.said_by or toll.said_by) if same else best


def _is_late(sentence: Sentence) -> bool:
    """Whether a sentence stands too far down to speak of the deciding act for sure."""
    return sentence.field == "body" and sentence.index > 5
