"""How is a data file of the classifier read, so that a slip in it is told by file and line?"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from tocsin.errors import InputError

# The C parser is ten times as quick; a build without libyaml falls back to the other.
# A base loader keeps every scalar a string: YAML would read the words "no", "on" and "off" as booleans.
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def compose(path: Path) -> yaml.MappingNode:
    """Parse a file whose top is a mapping; raises `InputError` naming file and line where it is no such YAML."""
    try:
        node = yaml.compose(path.read_text(encoding="utf-8"), Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise InputError(f"{path.name} line {line}: {error.problem}; mend the YAML") from error
    if not isinstance(node, yaml.MappingNode):
        raise InputError(f"{path.name} line 1: no mapping at the top; write `name: value` lines")
    return node


def rows(node: yaml.MappingNode) -> Iterator[tuple[int, str, yaml.Node]]:
    """Each key of a mapping, with its line (from 1) and value, in the order of the file."""
    for key, value in node.value:
        yield line_of(key), str(key.value), value


def line_of(node: yaml.Node) -> int:
    """The line on which a value begins, from 1."""
    return int(node.start_mark.line) + 1


def plain(node: yaml.Node) -> Any:
    """The value as strings, lists and dicts."""
    if isinstance(node, yaml.MappingNode):
        return {str(key.value): plain(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [plain(each) for each in node.value]
    return node.value
