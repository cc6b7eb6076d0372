"""Of the feeds that a site has, which is the one for this desk, and how would a catalogue call it?

The whole site's or the world's news, with entries that are new and dated, before anything narrower.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from urllib.parse import unquote, urlsplit

from tocsin.feeds.addresses import FeedKind, is_same_site, kind_of
from tocsin.feeds.document import ParsedFeed
from tocsin.feeds.links import link_key
from tocsin.feeds.plain import plain_line

# Above this, two feeds are one told twice: RSS and Atom are made minutes apart, so that an entry may differ.
SAME = 0.8
FRESH_FOR = timedelta(days=30)
MAX_NAME = 80
# What is wrong with a feed, weighed: a fresh section comes before a whole site that fell silent.
_DEMERITS = {
    FeedKind.WORLD: 0,
    FeedKind.SITE: 1,
    FeedKind.SECTION: 10,
    FeedKind.TOPIC: 20,
    FeedKind.PODCAST: 30,
    FeedKind.COMMENTS: 60,
}
EMPTY, STALE, UNDATED = 50, 25, 15
# By its entries: WordPress calls each comment so.
_COMMENT = re.compile(r"(?:comment on .{1,200} by |by: |re: )", re.I)
_NOISE = re.compile(
    r"\s*(?:[-–—|:»›]\s*)?(?:\(?\b(?:rss|atom|xml)(?:[ -]?(?:feed|2\.0|1\.0))?\b\)?|\b(?:news )?feed\b)\s*$", re.I
)
_EDGES = " \t-–—|:»›·"
# Codes that differ from those by which the rest of Tocsin knows a language.
_CODES = {"nb": "no", "nn": "no", "iw": "he", "in": "id", "ji": "yi"}


@dataclass(frozen=True, kw_only=True)
class FoundFeed:
    """A feed that answered. `url` is what a catalogue keeps; `twins` are other addresses that tell the same."""

    url: str
    feed: ParsedFeed
    kind: FeedKind
    twins: tuple[str, ...] = ()

    @property
    def newest_at(self) -> datetime | None:
        """When the newest of its entries was published, by their own claim."""
        return max((entry.published_at for entry in self.feed.entries if entry.published_at), default=None)

    @property
    def text(self) -> str:
        """What its entries say, enough to tell the language."""
        return "\n".join(f"{entry.title} {entry.summary[:300]}" for entry in self.feed.entries[:30])


def weigh(url: str, feed: ParsedFeed, body: bytes, *, words: str, site_name: str) -> FeedKind:
    """Return what a feed that was read is about: by its address, title and entries, and `words` of whoever named it."""
    told = kind_of(url, f"{feed.title} {words}")
    comments = sum(_COMMENT.match(entry.title) is not None for entry in feed.entries)
    if comments > len(feed.entries) / 2:
        return FeedKind.COMMENTS
    if b"itunes" in body and body.count(b"audio/") > len(feed.entries) / 2:
        return FeedKind.PODCAST
    # FeedBurner and its kind have the newspaper's name in the address, which looks like a section's.
    is_named_for_all = bool(site_name) and clean_title(feed.title).casefold() == clean_title(site_name).casefold()
    return FeedKind.SITE if told is FeedKind.SECTION and is_named_for_all else told


def rank(found: Iterable[FoundFeed], *, asked: str, now: datetime) -> list[FoundFeed]:
    """List feeds, the best first and each once; `asked` is the page that a person named, whose own feed is wanted."""
    in_order = sorted(found, key=lambda each: _demerit(each, asked, now))
    kept: list[FoundFeed] = []
    for each in in_order:
        place = next((place for place, other in enumerate(kept) if _are_twins(each, other)), None)
        if place is None:
            kept.append(each)
        else:
            twins = dict.fromkeys((*kept[place].twins, each.url, *each.twins))
            twins.pop(kept[place].url, None)
            kept[place] = replace(kept[place], twins=tuple(twins))
    return kept


def guess_publisher(found: FoundFeed, site_name: str) -> str:
    """Name the publisher of a feed as a catalogue would: by the feed's title, the site's name, or its host."""
    title, name = clean_title(found.feed.title), clean_title(site_name)
    if not name or name.casefold() in title.casefold():
        return title or name or (urlsplit(found.url).hostname or found.url)[:MAX_NAME]
    if title and found.kind not in (FeedKind.SITE, FeedKind.COMMENTS) and len(f"{name} {title}") <= MAX_NAME:
        return f"{name} {title}"
    return name


def guess_language(found: FoundFeed, *, page: str, text: str) -> str:
    """Return the ISO 639-1 code of a feed's language: the feed's word, its page's, or that of its `text`, as was read.

    English is what systems write of a site that never said: there the text, when it speaks another, is believed.
    """
    told = next(filter(None, map(_code, (found.feed.language, page))), "")
    return (text or told if told in ("", "en") else told) or "en"


def clean_title(title: str) -> str:
    """Return a title without "RSS feed" and the like at its end."""
    name, before = plain_line(title, is_html=False), ""
    while name != before:
        name, before = _NOISE.sub("", name).strip(_EDGES), name
    return name if len(name) <= MAX_NAME else name[: MAX_NAME - 1].rstrip() + "…"


def _demerit(found: FoundFeed, asked: str, now: datetime) -> int:
    kind, newest = found.kind, found.newest_at
    # Whoever names a section's page, or a tag's, asks for what is told there.
    is_wanted = kind not in (FeedKind.PODCAST, FeedKind.COMMENTS) and _is_under(found.url, asked)
    demerit = -1 if is_wanted else _DEMERITS[kind]
    if not found.feed.entries:
        return demerit + EMPTY
    if newest is None:
        return demerit + UNDATED
    return demerit + (STALE if now - newest > FRESH_FOR else 0)


def _is_under(url: str, page: str) -> bool:
    path = unquote(urlsplit(page).path).strip("/")
    return bool(path) and is_same_site(url, page) and f"/{path}/" in f"{unquote(urlsplit(url).path)}/"


def _are_twins(one: FoundFeed, other: FoundFeed) -> bool:
    """Whether two feeds tell the same entries, in RSS and Atom or under two addresses."""
    if link_key(one.url) == link_key(other.url):
        return True
    ours, theirs = _links(one.feed), _links(other.feed)
    return bool(ours) and len(ours & theirs) >= SAME * len(ours | theirs)


def _links(feed: ParsedFeed) -> set[str]:
    return {link_key(entry.url) or entry.id for entry in feed.entries}


def _code(language: str) -> str:
    """Return the first part of a language tag ("pt-BR"), "" for what is none."""
    code = language.strip().lower().replace("_", "-").partition("-")[0]
    is_code = code.isascii() and code.isalpha() and len(code) in (2, 3)
    return _CODES.get(code, code) if is_code else ""
