"""Does the trace of an article say how its feed is?"""

import pytest
from seeds import keep_article
from sqlalchemy import text


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ("failures = 2, last_success_at = '2026-03-14T12:00Z', trouble = 'bot wall', error = 'an HTML page'",
         "failing since 2026-03-14 12:00: a bot wall instead of a feed"),
        ("disabled = true, given_up_at = '2026-03-14T12:00Z', trouble = 'bad status', last_status = 403",
         "given up, since 2026-03-14 12:00: it refuses us"),
        ("last_success_at = now(), last_new_at = now() - interval '9 days'", "silent, since"),
        ("last_success_at = now(), moved_to = 'https://new.example/rss'",
         "moved: it moved to https://new.example/rss: give it that url in the catalogue"),
        ("disabled = true", "disabled by an operator"),
    ],
)  # fmt: skip
def test_the_feed_of_an_article_is_named_for_what_it_is(tocsin, store, postgres, monkeypatch, facts, words):
    monkeypatch.setenv("TOCSIN_STORE_URL", postgres.url("tests"))
    keep_article(store, 1)
    with store.begin() as connection:
        connection.execute(text(f"UPDATE feed SET {facts}"))
    assert words in " ".join(tocsin("why", "article-1").out.split())


def test_a_feed_that_is_well_needs_no_word(tocsin, store, postgres, monkeypatch):
    monkeypatch.setenv("TOCSIN_STORE_URL", postgres.url("tests"))
    keep_article(store, 1)
    with store.begin() as connection:
        connection.execute(text("UPDATE feed SET last_success_at = now(), last_new_at = now()"))
    (entry,) = tocsin("why", "article-1", "--json").document["articles"][0]["entries"]
    assert (entry["feed"]["trouble"], entry["feed"]["moved_to"], entry["feed"]["disabled"]) == ("", None, False)
    feed_line = tocsin("why", "article-1").out.split("entry")[0]
    assert "ok" not in feed_line
