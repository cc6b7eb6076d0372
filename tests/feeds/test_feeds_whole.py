"""Which entries of a document that is broken, endless or followed by something else do we read?"""

import time

import pytest

from tocsin.errors import FeedError
from tocsin.feeds.names import find_dialect
from tocsin.feeds.parse import parse_feed
from tocsin.feeds.whole import keep_whole
from tocsin.sandbox import Sandbox

JUNK = "<script>" + "var x = 1;\n" * 700 + "</script>"


def an_item(number):
    return f"<item><title>T{number}</title><link>https://wire.example/{number}</link></item>"


def an_entry(number, prefix=""):
    p = prefix
    link = f'<{p}link href="https://wire.example/{number}"/>'
    return f"<{p}entry><{p}title>T{number}</{p}title><{p}id>urn:{number}</{p}id>{link}<m:x/></{p}entry>"


RSS = f'<rss version="2.0"><channel><title>Wire</title>{an_item(1)}{an_item(2)}</channel></rss>'
ATOM = f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Wire</title>{an_entry(1)}{an_entry(2)}</feed>'
PREFIXED = (
    '<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:title>Wire</a:title>'
    f"{an_entry(1, 'a:')}{an_entry(2, 'a:')}</a:feed>"
)
RDF = (
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">'
    f"<channel><title>Wire</title></channel>{an_item(1)}{an_item(2)}</rdf:RDF>"
)
ALL = pytest.mark.parametrize("document", [RSS, ATOM, PREFIXED, RDF], ids=["rss", "atom", "prefixed atom", "rdf"])


def titles(document):
    feed = parse_feed(document.encode(), url="")
    assert feed.title == "Wire"
    return [entry.title for entry in feed.entries], " ".join(feed.notes)


@ALL
def test_a_whole_document_is_read_whole(document):
    assert titles(document)[0] == ["T1", "T2"]


@ALL
@pytest.mark.parametrize("tail", ["<!-- 0.3 s -->", JUNK, "\n\n", JUNK * 9 + "<p>"])
def test_what_stands_behind_the_end_costs_no_entry(document, tail):
    read, notes = titles(document + tail)
    assert read == ["T1", "T2"]
    assert ("behind its end" in notes) is ("<script>" in tail)
    assert "junk" not in notes  # feedparser never sees it


@ALL
def test_a_document_cut_off_between_entries_lost_none(document):
    end = max(document.rfind(tag) + len(tag) for tag in ("</item>", "</entry>", "</a:entry>") if tag in document)
    for rest in ("", "\n", "<", "</chan"):
        read, notes = titles(document[:end] + rest)
        assert read == ["T1", "T2"]
        assert "cut off" in notes


@ALL
def test_an_entry_that_was_cut_off_is_left_for_the_next_time(document):
    at = document.index("wire.example/2")
    for end in (at, at + 14, document.index("T2"), at + 20):
        read, notes = titles(document[:end])
        assert read == ["T1"]
        assert "cut off, its last entry left out" in notes


@pytest.mark.parametrize("open_mark", ["<![CDATA[ </item></channel></rss>", "<!-- </item></channel></rss>"])
def test_an_end_that_is_only_quoted_is_none(open_mark):
    cut = RSS.replace("<title>T2</title>", f"<title>T2</title><description>{open_mark}")
    assert titles(cut)[0] == ["T1"]


def test_entries_without_ends_of_their_own_are_read_when_the_document_has_one():
    assert titles(RSS.replace("</item>", ""))[0] == ["T1", "T2"]


def test_a_document_cut_off_before_its_first_entry_is_no_feed():
    with pytest.raises(FeedError, match="cut off, and not one entry"):
        parse_feed(RSS[: RSS.index("<item>")].encode(), url="")


def test_half_an_entry_alone_is_no_feed():
    with pytest.raises(FeedError, match="its last entry left out, and not one entry"):
        parse_feed(RSS[: RSS.index("wire.example/1")].encode(), url="")


@pytest.mark.parametrize(("number", "told"), [(2_000, False), (2_001, True), (9_000, True)])
def test_the_cap_is_told(number, told):
    document = RSS.replace("</channel>", "".join(map(an_item, range(3, number + 1))) + "</channel>")
    read, notes = titles(document)
    assert (len(read), read[-1]) == (2_000, "T2000")
    assert ("only the first 2000 entries are read" in notes) is told


def test_what_is_not_read_costs_next_to_nothing():
    items = "".join(map(an_item, range(3, 100_000)))
    with Sandbox(cpu_seconds=3) as box:
        feed = box.call(parse_feed, RSS.replace("</channel>", items + "</channel>").encode(), url="")
    assert len(feed.entries) == 2_000


@pytest.mark.parametrize(
    "unit", ["<item>", "</item>", "<item/>", "<item ", "</rss>", "</rss", "<channel>", "<item><item/>"]
)
def test_hostile_tags_end_at_once(unit):
    text = '<rss xmlns:a="http://purl.org/rss/1.0/">' + unit * (2_000_000 // len(unit))
    started = time.process_time()
    keep_whole(text, find_dialect(text), most=2_001)
    assert time.process_time() - started < 2


HEAD = '<rss version="2.0"><channel><title>Wire</title>'
BEGINNING = "<item><title>T</title>"


def test_an_entry_ends_where_the_next_begins():
    document = HEAD + "".join(f"<item><title>T{number}</title>" for number in (1, 2, 3, 4)) + "</channel></rss>"
    kept = keep_whole(document, find_dialect(document), most=2).text
    # The last, which no other one ends, is left to the reader.
    assert [number for number in (1, 2, 3, 4) if f"T{number}" in kept] == [1, 2, 4]


@pytest.mark.parametrize("end", ["", "</channel></rss>"], ids=["cut off", "ended"])
def test_beginnings_without_an_end_are_cut_at_the_cap(end):
    document = HEAD + BEGINNING * 100_000 + end
    assert keep_whole(document, find_dialect(document), most=2_001).text.count("<item>") <= 2_002


@pytest.mark.parametrize(
    ("document", "reason"),
    [
        (HEAD + "<item>" + "<b>" * 200_000 + "</item></channel></rss>", "one inside the other"),
        (HEAD + "<item>" + "<b>" * 30_000 + "</b>" * 30_000 + "</item></channel></rss>", "one inside the other"),
        (HEAD + "<item " + " ".join(f'a{i}="1"' for i in range(30_000)) + "/></channel></rss>", "1,000 attributes"),
    ],
    ids=["tags without end", "nested tags", "attributes"],
)
def test_what_would_take_minutes_is_refused_with_its_reason(document, reason):
    with pytest.raises(FeedError, match=reason):
        parse_feed(document.encode(), url="")


def test_many_tags_one_after_the_other_are_no_excess():
    document = HEAD + "<item><title>T1</title>" + "<b>x</b><br/>" * 50_000 + "</item></channel></rss>"
    assert titles(document)[0] == ["T1"]
