"""Do we read the body and the metadata that a page's writer meant?"""

import contextlib
import json
import pickle
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tocsin.articles.extract import extract_article
from tocsin.errors import ArticleError

PAGES = Path(__file__).parent.parent / "saved" / "pages"
NAMES = sorted(path.stem for path in PAGES.glob("*.html"))


@pytest.mark.parametrize("name", NAMES)
def test_saved_page(name):
    expected = json.loads((PAGES / f"{name}.json").read_text(encoding="utf-8"))
    html = (PAGES / f"{name}.html").read_bytes()
    page = {"url": expected["url"], "content_type": expected.get("content_type", "")}

    if "error" in expected:
        with pytest.raises(ArticleError, match=expected["error"]):
            extract_article(html, **page)
        return

    article = extract_article(html, **page)
    assert article.body.split("\n\n") == expected["body"]
    assert article.title == expected["title"]
    assert article.byline == expected["byline"]
    assert article.published_at == datetime.fromisoformat(expected["published_at"])
    assert article.language == expected["language"]
    assert article.url == expected.get("canonical", expected["url"])


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        (b"", "empty"),
        (b"   \n", "empty"),
        (b"\x00\x01\x02" * 500, "not HTML"),
        (b"%PDF-1.7 \xff\xfe\xfa binary", "not HTML"),
        (b"<html><body><script>document.write('the story')</script></body></html>", "no body"),
        (b"<p>" * 30_000, "no body|empty"),
        (b"<!DOCTYPE html><html>" + b"<b>" * 70_000, "no body|empty"),
        (b"&#xD800;&#0;<p title=" + b"'" * 10_000, "no body|too short|empty"),
    ],
)
def test_rubbish_is_refused_with_a_reason(html, reason):
    with pytest.raises(ArticleError, match=reason):
        extract_article(html, url="https://ex.com/a")


@given(st.binary(max_size=400) | st.text(alphabet="<>/pdivah1 =\"'&;#x", max_size=400).map(str.encode))
@settings(max_examples=60, deadline=None)
def test_any_bytes_give_an_article_or_an_article_error(html):
    with contextlib.suppress(ArticleError):
        extract_article(html, url="https://ex.com/a")


def test_extraction_can_be_sent_to_a_child():
    html = (PAGES / "flash_short.html").read_bytes()
    function, given_url = pickle.loads(pickle.dumps((extract_article, "https://ex.com/a")))
    assert pickle.loads(pickle.dumps(function(html, url=given_url))).title == "BREAKING: Explosions heard in Zarin"


def test_a_story_that_was_decoded_wrongly_is_mended_and_says_so():
    told = "".join(
        f"<p>Les gardes ont fermé la frontière à l’aube du jour {n}, a déclaré le ministère.</p>" for n in range(9)
    )
    garbled = told.encode().decode("cp1252", "ignore")
    page = f"<html><head><meta charset=utf-8></head><body><article>{garbled}</article></body></html>"
    article = extract_article(page.encode(), url="https://lantern.example/1")
    assert "fermé la frontière" in article.body
    assert article.reasons == ("its characters were garbled, and are mended",)
    assert article.quality == "doubtful"
