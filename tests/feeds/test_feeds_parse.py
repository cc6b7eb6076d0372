"""What do we read in a feed, in whatever dialect, encoding or state it comes?"""

import json
import time
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tocsin.errors import FeedError, ReaderKilled
from tocsin.feeds.parse import parse_feed
from tocsin.sandbox import Sandbox

SAVED = Path(__file__).parent.parent / "saved" / "feeds"
URL = "https://wire.example/feed.xml"


def an_rss(*items: str, head: str = "", declaration: str = "") -> str:
    return f'{declaration}<rss version="2.0"><channel><title>T</title>{head}{"".join(items)}</channel></rss>'


def an_item(number: int = 1, **changes: str) -> str:
    parts = {"title": f"Story {number}", "link": f"https://wire.example/{number}", **changes}
    return "<item>" + "".join(f"<{name}>{text}</{name}>" for name, text in parts.items()) + "</item>"


def parse(document, **options):
    return parse_feed(document if isinstance(document, bytes) else document.encode(), url=URL, **options)


@pytest.mark.parametrize("document", sorted(SAVED.glob("*.feed")), ids=lambda path: path.stem)
def test_saved_feeds(document):
    feed = asdict(parse(document.read_bytes()))
    expected = json.loads(document.with_suffix(".json").read_text())
    entries = [
        {name: value.isoformat() if isinstance(value, datetime) else value for name, value in entry.items()}
        for entry in feed["entries"]
    ]
    assert entries == expected.pop("entries")
    assert {name: feed[name] for name in expected} == expected


@pytest.mark.parametrize(
    ("declared", "encoding", "content_type"),
    [
        ("utf-8", "utf-8", ""),
        ("utf-8", "utf-8-sig", ""),
        ("utf-16", "utf-16", ""),
        ("iso-8859-1", "iso-8859-1", ""),
        ("windows-1251", "windows-1251", "text/xml"),
        ("", "windows-1251", "application/rss+xml; charset=windows-1251"),
        ("", "iso-8859-1", "application/rss+xml"),
        ("utf-8", "utf-8", "text/xml; charset=iso-8859-1"),
        ("iso-8859-1", "utf-8", "text/html"),
        ("utf-8", "utf-8", "text/html; charset=us-ascii"),
    ],
)
def test_encodings(declared, encoding, content_type):
    title = (
        "Войска у границы"
        if "1251" in encoding
        else "Café près de la frontière – « alerte »"[: 30 if "8859" in encoding else 99]
    )
    title = title.replace("–", "-") if "8859" in encoding else title
    declaration = f'<?xml version="1.0" encoding="{declared}"?>' if declared else ""
    document = an_rss(an_item(title=title), declaration=declaration)
    assert parse(document.encode(encoding), content_type=content_type).entries[0].title == title.strip()


def test_a_few_broken_bytes_do_not_spoil_the_rest():
    document = an_rss(an_item(1, title="İstanbul’da görüşme"), an_item(2, title="kırık XX bayt")).encode()
    titles = [entry.title for entry in parse(document.replace(b"XX", b"\xff\xe9")).entries]
    assert titles == ["İstanbul’da görüşme", "kırık \ufffd\ufffd bayt"]


@pytest.mark.parametrize(
    ("document", "reason"),
    [
        (b"", "empty"),
        (b" \n\t ", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"<!doctype html><html><head><title>Just a moment...</title></head><body>x</body></html>", "HTML"),
        (b"<html><body><p>Log in to the network</p></body></html>", "HTML"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 10, "binary"),
        (b"Service unavailable", "neither"),
        (b"/etc/passwd", "neither"),
        (b"https://wire.example/other.xml", "neither"),
        (b"<?xml version='1.0'?><urlset><url><loc>https://x.example/</loc></url></urlset>", "not a feed"),
        (
            b'<opml version="2.0"><head/><body><outline xmlUrl="https://x.example/"/></body></opml>',
            "OPML.*feeds import",
        ),
        (b'{"error": "no such feed"}', "JSON"),
        (b'{"items": [', "JSON"),
        (b'{"items":' + b"[" * 100_000, "JSON"),
        (b'<rss version="2.0"><channel><title>T</ti', "not one entry"),
    ],
)
def test_what_is_no_feed_says_what_it_is(document, reason):
    with pytest.raises(FeedError, match=reason):
        parse(document)


def test_a_document_that_reads_like_a_path_is_not_opened(tmp_path):
    path = tmp_path / "feed.xml"
    path.write_text(an_rss(an_item(title="s3cret")))
    for document in (str(path), f"file://{path}"):
        with pytest.raises(FeedError):
            parse(document)


