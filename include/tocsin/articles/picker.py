"""Where on a page is the story, by the look of its lines alone?

A reader of our own beside trafilatura, for pages that have no paragraphs (tables, `<br><br>`) or that it misjudges.
The tree becomes lines; long lines of text speak for every element that holds them, short and linked ones against it;
the element with the best balance is the story.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from tocsin.articles.page import Element, walk
from tocsin.articles.words import word_set

BLOCKS = word_set(
    """
    address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer
    form h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section table tbody td th thead tr ul br
    """
)
HEADINGS = word_set(
    """
    h2 h3 h4 h5 h6
    """
)
LONG = 60  # characters from which a line speaks for running text
LINKED = 0.5  # share of a line's characters inside links that makes it a list of links
MAX_DEPTH = 60


@dataclass
class Line:
    """One line as a reader sees it, the block that holds it, and how many of its characters are links."""

    block: Element
    text: str = ""
    linked: int = 0

    @property
    def is_linked(self) -> bool:
        """Whether the line is mostly links."""
        return self.linked > LINKED * len(self.text)

    @property
    def weight(self) -> float:
        """What the line says for (or against) its element being the story."""
        size = len(self.text)
        if self.is_linked:
            return -float(size)
        if size >= LONG:
            return float(size)
        return 0.0 if self.block.tag in HEADINGS or self.block.tag == "li" else -0.5 * size


def pick_body(root: Element) -> str:
    """Give the text of the element that reads most like a story; "" where none does."""
    lines = list(lines_of(root))
    best = _best_element(lines)
    if best is None:
        return ""
    inside = [line for line in lines if _is_inside(line.block, best)]
    return "\n\n".join(line.text for line in inside if _is_told(line))


def list_lines(root: Element) -> list[str]:
    """List a tree's text line by line, as a reader sees it."""
    return [line.text for line in lines_of(root)]


def _is_told(line: Line) -> bool:
    if line.is_linked:
        return False
    return (
        len(line.text) >= LONG
        or line.block.tag in HEADINGS
        or line.block.tag in ("li", "p", "blockquote")
        or line.text[-1:] in '.!?”"。！？؟।'
    )


def _best_element(lines: list[Line]) -> Element | None:
    scores: dict[Element, float] = {}
    for line in lines:
        weight = line.weight
        for element in _holders(line.block):
            scores[element] = scores.get(element, 0.0) + weight
    if not scores:
        return None
    # Of equals the innermost: dicts keep order, and inner elements are met before outer ones.
    best = max(scores, key=lambda element: scores[element])
    return best if scores[best] > LONG else None


def _holders(block: Element) -> Iterator[Element]:
    element: Element | None = block
    for _ in range(MAX_DEPTH):
        if element is None:
            return
        yield element
        element = element.getparent()


def _is_inside(block: Element, outer: Element) -> bool:
    return any(element is outer for element in _holders(block))


def lines_of(root: Element) -> Iterator[Line]:
    """Read the tree in order and give its lines; a block's edge or a line break ends one."""
    # Pieces, and not a text that grows: of a line with thousands of them, each would be a copy.
    pieces: list[str] = []
    line = Line(root)
    for text, block, linked in chain(_pieces(root), [(None, root, False)]):
        if text is None or block is not line.block:
            line.text = " ".join("".join(pieces).split())
            if line.text:
                yield line
            line, pieces = Line(block), []
        if text:
            pieces.append(text)
            line.linked += len(text.strip()) if linked else 0


def _pieces(root: Element) -> Iterator[tuple[str | None, Element, bool]]:
    """Walk the tree without recursion: (text, innermost block, inside a link); text None is a line's end."""
    blocks, links = [root], 0
    for event, element in walk(root):
        is_block = element.tag in BLOCKS
        if event == "start":
            if is_block and element is not root:
                yield None, blocks[-1], False
                blocks.append(element)
            links += element.tag == "a"
            yield element.text or "", blocks[-1], links > 0
            continue
        links -= element.tag == "a"
        if is_block and element is not root:
            blocks.pop()
            yield None, blocks[-1], False
        if element is not root:
            yield element.tail or "", blocks[-1], links > 0
