"""Which of the elements with one name do we read, and what is an entry's id and link?"""

import time
from itertools import permutations

import pytest

from tocsin.feeds.names import find_dialect, rename
from tocsin.feeds.parse import parse_feed

MODULES = (
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:media="http://search.yahoo.com/mrss/" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" '
    'xmlns:atom="http://www.w3.org/2005/Atom"'
)
OWN = "<title>T</title>", "<description>Right</description>", "<link>https://wire.example/1</link>"
CONTENT = "<content:encoded><![CDATA[<p>Long <b>text</b></p><p>of it</p>]]></content:encoded>"
RIVALS = (
    '<media:description type="html">Wrong</media:description>',
    "<media:group><media:title>Wrong</media:title><media:description>Wrong</media:description></media:group>",
    '<media:content url="x"><media:title>Wrong</media:title><media:description>Wrong</media:description>'
    "</media:content>",
    "<itunes:title>Wrong</itunes:title><itunes:summary>Wrong</itunes:summary>",
    "<dc:title>Wrong</dc:title><dc:description>Wrong</dc:description>",
    "<atom:title>Wrong</atom:title><atom:summary>Wrong</atom:summary>",
    "<summary>Wrong</summary>",
    '<atom:link rel="alternate" href="https://wire.example/wrong"/><atom:link rel="self" href="wrong"></atom:link>',
    '<guid isPermaLink="true">https://wire.example/wrong</guid>',
)


def read(item, *, declares=MODULES, url="", channel="<title>Wire</title>"):
    document = f'<rss version="2.0" {declares}><channel>{channel}<item>{item}</item></channel></rss>'
    return parse_feed(document.encode(), url=url).entries[0]


def read_atom(entry, *, url="", head=""):
    document = f'<feed xmlns="http://www.w3.org/2005/Atom" {MODULES}>{head}<entry>{entry}</entry></feed>'
    return parse_feed(document.encode(), url=url).entries[0]


@pytest.mark.parametrize("declares", [MODULES, ""], ids=["declared", "undeclared"])
@pytest.mark.parametrize("rival", RIVALS)
def test_the_formats_own_element_wins_whatever_the_order(rival, declares):
    for order in permutations(("".join(OWN), CONTENT, rival)):
        entry = read("".join(order), declares=declares)
        assert (entry.title, entry.summary, entry.url) == ("T", "Right", "https://wire.example/1")


def test_a_namespace_counts_and_not_its_prefix():
    declares = 'xmlns:m="http://search.yahoo.com/mrss/" xmlns:media="https://other.example/"'
    entry = read(
        "<description>Right</description><m:description>Wrong</m:description>"
        "<media:description>Wrong</media:description>",
        declares=declares,
    )
    assert entry.summary == "Right"


@pytest.mark.parametrize(
    ("item", "summary"),
    [
        (CONTENT, "Long text of it"),
        ("<description></description>" + CONTENT, "Long text of it"),
        (CONTENT + "<description/>", "Long text of it"),
        ('<media:description type="plain">Caption</media:description>', "Caption"),
        ("<media:description>Caption</media:description>" + CONTENT, "Long text of it"),
        (CONTENT + "<itunes:summary>What is said</itunes:summary>", "What is said"),
        ("<dc:description>What is said</dc:description>" + CONTENT, "What is said"),
        ("<description>AT&amp;amp;T &amp;lt;b&amp;gt; &lt;i&gt;x&lt;/i&gt; 5 &lt; 6</description>", "AT&T <b> x 5 < 6"),
    ],
)
def test_the_summary_is_plain_whatever_stands_in_for_it(item, summary):
    assert read(item).summary == summary


@pytest.mark.parametrize("name", ["dc:title", "media:title", "itunes:title", "atom:title"])
def test_another_title_is_better_than_none(name):
    assert read(f"<{name}>Other</{name}>").title == "Other"


@pytest.mark.parametrize("kind", ["html", "xhtml"])
def test_an_atom_entry_without_a_summary_shows_its_content_as_plain_text(kind):
    html = "<p>Pakistan &amp; Iran</p><p>Two</p>"
    written = f'<div xmlns="http://www.w3.org/1999/xhtml">{html}</div>' if kind == "xhtml" else f"<![CDATA[{html}]]>"
    entry = read_atom(f'<title>T</title><content type="{kind}">{written}</content><media:title>Wrong</media:title>')
    assert (entry.title, entry.summary) == ("T", "Pakistan & Iran Two")


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("<![CDATA[Iran<br>Iraq]]>", "Iran Iraq"),
        ("<![CDATA[Q&A: <em>why</em> <script>alert(1)</script>now]]>", "Q&A: why now"),
        ('<![CDATA[Kyiv <span class="x">under fire]]>', "Kyiv under fire"),
        ("Iran&amp;apos;s raid", "Iran's raid"),
        ("<![CDATA[<h2>Iran</h2> fires &foo; &lsquo;back&rsquo;]]>", "Iran fires &foo; ‘back’"),
        ("How to use the &amp;lt;b&amp;gt; tag", "How to use the <b> tag"),
        ("a &lt; b, 5 &lt; 6 &gt; 4, Iran &lt;-&gt; Iraq", "a < b, 5 < 6 > 4, Iran <-> Iraq"),
        ("&lt;![CDATA[Iran fires]]&gt;", "Iran fires"),
    ],
)
def test_titles_of_rss_may_hold_html(written, title):
    assert read(f"<title>{written}</title>").title == title


def test_titles_of_atom_say_what_they_are():
    assert read_atom("<title>Tom &amp;amp; &lt;b&gt;Jerry&lt;/b&gt;</title>").title == "Tom &amp; <b>Jerry</b>"
    assert read_atom('<title type="html">Tom &amp;amp; &lt;b&gt;Jerry&lt;/b&gt;</title>').title == "Tom & Jerry"


