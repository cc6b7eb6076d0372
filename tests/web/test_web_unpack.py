"""Does an encoded body come out whole, in small pieces, or not at all?"""

import gzip
import random
import time
import tracemalloc
import zlib

import brotli
import pytest
import requests

from servers import CHUNK, Page, gzip_bomb
from tocsin.errors import ConnectionFailed, DeadlinePassed, TooLarge
from tocsin.web.unpack import PIECE, Unreadable, unpack

TEXT = b"".join(b"Paragraph %d: the harbour was closed again.\n" % number for number in range(9_000))
TEXT += random.Random(7).randbytes(30_000)


def deflate(data: bytes) -> bytes:
    """Pack without zlib's header and checksum, as some servers do."""
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush()


PACKED = {
    "gzip": gzip.compress(TEXT),
    "deflate": zlib.compress(TEXT),
    "deflate, bare": deflate(TEXT),
    "br": brotli.compress(TEXT),
    "gzip, br": brotli.compress(gzip.compress(TEXT)),
    "br, gzip": gzip.compress(brotli.compress(TEXT)),
}


def unpacked(packed: bytes, encoding: str, size: int = 1000) -> bytes:
    pieces = [packed[at : at + size] for at in range(0, len(packed), size)]
    return b"".join(unpack(pieces, encoding.removesuffix(", bare")))


@pytest.mark.parametrize("size", [1, 7, 1000, 10**6])
@pytest.mark.parametrize("encoding", PACKED)
def test_every_encoding_that_we_ask_for_is_undone(encoding, size):
    assert unpacked(PACKED[encoding], encoding, size) == TEXT


@pytest.mark.parametrize("encoding", ["", "identity", "Identity, ,", "UTF-8", "none"])
def test_what_is_not_encoded_stays_as_it_is(encoding):
    assert unpacked(TEXT, encoding) == TEXT


def test_names_are_read_as_servers_write_them():
    assert unpacked(PACKED["gzip"], " GZip ") == TEXT
    assert unpacked(PACKED["gzip"], "x-gzip") == TEXT


@pytest.mark.parametrize("encoding", PACKED)
@pytest.mark.parametrize("missing", [1, 9, 500])
def test_a_body_that_breaks_off_is_not_taken_for_the_whole(encoding, missing):
    with pytest.raises(Unreadable, match="breaks off"):
        unpacked(PACKED[encoding][:-missing], encoding)


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br", "gzip, br"])
def test_no_body_is_none(encoding):
    assert unpacked(b"", encoding) == b""


def test_all_members_of_a_gzip_are_read_and_what_is_none_is_left():
    assert unpacked(PACKED["gzip"] * 3, "gzip") == TEXT * 3
    assert unpacked(PACKED["gzip"] + b"\0\0\0\n", "gzip", size=10**6) == TEXT
    with pytest.raises(Unreadable, match="a gzip body that breaks off"):
        unpacked(PACKED["gzip"] + PACKED["gzip"][:-20], "gzip")


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br"])
def test_what_is_not_what_it_says(encoding):
    with pytest.raises(Unreadable, match=f"a body that is no {encoding}"):
        unpacked(b"\xff" * 100, encoding)


def test_more_layers_than_anybody_needs_are_refused():
    assert unpacked(gzip.compress(gzip.compress(PACKED["gzip"])), "gzip, gzip, gzip") == TEXT
    with pytest.raises(Unreadable, match="packed 4 times over"):
        unpacked(b"", "gzip, gzip, gzip, gzip")


@pytest.mark.parametrize("encoding", PACKED)
def test_pieces_stay_small_however_much_is_in_them(encoding):
    packed = PACKED[encoding]
    assert max(len(piece) for piece in unpack([packed], encoding.removesuffix(", bare"))) <= 2 * PIECE


def brotli_bomb(megabytes: int) -> Page:
    packer = brotli.Compressor(quality=5)
    packed = b"".join(packer.process(b"\0" * CHUNK) for _ in range(megabytes)) + packer.finish()
    return Page(packed, headers={"Content-Encoding": "br"})


def deflate_bomb(megabytes: int) -> Page:
    return Page(zlib.compress(b"\0" * (CHUNK * megabytes)), headers={"Content-Encoding": "deflate"})


def nested_bomb(megabytes: int) -> Page:
    return Page(gzip.compress(gzip_bomb(megabytes).body), headers={"Content-Encoding": "gzip, gzip"})


@pytest.mark.parametrize("make", [gzip_bomb, brotli_bomb, deflate_bomb, nested_bomb])
def test_a_bomb_is_put_down_before_it_fills_memory(web, paper, make, now):
    paper.pages["/bomb"] = make(200)
    tracemalloc.start()
    with pytest.raises(TooLarge):
        web.fetch(paper.url("/bomb"), now=now, cap=5_000_000, accept="*/*", obey_robots=False)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 30_000_000


def test_a_bomb_with_nothing_in_it_is_put_down_at_the_deadline(make_web, paper, now):
    """Millions of empty members, packed once more: no byte ever comes out of it that could be counted."""
    empty = gzip.compress(gzip.compress(b"") * 50_000) * 400
    paper.pages["/bomb"] = Page(empty, headers={"Content-Encoding": "gzip, gzip"})
    started = time.monotonic()
    with pytest.raises(DeadlinePassed):
        make_web(deadline=0.5).fetch(paper.url("/bomb"), now=now, cap=1000, accept="*/*", obey_robots=False)
    assert time.monotonic() - started < 4


def test_the_web_is_told_what_we_can_undo(make_web, paper, now, monkeypatch):
    """And nothing else, though a library that is installed beside us might."""
    monkeypatch.setattr(requests.utils, "DEFAULT_ACCEPT_ENCODING", "gzip, zstd")
    paper.pages["/a"] = Page(PACKED["br"], headers={"Content-Encoding": "br"})
    assert make_web().fetch(paper.url("/a"), now=now, cap=10**6, accept="*/*").body == TEXT
    assert {asked.headers["accept-encoding"] for asked in paper.asked} == {"gzip, deflate, br"}


def test_a_cut_off_body_of_the_right_length_is_a_failed_connection(web, paper, now):
    """Its Content-Length is that of the cut off bytes: only the decoder knows."""
    paper.pages["/a"] = Page(PACKED["gzip"][:-300], headers={"Content-Encoding": "gzip"})
    with pytest.raises(ConnectionFailed, match="a gzip body that breaks off"):
        web.fetch(paper.url("/a"), now=now, cap=10**6, accept="*/*")
