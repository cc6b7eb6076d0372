"""Who wrote a page's article, when, under which title, in what language, and what is its one address?

Sources in the order that was measured best: JSON-LD, then meta tags, then `<time>`, `<h1>` and marked elements.
BeautifulSoup reads a digest of the few elements that can carry metadata; on a whole page it would take as long as
finding the body does.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape, unescape
from urllib.parse import urljoin

from bs4 import BeautifulSoup

from tocsin.articles.agencies import find_agency, find_credited
from tocsin.articles.authors import find_linked_author
from tocsin.articles.bylines import clean_byline, find_named
from tocsin.articles.clean import clean_line, find_byline, lines_under, same_words
from tocsin.articles.datelines import Dateline, read_dateline
from tocsin.articles.jsonld import LinkedData, read_linked_data
from tocsin.articles.page import Element, markup_of, start_of
from tocsin.articles.pictures import Picture, find_picture
from tocsin.articles.timing import Timing, complete_timing, read_timing
from tocsin.articles.titles import choose_title, without_suffix
from tocsin.articles.urls import canonical_url, is_front, publisher_of, same_publisher
from tocsin.errors import AddressRefused
from tocsin.web.address import split_url

MARKUP_LIMIT = 200_000  # characters of one element
TEXT_LIMIT = 1000  # characters of a headline or a byline; a longer one is something else
DIGEST_LIMIT = 400  # elements; pages with more metadata than this say nothing new in it
ABOVE_TITLE = 3  # lines above the title in which a date is looked for
OPENING = 12  # lines below the title among which the story's first paragraph is
PARAGRAPH = 60  # characters from which a line may be one
# One condition: to unite lists of many elements takes time that grows with the square of their number.
_CARRIERS = (
    "//*[self::meta or self::title or self::h1 or (self::link and @rel='canonical')"
    " or (self::script and contains(@type, 'ld+json'))"
    " or @rel='author' or @itemprop='author' or @itemprop='headline' or @data-hook='user-name'"
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


SECTION_METAS = ("article:section", "parsely-section", "section", "cxenseparse:section", "sailthru.section")
IMAGE_METAS = ("og:image", "og:image:url", "og:image:secure_url", "twitter:image", "twitter:image:src", "image")
MAX_SECTION = 80  # characters
# ISO 639 renamed these; pages still claim them by their old names.
_RENAMED = {"iw": "he", "in": "id", "ji": "yi"}


@dataclass(frozen=True, kw_only=True)
class Metadata:
    """What a page says about its article. `is_free` is None where it doesn't say, `agency` who it was bought from."""

    url: str
    title: str
    byline: str
    timing: Timing
    language: str
    publisher: str
    section: str
    agency: str
    place: str
    picture: Picture
    is_marked: bool
    is_free: bool | None
    body: str


