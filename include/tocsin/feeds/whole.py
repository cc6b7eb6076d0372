"""Which entries of a document do we read, and is it a document to read at all? Those that are whole, up to the cap.

The others are cut out before feedparser sees them: it takes seconds for what nobody reads, and of a document that
was cut off it gives half an entry like a whole one. Where an entry begins before the last has ended, that one ends
there: 500,000 beginnings without an end took feedparser 45 seconds.
"""

import re
from dataclasses import dataclass

from tocsin.feeds.names import Dialect

# Feeds have some ten tags open at once, and a tag some ten attributes.
MAX_OPEN = 20_000
MAX_ATTRIBUTES = 1_000
_TAG = re.compile(r"<(/?)[A-Za-z_][^<>]*?(/?)>")
_CHANNEL = re.compile(r"<(/?)((?:[A-Za-z_][\w.-]{0,40}:)?channel)(?=[\s>])", re.I)


@dataclass(frozen=True)
class Whole:
    """A document in which every entry has an end, and notes on what it had not."""

    text: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Places:
    """Where the entries stand: the end of the last one to read, of the last whole one, the start of one without end."""

    read: int = 0
    whole: int = 0
    open: int | None = None


def keep_whole(text: str, dialect: Dialect, *, most: int) -> Whole:
    """Leave out entries beyond `most`, a last one without an end, and what stands behind the document's end."""
    places = _find_entries(text, dialect, most)
    end = _find_end(text, dialect.root)
    if end <= max(places.whole, places.open or 0):
        return _cut_off(text, dialect.root, places)
    # What a page wraps around a feed goes with its beginning.
    junk = text[end:].strip() if text.startswith(f"<{dialect.root}") else ""
    notes = ("malformed (something stands behind its end)",) if junk else ()
    return Whole(text[: places.read] + text[places.whole : end if junk else None], notes)


def find_excess(text: str) -> str | None:
    """Say what a document has more of than any feed, for which feedparser takes minutes; `None` when it has not."""
    depth = 0
    for tag in _TAG.finditer(text):
        depth = max(depth - 1, 0) if tag[1] else depth + (not tag[2])
        if depth > MAX_OPEN:
            return f"more than {MAX_OPEN:,} tags one inside the other"
        if len(tag[0]) > MAX_ATTRIBUTES and tag[0].count("=") > MAX_ATTRIBUTES:
            return f"a tag with more than {MAX_ATTRIBUTES:,} attributes"
    return None


def _find_entries(text: str, dialect: Dialect, most: int) -> _Places:
    prefix = "".join(f"{re.escape(each)}:|" for each in sorted(dialect.own))
    read = whole = seen = 0
    start: int | None = None
    for tag in re.finditer(rf"<(/?)(?:{prefix})(?:item|entry)(?=[\s/>])[^<>]*>", text, re.I):
        begins = not tag[1] and not tag[0].endswith("/>")
        if not begins or start is not None:
            whole, seen = tag.start() if begins else tag.end(), seen + 1
            if seen <= most:
                read = whole
        start = tag.start() if begins else None
    return _Places(read, whole, start)


def _find_end(text: str, root: str) -> int:
    """Return where the document ends, 0 where it has no end."""
    ends = re.finditer(rf"</{re.escape(root)}\s*>", text, re.I) if root else ()
    return max((tag.end() for tag in ends), default=0)


def _cut_off(text: str, root: str, places: _Places) -> Whole:
    """Return a document that has no end up to its last whole entry, with an end."""
    if not root and places.open is None:
        return Whole(text[: places.read] + text[places.whole :])
    note = "cut off" if places.open is None else "cut off, its last entry left out"
    if not places.whole:
        return Whole(text[: places.open], (note,))
    kept = text[: places.read]
    return Whole(kept + _ends(kept, root), (note,))


def _ends(text: str, root: str) -> str:
    """Return the ends that the open channel and the root lack."""
    channels = _CHANNEL.findall(text)
    open_one = channels[-1][1] if channels and not channels[-1][0] else ""
    return "".join(f"</{name}>" for name in (open_one, root) if name)
