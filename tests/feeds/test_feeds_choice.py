"""Which of a site's feeds is the best, and what would a catalogue call it?"""

from datetime import timedelta

import pytest

from builders import NOON
from tocsin.feeds.addresses import FeedKind, kind_of
from tocsin.feeds.choice import FoundFeed, guess_language, guess_publisher, rank, weigh
from tocsin.feeds.document import ParsedFeed
from tocsin.model import Entry

SITE = "https://river.example"


def a_feed(*links, title="River Post", language="", days_old=0):
    at = None if days_old is None else NOON - timedelta(days=days_old)
    entries = tuple(Entry(id=link, url=f"{SITE}/{link}", title=link, published_at=at) for link in links)
    return ParsedFeed(title=title, language=language, entries=entries)


def found(path, *links, kind=FeedKind.SITE, **given):
    return FoundFeed(url=f"{SITE}{path}", feed=a_feed(*(links or (path,)), **given), kind=kind)


@pytest.mark.parametrize(
    ("path", "words", "kind"),
    [
        ("/feed/", "", FeedKind.SITE),
        ("/rss/all.xml", "", FeedKind.SITE),
        ("/arc/outboundfeeds/rss/?outputType=xml", "", FeedKind.SITE),
        ("/feeds/posts/default", "", FeedKind.SITE),
        ("/en/rss", "", FeedKind.SITE),
        ("/world/rss.xml", "", FeedKind.WORLD),
        ("/rss/7.xml", "International news", FeedKind.WORLD),
        ("/ausland/feed", "", FeedKind.WORLD),
        ("/business/rss", "", FeedKind.SECTION),
        ("/world/sport/rss", "", FeedKind.SECTION),
        ("/tag/ukraine/feed/", "", FeedKind.TOPIC),
        ("/author/ann/rss", "", FeedKind.TOPIC),
        ("/?s=bridge&feed=rss2", "", FeedKind.TOPIC),
        ("/podcasts/daily.xml", "", FeedKind.PODCAST),
        ("/comments/feed/", "", FeedKind.COMMENTS),
        ("/?feed=comments-rss2", "", FeedKind.COMMENTS),
        ("/2026/bridge/feed/", "Comments on: A bridge", FeedKind.COMMENTS),
    ],
)
def test_an_address_says_what_a_feed_is_about(path, words, kind):
    assert kind_of(f"{SITE}{path}", words) is kind


def test_the_entries_say_what_the_address_does_not():
    comments = a_feed("By: Ann", "By: Bob", "news")
    audio = b'<rss xmlns:itunes="x"><enclosure type="audio/mpeg"/></rss>'

    assert weigh(f"{SITE}/feed", comments, b"", words="", site_name="") is FeedKind.COMMENTS
    assert weigh(f"{SITE}/feed", a_feed("one"), audio, words="", site_name="") is FeedKind.PODCAST
    assert (
        weigh("https://burner.example/RiverPost", a_feed("one"), b"", words="", site_name="River Post") is FeedKind.SITE
    )
    assert weigh("https://burner.example/RiverPost", a_feed("one"), b"", words="", site_name="") is FeedKind.SECTION


def test_what_is_fresh_dated_and_for_all_comes_first():
    in_order = [
        found("/world/rss", kind=FeedKind.WORLD),
        found("/feed"),
        found("/business/rss", kind=FeedKind.SECTION),
        found("/undated", days_old=None),
        found("/tag/x/feed", kind=FeedKind.TOPIC),
        found("/old", days_old=31),
        found("/audio/feed", kind=FeedKind.PODCAST),
        FoundFeed(url=f"{SITE}/empty", feed=a_feed(), kind=FeedKind.WORLD),
    ]

    assert rank(in_order[::-1], asked=SITE, now=NOON) == in_order
    assert rank([found("/a", days_old=29), found("/b", "x", days_old=0)], asked=SITE, now=NOON)[0].url.endswith("/a")


@pytest.mark.parametrize("asked", ["/business/", "/tag/x", "/business"])
def test_whoever_names_a_section_gets_that(asked):
    feeds = [
        found("/feed"),
        found("/business/rss", kind=FeedKind.SECTION),
        found("/tag/x/feed", kind=FeedKind.TOPIC),
        found("/podcast/business/rss", kind=FeedKind.PODCAST),
    ]
    (best, *_) = rank(feeds, asked=f"{SITE}{asked}", now=NOON)

    assert best.url.startswith(f"{SITE}{asked}".rstrip("/"))


def test_one_feed_in_two_formats_is_one():
    news = ("a", "b", "c", "d", "e")
    (only,) = rank([found("/rss", *news), found("/atom", *news[:4]), found("/rss/", *news)], asked=SITE, now=NOON)
    assert (only.url, only.twins) == (f"{SITE}/rss", (f"{SITE}/atom", f"{SITE}/rss/"))

    assert len(rank([found("/rss", *news), found("/other", *news[:3])], asked=SITE, now=NOON)) == 2
    empty = [FoundFeed(url=f"{SITE}/{each}", feed=a_feed(), kind=FeedKind.SITE) for each in "ab"]
    assert len(rank(empty, asked=SITE, now=NOON)) == 2


@pytest.mark.parametrize(
    ("title", "kind", "site_name", "publisher"),
    [
        ("River Post", FeedKind.SITE, "", "River Post"),
        ("River Post » Feed", FeedKind.SITE, "", "River Post"),
        ("River Post - RSS Feed", FeedKind.SITE, "River Post", "River Post"),
        ("World – River Post (RSS)", FeedKind.WORLD, "River Post", "World – River Post"),
        ("World", FeedKind.WORLD, "River Post", "River Post World"),
        ("All our headlines", FeedKind.SITE, "River Post", "River Post"),
        ("RSS", FeedKind.SITE, "", "river.example"),
        ("", FeedKind.SITE, "", "river.example"),
        ("", FeedKind.SITE, "River Post", "River Post"),
        ("Feedback Weekly", FeedKind.SITE, "", "Feedback Weekly"),
        ("W" * 200, FeedKind.WORLD, "", "W" * 79 + "…"),
    ],
)
def test_the_publisher_is_named_as_it_calls_itself(title, kind, site_name, publisher):
    assert guess_publisher(found("/rss", kind=kind, title=title), site_name) == publisher


@pytest.mark.parametrize(
    ("feed", "page", "text", "language"),
    [
        ("fr-FR", "en", "", "fr"),
        ("", "pt_BR", "", "pt"),
        ("", "", "uk", "uk"),
        ("en-US", "", "ru", "ru"),
        ("en", "ru", "", "en"),
        ("fr", "", "es", "fr"),
        ("nb-NO", "", "da", "no"),
        ("unknown", "de", "", "de"),
        ("", "", "", "en"),
    ],
)
def test_the_language_is_the_feeds_the_pages_or_the_texts(feed, page, text, language):
    assert guess_language(found("/rss", language=feed), page=page, text=text) == language
