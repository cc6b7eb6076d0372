"""What does one item say, once a parser has taken the document apart?

The records are feedparser's, or fast.py's under the same names; here texts become plain, links absolute and dates
moments.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from tocsin.feeds.dates import parse_date
from tocsin.feeds.document import Draft
from tocsin.feeds.links import absolute_link
from tocsin.feeds.names import CAPTIONS, GUID, ID, LENT_LINK, PERMALINK, SUMMARIES, TITLES
from tocsin.feeds.plain import clean_characters, plain_line, plain_text

_RELATIVE = re.compile(r"/[^\s/][^\s]{0,2000}")


@dataclass(frozen=True)
class Reader:
    """Reads the items of one document."""

    base: str
    is_atom: bool

    def draft(self, item: Any) -> Draft:
        """Return what an item says."""
        published = _date(item, "published") or _date(item, "created")
        updated = _date(item, "updated")
        content = self._content(item)
        guids = (PERMALINK, GUID, ID, "id")
        return Draft(
            guid=next(filter(None, (clean_characters(str(item.get(name) or "")).strip() for name in guids)), ""),
            url=self._link(item),
            title=self._first_line(item, ("title", *TITLES)),
            summary=self._summary(item, content),
            content=content,
            # dc:date and an Atom entry that was never published apart are all the date there is.
            published_at=published or updated,
            updated_at=updated,
        )

    def line(self, record: Any, name: str) -> str:
        """Return a text as one line."""
        return plain_line(str(record.get(name) or ""), is_html=self._is_html(record.get(f"{name}_detail")))

    def _is_html(self, detail: Any) -> bool:
        # RSS does not say: HTML is usual in its titles and texts, and plain words read the same.
        # What is called "title_detail" in a document is no detail of feedparser's.
        return not self.is_atom or (isinstance(detail, dict) and "html" in str(detail.get("type")))

    def _link(self, item: Any) -> str:
        links = (item.get("feedburner_origlink"), item.get("link"), lent_link(item, "alternate"))
        found = next(filter(None, (self._address(str(link or "")) for link in links)), "")
        # A guid or an id is a link only when it says so itself; a relative one would turn "42" into an address.
        own = str(item.get(PERMALINK) or item.get(ID) or "")
        return found or absolute_link("", own) or _rooted(own, self.base)

    def _address(self, link: str) -> str:
        return absolute_link(self.base, link) or _rooted(link, self.base)

    def _summary(self, item: Any, content: str) -> str:
        # Without a detail it is content, which feedparser puts there as it is written.
        names = ("summary", *SUMMARIES) if item.get("summary_detail") else SUMMARIES
        # A caption says what a picture shows: better than nothing.
        return self._first_line(item, names) or " ".join(content.split()) or self._first_line(item, CAPTIONS)

    def _first_line(self, item: Any, names: Iterable[str]) -> str:
        return next(filter(None, (self.line(item, name) for name in names)), "")

    def _content(self, item: Any) -> str:
        parts = [part for part in item.get("content") or () if isinstance(part, dict)]
        texts = [plain_text(str(part.get("value") or ""), is_html=self._is_html(part)) for part in parts]
        return max(texts, key=len, default="")


def _rooted(link: str, base: str) -> str:
    """Return a relative link of a document from nowhere: nobody can say what it is relative to, so it stays so."""
    return link if not base and _RELATIVE.fullmatch(link) else ""


def _date(item: Any, name: str) -> Any:
    # dict.get: feedparser's own looks elsewhere when a date is missing.
    return parse_date(str(dict.get(item, name) or ""))


def lent_link(record: Any, relation: str) -> str:
    """Return where a link that Atom lends to RSS leads, "" when there is none."""
    link = record.get(LENT_LINK + relation)
    return str(link.get("href") or "") if isinstance(link, dict) else ""
