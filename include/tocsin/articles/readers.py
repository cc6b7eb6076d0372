"""What is the body of a page, when readers differ?

Two cheap readers look at the pruned tree: trafilatura favouring recall (with the furniture gone it was measured best)
and our own picker. Where they tell the same story, trafilatura's is taken. Where they don't, trafilatura favouring
precision reads the whole page, and of the three the one that most resembles the others is believed; but where
trafilatura's reading is only a part of the picker's, it stopped too early. The publisher's own JSON-LD text is often
cut short: it is taken where the page shows nothing, a teaser, or only a part of it. trafilatura stays in here.
"""

import re
from collections import Counter
from collections.abc import Callable, Collection, Mapping
from copy import deepcopy
from dataclasses import dataclass

from tocsin.articles.clean import clean_body
from tocsin.articles.fingerprint import shingles
from tocsin.articles.metadata import Metadata
from tocsin.articles.page import Element, drop_unseen, elements_of, open_page
from tocsin.articles.picker import list_lines, pick_body
from tocsin.articles.quality import STUB_WORDS, count_words

CONTAINED = 0.9  # share of a reading's word runs found in another that makes it a part of it
FAR_MORE = 2.0  # times as long, from which the longer one is believed
AGREED = 0.9  # overlap from which two readings are one story
_BLOCK = re.compile(r"<(?:p|br|div|li|h[1-6]|blockquote)\b[^<>]{0,500}>", re.IGNORECASE)
_MARKUP = re.compile(r"</?[a-z][a-z0-9]{0,15}\b[^<>]{0,500}>|&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,8});", re.IGNORECASE)
# trafilatura drops what is not printable, and with it the joiners and marks that are spelling in Persian or Hindi.
# Variation selectors that no font uses are printable, so they stand in for them meanwhile.
_SPELLING = "\u200c\u200d\u200e\u200f"
_STAND_INS = "\U000e01ec\U000e01ed\U000e01ee\U000e01ef"
# With them go the control characters, which lxml reads ("&#1;") and refuses to be given.
_REFUSED = "".join(map(chr, [*range(9), 0xB, 0xC, *range(0xE, 0x20), 0xFFFE, 0xFFFF]))
_PROTECTED = str.maketrans(_SPELLING, _STAND_INS, _REFUSED)
_RESTORED = str.maketrans(_STAND_INS, _SPELLING)


@dataclass(frozen=True)
class Reading:
    """A clean body, and the reader that gave it."""

    body: str
    method: str


def read_body(text: str, root: Element, metadata: Metadata, *, links: Collection[str] = ()) -> Reading:
    """Choose among what a page shows and what its JSON-LD tells. `text` is its HTML, `root` its pruned tree."""

    def clean(body: str) -> str:
        return clean_body(body, title=metadata.title, byline=metadata.byline, links=links)

    shown = _read_shown(text, root, clean)
    told = clean(unmarked(metadata.body))
    # What a publisher keeps for those who pay is not taken out of its markup, where it shows a teaser instead.
    says_more = not shown.body or (metadata.is_free is not False and _is_more(told, shown.body))
    return Reading(told, "json-ld") if told and says_more else shown


def _read_shown(text: str, root: Element, clean: Callable[[str], str]) -> Reading:
    """Choose among the readings of what the page shows."""
    readings = {"trafilatura": clean(read_broadly(root)), "picker": clean(pick_body(root))}
    if readings["trafilatura"] and overlap(*readings.values()) >= AGREED:
        return Reading(readings["trafilatura"], "trafilatura")
    whole = open_page(text)
    readings["trafilatura, precise"] = clean(read_strictly(whole)) if whole is not None else ""
    if is_cut_short(readings["trafilatura"], readings["picker"]):
        return Reading(readings["picker"], "picker")
    method = find_medoid(readings)
    return Reading(readings[method], method)


def _is_more(told: str, shown: str) -> bool:
    """Whether what is shown is a stub beside what is told, or a part of it."""
    words = count_words(shown)
    return is_cut_short(shown, told) or (words < STUB_WORDS and count_words(told) >= FAR_MORE * words)


def unmarked(text: str) -> str:
    """Give a text that may hold tags, or entities, or both of them escaped, as plain lines."""
    for _ in range(2):
        if not _MARKUP.search(text):
            break
        if not _BLOCK.search(text):
            text = text.replace("\n", "<br>")
        root = open_page(f"<div>{text}</div>")
        if root is None:
            return ""
        drop_unseen(root)
        text = "\n".join(list_lines(root))
    return text


def read_broadly(root: Element) -> str:
    """Let trafilatura read a pruned tree, with its lists and tables."""
    return _by_trafilatura(deepcopy(root), favor_recall=True)


def read_strictly(root: Element) -> str:
    """Let trafilatura read a whole tree, leaving out what it doubts."""
    return _by_trafilatura(root, favor_precision=True)


def overlap(one: str, other: str) -> float:
    """Say how much two texts have in common, 0 to 1 (F1 of their word runs)."""
    return _overlap(shingles(one), shingles(other))


def is_cut_short(one: str, other: str) -> bool:
    """Whether a reading is only a part of another: all of it is there, and as much again or more."""
    part, whole = shingles(one), shingles(other)
    shared = (part & whole).total()
    return 0 < CONTAINED * part.total() <= shared and whole.total() >= FAR_MORE * part.total()


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


def _by_trafilatura(root: Element, *, favor_recall: bool = False, favor_precision: bool = False) -> str:
    from trafilatura import bare_extraction

    _protect(root)
    document = bare_extraction(
        root,
        favor_recall=favor_recall,
        favor_precision=favor_precision,
        include_comments=False,
        include_tables=True,
    )
    text = (getattr(document, "text", None) or "").translate(_RESTORED)
    # It marks list items with a dash, which is not on the page.
    return "\n".join(line.lstrip().removeprefix("- ") for line in text.split("\n"))


def _protect(root: Element) -> None:
    """Let other characters stand in for those that trafilatura would drop, in place."""
    for element in elements_of(root):
        element.text, element.tail = _stood_in(element.text), _stood_in(element.tail)


def _stood_in(text: str | None) -> str | None:
    return text if not text or text.isprintable() else text.translate(_PROTECTED)