def test_a_feed_without_entries_is_a_feed():
    assert parse(an_rss()).entries == ()


@pytest.mark.parametrize(
    "spoil",
    [
        lambda text: text.replace("Story 1", "Fish & Chips &nbsp; &copy <br>"),
        lambda text: "\n\n<!-- cache miss -->\nNotice: undefined index\n" + text,
        lambda text: text.replace("Story 1", "Story\x00\x0b 1"),
        lambda text: text.replace("</channel></rss>", ""),
    ],
    ids=["ampersand", "leading junk", "controls", "no end"],
)
def test_a_malformed_feed_is_read_as_far_as_it_goes(spoil):
    feed = parse(spoil(an_rss(an_item(1), an_item(2), an_item(3))))
    assert feed.notes
    assert [entry.url[-1] for entry in feed.entries][:2] == ["1", "2"]
    assert not any(char in entry.title for entry in feed.entries for char in "\0\x0b")


def test_the_last_entry_of_a_feed_that_was_cut_off_is_left_for_the_next_time():
    feed = parse(an_rss(an_item(1), an_item(2))[:-60])
    assert [entry.url for entry in feed.entries] == ["https://wire.example/1"]
    assert "cut off" in feed.notes[0]


@pytest.mark.parametrize(
    ("guids", "ids"),
    [
        (["a", "b"], ["a", "b"]),
        (["", ""], ["https://wire.example/1", "https://wire.example/2"]),
        (["same", "same"], ["https://wire.example/1", "https://wire.example/2"]),
        (["wire.example", "b"], ["https://wire.example/1", "b"]),
        ([URL, "b"], ["https://wire.example/1", "b"]),
    ],
)
def test_identity(guids, ids):
    items = [
        f"<item><title>Story</title><link>https://wire.example/{number}?utm_medium=x#c</link>"
        + (f'<guid isPermaLink="false">{guid}</guid>' if guid else "")
        + "</item>"
        for number, guid in enumerate(guids, 1)
    ]
    assert [entry.id for entry in parse(an_rss(*items)).entries] == ids


def test_an_endless_guid_is_known_by_its_hash():
    feed = parse(an_rss(an_item(1, guid="é" * 900), an_item(2, guid="é" * 900 + "b")))
    assert [len(entry.id) for entry in feed.entries] == [39, 39]
    assert feed.entries[0].id != feed.entries[1].id


def test_an_entry_told_twice_is_one():
    assert len(parse(an_rss(an_item(1, guid="a"), an_item(1, guid="a"), an_item(1))).entries) == 2


def test_entries_without_guid_and_link_are_told_apart_by_what_they_say():
    items = [f"<item><title>Bulletin {number}</title></item>" for number in (1, 2)]
    first, second = parse(an_rss(*items)).entries
    assert first.url == ""
    assert first.id != second.id
    assert first.id == parse(an_rss(items[0])).entries[0].id


@pytest.mark.parametrize(
    ("link", "url"),
    [
        ("/a/b", "https://wire.example/a/b"),
        ("a", "https://wire.example/a"),
        ("//other.example/x", "https://other.example/x"),
        ("HTTP://WIRE.EXAMPLE/A", "HTTP://WIRE.EXAMPLE/A"),
        (" https://wire.example/a \n", "https://wire.example/a"),
        ("https://wire.example/?p=123", "https://wire.example/?p=123"),
        ("javascript:alert(1)", ""),
        ("file:///etc/passwd", ""),
        ("http://[::1", ""),
    ],
)
def test_links_become_absolute(link, url):
    assert parse(an_rss(an_item(link=link))).entries[0].url == url


def test_a_relative_link_of_a_document_from_nowhere_stays_as_it_is():
    feed = an_rss(an_item(link="/a/b"), an_item(2, link="javascript:x"), declaration="").replace(
        "https://wire.example", ""
    )
    assert [entry.url for entry in parse_feed(feed.encode(), url="").entries] == ["/a/b", ""]


