"""What of a page's tree is furniture?

Navigation, consent dialogs, share bars, related links and comments go, by tag, by role, or by a word in class or id,
unless an element holds so much of the page's running text that it must be the story itself. Rows of teasers go by
their shape. Tables that only lay out the page, and lines parted by `<br><br>`, become what they stand for:
paragraphs.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from tocsin.articles.page import Element, drop, elements_of, new_paragraph, text_of
from tocsin.articles.words import word_set

STORY_SHARE = 0.35  # an element with more of the page's running text than this is never furniture
TEASERS = 3  # neighbours of one shape that make a row of teasers
TEASER_CHARS = 400  # the longest teaser, its headline and its summary together
HEADLINE_CHARS = 15  # the shortest linked headline
CELL_CHARS = 400  # a table cell of more is part of the page's layout, and no datum

FURNITURE_TAGS = word_set(
    """
    nav footer aside form button select textarea dialog menu figcaption label
    amp-ad amp-sidebar amp-consent amp-embed
    """
)
FURNITURE_ROLES = word_set(
    """
    navigation banner complementary contentinfo dialog alertdialog search menu menubar toolbar form
    """
)
# Words of a class or id, cut at hyphens, underscores and inner capitals.
FURNITURE_WORDS = word_set(
    """
    ad ads adslot adunit advert advertisement advertising adverts authorbio bio breadcrumb breadcrumbs byline bylines
    caption captions ccpa comment commenting comments consent cookie cookies copyright credit credits dateline
    didomi disqus donate donation footer gdpr infobox jetpack lightbox logo masthead menu modal mostread nav navbar
    navbox navigation newsletter newsletters offscreen onetrust outbrain overlay pager pagination popular popup print
    promo promos promotion recirc recirculation recommendation recommendations recommended related respond seealso
    share sharebar sharedaddy sharetools sharing sidebar signup skip social socials sponsor sponsored subscribe
    subscription taboola tag tagline taglines tags ticker timestamp toolbar trending
    """
)
FURNITURE_PAIRS = word_set(
    """
    about-author also-read article-meta article-tags author-bio author-box back-top entry-meta inline-related
    latest-news mailing-list meta-data more-from more-news more-on more-stories most-read newsletter-signup next-post
    post-list post-meta post-navigation prev-post pull-quote read-also reading-time recent-post recent-posts
    screen-reader see-also sign-up social-share sr-only story-tags top-stories visually-hidden you-may
    """
)
INLINE_TAGS = word_set("a abbr b br cite code em font i img mark q s small span strong sub sup time u")
NEVER = word_set("html head body main article h1 p")
# Letters between separators, so that the "ad" inside a hash is no word.
_PIECE = re.compile(r"[A-Za-z]+(?:-?\d+)?(?=[^A-Za-z0-9]|$)")
_TOKEN = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")


def prune(root: Element) -> None:
    """Take the furniture out of a tree and turn layout into paragraphs, in place."""
    _drop_all(root, _furniture(root))
    _unfold_tables(root)
    _drop_all(root, _teasers(root))
    _unfold_breaks(root)


def _drop_all(root: Element, elements: Iterator[Element]) -> None:
    limit = STORY_SHARE * max(1, _running_text(root))
    for element in list(elements):
        if element.getparent() is not None and _running_text(element) <= limit:
            drop(element)


def _running_text(element: Element) -> int:
    """Count the characters that stand in paragraphs and after line breaks."""
    return sum(len(text_of(p)) for p in element.iter("p")) + sum(
        len((br.tail or "").strip()) for br in element.iter("br")
    )


def _furniture(root: Element) -> Iterator[Element]:
    return (element for element in elements_of(root) if element.tag not in NEVER and _is_furniture(element))


def _is_furniture(element: Element) -> bool:
    if element.tag in FURNITURE_TAGS or element.get("role", "") in FURNITURE_ROLES:
        return True
    if element.get("aria-hidden") == "true" or (element.tag == "header" and _is_site_header(element)):
        return True
    label = f"{element.get('class', '')} {element.get('id', '')} {element.get('data-component', '')}"[:300]
    return len(label) > 2 and _has_furniture_word(label)


def _is_site_header(header: Element) -> bool:
    """Whether a <header> is the site's, and not the article's."""
    return header.find(".//h1") is None and not any(
        outer.tag in ("article", "main") for outer in header.iterancestors()
    )


def _has_furniture_word(label: str) -> bool:
    for name in label.split():
        tokens = [token.lower() for piece in _PIECE.findall(name) for token in _TOKEN.findall(piece)]
        if not FURNITURE_WORDS.isdisjoint(tokens):
            return True
        if any(f"{one}-{two}" in FURNITURE_PAIRS for one, two in pairwise(tokens)):
            return True
    return False


def _teasers(root: Element) -> Iterator[Element]:
    """Give the parts of each row of teasers: neighbours that are a linked headline and a line or two each."""
    for parent in elements_of(root):
        row = [
            child
            for child in parent
            if child.tag in ("li", "div", "article", "section", "tr") and _is_teaser(child)
        ]
        if len(row) >= TEASERS:
            yield from row


def _is_teaser(element: Element) -> bool:
    """Whether an element opens with a linked headline and holds, beside it, another block of little text."""
    link = next(element.iter("a"), None)
    if link is None or len(text_of(link)) < HEADLINE_CHARS or len(element) == 0:
        return False
    text = text_of(element)
    others = [
        block
        for block in element.iter("p", "div", "h2", "h3", "h4", "time")
        if link not in block.iterdescendants()
    ]
    return (
        len(text) <= TEASER_CHARS
        and text.startswith(text_of(link))
        and any(block is not link for block in others)
    )


def _unfold_tables(root: Element) -> None:
    """Make plain blocks of the tables that only lay out the page."""
    for table in list(root.iter("table")):
        cells = list(table.iter("td", "th"))
        if any(_is_layout(cell) for cell in cells):
            for part in [table, *table.iter("tbody", "thead", "tfoot", "tr", "td", "th")]:
                part.tag = "div"


def _is_layout(cell: Element) -> bool:
    return (
        len(text_of(cell)) > CELL_CHARS or cell.find(".//table") is not None or cell.find(".//h1") is not None
    )


def _unfold_breaks(root: Element) -> None:
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
