"""Is what a page says about its article found, in every way in which pages say it?"""

import json
import time
from datetime import UTC, datetime

import pytest

from tocsin.articles.bylines import clean_byline
from tocsin.articles.jsonld import read_linked_data
from tocsin.articles.metadata import complete, read_metadata
from tocsin.articles.page import open_page
from tocsin.articles.pictures import Picture

URL = "https://www.lantern.example/news/1?utm_source=rss"


def metadata_of(head="", body="<p>x</p>", url=URL):
    return read_metadata(open_page(f"<html lang='en'><head>{head}</head><body>{body}</body></html>"), url=url)


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        ("<title>Post shelled - The Lantern</title>", "<h1>Post shelled</h1>", "Post shelled"),
        (
            "<title>Post shelled - The Lantern</title><meta property='og:site_name' content='The Lantern'>",
            "",
            "Post shelled",
        ),
        ("<title>Iran - Pakistan: what next?</title>", "", "Iran - Pakistan: what next?"),
        ("<meta property='og:title' content='Post &amp;#8216;shelled&amp;#8217;'>", "", "Post ‘shelled’"),
        (
            "<meta property='og:title' content='Post at Dornava shelled'>",
            "<h1>Post at Dornava is shelled</h1>",
            "Post at Dornava is shelled",
        ),
        ("<meta property='og:title' content='Post shelled'>", "<h1>The Lantern</h1>", "Post shelled"),
        ("", "<h1>Post<br>shelled</h1>", "Post shelled"),
        ("", "<h1>Guns &amp;amp; shells</h1>", "Guns & shells"),
        (
            "<title>Guns are heard again in Dornava</title>",
            "<h1>The Lantern of Dornava valley</h1><h1>Guns are heard again in Dornava</h1>",
            "Guns are heard again in Dornava",
        ),
        (
            "<meta property='og:title' content='Dornava post shelled: what we know'>",
            "<h1>Dornava</h1>",
            "Dornava post shelled: what we know",
        ),
        (
            "<meta property='og:title' content='Dornava shelling explained | all you must know'>",
            "<h1>What we know about the shelling of a post at Dornava</h1>",
            "What we know about the shelling of a post at Dornava",
        ),
        ("", "", ""),
    ],
)
def test_title(head, body, title):
    assert metadata_of(head, body).title == title


@pytest.mark.parametrize(
    ("href", "url"),
    [
        ("/news/1", "https://www.lantern.example/news/1"),
        ("https://lantern.example/n/1", "https://lantern.example/n/1"),
        ("https://evil.test/news/1", "https://www.lantern.example/news/1"),
        ("https://www.lantern.example/", "https://www.lantern.example/news/1"),
        ("http://[broken", "https://www.lantern.example/news/1"),
        ("", "https://www.lantern.example/news/1"),
    ],
)
def test_canonical_link_is_trusted_within_its_publisher(href, url):
    assert metadata_of(f"<link rel='canonical' href='{href}'>").url == url


@pytest.mark.parametrize(
    ("head", "body", "published_at"),
    [
        (
            """<script type='application/ld+json'>
            {"@type": "NewsArticle", "headline": "Post shelled", "datePublished": "Mon, 2 Mar 2026 14:00 IST"}</script>
            <meta property='article:published_time' content='2026-03-01'>""",
            "",
            datetime(2026, 3, 2, 8, 30, tzinfo=UTC),
        ),
        (
            "<meta property='article:published_time' content='March 2, 2026 6:00 PM PKT'>",
            "<time datetime='2026-03-01'>x</time>",
            datetime(2026, 3, 2, 13, tzinfo=UTC),
        ),
        ("", "<time datetime='2026-03-02T13:45:00+01:00'>x</time>", datetime(2026, 3, 2, 12, 45, tzinfo=UTC)),
        ("", "<time>2 hours ago</time>", None),
    ],
)
def test_published_at(head, body, published_at):
    assert metadata_of(head, body).timing.published_at == published_at


def test_visible_lines_complete_what_is_missing():
    found = complete(
        metadata_of("<title>Post shelled | The Lantern</title>"),
        ["Home", "Post shelled", "By Nora Pfister", "Mar 3, 2026", "Artillery fired."],
    )
    assert (found.title, found.byline) == ("Post shelled", "Nora Pfister")
    assert (found.timing.published_at, found.timing.published_by) == (
        datetime(2026, 3, 3, tzinfo=UTC),
        "line under the headline",
    )


