"""What does an analyst call an actor?

`countries.csv` gives the everyday English name of each ISO 3166-1 alpha-3 code, of Kosovo, and of the
unions of states that act in the news; an armed group's name is its own.
"""

import csv
from functools import cache
from importlib.resources import files

from tocsin.alerts.text import tidy

UNKNOWN = "Unknown"
MAX_NAME = 60


def name_of(actor: str | None) -> str:
    """The name of `actor`: a country's for its code, else the group's own, cleaned; "Unknown" for nobody."""
    if not actor:
        return UNKNOWN
    known = _countries().get(actor)
    return known[0] if known else tidy(actor, MAX_NAME) or UNKNOWN


def name_in_sentence(actor: str | None) -> str:
    """The same name as it stands inside a sentence: "the United States"."""
    known = _countries().get(actor or "")
    return f"{known[1]} {known[0]}" if known and known[1] else name_of(actor)


@cache
def _countries() -> dict[str, tuple[str, str]]:
    """Code → (name, article)."""
    table = files("tocsin.alerts").joinpath("countries.csv").read_text(encoding="utf-8")
    return {row["code"]: (row["name"], row["article"]) for row in csv.DictReader(table.splitlines())}
