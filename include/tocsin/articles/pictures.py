"""Which picture does a page show with its article, and what does it say below it?

Both are told beside the article: in its text they would be furniture.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from urllib.parse import unquote, urljoin

from tocsin.articles.clean import clean_line
from tocsin.articles.page import Element, start_of
from tocsin.errors import AddressRefused
from tocsin.web.address import split_url

MAX_FIGURES = 100
MAX_CAPTION = 600  # characters; a longer one is a paragraph of the story
MAX_ADDRESS = 2048  # characters; a longer one is the picture itself (data:)
LONGEST_NAME = 120  # characters of a file's name that are compared
SHORTEST_NAME = 5  # characters of a file's name that tell it from others
_SOURCES = ("src", "data-src", "data-original", "data-lazy-src", "srcset", "data-srcset")
_SIZE = re.compile(r"(?:[-_](?:\d{2,4}x\d{2,4}|w\d{2,4}|scaled|large|medium|small))+$")


@dataclass(frozen=True)
class Picture:
    """A picture's address and the words below it; "" where there is none."""

    url: str = ""
    caption: str = ""


def find_picture(root: Element, claims: Sequence[str], *, url: str, caption: str = "") -> Picture:
    """Choose the first of the addresses that a page claims for its picture; `caption` is what its JSON-LD calls it."""
    found = next((address for claim in claims if (address := _address(claim, url))), "")
    if not found:
        return Picture()
    return Picture(found, clean_line(caption)[:MAX_CAPTION] or _caption(root, found))


def _address(claim: str, url: str) -> str:
    """Give a picture's full address, "" for what is no address on the web."""
    if not claim.strip() or len(claim) > MAX_ADDRESS:
        return ""
    try:
        address = urljoin(url, claim.strip())
        split_url(address)
    except (ValueError, AddressRefused):
        return ""
    return address


def _caption(root: Element, address: str) -> str:
    """Find what stands below a picture, which the page may show in another size."""
    name = _name(address)
    if len(name) < SHORTEST_NAME:
        return ""
    for figure in islice(root.iter("figure"), MAX_FIGURES):
        captions = [start_of(caption, chars=MAX_CAPTION) for caption in figure.iter("figcaption")]
        if captions and any(_name(source) == name for source in _sources(figure)):
            return clean_line(captions[0])[:MAX_CAPTION]
    return ""


def _sources(figure: Element) -> Iterator[str]:
    """Give the addresses of a figure's pictures."""
    for image in figure.iter("img", "source", "amp-img"):
        for attribute in _SOURCES:
            yield from (part.split()[0] for part in image.get(attribute, "")[:MAX_ADDRESS].split(",") if part.strip())


def _name(address: str) -> str:
    """Give the name of a picture's file, without its ending and its size."""
    file = unquote(address.partition("?")[0].rstrip("/")).rpartition("/")[2].lower()
    return _SIZE.sub("", (file.rpartition(".")[0] or file)[-LONGEST_NAME:])
