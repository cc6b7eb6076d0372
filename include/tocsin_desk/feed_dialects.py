"""How does each kind of publisher write its feed?

Each dialect turns the same stories, the newest first, into bytes and a content type. Nothing in a feed
changes between two polls unless a story was published: that is what makes a 304 possible.
"""

import json
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from email.utils import format_datetime
from html import escape

from tocsin_desk.pages import PublishedStory
from tocsin_desk.stories import Publisher

Pages = Sequence[PublishedStory]


def render_feed(publisher: Publisher, pages: Pages, *, origin: str) -> tuple[bytes, str]:
    """Return the feed document and its content type."""
    text, content_type = DIALECTS[publisher.feed.dialect](publisher, pages, origin)
    return text.encode(), content_type


def _rss(publisher: Publisher, pages: Pages, origin: str) -> tuple[str, str]:
    item = _wordpress_item if publisher.feed.wordpress else _rss_item
    items = "".join(item(page) for page in pages)
    name = escape(publisher.name)
    document = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom">'
        f"<channel><title>{name}</title><link>{origin}/</link>"
        f'<atom:link href="{origin}{publisher.feed.path}" rel="self" type="application/rss+xml"/>'
        f"<description>News from {name}</description><language>{publisher.language}</language>"
        f"{items}</channel></rss>\n"
    )
    return document, "application/rss+xml; charset=utf-8"


def _rss_item(page: PublishedStory) -> str:
    return (
        f"<item><title>{escape(page.story.title)}</title><link>{escape(page.feed_link)}</link>"
        f"<description>{escape(page.story.summary)}</description>"
        f'<guid isPermaLink="true">{escape(page.origin + page.path)}</guid>'
        f"<pubDate>{format_datetime(page.published_at)}</pubDate></item>\n"
    )


def _wordpress_item(page: PublishedStory) -> str:
    link = escape(page.feed_link)
    return (
        f"<item><title>{escape(page.story.title)}</title><link>{link}</link>"
        f"<dc:creator><![CDATA[{page.story.byline}]]></dc:creator>"
        f"<pubDate>{format_datetime(page.published_at)}</pubDate><category><![CDATA[World]]></category>"
        f'<guid isPermaLink="false">{page.origin}/?p={page.number}</guid>'
        f"<description><![CDATA[<p>{escape(page.story.summary)}</p>\n<p>The post "
        f'<a href="{link}">{escape(page.story.title)}</a> first appeared on '
        f'<a href="{page.origin}">{escape(page.publisher.name)}</a>.</p>]]></description></item>\n'
    )


def _atom(publisher: Publisher, pages: Pages, origin: str) -> tuple[str, str]:
    updated = pages[0].published_at if pages else datetime(1970, 1, 1, tzinfo=UTC)
    entries = "".join(
        f'<entry><title type="html">{escape(escape(page.story.title))}</title>'
        f'<link rel="alternate" href="{escape(page.feed_link)}"/><id>{origin}/id/{page.number}</id>'
        f"<published>{page.published_at.isoformat()}</published><updated>{page.published_at.isoformat()}</updated>"
        f"<author><name>{escape(page.story.byline)}</name></author>"
        f'<summary type="html">{escape(f"<p>{escape(page.story.summary)}</p>")}</summary></entry>\n'
        for page in pages
    )
    document = (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{publisher.language}">'
        f"<title>{escape(publisher.name)}</title><id>{origin}/</id>"
        f'<link rel="self" href="{origin}{publisher.feed.path}"/>'
        f"<updated>{updated.isoformat()}</updated>{entries}</feed>\n"
    )
    return document, "application/atom+xml; charset=utf-8"


def _rdf(publisher: Publisher, pages: Pages, origin: str) -> tuple[str, str]:
    order = "".join(f'<rdf:li rdf:resource="{escape(page.feed_link)}"/>' for page in pages)
    items = "".join(
        f'<item rdf:about="{escape(page.feed_link)}"><title>{escape(page.story.title)}</title>'
        f"<link>{escape(page.feed_link)}</link><description>{escape(page.story.summary)}</description>"
        f"<dc:date>{page.published_at.isoformat()}</dc:date><dc:creator>{escape(page.story.byline)}</dc:creator></item>\n"
        for page in pages
    )
    document = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f'<channel rdf:about="{origin}{publisher.feed.path}"><title>{escape(publisher.name)}</title>'
        f"<link>{origin}/</link><description>{escape(publisher.name)}</description>"
        f"<dc:language>{publisher.language}</dc:language><items><rdf:Seq>{order}</rdf:Seq></items></channel>\n"
        f"{items}</rdf:RDF>\n"
    )
    return document, "application/rdf+xml; charset=utf-8"


def _json(publisher: Publisher, pages: Pages, origin: str) -> tuple[str, str]:
    items = [
        {
            "id": str(page.number),
            "url": page.feed_link,
            "title": page.story.title,
            "summary": page.story.summary,
            "content_text": page.story.summary,
            "date_published": page.published_at.isoformat(),
            "authors": [{"name": page.story.byline}],
        }
        for page in pages
    ]
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": publisher.name,
        "home_page_url": f"{origin}/",
        "feed_url": f"{origin}{publisher.feed.path}",
        "language": publisher.language,
        "items": items,
    }
    return json.dumps(document, ensure_ascii=False), "application/feed+json; charset=utf-8"


def _malformed(publisher: Publisher, pages: Pages, origin: str) -> tuple[str, str]:
    # A server's complaint where the feed should be, and a document that was cut off before its first item.
    document = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        "Warning: mysql_connect(): Too many connections in /srv/feed.php on line 14\n"
        "<rs version=2.0><chanel &&& <titel>Tangled Wire</titel <it"
    )
    return document, "application/rss+xml"


DIALECTS: dict[str, Callable[[Publisher, Pages, str], tuple[str, str]]] = {
    "rss": _rss,
    "atom": _atom,
    "rdf": _rdf,
    "json": _json,
    "malformed": _malformed,
}
