"""What does a page's HTML say, once its furniture is carried out?

`open_page` parses; `prune` takes away what no reader should mistake for the story: scripts, navigation, consent
dialogs, share bars, related links, comments. An element goes by its tag or by a word in its class or id, unless it
holds so much of the page's running text that it must be the story itself.
"""

import re
from collections.abc import Iterator
from typing import TypeAlias

from lxml import etree, html

Element: TypeAlias = html.HtmlElement

MAX_ELEMENTS = 60_000  # a page of more is refused: no article has them
STORY_SHARE = 0.35  # an element with more of the page's paragraph text than this is never furniture
DEAD_TAGS = (
    "script",
    "style",
    "noscript",
    "template",
    "svg",
    "iframe",
    "object",
    "embed",
    "canvas",
    "video",
    "audio",
    "source",
    "picture",
    "map",
)
FURNITURE_TAGS = frozenset(
    ["nav", "footer", "aside", "form", "button", "select", "textarea", "dialog", "menu", "figcaption", "label", "amp-ad", "amp-sidebar", "amp-consent", "amp-embed"]
)
FURNITURE_ROLES = frozenset(
    ["navigation", "banner", "complementary", "contentinfo", "dialog", "alertdialog", "search", "menu", "menubar", "toolbar", "form"]
)
# Words of a class or id, cut at hyphens, underscores and inner capitals.
FURNITURE_WORDS = frozenset(
    ["cookie", "cookies", "consent", "gdpr", "ccpa", "cmp", "onetrust", "didomi", "newsletter", "newsletters", "subscribe", "subscription", "signup", "related", "recirc", "recirculation", "recommended", "recommendations", "recommendation", "promo", "promos", "promotion", "share", "sharing", "sharebar", "sharetools", "social", "socials", "comment", "comments", "commenting", "disqus", "respond", "breadcrumb", "breadcrumbs", "advert", "adverts", "advertisement", "advertising", "ad", "ads", "adslot", "adunit", "sponsored", "sponsor", "outbrain", "taboola", "sidebar", "byline", "bylines", "authorbio", "bio", "tagline", "taglines", "caption", "captions", "copyright", "footer", "nav", "navbar", "navigation", "menu", "toolbar", "modal", "popup", "overlay", "lightbox", "pagination", "pager", "trending", "popular", "mostread", "jetpack", "sharedaddy", "donate", "donation", "readmore", "seealso", "skip", "print", "toc", "infobox", "navbox", "hidden", "offscreen", "tooltip", "credits", "credit", "tags", "tag", "timestamp", "dateline"]
)
FURNITURE_PAIRS = frozenset(
    ["most-read", "read-more", "read-also", "see-also", "also-read", "more-from", "more-on", "more-stories", "more-news", "you-may", "recent-posts", "recent-post", "post-list", "latest-news", "top-stories", "author-box", "author-bio", "about-author", "post-meta", "entry-meta", "article-meta", "meta-data", "sign-up", "mailing-list", "screen-reader", "visually-hidden", "sr-only", "back-top", "post-navigation", "next-post", "prev-post", "article-tags", "story-tags", "social-share", "reading-time", "pull-quote", "newsletter-signup", "inline-related"]
)
NEVER = frozenset(["html", "head", "body", "main", "article", "h1", "p"])
_TOKEN = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
_INVISIBLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def open_page(text: str) -> Element | None:
    """Parse a page's text into a tree, scripts and all; None where there is no tree, or one beyond reason."""
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        root = html.document_fromstring(text.replace("\x00", "").encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None
    return root if sum(1 for _ in root.iter()) <= MAX_ELEMENTS else None


def prune(root: Element) -> None:
    """Take the furniture out of a tree, in place."""
    for dead in list(root.iter(*DEAD_TAGS)):
        _drop(dead)
    limit = STORY_SHARE * max(1, _running_text(root))
    for element in list(_furniture(root)):
        if element.getparent() is not None and _running_text(element) <= limit:
            _drop(element)


def text_of(element: Element) -> str:
    """Give all of an element's text, spaces squeezed."""
    return " ".join("".join(element.itertext()).split())


def _furniture(root: Element) -> Iterator[Element]:
    for element in root.iter(etree.Element):
        if element.tag not in NEVER and _is_furniture(element):
            yield element


def _is_furniture(element: Element) -> bool:
    if element.tag in FURNITURE_TAGS or element.get("role", "") in FURNITURE_ROLES:
        return True
    if (
        element.get("aria-hidden") == "true"
        or element.get("hidden") is not None
        or _INVISIBLE.search(element.get("style", ""))
    ):
        return True
    label = f"{element.get('class', '')} {element.get('id', '')} {element.get('data-component', '')}"[:300]
    return len(label) > 2 and _has_furniture_word(label)


def _has_furniture_word(label: str) -> bool:
    for name in label.split():
        tokens = [token.lower() for token in _TOKEN.findall(name)]
        if any(token in FURNITURE_WORDS for token in tokens):
            return True
        if any(f"{one}-{two}" in FURNITURE_PAIRS for one, two in zip(tokens, tokens[1:], strict=False)):
            return True
    return False


def _running_text(element: Element) -> int:
    """Count the characters that stand in paragraphs, or, where a page has none, between line breaks."""
    paragraphs = sum(len(text_of(p)) for p in element.iter("p"))
    return paragraphs or sum(len((br.tail or "").strip()) for br in element.iter("br"))


def _drop(element: Element) -> None:
    """Take an element out and leave what follows it."""
    if element.getparent() is not None:
        element.drop_tree()
