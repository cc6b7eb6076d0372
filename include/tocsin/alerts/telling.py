"""What does one message say? The facts, before they are put into words."""

from dataclasses import dataclass
from datetime import date

from tocsin.model import Act, Dispute, Incident


@dataclass(frozen=True, kw_only=True)
class Quote:
    """A sentence that decided the reading, exactly as its publisher wrote it."""

    text: str
    publisher: str
    url: str


@dataclass(frozen=True, kw_only=True)
class Telling:
    """Everything that one message says.

    `kind` is new, raised, update, deescalation or retracted. `context` holds other acts of the same reports.
    `first_since`: the day on which the record begins, when it holds no earlier act of this level by this
    directed pair. `opens_thread`: the dispute's own message, which shows its timeline, and not a reply in its thread.
    """

    alert_key: str
    kind: str
    incident: Incident
    dispute: Dispute
    quotes: tuple[Quote, ...] = ()
    context: tuple[Act, ...] = ()
    first_since: date | None = None
    opens_thread: bool = True

    @property
    def is_retracted(self) -> bool:
        """Whether the reports no longer bear the incident out."""
        return self.kind == "retracted"
