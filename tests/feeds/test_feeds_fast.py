"""Does the fast reader tell the same as feedparser, and does it leave alone what it can't read so?"""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tocsin.errors import FeedError
from tocsin.feeds.fast import read_ordinary
from tocsin.feeds.mend import mend
from tocsin.feeds.names import find_dialect, rename
from tocsin.feeds.parse import parse_feed

SAVED = Path(__file__).parent.parent / "saved" / "feeds"
URL = "https://wire.example/feed.xml"
MODULES = (
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:media="http://search.yahoo.com/mrss/" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" '
    'xmlns:atom="http://www.w3.org/2005/Atom" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/" '
    'xmlns:x="https://x.example/ns" xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0"'
)
HEAD = (
    '<title>Wire &amp; Post</title><atom:link rel="self" href="https://wire.example/feed.xml"/>'
    "<link>https://wire.example</link><description>News</description><language>en-GB</language><ttl>30</ttl><sy:updatePeriod>daily</sy:updatePeriod>"
    "<image><url>https://wire.example/i.png</url><title>Other</title><link>https://other.example</link>"
    "<width>3</width></image>"
)
ENOUGH = "<link>https://wire.example/1</link><pubDate>Sun, 18 Jan 2026 09:30:00 GMT</pubDate>"
ITEM = (
    '<title>Convoy &amp;amp; bridge</title><guid isPermaLink="false">w-1</guid>'
    "<description><![CDATA[<p>It <b>crossed</b>.</p>]]></description>"
    "<content:encoded><![CDATA[<p>It crossed.</p><p>At dawn.</p>]]></content:encoded><dc:creator>Desk</dc:creator>"
    '<media:group><media:title>Picture</media:title><media:content url="https://wire.example/1.jpg"/></media:group>'
)


def an_rss(*items, head=HEAD, modules=MODULES):
    told = "".join(f"<item>{item}</item>" for item in items)
    return f'<rss version="2.0" {modules}><channel>{head}{told}</channel></rss>'


def an_atom(*entries, modules=MODULES):
    told = "".join(f"<entry>{entry}</entry>" for entry in entries)
    head = '<title>Gazette</title><link rel="self" href="https://wire.example/feed.xml"/><id>urn:g</id>'
    return f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en_GB" {modules}>{head}{told}</feed>'


ATOM_ENTRY = (
    '<id>urn:1</id><title type="html">Convoy &amp;amp; bridge</title><link href="https://wire.example/1"/>'
    "<published>2026-01-18T09:30:00Z</published><updated>2026-01-18T10:30:00Z</updated><author><name>Desk</name></author>"
    '<summary>Plain &lt;b&gt;</summary><content type="html">&lt;p&gt;It crossed.&lt;/p&gt;</content>'
)
RDF = (
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://wire.example/"><title>Wire</title>'
    '<link>https://wire.example/</link><items><rdf:Seq><rdf:li rdf:resource="https://wire.example/1"/></rdf:Seq></items>'
    '</channel><item rdf:about="https://wire.example/1"><title>Convoy</title><link>https://wire.example/1</link>'
    "<description>It crossed.</description><dc:date>2026-01-18T09:30:00+09:00</dc:date></item></rdf:RDF>"
)


def is_ordinary(document):
    text = mend(document).text
    dialect = find_dialect(text)
    return read_ordinary(rename(text, dialect), dialect) is not None


def both(document):
    """Return what either way says of a document: the feed, or why it is none."""
    answers = []
    for careful in (False, True):
        try:
            answers.append(parse_feed(document.encode(), url=URL, careful=careful))
        except FeedError as error:
            answers.append(str(error))
    return answers


@pytest.mark.parametrize("document", [an_rss(ITEM + ENOUGH), an_atom(ATOM_ENTRY), RDF], ids=["rss", "atom", "rdf"])
def test_an_ordinary_feed_is_read_fast_and_no_otherwise(document):
    assert is_ordinary(document)
    quick, slow = both(document)
    assert quick == slow
    assert quick.entries[0].published_at
    assert quick.entries[0].title.startswith("Convoy")


@pytest.mark.parametrize("path", sorted(SAVED.glob("*.feed")), ids=lambda path: path.stem)
def test_saved_feeds_read_the_same_either_way(path):
    document = path.read_bytes()
    assert parse_feed(document, url=URL) == parse_feed(document, url=URL, careful=True)


