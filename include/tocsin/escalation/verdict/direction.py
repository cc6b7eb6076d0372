"""Does an article carry a blow or a step towards peace, where it tells of both?

The codebook: direction follows the pair of the highest act; when that pair also makes peace, headline and lead decide.
"""

from tocsin.escalation.acts.answers import is_left
from tocsin.escalation.article.told import Told
from tocsin.escalation.gazetteer.actors import home_of
from tocsin.escalation.grammar.draft import Draft
from tocsin.model import Direction

# Words that open a clause in which peace is only the setting: "hours after the truce".
_SETTING = frozenset("as after despite hours days weeks months since before amid although though while but".split())


def direction_of(told: Told) -> Direction:
    """Say whether the pair of the act that decides moves towards fighting or away from it."""
    leading = told.leading
    if leading is None:
        return Direction.NONE
    if leading.peace:
        return Direction.DEESCALATION
    force = [leading, *(d for d in told.beside if d.level == leading.level)]
    leaving = [d for d in told.beside if d.peace and d.frame.means == "withdrawal"]
    # Raiders who "slipped over the border and withdrew after a gun battle" make no peace.
    leaving = [d for d in leaving if not any(b.clauses is d.clauses and b.start < d.start for b in force)]
    if any(is_left(blow, d) and blow.initiators == d.initiators for blow in force for d in leaving):
        return Direction.DEESCALATION
    makers = {frozenset(map(home_of, pair)) for pair in leading.pairs}
    peace = [d for d in told.beside if d.peace and _carries(d) and _between(d, makers)]
    return Direction.DEESCALATION if any(_outranks(d, leading) for d in peace) else Direction.ESCALATION


def _carries(peace: Draft) -> bool:
    """Whether headline or lead carries a step towards peace, in a clause that is not the setting of another."""
    sentence = peace.clauses.sentence
    opening = peace.clauses.words[peace.clauses.bounds(peace.start)[0]]
    return (sentence.field == "title" or not sentence.index) and opening not in _SETTING


def _between(peace: Draft, makers: set[frozenset[str]]) -> bool:
    """Whether those who make peace are those who fight, or are not named."""
    return not peace.pairs or any(frozenset(map(home_of, pair)) in makers for pair in peace.pairs)


def _outranks(peace: Draft, leading: Draft) -> bool:
    """Whether the peace stands before the blow: in the headline over the body, or in the clause that comes first."""
    above = (leading.clauses.sentence.field != "title", leading.clauses.sentence.index, leading.start)
    own = (peace.clauses.sentence.field != "title", peace.clauses.sentence.index, peace.start)
    if peace.clauses is leading.clauses and peace.clauses.clause[peace.start] == leading.clauses.clause[leading.start]:
        return leading.cause
    return own < above or leading.cause
