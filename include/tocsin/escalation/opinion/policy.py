"""When is a second opinion asked for, how often at most, and how long do we wait?"""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class OpinionPolicy:
    """Texts whose probability lies from `low` to `high`, both included, are put to the model.

    `daily` calls in a day (UTC) at most, over all workers; `timeout` is for one whole answer, in seconds.
    """

    low: float = 0.25
    high: float = 0.75
    daily: int = 200
    timeout: float = 20.0

    def wants(self, probability: float) -> bool:
        """Whether the rules are so unsure of this text that it is worth a question."""
        return self.low <= probability <= self.high
