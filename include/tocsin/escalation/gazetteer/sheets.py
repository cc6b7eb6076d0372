"""How is one file of the gazetteer read, row by row, so that a slip is told by file and line?"""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tocsin.errors import InputError

_NAMES = {kind: kind for kind in ("name", "adjective", "capital")}
_FORCES = dict.fromkeys(
    "seat ministry military service command guard intelligence parliament spokesperson company".split(), "force"
)
_PLACES = {
    **dict.fromkeys("city region disputed border base island landmark".split(), "place"),
    **dict.fromkeys(("water", "line"), "water"),
}
_OFFICES = dict.fromkeys(
    (
        "head of state;head of government;foreign minister;defence minister;commander;security adviser;"
        "spokesperson;other"
    ).split(";"),
    "leader",
)
_TRAPS = {"phrase": "block", "before": "", "after": ""}
# What each kind of row becomes in a mention; the order is that of loading, so that a code is known before it is used.
KINDS: Mapping[str, Mapping[str, str]] = {
    "states.csv": _NAMES,
    "organisations.csv": {**_NAMES, **_FORCES, "body": "block"},
    "groups.csv": {"group": "group"},
    "forces.csv": _FORCES,
    "leaders.csv": _OFFICES,
    "places.csv": _PLACES,
    "traps.csv": _TRAPS,
}
IN_A_LANGUAGE = {**_NAMES, "leader": "leader", "force": "force", "group": "group", "place": "place", "water": "water"}


@dataclass(frozen=True)
class Row:
    """One row, and how an error names it."""

    where: str
    cells: Mapping[str, str]
    kind: str

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column) or ""

    @property
    def texts(self) -> list[str]:
        """Every way of naming that the row gives."""
        return self["terms"].split("|")


def rows_of(path: Path, kinds: Mapping[str, str]) -> Iterator[Row]:
    """Give the rows of one file; raises `InputError` on an unknown kind, an empty field or an empty name."""
    fixed = next(iter(kinds)) if len(kinds) == 1 else ""
    column = "office" if path.name == "leaders.csv" else "kind"
    wanted = ("terms", "note", *(() if fixed else (column,)))
    for line, cells in readrows_of(path, wanted):
        where, kind = f"{path.name} line {line}", fixed or cells[column]
        if kind not in kinds:
            raise InputError(f"{where}: unknown {column} {kind!r}; use one of {', '.join(sorted(kinds))}")
        if not all(text.strip() == text and text for text in cells["terms"].split("|")):
            raise InputError(f"{where}: an empty name or a stray blank between two bars; drop it")
        yield Row(where, cells, kinds[kind])


def readrows_of(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    """Give each row of a data file with its line; raises `InputError` on a missing column or an empty field."""
    with path.open(encoding="utf-8", newline="") as lines:
        reader = csv.DictReader(lines)
        missing = [column for column in columns if column not in (reader.fieldnames or ())]
        if missing:
            raise InputError(f"{path.name} line 1: no column {', '.join(missing)}; restore the heading")
        for row in reader:
            if None in row:
                raise InputError(
                    f"{path.name} line {reader.line_num}: too many fields; put a text with a comma in quotes"
                )
            empty = [column for column in columns if not (row[column] or "").strip()]
            if empty:
                raise InputError(
                    f"{path.name} line {reader.line_num}: {', '.join(empty)} is empty; fill it or drop the row"
                )
            yield reader.line_num, row
