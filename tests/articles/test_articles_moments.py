"""Is the date of the page's own article found among those of others?"""

import time
from datetime import UTC, datetime

import pytest

from tocsin.articles.moments import UPDATE_METAS, find_meta_moment, read_marked
from tocsin.articles.page import open_page

TITLE = "Post shelled"
OWN = datetime(2026, 3, 2, 12, 45, tzinfo=UTC)
TIME = "<time datetime='2026-03-02T13:45:00+01:00'>x</time>"
OTHER = "<time datetime='2019-05-05T00:00:00Z'>2019</time>"
LATER = "datetime='2026-03-04T08:00:00Z'>x</time>"


def marked(body, title=TITLE):
    return read_marked(open_page(f"<html><body>{body}</body></html>"), title=title)


def moment_of(body, title=TITLE):
    return marked(body, title).published_at


@pytest.mark.parametrize(
    ("body", "moment"),
    [
        (TIME, OWN),
        ("<span itemprop='datePublished' content='2026-03-02T12:45Z'></span>", OWN),
        ("<meta itemprop='datePublished' content='2026-03-02T12:45Z'>", OWN),
        ("<abbr class='published' title='2026-03-02T04:45:00-08:00'>4:45 AM</abbr>", OWN),
        ("<abbr itemprop='datePublished' title='2026-03-02T04:45:00-08:00'>4:45 AM</abbr>", OWN),
        ("<time>March 2, 2026 at 12:45 p.m. UTC</time>", OWN),
        ("<time>Published on March 2, 2026 at 12:45 p.m. UTC</time>", OWN),
        ("<time>2 hours ago</time>", None),
        ("<time datetime='nonsense'></time>", None),
    ],
)
def test_how_a_moment_is_marked(body, moment):
    assert moment_of(body) == moment


@pytest.mark.parametrize(
    "body",
    [
        f"<aside><a href='/a'>Mill closes</a>{OTHER}</aside><article><h1>{TITLE}</h1>{TIME}</article>",
        f"<div><a href='/a'>Mill closes</a>{OTHER}</div><div><div><h1>{TITLE}</h1></div>{TIME}</div>",
        f"<div>{TIME}<h1>{TITLE}</h1></div><div>{OTHER}</div>",
        f"<h1>The Lantern</h1>{OTHER}<div><h2>{TITLE}</h2>{TIME}</div>",
        f"<div><div><h1>{TITLE}</h1></div><div class='most-read'>{OTHER}</div></div><p>{TIME}</p>",
        f"<div class='with-sidebar'><h1>{TITLE}</h1>{TIME}</div><div id='comments'>{OTHER}</div>",
        f"<h1>{TITLE}</h1><time class='updated' {LATER}<time class='published updated'{TIME[5:]}",
        f"<h1>{TITLE}</h1><p>Updated <time {LATER} Published {TIME}</p>",
        f"<h1>{TITLE}</h1><p><span>Last modified</span> <time {LATER}</p>{TIME}",
        f"<h1>{TITLE}</h1><time itemprop='dateModified' {LATER}{TIME}",
    ],
)
def test_the_articles_own_moment_is_taken(body):
    assert moment_of(body) == OWN


def test_an_update_is_better_than_nothing():
    assert moment_of(f"<h1>{TITLE}</h1><time class='updated' {LATER}") == datetime(2026, 3, 4, 8, tzinfo=UTC)


def test_without_a_headline_the_first_is_taken():
    assert moment_of(f"<div>{TIME}</div><div>{OTHER}</div>", title="") == OWN


def test_meta_tags_are_read_in_our_order_and_the_unreadable_left():
    metas = {"pubdate": "2026-03-02T12:45Z", "date": "today", "article:modified_time": "2026-03-04T08:00Z"}
    assert find_meta_moment(metas) == ("pubdate", OWN)
    assert find_meta_moment(metas, UPDATE_METAS) == ("article:modified_time", datetime(2026, 3, 4, 8, tzinfo=UTC))
    assert find_meta_moment({}) is None


@pytest.mark.parametrize(
    ("body", "modified_at"),
    [
        (f"<h1>{TITLE}</h1>{TIME}<time class='updated' {LATER}", datetime(2026, 3, 4, 8, tzinfo=UTC)),
        (
            f"<h1>{TITLE}</h1>{TIME}<meta itemprop='dateModified' content='2026-03-04T08:00Z'>",
            datetime(2026, 3, 4, 8, tzinfo=UTC),
        ),
        (f"<h1>{TITLE}</h1>{TIME}<aside><time class='updated' {LATER}</aside>", None),
        (f"<h1>{TITLE}</h1>{TIME}", None),
    ],
)
def test_the_last_change_is_told_apart_from_publication(body, modified_at):
    assert marked(body).published_at == OWN
    assert marked(body).modified_at == modified_at


def test_many_marks_round_a_whole_page_are_quick():
    page = f"{'<div><h1><time>' * 80}{'<time>guns on the river </time>' * 20_000}"
    started = time.process_time()
    moment_of(page)
    assert time.process_time() - started < 3
