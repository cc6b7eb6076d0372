"""What do we put right in a document before it is parsed, and what do we leave?"""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from tocsin.feeds.mend import mend
from tocsin.feeds.parse import parse_feed


def a_feed(item, *, head=""):
    return f'{head}<rss version="2.0"><channel><title>Wire</title><item>{item}</item></channel></rss>'


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("AT&T deal and Q&A", "AT&T deal and Q&A"),
        ("Iran & Iraq <3", "Iran & Iraq <3"),
        ("a < b, 5 <6, <!channel>", "a < b, 5 <6, <!channel>"),
        ("Caf&eacute; raid &mdash; 9 dead", "Café raid — 9 dead"),
        ("&copy 2026 &unheard; &#8217;&#x2019;&#11;&#0;", "&copy 2026 &unheard; ’’\ufffd"),
        ("<![CDATA[AT&T & caf&eacute; a < b]]>", "AT&T & café a < b"),
        ("<![CDATA[A]]> and <!-- <b> & --> <![CDATA[B]]>", "A and B"),
        ("&lt;b&gt;Iran&lt;/b&gt; &amp;amp; Iraq", "Iran & Iraq"),
        ("Iran\x0b\x01 fires", "Iran fires"),
    ],
)
@pytest.mark.parametrize(
    "head", ["", '<?xml version="1.0"?><!DOCTYPE rss PUBLIC "-//DTD" "http://dtd.example/rss.dtd">']
)
def test_titles_stay_what_their_writer_meant(written, read, head):
    feed = parse_feed(a_feed(f"<title>{written}</title>", head=head).encode(), url="")
    assert feed.entries[0].title == read


def test_a_bare_ampersand_in_a_link_is_no_entity():
    link = "https://wire.example/x?a=1&b=2&copy=3&amp;d=4"
    for item in (f"<title>A</title><link>{link}</link>", f'<title>A</title><link href="{link}"/>'):
        assert parse_feed(a_feed(item).encode(), url="").entries[0].url == link.replace("&amp;", "&")


def test_entities_that_a_document_declares_are_never_expanded():
    doctype = '<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;"> ]>'
    feed = parse_feed(a_feed("<title>x &b;</title>", head=doctype).encode(), url="")
    assert feed.entries[0].title == "x &b;"


def test_a_doctype_that_an_entry_quotes_stays():
    feed = parse_feed(
        a_feed("<title>A</title><description><![CDATA[<!DOCTYPE html> is a word]]></description>").encode(), url=""
    )
    assert feed.entries[0].summary == "<!DOCTYPE html> is a word"


@pytest.mark.parametrize(
    ("document", "faults"),
    [
        ('<?xml version="1.0"?><!DOCTYPE r><r><!-- & --><![CDATA[&]]>&amp;&#233;&lt;</r>', 0),
        ("<r>&</r>", 1),
        ("<r>&eacute;\x00</r>", 2),
        ("<r>&unheard; < 3</r>", 2),
    ],
)
def test_what_had_to_be_put_right_is_counted(document, faults):
    assert mend(document).faults == faults


def test_what_was_put_right_is_told():
    assert "put right in 2 places" in parse_feed(a_feed("<title>Q&A & B</title>").encode(), url="").notes[0]


@given(st.text(alphabet="<>&;!-[]?/#x1aCDT \x00é'\"", max_size=200))
def test_a_mended_text_is_xml_but_for_its_tags(text):
    mended = mend(f"<r>{text}</r>").text
    etree.fromstring(f"<r>{mended.replace('<', '&lt;')}</r>")


@pytest.mark.parametrize(
    "unit",
    [
        "<!--",
        "<![CDATA[",
        "<!DOCTYPE [",
        "<!DOCTYPE",
        "&",
        "&#",
        "&a",
        "<",
        "<?",
        "</",
        "]]>",
        "&eacute;",
        "<![CDATA[x]]>",
    ],
)
def test_hostile_signs_end_at_once(unit):
    started = time.process_time()
    mend("<r>" + unit * (400_000 // len(unit)))
    mend(unit * (400_000 // len(unit)))
    assert time.process_time() - started < 3
