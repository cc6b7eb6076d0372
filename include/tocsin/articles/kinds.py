"""Are these bytes a page, or another kind of file?

Servers mislabel: a page comes as text/plain or without a type, a PDF as text/html. So a type refuses only what never
is a page, and the bytes have the last word: the signatures of common formats (WHATWG MIME Sniffing, 6 and 7), and
control characters, which no text has.
"""

import re

SAMPLE = 65_536  # bytes or characters that are looked at
BINARY = 0.01  # share of control characters from which it is no text; a page pasted together may hold a few

# Not here: application/octet-stream, application/xml and text/plain, under which pages come too.
_TYPES = re.compile(
    r"(?:image|audio|video|font|model)/.+|text/(?:css|csv|calendar|javascript|vcard)"
    r"|application/(?:pdf|json|zip|gzip|msword|rtf|postscript|javascript|epub|wasm|vnd\.(?!wap\.xhtml)|x-(?:pdf|zip|gzip|rar|tar|7z)"
    r"|x-(?:bzip|font|shockwave|javascript|protobuf|msdownload)|[\w.-]{1,60}\+(?:json|zip)|(?:rss|atom)\+xml).*",
    re.IGNORECASE,
)
_SIGNATURES = {
    "a PDF": rb"%PDF-",
    "an image": rb"\x89PNG\r\n|\xff\xd8\xff|GIF8[79]a|II\*\x00|MM\x00\*|\x00\x00\x01\x00|RIFF.{4}WEBP|.{4}ftyp[ah]",
    "a sound or film": rb"RIFF.{4}(?:WAVE|AVI )|.{4}ftyp|\x1aE\xdf\xa3|OggS|ID3[\x02-\x04]|fLaC",
    "an archive": rb"PK(?:\x03\x04|\x05\x06)|Rar!\x1a\x07|7z\xbc\xaf\x27\x1c|\x1f\x8b\x08|BZh[1-9]1AY|\xfd7zXZ\x00",
    "an Office document": rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1|\{\\rtf1",
    "a PostScript document": rb"%!PS-",
    "a program": rb"\x7fELF",
    "a font": rb"wOF[F2]\x00",
}
_BYTES = {kind: re.compile(signature, re.DOTALL) for kind, signature in _SIGNATURES.items()}
_JSON = re.compile(r"\s*+(?:\{\s*\"|\[\s*[\[{\"])")
_XML = re.compile(
    # Atomic, or five comments could be told apart in millions of ways.
    r"\s*+(?>(?:<\?xml\b[^>]{0,200}>|<!--.{0,2000}?-->|<!DOCTYPE\s(?!html)[^>]{0,500}>)\s*){0,5}+"
    r"<(?:rss|feed|rdf:RDF|urlset|sitemapindex|svg|opml)\b",
    re.IGNORECASE | re.DOTALL,
)
# Not among them: tab, line ends, form feed, and the escape of ISO-2022-JP.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]")


def find_foreign_bytes(page: bytes, content_type: str = "") -> str:
    """Name the kind of file that a page's bytes, or its type alone, show it to be; "" where it may be a page."""
    media_type = content_type.split(";", maxsplit=1)[0].strip()
    if _TYPES.fullmatch(media_type[:100]):
        return media_type[:100].lower()
    start = page[:SAMPLE].lstrip()[:64]
    return next((kind for kind, signature in _BYTES.items() if signature.match(start)), "")


def find_foreign_text(text: str) -> str:
    """Name what a page's text shows it to be instead of a page; "" where it may be one."""
    start = text[:SAMPLE].rstrip("\x00")  # some servers fill a page up with them
    if len(_CONTROL.findall(start)) > BINARY * len(start):
        return "binary data"
    if _XML.match(start):
        return "a feed, a sitemap or a drawing"
    return "JSON" if _JSON.match(start) else ""
