"""Are the feeds of an OPML list found, whatever else is in it, and is the catalogue told as one?"""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tocsin.errors import InputError
from tocsin.feeds.additions import find_new
from tocsin.feeds.catalogue import Catalogue, read_catalogue
from tocsin.feeds.opml import MAX_DEPTH, MAX_FEEDS, parse_opml, render_opml
from tocsin.model import Feed


def opml(*lines):
    return "\n".join(["<opml version='2.0'><head/><body>", *lines, "</body></opml>"]).encode()


def read(*lines):
    return parse_opml(opml(*lines), name="mine.opml")


def test_folders_become_regions():
    found = read(
        "<outline text='Coast'><outline title='North' text='x'>",
        "<outline type='rss' text='Harbour Wire' xmlUrl='https://wire.example/rss' language='fr-CA'/>",
        "</outline></outline>",
        "<outline text='Quay Post' xmlUrl='https://quay.example/rss' htmlUrl='https://quay.example/'/>",
    )
    assert found.problems == ()
    assert found.feeds == (
        Feed(url="https://wire.example/rss", publisher="Harbour Wire", language="fr", region="Coast/North"),
        Feed(url="https://quay.example/rss", publisher="Quay Post"),
    )


@pytest.mark.parametrize(
    ("attributes", "publisher"),
    [
        ("title='The Title' text='The Text'", "The Title"),
        ("title=' ' text='The\n Text'", "The Text"),
        ("text='A &amp; B &lt;b&gt;'", "A & B <b>"),
        ("htmlUrl='https://www.quay.example/news'", "www.quay.example"),
        ("htmlUrl='http://[' ", "feeds.quay.example"),
        ("", "feeds.quay.example"),
        (f"text='{'long ' * 1000}'", ("long " * 40).strip()),
    ],
)
def test_a_feed_has_a_name(attributes, publisher):
    (feed,) = read(f"<outline xmlUrl='https://feeds.quay.example/rss' {attributes}/>").feeds
    assert feed.publisher == publisher


@pytest.mark.parametrize(
    ("told", "language"), [("EN_us", "en"), ("unknown", "en"), ("ar", "ar"), ("9", "en"), ("", "en")]
)
def test_a_language_that_is_none_loses_no_feed(told, language):
    (feed,) = read(f"<outline xmlUrl='https://q.example/' language='{told}'/>").feeds
    assert feed.language == language


@pytest.mark.parametrize(
    ("attributes", "url"),
    [
        ("xmlUrl='feed://q.example/rss'", "http://q.example/rss"),
        ("xmlUrl='feed:https://q.example/rss'", "https://q.example/rss"),
        ("xmlurl=' HTTPS://Q.Example/rss?a=1&amp;b=2 '", "https://q.example/rss?a=1&b=2"),
        ("XMLURL='https://q.example/rss'", "https://q.example/rss"),
    ],
)
def test_addresses_as_readers_write_them(attributes, url):
    (feed,) = read(f"<outline {attributes}/>").feeds
    assert feed.url == url


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("<outline type='rss' text='Quay'/>", "Quay: no address"),
        ("<outline xmlUrl=''/>", "no address"),
        ("<outline xmlUrl='ftp://q.example/'/>", "only http"),
        ("<outline xmlUrl='not a url'/>", "https://"),
        ("<outline xmlUrl='https://user:s3cret@q.example/'/>", "headers"),
        (f"<outline xmlUrl='https://q.example/{'a' * 5000}'/>", "longer than any real one"),
        (
            "<outline xmlUrl='https://q.example/' xmlns:tocsin='urn:tocsin:opml' tocsin:everyMinutes='often'/>",
            "minutes",
        ),
    ],
)
def test_a_bad_row_is_told_with_its_line_and_stops_no_other(row, said):
    found = read("<outline xmlUrl='https://a.example/'/>", "", row, "<outline xmlUrl='https://b.example/'/>")
    assert [feed.url for feed in found.feeds] == ["https://a.example/", "https://b.example/"]
    (problem,) = found.problems
    assert problem.startswith("mine.opml, line 4: ")
    assert said in problem
    assert "\n" not in problem
    assert "s3cret" not in problem
    assert len(problem) < 400


