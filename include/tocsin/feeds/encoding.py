"""In which encoding is a feed written, whatever it says?

Bytes that are UTF-8 all through, or but for a few, are UTF-8: nothing else looks like it by chance. For the
rest feedparser decides (BOM, then HTTP, then the document, then by trial).
"""

import re

_CHARSET = re.compile(r"charset\s{0,9}=\s{0,9}[\"']?([\w.:-]{2,40})", re.I)
_MULTIBYTE = re.compile(rb"[\xc2-\xf4][\x80-\xbf]{1,3}")
# Whatever the server said: feedparser takes text/xml for ASCII, and complains of all others.
XML = "application/xml"


def settle_encoding(body: bytes, content_type: str) -> tuple[bytes, str]:
    """Return the document and the content type to read it with; in UTF-8, broken bytes become U+FFFD."""
    if _is_wide(body):
        return body, XML
    # No XML may hold a NUL.
    body = body.replace(b"\0", b"")
    if not body.isascii():
        try:
            body.decode("utf-8")
        except UnicodeDecodeError:
            mended = body.decode("utf-8", "replace")
            if len(_MULTIBYTE.findall(body)) > mended.count("\ufffd"):
                return mended.encode(), f"{XML}; charset=utf-8"
        else:
            return body, f"{XML}; charset=utf-8"
    said = _CHARSET.search(content_type[:200])
    return body, f"{XML}; charset={said[1]}" if said else XML


def _is_wide(body: bytes) -> bool:
    """Whether this is UTF-16 or UTF-32, where NULs are half of a character."""
    return body[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in body[:4]
