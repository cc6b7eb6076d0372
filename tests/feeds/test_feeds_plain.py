"""How does markup read as plain text?"""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.feeds.plain import MAX_TEXT, plain_line, plain_text


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<b>Bold</b> move", "Bold move"),
        ("AT&amp;T", "AT&T"),
        ("AT&amp;amp;T", "AT&amp;T"),
        ("&lt;b&gt; is a tag", "<b> is a tag"),
        ("5 < 6 > 4", "5 < 6 > 4"),
        ("<!channel> <@U1>", "<!channel> <@U1>"),
        ("a < b and c > d", "a < b and c > d"),
        ("Smith <smith@wire.example> resigns", "Smith <smith@wire.example> resigns"),
        ("9 <civilians> died", "9 <civilians> died"),
        ("a <gallery>b</gallery> <o:p>c</o:p> <amp-img src=x>d", "a b c d"),
        ("a <widget id=1>b", "a b"),
        ("Iran --> Iraq", "Iran --> Iraq"),
        ("<![CDATA[Iran fires]]>", "Iran fires"),
        ("R&D, ?a=1&copy=2 &copy; &apos;", "R&D, ?a=1&copy=2 © '"),
        ("a<script>alert('<b>')</script>b", "ab"),
        ("a<style>p > b {}</style>b<!-- c > d -->e", "abe"),
        ("a <script>never closed", "a"),
        ("a <!-- never closed", "a"),
        ("caf&eacute;&nbsp;noir", "café noir"),
        ("<p>One.</p><p>Two.</p>", "One.\n\nTwo."),
        ("<p>One\nline.</p>\n\n\n<p>Two<br>lines.</p>", "One line.\n\nTwo\nlines."),
        ("<ul><li>a</li><li>b</li></ul>", "a\n\nb"),
        ("No markup.\n\nTwo paragraphs.", "No markup.\n\nTwo paragraphs."),
        ("tab\tand\x00nul\x1b\ufffe\uffff", "tab andnul"),
        ("זהו <i>טקסט</i> 中文", "זהו טקסט 中文"),
        ("👩‍👩‍👧 <b>x</b>", "👩‍👩‍👧 x"),
    ],
)
def test_plain_text(markup, text):
    assert plain_text(markup) == text


def test_plain_words_are_left_as_they_are():
    assert plain_line("a <b> &amp; c", is_html=False) == "a <b> &amp; c"


@pytest.mark.parametrize(
    "unit", ["<", "<a ", "<!--", "<script>", "&", "&#", "<p>", "\n ", "</", "<a href='", "<x>", "</x>", "]]>"]
)
def test_hostile_markup_ends_at_once(unit):
    started = time.process_time()
    assert len(plain_text(unit * 300_000)) <= MAX_TEXT
    assert time.process_time() - started < 1


@given(st.text(max_size=300))
def test_no_markup_and_no_controls_are_left(text):
    line = plain_line(f"<p>{text}</p>")
    assert line == " ".join(line.split())
    line.encode()
