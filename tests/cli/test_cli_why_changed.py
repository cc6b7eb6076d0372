"""Does the trace of an article show that its publisher changed it since?"""

from seeds import keep_reading

from builders import NOON
from tocsin.store import revisions
from tocsin.store.revisions import Revision


def test_a_later_version_is_shown_and_its_diff_given_as_json(tocsin, store, postgres, monkeypatch):
    monkeypatch.setenv("TOCSIN_STORE_URL", postgres.url("tests"))
    article_id = keep_reading(store, 1)
    changed = Revision(title="Eleven killed", body="Eleven.", diff="-Nine.\n+Eleven.", added=1, removed=1)
    assert "Eleven killed" not in tocsin("why", "article-1").out
    with store.begin() as connection:
        revisions.keep_revision(connection, article_id, changed, NOON)
    said = tocsin("why", "article-1").out
    assert "Eleven killed" in said
    assert "paragraphs: 1 new, 1 gone" in said
    (told,) = tocsin("why", "article-1", "--json").document["articles"][0]["revisions"]
    assert (told["number"], told["diff"]) == (2, "-Nine.\n+Eleven.")


def test_versions_go_when_their_article_is_forgotten(store):
    from tocsin.store import articles, retention

    article_id = keep_reading(store, 1)
    changed = Revision(title="x", body="x", diff="", added=0, removed=0)
    with store.begin() as connection:
        revisions.keep_revision(connection, article_id, changed, NOON)
        articles.keep_grouped(connection, article_id, NOON)
        connection.exec_driver_sql("DELETE FROM entry")
        assert retention.forget_articles(connection, before=NOON.replace(year=2030)).rows == 1
        assert revisions.list_revisions(connection, [article_id]) == []
