"""How do a feed's titles and texts read as plain text?"""

import html
import re

MAX_TEXT = 200_000
# One class of characters each, so that no input makes them go back.
_TAG = re.compile(r"<!--|-->|</?([a-zA-Z][a-zA-Z0-9:-]{0,30})[^<>]{0,20000}>")
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f]")
_SURROGATES = re.compile(r"[\ud800-\udfff]")
_BLANKS = re.compile(r"[^\S\n]+")
_BLANK_LINES = re.compile(r"\n{2,}")
_BLOCKS = re.compile(
    "address|article|aside|blockquote|br|dd|div|dl|dt|fig(caption|ure)|footer|h[1-6]|header|hr|li|main|ol|p|pre"
    "|section|table|td|th|tr|ul"
)
_UNSEEN = frozenset(["script", "style", "template", "noscript", "iframe"])


def plain_line(text: str, *, is_html: bool = True) -> str:
    """Return a title or summary as one line: tags stripped, entities decoded once, blanks joined."""
    return " ".join(plain_text(text, is_html=is_html).split())


def plain_text(text: str, *, is_html: bool = True) -> str:
    """Return a text with its paragraphs parted by a blank line, at most `MAX_TEXT` characters."""
    text = text[:MAX_TEXT]
    if is_html:
        text = html.unescape(_strip_tags(text))
    text = _BLANKS.sub(" ", clean_characters(text))
    lines = (line.strip() for line in text.split("\n"))
    return _BLANK_LINES.sub("\n\n", "\n".join(lines)).strip()[:MAX_TEXT]


def clean_characters(text: str) -> str:
    """Return `text` without what no database takes and no reader sees: controls, NUL, half characters."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _SURROGATES.sub("\ufffd", _CONTROLS.sub("", text))


def _strip_tags(text: str) -> str:
    """Drop tags, comments and scripts; the edge of a block becomes a blank line, other tags nothing."""
    kept: list[str] = []
    at, unseen = 0, ""
    for tag in _TAG.finditer(text):
        if not unseen:
            # Line ends in HTML are blanks; paragraphs are told by tags.
            kept.append(text[at : tag.start()].replace("\n", " "))
        at = tag.end()
        unseen = _unseen_after(tag, unseen)
        if not unseen and _BLOCKS.fullmatch((tag[1] or "").lower()):
            kept.append("\n" if tag[1].lower() == "br" else "\n\n")
    if at == 0:
        return text
    return "".join(kept) + ("" if unseen else text[at:])


def _unseen_after(tag: re.Match[str], unseen: str) -> str:
    """Return the name of the element (or comment) whose content is dropped after `tag`, "" when none is."""
    if unseen == "<!--":
        return "" if tag[0] == "-->" else unseen
    if unseen:
        return "" if tag[0].lower().startswith(f"</{unseen}") else unseen
    if tag[0] == "<!--":
        return "<!--"
    name = (tag[1] or "").lower()
    opens = not tag[0].startswith("</") and not tag[0].endswith("/>")
    return name if name in _UNSEEN and opens else ""
