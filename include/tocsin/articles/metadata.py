"""Who wrote a page's article, when, under which title, in what language, and what is its one address?

Sources in the order that was measured best: JSON-LD, then meta tags, then `<time>`, `<h1>` and marked elements.
BeautifulSoup reads a digest of the few elements that can carry metadata; on a whole page it would take as long as
finding the body does.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from html import escape, unescape
from urllib.parse import urljoin

from bs4 import BeautifulSoup

from tocsin.articles.bylines import clean_byline
from tocsin.articles.clean import clean_line, find_byline, lines_under, same_words
from tocsin.articles.datelines import find_published_at
from tocsin.articles.dates import parse_moment
from tocsin.articles.jsonld import LinkedData, read_linked_data
from tocsin.articles.moments import find_marked_moment, find_meta_moment
from tocsin.articles.page import Element, markup_of, start_of
from tocsin.articles.titles import choose_title, without_suffix
from tocsin.articles.urls import canonical_url, publisher_of, same_publisher
from tocsin.errors import AddressRefused
from tocsin.web.address import split_url

MARKUP_LIMIT = 200_000  # characters of one element
TEXT_LIMIT = 1000  # characters of a headline or a byline; a longer one is something else
DIGEST_LIMIT = 400  # elements; pages with more metadata than this say nothing new in it
_CARRIERS = (
    "//meta | //title | //link[@rel='canonical'] | //script[contains(@type, 'ld+json')] | //h1"
    " | //*[@rel='author' or @itemprop='author' or @itemprop='headline' or @data-hook='user-name'"
    " or contains(@class, 'byline') or contains(@class, 'author')]"
)
AUTHOR_MARKS = ("class", "rel", "itemprop", "data-hook")
TITLE_METAS = ("og:title", "twitter:title", "dc.title", "parsely-title", "title")
AUTHOR_METAS = (
    "author",
    "parsely-author",
    "article:author",
    "sailthru.author",
    "dc.creator",
    "byl",
    "cxenseparse:author",
    "twitter:creator:name",
)


@dataclass(frozen=True, kw_only=True)
class Metadata:
    """What a page says about its article. `is_free` is None where it doesn't say."""

    url: str
    title: str
    byline: str
    published_at: datetime | None
    language: str
    publisher: str
    is_marked: bool
    is_free: bool | None
    body: str


def read_metadata(root: Element, *, url: str) -> Metadata:
    """Collect a page's metadata from its tree; empty where it says nothing."""
    soup = _digest(root)
    metas = _metas(soup)
    headings = [text for text in (clean_line(h1.get_text(" ")) for h1 in soup.find_all("h1")) if text]
    titles = [metas.get(name, "") for name in TITLE_METAS]
    titles.append(soup.title.get_text() if soup.title else "")
    scripts = [script.get_text() for script in soup.find_all("script")]
    data = read_linked_data(scripts, headings=headings, titles=[*filter(None, titles)], url=url)
    site = clean_line(metas.get("og:site_name", "") or data.publisher)
    title = _title([data.title, *titles[:-1], *headings, titles[-1]], headings, site)
    publisher = site or publisher_of(url)
    return Metadata(
        url=_canonical(soup, metas, url),
        title=title,
        byline=_byline(soup, metas, data, publisher),
        published_at=parse_moment(data.published) or find_meta_moment(metas) or find_marked_moment(root, title=title),
        language=_language(root, metas),
        publisher=publisher,
        is_marked=data.is_article or metas.get("og:type", "").lower() == "article",
        is_free=data.is_free,
        body=data.body,
    )


def _digest(root: Element) -> BeautifulSoup:
    """Let BeautifulSoup read the elements that can carry metadata, and no others."""
    markup = "".join(_markup(element) for element in root.xpath(_CARRIERS)[:DIGEST_LIMIT])
    return BeautifulSoup(f"<html><body>{markup}</body></html>", "lxml")


def _markup(element: Element) -> str:
    """Write an element as HTML; of one that may hold others, or the whole page, its marks and the start of its text."""
    if element.tag in ("meta", "title", "link", "script"):
        return markup_of(element)[:MARKUP_LIMIT]
    tag = "h1" if element.tag == "h1" else "span"
    marks = " ".join(f'{name}="{escape(element.get(name, ""))}"' for name in AUTHOR_MARKS)
    return f"<{tag} {marks}>{escape(start_of(element, chars=TEXT_LIMIT))}</{tag}>"


