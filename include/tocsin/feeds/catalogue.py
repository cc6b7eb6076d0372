"""Which feeds do we follow? Read from catalogue.yaml, or from a file like it.

One bad row never stops the others: it is a problem, told with its line, and the rest is read.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tocsin.errors import AddressRefused, InputError
from tocsin.feeds.links import link_key, plain_address
from tocsin.model import Feed
from tocsin.web import host_of

SHIPPED = Path(__file__).with_name("catalogue.yaml")
FORM = "it starts with `feeds:`, and under it stand rows such as `- url: https://…`"
MAX_DEPTH = 20
MAX_FILE = 10 * 1024 * 1024
KNOWN = ("url", "publisher", "language", "region", "state_affiliated", "headers", "every_minutes")


@dataclass(frozen=True)
class Catalogue:
    """The feeds that can be followed, and a line on each row that can't."""

    feeds: tuple[Feed, ...]
    problems: tuple[str, ...] = ()


def read_catalogue(path: Path | None = None) -> Catalogue:
    """Return the feeds and the problems of `path`; raises `InputError` when it is no catalogue at all."""
    path = path or SHIPPED
    reader = _Rows(path)
    for row in _rows(path):
        reader.read(row)
    return Catalogue(tuple(reader.feeds), tuple(reader.problems))


def _rows(path: Path) -> list[Any]:
    """Return the nodes of the list under `feeds:`, each of which knows its line."""
    import yaml

    text = _text(path)
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        if _is_deep(yaml.parse(text, Loader=loader)):
            raise InputError(f"{path}: lists nested too deeply; {FORM}")
        root = yaml.compose(text, Loader=loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f", line {mark.line + 1}" if mark else ""
        what = getattr(error, "problem", None) or "a character that YAML does not allow"
        raise InputError(f"{path}{line}: not YAML ({what}); {FORM}") from error
    if isinstance(root, yaml.MappingNode):
        for key, value in root.value:
            if key.value == "feeds" and isinstance(value, yaml.SequenceNode):
                return list(value.value)
    raise InputError(f"{path}: no list of feeds; {FORM}")


def _is_deep(events: Iterable[Any]) -> bool:
    """Whether more is nested than a catalogue can hold; to compose it would overrun the C stack."""
    depth = 0
    for event in events:
        kind = type(event).__name__
        depth += kind.endswith("StartEvent") - kind.endswith("EndEvent")
        if depth > MAX_DEPTH:
            return True
    return False


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > MAX_FILE:
            raise InputError(
                f"{path}: larger than {MAX_FILE // 1024 // 1024} MB; a catalogue lists feeds, nothing else"
            )
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: not UTF-8 (byte {error.start}); save it as UTF-8") from error
    except OSError as error:
        raise InputError(f"{path}: can't be read ({error.strerror}); name another file or mend its rights") from error


class BadRow(Exception):
    """What is wrong with a row, and the remedy."""


@dataclass
class _Rows:
    """Turns rows into feeds, one by one."""

    path: Path
    feeds: list[Feed] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    _seen: dict[str, int] = field(default_factory=dict)

    def read(self, node: Any) -> None:
        line = node.start_mark.line + 1
        try:
            feed = read_row(_plain(node))
        except BadRow as problem:
            self.problems.append(f"{self.path}, line {line}: {problem}")
            return
        first = self._seen.get(link_key(feed.url))
        if first is not None:
            twin = f"{feed.url} stands already on line {first}; remove one of the two"
            self.problems.append(f"{self.path}, line {line}: {twin}")
            return
        self._seen[link_key(feed.url)] = line
        self.feeds.append(feed)


def _plain(node: Any) -> dict[str, Any]:
    """Return a row's node as a dict; only `headers` may nest, so that no alias can blow it up."""
    import yaml

    if not isinstance(node, yaml.MappingNode):
        raise BadRow("not a feed; write `- url: …` with `publisher: …` under it")
    row: dict[str, Any] = {}
    for key, value in node.value:
        if key.value == "headers" and isinstance(value, yaml.MappingNode):
            texts = {str(name.value): text.value for name, text in value.value}
            row["headers"] = texts if all(isinstance(text, str) for text in texts.values()) else None
        elif isinstance(value, yaml.ScalarNode):
            row[str(key.value)] = str(value.value).strip()
        else:
            raise BadRow(f"`{str(key.value)[:40]}` is a list or mapping; write one value")
    return row


def read_row(row: Mapping[str, Any]) -> Feed:
    """Return the feed that a row's settings, all of them texts but `headers`, name; raises `BadRow`."""
    if unknown := sorted(set(row) - set(KNOWN)):
        raise BadRow(f"unknown setting `{unknown[0][:40]}`; known are {', '.join(KNOWN)}")
    if not row.get("publisher"):
        raise BadRow("no publisher; add `publisher: …`")
    return Feed(
        url=_url(row.get("url", "")),
        publisher=row["publisher"],
        language=_parsed(row, "language", _language, "an ISO 639-1 code such as en") or "en",
        region=row.get("region") or "Global",
        state_affiliated=_parsed(row, "state_affiliated", _truth, "true or false") or False,
        headers=_headers(row.get("headers", {})),
        every_minutes=_parsed(row, "every_minutes", _minutes, "a whole number of minutes from 0 to 1440"),
    )


def _url(text: str) -> str:
    if not text:
        raise BadRow("no url; add `url: https://…`")
    try:
        host_of(text)
    except AddressRefused as error:
        raise BadRow(f"{error}; write `url: https://…`") from error
    url = plain_address(text)
    if not url:
        raise BadRow(f"{text[:200]} is no URL; write `url: https://…`")
    return url


def _headers(headers: Any) -> dict[str, str]:
    if not isinstance(headers, dict) or any(set("\r\n") & set(name + value) for name, value in headers.items()):
        raise BadRow("`headers` are no mapping of names to one-line texts; write `headers: {Name: text}`")
    # requests refuses a value that starts with a blank, and shows it, key and all, in its message.
    return {name.strip(): value.strip() for name, value in headers.items()}


def _parsed(row: Mapping[str, Any], name: str, parse: Callable[[str], Any], form: str) -> Any:
    text = row.get(name)
    if text is None or text == "":
        return None
    try:
        return parse(text)
    except (ValueError, KeyError) as error:
        raise BadRow(f"`{name}: {str(text)[:40]}` can't be read; write {form}") from error


def _language(text: str) -> str:
    if not (text.isascii() and text.isalpha() and 2 <= len(text) <= 3):
        raise ValueError(text)
    return text.lower()


def _truth(text: str) -> bool:
    return {"true": True, "yes": True, "false": False, "no": False}[text.lower()]


def _minutes(text: str) -> int:
    if not 0 <= int(text) <= 1440:
        raise ValueError(text)
    return int(text)
