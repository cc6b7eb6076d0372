"""How do feeds join a catalogue that a person keeps? Its comments, order and quotes stay as they are.

Rows are only ever put behind what is there. The whole is read again before it takes the old file's place.
"""

import os
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from stat import S_IMODE
from tempfile import NamedTemporaryFile
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from tocsin.errors import InputError
from tocsin.feeds.catalogue import Catalogue, read_catalogue
from tocsin.feeds.links import link_key
from tocsin.model import Feed

START = "feeds:\n"
INDENT = "  "
NEW_MODE = 0o644


@dataclass(frozen=True)
class Additions:
    """What a list of feeds would add to a catalogue: `new` feeds; `known` is how many it has, or were told twice."""

    new: tuple[Feed, ...]
    known: int


def find_new(catalogue: Catalogue, offered: Iterable[Feed]) -> Additions:
    """Return the feeds that the catalogue does not have, each once, in their order."""
    seen = {feed_key(feed.url) for feed in catalogue.feeds}
    new: list[Feed] = []
    known = 0
    for feed in offered:
        if feed_key(feed.url) in seen:
            known += 1
            continue
        seen.add(feed_key(feed.url))
        new.append(feed)
    return Additions(tuple(new), known)


def feed_key(url: str) -> str:
    """Return what is the same for one feed under https and http, with a slash at its path's end and without."""
    parts = urlsplit(link_key(url))
    return urlunsplit(parts._replace(path=parts.path.rstrip("/")))


def render_rows(feeds: Sequence[Feed], *, indent: str = INDENT) -> str:
    """Return feeds as rows of a catalogue."""
    import yaml

    rows = yaml.safe_dump([_row(feed) for feed in feeds], allow_unicode=True, sort_keys=False, width=10**6)
    return "".join(f"{indent}{line}\n" for line in rows.rstrip("\n").split("\n")) if feeds else ""


def add_to_catalogue(path: Path, feeds: Sequence[Feed]) -> None:
    """Put the feeds behind those of the catalogue at `path`, which is made where there is none.

    The file keeps its bytes, mode and, where we may, its owner; it is replaced at once or not at all. Raises
    `InputError` when it can't be written, or its form does not let rows be put at its end.
    """
    # Behind a link stands the file that is meant.
    path = path.resolve()
    before, old = Catalogue(()), START.encode()
    if os.path.exists(path):
        before, old = read_catalogue(path), path.read_bytes()
    line_end = b"\r\n" if b"\r\n" in old else b"\n"
    rows = render_rows(feeds, indent=_indent(old)).encode().replace(b"\n", line_end)
    gap = b"" if old.endswith(b"\n") else line_end

    def check(written: Path) -> None:
        if not _holds(written, before, feeds):
            raise InputError(
                f"{path}: nothing can be put at its end without changing what is there; let `feeds:` be the last "
                f"thing in it, with a row such as `  - url: https://…` on a line of its own"
            )

    replace_file(path, old + gap + rows, check=check)


def replace_file(path: Path, content: bytes, *, check: Callable[[Path], None] | None = None) -> None:
    """Let `content` take the place of the file at `path` in one step, its mode kept; `check` may refuse it by raising.

    Raises `InputError` when it can't be written.
    """
    path = path.resolve()
    try:
        with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}-", delete=False) as file:
            written = Path(file.name)
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise _refused(path, error) from error
    try:
        if check:
            check(written)
        _keep_rights(path, written)
        written.replace(path)
    except OSError as error:
        raise _refused(path, error) from error
    finally:
        written.unlink(missing_ok=True)


def _row(feed: Feed) -> dict[str, Any]:
    row: dict[str, Any] = {
        "url": feed.url,
        "publisher": feed.publisher,
        "language": feed.language,
        "region": feed.region,
    }
    if feed.state_affiliated:
        row["state_affiliated"] = True
    if feed.every_minutes is not None:
        row["every_minutes"] = feed.every_minutes
    return row


def _indent(old: bytes) -> str:
    """Return what stands before the dash of the last row; ours where there is none."""
    for line in reversed(old.decode("utf-8-sig").splitlines()):
        if line.lstrip(" ").startswith("- "):
            return line[: len(line) - len(line.lstrip(" "))]
    return INDENT


def _holds(written: Path, before: Catalogue, added: Sequence[Feed]) -> bool:
    """Whether a catalogue is the one before and the feeds added, no more and no less."""
    try:
        after = read_catalogue(written)
    except InputError:
        return False
    return after.feeds == (*before.feeds, *added) and len(after.problems) == len(before.problems)


def _keep_rights(path: Path, written: Path) -> None:
    try:
        old = path.stat()
    except FileNotFoundError:
        written.chmod(NEW_MODE)
        return
    # Only root may give a file away; for anybody else it becomes theirs, as with any editor.
    with suppress(PermissionError):
        os.chown(written, old.st_uid, old.st_gid)
    written.chmod(S_IMODE(old.st_mode))


def _refused(path: Path, error: OSError) -> InputError:
    return InputError(f"{path}: can't be written ({error.strerror}); mend its directory's rights or name another file")