def test_no_outside_entity_is_read(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("s3cret")
    declaration = f'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file://{secret}">]>'
    assert "s3cret" not in str(parse(an_rss(an_item(title="a &x; b"), declaration=declaration)))


def test_texts_and_entries_are_capped():
    many = an_rss(*(an_item(number) for number in range(2_050)))
    assert len(parse(many).entries) == 2_000
    long = an_rss(an_item(description="word " * 100_000))
    assert len(parse(long).entries[0].summary) <= 200_000


def test_a_lone_surrogate_and_a_nul_never_reach_the_store():
    feed = parse('{"items":[{"id":"a\\u0000","title":"\\ud800 x\\u0000\\u001b","url":"/1"}]}')
    assert (feed.entries[0].id, feed.entries[0].title) == ("a", "\ufffd x")


def hostile() -> dict[str, bytes]:
    entities = "".join(f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(9))
    return {
        "entities": an_rss(declaration=f'<!DOCTYPE l [<!ENTITY a "ha">{entities}]>', head="<x>&j;</x>").encode(),
        "nested": ('<rss version="2.0"><channel><item>' + "<b>" * 400_000).encode(),
        "attributes": an_rss("<item " + " ".join(f'a{i}="1"' for i in range(200_000)) + "></item>").encode(),
        "tags": an_rss(an_item(description="&lt;script " * 300_000)).encode(),
        "items": an_rss("<item/>" * 300_000).encode(),
    }


@pytest.mark.parametrize("name", list(hostile()))
def test_a_hostile_feed_ends_in_the_sandbox(name):
    with Sandbox(cpu_seconds=0.5, memory_bytes=512 * 1024 * 1024) as box:
        started = time.monotonic()
        try:
            feed = box.call(parse_feed, hostile()[name], url=URL)
        except (FeedError, ReaderKilled):
            pass
        else:
            assert len(feed.entries) <= 2_000
        assert time.monotonic() - started < 4


@pytest.mark.parametrize(
    ("document", "entries"),
    [
        (an_rss("<item>" * 500_000), 1),
        ("<rss><channel><title>T</title>" + "<item><title>T</title>" * 100_000, 1),
        (an_rss(an_item(description="word " * 2_000_000)), 1),
        (an_rss(*(an_item(number) for number in range(100_000))), 2_000),
    ],
    ids=["items without end", "cut off", "10 MB of text", "100,000 items"],
)
def test_an_endless_feed_is_read_up_to_the_caps(document, entries):
    with Sandbox() as box:
        assert len(box.call(parse_feed, document.encode(), url=URL).entries) == entries


@given(st.binary(max_size=300))
@settings(max_examples=100, deadline=None)
def test_any_bytes_are_a_feed_or_a_feed_error(body):
    for document in (body, b'<rss version="2.0"><channel><item><title>' + body, b'{"items":[{"id":"' + body):
        try:
            parse(document)
        except FeedError:
            continue


def test_dates_come_out_in_utc():
    entry = parse(an_rss(an_item(pubDate="Sun, 18 Jan 2026 15:00:00 +0530"))).entries[0]
    assert entry.published_at == datetime(2026, 1, 18, 9, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("document", "reason"),
    [
        (an_rss("<item><title>T<br></title></item>"), "closed by another one's end"),
        (an_rss('<item a="1" a="2"><title>T</title></item>'), "one attribute twice"),
        (an_rss("<item><x:a>1</x:a><title>T</title></item>"), "a prefix stands for no namespace"),
        (b'{"items": [', "in line 1"),
        (b'{"items":' + b"[" * 100_000, "nested too deep"),
    ],
)
def test_what_was_wrong_is_said_in_words(document, reason):
    try:
        said = " ".join(parse(document).notes)
    except FeedError as error:
        said = str(error)
    assert reason in said
    assert not any(raw in said for raw in ("Error", "Exception", "unknown>"))


@pytest.mark.parametrize("name", ["width", "height", "newLocation", "x:height"])
def test_an_end_that_never_began_costs_no_entry(name):
    feed = parse(an_rss(an_item(1), head=f"<image><b></{name}></image>"))
    assert [entry.title for entry in feed.entries] == ["Story 1"]


def test_a_document_that_feedparser_breaks_over_is_malformed():
    with pytest.raises(FeedError, match="malformed in a way"):
        parse(an_rss("<item><textInput><link>x</link></textInput></item>"))


@pytest.mark.parametrize("name", ["links", "title_detail", "summary_detail", "content_detail", "tags", "authors"])
def test_an_element_named_like_a_part_of_feedparsers_is_no_such_part(name):
    feed = parse(an_rss(an_item(1) + f"<{name}>x</{name}>", head=f"<{name}>x</{name}>"))
    assert feed.entries[0].url == "https://wire.example/1"
    atom = f'<feed xmlns="http://www.w3.org/2005/Atom"><{name}>x</{name}><entry><{name}>x</{name}><id>1</id></entry></feed>'
    assert len(parse(atom).entries) == 1
