"""What did a page mean by its layout tables and its `<br><br>`?

Blocks and paragraphs; they are made so in the tree, before any reader looks at it.
"""

from itertools import pairwise

from tocsin.articles.page import Element, new_paragraph, text_of
from tocsin.articles.words import word_set

CELL_CHARS = 400  # a table cell of more is part of the page's layout, and no datum
INLINE_TAGS = word_set("a abbr b br cite code em font i img mark q s small span strong sub sup time u")


def unfold_tables(root: Element) -> None:
    """Make plain blocks of the tables that only lay out the page."""
    # Once each: a cell of nested tables is asked for by every table around it.
    layout = {cell for cell in root.iter("td", "th") if _is_layout(cell)}
    for table in list(root.iter("table")):
        if any(cell in layout for cell in table.iter("td", "th")):
            for part in [table, *table.iter("tbody", "thead", "tfoot", "tr", "td", "th")]:
                part.tag = "div"


def _is_layout(cell: Element) -> bool:
    return len(text_of(cell)) > CELL_CHARS or cell.find(".//table") is not None or cell.find(".//h1") is not None


def unfold_breaks(root: Element) -> None:
    """Make paragraphs of the runs of text between two line breaks."""
    for parent in {br.getparent() for br in root.iter("br")}:
        if parent.tag not in INLINE_TAGS and parent.tag != "p" and _has_double_break(parent):
            _wrap_runs(parent)


def _has_double_break(parent: Element) -> bool:
    """Whether an element's own text is parted by double line breaks, and by no blocks."""
    if any(child.tag not in INLINE_TAGS for child in parent):
        return False
    return any(one.tag == two.tag == "br" and not (one.tail or "").strip() for one, two in pairwise(parent))


def _wrap_runs(parent: Element) -> None:
    """Move each run of text and inline elements between double breaks into a paragraph of its own."""
    paragraph = new_paragraph()
    paragraph.text, parent.text = parent.text, None
    children = list(parent)
    for child in children:
        parent.remove(child)
    for child in children:
        is_break = (
            child.tag == "br"
            and len(paragraph) > 0
            and paragraph[-1].tag == "br"
            and not (paragraph[-1].tail or "").strip()
        )
        paragraph.append(child)
        if is_break:
            following, child.tail = child.tail, None
            parent.append(paragraph)
            paragraph = new_paragraph()
            paragraph.text = following
    parent.append(paragraph)