@pytest.mark.parametrize(
    "document",
    [
        an_rss('<title>T</title><link xml:base="https://base.example/">1</link>'),
        an_rss("<title>T</title><link>/1</link>"),
        an_rss("<title>T\x85</title>" + ENOUGH),
        an_rss(
            "<title>T</title><c:encoded>Whole</c:encoded>" + ENOUGH,
            modules='xmlns:c="http://purl.org/rss/1.0/modules/content/" xmlns:content="http://search.yahoo.com/mrss/"',
            head="<title>Wire</title>",
        ),
        an_rss(
            '<feedburner:origLink xmlns:xlink="http://www.w3.org/1999/xlink">https://wire.example/2</feedburner:origLink>'
            + ENOUGH
        ),
        an_rss("<title>One</title><title>Two</title>" + ENOUGH),
        an_rss("<description>One</description><description>Two</description>" + ENOUGH),
        an_rss("<title>T <b>bold</b></title>" + ENOUGH),
        an_rss("<title>T</title><image><title>Wrong</title></image>" + ENOUGH),
        an_rss("<title>T</title><item><title>Inner</title></item>" + ENOUGH),
        an_rss("<title>T</title><dc2:creator>Nobody</dc2:creator>" + ENOUGH),
        an_rss("<title>T</title><title_detail>x</title_detail>" + ENOUGH),
        an_rss("<title>T</title><links>x</links>" + ENOUGH),
        an_rss("<media:title>T</media:title>" + ENOUGH, modules='xmlns:media="https://other.example/"'),
        an_rss("<title>T<br></title>" + ENOUGH),
        an_rss(ITEM + ENOUGH, head="<links>x</links>" + HEAD),
        an_rss(ITEM + ENOUGH) + "</channel>",
        an_rss(ITEM + ENOUGH + '<enclosure leng\ufffdth="1"/>'),
        an_rss(ITEM + ENOUGH, modules=MODULES + ' xmlns:z\ufffd="https://z.example/"'),
        an_atom(ATOM_ENTRY.replace("<summary>", '<summary type="xhtml">')),
        an_atom(ATOM_ENTRY.replace("<summary>", '<summary type="application/octet-stream">')),
        an_atom(ATOM_ENTRY, modules=MODULES + ' xmlns:r="http://purl.org/rss/1.0/"'),
        RDF.replace("<channel", '<image><title>Picture</title></image><channel'),
    ],
)  # fmt: skip
def test_what_is_not_ordinary_is_left_to_feedparser(document):
    assert not is_ordinary(document)
    quick, slow = both(document)
    assert quick == slow


@pytest.mark.parametrize(
    "missing", ["<pubDate>Sun, 18 Jan 2026 09:30:00 GMT</pubDate>", "<link>https://wire.example/1</link>"]
)
def test_an_entry_without_link_or_date_is_shown_to_feedparser_too(missing):
    quick, slow = both(an_rss(ITEM + ENOUGH.replace(missing, "")))
    assert quick == slow


def test_words_are_no_dates():
    for word in ("yesterday", "10 March", "09:30", "Monday"):
        quick, slow = both(an_rss(f"<title>T</title><link>https://wire.example/1</link><pubDate>{word}</pubDate>"))
        assert quick == slow
        assert quick.entries[0].published_at is None


PARTS = [
    "<title>Convoy</title>",
    "<title/>",
    '<title type="html">A &amp;lt;b&amp;gt;</title>',
    "<media:title>Picture</media:title>",
    "<description>It crossed.</description>",
    "<description/>",
    "<summary>Short</summary>",
    "<dc:title>DC</dc:title>",
    "<content:encoded>&lt;p&gt;Long&lt;/p&gt;</content:encoded>",
    "<content type='html'>Whole</content>",
    "<content>Plain</content>",
    "<link>https://wire.example/2</link>",
    '<link href="https://wire.example/3"/>',
    "<link/>",
    "<link>4</link>",
    '<link rel="enclosure" href="x"/>',
    '<atom:link rel="alternate" href="https://wire.example/5"/>',
    "<atom:link/>",
    "<guid>https://wire.example/6</guid>",
    '<guid isPermaLink="false">g</guid>',
    "<id>urn:7</id>",
    "<atom:id>urn:8</atom:id>",
    "<pubDate>Mon, 19 Jan 2026 09:30:00 +0100</pubDate>",
    "<updated>2026-01-20T00:00:00Z</updated>",
    "<pubDate>soon</pubDate>",
    "<dc:date>2026-01-21</dc:date>",
    "<dcterms:issued>2026-01-22</dcterms:issued>",
    "<published>2026-01-23</published>",
    "<source url='https://o.example/'>Other</source>",
    "<source><title>S</title><id>s</id><updated>2025-01-01</updated></source>",
    "<author><name>Desk</name></author>",
    "<author>desk</author>",
    "<itunes:summary>Told</itunes:summary>",
    "<category>World</category>",
    "<media:group><media:description>Caption</media:description></media:group>",
    "<media:description>Near</media:description>",
    "<x:any>1</x:any>",
    '<x:any a="1">2</x:any>',
    "<enclosure url='https://wire.example/9.mp3'/>",
    "<unknown>u</unknown>",
    "<feedburner:origLink>https://wire.example/10</feedburner:origLink>",
    "<dc:language>fr</dc:language>",
    "<title>Ã©tÃ©</title>",
    "<image><title>I</title></image>",
    "<width>1</width>",
    "<body>b</body>",
    "<comments>https://wire.example/c</comments>",
]


@given(
    st.lists(st.lists(st.sampled_from(PARTS), max_size=7).map("".join), min_size=1, max_size=3),
    st.sampled_from(["", ENOUGH]),
    st.sampled_from([an_rss, an_atom]),
)
@settings(max_examples=300, deadline=None)
def test_whatever_the_parts_both_ways_read_the_same(items, more, document_of):
    quick, slow = both(document_of(*(more + item for item in items)))
    assert quick == slow


@given(st.text(max_size=60), st.text(max_size=200))
@settings(max_examples=100, deadline=None)
def test_whatever_the_words_both_ways_read_the_same(title, text):
    quick, slow = both(an_rss(f"<title>{title}</title><description><![CDATA[{text}]]></description>{ENOUGH}"))
    assert quick == slow
