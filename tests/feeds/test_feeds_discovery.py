"""Which links of a page are feeds, and which only look so?"""

import pytest

from tocsin.feeds.discovery import MAX_CANDIDATES, read_site
from tocsin.sandbox import Sandbox

PAGE = "https://river.example/world/"
RSS = "application/rss+xml"


def urls(html, **given):
    body = html if isinstance(html, bytes) else html.encode()
    return [each.url for each in read_site(body, url=PAGE, **given).candidates]


@pytest.mark.parametrize(
    "link",
    [
        f'<link rel="alternate" type="{RSS}" href="https://river.example/feed">',
        f'<link rel="Alternate home" type="{RSS.upper()}; charset=utf-8" href="/feed">',
        '<link rel=alternate type=application/atom+xml href="../feed">',
        '<link rel="alternate" type="application/feed+json" href="/feed">',
        '<link rel="feed" href="/feed">',
        '<link rel="alternate" type="text/xml" href="/feed">',
        '<link rel="alternate" type="application/rss+xml" hreflang="fr" href="/feed">',
        '<link rel="alternate" type="application/rss+xml" href="&#x2F;fe&#101;d#top">',
        '<base target=_top><base href="/"><link rel="alternate" type="application/rss+xml" href="feed">',
        '<a href="feed:https://river.example/feed">all our news</a>',
        '<a href="/feed">all our news</a>',
        '<map><area href="/feed" alt="news"></map>',
        "<body><link rel=alternate type=application/rdf+xml href=/feed>",
    ],
)
def test_a_link_to_a_feed_is_found(link):
    assert urls(f"<html><head>{link}</head></html>") == ["https://river.example/feed"]


@pytest.mark.parametrize(
    "link",
    [
        '<link rel="alternate" type="application/json+oembed" href="/feed?oembed">',
        '<link rel="alternate" type="text/xml+oembed" href="/feed">',
        '<link rel="alternate" type="application/json" href="/wp-json/wp/v2/feed/2">',
        '<link rel="alternate" type="text/xml" href="/oembed/feed">',
        '<link rel="alternate" hreflang="fr" href="/feed/fr">',
        '<link rel="alternate stylesheet" href="/themes/feed/">',
        '<link rel="alternate" type="text/html" href="/feed">',
        '<link rel="alternate" href="/m/world">',
        '<link rel="EditURI" type="application/rsd+xml" href="/feed/rsd">',
        f'<link rel="stylesheet" type="{RSS}" href="/feed">',
        f'<link rel="alternate" type="{RSS}" href="javascript:feed()">',
        f'<link rel="alternate" type="{RSS}" href="">',
        f'<link rel="alternate" type="{RSS}" href="https://user:secret@river.example/feed">',
        f'<link rel="alternate" type="{RSS}" href="/comments/feed/">',
        f'<link rel="alternate" type="{RSS}" title="A bridge &raquo; Comments Feed" href="/2026/bridge/feed/">',
        f'<link rel="alternate" type="{RSS}" title="Kommentare zu: Brücke" href="/2026/bridge/feed/">',
        f"<!-- <link rel=alternate type={RSS} href=/feed> -->",
        f"<script>'<link rel=alternate type={RSS} href=/feed>'</script>",
        '<a href="/feedback">Feedback</a>',
        '<a href="/progress/report">Press</a>',
        '<a href="/world/rss-chief-visits-river">RSS chief visits the river</a>',
        '<a href="/world/atom-bomb">The atom bomb, 80 years on</a>',
        '<a href="/farm/animal-feed">Animal feed is dear</a>',
        '<a href="/img/rss.png">RSS</a>',
        '<a href="/sitemap-rss.xml">Map</a>',
        '<a href="https://social.example/feed/">follow us</a>',
        '<a href="mailto:rss@river.example">RSS</a>',
        '<a href="javascript:rss()">RSS</a>',
    ],
)
def test_what_only_looks_like_one_is_left_alone(link):
    assert urls(f"<html><head>{link}</head></html>") == []


def test_feeds_that_another_domain_serves_are_found():
    page = f"""<link rel=alternate type={RSS} href=https://other.example/x>
      <a href="https://feeds.feedburner.com/RiverPost">RSS</a><a href="https://other.example/river.rss">RSS</a>"""

    assert set(urls(page)) == {
        "https://other.example/x", "https://feeds.feedburner.com/RiverPost", "https://other.example/river.rss",
    }  # fmt: skip


def test_the_most_promising_come_first_and_each_once():
    page = f"""<a href=/rss>RSS</a><a href=/world/rss>World</a>
      <link rel=alternate type={RSS} href=/podcast.xml><link rel=alternate type={RSS} href=/author/ann/feed>
      <link rel=alternate type={RSS} href=/culture/feed><link rel=alternate type={RSS} href=/feed>
      <link rel=alternate type=application/atom+xml href=/atom.xml><link rel=alternate type={RSS} href=/feed>"""

    assert [url.removeprefix("https://river.example") for url in urls(page)] == [
        "/world/rss", "/feed", "/atom.xml", "/rss", "/culture/feed", "/author/ann/feed", "/podcast.xml",
    ]  # fmt: skip


def test_a_newspaper_that_is_called_the_world_has_more_than_world_news():
    page = f'<link rel=alternate type={RSS} title="Die Welt Wirtschaft" href=https://www.welt.example/wirtschaft/feed>'
    (candidate,) = read_site(page.encode(), url="https://www.welt.example/").candidates

    assert candidate.kind == "section"


@pytest.mark.parametrize(
    ("encoding", "content_type"),
    [("utf-8", ""), ("windows-1251", ""), ("windows-1251", "text/html; charset=windows-1251"), ("utf-16", "")],
)
def test_a_page_in_any_encoding_says_its_name_and_language(encoding, content_type):
    meta = "" if content_type else f'<meta charset="{encoding}">'
    page = f"""<html lang="uk-UA"><head>{meta}<meta property="og:site_name" content="Річкова пошта">
      <link rel="alternate" type="{RSS}" title="Новини світу" href="/feed"></head></html>"""
    site = read_site(page.encode(encoding), url=PAGE, content_type=content_type)

    assert (site.name, site.language) == ("Річкова пошта", "uk-UA")
    assert [(each.url, each.words) for each in site.candidates] == [("https://river.example/feed", "Новини світу")]


@pytest.mark.parametrize("body", [b"", b"\0\0\0", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), b"<", b"{}"])
def test_what_is_no_page_names_nothing(body):
    assert read_site(body, url=PAGE).candidates == ()


def test_a_page_of_nothing_but_links_is_read_within_the_limits():
    many = "".join(f"<link rel=alternate type={RSS} href=/{each}/feed>" for each in range(60_000))
    deep = "<div>" * 100_000 + f"<a href=/feed>{'x' * 100_000}"
    unclosed = "".join(f"<a href=/{each}/rss>" for each in range(5_000))
    with Sandbox() as sandbox:
        found = [sandbox.call(read_site, each.encode(), url=PAGE).candidates for each in (many, deep, unclosed)]

    assert len(found[0]) == MAX_CANDIDATES
    assert len(found[2]) <= MAX_CANDIDATES
