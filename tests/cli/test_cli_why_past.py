"""Does the trace of an article say that it was found in archives?"""

import pytest
from seeds import keep_article


@pytest.mark.parametrize(
    ("status", "words"), [("archived", "its day was not asked for yet"), ("to_read", "not read yet")]
)
def test_an_article_of_the_past_says_so(tocsin, store, postgres, monkeypatch, status, words):
    monkeypatch.setenv("TOCSIN_STORE_URL", postgres.url("tests"))
    keep_article(store, 1, origin="historical", status=status)
    said = tocsin("why", "article-1").out
    assert words in said
    assert "by a backfill" in said


def test_a_live_one_does_not(tocsin, store, postgres, monkeypatch):
    monkeypatch.setenv("TOCSIN_STORE_URL", postgres.url("tests"))
    keep_article(store, 1)
    assert "by a backfill" not in tocsin("why", "article-1").out
