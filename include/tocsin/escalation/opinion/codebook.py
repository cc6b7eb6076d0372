"""What is a language model told of our words? Reads `codebook.yaml`, which an analyst can read too."""

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from tocsin.errors import InputError
from tocsin.escalation.datafile import compose, line_of, plain, rows
from tocsin.model import Level

_PATH = Path(__file__).parent / "codebook.yaml"
_KINDS: dict[str, type[yaml.Node]] = {
    "version": yaml.ScalarNode,
    "task": yaml.ScalarNode,
    "levels": yaml.MappingNode,
    "rules": yaml.SequenceNode,
    "answer": yaml.MappingNode,
}
FIELDS = ("level", "direction", "dyads", "location", "quote", "confidence", "reason")


@dataclass(frozen=True)
class Codebook:
    """`words` are the whole instruction; `version` is the file's, with a hash of the words."""

    version: str
    words: str


@cache
def codebook() -> Codebook:
    """Return the codebook that came with this version."""
    return read_codebook(_PATH)


def read_codebook(path: Path) -> Codebook:
    """Read and check a codebook; raises `InputError` naming file and line on what is wrong."""
    top: dict[str, Any] = {}
    for line, key, value in rows(compose(path)):
        if key not in _KINDS or key in top:
            what = "stands there twice; keep one" if key in top else f"is unknown; use one of {sorted(_KINDS)}"
            raise InputError(f"{path.name} line {line}: {key!r} {what}")
        if not isinstance(value, _KINDS[key]) or not value.value:
            raise InputError(f"{path.name} line {line}: {key!r} is empty or of another kind; see the file that ships")
        if isinstance(value, yaml.MappingNode):
            _check_keys(path, key, value)
        top[key] = plain(value)
    if missing := [key for key in _KINDS if key not in top]:
        raise InputError(f"{path.name} line 1: no {', '.join(missing)}; restore it")
    words = _words(top)
    return Codebook(f"{top['version']}:{hashlib.sha256(words.encode()).hexdigest()[:16]}", words)


def _check_keys(path: Path, name: str, node: yaml.MappingNode) -> None:
    wanted = [str(int(level)) for level in Level] if name == "levels" else list(FIELDS)
    found = [key for _, key, _ in rows(node)]
    if found != wanted:
        raise InputError(f"{path.name} line {line_of(node)}: {name!r} has {found}; it needs {wanted}, in that order")


def _words(top: dict[str, Any]) -> str:
    levels = "\n".join(f"{level}  {said}" for level, said in top["levels"].items())
    rules = "\n".join(f"- {rule}" for rule in top["rules"])
    fields = "\n".join(f"- {name}: {said}" for name, said in top["answer"].items())
    return (
        f"{top['task']}\n\nLevels:\n{levels}\n\nRules:\n{rules}\n\n"
        f"Answer with one JSON object and nothing else, with exactly these fields:\n{fields}"
    )
