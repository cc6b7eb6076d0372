"""What does a site's own map tell of its feeds?

robots.txt names the maps. A map may be a feed itself, an index of maps, or a list of pages; that of a news site
also says what the newspaper is called. Runs on hostile bytes: call `read_sitemap` in a `tocsin.sandbox.Sandbox`.
"""

import io
import re
import zlib
from collections.abc import Iterable
from dataclasses import dataclass

from tocsin.feeds.links import absolute_link
from tocsin.feeds.plain import plain_line

MAX_MAPS = 50
MAX_PAGES = 2_000
# A map may be 50 MB by its own rules, and unpack to anything; what stands at its beginning is enough here.
MAX_BYTES = 16 * 1024 * 1024
_LINE = re.compile(r"^[ \t]{0,20}sitemap[ \t]{0,20}:[ \t]{0,20}(\S{1,2500})", re.I | re.M)


@dataclass(frozen=True, kw_only=True)
class Sitemap:
    """A site's map: the maps that it names, news first; its pages, in its order; what it calls the newspaper."""

    maps: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    publisher: str = ""


def list_sitemaps(robots: str, *, url: str) -> list[str]:
    """List the maps that the robots.txt of the site of `url` names, each once, those of news first."""
    return _news_first(absolute_link(url, found) for found in _LINE.findall(robots[:500_000]))


def read_sitemap(body: bytes, *, url: str) -> Sitemap:
    """Read a map, packed or not, as far as it is whole; what is no map has nothing in it."""
    from lxml import etree  # type: ignore[import-untyped]

    maps: list[str] = []
    pages: list[str] = []
    publisher = ""
    reading = etree.iterparse(
        io.BytesIO(_unpack(body)),
        events=("end",),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        recover=True,
    )
    try:
        for _, element in reading:
            name = etree.QName(element).localname if isinstance(element.tag, str) else ""
            if name == "loc":
                _keep(element, maps, pages, url)
            elif name == "name" and not publisher:
                publisher = plain_line((element.text or "")[:500], is_html=False)[:120]
            if len(maps) + len(pages) >= MAX_PAGES:
                break
    except etree.XMLSyntaxError:
        # What stands before the fault counts: maps are long, and often cut off.
        pass
    return Sitemap(maps=tuple(_news_first(maps)[:MAX_MAPS]), pages=tuple(pages), publisher=publisher)


def _keep(element: object, maps: list[str], pages: list[str], url: str) -> None:
    from lxml import etree

    parent = element.getparent()  # type: ignore[attr-defined]
    within = etree.QName(parent).localname if parent is not None and isinstance(parent.tag, str) else ""
    found = absolute_link(url, (element.text or "")[:2_600])  # type: ignore[attr-defined]
    if found and within in ("sitemap", "url"):
        (maps if within == "sitemap" else pages).append(found)


def _unpack(body: bytes) -> bytes:
    """Return a body that was sent as a packed file unpacked, up to `MAX_BYTES`."""
    if body[:2] != b"\x1f\x8b":
        return body[:MAX_BYTES]
    try:
        return zlib.decompressobj(31).decompress(body, MAX_BYTES)
    except zlib.error:
        return b""


def _news_first(urls: Iterable[str]) -> list[str]:
    once = dict.fromkeys(filter(None, urls))
    return sorted(once, key=lambda url: "news" not in url.lower())
