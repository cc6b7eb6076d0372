"""Do we read the body and the metadata that a page's writer meant?"""

import json
from datetime import datetime
from pathlib import Path

import pytest

from tocsin.articles.extract import extract_article
from tocsin.errors import ArticleError

PAGES = Path(__file__).parent.parent / "saved" / "pages"
NAMES = sorted(path.stem for path in PAGES.glob("*.html"))


@pytest.mark.parametrize("name", NAMES)
def test_saved_page(name):
    expected = json.loads((PAGES / f"{name}.json").read_text(encoding="utf-8"))
    html = (PAGES / f"{name}.html").read_bytes()
    given = {"url": expected["url"], "content_type": expected.get("content_type", "")}

    if "error" in expected:
        with pytest.raises(ArticleError, match=expected["error"]):
            extract_article(html, **given)
        return

    article = extract_article(html, **given)
    assert article.body.split("\n\n") == expected["body"]
    assert article.title == expected["title"]
    assert article.byline == expected["byline"]
    assert article.published_at == datetime.fromisoformat(expected["published_at"])
    assert article.language == expected["language"]
    assert article.url == expected.get("canonical", expected["url"])
