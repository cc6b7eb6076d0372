"""By what is an entry known, and what does it cost to find that out?"""

import pytest
from sqlalchemy import text

from builders import NOON
from tocsin.model import Entry
from tocsin.store import articles
from tocsin.store.articles import HISTORICAL, LIVE, NewArticle
from tocsin.store.database import Store

HISTORY = 2_000


@pytest.fixture
def long_lived(store: Store) -> Store:
    """A store with one feed that has told some thousand entries."""
    with store.begin() as connection:
        for statement in (
            "INSERT INTO feed (url, batch) VALUES ('https://quay.example/rss', 0)",
            "INSERT INTO article (url, fetch_url, batch, published_at, first_seen_at, next_try_at)"
            f" SELECT 'https://quay.example/' || n, '', 0, now(), now(), now() FROM generate_series(1, {HISTORY}) n",
            "INSERT INTO entry (feed_id, entry_id, article_id, url, first_seen_at)"
            " SELECT 1, 'guid ' || id, id, url, now() FROM article",
            "ANALYZE article, entry",
        ):
            connection.execute(text(statement))
    return store


def an_entry(guid: str, link: str) -> Entry:
    return Entry(id=guid, url=link, title="Ferry sails", summary="", published_at=NOON)


def add(store: Store, item: Entry) -> tuple[bool, int]:
    """Add an entry; whether it was new, and how many rows of entries were looked at."""
    new = NewArticle(
        url=item.url,
        fetch_url=item.url,
        host="quay.example",
        batch=0,
        publisher="Quay Post",
        language="en",
        title=item.title,
        summary="",
        feed_text="",
        published_at=NOON,
    )
    looked_at = text("SELECT seq_tup_read + idx_tup_fetch FROM pg_stat_xact_user_tables WHERE relname = 'entry'")
    with store.begin() as connection:
        before = connection.scalar(looked_at) or 0
        is_new = articles.add(connection, 1, item, new, NOON)
        return is_new, (connection.scalar(looked_at) or 0) - before


@pytest.mark.parametrize(
    ("guid", "link", "is_new"),
    [
        ("guid 7", "https://quay.example/moved", False),
        ("another guid", "https://quay.example/7", False),
        ("another guid", "https://quay.example/new", True),
    ],
    ids=["known by its guid", "known by its link", "new"],
)
def test_an_entry_costs_the_same_however_much_its_feed_has_told(
    long_lived: Store, guid: str, link: str, is_new: bool
) -> None:
    found, looked_at = add(long_lived, an_entry(guid, link))
    assert found is is_new
    assert looked_at < 10


def test_what_an_archive_told_first_is_live_news_when_a_feed_tells_it(long_lived: Store) -> None:
    with long_lived.begin() as connection:
        connection.execute(text("DELETE FROM entry WHERE article_id = 7"))
        connection.execute(text("UPDATE article SET origin = :origin WHERE id = 7"), {"origin": HISTORICAL})
    assert add(long_lived, an_entry("first here", "https://quay.example/7"))[0]
    with long_lived.begin() as connection:
        query = text(
            "SELECT article_id, origin FROM entry JOIN article ON article.id = article_id WHERE entry_id = :id"
        )
        assert tuple(connection.execute(query, {"id": "first here"}).one()) == (7, LIVE)
