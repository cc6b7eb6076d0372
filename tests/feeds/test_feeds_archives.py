"""Does an archived document tell what it holds, and which comes before it?"""

import time
from datetime import UTC, datetime

import pytest

from tocsin.errors import FeedError
from tocsin.feeds.archives import find_link, read_archive

URL = "https://meridian.example/archive/3.xml"
ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Wire</title>{links}
<entry><id>a</id><title>Ships sail</title><link href="/a"/><updated>2026-03-14T09:00:00Z</updated></entry>
<entry><id>b</id><title>Ships return</title><link href="/b"/><updated>2026-03-15T09:00:00Z</updated></entry></feed>"""


def test_reads_entries_and_the_way_back():
    found = read_archive(ATOM.format(links="<link rel='prev-archive' href='2.xml'/>").encode(), url=URL)
    assert [entry.url for entry in found.feed.entries] == [
        "https://meridian.example/a",
        "https://meridian.example/b",
    ]
    assert found.previous == "https://meridian.example/archive/2.xml"
    assert found.newest_at == datetime(2026, 3, 15, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("link", "leads_to"),
    [
        ('<link href="/2.xml?a=1&amp;b=2" rel="prev-archive"/>', "https://meridian.example/2.xml?a=1&b=2"),
        ("<atom:link rel='prev-archive' type='x' href='2.xml' />", "https://meridian.example/archive/2.xml"),
        ('<link\n  rel = "PREV-ARCHIVE"\n href="2.xml"/>', "https://meridian.example/archive/2.xml"),
        ('<link rel="prev-archive next" href="2.xml"/>', "https://meridian.example/archive/2.xml"),
        ('<!-- <link rel="prev-archive" href="2.xml"/> -->', ""),
        ('<x><![CDATA[<link rel="prev-archive" href="2.xml"/>]]></x>', ""),
        ('<link rel="alternate" href="prev-archive"/>', ""),
        ('<link rel="prev-archive" href="file:///etc/passwd"/>', ""),
        ('<link rel="prev-archive"/>', ""),
        ('<link data-rel="prev-archive" rel="next" href="2.xml"/>', ""),
    ],
)
def test_finds_the_link_back(link, leads_to):
    assert find_link(link.encode(), "prev-archive", url=URL) == leads_to


def test_a_document_without_an_address_names_its_own():
    body = ATOM.format(links='<link rel="self" href="https://meridian.example/rss"/>').encode()
    found = read_archive(body, url="")
    assert found.own == "https://meridian.example/rss"
    assert found.feed.entries[0].url == "https://meridian.example/a"


def test_what_is_no_feed_is_refused():
    with pytest.raises(FeedError, match="an HTML page"):
        read_archive(b"<html><body>Sign in</body></html>", url=URL)


@pytest.mark.parametrize("piece", [b"<link ", b"<!--", b"<![CDATA[", b"<link rel=", b"<link rel=' "])
def test_hostile_bytes_cost_little(piece):
    started = time.perf_counter()
    find_link(piece * 30_000 + b"prev-archive", "prev-archive", url=URL)
    assert time.perf_counter() - started < 2
