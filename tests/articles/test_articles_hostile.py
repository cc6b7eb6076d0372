"""Does a page that is made to hurt its reader end soon, and a large page of a real newsroom not?"""

import pytest
from bombs import BOMBS, HEAVY, LINE, STORY, a_page

from tocsin.articles.extract import extract_article
from tocsin.errors import ArticleError, ReaderKilled
from tocsin.sandbox import Sandbox

URL = "https://lantern.example/2026/01/patrol"
# What takes lxml or trafilatura time that grows with the square of its size; the child is there for these.
KILLERS = {"300,000 attributes", "inline tags in one line", "links in one line"}


@pytest.fixture(scope="module")
def sandbox():
    with Sandbox() as box:
        yield box


@pytest.mark.parametrize("name", sorted(BOMBS.keys() - KILLERS - HEAVY))
def test_a_bomb_is_read_or_refused_and_kills_nobody(sandbox, name):
    try:
        article = sandbox.call(extract_article, BOMBS[name](), url=URL)
    except ArticleError:
        return
    assert 0 < len(article.body) <= 500_000
    assert len(article.title) <= 300


@pytest.mark.parametrize("name", sorted(KILLERS))
def test_what_kills_a_reader_is_told_and_the_next_page_is_read(name):
    with Sandbox(cpu_seconds=1) as box:
        with pytest.raises(ReaderKilled, match="CPU"):
            box.call(extract_article, BOMBS[name](), url=URL)
        assert box.call(extract_article, a_page(), url=URL).body.count("\n\n") == 11


@pytest.mark.parametrize("name", ["spans in nested boxes", "text in nested furniture", "nested rows of teasers"])
def test_a_page_that_holds_too_much_too_deep_is_refused_at_once(sandbox, name):
    with pytest.raises(ArticleError, match="too deep"):
        sandbox.call(extract_article, BOMBS[name](), url=URL)


def test_no_entity_is_opened_and_no_file_read(sandbox, tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("the secret of the house")
    declared = f'<!DOCTYPE html [<!ENTITY a SYSTEM "file://{secret}"><!ENTITY b "bomb">]>'
    page = declared.encode() + a_page("<p>&a; and &b; were named by the page, which is none of our concern.</p>")
    article = sandbox.call(extract_article, page, url=URL)
    assert "secret of the house" not in repr(article)
    assert "bomb" not in article.body


def _nested_comments(depth: int) -> str:
    comment = "<div class=comment><div class=meta><a href=/u>Reader</a></div><div class=text><p>I doubt it.</p></div>"
    return comment * depth + "</div>" * depth


LARGE = {
    "a live blog": "".join(
        f"<section class=post id=p{n}><header><time datetime=2026-01-18T{n % 24:02}:00Z>{n % 24}:00</time><h3>Report "
        f"{n} of the day</h3></header><div class=text><p>{LINE}It was report {n}.</p><p>{LINE * 3}</p></div>"
        f"<footer><a href=#p{n}>Link</a><button>Share</button></footer></section>"
        for n in range(800)
    ),
    "a thread of 2,000 comments": "<div id=comments>" + _nested_comments(25) * 80 + "</div>",
    "menus of 6,000 links": "".join(
        f"<nav><ul>{''.join(f'<li><a href=/s/{m}/{n}>Section {n}</a></li>' for n in range(100))}</ul></nav>"
        for m in range(60)
    ),
    "2,000 teasers": "".join(
        f"<article class=card><div><a href=/n/{n}><img src=/i/{n}.jpg><h3>Another story of the day, number {n}</h3></a>"
        f"<p>What it says in a line or two, so that readers go on.</p></div></article>"
        for n in range(2_000)
    ),
    "a table of results": "<table>"
    + "".join(f"<tr><td>District {n}</td><td>{n}</td><td>{n * 7}</td><td>{n % 100} %</td></tr>" for n in range(2_500))
    + "</table>",
    "2 MB of state": f"<script>window.state = {{'stories': '{'x' * 1_900_000}'}}</script>"
    + "<div><i></i></div>" * 4_000,
    "boxes in boxes": ("<div>" * 40 + "<span>x</span>" * 20 + "</div>" * 40) * 150,
}


@pytest.mark.parametrize("name", LARGE)
def test_a_large_page_of_a_newsroom_is_read(sandbox, name):
    """One or two megabytes, or 10,000 elements: more than newsrooms serve."""
    article = sandbox.call(extract_article, a_page(LARGE[name]), url=URL)
    assert "Patrol number 1 crossed the river" in article.body
    assert "Patrol number 12 crossed the river" in article.body


@pytest.mark.parametrize("control", ["\x08", "&#1;", "&#x1F", "&#00000000000000002;", "\uffff", "&#xfffe;", "&#\x011;"])
def test_control_characters_cost_no_page(control):
    """lxml gives them out but refuses to take them back: the page was lost where one stood before a dropped box."""
    page = a_page(story=STORY.replace("Dornava", f"Dor{control}nava") + f"<p>{control}<nav>x</nav>{control}</p>")
    article = extract_article(page, url=URL)
    assert "Patrol number 12" in article.body
    assert not set(article.body) & {chr(point) for point in range(32) if chr(point) != "\n"}
