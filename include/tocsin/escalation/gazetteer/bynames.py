"""By which short names does an article go on to call a state that it has named? "The North", "the island"."""

from collections.abc import Sequence

from tocsin.escalation.gazetteer.actors import Gazetteer
from tocsin.escalation.gazetteer.terms import Term
from tocsin.escalation.text.sentences import Sentence

# Only where the text has named the state itself: elsewhere the north is a point of the compass.
_SHORT = {
    "PRK": (("the", "North"), ("The", "North"), ("North", "'s"), ("North", "’s")),
    "KOR": (("the", "South"), ("The", "South"), ("South", "'s"), ("South", "’s")),
    "TWN": (("the", "island"), ("The", "island")),
}
# Each half of Korea is named by the other's name too: "North Korea warns the South".
_TOGETHER = {"PRK": "KOR", "KOR": "PRK"}
_SENTENCES = 6
# One of these stands in a sentence that names such a state, unless by a minister alone: the rest is not looked through.
_NAMED = frozenset(
    "korea korean koreans dprk rok seoul pyongyang kim yoon moon lee park roh taiwan taiwanese taipei tsai "
    "lai chen ma roc formosa".split()
)


def bynames_of(sentences: Sequence[Sentence], names: Gazetteer) -> list[Term]:
    """List the short names that this article may use, each as a term of its state."""
    found: set[str] = set()
    for sentence in sentences[:_SENTENCES]:
        if _NAMED.isdisjoint(sentence.words):
            continue
        found.update(m.home for m in names.find(sentence.words, sentence.raws) if m.home in _SHORT)
    found.update(_TOGETHER[home] for home in tuple(found) if home in _TOGETHER)
    return [
        Term(tuple(raw.lower().replace("’", "'") for raw in raws), raws, home, home, "name")
        for home in sorted(found)
        for raws in _SHORT[home]
    ]
