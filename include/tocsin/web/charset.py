"""Which characters do bytes stand for, by their label or by the look of them?

What a label says and what is meant differ: the Windows code pages are read for the ISO ones, as browsers do.
"""

import codecs
import re

MOJIBAKE = 0.01  # more replacement characters than this, and the label was wrong
SAMPLE = 65_536
LATIN = "cp1252"
# A Latin text writes most of its letters in ASCII, down to seven of eight in Czech; other scripts hardly one in ten.
ASCII_OF_LATIN = 0.8
_UPPER = bytes(range(128, 256))
_WIDER = {
    "iso8859-1": LATIN,
    "ascii": LATIN,
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
}
# Python's own ways to write text as ASCII; some take time that grows with the square of the length.
_NO_CHARSETS = frozenset(["idna", "punycode", "raw-unicode-escape", "unicode-escape", "undefined"])
# What the web was written in before UTF-8. Asked about all that Python knows, the detector finds rarities.
_USUAL = (
    "cp1251 koi8_r koi8_u iso8859_5 cp1256 iso8859_6 cp1255 cp1253 iso8859_7 cp874 gb18030 big5 shift_jis euc_jp cp949"
    " cp1250 cp1252 cp1254 iso8859_2"
).split()
# By their bytes these can't be told apart: "è" in one is "č" in another. Windows-1252 is what browsers then take.
_LATINS = frozenset(["cp1250", "cp1252", "cp1254", "iso8859_2"])


def decode_as(body: bytes, label: str) -> str | None:
    """Decode by a label; `None` when there is no such encoding, or when it plainly isn't this one."""
    try:
        codec = codecs.lookup(label).name
        text = None if codec in _NO_CHARSETS else body.decode(_WIDER.get(codec, codec), "replace")
    except (LookupError, ValueError):  # unknown, or one that decodes to no text ("hex")
        return None
    return None if text is None or is_mojibake(text) else text


def is_mojibake(text: str) -> bool:
    """Whether so many of the characters could not be read that the rest is in doubt."""
    return text.count("\ufffd") > MOJIBAKE * len(text)


def detect(body: bytes) -> str:
    """Return the encoding that bytes without a true label are most likely in, other than UTF-8."""
    from charset_normalizer import from_bytes

    # Markup is ASCII: what stands between tags tells, and there is little of it in a short document.
    telling = b" ".join(piece for piece in re.split(rb"[<>]", body) if not piece.isascii())[:SAMPLE]
    if len(telling.translate(None, _UPPER)) > ASCII_OF_LATIN * len(telling):
        return LATIN
    best = from_bytes(telling, cp_isolation=_USUAL).best()
    return best.encoding if best and best.encoding not in _LATINS else LATIN
