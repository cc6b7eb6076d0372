"""Where does output go? Results to stdout, as UTF-8; everything else to stderr."""

import io
import json
import logging
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.console import Console

USUAL_FIELDS = frozenset(logging.makeLogRecord({}).__dict__) | {"message", "asctime"}


def use_utf8() -> None:
    """Write UTF-8 whatever the locale; a lone surrogate, which has none, as JSON's own escape."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def print_document(document: Any) -> None:
    """Print the one JSON document that a command answers with, indented for people."""
    print(json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False))


def print_line(document: Any) -> None:
    """Print one JSON document on one line."""
    print(json.dumps(document, ensure_ascii=False, allow_nan=False))


def tell(line: str) -> None:
    """Say, in one line, something that is not a result; names and words in it may be anybody's."""
    shown = "".join(each if each.isprintable() else "?" for each in " ".join(line.split()))
    print(f"tocsin: {shown}", file=sys.stderr, flush=True)


def tell_logs() -> None:
    """Let our own warnings and everybody's errors be heard on stderr, with their fields."""
    handler = logging.StreamHandler()
    handler.setFormatter(_Fields("tocsin: %(message)s"))
    logging.basicConfig(level=logging.ERROR, handlers=[handler])
    logging.getLogger("tocsin").setLevel(logging.WARNING)


class _Fields(logging.Formatter):
    """Writes the facts that came as `extra` behind the message."""

    def format(self, record: logging.LogRecord) -> str:
        extra = record.__dict__.keys() - USUAL_FIELDS
        facts = ", ".join(f"{name} {record.__dict__[name]}" for name in sorted(extra))
        return f"{super().format(record)}{f' ({facts})' if facts else ''}"


def console() -> "Console":
    """Return what writes readable results; colours only on a terminal, 100 columns where there is none."""
    from rich.console import Console

    width = None if sys.stdout.isatty() else 100
    return Console(file=sys.stdout, width=width, highlight=False, emoji=False, soft_wrap=False)


@contextmanager
def progress(what: str, total: int | None, *, unit: str = "", prints: bool = False) -> Iterator[Callable[[int], None]]:
    """Show a bar on stderr while the block runs, if that is a terminal; the block is given what to call at each step.

    `total` is in the steps' own unit, `None` where it can't be known. `unit` "bytes" shows sizes. A block that
    `prints` its results meanwhile gets no bar among them.
    """
    if not sys.stderr.isatty() or (prints and sys.stdout.isatty()):
        yield lambda step: None
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        DownloadColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    count = DownloadColumn() if unit == "bytes" else MofNCompleteColumn()
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), count, TimeRemainingColumn())
    with Progress(
        *columns,
        console=Console(stderr=True),
        transient=True,
        # By default it takes what is printed to stdout and writes it to stderr.
        redirect_stdout=False,
        redirect_stderr=False,
    ) as bar:
        task = bar.add_task(what, total=total)
        yield lambda step: bar.advance(task, step)