def read_metadata(root: Element, *, url: str) -> Metadata:
    """Collect a page's metadata from its tree; empty where it says nothing."""
    soup = _digest(root)
    metas = _metas(soup)
    headings = [text for text in (clean_line(unescape(h1.get_text(" "))) for h1 in soup.find_all("h1")) if text]
    tab = clean_line(unescape(soup.title.get_text())) if soup.title else ""
    titles = [metas.get(name, "") for name in TITLE_METAS]
    scripts = [script.get_text() for script in soup.find_all("script")]
    data = read_linked_data(scripts, headings=headings, titles=[*filter(None, (*titles, tab))], url=url)
    site = clean_line(metas.get("og:site_name", "") or data.publisher)
    title = choose_title(
        [clean_line(unescape(claim)) for claim in (data.title, *titles)], headings=headings, site=site, shown=tab
    )
    publisher, language = site or publisher_of(url), _language(root, metas, data)
    claims = [*_byline_claims(soup, metas, data), find_linked_author(root, title=title)]
    images = [data.image, *(metas.get(name, "") for name in IMAGE_METAS)]
    return Metadata(
        url=_canonical(soup, metas, url),
        title=title,
        byline=_byline(claims, publisher),
        timing=read_timing(
            (data.published, data.modified), metas, root, title=title, day_first=_is_day_first(language)
        ),
        language=language,
        publisher=publisher,
        section=_section(data.section, *(metas.get(name, "") for name in SECTION_METAS)),
        agency=find_agency(data.credit) or next(filter(None, map(find_agency, claims)), ""),
        place="",
        picture=find_picture(root, images, url=url, caption=data.caption),
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


def _section(*claims: str) -> str:
    sections = (clean_line(unescape(claim)) for claim in claims)
    return next((section for section in sections if 0 < len(section) <= MAX_SECTION and "/" not in section[:1]), "")


def _byline_claims(soup: BeautifulSoup, metas: dict[str, str], data: LinkedData) -> Iterator[str]:
    yield data.byline
    yield from (metas.get(name, "") for name in AUTHOR_METAS)
    # "Written by" and its like in other languages: what the card of a shared link shows first is its author.
    if find_named([metas.get("twitter:label1", ""), "x"]):
        yield metas.get("twitter:data1", "")
    yield from _marked_authors(soup)


def _byline(claims: Sequence[str], publisher: str) -> str:
    """Give the first byline that names more than the publisher, else the first."""
    bylines = [byline for byline in map(clean_byline, claims) if byline]
    return next((byline for byline in bylines if not _is_publisher(byline, publisher)), next(iter(bylines), ""))


def _is_publisher(byline: str, publisher: str) -> bool:
    return same_words(byline, publisher) or same_words(re.sub(r"\W", "", byline), _site_of(publisher))


def _site_of(publisher: str) -> str:
    """Give the name in a domain ("dornavalantern" of dornava-lantern.com); other names as they are."""
    return re.sub(r"\W", "", publisher.rsplit(".", 1)[0]) if "." in publisher else publisher


# author, post-author, article__author-name; with the tails that CSS modules add (authorName__N6j3Y).
_AUTHOR_CLASS = re.compile(r"(?:author|author[-_]{0,2}name(?:__?\w{5})?)$", re.IGNORECASE)


def _marked_authors(soup: BeautifulSoup) -> Iterator[str]:
    """Give what the page's own elements call its author, the plainest marks first."""
    marks: tuple[Callable[..., bool], ...] = (
        lambda tag: tag.get("data-hook") == "user-name",
        lambda tag: tag.get("itemprop") == "author" or "author" in (tag.get("rel") or []),
        lambda tag: any("byline" in name for name in tag.get("class") or []),
        lambda tag: any(_AUTHOR_CLASS.search(name) for name in tag.get("class") or []),
    )
    for mark in marks:
        for tag in soup.find_all(mark):
            yield tag.get_text(" ")


def complete(metadata: Metadata, lines: Sequence[str]) -> Metadata:
    """Fill in what only a page's visible lines tell: title without suffix, byline, dates, agency and dateline."""
    title = without_suffix(metadata.title, site=_site_of(metadata.publisher), shown=lines)
    under, opening = lines_under(lines, title), _opening(lines, title)
    is_named = metadata.byline and not _is_publisher(metadata.byline, metadata.publisher)
    line = find_byline(under) or find_named(under)
    return replace(
        metadata,
        title=title,
        byline=metadata.byline if is_named else clean_byline(line) or metadata.byline,
        agency=metadata.agency or opening.agency or find_agency(line) or find_credited(lines),
        place=clean_line(opening.place),
        timing=complete_timing(
            metadata.timing,
            under=under,
            above=_lines_above(lines, title),
            url=metadata.url,
            day_first=_is_day_first(metadata.language),
        ),
    )


def _opening(lines: Sequence[str], title: str) -> Dateline:
    """Read the dateline of the first paragraph below the title that has one."""
    start = next((at for at, line in enumerate(lines) if same_words(line, title)), -1)
    below = [line for line in lines[start + 1 : start + 1 + OPENING] if len(line) >= PARAGRAPH]
    found = map(read_dateline, below)
    return next((dateline for dateline in found if dateline.place or dateline.agency), Dateline("", "", ""))


def _lines_above(lines: Sequence[str], title: str) -> Sequence[str]:
    at = next((at for at, line in enumerate(lines) if same_words(line, title)), 0)
    return lines[max(0, at - ABOVE_TITLE) : at]


def _is_day_first(language: str) -> bool:
    """Whether 03/04/2026 is the third of April: American newsrooms, who write English, begin with the month."""
    return language not in ("", "en")


def _language(root: Element, metas: dict[str, str], data: LinkedData) -> str:
    """Give the language that the page claims, as two or three letters."""
    claim = root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or root.get("xml:lang") or ""
    claim = claim or data.language or metas.get("og:locale", "") or metas.get("content-language", "")
    code = re.split(r"[-_,;\s]", claim.strip().lower(), maxsplit=1)[0]
    return _RENAMED.get(code, code) if re.fullmatch(r"[a-z]{2,3}", code) else ""


def _canonical(soup: BeautifulSoup, metas: dict[str, str], url: str) -> str:
    """Give the canonical URL; the page's own word is taken only within its publisher, and never for a front page."""
    link = soup.find("link", rel="canonical")
    for claim in (str(link.get("href") or "") if link else "", metas.get("og:url", "")):
        try:
            target = urljoin(url, claim.strip()) if claim.strip() else ""
            split_url(target or url)
        except (ValueError, AddressRefused):
            continue
        if target and same_publisher(target, url) and not is_front(target):
            return canonical_url(target)
    return canonical_url(url)
