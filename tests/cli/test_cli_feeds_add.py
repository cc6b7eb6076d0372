"""Does a site join the catalogue by its address alone?"""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from servers import Newspaper, Page
from tocsin.feeds.catalogue import SHIPPED, read_catalogue

OURS = "# Kept by hand.\nfeeds:\n  - url: https://quay.example/rss   # the first\n    publisher: Quay Post\n"
PAGE = b"""<!doctype html><html lang="fr"><head><meta property="og:site_name" content="River Post">
<link rel="alternate" type="application/rss+xml" title="River Post" href="/feed/">
<link rel="alternate" type="application/rss+xml" title="River Post: comments feed" href="/comments/feed/">
<link rel="alternate" type="application/rss+xml" title="Sport" href="/sport/feed/">
<link rel="alternate" type="application/rss+xml" title="Gone" href="/gone/feed/"></head></html>"""
HOUR_AGO = datetime.now(UTC).replace(microsecond=0) - timedelta(hours=1)


def a_feed(title, *links):
    at = format_datetime(HOUR_AGO)
    items = "".join(f"<item><title>{each}</title><link>{each}</link><pubDate>{at}</pubDate></item>" for each in links)
    return f'<rss version="2.0"><channel><title>{title}</title>{items}</channel></rss>'.encode()


@pytest.fixture
def mine(tmp_path, monkeypatch):
    """Let the command line use a catalogue of our own."""
    monkeypatch.setenv("TOCSIN_CATALOGUE", "mine.yaml")
    path = tmp_path / "mine.yaml"
    path.write_text(OURS)
    return path


@pytest.fixture
def paper(monkeypatch):
    """A newspaper with a feed of its own, one of its sport, one of its readers' comments and one that is gone."""
    with Newspaper() as server:
        monkeypatch.setenv("TOCSIN_ALLOW_HOSTS", server.host)
        server.pages |= {
            "/": PAGE,
            "/feed/": a_feed("River Post » Feed", "https://river.example/a", "https://river.example/b"),
            "/sport/feed/": a_feed("Sport", "https://river.example/goal"),
            "/comments/feed/": a_feed("Comments for River Post", "https://river.example/a#1"),
        }
        yield server


def added(path):
    return read_catalogue(path).feeds[1:]


def test_the_best_feed_is_added_and_the_others_are_named(tocsin, mine, paper):
    said = tocsin("feeds", "add", paper.url())

    assert said.code == 0
    asked, best, other, told = said.out.splitlines()
    assert asked == f"{paper.url()} has 2 feeds (River Post)"
    assert best.split() == [
        *("add", "2", "entries", f"{HOUR_AGO:%Y-%m-%d}", f"{HOUR_AGO:%H:%M}", "UTC", paper.url("/feed/")),
        *("River", "Post", "»", "Feed", "(whole", "site)"),
    ]
    assert other.split()[:3] == ["other", "1", "entry"]
    assert other.endswith("/sport/feed/  Sport (section)")
    assert "1 feed added to mine.yaml as River Post (language fr, region Global); 1 more found" in told
    assert said.err == f"tocsin: left out: {paper.url('/gone/feed/')}: HTTP 404\n"
    assert mine.read_text().startswith(OURS)
    (feed,) = added(mine)
    assert (feed.url, feed.publisher, feed.language) == (paper.url("/feed/"), "River Post", "fr")
    assert "/comments/feed/" not in paper.paths()


@pytest.mark.parametrize("kept", ["{}", "https{}"], ids=["as it is", "under https, without its slash"])
def test_a_feed_that_is_known_is_not_added_again(tocsin, mine, paper, kept):
    url = paper.url("/feed/")
    url = url if kept == "{}" else url.replace("http:", "https:").rstrip("/")
    mine.write_text(f"{OURS}  - url: {url}\n    publisher: River\n")
    before = mine.read_text()
    for address in (paper.url(), paper.url("/feed/")):
        said = tocsin("feeds", "add", address)

        assert said.code == 0
        assert "\nknown " in said.out
        assert "1 feed known already, so nothing is added to mine.yaml" in said.out
        assert mine.read_text() == before


def test_all_are_added_once(tocsin, mine, paper):
    assert tocsin("feeds", "add", paper.url()).code == 0
    said = tocsin("feeds", "add", paper.url(), "--all", "--json")

    assert said.code == 0
    assert (said.document["asked"], said.document["written"], said.document["untried"]) == (paper.url(), True, 0)
    assert [(each["known"], each["chosen"], each["kind"]) for each in said.document["found"]] == [
        (True, True, "whole site"), (False, True, "section"),
    ]  # fmt: skip
    assert said.document["found"][0]["newest_at"] == HOUR_AGO.isoformat()
    assert said.document["failed"] == [{"url": paper.url("/gone/feed/"), "reason": "HTTP 404"}]
    assert [feed.publisher for feed in added(mine)] == ["River Post", "River Post Sport"]