@pytest.mark.parametrize(
    ("text", "byline"),
    [
        ("By Nora Pfister", "Nora Pfister"),
        ("By Nora Pfister | 3 March 2026", "Nora Pfister"),
        ("Nora Pfister 03 March 2026 10:15 UTC", "Nora Pfister"),
        ("Submitted by press_office on Sun, 01/18/2026 - 09:30", "press_office"),
        ("Nora Pfister on", "Nora Pfister"),
        ("18 January 2026 09:30 | Nora Pfister", "Nora Pfister"),
        ("By NORA PFISTER and OTTO BRANDL, Staff Writers", "NORA PFISTER and OTTO BRANDL"),
        ("Nora Pfister ⋅ Border desk", "Nora Pfister"),
        ("Staff Writer", "Staff Writer"),
        ("Reuters", "Reuters"),
        ("https://lantern.example/people/1", ""),
        ("@lantern", ""),
        ("Written by", ""),
        ("Von Nora Pfister", "Nora Pfister"),
        ("Autor: Nora Pfister", "Nora Pfister"),
        ("记者 王明", "王明"),
        ("홍길동 기자", "홍길동"),
        ("", ""),
    ],
)
def test_clean_byline(text, byline):
    assert clean_byline(text) == byline


@pytest.mark.parametrize(
    ("head", "body", "byline"),
    [
        ("<meta name='author' content='The Lantern'>", "<p class='byline'>By Nora Pfister</p>", "Nora Pfister"),
        ("<meta name='author' content='Lantern'>", "<p class='byline'>By Nora Pfister</p>", "Nora Pfister"),
        ("<meta name='author' content='The Lantern'>", "<p>x</p>", "The Lantern"),
        ("<meta name='author' content='Otto Brandl'>", "<p class='byline'>By Nora Pfister</p>", "Otto Brandl"),
    ],
)
def test_a_person_comes_before_the_publisher(head, body, byline):
    site = "" if "'Lantern'" in head else "<meta property='og:site_name' content='The Lantern'>"
    assert metadata_of(f"{site}{head}", body).byline == byline


def test_a_person_in_the_lines_comes_before_the_publisher():
    head = "<title>Post shelled</title><meta name='author' content='Lantern'>"
    lines = ["Post shelled", "By Nora Pfister", "Artillery fired."]
    assert complete(metadata_of(head), lines).byline == "Nora Pfister"
    assert complete(metadata_of(head), lines[::2]).byline == "Lantern"


OTHER = (
    '{"@type": "NewsArticle", "headline": "Mill closes in Oberfeld", "author": "B", "publisher": "P",'
    ' "datePublished": "2020-01-01", "articleBody": "The mill."}'
)
OWN = "Post shelled at Dornava crossing"


@pytest.mark.parametrize(
    ("own", "title"),
    [
        ({"headline": OWN}, OWN),
        ({"headline": "Dornava crossing post is shelled"}, "Dornava crossing post is shelled"),
        ({"headline": "Guns", "url": "https://lantern.example/news/1/#article"}, "Guns"),
        ({"headline": "Guns", "@id": "https://www.lantern.example/news/1?utm_source=x"}, "Guns"),
        ({"headline": "Guns", "mainEntityOfPage": "http://www.lantern.example/news/1"}, "Guns"),
        ({"headline": "Guns", "mainEntityOfPage": {"@id": "http://www.lantern.example/news/1"}}, "Guns"),
        ({"@type": "WebSite", "name": "The Lantern"}, ""),
    ],
)
def test_linked_data_of_another_article_is_left(own, title):
    script = json.dumps({"@type": "NewsArticle", **own})
    for scripts in ([OTHER, script], [script, OTHER], [f'{{"@graph": [{OTHER}, {script}]}}']):
        found = read_linked_data(scripts, headings=[OWN], titles=[f"{OWN} | The Lantern"], url=URL)
        assert (found.title, found.byline) == (title, "")


@pytest.mark.parametrize(
    ("headings", "titles"),
    [([], ["The Lantern"]), (["The Lantern"], ["The Lantern"]), ([OWN], ["The Lantern"]), ([], [OWN]), ([], [])],
)
def test_linked_data_is_believed_where_heading_and_title_do_not_agree(headings, titles):
    assert read_linked_data([OTHER], headings=headings, titles=titles, url=URL).byline == "B"


@pytest.mark.parametrize(
    "element", ["<div><h1>guns ", "<div><span class='byline'>By A ", "<div><b itemprop='author'>A "]
)
def test_elements_that_hold_the_whole_page_many_deep_are_quick(element):
    started = time.process_time()
    metadata_of(body=f"{element * 100}{'river ' * 300_000}")
    assert time.process_time() - started < 2


def test_choosing_among_many_articles_is_quick():
    scripts = [f"[{','.join([OTHER] * 400)}]"] * 20
    started = time.process_time()
    read_linked_data(scripts, headings=["guns " * 5000] * 400, titles=["river " * 5000] * 6, url=URL)
    assert time.process_time() - started < 2


