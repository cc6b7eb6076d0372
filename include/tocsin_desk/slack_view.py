"""How does an analyst see these messages, told in a terminal?

Reads the blocks of Slack messages, ours or not: the newest thread last, replies under their thread.
"""

import textwrap
from collections.abc import Iterator
from typing import Any

Json = dict[str, Any]
WIDTH = 100
INDENT = "    "


def describe(messages: list[Json]) -> str:
    """The messages as text: threads in the order they were opened, each reply indented under its own."""
    opened = [message for message in messages if not _is_reply(message)]
    known = {message["ts"] for message in opened}
    shown: list[str] = []
    for message in opened:
        replies = [each for each in messages if _is_reply(each) and each["thread_ts"] == message["ts"]]
        shown += [_one(message, ""), *(_one(reply, INDENT) for reply in replies)]
    orphans = [each for each in messages if _is_reply(each) and each["thread_ts"] not in known]
    return "\n\n".join([*shown, *(_one(each, INDENT) for each in orphans)])


def _is_reply(message: Json) -> bool:
    return bool(message.get("thread_ts")) and message["thread_ts"] != message["ts"]


def _one(message: Json, indent: str) -> str:
    marks = ["edited"] if message.get("edited") else []
    if message.get("subtype") == "thread_broadcast":
        marks.append("also sent to the channel")
    lines = [line for block in message.get("blocks") or [] for line in _block(block)]
    lines = lines or [message.get("text", "")]
    if marks:
        lines.append(f"({', '.join(marks)})")
    bars = [indent + ("↳ " if indent else "▌ ")] + [indent + ("  " if indent else "▌ ")] * len(lines)
    return "\n".join(_wrapped(_printable(line), bar) for line, bar in zip(lines, bars, strict=False))


def _wrapped(line: str, bar: str) -> str:
    """One line, folded under its own beginning."""
    content = line.lstrip(" ")
    hanging = " " * (len(line) - len(content) + (2 if content[:1] in "•│" else 0))
    return textwrap.fill(
        line,
        width=WIDTH,
        initial_indent=bar,
        subsequent_indent=bar.replace("↳", " ") + hanging,
        break_long_words=False,
        break_on_hyphens=False,
        drop_whitespace=True,
        replace_whitespace=False,
    )


def _printable(line: str) -> str:
    """A terminal obeys control characters; they are shown as nothing."""
    return "".join(character for character in line if character.isprintable() or character == "\u200d")


def _block(block: Json) -> Iterator[str]:
    kind = block.get("type")
    if kind == "header":
        yield block["text"]["text"]
    elif kind == "section":
        texts = [block.get("text"), *block.get("fields", [])]
        yield from (text["text"] for text in texts if text)
    elif kind == "context":
        yield " ".join(element.get("text", "") for element in block["elements"])
    elif kind == "rich_text":
        for part in block["elements"]:
            yield from _part(part)
    elif kind == "divider":
        yield "─" * 40


def _part(part: Json) -> Iterator[str]:
    kind = part.get("type")
    if kind == "rich_text_list":
        yield from (f"  • {_inline(row)}" for row in part["elements"])
    elif kind == "rich_text_quote":
        yield f"  │ {_inline(part)}"
    else:
        yield from _inline(part).split("\n")


def _inline(part: Json) -> str:
    return "".join(_element(element) for element in part.get("elements", []))


def _element(element: Json) -> str:
    text = str(element.get("text") or element.get("name") or element.get("url") or "")
    if element.get("style", {}).get("strike") and text.strip():
        text = f"~{text}~"
    return f"{text} <{element['url']}>" if element.get("type") == "link" else text
