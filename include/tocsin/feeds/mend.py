"""How does a document that is nearly XML become XML?

A strict parser refuses the whole for one bare ampersand, and a loose one guesses: "AT&T" became "AT&T;". So
what can be put right sign by sign is put right here, in one pass, and words stay what their writer meant.
"""

import html
import re
from dataclasses import dataclass
from html.entities import html5

# An alternative without an end takes all the rest, so that no input is gone over twice.
_MARKS = re.compile(
    r"<!--(?:.*?-->|.*)"
    r"|<!\[CDATA\[(?P<quoted>.*?)(?:\]\]>|\Z)"
    r"|<\?[^<>]*>"
    r"|<(?!/?[A-Za-z_])"
    r"|\]\]>"
    r"|&(?:(?P<number>#\d{1,7}|#[xX][0-9a-fA-F]{1,6})|(?P<name>[A-Za-z][A-Za-z0-9]{1,31}));"
    r"|&",
    re.S,
)
_DOCTYPE = re.compile(r"<!DOCTYPE(?P<rest>[^<>\[]*(?:\[.*?\]\s*)?>)?", re.S | re.I)
_ELEMENT = re.compile(r"<[A-Za-z_]")
# What no XML may hold, not even as a reference.
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPED = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;"})
_PREDEFINED = frozenset(["amp", "lt", "gt", "quot", "apos"])


@dataclass(frozen=True)
class Mended:
    """The document without declaration, DOCTYPE and comments, CDATA as text; `faults` is what had to be put right."""

    text: str
    faults: int


def mend(document: str) -> Mended:
    """Put right what needs no guess: stray signs, HTML's entities, characters that XML forbids.

    Entities that the document declares itself are never expanded: they stay as they are written.
    """
    text, faults = _FORBIDDEN.subn("", document)
    mender = _Mender(faults)
    text = _MARKS.sub(mender.mend, _without_doctype(text))
    return Mended(text.lstrip("\ufeff \t\r\n"), mender.faults)


def _without_doctype(text: str) -> str:
    """Drop the declaration before the first element; one that is quoted in an entry stays."""
    element = _ELEMENT.search(text)
    doctype = _DOCTYPE.search(text, 0, element.start() if element else len(text))
    return text[: doctype.start()] + text[doctype.end() :] if doctype and doctype["rest"] else text


@dataclass
class _Mender:
    faults: int

    def mend(self, mark: re.Match[str]) -> str:
        """Return what XML has for a mark."""
        if mark["quoted"] is not None:
            return html.escape(mark["quoted"], quote=False)
        if mark[0].startswith(("<!--", "<?")):
            return ""
        if mark["name"] in _PREDEFINED:
            return mark[0]
        if mark["number"]:
            return _FORBIDDEN.sub("", html.unescape(mark[0])).translate(_ESCAPED)
        self.faults += 1
        if mark["name"] and mark["name"] + ";" in html5:
            return html.unescape(mark[0]).translate(_ESCAPED)
        return mark[0].translate(_ESCAPED)
