"""Which feeds does an OPML list name, and how is the catalogue told as one?

The list comes from anybody: call `parse_opml` in a `tocsin.sandbox.Sandbox`. It is read as a stream, so that
nesting costs no stack; a document that declares entities is refused, and nothing outside it is ever opened.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from tocsin.errors import InputError
from tocsin.feeds.catalogue import BadRow, read_row
from tocsin.feeds.plain import plain_line
from tocsin.model import Feed

MAX_FEEDS = 10_000
MAX_DEPTH = 50
MAX_WORDS = 200
MAX_URL = 4_000
# OPML has no word for two of our settings; a reader that does not know ours leaves them alone.
NAMESPACE = "urn:tocsin:opml"
STATE, PACE = "tocsin:stateAffiliated", "tocsin:everyMinutes"
FORM = "give a list of feeds as other readers export it, in OPML"


@dataclass(frozen=True)
class FeedList:
    """The feeds of an OPML document in its order, and a line on each row that names none."""

    feeds: tuple[Feed, ...]
    problems: tuple[str, ...] = ()


def parse_opml(body: bytes, *, name: str) -> FeedList:
    """Read an OPML document, folders within folders; `name` is what the messages call it.

    A folder becomes the region of the feeds in it. A row that names no usable feed is a problem and stops no
    other. Raises `InputError` when the document is no OPML at all, or lists more than 10,000 feeds.
    """
    from xml.parsers import expat

    reader = _Reader(name)
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = lambda tag, found: reader.start(tag, found, parser.CurrentLineNumber)
    parser.EndElementHandler = reader.end
    parser.EntityDeclHandler = reader.refuse_entity
    try:
        parser.Parse(body, True)
    except expat.ExpatError as error:
        what = expat.errors.messages.get(error.code, "not well-formed")
        raise InputError(f"{name}, line {error.lineno}: no XML ({what}); {FORM}") from error
    except (LookupError, ValueError) as error:
        raise InputError(f"{name}: in an encoding that can't be read; save it as UTF-8") from error
    return FeedList(tuple(reader.feeds), tuple(reader.problems))


def render_opml(feeds: Iterable[Feed]) -> str:
    """Return the feeds as OPML 2.0, a folder for each region. Their `headers` stay at home: they may hold keys."""
    from xml.etree import ElementTree

    root = ElementTree.Element("opml", {"version": "2.0", "xmlns:tocsin": NAMESPACE})
    ElementTree.SubElement(ElementTree.SubElement(root, "head"), "title").text = "Feeds that Tocsin follows"
    body = ElementTree.SubElement(root, "body")
    folders: dict[str, ElementTree.Element] = {}
    for feed in feeds:
        region = plain_line(feed.region, is_html=False)
        if region not in folders:
            folders[region] = ElementTree.SubElement(body, "outline", {"text": region})
        ElementTree.SubElement(folders[region], "outline", _outline(feed))
    ElementTree.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ElementTree.tostring(root, encoding="unicode")}\n'


def _outline(feed: Feed) -> dict[str, str]:
    title = plain_line(feed.publisher, is_html=False)
    found = {"type": "rss", "text": title, "title": title, "xmlUrl": feed.url, "language": feed.language}
    if feed.state_affiliated:
        found[STATE] = "true"
    if feed.every_minutes is not None:
        found[PACE] = str(feed.every_minutes)
    return found


@dataclass
class _Reader:
    """Turns outlines into feeds, one by one, as the parser comes by them."""

    name: str
    feeds: list[Feed] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    # The name of each open element: "" for what is no folder.
    _open: list[str] = field(default_factory=list)

    def start(self, tag: str, attributes: Mapping[str, str], line: int) -> None:
        if not self._open and tag.lower() != "opml":
            raise InputError(f"{self.name}, line {line}: <{tag[:40]}> is no OPML; {FORM}")
        if len(self._open) >= MAX_DEPTH:
            raise InputError(f"{self.name}, line {line}: folders nested too deeply; {FORM}")
        found = {key.lower(): value for key, value in attributes.items()}
        is_outline = tag.lower() == "outline"
        is_feed = is_outline and ("xmlurl" in found or found.get("type", "").lower() in ("rss", "atom"))
        self._open.append("" if is_feed or not is_outline else _words(found, "title", "text"))
        if is_feed:
            self._read(found, line)

    def end(self, tag: str) -> None:
        self._open.pop()

    def refuse_entity(self, *declared: Any) -> None:
        raise InputError(f"{self.name}: declares entities of its own, which no list of feeds needs; {FORM}")

    def _read(self, found: Mapping[str, str], line: int) -> None:
        if len(self.feeds) + len(self.problems) >= MAX_FEEDS:
            raise InputError(f"{self.name}, line {line}: more than {MAX_FEEDS:,} feeds; import it in parts")
        try:
            self.feeds.append(read_row(_row(found, self._open)))
        except BadRow as problem:
            self.problems.append(f"{self.name}, line {line}: {_named(found)}{problem}")


def _row(found: Mapping[str, str], folders: Iterable[str]) -> dict[str, Any]:
    """Return an outline as a row of the catalogue."""
    url = _url(found.get("xmlurl", ""))
    if not url:
        raise BadRow('no address; write xmlUrl="https://…"')
    row: dict[str, Any] = {
        "url": url,
        "publisher": _words(found, "title", "text") or _host(found.get("htmlurl"), url) or url,
    }
    language = found.get("language", "").strip().replace("_", "-").partition("-")[0]
    # "unknown" is a word of OPML's own; whatever else is no code is no reason to lose the feed.
    if language.isascii() and language.isalpha() and len(language) in (2, 3):
        row["language"] = language
    row["region"] = "/".join(filter(None, folders))[:MAX_WORDS].strip()
    row["state_affiliated"] = found.get(STATE.lower(), "")
    row["every_minutes"] = found.get(PACE.lower(), "")
    return row


def _url(text: str) -> str:
    """Return an address without the `feed:` that some readers put before it."""
    text = text.strip()
    if len(text) > MAX_URL:
        raise BadRow("its address is longer than any real one")
    if text.lower().startswith("feed:"):
        rest = text[len("feed:") :]
        return f"http:{rest}" if rest.startswith("//") else rest
    return text


def _words(found: Mapping[str, str], *names: str) -> str:
    """Return the first of some attributes that says anything, in one line."""
    # Cut first: a title as long as the document is not worth reading twice.
    lines = (plain_line(found.get(name, "")[: 2 * MAX_WORDS], is_html=False)[:MAX_WORDS].strip() for name in names)
    return next(filter(None, lines), "")


def _host(*urls: str | None) -> str:
    for url in filter(None, urls):
        try:
            if host := urlsplit(url).hostname:
                return host[:MAX_WORDS]
        except ValueError:
            continue
    return ""


def _named(found: Mapping[str, str]) -> str:
    words = _words(found, "title", "text")
    return f"{words[:60]}: " if words else ""
