"""What does a page's JSON-LD say about its article?

Publishers write it in every shape: one object, a list, an `@graph` whose authors are references, HTML entities
inside strings, a trailing comma. Teasers of other articles stand in it too, so the page's own is known by the page's
address and by the headline that the page shows. What can't be read is left; nothing here raises.
"""

import json
import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from typing import Any

from tocsin.articles.urls import canonical_url
from tocsin.articles.words import word_set

ARTICLE_TYPES = word_set(
    """
    article newsarticle reportagenewsarticle analysisnewsarticle backgroundnewsarticle
    opinionnewsarticle reviewnewsarticle blogposting liveblogposting socialmediaposting report
    techarticle scholarlyarticle
    """
)
CREDITS = ("sourceOrganization", "creditText", "copyrightHolder")
MAX_NODES = 2000
MAX_ARTICLES = 200
MAX_HEADINGS = 5
MAX_SCRIPT = 500_000
ALIKE = 0.5  # share of a headline's words found in another, from which they may be one
TELLING = 4  # words of a heading that is no site's name or section
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, kw_only=True)
class LinkedData:
    """The fields of the page's article node; empty where there is none."""

    is_article: bool = False
    title: str = ""
    byline: str = ""
    published: str = ""
    modified: str = ""
    publisher: str = ""
    credit: str = ""
    section: str = ""
    language: str = ""
    image: str = ""
    caption: str = ""
    body: str = ""
    is_free: bool | None = None


def read_linked_data(
    scripts: list[str], *, headings: Sequence[str] = (), titles: Sequence[str] = (), url: str = ""
) -> LinkedData:
    """Find the article among a page's JSON-LD scripts and give its fields as text.

    `headings` are the page's <h1>, `titles` what its <title> and meta tags call it.
    """
    nodes = [node for script in scripts for node in _nodes(_loaded(script))][:MAX_NODES]
    by_id = {str(node["@id"]): node for node in nodes if "@id" in node and len(node) > 1}
    articles = [node for node in nodes if _types(node) & ARTICLE_TYPES][:MAX_ARTICLES]
    headings = headings[:MAX_HEADINGS]
    shown, place = [*headings, *titles], _place(url)
    article = max(articles, key=lambda node: _belonging(node, shown, place), default={})
    if not article or _is_anothers(article, headings, titles, place):
        return LinkedData()
    images = [image for image in _images(article.get("image"), by_id) if image[0]]
    return LinkedData(
        is_article=True,
        title=_text(article.get("headline")),
        byline=", ".join(dict.fromkeys(_names(article.get("author") or article.get("creator"), by_id))),
        published=_text(article.get("datePublished")) or _text(article.get("dateCreated")),
        modified=_text(article.get("dateModified")),
        publisher=next(iter(_names(article.get("publisher"), by_id)), ""),
        credit=", ".join(name for key in CREDITS for name in _names(article.get(key), by_id)),
        section=next(iter(_names(article.get("articleSection"), by_id)), ""),
        language=next(iter(_names(article.get("inLanguage"), by_id)), ""),
        image=images[0][0] if images else "",
        caption=images[0][1] if images else "",
        body=_text(article.get("articleBody")),
        is_free=_flag(article.get("isAccessibleForFree")),
    )


def _belonging(node: dict[str, Any], shown: Sequence[str], place: str) -> tuple[int, int]:
    """Order an article among others: by how much it is the page's, then by how much it says."""
    said = sum(key in node for key in ("headline", "datePublished", "author", "articleBody", "publisher"))
    return (place in _places(node)) + _is_alike(_headline(node), shown), said


def _is_anothers(node: dict[str, Any], headings: Sequence[str], titles: Sequence[str], place: str) -> bool:
    """Whether an article is told by another headline than the one on which <h1> and <title> agree."""
    agreed = [heading for heading in headings if len(heading.split()) >= TELLING and _is_alike(heading, titles)]
    headline = _headline(node)
    return bool(agreed and headline) and place not in _places(node) and not _is_alike(headline, [*headings, *titles])


def _headline(node: dict[str, Any]) -> str:
    return unescape(_text(node.get("headline")) or _text(node.get("name")))


def _is_alike(headline: str, others: Sequence[str]) -> bool:
    """Whether one of the others holds a headline, or most of its words: pages rephrase, and add their own name."""
    words, line = set(_words(headline)), "".join(_words(headline))
    return bool(words) and any(
        line in "".join(_words(other)) or len(words & set(_words(other))) >= ALIKE * len(words) for other in others
    )


def _words(text: str) -> list[str]:
    return _WORD.findall(text[:1000].casefold())


def _places(node: dict[str, Any]) -> set[str]:
    """Give the addresses that an article says are its own."""
    main = node.get("mainEntityOfPage")
    claims = [
        node.get("url"),
        node.get("@id"),
        *((main.get("@id"), main.get("url")) if isinstance(main, dict) else [main]),
    ]
    return {place for claim in claims if (place := _place(_text(claim)))}


def _place(url: str) -> str:
    """Give an address without what twins of one page differ in."""
    return canonical_url(url).partition("//")[2].removeprefix("www.").rstrip("/")


def _loaded(script: str) -> Any:
    """Read a script as JSON, mending what publishers commonly break; None when it can't be mended."""
    text = script.strip()[:MAX_SCRIPT]
    text = (
        re.sub(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)\s*;?$", "", text)
        .strip()
        .rstrip(";")
    )
    for attempt in (text, re.sub(r",\s*([}\]])", r"\1", text)):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _nodes(data: Any) -> Iterator[dict[str, Any]]:
    """Give every object of a document, outer ones first, without recursion."""
    waiting = deque([data])
    for _ in range(MAX_NODES * 5):
        if not waiting:
            return
        node = waiting.popleft()
        if isinstance(node, dict):
            yield node
            waiting.extend(value for value in node.values() if isinstance(value, dict | list))
        elif isinstance(node, list):
            waiting.extend(value for value in node if isinstance(value, dict | list))


def _types(node: dict[str, Any]) -> set[str]:
    kinds = node.get("@type")
    return {str(kind).rsplit("/", 1)[-1].lower() for kind in (kinds if isinstance(kinds, list) else [kinds])}


def _names(value: Any, by_id: dict[str, dict[str, Any]]) -> Iterator[str]:
    """Give the names of persons or organisations, however they are written."""
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, dict):
            node = one if "name" in one else by_id.get(str(one.get("@id")), {})
            names = node.get("name")
            yield from (_text(name) for name in (names if isinstance(names, list) else [names]) if _text(name))
        elif _text(one):
            yield _text(one)


def _images(value: Any, by_id: dict[str, dict[str, Any]]) -> Iterator[tuple[str, str]]:
    """Give the address and the caption of each picture, however they are written."""
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, dict):
            node = one if {"url", "contentUrl"} & one.keys() else by_id.get(str(one.get("@id")), one)
            yield _text(node.get("url")) or _text(node.get("contentUrl")), _text(node.get("caption"))
        else:
            yield _text(one), ""


def _text(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""


def _flag(value: Any) -> bool | None:
    if isinstance(value, bool):
        return value
    return {"true": True, "false": False}.get(str(value).strip().lower())
