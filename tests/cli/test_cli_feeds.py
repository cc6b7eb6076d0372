"""Are feed documents read one by one, and does the check say which feeds of the catalogue answer?"""

import gzip

import pytest

from servers import Newspaper, Page, moved

RSS = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>River Post</title><link>https://river.example/</link>
<item><title>Bridge to be repaired</title><link>https://river.example/bridge</link><guid>river-1</guid>
<description>The council voted.</description><pubDate>Sat, 14 Mar 2026 12:00:00 GMT</pubDate></item></channel></rss>"""
ENTRY = {
    "id": "river-1",
    "url": "https://river.example/bridge",
    "title": "Bridge to be repaired",
    "summary": "The council voted.",
    "published_at": "2026-03-14T12:00:00+00:00",
    "updated_at": None,
}


def test_documents_are_read_one_line_each(tocsin, tmp_path):
    (tmp_path / "river.xml").write_bytes(RSS)
    (tmp_path / "river.xml.gz").write_bytes(gzip.compress(RSS))
    said = tocsin("feeds", "parse", "river.xml", "river.xml.gz", "-", stdin=RSS)

    assert (said.code, said.err) == (0, "")
    assert said.rows == [
        {"path": path, "title": "River Post", "entries": [ENTRY]} for path in ("river.xml", "river.xml.gz", "-")
    ]


def test_what_was_wrong_and_read_all_the_same_is_told(tocsin, tmp_path):
    (tmp_path / "river.xml").write_bytes(RSS)
    (tmp_path / "cut.xml").write_bytes(RSS.replace(b"</channel></rss>", b"<item><title>Half a st"))
    items = b"".join(b"<item><title>%d</title><guid>%d</guid></item>" % (each, each) for each in range(2_100))
    (tmp_path / "long.xml").write_bytes(RSS.replace(b"</channel>", items + b"</channel>"))
    said = tocsin("feeds", "parse", "cut.xml", "river.xml", "long.xml", "-", stdin=RSS.replace(b"Bridge", b"\xff\xfe"))

    assert said.code == 0
    assert [len(row["entries"]) for row in said.rows] == [1, 1, 2_000, 1]
    assert said.rows[0]["notes"] == ["cut off, its last entry left out"]
    assert said.err.splitlines() == [
        "tocsin: cut.xml: cut off, its last entry left out",
        "tocsin: long.xml: only the first 2000 entries are read",
        "tocsin: standard input: does not say its encoding; read as cp1252",
    ]


def test_a_packed_document_is_read_whole_or_not_at_all(tocsin, tmp_path):
    packed = gzip.compress(RSS)
    (tmp_path / "cut.gz").write_bytes(packed[:-20])
    (tmp_path / "parts.gz").write_bytes(gzip.compress(RSS[:200]) + gzip.compress(RSS[200:]))
    cut, parts = tocsin("feeds", "parse", "cut.gz", "parts.gz").rows

    assert "cut off" in cut["error"]
    assert parts["entries"] == [ENTRY]


def test_what_is_no_feed_is_answered_in_its_place(tocsin, tmp_path):
    (tmp_path / "page.html").write_text("<!doctype html><html><body>Hello</body></html>")
    (tmp_path / "empty.xml").write_bytes(b"")
    (tmp_path / "river.xml").write_bytes(RSS)
    said = tocsin("feeds", "parse", "page.html", "empty.xml", "missing.xml", "river.xml")

    assert said.code == 1
    assert [row["path"] for row in said.rows] == ["page.html", "empty.xml", "missing.xml", "river.xml"]
    assert [row.get("error", "")[:20] for row in said.rows] == [
        "an HTML page, not a ", "an empty document", "no such file; check ", "",
    ]  # fmt: skip


def test_an_error_names_its_document_once(tocsin, tmp_path):
    (tmp_path / "page.html").write_text("<!doctype html><html><body>Hello</body></html>")
    url = "https://wire.example/feed.xml"
    said = tocsin("feeds", "parse", "page.html", "missing.xml", "--url", url)

    assert [row["path"] for row in said.rows] == ["page.html", "missing.xml"]
    assert not any(name in row["error"] for row in said.rows for name in (url, "page.html", "missing.xml"))


def test_not_one_file_is_bad_input(tocsin):
    said = tocsin("feeds", "parse", "missing.xml")

    assert (said.code, said.out) == (2, "")
    assert "missing.xml: no such file" in said.err


@pytest.fixture
def newspaper(monkeypatch, tmp_path):
    """Two feeds, one of which fails, a duplicate and a malformed row."""
    with Newspaper() as paper:
        paper.pages["/river"] = Page(RSS, headers={"Content-Type": "application/rss+xml"})
        paper.pages["/broken"] = Page(b"", 500)
        paper.pages["/page"] = b"<html><body>Hello</body></html>"
        rows = [("/river", "River Post"), ("/broken", "Broken Times"), ("/river", "Twice"), ("/page", "No Feed")]
        listed = "".join(f"  - url: {paper.url(path)}\n    publisher: {name}\n" for path, name in rows)
        (tmp_path / "catalogue.yaml").write_text(f"feeds:\n{listed}  - url: 'not an address'\n    publisher: X\n")
        monkeypatch.setenv("TOCSIN_CATALOGUE", "catalogue.yaml")
        monkeypatch.setenv("TOCSIN_ALLOW_HOSTS", paper.host)
        yield paper


def test_the_check_says_what_is_wrong(tocsin, newspaper):
    said = tocsin("feeds", "check", "--json")

    assert said.code == 0
    river, broken, page = said.document
    assert (river["status"], river["entries"], river["newest_at"]) == ("ok", 1, "2026-03-14T12:00:00+00:00")
    assert (broken["status"], broken["error"], broken["says"]) == ("bad status", "HTTP 500", "its server fails")
    assert (page["status"], page["error"]) == ("no feed", "an HTML page, not a feed")
    assert page["says"].startswith("an HTML page instead of a feed")
    assert "catalogue.yaml, line 6" in said.err
    assert "catalogue.yaml, line 10" in said.err


def test_the_check_names_what_answers_and_wants_a_hand(tocsin, newspaper):
    newspaper.pages |= {
        "/river": moved("/new", 301), "/new": RSS, "/broken": RSS[: RSS.index(b"<item>")] + b"</channel></rss>",
        "/page": b"<html><body>Checking your browser before you go on</body></html>",
    }  # fmt: skip
    river, empty, wall = tocsin("feeds", "check", "--json").document

    assert (river["status"], river["says"]) == (
        "ok", f"it moved to {newspaper.url('/new')}: give it that url in the catalogue",
    )  # fmt: skip
    assert (empty["status"], empty["says"]) == ("ok", "its last document was a feed without entries")
    assert (wall["status"], wall["says"][:10]) == ("no feed", "a bot wall")


def test_the_check_can_be_read(tocsin, newspaper):
    said = tocsin("feeds", "check")

    assert "1 of 3 feeds answer." in said.out
    assert max(map(len, said.out.splitlines())) <= 100


@pytest.mark.parametrize("content", [None, "feeds: [", "nothing: here", "feeds: []", "feeds:\n  - publisher: X\n"])
def test_a_catalogue_of_no_use_is_refused(tocsin, tmp_path, monkeypatch, content):
    monkeypatch.setenv("TOCSIN_CATALOGUE", "mine.yaml")
    if content is not None:
        (tmp_path / "mine.yaml").write_text(content)
    for command in (["feeds", "check"], ["run", "--once"]):
        said = tocsin(*command)

        assert (said.code, said.out) == (2, "")
        assert "mine.yaml" in said.err
        assert said.err.count("\n") == 1