LAUGHS = b"".join(b"<!ENTITY a%d '%s'>" % (n + 1, b"&a%d;" % n * 10) for n in range(9))


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"", "line 1: no XML"),
        (b"\x89PNG\0\0", "no XML"),
        (b"<html><body/></html>", "line 1: <html> is no OPML"),
        (b"<opml>\n<body>\n<outline", "line 3: no XML"),
        (b"<opml><body><outline text='&nbsp;'/></body></opml>", "undefined entity"),
        (b"<?xml version='1.0' encoding='x-none'?><opml/>", "no XML|encoding"),
        (
            b"<!DOCTYPE opml [<!ENTITY a0 'ha'>" + LAUGHS + b"]><opml><outline text='&a9;'/></opml>",
            "entities of its own",
        ),
        (b"<!DOCTYPE opml [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><opml>&x;</opml>", "entities of its own"),
        (b"<!DOCTYPE opml [<!ENTITY % x SYSTEM 'http://127.0.0.1:9/'> %x;]><opml/>", "entities of its own"),
        (b"<opml>" + b"<outline text='x'>" * (MAX_DEPTH + 1), "nested too deeply"),
        (b"<opml>" + b"<outline text='x'>" * 200_000, "nested too deeply"),
        (opml("<outline xmlUrl='https://q.example/'/>" * (MAX_FEEDS + 1)), "more than 10,000 feeds"),
    ],
    ids=lambda value: str(value)[:20],
)
def test_what_is_no_list_is_one_line(body, said):
    started = time.monotonic()
    with pytest.raises(InputError, match=said) as caught:
        parse_opml(body, name="mine.opml")
    assert str(caught.value).startswith("mine.opml")
    assert "\n" not in str(caught.value)
    assert time.monotonic() - started < 5


def test_a_doctype_that_declares_nothing_is_no_harm():
    body = b"<!DOCTYPE opml SYSTEM 'http://127.0.0.1:9/opml.dtd'>" + opml("<outline xmlUrl='https://q.example/'/>")
    assert len(parse_opml(body, name="x").feeds) == 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1", "windows-1252"])
def test_other_encodings(encoding):
    text = f"<?xml version='1.0' encoding='{encoding}'?><opml><outline text='Café' xmlUrl='https://q.example/'/></opml>"
    (feed,) = parse_opml(text.encode(encoding), name="x").feeds
    assert feed.publisher == "Café"


def test_what_we_alone_know_comes_back():
    feed = Feed(url="https://q.example/", publisher="Q", region="A/B", state_affiliated=True, every_minutes=0)
    assert parse_opml(render_opml([feed]).encode(), name="x").feeds == (feed,)


def test_keys_stay_at_home():
    feed = Feed(url="https://q.example/", publisher="Q", headers={"X-Key": "s3cret"})
    assert "s3cret" not in render_opml([feed])


def test_the_shipped_catalogue_comes_back():
    shipped = read_catalogue().feeds
    found = parse_opml(render_opml(shipped).encode(), name="x")
    assert found.problems == ()
    assert sorted(found.feeds, key=lambda feed: feed.url) == sorted(shipped, key=lambda feed: feed.url)


FEEDS = st.lists(
    st.builds(
        Feed,
        url=st.builds("https://{}.example/{}".format, st.from_regex("[a-z]{1,4}", fullmatch=True), st.integers(0, 9)),
        publisher=st.text(min_size=1, max_size=20),
        language=st.sampled_from(["en", "no", "fas"]),
        region=st.text(max_size=20),
        state_affiliated=st.booleans(),
        every_minutes=st.none() | st.integers(0, 1440),
    ),
    unique_by=lambda feed: feed.url,
    max_size=8,
)


@settings(max_examples=100, deadline=None)
@given(FEEDS)
def test_what_was_exported_adds_nothing(feeds):
    found = parse_opml(render_opml(feeds).encode(), name="x")
    additions = find_new(Catalogue(tuple(feeds)), found.feeds)
    assert found.problems == ()
    assert (additions.new, additions.known) == ((), len(feeds))
