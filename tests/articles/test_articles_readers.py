"""What does each reader take for the body of a page, and what does it do to its characters?"""

from html import unescape

import pytest

from tocsin.articles.page import open_page
from tocsin.articles.readers import read_broadly, read_by_weight, read_strictly, unmarked

ONE = "Artillery fired from across the river hit the customs post at Dornava before dawn."
TWO = "The crossing was closed until further notice and the buses turned back at the bridge."


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
@pytest.mark.parametrize("read", [read_broadly, read_strictly, read_by_weight])
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