def _metas(soup: BeautifulSoup) -> dict[str, str]:
    """Map the names of meta tags (lower-case) to their first non-empty content."""
    found: dict[str, str] = {}
    for meta in soup.find_all("meta"):
        name = str(meta.get("property") or meta.get("name") or meta.get("itemprop") or "").strip().lower()
        content = str(meta.get("content") or "").strip()
        if name and content:
            found.setdefault(name, content)
    return found


def _title(claims: Sequence[str], headings: Sequence[str], site: str) -> str:
    return choose_title([clean_line(unescape(claim)) for claim in claims], headings=headings, site=site)


def _byline(soup: BeautifulSoup, metas: dict[str, str], data: LinkedData, publisher: str) -> str:
    """Give the first byline that names more than the publisher, else the first."""
    claims = (data.byline, *(metas.get(name, "") for name in AUTHOR_METAS), *_marked_authors(soup))
    bylines = [byline for byline in map(clean_byline, claims) if byline]
    return next((byline for byline in bylines if not _is_publisher(byline, publisher)), next(iter(bylines), ""))


def _is_publisher(byline: str, publisher: str) -> bool:
    return same_words(byline, publisher) or same_words(re.sub(r"\W", "", byline), _site_of(publisher))


def _site_of(publisher: str) -> str:
    """Give the name in a domain ("dornavalantern" of dornava-lantern.com); other names as they are."""
    return re.sub(r"\W", "", publisher.rsplit(".", 1)[0]) if "." in publisher else publisher


def _marked_authors(soup: BeautifulSoup) -> Iterator[str]:
    """Give what the page's own elements call its author, the plainest marks first."""
    marks: tuple[Callable[..., bool], ...] = (
        lambda tag: tag.get("data-hook") == "user-name",
        lambda tag: tag.get("itemprop") == "author" or "author" in (tag.get("rel") or []),
        lambda tag: any("byline" in name for name in tag.get("class") or []),
        lambda tag: any(name.endswith(("author", "author-name", "author__name")) for name in tag.get("class") or []),
    )
    for mark in marks:
        for tag in soup.find_all(mark):
            yield tag.get_text(" ")


def complete(metadata: Metadata, lines: Sequence[str]) -> Metadata:
    """Fill in what only a page's visible lines tell: title without suffix, byline and date below the title."""
    title = without_suffix(metadata.title, site=_site_of(metadata.publisher), shown=lines)
    under = lines_under(lines, title)
    is_named = metadata.byline and not _is_publisher(metadata.byline, metadata.publisher)
    return replace(
        metadata,
        title=title,
        byline=metadata.byline if is_named else clean_byline(find_byline(under)) or metadata.byline,
        published_at=metadata.published_at or find_published_at(under),
    )


def _language(root: Element, metas: dict[str, str]) -> str:
    """Give the language that the page claims, as two or three letters."""
    claim = root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or root.get("xml:lang") or ""
    claim = claim or metas.get("og:locale", "") or metas.get("content-language", "")
    code = re.split(r"[-_,;\s]", claim.strip().lower(), maxsplit=1)[0]
    return code if re.fullmatch(r"[a-z]{2,3}", code) else ""


def _canonical(soup: BeautifulSoup, metas: dict[str, str], url: str) -> str:
    """Give the canonical URL; the page's own word is taken only within its publisher, and never for a front page."""
    link = soup.find("link", rel="canonical")
    for claim in (str(link.get("href") or "") if link else "", metas.get("og:url", "")):
        try:
            target = urljoin(url, claim.strip()) if claim.strip() else ""
            split_url(target or url)
        except (ValueError, AddressRefused):
            continue
        if target and same_publisher(target, url) and not _is_front(target):
            return canonical_url(target)
    return canonical_url(url)


def _is_front(url: str) -> bool:
    return re.fullmatch(r"https?://[^/?#]+/?", url, re.IGNORECASE) is not None
