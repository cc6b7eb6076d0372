"""Would Slack take this message, and if not, with which error?

The limits that Slack's reference gives for chat.postMessage, chat.update, Block Kit and message
metadata, as far as our messages touch them. A block of another type is refused: we send none.
"""

import json
from collections.abc import Callable, Iterator
from typing import Any

TEXT_ON_UPDATE = 4_000
TEXT_ON_POST = 40_000
MAX_BLOCKS = 50
# Not in the reference; seen by others (bolt-js issue 2509).
BLOCKS_IN_ALL = 13_200
METADATA_BYTES = 8_000
INLINE = {"text", "link", "emoji", "date", "user", "usergroup", "channel", "broadcast", "color", "team"}
Json = dict[str, Any]


def find_error(message: Json, *, edit: bool) -> tuple[str, list[str]] | None:
    """Slack's error code for `message` (blocks and metadata decoded) and why; None when it takes it."""
    text, blocks = message.get("text") or "", message.get("blocks") or []
    if not text and not blocks:
        return "no_text", []
    if len(text) > (TEXT_ON_UPDATE if edit else TEXT_ON_POST):
        return "msg_too_long", []
    if not isinstance(blocks, list):
        return "invalid_blocks_format", []
    problems = list(_block_problems(blocks))
    if problems:
        return "invalid_blocks", problems
    if len(json.dumps(blocks, ensure_ascii=False)) > BLOCKS_IN_ALL:
        return "msg_blocks_too_long", []
    return _metadata_error(message.get("metadata"))


def _metadata_error(metadata: Any) -> tuple[str, list[str]] | None:
    if metadata is None or metadata == {}:
        return None
    if not isinstance(metadata, dict):
        return "invalid_metadata_format", []
    named = isinstance(metadata.get("event_type"), str) and bool(metadata["event_type"])
    if not named or not isinstance(metadata.get("event_payload"), dict):
        return "invalid_metadata_schema", []
    return ("metadata_too_large", []) if len(json.dumps(metadata)) > METADATA_BYTES else None


def _block_problems(blocks: list[Any]) -> Iterator[str]:
    if len(blocks) > MAX_BLOCKS:
        yield f"no more than {MAX_BLOCKS} items allowed [json-pointer:/blocks]"
    for number, block in enumerate(blocks):
        kind = block.get("type") if isinstance(block, dict) else None
        check = CHECKS.get(str(kind))
        at = f"/blocks/{number}"
        if check is None:
            yield f"unsupported type: {kind} [json-pointer:{at}/type]"
        else:
            yield from check(block, at)


def _text_problems(value: Any, at: str, *, limit: int, kinds: tuple[str, ...]) -> Iterator[str]:
    if not isinstance(value, dict) or value.get("type") not in kinds:
        yield f"must be {' or '.join(kinds)} [json-pointer:{at}]"
    elif not isinstance(value.get("text"), str) or not 1 <= len(value["text"]) <= limit:
        yield f"must be 1 to {limit} characters [json-pointer:{at}/text]"


def _header(block: Json, at: str) -> Iterator[str]:
    yield from _text_problems(block.get("text"), f"{at}/text", limit=150, kinds=("plain_text",))


def _section(block: Json, at: str) -> Iterator[str]:
    fields = block.get("fields", [])
    if not block.get("text") and not fields:
        yield f"missing required field: text or fields [json-pointer:{at}]"
    if block.get("text"):
        yield from _text_problems(block["text"], f"{at}/text", limit=3_000, kinds=("plain_text", "mrkdwn"))
    if len(fields) > 10:
        yield f"no more than 10 items allowed [json-pointer:{at}/fields]"
    for number, each in enumerate(fields):
        yield from _text_problems(each, f"{at}/fields/{number}", limit=2_000, kinds=("plain_text", "mrkdwn"))


def _context(block: Json, at: str) -> Iterator[str]:
    elements = block.get("elements") or []
    if not 1 <= len(elements) <= 10:
        yield f"must have 1 to 10 items [json-pointer:{at}/elements]"
    for number, each in enumerate(elements):
        yield from _text_problems(each, f"{at}/elements/{number}", limit=2_000, kinds=("plain_text", "mrkdwn"))


def _divider(block: Json, at: str) -> Iterator[str]:
    yield from ()


def _rich_text(block: Json, at: str) -> Iterator[str]:
    elements = block.get("elements")
    if not isinstance(elements, list) or not elements:
        yield f"missing required field: elements [json-pointer:{at}]"
        return
    for number, each in enumerate(elements):
        here = f"{at}/elements/{number}"
        kind = each.get("type") if isinstance(each, dict) else None
        if kind == "rich_text_list":
            yield from _rich_text(each, here)
        elif kind in ("rich_text_section", "rich_text_quote", "rich_text_preformatted"):
            yield from _inline(each.get("elements") or [], here)
        else:
            yield f"unsupported type: {kind} [json-pointer:{here}]"


def _inline(elements: list[Any], at: str) -> Iterator[str]:
    for number, each in enumerate(elements):
        here = f"{at}/elements/{number}"
        kind = each.get("type") if isinstance(each, dict) else None
        if kind not in INLINE:
            yield f"unsupported type: {kind} [json-pointer:{here}]"
        elif kind == "text" and not each.get("text"):
            yield f"must be more than 0 characters [json-pointer:{here}/text]"
        elif kind == "link" and not str(each.get("url", "")).startswith(("http://", "https://")):
            yield f"invalid url [json-pointer:{here}/url]"


CHECKS: dict[str, Callable[[Json, str], Iterator[str]]] = {
    "header": _header,
    "section": _section,
    "context": _context,
    "divider": _divider,
    "rich_text": _rich_text,
}
