"""With which names and words is a language read?"""

from functools import cache
from pathlib import Path

from tocsin.escalation.actors import Gazetteer, gazetteer
from tocsin.escalation.inflected import InflectedGazetteer, read_names

_HERE = Path(__file__).parent


@cache
def names_of(language: str) -> Gazetteer:
    """The gazetteer of a language (ISO 639-1): English, Spanish and French share one file, others have their own."""
    path = _HERE / f"names.{language}.csv"
    return InflectedGazetteer(read_names(path), language) if path.exists() else gazetteer(language)
