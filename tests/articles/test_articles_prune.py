"""Does furniture go, and does the story stay, whatever they are called?"""

import time

import pytest

from tocsin.articles.page import open_page, text_of
from tocsin.articles.picker import pick_body
from tocsin.articles.prune import drop_comments, prune

FIRST = "Artillery fired from across the river hit the customs post at Dornava before dawn on Tuesday."
LAST = "The crossing was closed until further notice, and the buses turned back at the bridge."
STORY = f"<p>{FIRST}</p><p>{LAST}</p>"


def pruned(html, title=""):
    root = open_page(f"<html><body>{html}</body></html>")
    prune(root, title=title)
    return root


@pytest.mark.parametrize(
    "furniture",
    [
        "<nav>Somewhere else</nav>",
        "<header><b>The Lantern</b></header>",
        '<div class="share-bar">Share</div>',
        '<div class="sc-1x RelatedStories__list">Elsewhere</div>',
        '<div id="cookieBanner">We use them</div>',
        '<div role="dialog">We use them</div>',
        "<section><h3>Related articles</h3><p>The mill will close.</p></section>",
        "<div><h3>Comments (3)</h3><div>patriot77 <p>Invade now!</p></div></div>",
        '<div><span>Advertisement</span><a href="/x">Save on tyres</a></div>',
        '<p><strong>Read also:</strong> <a href="/x">The mill</a></p>',
        "<div><p>We store cookies on your device.</p><button>Accept all</button></div>",
        '<div><p>We store cookies on your device.</p><a href="#">I agree</a></div>',
        "".join(f'<li><a href="/{n}">A headline of some length {n}</a><p>And a summary.</p></li>' for n in range(3)),
    ],
)
def test_furniture_goes(furniture):
    assert text_of(pruned(f"<div>{STORY}</div>{furniture}")) == f"{FIRST}{LAST}"


@pytest.mark.parametrize(
    "html",
    [
        f'<div class="related ad comments">{STORY}</div>',
        f'<form class="newsletter">{STORY}</form>',
        f'<div id="a3ad5f">{STORY}</div>',
        f'<article class="post tag-navy comments-open">{STORY}</article>',
        f"<article><header><h1>Title</h1></header>{STORY}</article>",
    ],
)
def test_the_story_stays(html):
    assert FIRST in text_of(pruned(html))


@pytest.mark.parametrize(
    "paragraph",
    [
        "<p><b>Related</b> attacks were reported in the south.</p>",
        "<p><b>Comments</b> by the minister were not taken lightly.</p>",
        "<div><em>Watch</em> towers along the river were manned.</div>",
        '<li><a href="/s">Support</a> for the president has grown.</li>',
    ],
)
def test_a_sentence_that_opens_like_a_label_stays(paragraph):
    root = pruned(f"<div>{STORY}{paragraph}</div>")
    assert text_of(open_page(paragraph)) in text_of(root)


def test_what_stands_above_the_headline_goes():
    html = f"<div><div>Capital Wire</div><div>Breaking: mill closes</div></div><div><h1>Post shelled</h1>{STORY}</div>"
    assert text_of(pruned(html, "Post shelled")) == f"{FIRST}{LAST}"
    assert "Breaking" in text_of(pruned(html, "Another title"))


def test_headlines_that_hold_the_whole_page_many_deep_are_quick():
    started = time.process_time()
    pruned(f"{'<div><h1>guns ' * 100}{'river ' * 300_000}", "guns")
    assert time.process_time() - started < 3


def test_a_headline_over_two_lines_is_found():
    html = f"<div>Breaking: mill closes</div><div><h1>Post<br>shelled</h1>{STORY}</div>"
    assert text_of(pruned(html, "Post shelled")) == f"{FIRST}{LAST}"


def test_layout_tables_become_paragraphs():
    html = f"<table><tr><td>Menu</td><td>{FIRST}<br><br>{LAST * 5}<br><br>{FIRST} Again.</td></tr></table>"
    root = pruned(html)
    assert [text_of(p) for p in root.iter("p")] == [FIRST, LAST * 5, f"{FIRST} Again."]
    assert root.find(".//table") is None


def test_data_tables_stay():
    assert pruned(f"{STORY}<table><tr><td>Dead</td><td>9</td></tr></table>").find(".//td") is not None


def test_picker_reads_bare_line_breaks():
    root = pruned(f"<div><a href='/'>Home</a> <a href='/s'>Sport</a></div><td>{FIRST}<br><br>{LAST}</td>")
    assert pick_body(root).split("\n\n") == [FIRST, LAST]


def test_picker_finds_nothing_on_a_page_of_links():
    links = "".join(
        f'<li><a href="/{n}">A linked headline of more than sixty characters, number {n}</a></li>' for n in range(20)
    )
    assert pick_body(open_page(f"<ul>{links}</ul>")) == ""


def test_a_story_in_many_blocks_of_one_furniture_name_stays():
    blocks = "".join(f'<div class="share-item"><p>{FIRST} {n}</p></div>' for n in range(6))
    assert f"{FIRST} 5" in text_of(pruned(blocks))


WORD = "Shells fell on the quay at noon, the harbour said, and nobody was hurt by any of them. "


@pytest.mark.parametrize(
    ("mark", "is_dropped"),
    [
        ("class='comment-list'", True),
        ("id='comentarios_lectores'", True),
        ("class='usercomment'", True),
        ("class='commentary'", False),
    ],
)
def test_readers_words_go_though_they_are_more_than_the_story(mark, is_dropped):
    root = open_page(
        f"<html><body><div><p>{WORD * 4}</p></div><div {mark}><p>{'I say no. ' * 900}</p></div></body></html>"
    )
    drop_comments(root)
    assert ("I say no" not in text_of(root)) is is_dropped
    assert WORD.strip() in text_of(root)


def test_a_page_whose_text_is_all_marked_as_comments_is_left_as_it_is():
    root = open_page(f"<html><body><p>Home</p><div class='comments'><p>{WORD * 9}</p></div></body></html>")
    drop_comments(root)
    assert WORD.strip() in text_of(root)


@pytest.mark.parametrize(
    ("paragraph", "kept"),
    [
        (f"<p>{WORD}Analysts of <a class='tag'>Merrow Watch</a> counted six.</p>", True),
        (f"<p><span class='timestamp'>Updated: 3 March</span> {WORD}</p>", False),
        ("<p><a class='tag'>Merrow</a></p>", False),
    ],
)
def test_a_marked_word_in_the_middle_of_a_sentence_is_part_of_it(paragraph, kept):
    root = open_page(f"<html><body><div><p>{WORD * 4}</p>{paragraph}</div></body></html>")
    prune(root)
    assert any(word in text_of(root) for word in ("Merrow", "Updated")) is kept
