"""With which names and words is a language read?"""

from functools import cache
from pathlib import Path

from tocsin.escalation.gazetteer.actors import Gazetteer, gazetteer, shared_gazetteer
from tocsin.escalation.gazetteer.inflected import InflectedGazetteer, read_names

_HERE = Path(__file__).parent


# Languages whose letters are those of English: leaders, groups and places are mostly written alike.
_LATIN = frozenset({"es", "fr"})


@cache
def names_of(language: str) -> Gazetteer:
    """The gazetteer of a language (ISO 639-1); where it has no file of names, English ones."""
    path = _HERE / f"names.{language}.csv"
    if not path.exists():
        return gazetteer()
    return InflectedGazetteer(read_names(path), language, over=shared_gazetteer() if language in _LATIN else None)
