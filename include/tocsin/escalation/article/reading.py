"""An article as read so far: its sentences, and the acts found in each."""

from dataclasses import dataclass, field
from datetime import datetime

from tocsin.escalation.grammar.clauses import Clauses
from tocsin.escalation.grammar.draft import Draft


@dataclass
class Reading:
    """An article's sentences with the acts found in each; weighing notes what decided, and on what it rests."""

    title: str
    body: str
    sentences: list[tuple[Clauses, list[Draft]]]
    published_at: datetime | None = None
    language: str = "en"
    genre: str = "news"
    leading: Draft | None = None
    features: dict[str, float] = field(default_factory=dict)

    @property
    def drafts(self) -> list[Draft]:
        """Every act found, in the order of the text."""
        return [draft for _, drafts in self.sentences for draft in drafts]
