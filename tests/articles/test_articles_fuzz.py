"""Do the rules of the reader hold on pages and texts that nobody thought of?"""

import contextlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tocsin.articles.clean import clean_body
from tocsin.articles.edges import cut_outside
from tocsin.articles.extract import extract_article
from tocsin.articles.page import open_page
from tocsin.articles.picker import list_lines
from tocsin.errors import ArticleError

PAGES = [path.read_bytes() for path in sorted((Path(__file__).parent.parent / "saved" / "pages").glob("*.html"))]
URL = "https://lantern.example/2026/01/patrol"
SPLICES = st.sampled_from(
    rb"""
    < > </div> <div> <!-- <p " &#1; <script> </html> <table><td> <br><br> <h1> <a/href= & ]]> <svg><p> <nav> <time>
    """.split()
) | st.sampled_from([b"\x08", b"\x00", b"\xff\xfe", b"\xed\xa0\x80"])
LINES = st.sampled_from(
    """
    Advertisement|By Ana Bo|Patrol crosses the river at dawn|18 January 2026|top of page|Read more: The ferry is late|
    The patrol crossed the river at dawn, and guns were heard, the ministry said.|Share|Related articles|12 min read|
    Comments (3)|© 2026 The Lantern. All rights reserved.|Ana Bo is a reporter in Dornava.|Reuters|bottom of page|
    A boatman said that nobody had come back with the ferry since the day before yesterday.|See also|Recent Posts|
    """.strip("\n ")
    .replace("\n", "")
    .split("|")
).map(str.strip)


@given(st.sampled_from(PAGES), st.lists(st.tuples(st.integers(0, 5_000), st.integers(0, 60), SPLICES), max_size=6))
@settings(max_examples=60, deadline=None)
def test_a_saved_page_cut_and_spliced_anywhere_gives_an_article_or_an_article_error(page, changes):
    for at, length, splice in changes:
        page = page[:at] + splice + page[at + length :]
    with contextlib.suppress(ArticleError):
        article = extract_article(page, url=URL)
        assert article.body
        assert "\x00" not in article.title + article.body


@given(st.lists(LINES | st.text(max_size=40), max_size=14).map("\n\n".join))
@settings(max_examples=200, deadline=None)
def test_to_clean_a_clean_text_may_take_lines_away_and_changes_none(text):
    title, byline = "Patrol crosses the river at dawn", "Ana Bo"
    once = clean_body(text, title=title, byline=byline)
    rest = iter(once.split("\n\n"))
    assert all(line in rest for line in clean_body(once, title=title, byline=byline).split("\n\n"))


@pytest.mark.parametrize("page", PAGES)
def test_the_body_of_a_saved_page_is_clean(page):
    try:
        article = extract_article(page, url=URL)
    except ArticleError:
        return
    assert clean_body(article.body, title=article.title, byline=article.byline) == article.body


@given(st.sampled_from(PAGES), st.data())
@settings(max_examples=60, deadline=None)
def test_what_is_cut_outside_leaves_lines_in_their_order(page, data):
    root = open_page(page.decode("utf-8", "replace"))
    shown = list_lines(root)
    lines = data.draw(st.lists(st.sampled_from(shown) | LINES, min_size=1, max_size=12))
    rest = iter(lines)
    assert all(line in rest for line in cut_outside("\n\n".join(lines), root).split("\n\n"))
