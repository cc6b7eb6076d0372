"""Do two names mean one place?"""

import unicodedata
from collections.abc import Iterable
from difflib import SequenceMatcher

MOST_PLACES = 6
# Names of this many letters, and this much alike, are taken for spellings of one place.
SHORTEST_ALIKE = 5
ALIKE = 0.8


def folded(places: Iterable[str]) -> set[str]:
    """Return names as they compare: without case, accents, hyphens and article."""
    plain = (unicodedata.normalize("NFKD", place.casefold()) for place in places)
    bare = ("".join(each for each in place if not unicodedata.combining(each)) for place in plain)
    return {place.replace("-", " ").removeprefix("the ") for place in bare}


def each_once(places: Iterable[str]) -> tuple[str, ...]:
    """Return each place once, spelt as it was first."""
    kept: dict[str, str] = {}
    for place in places:
        (bare,) = folded([place])
        if not any(is_same_place(bare, other) for other in kept):
            kept[bare] = place
    return tuple(kept.values())[:MOST_PLACES]


def is_same_place(one: str, other: str) -> bool:
    """Whether two folded names are one, or two spellings of one: Tindouf and Tinduf, Kharkiv and Kharkov.

    "North Kordofan" and "South Kordofan" are as alike, but no newsroom misspells a first letter.
    """
    if one == other:
        return True
    if one[:1] != other[:1] or min(len(one), len(other)) < SHORTEST_ALIKE:
        return False
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= ALIKE
