"""What does a page's JSON-LD say about its article?

Publishers write it in every shape: one object, a list, an `@graph` whose authors are references, HTML entities
inside strings, a trailing comma. What can't be read is left; nothing here raises.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tocsin.articles.words import word_set

ARTICLE_TYPES = word_set(
    """
    article newsarticle reportagenewsarticle analysisnewsarticle backgroundnewsarticle
    opinionnewsarticle reviewnewsarticle blogposting liveblogposting socialmediaposting report
    techarticle scholarlyarticle
    """
)
MAX_NODES = 2000
MAX_SCRIPT = 500_000


@dataclass(frozen=True, kw_only=True)
class LinkedData:
    """The fields of the page's article node; empty where there is none."""

    is_article: bool = False
    title: str = ""
    byline: str = ""
    published: str = ""
    publisher: str = ""
    body: str = ""
    is_free: bool | None = None


def read_linked_data(scripts: list[str]) -> LinkedData:
    """Find the article among a page's JSON-LD scripts and give its fields as text."""
    nodes = [node for script in scripts for node in _nodes(_loaded(script))][:MAX_NODES]
    by_id = {str(node["@id"]): node for node in nodes if "@id" in node and len(node) > 1}
    articles = [node for node in nodes if _types(node) & ARTICLE_TYPES]
    if not articles:
        return LinkedData()
    # A list of teasers holds articles too: the page's own is the one that says most.
    article = max(
        articles,
        key=lambda node: sum(
            key in node for key in ("headline", "datePublished", "author", "articleBody", "publisher")
        ),
    )
    return LinkedData(
        is_article=True,
        title=_text(article.get("headline")),
        byline=", ".join(dict.fromkeys(_names(article.get("author") or article.get("creator"), by_id))),
        published=_text(article.get("datePublished")) or _text(article.get("dateCreated")),
        publisher=next(iter(_names(article.get("publisher"), by_id)), ""),
        body=_text(article.get("articleBody")),
        is_free=_flag(article.get("isAccessibleForFree")),
    )


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
    waiting = [data]
    for _ in range(MAX_NODES * 5):
        if not waiting:
            return
        node = waiting.pop(0)
        if isinstance(node, dict):
            yield node
            waiting.extend(value for value in node.values() if isinstance(value, dict | list))
        elif isinstance(node, list):
            waiting.extend(node)


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


def _text(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""


def _flag(value: Any) -> bool | None:
    if isinstance(value, bool):
        return value
    return {"true": True, "false": False}.get(str(value).strip().lower())