@pytest.mark.parametrize(
    ("script", "title", "byline"),
    [
        ('{"@type": "NewsArticle", "headline": "T", "author": "A"}', "T", "A"),
        ('[{"@type": ["NewsArticle"], "headline": "T", "author": [{"name": "A"}, {"name": "B"}]}]', "T", "A, B"),
        (
            '{"@graph": [{"@type": "Person", "@id": "#a", "name": "A"},'
            ' {"@type": "Article", "headline": "T", "author": {"@id": "#a"}}]}',
            "T",
            "A",
        ),
        ('{"@type": "NewsArticle", "headline": "T", "author": {"name": ["A"]},}', "T", "A"),
        ('<!-- {"@type": "NewsArticle", "headline": "T\n"} -->', "T", ""),
        ('{"@type": "WebPage", "mainEntity": {"@type": "http://schema.org/NewsArticle", "headline": "T"}}', "T", ""),
        ('{"@type": "WebSite", "name": "T"}', "", ""),
        ('{"@type": "NewsArticle", "headline": 7, "author": [null, 3]}', "", ""),
        ("{broken", "", ""),
        ("[" * 100_000, "", ""),
    ],
)
def test_linked_data(script, title, byline):
    found = read_linked_data([script])
    assert (found.title, found.byline) == (title, byline)


ARTICLE = {
    "@type": "NewsArticle",
    "headline": OWN,
    "datePublished": "2026-03-02T18:00:00+05:00",
    "dateModified": "2026-03-02T20:00:00+05:00",
    "articleSection": ["Border", "World"],
    "sourceOrganization": {"@type": "Organization", "name": "Agence France-Presse"},
    "image": [{"@type": "ImageObject", "url": "/pictures/post-1200x800.jpg", "caption": "Smoke over the post"}],
}


def test_what_json_ld_says_comes_first_and_each_time_with_its_source():
    head = (
        f"<script type='application/ld+json'>{json.dumps(ARTICLE)}</script>"
        "<meta property='article:published_time' content='2026-03-01'><meta property='article:section' content='Other'>"
        "<meta property='og:image' content='https://lantern.example/other.jpg'>"
    )
    found = metadata_of(head, f"<h1>{OWN}</h1>")
    assert (found.timing.published_at, found.timing.published_by) == (datetime(2026, 3, 2, 13, tzinfo=UTC), "json-ld")
    assert (found.timing.modified_at, found.timing.modified_by) == (datetime(2026, 3, 2, 15, tzinfo=UTC), "json-ld")
    assert (found.section, found.agency) == ("Border", "AFP")
    assert found.picture == Picture("https://www.lantern.example/pictures/post-1200x800.jpg", "Smoke over the post")


def test_meta_tags_come_next():
    head = (
        "<meta property='article:published_time' content='2026-03-02T12:00Z'>"
        "<meta property='article:section' content='Border'>"
        "<meta property='article:modified_time' content='2026-03-02T14:00Z'><meta name='author' content='dpa'>"
    )
    found = metadata_of(head)
    assert (found.timing.published_by, found.timing.modified_by) == (
        "meta article:published_time",
        "meta article:modified_time",
    )
    assert (found.section, found.agency) == ("Border", "dpa")


@pytest.mark.parametrize(
    ("lines", "byline", "agency", "place"),
    [
        (["Post shelled", "Written by", "Nora Pfister", "x"], "Nora Pfister", "", ""),
        (["Post shelled", "Автор: Нора Пфистер", "x"], "Нора Пфистер", "", ""),
        (["Post shelled", "Nora Pfister, Reuters", f"DORNAVA (AP) — {'Guns fired. ' * 9}"], "", "AP", "DORNAVA"),
        (
            ["Post shelled", "By Nora Pfister", "Guns fired.", "With files from The Canadian Press"],
            "Nora Pfister",
            "The Canadian Press",
            "",
        ),
        (["Post shelled", f"{'Guns fired. ' * 9}"], "", "", ""),
    ],
)
def test_lines_tell_who_wrote_and_where(lines, byline, agency, place):
    found = complete(metadata_of("<title>Post shelled</title>"), lines)
    assert (found.byline, found.agency, found.place) == (byline, agency, place)


def test_day_and_month_stand_as_the_pages_language_writes_them():
    lines = ["Puesto bombardeado", "Publicado: 03/04/2026 09:30"]
    page = "<html lang='{}'><head><title>Puesto bombardeado</title></head><body><p>x</p></body></html>"
    told = [
        complete(read_metadata(open_page(page.format(code)), url=URL), lines).timing.published_at
        for code in ("es", "en")
    ]
    assert told == [datetime(2026, 4, 3, 9, 30, tzinfo=UTC), None]


def test_an_author_class_with_the_tail_of_a_css_module():
    assert metadata_of(body="<span class='block_authorName__N6j3Y'>Nora Pfister</span>").byline == "Nora Pfister"
