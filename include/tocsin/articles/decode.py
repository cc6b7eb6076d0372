"""Which characters do a page's bytes stand for?

In the order that browsers use: byte order mark, HTTP header, the page's own word, UTF-8 when it fits, a detector.
"""

import codecs
import re

from tocsin.web.charset import decode_as, detect

MAX_BYTES = 3 * 1024 * 1024
_BOMS = (
    *((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")),
    # What a page in UTF-16 begins with where the mark was left out.
    *((b"<\x00", "utf-16-le"), (b"\x00<", "utf-16-be")),
)
_HTTP = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", re.IGNORECASE)
_META = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_XML = re.compile(rb"^\s*<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w.:-]{2,40})", re.IGNORECASE)


def decode_page(html: bytes, content_type: str = "") -> str:
    """Give the text of a page's first 3 MiB; what can't be read becomes U+FFFD, never an error."""
    html = html[:MAX_BYTES]
    for mark, codec in _BOMS:
        if html.startswith(mark):
            return html.decode(codec, "replace")
    for label in (*_labels(html, content_type), "utf-8"):
        text = decode_as(html, label)
        if text is not None:
            return text
    return html.decode(detect(html), "replace")


def _labels(html: bytes, content_type: str) -> list[str]:
    """List the encodings that the server and the page name, the most trusted first."""
    http, meta, xml = _HTTP.search(content_type), _META.search(html[:4096]), _XML.search(html[:200])
    # A page that can be read to name its encoding is not UTF-16, whatever it says.
    page = [match[1].decode("ascii", "replace") for match in (meta, xml) if match]
    return ([http[1]] if http else []) + ["utf-8" if label.lower().startswith("utf-16") else label for label in page]
