"""Which elements does an ordinary feed have, and what does feedparser call them?

fast.py reads what is ordinary; whatever is not raises `NotOrdinary`.
"""

import re
from functools import lru_cache
from typing import Any

from tocsin.feeds.names import DECLARED

# Elements in these namespaces are the format's own.
_OWN = frozenset(
    """
    http://backend.userland.com/rss http://blogs.law.harvard.edu/tech/rss http://purl.org/rss/1.0/
    http://my.netscape.com/rdf/simple/0.9/ http://purl.org/atom/ns# http://www.w3.org/2005/atom
    """.split()
)
# Modules that feedparser knows by their namespace, and then, whatever they stand for, by these prefixes.
_MODULES = {
    "http://purl.org/rss/1.0/modules/content/": "content",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    "http://search.yahoo.com/mrss": "media",
    "http://search.yahoo.com/mrss/": "media",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes",
    "http://purl.org/rss/1.0/modules/syndication/": "sy",
    "http://purl.org/rss/1.0/modules/slash/": "slash",
    "http://wellformedweb.org/commentapi/": "wfw",
    "http://rssnamespace.org/feedburner/ext/1.0": "feedburner",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf",
    "http://www.georss.org/georss": "georss",
    "http://webns.net/mvcb/": "admin",
}
_PREFIXES = frozenset([*_MODULES.values(), "cc", "creativecommons", "gml", "geo", "psc", "xhtml", "xml"])
RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
RSS_1 = ("http://purl.org/rss/1.0/", "http://my.netscape.com/rdf/simple/0.9/")
# Not every parser takes each letter in a prefix; a declared xlink counts as an attribute, and a control as what
# Windows has in its place. A base changes no link that is whole, and any other link is none of ours.
STRANGE = re.compile(rb"xmlns:[\w.-]*[\x80-\xff]|/1999/xlink|\xc2[\x80-\x9f]")
_LINK = re.compile(r"https?://[^\s/\[\]\x00-\x20][^\s\[\]\x00-\x20]*")
_TYPES = {"text": "text/plain", "plain": "text/plain", "text/plain": "text/plain"}
_TYPES |= {"html": "text/html", "text/html": "text/html"}
SIMPLE = {
    **dict.fromkeys(("pubdate", "published", "issued", "dcterms:issued"), "published"),
    **dict.fromkeys(("updated", "modified", "lastbuilddate", "dc:date", "dcterms:modified"), "updated"),
    **dict.fromkeys(("created", "dcterms:created"), "created"),
    **dict.fromkeys(("language", "dc:language"), "language"),
}
# Name, its name with feedparser, and what its text is when it does not say.
TEXTS = {
    "title": ("title", "text/plain"),
    "description": ("summary", "text/html"),
    "summary": ("summary", "text/plain"),
}
CONTENTS = {"content": "text/plain", "content:encoded": "text/html"}
PERSONS = frozenset("author contributor managingeditor webmaster dc:creator itunes:author itunes:owner".split())
PERSONAL = frozenset("name uri url email homepage itunes:name itunes:email".split())
# Beside the feed's own elements, with what may stand in them.
ASIDE = dict.fromkeys(
    ("image", "textinput"), frozenset("title link url description tocsin-width tocsin-height name".split())
)
ASIDE |= {"items": frozenset(["rdf:seq", "rdf:li"])}
HOLDERS = {
    "skiphours": frozenset(["hour"]),
    "skipdays": frozenset(["day"]),
    "itunes:category": frozenset(["itunes:category"]),
    **dict.fromkeys(PERSONS, PERSONAL),
}
# What feedparser takes for something else than it is called, or for more than one thing.
ODD = frozenset(
    "abstract body fullitem info newlocation where item entry channel feed rss image textinput links"
    " dc:title dc:description itunes:summary itunes:link media:title media:description".split()
)


class NotOrdinary(Exception):
    """The document has something that fast.py does not read as feedparser does."""


def names_are_usual(text: str) -> bool:
    """Whether each prefix that feedparser knows stands for what it takes it for."""
    declared = ((prefix.lower(), uri.lower()) for prefix, uri in DECLARED.findall(text))
    return all(prefix not in _PREFIXES or _MODULES.get(uri) == prefix for prefix, uri in declared)


def name_of(element: Any) -> str:
    """Return feedparser's name of an element; one in a namespace that it does not know is called "?"."""
    if not isinstance(element.tag, str):
        raise NotOrdinary
    return _name(element.tag, (element.prefix or "").lower())


@lru_cache(maxsize=2_048)
def _name(tag: str, prefix: str) -> str:
    namespace, _, local = tag.rpartition("}")
    namespace, local = namespace[1:].lower(), local.lower()
    if not tag.isascii():
        raise NotOrdinary
    if not namespace or namespace in _OWN:
        # "title_detail" is a name of feedparser's own.
        if "_" in local:
            raise NotOrdinary
        return local
    if namespace in _MODULES:
        return f"{_MODULES[namespace]}:{local}"
    if not prefix or prefix in _PREFIXES or "userland" in namespace:
        raise NotOrdinary
    return "?"


def refuse_all_but(element: Any, allowed: frozenset[str]) -> None:
    """Raise unless all that an element holds is simple, and either of the `allowed` or in a foreign namespace."""
    for child in element:
        if name_of(child) not in allowed and name_of(child) != "?":
            raise NotOrdinary
        refuse_all_but(child, allowed)


def type_of(element: Any, kind: str) -> str:
    """Return what an element says its text is, "text/plain" or "text/html"; `kind` where it says nothing."""
    said = element.get("type", kind).lower()
    if said not in _TYPES or any(name.lower() == "mode" for name in element.attrib):
        raise NotOrdinary
    return _TYPES[said]


def plain_link(text: str) -> str:
    """Return a link that is a whole http(s) URL, or none; any other has to be made one first."""
    if text and not _LINK.fullmatch(text):
        raise NotOrdinary
    return text


def text_of(element: Any) -> str:
    """Return the text of an element, UTF-8 that was taken for Latin-1 put right as feedparser does it."""
    text = str(element.text or "").strip()
    if text.isascii():
        return text
    try:
        return text.encode("latin-1").decode()
    except UnicodeError:
        return text
