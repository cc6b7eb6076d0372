"""What are Slack's blocks made of, in the few shapes that we use?

Words stand in plain_text and rich_text only, never in mrkdwn: there nothing inside them is markup, so
nothing can be smuggled in. Callers bring words that `alerts.text` has made safe, and cut.
"""

from typing import Any, TypeAlias

from tocsin.alerts.text import cut, host, tidy

Block: TypeAlias = dict[str, Any]
Element: TypeAlias = dict[str, Any]

HEADER_LIMIT = 150
CONTEXT_LIMIT = 300
HOST_LIMIT = 80


def header(words: str) -> Block:
    """A header of one line; cut to what Slack takes."""
    return {"type": "header", "text": _plain_text(cut(words, HEADER_LIMIT))}


def context(words: str) -> Block:
    """Small grey print."""
    return {"type": "context", "elements": [_plain_text(cut(words, CONTEXT_LIMIT))]}


def rich_text(*parts: Element) -> Block:
    """A block of sections, quotes and lists."""
    return {"type": "rich_text", "elements": list(parts)}


def section(*elements: Element) -> Element:
    """Words in a row."""
    return {"type": "rich_text_section", "elements": list(elements)}


def quote(*elements: Element) -> Element:
    """Words behind a bar."""
    return {"type": "rich_text_quote", "elements": list(elements)}


def bullets(rows: list[Element]) -> Element:
    """A list; each row is a section."""
    return {"type": "rich_text_list", "style": "bullet", "elements": rows}


def words(text: str, *, bold: bool = False, italic: bool = False, strike: bool = False) -> Element:
    """Plain words; `text` must not be empty."""
    asked = {"bold": bold, "italic": italic, "strike": strike}
    style = {name: True for name, wanted in asked.items() if wanted}
    return {"type": "text", "text": text, **({"style": style} if style else {})}


def link(url: str, label: str = "") -> Element:
    """A link to `url`, which `is_web_url` has passed; it shows its host when there is no label."""
    return {"type": "link", "url": url, "text": label or tidy(host(url), HOST_LIMIT)}


def _plain_text(text: str) -> Element:
    # emoji false: ":skull:" in a name stays what it is.
    return {"type": "plain_text", "text": text, "emoji": False}
