"""Which rows does a JSON lines source hold, which of them can't be served, and when is all of it of no use?

A bad row is answered in its place and never stops the others. Only when no row has the form that is asked
for (no JSON, or a column missing in all of them) is the input itself at fault.
"""

import codecs
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from tocsin.cli.sources import MIB, STDIN, label, not_utf8, open_source
from tocsin.errors import InputError

LONGEST_LINE = 8 * MIB
# So many rows of no use at the start, and we stop looking for a good one.
PATIENCE = 1_000
KINDS = {
    str: "text",
    int: "a whole number",
    float: "a number",
    bool: "true or false",
    list: "a list",
    type(None): "null",
    dict: "an object",
}
ID = (str, int)
# A column that must be there and may be null: a summary without a headline, a page from nowhere.
OPTIONAL_TEXT = (str, type(None))


@dataclass(frozen=True)
class Form:
    """What a row must hold: columns and their types, and an example for who got it wrong."""

    example: str
    required: Mapping[str, tuple[type, ...]]
    optional: Mapping[str, tuple[type, ...]] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Row:
    """One line. `problem` says why it can't be served; `formless` that it is no row of this form at all."""

    number: int
    size: int
    facts: Mapping[str, Any] = field(default_factory=dict)
    problem: str = ""
    formless: bool = False

    @property
    def id(self) -> str | int | None:
        """What its answer is known by."""
        value = self.facts.get("id")
        return value if isinstance(value, str | int) and not isinstance(value, bool) else None

    def refusal(self, problem: str = "") -> dict[str, Any]:
        """Return the answer for a row that can't be served."""
        return {"id": self.id, "error": f"row {self.number}: {problem or self.problem}"}


def read_rows(name: str, form: Form) -> Iterator[Row]:
    """Read a source row by row, blank lines left out; at most one line is in memory.

    Raises:
        InputError: no such file, not UTF-8, no row at all, or not one row of this form.
    """
    # A pipe can be read only once: its rows are checked as they come.
    if size_of(name) is not None:
        _check_encoding(name)
    with open_source(name) as stream:
        yield from _useful(name, form, _rows(name, stream, form))


def size_of(name: str) -> int | None:
    """Return the bytes of a source, `None` where that can't be known."""
    return Path(name).stat().st_size if name != STDIN and Path(name).is_file() else None


def _check_encoding(name: str) -> None:
    """Look through the whole file first: nothing is answered for a file that turns out to be no text."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    newlines = 0
    with open_source(name) as stream:
        while True:
            chunk = stream.read(MIB)
            try:
                decoder.decode(chunk, final=not chunk)
            except UnicodeDecodeError as error:
                row = newlines + error.object[: error.start].count(b"\n") + 1
                raise not_utf8(name, row, error.object) from error
            newlines += chunk.count(b"\n")
            if not chunk:
                return


def _useful(name: str, form: Form, rows: Iterable[Row]) -> Iterator[Row]:
    """Hold rows without the form back until one has it; raise when none has."""
    held: list[Row] = []
    is_useful = False
    for row in rows:
        if row.formless and not is_useful:
            held.append(row)
            if len(held) >= PATIENCE:
                break
            continue
        is_useful = True
        yield from held
        held = []
        yield row
    if held:
        first = held[0]
        raise InputError(f"{label(name)}, row {first.number}: {first.problem}; {_remedy(form)}")
    if not is_useful:
        raise InputError(f"{label(name)}: empty, without a row 1; {_remedy(form)}")


def _remedy(form: Form) -> str:
    return f"give one JSON object per line, such as {form.example}"


def _rows(name: str, stream: BinaryIO, form: Form) -> Iterator[Row]:
    number = 0
    while line := stream.readline(LONGEST_LINE + 1):
        number += 1
        size = len(line)
        if number == 1:
            line = line.removeprefix(codecs.BOM_UTF8)
        if size > LONGEST_LINE and not line.endswith(b"\n"):
            size += _skip_line(stream)
            problem = f"longer than {LONGEST_LINE // MIB} MB"
            yield Row(number=number, size=size, problem=problem, formless=True)
        elif line.strip():
            yield _row(name, number, line, form)


def _skip_line(stream: BinaryIO) -> int:
    skipped = 0
    while part := stream.readline(MIB):
        skipped += len(part)
        if part.endswith(b"\n"):
            break
    return skipped


def _row(name: str, number: int, line: bytes, form: Form) -> Row:
    size = len(line)
    try:
        facts = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise not_utf8(name, number, line) from error
    except (ValueError, RecursionError) as error:
        return Row(number=number, size=size, problem=f"not JSON ({_what(error)})", formless=True)
    if not isinstance(facts, dict):
        problem = f"{_kind(facts)}, not an object"
        return Row(number=number, size=size, problem=problem, formless=True)
    missing = [column for column in form.required if column not in facts]
    if missing:
        problem = f"no column {' and no column '.join(repr(column) for column in missing)}"
        return Row(number=number, size=size, facts=facts, problem=problem, formless=True)
    return Row(number=number, size=size, facts=facts, problem=_wrong_type(facts, form))


def _wrong_type(facts: Mapping[str, Any], form: Form) -> str:
    for column, types in (*form.required.items(), *form.optional.items()):
        value = facts.get(column)
        absent = value is None and column in form.optional
        fits = isinstance(value, types) and (not isinstance(value, bool) or bool in types)
        if not absent and not fits:
            wanted = " or ".join(dict.fromkeys(KINDS.get(each, "null") for each in types))
            return f"{column!r} is {_kind(value)}, not {wanted}"
    return ""


def _kind(value: object) -> str:
    return "null" if value is None else KINDS.get(type(value), "something else")


def _what(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg.lower()} at character {error.pos + 1}"
    return "too deeply nested" if isinstance(error, RecursionError) else "a number without end"
