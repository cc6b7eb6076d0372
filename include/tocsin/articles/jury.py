"""Of several readings of a page, which do we believe, and how sure are we?

The two cheap readers are asked first; where they tell the same story, it is told. Where they differ, all five are
heard, and the medoid is taken: the reading that most resembles the others. Its lines that no other reader saw are
dropped. A reading that is only a part of one twice as long stopped too early. What a person looked up about the
publisher (selectors.yaml) decides where the readers differ, if a reader saw the same. The publisher's own JSON-LD text
is often cut short: it is taken where the page shows nothing, a teaser, or only a part of it.
"""

from collections import Counter
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace

from tocsin.articles.clean import clean_body
from tocsin.articles.edges import cut_outside
from tocsin.articles.fingerprint import shingles
from tocsin.articles.metadata import Metadata
from tocsin.articles.quality import FAR_MORE, STUB_WORDS, count_words
from tocsin.articles.readers import Views, read_pruned, read_whole, unmarked
from tocsin.articles.selectors import select_body

CONTAINED = 0.9  # share of a reading's word runs found in another that makes it a part of it
AGREED = 0.97  # overlap from which two readings are one story
DOUBTED = 0.6  # mean overlap with the others below which a reading is in doubt
SEEN = 0.5  # share of a line's word runs in a reading from which that reader saw the line

Clean = Callable[[str], str]


@dataclass(frozen=True)
class Reading:
    """A clean body, the reader that gave it, and what makes us doubt it."""

    body: str
    method: str
    doubts: tuple[str, ...] = ()


def read_body(views: Views, metadata: Metadata, *, links: Collection[str] = ()) -> Reading:
    """Choose among what a page shows and what its JSON-LD tells."""

    def clean(body: str) -> str:
        return clean_body(body, title=metadata.title, byline=metadata.byline, links=links)

    shown = _read_shown(views, metadata.url, clean)
    shown = replace(shown, body=clean(cut_outside(shown.body, views.shown)))
    told = clean(unmarked(metadata.body))
    # What a publisher keeps for those who pay is not taken out of its markup, where it shows a teaser instead.
    says_more = not shown.body or (metadata.is_free is not False and _is_more(told, shown.body))
    return Reading(told, "json-ld") if told and says_more else shown


def _read_shown(views: Views, url: str, clean: Clean) -> Reading:
    """Choose among the readings of what the page shows."""
    readings = {method: clean(body) for method, body in read_pruned(views).items()}
    if readings["trafilatura"] and overlap(*readings.values()) >= AGREED:
        return Reading(readings["trafilatura"], "trafilatura")
    selected = clean(select_body(views.shown, url))
    readings |= {method: clean(body) for method, body in read_whole(views).items()}
    if selected and any(is_part(selected, body) for body in readings.values()):
        return Reading(selected, "selector")
    return choose(readings)


def choose(readings: Mapping[str, str]) -> Reading:
    """Choose the medoid of some readings, and leave out its lines that nobody else saw."""
    if is_cut_short(readings["trafilatura"], readings["picker"]):
        return Reading(readings["picker"], "picker")
    method = find_medoid(readings)
    others = [body for other, body in readings.items() if other != method and body]
    body = keep_seen(readings[method], others)
    mean = sum(overlap(body, other) for other in others) / len(others) if others else 0.0
    return Reading(body, method, (f"the readers differ ({mean:.0%} alike)",) if mean < DOUBTED else ())


def keep_seen(body: str, others: Collection[str]) -> str:
    """Leave out the lines of a body that no other reader saw; all stay where nobody saw any."""
    runs = [shingles(other) for other in others]
    lines = body.split("\n\n")
    kept = [line for line in lines if any(_saw(seen, line) for seen in runs)]
    return "\n\n".join(kept or lines)


def _saw(seen: Counter[str], line: str) -> bool:
    runs = shingles(line)
    # A line of a word or two is no run of any text: it stands or falls with its neighbours.
    if not runs or len(line.split()) < 3:
        return True
    return sum(count for run, count in runs.items() if run in seen) >= SEEN * runs.total()


def _is_more(told: str, shown: str) -> bool:
    """Whether what is shown is a stub beside what is told, or a part of it."""
    words = count_words(shown)
    return is_cut_short(shown, told) or (words < STUB_WORDS and count_words(told) >= FAR_MORE * words)


def overlap(one: str, other: str) -> float:
    """Say how much two texts have in common, 0 to 1 (F1 of their word runs)."""
    return _overlap(shingles(one), shingles(other))


def is_part(one: str, other: str) -> bool:
    """Whether all of a text, or nearly, is found in another."""
    part = shingles(one)
    return 0 < CONTAINED * part.total() <= (part & shingles(other)).total()


def is_cut_short(one: str, other: str) -> bool:
    """Whether a reading is only a part of another: all of it is there, and as much again or more."""
    return is_part(one, other) and shingles(other).total() >= FAR_MORE * shingles(one).total()


def find_medoid(readings: Mapping[str, str]) -> str:
    """Name the reading that most resembles the others; of equals the first, an empty one last."""
    runs = {method: shingles(body) for method, body in readings.items()}

    def likeness(method: str) -> tuple[bool, float]:
        others = (runs[other] for other in runs if other != method)
        return bool(runs[method]), sum(_overlap(runs[method], other) for other in others)

    return max(runs, key=likeness)


def _overlap(one: Counter[str], other: Counter[str]) -> float:
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 0.0
