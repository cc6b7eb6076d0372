"""Does a store that was written by an older Tocsin keep what it knew?"""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine, text

from tocsin.store import migrations
from tocsin.store.database import open_store
from tocsin.store.embedded import EmbeddedServer

BEFORE = """
INSERT INTO feed (url, batch, etag, disabled, gone_at, next_check_at, failures) VALUES
    ('https://a.example/', 0, '"1"', false, NULL, '2026-01-18T12:00Z', 0),
    ('https://gone.example/', 0, NULL, true, '2026-01-01T12:00Z', '2026-01-02T12:00Z', 2),
    ('https://off.example/', 0, NULL, true, NULL, '2026-01-02T12:00Z', 0);
INSERT INTO article (url, fetch_url, batch, published_at, first_seen_at, next_try_at)
    VALUES ('https://a.example/1', 'https://a.example/1', 0, now(), now(), now());
INSERT INTO entry (feed_id, entry_id, article_id, url, first_seen_at) VALUES
    (1, 'one', 1, 'https://a.example/1', '2026-01-05T12:00Z'),
    (1, 'two', 1, 'https://a.example/1', '2026-01-17T12:00Z');
"""


def test_feeds_keep_their_record(postgres: EmbeddedServer, tmp_path: Path) -> None:
    url = postgres.url("older")
    engine = create_engine(url)
    with engine.begin() as connection:
        config = Config()
        config.set_main_option("script_location", str(Path(migrations.__file__).parent))
        config.attributes["connection"] = connection
        command.upgrade(config, "0002")
        connection.execute(text(BEFORE))
    engine.dispose()

    with open_store(url, tmp_path) as store, store.begin() as connection:
        seen = "SELECT first_read_at::date::text, last_new_at::date::text, last_whole_at, etag FROM feed WHERE id = 1"
        assert tuple(connection.execute(text(seen)).one()) == ("2026-01-05", "2026-01-17", None, '"1"')
        waits = connection.scalars(text("SELECT next_check_at > now() + interval '29 days' FROM feed ORDER BY id"))
        assert list(waits) == [False, True, False]
