"""What stands in FILE, or comes in on standard input (-)? And when can it not be used at all?"""

import codecs
import gzip
import io
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from tocsin.errors import InputError

STDIN = "-"
MIB = 1024 * 1024
GZIP_MAGIC = b"\x1f\x8b"
# What a source in another encoding starts with, the longest first: UTF-32's sign begins with UTF-16's.
ENCODINGS = {
    codecs.BOM_UTF32_LE: "UTF-32",
    codecs.BOM_UTF32_BE: "UTF-32",
    codecs.BOM_UTF16_LE: "UTF-16",
    codecs.BOM_UTF16_BE: "UTF-16",
}
# An article is a hundredth of this: whatever is longer was not meant to be read as one.
TEXT_CAP = 4 * MIB


def label(name: str) -> str:
    """Return what to call a source in a message."""
    return "standard input" if name == STDIN else name


@contextmanager
def open_source(name: str) -> Iterator[BinaryIO]:
    """Open FILE, or standard input for "-".

    Raises:
        InputError: there is no such file, or it can't be read.
    """
    if name == STDIN:
        yield sys.stdin.buffer
        return
    try:
        stream = Path(name).open("rb")  # noqa: SIM115 - closed below; caught here are the errors of opening
    except FileNotFoundError as error:
        raise InputError(f"{name}: no such file; check its name (and give - to read standard input)") from error
    except IsADirectoryError as error:
        raise InputError(f"{name}: a directory; name a file in it") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise InputError(f"{name}: can't be read ({reason}); name another file or mend its rights") from error
    with stream:
        yield stream


def read_bytes(name: str, *, cap: int) -> bytes:
    """Return the bytes of a source, unpacked if they are gzipped.

    Raises:
        InputError: they are more than `cap`, packed or not, or the gzip is cut off or damaged.
    """
    with open_source(name) as stream:
        body = stream.read(cap + 1)
    if body[:2] == GZIP_MAGIC and len(body) <= cap:
        body = _unpack(name, body, cap)
    if len(body) > cap:
        raise InputError(f"{label(name)}: larger than {cap // MIB} MB; give a smaller one")
    return body


def read_text(name: str) -> str:
    """Return the text of a source; raises `InputError` for what is binary, not UTF-8, or beyond `TEXT_CAP`."""
    body = read_bytes(name, cap=TEXT_CAP)
    if body.startswith(tuple(ENCODINGS)):
        raise not_utf8(name, 1, body)
    if b"\0" in body:
        raise InputError(f"{label(name)}: a binary file, not a text; give the text as UTF-8")
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise not_utf8(name, body.count(b"\n", 0, error.start) + 1, body) from error


def not_utf8(name: str, row: int, found: bytes) -> InputError:
    """Return the error for a source that is not UTF-8 in `row`, with the remedy for what it is instead.

    `found` is what the source, or the row, starts with.
    """
    file = "FILE" if name == STDIN else name
    if found.startswith(GZIP_MAGIC):
        return InputError(f"{label(name)}: gzip, not rows; unpack it first, for example with: gunzip --keep {file}")
    encoding = next((ENCODINGS[sign] for sign in ENCODINGS if row == 1 and found.startswith(sign)), "")
    remedy = f"save it as UTF-8, for example with: iconv -f {encoding or 'WINDOWS-1252'} -t UTF-8 {file}"
    return InputError(f"{label(name)}, row {row}: {encoding or 'not UTF-8'}; {remedy}")


def _unpack(name: str, body: bytes, cap: int) -> bytes:
    """Unpack every member of a gzip, one byte past the cap at most, so that a bomb is only ever seen to be one."""
    try:
        with gzip.open(io.BytesIO(body)) as unpacked:
            return unpacked.read(cap + 1)
    except EOFError as error:
        raise InputError(f"{label(name)}: a gzip that was cut off; fetch or pack it again") from error
    except (OSError, zlib.error) as error:
        raise InputError(f"{label(name)}: damaged gzip ({error}); pack it again") from error
