"""What does an article look like on the page of each kind of publisher?

The shapes are the files in `stories/shapes/`: each is a publisher's furniture (menus, consent bars, "most
read", "top of page") around the same few facts, so that extraction has real work to do.
"""

import json
import re
import unicodedata
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from html import escape
from string import Template

from tocsin_desk.stories import FOLDER, Publisher, Story

_PARAGRAPHS = {
    "wix": '<p dir="auto" class="font_8"><span class="wixui-rich-text__text">{}</span></p>',
    "bbc": '<div data-component="text-block"><p class="ssrcss-1q0x1qg-Paragraph">{}</p></div>',
    "guardian": '<p class="dcr-16w5gq9">{}</p>',
    "table": '<font size="3" face="Georgia">{}</font><br><br>',
    "amp": '<p class="amp-p">{}</p>',
}
_PATHS = {
    "wix": "/post/{slug}",
    "wordpress": "/{at:%Y/%m/%d}/{slug}/",
    "bbc": "/news/articles/c{number}o",
    "guardian": "/world/{at:%Y/%m/%d}/{slug}",
    "table": "/news.php?id={number}",
    "amp": "/region/{slug}/amp",
    "graph": "/world/{slug}-{number}.html",
    "wire": "/a/{number}",
}


@dataclass(frozen=True, kw_only=True)
class PublishedStory:
    """A story at its address: `story` has its days filled in, `origin` has no slash at its end."""

    story: Story
    publisher: Publisher
    origin: str
    published_at: datetime

    @property
    def number(self) -> int:
        """A number that a content system would have given it."""
        return zlib.crc32(self.story.id.encode()) % 10_000_000

    @property
    def path(self) -> str:
        """Where the page stands on its publisher's server."""
        shape = _PATHS[self.publisher.shape]
        path = shape.format(slug=_slug(self.story.title), number=self.number, at=self.published_at)
        return f"/private{path}" if self.story.private else path

    @property
    def url(self) -> str:
        """The address that a reader shares: what the page calls canonical."""
        return self.origin + self.path.removesuffix("/amp")

    @property
    def feed_link(self) -> str:
        """The address that the feed gives, with whatever its publisher hangs on it."""
        return self.origin + self.path + self.publisher.feed.link_suffix


def render_page(page: PublishedStory, *, older: Sequence[PublishedStory]) -> bytes:
    """Render the page in its publisher's shape; the first three of `older` fill the "most read" corner."""
    story, shape = page.story, page.publisher.shape
    facts = {
        "title": story.title,
        "byline": story.byline,
        "summary": story.summary,
        "publisher": page.publisher.name,
        "language": story.language,
        "url": page.url,
        "home": page.origin,
        "published_iso": page.published_at.isoformat(),
        "published_text": f"{page.published_at:%d %B %Y %H:%M} UTC",
    }
    paragraph = _PARAGRAPHS.get(shape, "<p>{}</p>")
    fields = {name: escape(fact) for name, fact in facts.items()} | {
        "body": "\n".join(paragraph.format(escape(text, quote=False)) for text in story.paragraphs),
        "related": "".join(
            f'<li><a href="{escape(other.url)}">{escape(other.story.title)}</a></li>' for other in older[:3]
        ),
        "article_json": _as_script({"@context": "https://schema.org", **_news_article(page)}),
        "graph_json": _as_script({"@context": "https://schema.org", "@graph": _graph(page)}),
    }
    return _shape(shape).substitute(fields).encode()


@cache
def _shape(name: str) -> Template:
    return Template((FOLDER / "shapes" / f"{name}.html").read_text("utf-8"))


def _news_article(page: PublishedStory) -> dict[str, object]:
    return {
        "@type": "NewsArticle",
        "@id": f"{page.url}#article",
        "headline": page.story.title,
        "description": page.story.summary,
        "datePublished": page.published_at.isoformat(),
        "inLanguage": page.story.language,
        "author": [{"@type": "Person", "name": page.story.byline}],
        "publisher": {"@type": "Organization", "name": page.publisher.name},
        "mainEntityOfPage": page.url,
    }


def _graph(page: PublishedStory) -> list[dict[str, object]]:
    website: dict[str, object] = {
        "@type": "WebSite",
        "@id": f"{page.origin}/#website",
        "name": page.publisher.name,
    }
    crumbs: dict[str, object] = {"@type": "BreadcrumbList", "itemListElement": []}
    return [
        website,
        {"@type": "WebPage", "@id": page.url, "name": page.story.title},
        crumbs,
        _news_article(page),
    ]


def _as_script(document: dict[str, object]) -> str:
    # "</" would end the script element.
    return json.dumps(document, ensure_ascii=False).replace("</", "<\\/")


def _slug(title: str) -> str:
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:80].rstrip("-")
