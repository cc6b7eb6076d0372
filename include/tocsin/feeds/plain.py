"""How do a feed's titles and texts read as plain text?

What is markup is told by the names of HTML, not by the brackets: "a < b", "5 < 6 > 4" and an address in brackets
are words.
"""

import html
import re

MAX_TEXT = 200_000
# One class of characters each, so that no input makes them go back.
_TAG = re.compile(r"<!--|-->|<!\[CDATA\[|\]\]>|</?([a-zA-Z][a-zA-Z0-9:-]{0,30})(?=[\s/>])[^<>]{0,20000}>")
_CLOSED = re.compile(r"</([a-zA-Z][a-zA-Z0-9:-]{0,30})")
# With its semicolon: "R&D" and "?a=1&copy=2" hold no entity, whatever HTML makes of the latter.
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_SURROGATES = re.compile(r"[\ud800-\udfff]")
_BLANKS = re.compile(r"[^\S\n]+")
_BLANK_LINES = re.compile(r"\n{2,}")
_BLOCKS = re.compile(
    "address|article|aside|blockquote|br|dd|div|dl|dt|fig(caption|ure)|footer|h[1-6]|header|hr|li|main|ol|p|pre"
    "|section|table|td|th|tr|ul"
)
_UNSEEN = frozenset(["script", "style", "template", "noscript", "iframe"])
_NAMES = frozenset(
    "a abbr acronym address applet area article aside audio b base basefont bdi bdo bgsound big blink blockquote body"
    " br button canvas caption center cite code col colgroup data datalist dd del details dfn dialog dir div dl dt em"
    " embed fieldset figcaption figure font footer form frame frameset g h1 h2 h3 h4 h5 h6 head header hgroup hr html"
    " i iframe img input ins kbd label legend li link main map mark marquee math menu meta meter nav nobr noframes"
    " noscript object ol optgroup option output p param path picture pre progress q rp rt ruby s samp script section"
    " select slot small source span strike strong style sub summary sup svg table tbody td template textarea tfoot th"
    " thead time title tr track tt u ul var video wbr xmp".split()
)


def plain_line(text: str, *, is_html: bool = True) -> str:
    """Return a title or summary as one line: tags stripped, entities decoded once, blanks joined."""
    return " ".join(plain_text(text, is_html=is_html).split())


def plain_text(text: str, *, is_html: bool = True) -> str:
    """Return a text with its paragraphs parted by a blank line, at most `MAX_TEXT` characters."""
    text = text[:MAX_TEXT]
    if is_html:
        text = _ENTITY.sub(lambda entity: html.unescape(entity[0]), _strip_tags(text))
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
    closed = {name.lower() for name in _CLOSED.findall(text)}
    for tag in _TAG.finditer(text):
        if not unseen and not _is_markup(tag, closed):
            continue
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


def _is_markup(tag: re.Match[str], closed: set[str]) -> bool:
    """Whether this is a tag of HTML, a made-up one (with a dash, an attribute, or closed somewhere), or a comment."""
    name = (tag[1] or "").lower()
    if not name:
        # The end of a comment that never began is an arrow.
        return tag[0] != "-->"
    return name in _NAMES or name in closed or not name.isalnum() or "=" in tag[0]


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
