"""Which characters do a page's bytes stand for?

In the order that browsers use: byte order mark, HTTP header, the page's own word, UTF-8 when it fits, a detector.
"""

import codecs
import re

MAX_BYTES = 3 * 1024 * 1024
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_HTTP = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", re.IGNORECASE)
_META = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_XML = re.compile(rb"^\s*<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w.:-]{2,40})", re.IGNORECASE)
# What the label says and what browsers read: the Windows code pages hold all of the ISO ones.
_WIDER = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
}
MOJIBAKE = 0.01  # more replacement characters than this, and the label was wrong


def decode_page(html: bytes, content_type: str = "") -> str:
    """Give the text of a page's first 3 MiB; what can't be read becomes U+FFFD, never an error."""
    html = html[:MAX_BYTES]
    for mark, codec in _BOMS:
        if html.startswith(mark):
            return html.decode(codec, "replace")
    for label in _labels(html, content_type):
        text = _decoded(html, label)
        if text is not None:
            return text
    return _decoded(html, "utf-8") or _detected(html)


def _labels(html: bytes, content_type: str) -> list[str]:
    """List the encodings that the server and the page name, the most trusted first."""
    http, meta, xml = _HTTP.search(content_type), _META.search(html[:4096]), _XML.search(html[:200])
    # A page that can be read to name its encoding is not UTF-16, whatever it says.
    page = [match[1].decode("ascii", "replace") for match in (meta, xml) if match]
    return ([http[1]] if http else []) + ["utf-8" if label.lower().startswith("utf-16") else label for label in page]


def _decoded(html: bytes, label: str) -> str | None:
    """Decode by a label; None when there is no such encoding, or when it plainly isn't this one."""
    try:
        codec = codecs.lookup(label).name
        text = html.decode(_WIDER.get(codec, codec), "replace")
    except (LookupError, ValueError):  # unknown, or one that decodes to no text ("hex", "idna")
        return None
    return text if text.count("\ufffd") <= MOJIBAKE * len(text) else None


def _detected(html: bytes) -> str:
    """Ask the detector, which sees the start of the page; Windows-1252 reads anything at last."""
    from charset_normalizer import from_bytes

    best = from_bytes(html[:65536]).best()
    return html.decode(best.encoding if best else "cp1252", "replace")
