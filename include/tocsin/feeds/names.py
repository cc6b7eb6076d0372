"""Which elements are the format's own, and which only have names like theirs?

feedparser puts `<media:description>` where `<description>` goes, and the last one written wins; it takes an id for
an address, too. So what is not to be mixed up gets a name of ours before feedparser sees it.
"""

import re
from dataclasses import dataclass

# A guid that is a link (`isPermaLink`), one that is none, and Atom's id: each kept as it is written.
PERMALINK, GUID, ID = "tocsin-permalink", "tocsin-guid", "tocsin-id"
# Behind it the relation: links that Atom lends to RSS.
LENT_LINK = "tocsin-link-"
# What stands in where the format's own element is missing: Dublin Core, then what podcasts and media say.
TITLES = ("tocsin-dc-title", "tocsin-atom-title", "tocsin-itunes-title", "tocsin-media-title")
SUMMARIES = ("tocsin-dc-description", "tocsin-atom-summary", "tocsin-summary", "tocsin-itunes-summary")
CAPTIONS = ("tocsin-media-description",)

_ATOM = ("http://www.w3.org/2005/atom", "http://purl.org/atom/ns#")
_RSS = (
    "http://purl.org/rss/1.0/",
    "http://backend.userland.com/rss",
    "http://blogs.law.harvard.edu/tech/rss",
    "http://my.netscape.com/rdf/simple/0.9/",
)
_USUAL = {
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes",
    "http://search.yahoo.com/mrss": "media",
    "http://search.yahoo.com/mrss/": "media",
    **dict.fromkeys(_ATOM, "atom"),
}
# Feeds declare a handful; each of them makes the search for entries slower.
MAX_PREFIXES = 20
_ROOT = re.compile(r"<(?P<name>(?:[A-Za-z_][\w.-]{0,40}:)?(?P<kind>rss|feed|rdf))(?=[\s>])", re.I)
DECLARED = re.compile(r"""xmlns:([A-Za-z_][\w.-]{0,40})\s{0,9}=\s{0,9}["']([^"'<>]{1,200})["']""")
_TAG = re.compile(
    r"<(?P<end>/?)(?:(?P<prefix>[A-Za-z_][\w.-]{0,40}):)?"
    r"(?P<name>title|description|summary|guid|id|link|width|height|newlocation)(?=[\s/>])(?P<rest>[^<>]*)>",
    re.I,
)
# feedparser breaks over a stray end of these, and nobody reads them.
_BREAKERS = ("width", "height", "newlocation")
_PERMALINK = re.compile(r"""\bisPermaLink\s{0,9}=\s{0,9}["']\s{0,9}(?!true)""", re.I)
_RELATION = re.compile(r"""\brel\s{0,9}=\s{0,9}["']([a-z-]{1,30})["']""", re.I)


@dataclass(frozen=True)
class Dialect:
    """What a document is written in. `root` is the name of its root element as written, "" where there is none.

    The format's elements have one of the `own` prefixes, or none; `usual` says what other prefixes stand for.
    """

    root: str
    is_atom: bool
    own: frozenset[str]
    usual: dict[str, str]


def find_dialect(text: str) -> Dialect:
    """Return the dialect of a document; RSS and RDF are one."""
    root = _ROOT.search(text)
    is_atom = root is not None and root["kind"].lower() == "feed"
    declared = {prefix: uri.strip().lower() for prefix, uri in DECLARED.findall(text)}
    own = [prefix for prefix, uri in declared.items() if uri.startswith(_ATOM if is_atom else _RSS)]
    # feedparser goes by a well-known prefix too, declared or not.
    usual = {name: name for name in _USUAL.values()}
    usual |= {prefix: _USUAL[uri] for prefix, uri in declared.items() if uri in _USUAL}
    return Dialect(root["name"] if root else "", is_atom, frozenset(own[:MAX_PREFIXES]), usual)


def rename(text: str, dialect: Dialect) -> str:
    """Give the elements that would be mixed up names of ours."""
    return _TAG.sub(_Renamer(dialect).rename, text)


@dataclass
class _Renamer:
    """Knows the names that the last start tags got, for their end tags."""

    dialect: Dialect
    guid: str = GUID
    link: str = LENT_LINK

    def rename(self, tag: re.Match[str]) -> str:
        """Return a tag with the name it shall have. Attributes go: feedparser keeps no text beside unknown ones."""
        name = self._name(tag)
        if not name:
            return tag[0]
        closed = "/" if tag["rest"].endswith("/") else ""
        kept = tag["rest"].removesuffix("/") if name.startswith(LENT_LINK) else ""
        return f"<{tag['end']}{name}{kept}{closed}>"

    def _name(self, tag: re.Match[str]) -> str:
        name, prefix = tag["name"].lower(), tag["prefix"] or ""
        if name in _BREAKERS:
            return f"tocsin-{name}"
        if not prefix or prefix in self.dialect.own:
            return self._own_name(name, tag)
        usual = self.dialect.usual.get(prefix, "")
        if usual == "atom" and name in ("id", "link"):
            return ID if name == "id" else self._lent_link(tag)
        return f"tocsin-{usual}-{name}" if usual and name in ("title", "description", "summary") else ""

    def _own_name(self, name: str, tag: re.Match[str]) -> str:
        if name == "id":
            return ID
        if name == "guid":
            if not tag["end"]:
                self.guid = GUID if _PERMALINK.search(tag["rest"]) else PERMALINK
            return self.guid
        return "tocsin-summary" if name == "summary" and not self.dialect.is_atom else ""

    def _lent_link(self, tag: re.Match[str]) -> str:
        if not tag["end"]:
            relation = _RELATION.search(tag["rest"])
            self.link = LENT_LINK + (relation[1].lower() if relation else "alternate")
        return self.link
