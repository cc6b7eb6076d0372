"""What comes out of an encoded body, piece by piece, and is it whole?

Each decoder gives small pieces, so that whoever counts them stops a bomb early, and says so when its stream breaks
off: half a document must never be read as the whole.
"""

import zlib
from collections.abc import Callable, Iterable, Iterator
from typing import Any

Pieces = Iterator[bytes]
PIECE = 64 * 1024
# Servers send one; a second comes from a proxy that packs what is packed. More is made to hurt.
MOST_LAYERS = 3
# Said of what is not packed at all; the others than "identity" by servers that mistake what the header is for.
_PLAIN = frozenset(["", "identity", "none", "binary", "utf-8", "utf8"])
# How each member of a gzip begins.
_MEMBER = b"\x1f"
_GZIP, _ZLIB, _DEFLATE = 16 + zlib.MAX_WBITS, zlib.MAX_WBITS, -zlib.MAX_WBITS


class Unreadable(ValueError):
    """A body that can't be unpacked; its message is for operators."""


def unpack(pieces: Iterable[bytes], encoding: str) -> Pieces:
    """Undo a Content-Encoding, in pieces of about 64 KiB; raises `Unreadable` when they don't make a whole."""
    layers = [name for word in encoding.split(",") if (name := word.strip().lower()) not in _PLAIN]
    if unknown := sorted(set(layers) - set(_DECODERS)):
        raise Unreadable(f"a body encoded as {', '.join(unknown)[:40]}, which we did not ask for")
    if len(layers) > MOST_LAYERS:
        raise Unreadable(f"a body packed {len(layers)} times over")
    unpacked = iter(pieces)
    for name in reversed(layers):
        unpacked = _DECODERS[name](unpacked)
    return unpacked


def _gunzip(pieces: Pieces) -> Pieces:
    """Undo gzip, all its members; what is no gzip behind the first is left, as other readers do."""
    return _inflate(pieces, "gzip", lambda _: _GZIP)


def _inflate_either(pieces: Pieces) -> Pieces:
    """Undo "deflate", which some servers take to mean zlib's format and some the bare one."""
    return _inflate(pieces, "deflate", lambda head: _ZLIB if head[0] & 0x0F == 8 and head[0] >> 4 <= 7 else _DEFLATE)


def _inflate(pieces: Pieces, name: str, window: Callable[[bytes], int]) -> Pieces:
    stream, members = None, 0
    for piece in pieces:
        rest = piece
        while rest:
            if stream is None:
                if members and not rest.startswith(_MEMBER):
                    return
                stream = zlib.decompressobj(window(rest))
            yield _piece(stream, rest, name)
            rest = stream.unused_data or stream.unconsumed_tail
            if stream.eof:
                stream, members = None, members + 1
    if stream is not None:
        # A last match may still be waiting for room.
        yield stream.flush()
        if not stream.eof:
            raise Unreadable(f"a {name} body that breaks off")


def _piece(stream: Any, packed: bytes, name: str) -> bytes:
    try:
        unpacked: bytes = stream.decompress(packed, PIECE)
    except zlib.error as error:
        raise Unreadable(f"a body that is no {name}, though it says so") from error
    return unpacked


def _unbrotli(pieces: Pieces) -> Pieces:
    import brotli

    stream, is_fed = brotli.Decompressor(), False
    try:
        for piece in pieces:
            is_fed = True
            yield stream.process(piece, output_buffer_limit=PIECE)
            # Only a call that brings nothing says that nothing is left inside.
            while rest := stream.process(b"", output_buffer_limit=PIECE):
                yield rest
    except brotli.error as error:
        raise Unreadable("a body that is no br, though it says so") from error
    if is_fed and not stream.is_finished():
        raise Unreadable("a br body that breaks off")


_DECODERS: dict[str, Callable[[Pieces], Pieces]] = {
    "gzip": _gunzip,
    "x-gzip": _gunzip,
    "deflate": _inflate_either,
    "br": _unbrotli,
}
