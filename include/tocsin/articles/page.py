"""How is a page's HTML held while we look into it?

As one lxml tree. lxml stays in here and in what takes `Element`s apart by their methods.
"""

import re
from collections.abc import Iterator
from typing import TypeAlias

from cssselect import SelectorError
from lxml import etree, html  # type: ignore[import-untyped]
from lxml.cssselect import CSSSelector  # type: ignore[import-untyped]

from tocsin.articles.words import word_set

Element: TypeAlias = html.HtmlElement

MAX_ELEMENTS = 60_000  # a page of more is refused: no article has them
MAX_LOAD = 1_500_000  # sum of the depths of all elements and of each LOAD_CHARS of text; real pages have a tenth
LOAD_CHARS = 100
PLAIN_ELEMENTS, PLAIN_CHARS = 5_000, 300_000  # a page of no more is not looked at so closely
UNSEEN_TAGS = word_set(
    """
    script style noscript template svg iframe object embed canvas video audio source picture map
    """
)
# lxml reads control characters, written out or as references, but refuses to write the text that holds one.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_CONTROL_REFERENCE = re.compile(
    r"&#(?:0*(?:[0-8]|1[124-9]|2\d|3[01]|6553[45])(?!\d)|x0*(?:[0-8bcef]|1[\da-f]|fff[ef])(?![\da-f]));?",
    re.IGNORECASE,
)


def open_page(text: str) -> Element | None:
    """Parse a page's text into a tree, scripts and all; None where there is no tree, or one beyond reason."""
    if not text.strip():
        return None
    # A space, or what stands around a reference might become the next one.
    text = _CONTROL_REFERENCE.sub(" ", _CONTROL.sub("", text))
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None
    return root if sum(1 for _ in root.iter()) <= MAX_ELEMENTS else None


def is_overfull(root: Element, *, chars: int) -> bool:
    """Whether a page of so many characters holds too much too deep: each element is asked about all that is in it."""
    if chars <= PLAIN_CHARS and sum(1 for _ in root.iter()) <= PLAIN_ELEMENTS:
        return False
    depth = load = 0
    for event, element in walk(root):
        if event == "start":
            depth += 1
            load += depth * (1 + len(element.text or "") // LOAD_CHARS)
        else:
            load += depth * (len(element.tail or "") // LOAD_CHARS)
            depth -= 1
    return load > MAX_LOAD


def drop_unseen(root: Element) -> None:
    """Take scripts, styles, pictures and players out, in place; metadata must have been read before."""
    for element in list(root.iter(*UNSEEN_TAGS)):
        drop(element)


def drop(element: Element) -> None:
    """Take an element out of its tree and leave what follows it."""
    if element.getparent() is not None:
        element.drop_tree()


def elements_of(root: Element) -> Iterator[Element]:
    """Give all elements of a tree in the page's order."""
    yield from root.iter(etree.Element)


def text_of(element: Element) -> str:
    """Give all of an element's text, spaces squeezed."""
    return " ".join("".join(element.itertext()).split())


def start_of(element: Element, *, chars: int) -> str:
    """Give the start of an element's text, spaces squeezed: for elements that may hold the whole page, many deep."""
    found: list[str] = []
    seen = 0
    for text in element.itertext():
        found.append(text[:chars])
        seen += len(found[-1].strip())
        if seen > chars:
            break
    return " ".join(" ".join(found).split())


def list_links(root: Element) -> set[str]:
    """List the texts that are links."""
    return {text_of(link) for link in root.iter("a")}


def list_selected(root: Element | None, selector: str) -> list[Element]:
    """List the elements that a CSS selector finds, in the page's order; raises `ValueError` for what is no selector."""
    try:
        find = CSSSelector(selector, translator="html")
    except (SelectorError, AttributeError, TypeError) as error:
        raise ValueError(str(error)) from error
    return list(find(root)) if root is not None else []


def markup_of(element: Element) -> str:
    """Write an element as HTML, without what follows it."""
    return str(etree.tostring(element, encoding="unicode", method="html", with_tail=False))


def walk(root: Element) -> Iterator[tuple[str, Element]]:
    """Walk a tree without recursion: ("start" or "end", element)."""
    yield from etree.iterwalk(root, events=("start", "end"))


def new_paragraph() -> Element:
    """Make an empty <p>."""
    return html.Element("p")
