"""Which characters do a feed's bytes stand for, whatever it says?

The byte order mark first. Bytes that are UTF-8 all through, or but for a few, are UTF-8: nothing else looks like
it by chance. Then the server's word, the document's own, and a detector's.
"""

import codecs
import re

from tocsin.web.charset import decode_as, detect, is_mojibake

_CHARSET = re.compile(r"charset\s{0,9}=\s{0,9}[\"']?([\w.:-]{2,40})", re.I)
_PROLOG = re.compile(rb"<\?xml\s[^<>]{0,200}?encoding\s{0,9}=\s{0,9}[\"']([\w.:-]{2,40})", re.I)
# UTF-32 before UTF-16, whose mark it starts with. "<" in two or four bytes is a mark too.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (b"<\0\0\0", "utf-32-le"),
    (b"\0\0\0<", "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)
# Labels that say nothing once the bytes are not UTF-8: they were tried, or can't be so.
_DISPROVED = ("utf", "us-ascii", "ascii", "unicode")
# So many whole characters for each broken one. Of Chinese in GB 18030 a third looks like UTF-8.
WHOLE_FOR_BROKEN = 3


def decode_feed(body: bytes, content_type: str) -> tuple[str, tuple[str, ...]]:
    """Return the text, what can't be read in it as U+FFFD, and notes on what was wrong with its encoding."""
    text, notes = _decode(body, content_type)
    if is_mojibake(text):
        notes = (*notes, f"{text.count(chr(0xFFFD))} of its {len(text)} characters can't be read")
    return text, notes


def _decode(body: bytes, content_type: str) -> tuple[str, tuple[str, ...]]:
    for mark, codec in _MARKS:
        if body.startswith(mark):
            return body.decode(codec, "replace"), ()
    text = _as_utf8(body)
    if text is not None:
        return text, ()
    labels = _labels(body, content_type)
    for label in labels:
        text = None if label.lower().startswith(_DISPROVED) else decode_as(body, label)
        if text is not None:
            return text, () if label == labels[0] else (f"says {labels[0]}, and is {label}",)
    codec = detect(body)
    said = f"says {labels[0]}, and is not" if labels else "does not say its encoding"
    return body.decode(codec, "replace"), (f"{said}; read as {codec}",)


def _as_utf8(body: bytes) -> str | None:
    body = body.removeprefix(codecs.BOM_UTF8)
    try:
        return body.decode()
    except UnicodeDecodeError:
        text = body.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    whole = len(text) - broken - len(text.encode("ascii", "ignore"))
    return text if whole >= WHOLE_FOR_BROKEN * broken else None


def _labels(body: bytes, content_type: str) -> list[str]:
    """List the encodings that the server and the document name, the server's first."""
    http, prolog = _CHARSET.search(content_type[:200]), _PROLOG.search(body[:1024])
    return ([http[1]] if http else []) + ([prolog[1].decode("ascii", "replace")] if prolog else [])
