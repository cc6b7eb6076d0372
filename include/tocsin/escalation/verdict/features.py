"""On which features of a reading does the probability of an alert rest? Each is 0 or 1, and has a name one can read.

The names are the keys of `weights.yaml`.
"""

from tocsin.escalation.article.told import Told, tellings
from tocsin.escalation.counting.discount import Discount
from tocsin.escalation.counting.past import is_recent
from tocsin.escalation.grammar.draft import Draft
from tocsin.model import Direction

# What may have kept an act from deciding, gathered into what an analyst would look at again.
_MISSES = {
    Discount.DENIED: "denied",
    Discount.SUPPOSED: "supposed",
    Discount.PAST: "past",
    Discount.UNPAIRED: "without two parties",
    Discount.UNNAMED: "without two parties",
    Discount.ASIDE: "beside the story",
    Discount.UNDATED: "below the lead",
    Discount.FAR: "below the lead",
    Discount.WORDS: "below the lead",
    Discount.ANSWER: "below the lead",
    Discount.ASKED: "asked",
}


def features_of(told: Told, *, level: int, direction: Direction) -> dict[str, float]:
    """Name what a verdict of `level` and `direction` rests on; what is absent is left out (it is 0)."""
    names = [f"level {level}"]
    if direction is Direction.DEESCALATION:
        names.append("steps towards peace")
    if level >= 2 and direction is Direction.ESCALATION and told.leading:
        names += _of_the_act(told.leading, told)
    else:
        names += _of_the_nearest_miss(told)
    if told.question:
        names.append("headline asks")
    if not told.titled:
        names.append("no headline")
    return dict.fromkeys(names, 1.0)


def _of_the_act(leading: Draft, told: Told) -> list[str]:
    where = "told in the headline" if leading.clauses.sentence.field == "title" else "told in the lead"
    if leading.clauses.sentence.field == "body" and leading.clauses.sentence.index > 1:
        where = "told below the lead"
    facts = (
        (True, where),
        (bool(leading.pairs) and not leading.guessed, "both parties named"),
        (leading.guessed, "a party completed from the text"),
        (len(tellings(leading, told)) > 1, "told more than once"),
        (is_recent(leading.clauses.sentence), "dated to the last days"),
        (leading.part == "noun", "told by a noun"),
    )
    return [name for holds, name in facts if holds]


def _of_the_nearest_miss(told: Told) -> list[str]:
    missed = [d for d in (*told.rest, *told.beside) if d.discount and d.frame.level >= 2 and not d.peace]
    if told.genre != "news":
        return [f"reads as {told.genre}"]
    front = [d for d in missed if d.clauses.sentence.field == "title" or d.clauses.sentence.index == 0]
    best = max(front or missed, key=lambda draft: draft.frame.level, default=None)
    if best is None or best.discount not in _MISSES:
        return []
    where = "on top" if front else "below"
    return [f"{'force' if best.frame.level >= 3 else 'threat'} {where}, {_MISSES[Discount(best.discount)]}"]
