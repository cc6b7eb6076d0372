"""What does an address say of a feed, before anybody asks for it: may it be one, and of what?

Only words are looked at: those of the address, and those that a page puts beside it.
"""

import re
from enum import StrEnum
from urllib.parse import parse_qsl, unquote, urljoin, urlsplit

from tocsin.web.address import registrable_domain


class FeedKind(StrEnum):
    """What a feed is about, the best for a desk that watches the world first."""

    WORLD = "world news"
    SITE = "whole site"
    SECTION = "section"
    TOPIC = "one tag or author"
    PODCAST = "podcast"
    COMMENTS = "readers' comments"


# Where the usual systems keep their feed: WordPress, Ghost, static sites, Drupal, Arc, Blogger.
USUAL = (
    "/feed/",
    "/rss",
    "/rss.xml",
    "/feed.xml",
    "/atom.xml",
    "/index.xml",
    "/arc/outboundfeeds/rss/?outputType=xml",
    "/feeds/posts/default",
)
# Of one part of a path. Not "atom-bomb" and "animal-feed": those are words of a headline.
_FEED = re.compile(
    r"(?:^|[._])(?:rss|feeds?|atom|rdf)\d?(?:[._]|$)|(?:^|[^a-z])rss|rss(?:[^a-z]|$)|(?:news|web|xml)-?feeds?(?:[^a-z]|$)"
)
# "RSS" is an organisation in India too, and in headlines: a part of so many words is one.
HEADLINE = 4
_FEED_QUERY = re.compile(r"(?:^|&)(?:[a-z_]{1,20}=(?:rss|atom|feed|rdf)[\d.]{0,3}|(?:feed|rss|atom)(?:=|&|$))")
_FEED_WORDS = re.compile(r"\brss\b|\b(?:web|news|xml|json|atom|site)[ -]?feeds?\b|^(?:feeds?|atom|rdf)$")
MAX_WORDS = 25
# What "feed" stands in, and is none: a question to the reader, a thing to be saved, a list of pages.
_NEVER = re.compile(
    r"\.(?:jpe?g|png|gif|svg|webp|ico|pdf|zip|gz|mp[34]|css|m?js|exe|apk|opml)$|/wp-json(?:/|$)|sitemap|oembed"
    r"|opensearch|(?:^|/)(?:login|signin|signup|share|sharer)(?:[/.]|$)"
)
# Elsewhere a link that only has "feed" in it leads to a social network's page, seldom to a feed of this site.
_FEED_HOST = re.compile(r"^(?:news)?(?:feeds?|rss)\d?\.|feedburner|feedblitz|feedpress|feedproxy")

_COMMENTS_PATH = re.compile(r"(?:^|/)comments?(?:[/._-]|$)|(?:^|[?&])feed=comments|comments[_-](?:rss|feed|atom)")
_COMMENTS_WORDS = re.compile(
    r"\b(?:comments (?:feed|for|on)|comments?$|kommentare? (?:zu|für)|kommentar-feed|commentaires|comentarios"
    r"|comentários|commenti|reacties|yorumlar|yorum beslemesi|komentarze|komentáře|komentari|kommentarer)"
    r"|комментари|коментар|تعليقات|コメント|评论|댓글"
)
_PODCAST = re.compile(r"podcast|(?:^|[/ ])(?:audio|episodes)(?:[/ ]|$)|подкаст|بودكاست")
_TOPIC = re.compile(
    r"(?:^|/)(?:tags?|topics?|authors?|auteurs?|autor(?:es|en)?|autore|writers?|users?|profiles?|by|people|schlagwort"
    r"|stichwort|etiquetas?|temas?|keywords?|search|suche|recherche|buscar)/"
)
_TOPIC_QUERY = frozenset(["s", "q", "query", "search", "author", "tag", "keyword"])
_ASIDE = re.compile(
    r"sports?\b|football|soccer|cricket|world-?cup|culture|kultur|lifestyle|entertainment|celebrit|recipes?|food|travel|fashion"
    r"|horoscope|weather|games|movies|music|arts\b|auto\b|opinion|deporte|reise|voyage"
)
_WORLD = re.compile(
    r"(?:^|[/._ -])(?:world(?:news)?|international[e]?s?|internacional(?:es)?|internazionale|monde|mundo|welt|ausland"
    r"|mondo|esteri|wereld|buitenland|utrikes|utenriks|udland|ulkomaat|verden|swiat|świat|zahranici|svet|dunya|dünya|dunia"
    r"|v-mire|mir|global|foreign|conflicts?|defen[cs]e|мир|світ|العالم|جهان)(?:[/._ -]|$)"
)
# Parts of an address that say "feed" or "all of it", and nothing of what it is about.
_PLAIN = re.compile(
    r"(?:rss|feeds?|atom|rdf|xml|json|index|all|latest|newest|recent|news|home|default|full|main|top|stories|headlines"
    r"|posts?|articles?|arc|outboundfeeds|syndication|frontpage|content|public|webfeeds?|newsfeeds?|rssfeeds?|allnews"
    r"|topstories|newsheadlines|homepage|portada|portal|anasayfa|ultimo|ultimas|site|sito|une|actualites|aktuell|alle|php|aspx?|html?|v\d|[a-z]{2})\d{0,2}"
)


