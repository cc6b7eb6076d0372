"""What does each reader take for the body of a page?

Five of them, as unlike each other as can be: where unlike readers agree, they are right. Two look at the pruned tree,
trafilatura favouring recall (with the furniture gone it was measured best) and our own picker; three look at the whole
page: the picker, trafilatura favouring precision, and readability. trafilatura and readability stay in here.
"""

import logging
import re
from copy import deepcopy
from dataclasses import dataclass

from tocsin.articles.page import Element, drop_unseen, elements_of, markup_of, open_page
from tocsin.articles.picker import list_lines, pick_body

_BLOCK = re.compile(r"<(?:p|br|div|li|h[1-6]|blockquote)\b[^<>]{0,500}>", re.IGNORECASE)
_MARKUP = re.compile(r"</?[a-z][a-z0-9]{0,15}\b[^<>]{0,500}>|&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,8});", re.IGNORECASE)
_LINE_END = re.compile(r"(?<=\S)\s*\n\s*(?=\S)")
# trafilatura drops what is not printable, and with it the joiners and marks that are spelling in Persian or Hindi.
# Variation selectors that no font uses are printable, so they stand in for them meanwhile.
_SPELLING = "\u200c\u200d\u200e\u200f"
_STAND_INS = "\U000e01ec\U000e01ed\U000e01ee\U000e01ef"
# With them go the control characters, which lxml reads ("&#1;") and refuses to be given.
_REFUSED = "".join(map(chr, [*range(9), 0xB, 0xC, *range(0xE, 0x20), 0xFFFE, 0xFFFF]))
_PROTECTED = str.maketrans(_SPELLING, _STAND_INS, _REFUSED)
_RESTORED = str.maketrans(_STAND_INS, _SPELLING)


@dataclass(frozen=True)
class Views:
    """A page as readers get to see it: its HTML, its tree without scripts and pictures, that without furniture."""

    text: str
    shown: Element
    pruned: Element


def read_pruned(views: Views) -> dict[str, str]:
    """Let the cheap readers read the pruned tree, which they leave as it is."""
    return {"trafilatura": read_broadly(views.pruned), "picker": pick_body(views.pruned)}


def read_whole(views: Views) -> dict[str, str]:
    """Let the others read the whole page."""
    whole = open_page(views.text)
    return {
        "picker, whole": pick_body(views.shown),
        "readability": read_by_weight(views.shown),
        "trafilatura, precise": read_strictly(whole) if whole is not None else "",
    }


def read_broadly(root: Element) -> str:
    """Let trafilatura read a pruned tree, with its lists and tables."""
    return _by_trafilatura(deepcopy(root), favor_recall=True)


def read_strictly(root: Element) -> str:
    """Let trafilatura read a whole tree, leaving out what it doubts."""
    return _by_trafilatura(root, favor_precision=True)


def read_by_weight(root: Element) -> str:
    """Let readability weigh the blocks of a tree."""
    from readability import Document
    from readability.readability import Unparseable

    # It tells the log of every page that it can't read; we say so ourselves.
    logging.getLogger("readability").setLevel(logging.CRITICAL)
    try:
        found = open_page(Document(markup_of(root)).summary())
    except Unparseable:
        return ""
    return "" if found is None else "\n".join(list_lines(found))


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
    """Let other characters stand in for those that trafilatura would drop, and keep lines whole, in place."""
    for element in elements_of(root):
        text, tail = _stood_in(element.text), _stood_in(element.tail)
        is_set = element.tag in ("pre", "textarea")
        element.text, element.tail = text if is_set else _in_one_line(text), _in_one_line(tail)


def _in_one_line(text: str | None) -> str | None:
    """Give a text without line ends of its source, which trafilatura takes for ends of paragraphs."""
    return _LINE_END.sub(" ", text) if text and "\n" in text else text


def _stood_in(text: str | None) -> str | None:
    return text if not text or text.isprintable() else text.translate(_PROTECTED)
