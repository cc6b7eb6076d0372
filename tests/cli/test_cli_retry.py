"""Is what failed put back, from where it failed, and nothing else?"""

from datetime import UTC, datetime, timedelta

import pytest
from seeds import keep_article
from sqlalchemy import text

from tocsin.model import MAY_PASS

NOW = datetime.now(UTC)
PLACES = {
    1: "status = 'quarantined', error = 'the reader was stopped'",
    2: "status = 'quarantined', error = 'assessing it failed three times'",
    3: "status = 'quarantined', error = 'grouping it failed three times'",
    4: f"status = 'grouped', method = 'feed', reasons = '[\"bad status: HTTP 503\", \"{MAY_PASS}\"]'",
    5: f"status = 'grouped', method = 'feed', reasons = '[\"too slow: a\", \"{MAY_PASS}\"]', origin = 'historical'",
    6: "status = 'grouped', method = 'feed', reasons = '[\"bad status: HTTP 404\"]'",
    7: "status = 'grouped', method = 'page', reasons = '[]'",
    8: f"status = 'to_read', error = 'HTTP 500', attempts = 2, next_try_at = '{NOW + timedelta(days=1)}'",
    9: "status = 'grouped', method = 'feed', reasons = '[\"robots.txt disallows it: no\"]'",
}
FEED = "https://meridian.example/rss"


@pytest.fixture
def failed(store, postgres, monkeypatch):
    monkeypatch.setenv("TOCSIN_STORE_URL", postgres.url("tests"))
    for number, place in PLACES.items():
        article_id = keep_article(store, number)
        change(store, f"UPDATE article SET {place} WHERE id = {article_id}")
    return store


def change(store, statement):
    with store.begin() as connection:
        connection.execute(text(statement))


def rows(store, query):
    with store.begin() as connection:
        return [tuple(row) for row in connection.execute(text(query))]


def test_what_failed_is_put_back_to_where_it_failed(tocsin, failed):
    said = tocsin("retry")

    assert said.code == 0
    assert rows(failed, "SELECT id, status FROM article WHERE attempts = 0 AND error = '' ORDER BY id") == [
        (1, "to_read"),
        (2, "read"),
        (3, "assessed"),
        (4, "to_read"),
        (5, "to_read"),
        (6, "grouped"),
        (7, "grouped"),
        (8, "to_read"),
        (9, "grouped"),
    ]
    assert rows(failed, "SELECT count(*) FROM article WHERE next_try_at > now()") == [(0,)]
    for words in ("3 articles put back: quarantined", "2 articles put back: told by", "1 article put back: put off"):
        assert words in said.out
    assert "1 of them of the past: the next run of backfill_history" in said.out
    assert "nothing failed" in (tocsin("retry", "--dry-run").out)


def test_a_dry_run_only_says_so(tocsin, failed):
    before = rows(failed, "SELECT * FROM article ORDER BY id")
    said = tocsin("retry", "--dry-run", "--json").document

    assert {each["url"].rpartition("/")[2]: each["what"] for each in said["articles"]} == {
        "1": "quarantined",
        "2": "quarantined",
        "3": "quarantined",
        "4": "summary only",
        "5": "summary only",
        "8": "waiting",
    }
    assert said["dry_run"] is True
    assert rows(failed, "SELECT * FROM article ORDER BY id") == before


@pytest.mark.parametrize(
    ("place", "is_due"),
    [
        ("failures = 4, error = 'HTTP 500', next_check_at = now() + interval '1 day'", True),
        ("disabled = true, gone_at = now(), failures = 2, error = 'HTTP 410'", True),
        ("disabled = true, given_up_at = now(), failures = 60, score = 30, error = 'HTTP 403'", True),
        ("disabled = true, error = 'disabled by an operator'", False),
    ],
    ids=["failing", "gone", "given up", "switched off by an operator"],
)
def test_feeds_are_asked_again_when_that_is_wanted(tocsin, failed, place, is_due):
    change(failed, f"UPDATE feed SET {place}")
    tocsin("retry")
    assert rows(failed, "SELECT failures = 0 AND NOT disabled AND next_check_at IS NULL FROM feed") == [(False,)]
    said = tocsin("retry", "--feeds")
    assert ("1 feed put back" in said.out) is is_due
    assert rows(failed, "SELECT NOT disabled AND error = '' FROM feed") == [(is_due,)]


def test_a_robots_txt_that_could_not_be_had_is_asked_for_again(tocsin, failed):
    change(failed, "UPDATE feed SET failures = 1, error = 'no robots.txt'")
    change(
        failed,
        "INSERT INTO host (host, robots_unavailable, robots_fetched_at, not_before) "
        "VALUES ('meridian.example', true, now(), now()), ('other.example', true, now(), now())",
    )
    tocsin("retry", "--feeds")
    known = rows(failed, "SELECT robots_fetched_at IS NULL, not_before IS NULL FROM host ORDER BY host")
    assert known == [(True, False), (False, False)]