@pytest.mark.parametrize(
    ("guid", "identity", "url"),
    [
        ("<guid>bareword</guid>", "bareword", ""),
        ("<guid>/1</guid>", "/1", ""),
        ("<guid> https://Wire.Example/1 </guid>", "https://Wire.Example/1", "https://Wire.Example/1"),
        ('<guid isPermaLink="True">https://wire.example/1</guid>', "https://wire.example/1", "https://wire.example/1"),
        ('<guid isPermaLink="false">https://wire.example/1</guid>', "https://wire.example/1", ""),
        ("<guid isPermaLink = 'false'>abc</guid><link>/1</link>", "abc", "https://wire.example/1"),
        ("<guid>tag:wire.example,2026:1</guid>", "tag:wire.example,2026:1", ""),
        ("<guid>a</guid><atom:id>b</atom:id>", "a", ""),
        ("<atom:id>b</atom:id>", "b", ""),
        ("<guid/><link>/1</link>", "https://wire.example/1", "https://wire.example/1"),
    ],
)
@pytest.mark.parametrize("broken", ["", "<b>"], ids=["well-formed", "malformed"])
def test_a_guid_is_kept_as_it_is_written(guid, identity, url, broken):
    entry = read(f"<title>T</title>{guid}{broken}", url="https://wire.example/feed.xml")
    assert (entry.id, entry.url) == (identity, url)


@pytest.mark.parametrize("identity", ["1", "/1", "urn:uuid:1", "HTTP://Wire.Example/1", "?a=1&amp;b=2"])
def test_an_atom_id_is_kept_as_it_is_written(identity):
    entry = read_atom(
        f'<id>{identity}</id><title>T</title><link href="one"/>',
        url="https://wire.example/a/feed.xml",
        head='<id>urn:feed</id><link rel="self" href="https://other.example/"/>',
    )
    assert (entry.id, entry.url) == (identity.replace("&amp;", "&"), "https://wire.example/a/one")


def test_an_rdf_item_is_known_by_its_about():
    document = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">'
        '<item rdf:about="one"><title>T</title><link>/1</link></item></rdf:RDF>'
    )
    assert parse_feed(document.encode(), url="https://wire.example/").entries[0].id == "one"


SELF = '<atom:link rel="self" href="https://wire.example/feeds/world.xml"/>'


@pytest.mark.parametrize(
    ("channel", "url", "expected"),
    [
        ("<link>https://wire.example/world/</link>", "", "https://wire.example/world/1"),
        ("<link>https://wire.example/world/</link>" + SELF, "", "https://wire.example/feeds/1"),
        (SELF + '<atom:link rel="hub" href="https://hub.example/"/>', "saved.xml", "https://wire.example/feeds/1"),
        (SELF, "folder/saved.xml", "https://wire.example/feeds/1"),
        (SELF, "https://wire.example/now/feed", "https://wire.example/now/1"),
        ("<link>/world/</link>", "saved.xml", ""),
    ],
)
def test_a_relative_link_starts_where_the_feed_was_found_or_says_it_is(channel, url, expected):
    assert read("<title>T</title><link>1</link>", channel=f"<title>Wire</title>{channel}", url=url).url == expected


def test_an_atom_feed_names_its_own_address():
    head = '<link rel="alternate" href="https://wire.example/"/><link rel="self" href="https://wire.example/a/feed"/>'
    assert read_atom('<title>T</title><link href="one"/>', head=head).url == "https://wire.example/a/one"


def test_xml_base_counts_more():
    entry = read_atom(
        '<title>T</title><link xml:base="https://base.example/b/" href="one"/>', url="https://wire.example/"
    )
    assert entry.url == "https://base.example/b/one"


@pytest.mark.parametrize(
    "link", ['<atom:link href="/1"/>', '<atom:link rel="alternate" type="text/html" href="/1"></atom:link>']
)
@pytest.mark.parametrize("broken", ["", "<b>"], ids=["well-formed", "malformed"])
def test_a_link_that_atom_lends_to_rss_stands_in(link, broken):
    entry = read(f"<title>T</title>{link}<guid>https://wire.example/2</guid>{broken}", url="https://wire.example/feed")
    assert entry.url == "https://wire.example/1"


def test_an_element_ends_by_the_name_with_which_it_began():
    written = (
        '<rss xmlns:a="http://www.w3.org/2005/Atom"><guid isPermaLink="false">1</guid><guid>2</guid>'
        '<a:link rel="self" href="x"></a:link><a:link href="y"/></rss>'
    )
    renamed = rename(written, find_dialect(written))
    assert renamed.partition('Atom">')[2] == (
        "<tocsin-guid>1</tocsin-guid><tocsin-permalink>2</tocsin-permalink>"
        '<tocsin-link-self rel="self" href="x"></tocsin-link-self><tocsin-link-alternate href="y"/></rss>'
    )


@pytest.mark.parametrize(
    "unit",
    [
        "<guid",
        "<media:title ",
        "<title>",
        'xmlns:a="http://purl.org/rss/1.0/"',
        '<a xmlns:p%d="http://purl.org/rss/1.0/">',
        'rel="',
    ],
)
def test_hostile_names_end_at_once(unit):
    count = 1_000_000 // len(unit)
    text = "<rss>" + ("".join(unit % number for number in range(count)) if "%" in unit else unit * count)
    started = time.process_time()
    dialect = find_dialect(text)
    rename(text, dialect)
    assert len(dialect.own) <= 20
    assert time.process_time() - started < 2
