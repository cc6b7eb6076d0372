"""Articles that have gone part of their way, put straight into a store."""

from datetime import datetime

from builders import NOON, an_assessment
from tocsin.model import Article, Assessment, Entry, Feed
from tocsin.store import articles, feeds
from tocsin.store.articles import NewArticle
from tocsin.store.database import Store


def a_new_article(number: int, **changes: object) -> NewArticle:
    """Return what a feed would have named: `number` makes it another article."""
    url = f"https://meridian.example/world/{number}"
    facts: dict[str, object] = {
        "url": url,
        "fetch_url": url,
        "host": "meridian.example",
        "batch": 0,
        "publisher": "Meridian Wire",
        "language": "en",
        "title": f"Pakistan strikes camps in Iran ({number})",
        "summary": "Nine people were killed, officials said.",
        "feed_text": "",
        "published_at": NOON,
    }
    return NewArticle(**(facts | changes))  # type: ignore[arg-type]


def keep_article(store: Store, number: int, *, at: datetime = NOON, **changes: object) -> int:
    """Put an article into the store that waits to be read; its id."""
    new = a_new_article(number, **changes)
    feed = Feed(url="https://meridian.example/rss", publisher="Meridian Wire")
    with store.begin() as connection:
        feeds.keep_catalogue(connection, [(feed, new.host, new.batch)])
        feed_id = feeds.list_feeds(connection)[0]["id"]
        articles.add(connection, feed_id, Entry(id=str(number), url=new.url, title=new.title), new, at)
        article_id = articles.find_id(connection, new.url)
    assert article_id is not None
    return article_id


def keep_reading(
    store: Store, number: int, reading: Assessment | None = None, *, at: datetime = NOON, **changes: object
) -> int:
    """Put an article into the store that was read and assessed and waits to be grouped; its id."""
    new = a_new_article(number, **({"published_at": at} | changes))
    article_id = keep_article(store, number, at=at, **({"published_at": at} | changes))
    found = Article(url=new.url, title=new.title, body=f"Body of {number}.", published_at=at)
    with store.begin() as connection:
        articles.keep_read(connection, article_id, found, (), at)
        articles.keep_assessment(connection, article_id, reading or an_assessment(), at)
    return article_id
