"""When readers differ, whom do we believe?"""

from dataclasses import replace
from html import unescape

import pytest

from tocsin.articles.metadata import read_metadata
from tocsin.articles.page import open_page
from tocsin.articles.readers import find_medoid, is_cut_short, overlap, read_body, read_broadly, read_strictly, unmarked

ONE = "Artillery fired from across the river hit the customs post at Dornava before dawn."
TWO = "The crossing was closed until further notice and the buses turned back at the bridge."
AD = "Save thirty percent on winter tyres today only in all of our many shops."


@pytest.mark.parametrize(
    ("readings", "expected"),
    [
        ({"a": f"{ONE} {TWO} {AD}", "b": f"{ONE} {TWO}", "c": ONE}, "b"),
        ({"a": ONE, "b": ONE, "c": AD}, "a"),
        ({"a": "", "b": "", "c": ONE}, "c"),
        ({"a": "", "b": ""}, "a"),
    ],
)
def test_find_medoid(readings, expected):
    assert find_medoid(readings) == expected


@pytest.mark.parametrize(
    ("one", "other", "cut"),
    [
        (ONE, f"{ONE} {TWO} {AD}", True),
        (ONE, f"{ONE} {TWO[:20]}", False),
        (ONE, f"{TWO} {AD} {TWO}", False),
        ("", ONE, False),
    ],
)
def test_is_cut_short(one, other, cut):
    assert is_cut_short(one, other) is cut


def test_overlap():
    assert overlap(ONE, ONE.upper()) == 1
    assert overlap(ONE, AD) == overlap("", "") == 0


@pytest.mark.parametrize(
    "word",
    [
        "گروه\u200cهای مسلح",
        "श्री\u200dलंका",
        "(\u200fصور\u200e)",
        "&#8204;می&zwnj;شود",
        "joined\u200c &#1;&#12; controls",
    ],
)
@pytest.mark.parametrize("read", [read_broadly, read_strictly])
def test_joiners_and_direction_marks_are_spelling(read, word):
    page = f"<html><body><article><p>{ONE} {word} {TWO}</p><p>{TWO} <b>{ONE}</b> {word}</p></article></body></html>"
    marks = [sign for sign in unescape(word) if sign in "\u200c\u200d\u200e\u200f"]
    assert [sign for sign in read(open_page(page)) if sign in "\u200c\u200d\u200e\u200f"] == marks * 2


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        (f"{ONE}\n{TWO}", f"{ONE}\n{TWO}"),
        (f"<p>{ONE}</p>\n<p>{TWO}</p>", f"{ONE}\n{TWO}"),
        (f"{ONE}<br /><br />{TWO}", f"{ONE}\n{TWO}"),
        (f"{ONE}\n<a href='/d'>Dornava</a> &amp; all", f"{ONE}\nDornava & all"),
        ("The minister&#39;s men &lt;p&gt;said&lt;/p&gt;", "The minister's men\nsaid"),
        ("&lt;p&gt;The minister&amp;#8217;s men&lt;/p&gt;", "The minister’s men"),
        ("<p>Nine<script>track()</script> dead</p>", "Nine dead"),
        ("Losses of 5 < 6 & more", "Losses of 5 < 6 & more"),
        ("", ""),
    ],
)
def test_unmarked(text, plain):
    assert unmarked(text) == plain


STORY = " ".join(f"Shell number {n} fell on the quay, {n} minutes past noon, and hurt nobody." for n in range(1, 21))
TEASER = "<p>Shells fell on Dornava, officials said on Tuesday.</p>"


@pytest.mark.parametrize(
    ("shown", "told", "is_free", "is_told"),
    [
        ("<p>Loading…</p>", STORY, None, True),
        ("", STORY, False, True),
        (TEASER, STORY, None, True),
        (TEASER, STORY, False, False),
        (f"<p>{STORY[:600]}</p>", STORY, True, True),
        (f"<p>{STORY[:600]} {TWO}</p>", f"{AD} {AD} {STORY[600:]}", True, False),
        (f"<p>{STORY}</p><p>{AD}</p>", ONE, None, False),
    ],
)
def test_the_publishers_own_text_is_taken_where_the_page_shows_less(shown, told, is_free, is_told):
    text = f"<html><body><article>{shown}</article></body></html>"
    metadata = replace(read_metadata(open_page(text), url="https://lantern.example/1"), body=told, is_free=is_free)
    assert (read_body(text, open_page(text), metadata).method == "json-ld") is is_told
