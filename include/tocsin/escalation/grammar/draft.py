"""What one sentence tells of one act, before the article as a whole is weighed."""

from dataclasses import dataclass, field

from tocsin.escalation.gazetteer.actors import home_of
from tocsin.escalation.grammar.clauses import Clauses
from tocsin.escalation.lexicon.frames import Frame
from tocsin.model import Status


@dataclass
class Draft:
    """An act as one sentence tells it, before the article as a whole is weighed."""

    frame: Frame
    clauses: Clauses
    start: int
    end: int
    initiators: list[str] = field(default_factory=list)
    targets: list[str] = field(default_factory=list)
    status: Status = Status.DONE
    level: int = 0
    mutual: bool = False
    guessed: bool = False
    cause: bool = False
    in_reaction: bool = False
    part: str = "verb"
    crossed: bool = False
    unclaimed: bool = False
    # An explanation supposes that the act counts, whatever the rules say.
    supposed: bool = False
    # States for whose sake it is done: never the other side.
    spared: list[str] = field(default_factory=list)
    # Why the act does not count as the article's news; `None` when it does. A `counting.Discount`.
    discount: str | None = None

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """Every ordered pair, doer first; no state with itself."""
        found = [(a, b) for a in self.initiators for b in self.targets if home_of(a) != home_of(b)]
        if self.mutual:
            found += [(b, a) for a, b in found]
        return list(dict.fromkeys(found))

    @property
    def peace(self) -> bool:
        """Whether this moves the pair apart from fighting."""
        return self.frame.peace
