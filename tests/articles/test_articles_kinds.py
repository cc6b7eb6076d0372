"""Are files that are no pages refused, and pages read whatever they are called?"""

import random
import time
import zlib

import pytest

from tocsin.articles.extract import extract_article
from tocsin.articles.kinds import SAMPLE, find_foreign_bytes, find_foreign_text
from tocsin.errors import ArticleError

NOISE = random.Random(1).randbytes(20_000)
PAGE = (
    b"<!DOCTYPE html><html lang='en'><head><title>Post shelled</title></head><body><h1>Post shelled</h1>"
    b"<p>Artillery fired from across the river hit the customs post at Dornava before dawn on Tuesday, and the"
    b" crossing was closed until further notice, the border guards said in the evening.</p></body></html>"
)


@pytest.mark.parametrize(
    ("file", "kind"),
    [
        (b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<</Type/Catalog>>\nendobj\n" + zlib.compress(NOISE), "a PDF"),
        (b"\n%PDF-1.7 <html><p>as text</p>", "a PDF"),
        (b"\x89PNG\r\n\x1a\n" + NOISE, "an image"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF" + NOISE, "an image"),
        (b"RIFF\x24\x10\x00\x00WEBPVP8 " + NOISE, "an image"),
        (b"PK\3\4" + NOISE, "an archive"),
        (b"\x1f\x8b\x08" + NOISE, "an archive"),
        (b"\0\0\0\x18ftypmp42" + NOISE, "a sound or film"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + NOISE, "an Office document"),
        (NOISE, "binary data"),
        (bytes(range(256)) * 40, "binary data"),
        (b"<p>" + b"\0" * 5000 + b"</p>", "binary data"),
        (b'{"title": "Post shelled", "body": "<p>Artillery fired.</p>"}', "JSON"),
        (b'[\n  {"title": "Post shelled"}]', "JSON"),
        (b"<?xml version='1.0'?>\n<!-- ours -->\n<rss version='2.0'><channel/></rss>", "a feed"),
        (b"<feed xmlns='http://www.w3.org/2005/Atom'></feed>", "a feed"),
    ],
)
def test_other_files_are_refused_whatever_they_are_called(file, kind):
    for content_type in ("", "text/html; charset=utf-8"):
        with pytest.raises(ArticleError, match=f"not HTML: {kind}"):
            extract_article(file, url="https://lantern.example/1", content_type=content_type)


@pytest.mark.parametrize(
    "content_type",
    [
        "application/pdf",
        "image/svg+xml",
        "Video/MP4",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "application/ld+json; charset=utf-8",
        "application/rss+xml",
        "text/csv",
    ],
)
def test_a_type_that_is_never_a_page_is_refused(content_type):
    with pytest.raises(ArticleError, match="not HTML: "):
        extract_article(PAGE, url="https://lantern.example/1", content_type=content_type)


@pytest.mark.parametrize(
    "content_type",
    ["", "text/html", "text/plain", "application/octet-stream", "application/xhtml+xml", "text/xml", "x", ";"],
)
def test_a_page_is_read_whatever_it_is_called(content_type):
    assert extract_article(PAGE, url="https://lantern.example/1", content_type=content_type).title == "Post shelled"


@pytest.mark.parametrize(
    "page",
    [
        PAGE.decode().encode("utf-16"),
        PAGE.decode().encode("utf-16-le"),
        PAGE.decode().encode("utf-16-be"),
        PAGE + b"\0" * 5000,
        PAGE.replace(b"Artillery", b"\x0b\x02Artillery"),
        b"<?xml version='1.0'?>" + PAGE,
        b"<!-- <rss> -->" + PAGE,
    ],
)
def test_a_page_in_odd_bytes_is_read(page):
    assert extract_article(page, url="https://lantern.example/1").title == "Post shelled"


def test_plain_text_may_be_a_page():
    assert find_foreign_text("PKW fuhren über die Brücke. [1] {sic}") == ""
    assert find_foreign_bytes(b"RIFFs over the budget, GIF89 of them, PK said.") == ""


@pytest.mark.parametrize("piece", [" ", "<!---->", "<?xml>", "<!-- ", "<!DOCTYPE x>", "\0", "{", "[ "])
def test_looking_is_quick(piece):
    text = piece * (SAMPLE // len(piece))
    started = time.process_time()
    find_foreign_text(text)
    find_foreign_bytes(text.encode(), content_type=text)
    assert time.process_time() - started < 0.5
