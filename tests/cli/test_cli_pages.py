"""Is a page read wherever it lies, and each page of a list answered in its place?"""

import gzip
import json

import pytest

from servers import Newspaper, Page, moved

PARAGRAPHS = (
    "The council of the river town voted on Tuesday evening to repair the old bridge, which has been closed "
    "to traffic since the floods of last spring, and to pay for the work from the reserve.",
    "Members said that the work would begin in the summer and would take about nine months, during which a "
    "ferry would carry people and goods across the river at no charge to residents.",
)
PAGE = (
    "<html lang='en'><head><title>Town votes to repair bridge</title>"
    "<meta property='article:published_time' content='2026-03-14T12:00:00Z'></head>"
    f"<body><article><h1>Town votes to repair bridge</h1>{''.join(f'<p>{each}</p>' for each in PARAGRAPHS)}"
    "</article></body></html>"
).encode()


def test_a_page_on_the_web_is_read_politely(tocsin, monkeypatch):
    with Newspaper() as newspaper:
        monkeypatch.setenv("TOCSIN_ALLOW_HOSTS", newspaper.host)
        newspaper.pages["/robots.txt"] = b"User-agent: *\nDisallow: /private"
        newspaper.pages["/old"] = moved("/bridge", 301)
        newspaper.pages["/bridge"] = Page(PAGE, headers={"Content-Type": "text/html"})
        said = tocsin("read", newspaper.url("/old"))
        denied = tocsin("read", newspaper.url("/private/1"))

    assert said.code == 0
    assert said.document["url"] == newspaper.url("/bridge")
    assert said.document["title"] == "Town votes to repair bridge"
    assert said.document["published_at"] == "2026-03-14T12:00:00+00:00"
    assert PARAGRAPHS[1] in said.document["body"]
    assert (denied.code, denied.out) == (1, "")
    assert "robots.txt" in denied.err


def test_a_private_address_is_never_fetched(tocsin):
    said = tocsin("read", "http://127.0.0.1:9/")

    assert (said.code, said.out) == (1, "")
    assert said.err.count("\n") == 1


@pytest.mark.parametrize("packed", [False, True])
def test_a_page_in_a_file_is_read(tocsin, tmp_path, packed):
    (tmp_path / "page").write_bytes(gzip.compress(PAGE) if packed else PAGE)
    said = tocsin("read", "page", "--url", "https://river.example/bridge")

    assert said.document["url"] == "https://river.example/bridge"
    assert said.document["language"] == "en"
    assert said.document["extraction"]["quality"] == "full"
    assert said.document.keys() >= {"modified_at", "published_by", "section", "agency", "place", "image", "caption"}
    assert tocsin("read", "-", "--text", stdin=PAGE).out.startswith("Town votes to repair bridge\n")


def test_what_is_no_page_is_said_in_one_line(tocsin, tmp_path):
    (tmp_path / "none.html").write_bytes(b"\x00\x01\x02")
    none = tocsin("read", "none.html")
    strange = tocsin("read", "ftp://river.example/bridge")
    missing = tocsin("read", "missing.html")

    assert (none.code, strange.code, missing.code) == (1, 2, 2)
    assert "none.html" in none.err
    for said in (none, strange, missing):
        assert said.out == ""
        assert said.err.count("\n") == 1


def test_pages_of_a_list_are_answered_in_order(tocsin, tmp_path, monkeypatch):
    saved = tmp_path / "saved"
    saved.mkdir()
    (saved / "one.html").write_bytes(PAGE)
    (saved / "two.html.gz").write_bytes(gzip.compress(PAGE))
    (saved / "bomb.gz").write_bytes(gzip.compress(b"\0" * (40 * 1024 * 1024)))
    (saved / "cut.gz").write_bytes(b"\x1f\x8bnot gzip")
    (tmp_path / "here.html").write_bytes(PAGE)
    paths = ["one.html", "gone.html", "two.html.gz", "bomb.gz", "cut.gz", "here.html", ".", "a\0b", "x" * 5000, 7]
    rows = [{"id": number, "path": path, "url": "https://river.example/bridge"} for number, path in enumerate(paths)]
    (saved / "list.jsonl").write_text("\n".join(map(json.dumps, rows)))
    said = tocsin("extract", "--jsonl", "saved/list.jsonl")

    assert said.code == 1
    assert [row["id"] for row in said.rows] == list(range(10))
    for number in (0, 2, 5):
        assert list(said.rows[number])[:6] == ["id", "title", "byline", "published_at", "language", "body"]
        assert said.rows[number]["url"] == "https://river.example/bridge"
        assert said.rows[number]["extraction"].keys() == {"method", "quality", "reasons"}
        assert PARAGRAPHS[0] in said.rows[number]["body"]
    assert "no such file" in said.rows[1]["error"]
    assert "larger than" in said.rows[3]["error"]
    assert "gzip" in said.rows[4]["error"]
    for number in (6, 7, 8, 9):
        assert list(said.rows[number]) == ["id", "error"]


def test_a_list_of_no_use_is_refused(tocsin, tmp_path):
    (tmp_path / "list.jsonl").write_text('{"id": 1, "path": "one.html"}\n')
    said = tocsin("extract", "--jsonl", "list.jsonl")

    assert (said.code, said.out) == (2, "")
    assert "list.jsonl, row 1: no column 'url'" in said.err
