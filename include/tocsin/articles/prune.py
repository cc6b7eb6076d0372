"""What of a page's tree is furniture?

Navigation, consent dialogs, share bars, related links and comments go: by tag, by role, by a word in class or id, by
the label they open with ("Related articles", "Advertisement"), by standing above the headline, or by their shape
(rows of teasers). An element that holds much of the page's running text is the story itself and stays, whatever it
is called.
"""

import re
from collections.abc import Iterator
from itertools import islice

from tocsin.articles.clean import is_label, same_words
from tocsin.articles.layout import unfold_breaks, unfold_tables
from tocsin.articles.marks import list_comments, list_marked
from tocsin.articles.page import Element, drop, elements_of, start_of, text_of
from tocsin.articles.titles import MAX_TITLE

STORY_SHARE = 0.35  # an element with more of the page's running text than this is never furniture
LEAST_STORY = 300  # characters of running text beside the comments, from which they are readers' words
MAX_HEADLINES = 3  # a page that shows its headline more often is none of ours
MAX_AGREEING = 20  # buttons that agree to something; no dialog has more
DIALOG_DEPTH = 6  # blocks between a consent button and its dialog
TEASERS = 3  # neighbours of one shape that make a row of teasers
TEASER_CHARS = 400  # the longest teaser, its headline and its summary together
LINKED = 0.8  # share of a block's text in links that makes its first words a label
LABEL_CHARS = 60  # the longest label of a block
HEADLINE_CHARS = 15  # the shortest linked headline

_AGREE = re.compile(
    r"(?:i )?(?:accept|agree|allow|reject|decline|consent|got it|ok|okay)(?: all| cookies| all cookies)?[.!]?",
    re.IGNORECASE,
)
_COOKIES = re.compile(r"cookies?\b|privacy|consent|personal data", re.IGNORECASE)


def prune(root: Element, *, title: str = "") -> None:
    """Take the furniture out of a tree and turn its layout into paragraphs, in place."""
    _drop_all(root, _dialogs(root))
    _drop_all(root, _labelled(root))
    _drop_all(root, _named_alike(list_marked(root), STORY_SHARE * max(1, _running_text(root))))
    unfold_tables(root)
    _drop_all(root, _above(root, title))
    _drop_all(root, _teasers(root))
    unfold_breaks(root)


def drop_comments(root: Element) -> None:
    """Take out what readers wrote, in place: it may be far more than the story, but a page is never all comments."""
    inner: set[Element] = set()
    outer = []
    for element in list_comments(root):
        if element not in inner:
            outer.append(element)
            inner.update(element.iterdescendants())
    if _running_text(root) - sum(map(_running_text, outer)) >= LEAST_STORY:
        for element in outer:
            drop(element)


def _drop_all(root: Element, elements: Iterator[Element]) -> None:
    """Drop elements, but none that holds the story."""
    limit = STORY_SHARE * max(1, _running_text(root))
    for element in list(elements):
        if element.getparent() is not None and _running_text(element) <= limit:
            drop(element)


def _named_alike(elements: Iterator[Element], limit: float) -> Iterator[Element]:
    """Leave out the elements of one name that, all together, hold the story: it may be cut into many blocks."""
    kinds: dict[tuple[str, str], list[Element]] = {}
    for element in elements:
        kinds.setdefault((element.tag, element.get("class", "")), []).append(element)
    for (_, name), kind in kinds.items():
        if not name or len(kind) == 1 or sum(map(_running_text, kind)) <= limit:
            yield from kind


def _running_text(element: Element) -> int:
    """Count the characters that stand in paragraphs and after line breaks."""
    return sum(len(text_of(p)) for p in element.iter("p")) + sum(
        len((br.tail or "").strip()) for br in element.iter("br")
    )


def _teasers(root: Element) -> Iterator[Element]:
    """Give the parts of each row of teasers: neighbours that are a linked headline and a line or two each."""
    for parent in elements_of(root):
        row = [
            child for child in parent if child.tag in ("li", "div", "article", "section", "tr") and _is_teaser(child)
        ]
        if len(row) >= TEASERS:
            yield from row


def _is_teaser(element: Element) -> bool:
    """Whether an element opens with a linked headline and holds, beside it, another block of little text."""
    link = next(element.iter("a"), None)
    if link is None or len(text_of(link)) < HEADLINE_CHARS or len(element) == 0:
        return False
    # A link into this very page is an entry's own, in a live blog.
    if link.get("href", "").startswith(("#", "?")):
        return False
    text = text_of(element)
    if len(text) > TEASER_CHARS:
        return False
    others = [
        block for block in element.iter("p", "div", "h2", "h3", "h4", "time") if link not in block.iterdescendants()
    ]
    return text.startswith(text_of(link)) and any(block is not link for block in others)


def _above(root: Element, title: str) -> Iterator[Element]:
    """Give the headline and what stands above it: each earlier neighbour of it and of what holds it."""
    for headline in _headlines(root, title):
        for holder in [headline, *headline.iterancestors()]:
            yield from holder.itersiblings(preceding=True)
        if headline.tag == "h1":
            yield headline


def _headlines(root: Element, title: str) -> list[Element]:
    found = [h1 for h1 in root.iter("h1") if same_words(start_of(h1, chars=MAX_TITLE), title)]
    # Old table pages set their headline in bold type.
    return (
        found[:MAX_HEADLINES]
        or [
            bold
            for bold in root.iter("font", "b", "strong", "h2")
            if same_words(start_of(bold, chars=MAX_TITLE), title)
        ][:1]
    )


def _labelled(root: Element) -> Iterator[Element]:
    """Give the blocks that open with a label of their own: an advertisement, related articles, comments."""
    for element in root.iter("div", "section", "aside", "ul", "li", "p"):
        label = _first_text(element)
        if len(label) <= LABEL_CHARS and is_label(label) and _is_apart(label, element):
            yield element


def _is_apart(label: str, element: Element) -> bool:
    """Whether a label is more than the first words of a sentence: a block of its own, with a colon, or before links."""
    rest = text_of(element)[len(label) :]
    if element.find("*") is None or not rest.strip():
        return False
    inner = element.iter("p", "div", "ul", "ol", "h2", "h3", "h4", "h5", "form")
    has_blocks = any(block is not element for block in inner)
    links = sum(len(text_of(link)) for link in element.iter("a"))
    return (has_blocks and element.tag not in ("p", "li")) or label.endswith(":") or links >= LINKED * len(rest)


def _first_text(element: Element) -> str:
    """Give the first text in an element, as far as one tag holds it."""
    return next((text.strip() for text in element.itertext() if text.strip()), "")


def _dialogs(root: Element) -> Iterator[Element]:
    """Give the consent dialogs: the innermost block round a button that agrees to cookies."""
    buttons = root.iter("button", "a", "input")
    agreeing = (one for one in buttons if _AGREE.fullmatch(text_of(one) or one.get("value", "")))
    for button in islice(agreeing, MAX_AGREEING):
        holders = islice(button.iterancestors("div", "section", "aside", "form", "dialog"), DIALOG_DEPTH)
        dialog = next((holder for holder in holders if _COOKIES.search(text_of(holder))), None)
        if dialog is not None:
            yield dialog