def test_a_dry_run_can_be_pasted(tocsin, mine, paper):
    said = tocsin("feeds", "add", paper.url(), "--dry-run")

    assert said.code == 0
    assert mine.read_text() == OURS
    mine.write_text(OURS + said.out)
    assert [feed.url for feed in added(mine)] == [paper.url("/feed/")]


def test_what_a_person_says_counts(tocsin, mine, paper):
    own = ("--publisher", "The Post", "--language", "de", "--region", "Coast", "--every-minutes", "0")
    assert tocsin("feeds", "add", paper.url("/feed/"), *own).code == 0

    (feed,) = added(mine)
    assert (feed.publisher, feed.language, feed.region, feed.every_minutes) == ("The Post", "de", "Coast", 0)


def test_a_neighbour_in_the_catalogue_lends_its_region(tocsin, mine, paper):
    row = f"  - url: {paper.url('/old')}\n    publisher: River\n    region: Coast\n    state_affiliated: true\n"
    mine.write_text(OURS + row)
    assert tocsin("feeds", "add", paper.url("/sport/feed/")).code == 0

    feed = added(mine)[1]
    assert (feed.region, feed.state_affiliated, feed.language) == ("Coast", True, "en")


def test_an_address_without_a_scheme_is_asked_by_https_then_http(tocsin, mine, paper):
    said = tocsin("feeds", "add", paper.host)

    assert said.code == 0
    assert f"left out: https://{paper.host}/: " in said.err
    assert [feed.url for feed in added(mine)] == [paper.url("/feed/")]


def test_a_feed_that_another_domain_serves_is_said_to_be(tocsin, mine, paper, monkeypatch):
    monkeypatch.setenv("TOCSIN_ALLOW_HOSTS", f"{paper.host},localhost:{paper.port}")
    paper.pages["/"] = PAGE.replace(b"/feed/", paper.url("/feed/", host="localhost").encode(), 1)
    said = tocsin("feeds", "add", paper.url())

    assert f"localhost:{paper.port}/feed/  River Post » Feed (whole site, on another domain)" in said.out
    assert "Sport (section)" in said.out


def test_a_site_without_a_feed_is_told_with_what_was_tried(tocsin, mine, paper):
    paper.pages = {"/": b"<html><body>Hello</body></html>"}
    said = tocsin("feeds", "add", paper.url())

    assert (said.code, said.out) == (1, "")
    assert f"tocsin: tried {paper.url('/rss.xml')}: HTTP 404" in said.err
    assert said.err.splitlines()[-1].startswith(f"tocsin: {paper.url()}: no feed found; look on the site for")
    assert mine.read_text() == OURS


def test_a_site_that_can_not_be_asked_is_told(tocsin, mine, paper):
    paper.pages["/robots.txt"] = Page(b"", 500)
    said = tocsin("feeds", "add", paper.url())

    assert (said.code, said.out) == (1, "")
    assert "can't be asked (robots.txt unavailable)" in said.err
    assert tocsin("feeds", "add", paper.url(), "--json").document["found"] == []


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["ftp://river.example/"], "only http and https are fetched, not ftp; give one such as"),
        (["javascript:alert(1)"], "give one such as https://publisher.example/"),
        (["http://[river"], "not a URL"),
        (["the river post"], "characters that stand in no URL"),
        ([""], "a URL without a host"),
        (["https://ann:secret@river.example/"], "credentials in a URL"),
        (["http://127.0.0.1:9/"], "TOCSIN_ALLOW_HOSTS=127.0.0.1:9 lets it be asked"),
        (["https://river.example/", "--language", "english"], "write an ISO 639-1 code such as en"),
        (["https://river.example/", "--publisher", " "], "no publisher"),
        (["https://river.example/", "--every-minutes", "2000"], "a whole number of minutes from 0 to 1440"),
    ],
)
def test_what_can_not_be_used_is_refused(tocsin, mine, args, words):
    said = tocsin("feeds", "add", *args)

    assert (said.code, said.out) == (2, "")
    assert words in said.err
    assert "secret" not in said.err
    assert mine.read_text() == OURS


def test_what_a_site_says_can_not_play_with_the_terminal(tocsin, mine, paper):
    paper.pages["/feed/"] = a_feed(
        "River\u202e &lt;b&gt;Post&lt;/b&gt; \u009b31m&#10;- url: x", "https://river.example/a"
    )
    said = tocsin("feeds", "add", paper.url("/feed/"))

    assert said.code == 0
    assert not {"\u202e", "\u009b"} & set(said.out)
    assert len(added(mine)) == 1


def test_the_checkouts_own_catalogue_is_named(tocsin, paper):
    said = tocsin("feeds", "add", paper.url(), "--dry-run")

    assert f"# 1 feed would be added to {SHIPPED} as River Post" in said.out
