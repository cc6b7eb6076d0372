"""Whom does a page link to as its author?

Newsrooms give their people pages of their own; the link to one that stands next to the headline says who wrote.
"""

import re
from itertools import islice

from tocsin.articles.nearness import Surroundings
from tocsin.articles.page import Element, start_of

MAX_LINKS = 1000  # a page with more of them is a list
MAX_NAME = 60  # characters
_PEOPLE = re.compile(
    r"/(?:authors?|by|bylines?|contributors?|columnists?|correspondents?|journalists?|people|person|profiles?|reporters?"
    r"|staff|writers?|autor(?:es|en|i)?|autore|auteurs?|journalistes?|redakt(?:or|oren|eur|ion)|skribent|yazar(?:lar)?"
    r"|penulis|avtor[iy]?|author-profile|tac-gia)/[^/?#]{2,80}/?(?:[?#]|$)",
    re.IGNORECASE,
)


def find_linked_author(root: Element, *, title: str) -> str:
    """Find the name in the link to a person's page that is nearest to the headline; "" where all stand elsewhere."""
    links = islice((link for link in root.iter("a") if _PEOPLE.search(link.get("href", "")[:500])), MAX_LINKS)
    named = [(link, name) for link in links if _is_name(name := start_of(link, chars=MAX_NAME))]
    if not named:
        return ""
    surroundings = Surroundings(root, title)
    # The first of those that are equally near: below a headline, before the story.
    (is_elsewhere, _), name = min(((surroundings.distance(link), name) for link, name in named), key=lambda one: one[0])
    return "" if is_elsewhere else name


def _is_name(text: str) -> bool:
    return 2 < len(text) <= MAX_NAME and text[0].isalpha() and len(text.split()) <= 6