def may_be_feed(url: str, words: str = "", *, site: str) -> bool:
    """Whether a link of a page of `site`, an address, looks as if it led to a feed; `words` are what it shows."""
    parts = urlsplit(url)
    path = unquote(parts.path).lower()
    if _NEVER.search(path) or _NEVER.search(f"/{parts.query.lower()}"):
        return False
    says_so = any(map(_is_named_feed, path.split("/"))) or _FEED_QUERY.search(parts.query.lower()) is not None
    host = parts.hostname or ""
    if _FEED_HOST.search(host):
        return says_so or not path.endswith("/") or path.count("/") > 1
    if not is_same_site(url, site):
        return says_so and path.endswith((".rss", ".xml", ".atom", ".rdf"))
    return says_so or (len(words) <= MAX_WORDS and _FEED_WORDS.search(words.lower()) is not None)


def _is_named_feed(part: str) -> bool:
    return _FEED.search(part) is not None and len(re.split(r"[-_+]", part)) < HEADLINE


def is_same_site(url: str, other: str) -> bool:
    """Whether two addresses are of one registrable domain, or of one bare host."""
    hosts = (urlsplit(url).hostname or "", urlsplit(other).hostname or "")
    one, two = (registrable_domain(host) or host for host in hosts)
    return one == two


def usual_addresses(url: str) -> list[str]:
    """List where the site of `url` may keep a feed that none of its pages names."""
    return [urljoin(url, path) for path in USUAL]


def kind_of(url: str, words: str = "") -> FeedKind:
    """Return what a feed is about, by its address and by `words`: its title, or what a page calls it."""
    parts = urlsplit(url)
    path, words = unquote(parts.path).lower(), words.lower()
    if _COMMENTS_PATH.search(f"{path}?{parts.query.lower()}") or _COMMENTS_WORDS.search(words):
        return FeedKind.COMMENTS
    if _PODCAST.search(path) or _PODCAST.search(words):
        return FeedKind.PODCAST
    if _TOPIC.search(path) or _TOPIC_QUERY & {name for name, _ in parse_qsl(parts.query.lower())}:
        return FeedKind.TOPIC
    if _ASIDE.search(path) or _ASIDE.search(words):
        return FeedKind.SECTION
    if _WORLD.search(path) or _names_the_world(words, parts.hostname or ""):
        return FeedKind.WORLD
    # The newspaper's own name says nothing either.
    names = {*(parts.hostname or "").split("."), ""}
    about = [part for part in re.split(r"[/._-]+", path) if part not in names and not _PLAIN.fullmatch(part)]
    return FeedKind.SECTION if about else FeedKind.SITE


def _names_the_world(words: str, host: str) -> bool:
    """Whether words speak of world news, and not of a newspaper that is called so (Le Monde, El Mundo, Die Welt)."""
    named = _WORLD.search(words)
    return named is not None and named[0].strip(" /._-") not in host
