"""Which feed documents does a pile of snapshots on disk hold, of which feed, and when were they captured?

A directory, searched with all below it, in which a document is known in one of two ways:

    index.csv     a manifest, with the columns url, captured_at and path (from the manifest's own place), and
                  publisher and language where the feed is not in the catalogue
    its path      a time of capture in it, and the feed's address without scheme, its signs replaced at will:
                    feeds.example.org/world/rss.20260314T120000Z.xml.gz
                    example-org-world-rss-xml/2026-03-14.xml
                    20260314120000/example.org/world/rss.xml

Times are UTC. Documents may be gzipped. Where neither tells the feed, the document's own `rel="self"` may.
"""

import csv
import gzip
import io
import os
import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from tocsin.errors import FeedError, InputError
from tocsin.feeds.links import absolute_link
from tocsin.model import Feed

MANIFEST = "index.csv"
KINDS = (".xml", ".rss", ".atom", ".rdf", ".json")
# Bytes of a path: an index of PostgreSQL takes no key longer than 2,704.
MAX_PATH = 2_000
LARGEST = 20 * 1024 * 1024
LONGEST_MANIFEST = 200 * 1024 * 1024
_STAMP = re.compile(
    r"(?<!\d)(\d{4})-?(\d\d)-?(\d\d)(?:[T_ -]?(\d\d)[-:]?(\d\d)[-:]?(\d\d)(?:\.\d{1,9})?)?(?:Z|\+00:?00)?(?!\d)", re.I
)
_SIGNS = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, kw_only=True)
class Snapshot:
    """A document on disk. `path` is its place in the directory; `version` changes when the file does.

    `url` is "" where only the document itself may tell its feed. `problem` says why it can't be used.
    """

    path: str
    url: str = ""
    captured_at: datetime | None = None
    publisher: str = ""
    language: str = ""
    version: str = ""
    problem: str = ""


def list_snapshots(root: Path, feeds: Iterable[Feed]) -> Iterator[Snapshot]:
    """Yield what the directory holds, in the order of its paths; a manifest's word counts over a path's.

    Raises:
        InputError: there is no such directory.
    """
    if not root.is_dir():
        raise InputError(f"TOCSIN_ARCHIVE names no directory: {root}")
    paths = sorted(_files(root))
    names = FeedNames(feeds)
    listed: dict[str, Snapshot] = {}
    for path in paths:
        if path.rpartition("/")[2] == MANIFEST:
            for row in _read_manifest(root, path):
                _keep_earliest(listed, replace(row, url=names.spelled(row.url)))
    yield from listed.values()
    for path in paths:
        if path not in listed and path.lower().removesuffix(".gz").endswith(KINDS):
            yield _from_path(root, path, names)


def read_snapshot(root: Path, path: str) -> bytes:
    """Return the document at a path, unzipped; raises `FeedError` for what can't be had."""
    try:
        with (root / path).open("rb") as file:
            body = file.read(LARGEST + 1)
        if body[:2] == b"\x1f\x8b":
            with gzip.open(io.BytesIO(body)) as unzipped:
                body = unzipped.read(LARGEST + 1)
    except (OSError, EOFError, zlib.error) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise FeedError(f"{path}: {reason or 'broken'}") from error
    if len(body) > LARGEST:
        raise FeedError(f"{path}: larger than {LARGEST >> 20} MiB")
    return body


def read_time(text: str) -> datetime | None:
    """Return the time of capture in a text, the last one of several; a day alone ends with its last second."""
    for found in reversed(list(_STAMP.finditer(text[-1_000:]))):
        numbers = [int(each) for each in found.groups(default="-1")]
        clock = numbers[3:] if numbers[3] >= 0 else [23, 59, 59]
        try:
            at = datetime(*numbers[:3], *clock, tzinfo=UTC)  # type: ignore[misc, arg-type]
        except ValueError:
            continue
        if at.year >= 1990:
            return at
    return None


