"""Which feeds does a page name, and what does it say of its site?

Runs on hostile bytes: call `read_site` in a `tocsin.sandbox.Sandbox`.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from tocsin.feeds.addresses import FeedKind, kind_of, may_be_feed
from tocsin.feeds.encoding import decode_feed
from tocsin.feeds.links import absolute_link
from tocsin.feeds.plain import plain_line

# More than a page that means well has; the rest of the list is not looked at.
MAX_LINKS = 20_000
MAX_CANDIDATES = 200
MAX_WORDS = 120
_META = re.compile(rb"<meta[^>]{0,300}?charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([\w.:-]{2,40})", re.I)
_OF_FEEDS = frozenset(
    "application/rss+xml application/atom+xml application/rdf+xml application/feed+json text/rss+xml text/atom+xml"
    " application/x-rss+xml application/rss application/atom text/rss text/x-rss".split()
)
# Types that oEmbed, APIs and other lists have too: here the address must say that it is a feed.
_OF_ANYTHING = frozenset(["", "application/json", "application/xml", "text/xml"])
_ORDER = tuple(FeedKind)


class Origin(StrEnum):
    """Where an address was found."""

    LINK = "a link in the page's head"
    ANCHOR = "a link in the page"
    SITEMAP = "the site's map"
    GUESS = "a usual address"


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """An address that may be a feed's; `words` are what the page calls it."""

    url: str
    words: str = ""
    origin: Origin

    @property
    def kind(self) -> FeedKind:
        """What it seems to be about."""
        return kind_of(self.url, self.words)


@dataclass(frozen=True, kw_only=True)
class Site:
    """What a page says of its site, "" where nothing, and the feeds that it names, the most promising first."""

    name: str = ""
    language: str = ""
    candidates: tuple[Candidate, ...] = ()


def read_site(body: bytes, *, url: str, content_type: str = "") -> Site:
    """Read a page's links to feeds, each address once, those of readers' comments left out.

    `url` is where the page was found. At most 200 candidates; a body that is no HTML at all names none.
    """
    from lxml import etree, html  # type: ignore[import-untyped]

    text = _decode(body, content_type)
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        root = html.document_fromstring(text.replace("\0", "").encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError):
        return Site()
    base = _base(root, url)
    once: dict[str, Candidate] = {}
    for candidate in sorted(_candidates(root, base, url), key=_promise):
        once.setdefault(candidate.url, candidate)
    candidates = list(once.values())[:MAX_CANDIDATES]
    return Site(name=_name(root), language=(root.get("lang") or "").strip()[:35], candidates=tuple(candidates))


def _decode(body: bytes, content_type: str) -> str:
    """Return a page's text: what it says of its own encoding counts where the server says nothing."""
    named = _META.search(body[:4096])
    if named and "charset" not in content_type.lower():
        content_type = f"text/html; charset={named[1].decode('ascii', 'replace')}"
    return decode_feed(body, content_type)[0]


def _base(root: Any, url: str) -> str:
    """Return where relative links start; of several <base> the first with an address counts."""
    hrefs = (each.get("href") for each in root.iter("base"))
    href = next(filter(None, hrefs), "")
    return absolute_link(url, href) or url


def _candidates(root: Any, base: str, site: str) -> Iterator[Candidate]:
    for count, element in enumerate(root.iter("link", "a", "area")):
        if count >= MAX_LINKS:
            return
        href = _address(base, element.get("href") or "")
        if not href:
            continue
        found = _linked(element, href, site) if element.tag == "link" else _anchored(element, href, site)
        if found and found.kind is not FeedKind.COMMENTS:
            yield found


def _address(base: str, href: str) -> str:
    """Return an address without the `feed:` that some pages put before it, and without its fragment."""
    href = href.strip()
    if href[:5].lower() == "feed:":
        href = href[5:] if href[5:7] != "//" else f"http:{href[5:]}"
    return absolute_link(base, href.partition("#")[0])


def _linked(element: Any, href: str, site: str) -> Candidate | None:
    relations = (element.get("rel") or "").lower().split()
    if "stylesheet" in relations or not {"alternate", "feed"} & set(relations):
        return None
    kind = (element.get("type") or "").partition(";")[0].strip().lower()
    # Without a type and with a language it is the page in another one.
    is_feed = kind in _OF_FEEDS or (
        kind in _OF_ANYTHING and not (not kind and element.get("hreflang")) and may_be_feed(href, site=site)
    )
    return Candidate(url=href, words=_line(element.get("title")), origin=Origin.LINK) if is_feed else None


def _anchored(element: Any, href: str, site: str) -> Candidate | None:
    words = _line(" ".join(filter(None, (element.get("title"), element.get("aria-label"), _text(element)))))
    return Candidate(url=href, words=words, origin=Origin.ANCHOR) if may_be_feed(href, words, site=site) else None


def _text(element: Any) -> str:
    """Return the beginning of an element's text; one that was never closed may hold the whole page."""
    parts: list[str] = []
    for part in element.itertext():
        parts.append(part[:MAX_WORDS])
        if len(parts) > 10:
            break
    return " ".join(parts)[:MAX_WORDS]


def _promise(candidate: Candidate) -> tuple[int, int]:
    """Return a key that sorts what is likelier to be a feed, and one for the desk, before the rest."""
    is_anchor = candidate.origin is not Origin.LINK
    return _ORDER.index(candidate.kind), int(is_anchor)


def _name(root: Any) -> str:
    """Return what the site calls itself; not the page's title, which is that of one article as often as not."""
    told = {(each.get("property") or each.get("name") or "").lower(): each.get("content") for each in root.iter("meta")}
    for name in ("og:site_name", "application-name", "apple-mobile-web-app-title"):
        if line := _line(told.get(name)):
            return line
    return ""


def _line(text: str | None) -> str:
    return plain_line((text or "")[: 4 * MAX_WORDS], is_html=False)[:MAX_WORDS].strip()


def mapped(urls: Iterable[str]) -> list[Candidate]:
    """List as candidates the addresses of a site's map that look like feeds."""
    return [
        Candidate(url=url, origin=Origin.SITEMAP)
        for url in urls
        if may_be_feed(url, site=url) and kind_of(url) is not FeedKind.COMMENTS
    ]
