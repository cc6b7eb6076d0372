"""An article as read so far: its sentences, and the acts found in each."""

from dataclasses import dataclass
from datetime import datetime

from tocsin.escalation.clauses import Clauses
from tocsin.escalation.draft import Draft


@dataclass
class Reading:
    """An article's sentences with the acts found in each."""

    title: str
    body: str
    sentences: list[tuple[Clauses, list[Draft]]]
    published_at: datetime | None = None
    language: str = "en"

    @property
    def drafts(self) -> list[Draft]:
        """Every act found, in the order of the text."""
        return [draft for _, drafts in self.sentences for draft in drafts]