@dataclass
class FeedNames:
    """Knows the feeds of the catalogue by their addresses, however these are spelled in a path."""

    feeds: Iterable[Feed]
    _urls: dict[str, set[str]] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        for feed in self.feeds:
            address = feed.url.partition("://")[2]
            for name in {_slug(address), _slug(_without_kind(address))}:
                self._urls.setdefault(name, set()).add(feed.url)

    def spelled(self, url: str) -> str:
        """Return an address as the catalogue spells it: with its scheme, with or without a last slash."""
        urls = self._urls.get(_slug(url.partition("://")[2]), set())
        return next(iter(urls)) if len(urls) == 1 and url not in urls else url

    def find(self, path: str) -> str:
        """Return the feed that a path without its stamp names, "" where it names none or several."""
        for spelled in (path, _without_kind(path)):
            words = _slug(spelled).split("-")
            for start in range(max(0, len(words) - 40), len(words)):
                urls = self._urls.get("-".join(words[start:]), set())
                if len(urls) == 1:
                    return next(iter(urls))
        return ""


def _files(root: Path) -> Iterator[str]:
    for folder, folders, names in os.walk(root):
        folders[:] = [each for each in folders if not each.startswith(".")]
        for name in names:
            yield Path(folder, name).relative_to(root).as_posix()


def _read_manifest(root: Path, manifest: str) -> Iterator[Snapshot]:
    """Yield a row for each line; what is wrong with one is told of that line and stops no other."""
    text = (root / manifest).read_bytes()[:LONGEST_MANIFEST].decode("utf-8-sig", "replace").replace("\0", "")
    rows = csv.DictReader(io.StringIO(text))
    try:
        missing = {"url", "captured_at", "path"} - set(rows.fieldnames or ())
        if missing:
            problem = f"its first line must name the columns url, captured_at and path ({', '.join(sorted(missing))}?)"
            yield Snapshot(path=manifest, problem=problem)
            return
        for row in rows:
            yield _listed(root, manifest, rows.line_num, row)
    except csv.Error as error:
        yield Snapshot(path=f"{manifest}, line {rows.line_num}", problem=f"the rest can't be read: {error}")


def _listed(root: Path, manifest: str, line: int, row: dict[str, str]) -> Snapshot:
    where = f"{manifest}, line {line}"
    given = {name: (row.get(name) or "").strip() for name in ("url", "captured_at", "path", "publisher", "language")}
    captured_at = read_time(given["captured_at"])
    if captured_at is None:
        return Snapshot(path=where, problem=f"captured_at {given['captured_at']!r}: write 20260314T120000Z")
    if not absolute_link("", given["url"]):
        return Snapshot(path=where, problem=f"url {given['url'][:200]!r}: give the feed's address")
    path = os.path.normpath(Path(manifest).parent / given["path"])
    if not given["path"] or path.startswith(("..", "/")) or _unnameable(path):
        return Snapshot(path=where, problem=f"path {given['path']!r}: give a file below the archive")
    return Snapshot(
        path=Path(path).as_posix(),
        url=given["url"],
        captured_at=captured_at,
        publisher=given["publisher"],
        language=given["language"],
        version=_version(root / path),
        problem="" if (root / path).is_file() else f"no such file ({where})",
    )


def _keep_earliest(listed: dict[str, Snapshot], row: Snapshot) -> None:
    """One file may stand for several captures of one content: an entry is as old as the first of them."""
    known = listed.get(row.path)
    if known is None or (row.captured_at and known.captured_at and row.captured_at < known.captured_at):
        listed[row.path] = row


def _from_path(root: Path, path: str, names: FeedNames) -> Snapshot:
    if problem := _unnameable(path):
        return Snapshot(path=path.encode("utf-8", "replace").decode()[:200], problem=problem)
    captured_at = read_time(path)
    if captured_at is None:
        problem = "no time of capture: put one like 20260314T120000Z into its name, or list it in index.csv"
        return Snapshot(path=path, version=_version(root / path), problem=problem)
    bare = _STAMP.sub("-", path.removesuffix(".gz"))
    return Snapshot(path=path, url=names.find(bare), captured_at=captured_at, version=_version(root / path))


def _unnameable(path: str) -> str:
    """Say why a path can't be kept in the store, if so."""
    try:
        return "its path is too long" if len(path.encode()) > MAX_PATH else ""
    except UnicodeEncodeError:
        return "its name is not UTF-8: rename it"


def _version(file: Path) -> str:
    try:
        found = file.stat()
    except OSError:
        return ""
    return f"{found.st_size}:{found.st_mtime_ns}"


def _without_kind(path: str) -> str:
    stem, dot, kind = path.rpartition(".")
    return stem if dot and f".{kind.lower()}" in KINDS else path


def _slug(text: str) -> str:
    return _SIGNS.sub("-", text.lower()).strip("-")
