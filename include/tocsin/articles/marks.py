"""Which elements say of themselves that they are furniture?

By tag, by role, or by a word in their class or id.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from tocsin.articles.layout import INLINE_TAGS
from tocsin.articles.page import Element, elements_of, text_of
from tocsin.articles.words import word_set

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
    ad ads adslot adunit advert advertisement advertising adverts authorbio bio breadcrumb breadcrumbs byline
    bylines caption captions ccpa chapo comment commenting comments consent cookie cookies copyright credit
    credits cta dateline dek didomi disqus donate donation footer gdpr infobox jetpack lightbox logo masthead
    menu modal mostread nav navbar navbox navigation newsletter newsletters offscreen onetrust outbrain overlay
    pager pagination popular popup print promo promos promotion recirc recirculation recommendation
    recommendations recommended related respond seealso share sharebar sharedaddy sharetools sharing sidebar
    signup social socials sponsor sponsored standfirst subscribe subscription subtitle taboola tag tagline
    taglines tags ticker timestamp toolbar trending
    """
)
FURNITURE_PAIRS = word_set(
    """
    about-author also-read article-meta article-tags author-bio author-box back-top entry-meta inline-related
    latest-news mailing-list meta-data more-from more-news more-on more-stories most-read newsletter-signup next-post
    post-list post-meta post-navigation prev-post pull-quote read-also reading-time recent-post recent-posts
    screen-reader see-also sign-off sign-up social-share sr-only story-tags top-stories visually-hidden you-may
    bluesky-embed fb-post instagram-media more-info short-link tiktok-embed twitter-tweet
    """
)
COMMENT_WORDS = word_set(
    """
    comment comments commentlist comentario comentarios commentaire commentaires disqus fbcomments
    kommentar kommentare kommentarer komentarze livefyre reacties talkback talkbacks usercomment yorum yorumlar
    """
)
NAMING = ("class", "id", "data-component", "data-testid")
SENTENCE = 60  # characters of the words around an inline element that is part of a sentence
NEVER = word_set("html head body main article h1 p")
# Letters between separators, so that the "ad" inside a hash is no word.
_PIECE = re.compile(r"[A-Za-z]+(?:-?\d+)?(?=[^A-Za-z0-9]|$)")
_TOKEN = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")


def list_marked(root: Element) -> Iterator[Element]:
    """Give the marked elements of a tree, in the page's order."""
    marked = (element for element in elements_of(root) if element.tag not in NEVER and _is_furniture(element))
    return (element for element in marked if not _is_in_sentence(element))


def list_comments(root: Element) -> Iterator[Element]:
    """Give the elements that hold what readers wrote, outer ones first."""
    for element in elements_of(root):
        if (element.tag == "p" or element.tag not in NEVER) and not COMMENT_WORDS.isdisjoint(
            _words_of(_label(element))
        ):
            yield element


def _is_furniture(element: Element) -> bool:
    if element.tag in FURNITURE_TAGS or element.get("role", "") in FURNITURE_ROLES:
        return True
    if element.get("aria-hidden") == "true" or (element.tag == "header" and _is_site_header(element)):
        return True
    label = _label(element)
    return len(label) > len(NAMING) and _has_furniture_word(label)


def _is_in_sentence(element: Element) -> bool:
    """Whether an inline element stands among the words of a paragraph: a company that can be looked up, a tag."""
    holder = element.getparent()
    if element.tag not in INLINE_TAGS or holder is None or holder.tag not in ("p", "li", "blockquote"):
        return False
    # What a paragraph begins with is no part of its sentence: "Updated: 3 March".
    is_led = element.getprevious() is not None or bool((holder.text or "").strip())
    return is_led and len(text_of(holder)) - len(text_of(element)) >= SENTENCE


def _label(element: Element) -> str:
    return " ".join(element.get(name, "") for name in NAMING)[:300]


def _is_site_header(header: Element) -> bool:
    """Whether a <header> is the site's, and not the article's."""
    return header.find(".//h1") is None and not any(
        outer.tag in ("article", "main") for outer in header.iterancestors()
    )


@lru_cache(maxsize=4096)  # a page repeats its few labels hundreds of times
def _has_furniture_word(label: str) -> bool:
    for name in label.split():
        tokens = _tokens(name)
        if not FURNITURE_WORDS.isdisjoint(tokens):
            return True
        if any(f"{one}-{two}" in FURNITURE_PAIRS for one, two in pairwise(tokens)):
            return True
    return False


@lru_cache(maxsize=4096)
def _words_of(label: str) -> frozenset[str]:
    return frozenset(token for name in label.split() for token in _tokens(name))


def _tokens(name: str) -> list[str]:
    return [token.lower() for piece in _PIECE.findall(name) for token in _TOKEN.findall(piece)]
