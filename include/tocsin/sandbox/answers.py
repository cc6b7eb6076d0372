"""How does an answer travel from the child, which hostile input may have taken over, to its parent?

As JSON, since to read a pickle is to run what it says. Plain values stand for themselves; everything else is a list
that begins with its kind. Of our own classes those travel that only hold values: frozen dataclasses, enums, and our
errors. The parent builds them by its own definitions, whatever the child says of them.
"""

import base64
import json
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from datetime import date, datetime, timedelta
from enum import Enum
from functools import lru_cache
from typing import Any

from tocsin.errors import TocsinError

_PLAIN = frozenset([str, int, float, bool, type(None)])
_WHOLE: Mapping[str, Callable[[Iterable[Any]], Any]] = {
    "list": list,
    "tuple": tuple,
    "set": set,
    "frozenset": frozenset,
}
_READ: Mapping[str, Callable[..., Any]] = {
    "bytes": base64.b64decode,
    "datetime": datetime.fromisoformat,
    "date": date.fromisoformat,
    "timedelta": timedelta,
}
# What reading an answer raises that we have not written.
BROKEN = (ValueError, TypeError, LookupError, AttributeError, ImportError, ArithmeticError, RecursionError)


def write_answer(answer: Any) -> bytes:
    """Write an answer; raises `TypeError` or `RecursionError` for one that can't travel."""
    return json.dumps(_told(answer), ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def read_answer(answer: bytes, *, modules: tuple[str, ...]) -> Any:
    """Read an answer, whose classes are of `modules` (prefixes); raises one of `BROKEN` for what is none."""
    return _read(["tuple", json.loads(answer.decode("utf-8", "surrogatepass"))], modules)[0]


def _told(value: Any) -> Any:
    """Give a value in what JSON can write."""
    kind = type(value)
    if kind in _PLAIN:
        return value
    if kind in _WHOLE.values():
        return [kind.__name__, *_each_told(value)]
    if kind is dict:
        return ["dict", *(_told(part) for pair in value.items() for part in pair)]
    if kind is bytes:
        return ["bytes", base64.b64encode(value).decode("ascii")]
    if kind in (datetime, date):
        return [kind.__name__, value.isoformat()]
    if kind is timedelta:
        return ["timedelta", value.days, value.seconds, value.microseconds]
    return [f"{kind.__module__}:{kind.__qualname__}", *_each_told(_parts(value))]


def _each_told(values: Iterable[Any]) -> list[Any]:
    # Most are plain, and a call is dearer than a look.
    return [value if type(value) in _PLAIN else _told(value) for value in values]


def _parts(value: Any) -> list[Any]:
    """Give what an object of ours is made of; raises `TypeError` for one that may be more than values."""
    kind: Any = type(value)
    if _is_plain(kind):
        return [getattr(value, name) for name in _field_names(kind)]
    if issubclass(kind, Enum):
        return [value.value]
    if issubclass(kind, TocsinError):
        return [value.args, value.__dict__]
    raise TypeError(f"a {kind.__qualname__} is neither a plain value nor a frozen dataclass")


def _read(told: list[Any], modules: tuple[str, ...]) -> Any:
    kind, *parts = told
    parts = [_read(part, modules) if isinstance(part, list) else part for part in parts]
    if kind in _WHOLE:
        return _WHOLE[kind](parts)
    if kind == "dict":
        return dict(zip(parts[::2], parts[1::2], strict=True))
    if kind in _READ:
        return _READ[kind](*parts)
    return _built(_find_class(kind, modules), parts)


def _built(kind: Any, parts: list[Any]) -> Any:
    """Make an object of ours of its parts."""
    if issubclass(kind, TocsinError):
        # Not by a call: what an error keeps is not what its class is given.
        error = kind.__new__(kind)
        args, attributes = parts
        error.args = args
        error.__dict__.update(attributes)
        return error
    if issubclass(kind, Enum):
        return kind(*parts)
    return kind(**dict(zip(_field_names(kind), parts, strict=True)))


@lru_cache(maxsize=256)
def _find_class(name: str, modules: tuple[str, ...]) -> Any:
    """Return one of our classes that only hold values, by its module, which the parent has loaded, and its name."""
    module, _, qualname = name.partition(":")
    if not module.startswith(modules):
        raise ValueError(f"{name}: not of our modules")
    found: Any = getattr(sys.modules[module], qualname)
    is_class = isinstance(found, type) and found.__module__ == module
    if not is_class or not (issubclass(found, Enum | TocsinError) or _is_plain(found)):
        raise ValueError(f"{name}: no class of values")
    return found


@lru_cache(maxsize=256)
def _is_plain(kind: Any) -> bool:
    """Whether a class is a dataclass that only holds what it is given: frozen, and nothing done when it is made."""
    # Its own, not one that it inherits.
    parameters = vars(kind).get("__dataclass_params__")
    return parameters is not None and parameters.frozen and not hasattr(kind, "__post_init__")


@lru_cache(maxsize=256)
def _field_names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))
