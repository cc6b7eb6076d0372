"""What was found in an article, sorted: the act that decides it, those that count beside it, the rest."""

from dataclasses import dataclass
from datetime import datetime

from tocsin.escalation.grammar.clauses import Clauses
from tocsin.escalation.grammar.draft import Draft


@dataclass
class Told:
    """The acts of one article: `leading` decides, `beside` count too, `rest` don't (each has its discount)."""

    leading: Draft | None
    beside: list[Draft]
    rest: list[Draft]
    sentences: list[tuple[Clauses, list[Draft]]]
    published_at: datetime | None = None
    genre: str = "news"
    question: bool = False
    titled: bool = True


def tellings(draft: Draft, told: Told) -> list[Draft]:
    """The act and the others of headline and lead that tell of the same one."""
    pairs = set(draft.pairs)
    same = (d for d in told.beside if (set(d.pairs) & pairs or not d.pairs) and d.level == draft.level)
    return [draft, *(d for d in same if d is not draft)]
