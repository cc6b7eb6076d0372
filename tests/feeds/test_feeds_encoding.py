"""In which characters is a feed read, whatever it says of them?"""

import codecs
import time

import pytest

from tocsin.feeds.encoding import decode_feed
from tocsin.feeds.parse import parse_feed

RUSSIAN = "Москва сообщила об ударе по территории соседа"
ARABIC = "غارات على الحدود بين البلدين وسقوط قتلى"
CHINESE = "巴基斯坦军方称对伊朗境内目标实施了打击"
FRENCH = "L’armée déployée près de Genève"


def a_feed(title, *, says=""):
    prolog = f'<?xml version="1.0" encoding="{says}"?>\n' if says else ""
    item = f"<item><title>{title}</title><link>https://wire.example/1</link></item>"
    return f'{prolog}<rss version="2.0"><channel><title>Wire</title>{item}</channel></rss>'


@pytest.mark.parametrize(
    ("title", "says", "codec", "content_type"),
    [
        (RUSSIAN, "utf-8", "cp1251", ""),
        (RUSSIAN, "", "cp1251", ""),
        (RUSSIAN, "utf-8", "cp1251", "text/xml; charset=utf-8"),
        (RUSSIAN, "us-ascii", "koi8_r", ""),
        (RUSSIAN, "utf-8", "cp1251", "text/xml; charset=windows-1251"),
        (ARABIC, "UTF-8", "cp1256", ""),
        (CHINESE, "UTF-8", "gb18030", ""),
        (CHINESE, "gb2312", "gb18030", ""),
        (FRENCH, "UTF-8", "cp1252", ""),
        (FRENCH, "iso-8859-1", "cp1252", ""),
        (FRENCH, "martian", "cp1252", ""),
    ],
)
def test_what_is_not_utf8_is_read_by_a_label_that_fits_or_by_its_look(title, says, codec, content_type):
    feed = parse_feed(a_feed(title, says=says).encode(codec), url="", content_type=content_type)
    assert feed.entries[0].title == title


@pytest.mark.parametrize("says", ["", "UTF-8", "UTF-16", "windows-1252"])
@pytest.mark.parametrize(
    ("mark", "codec"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
        (b"", "utf-16-le"),
        (b"", "utf-16-be"),
    ],
)
def test_a_byte_order_mark_wins(mark, codec, says):
    body = mark + a_feed(RUSSIAN, says=says).encode(codec)
    feed = parse_feed(body, url="", content_type="application/xml; charset=iso-8859-1")
    assert (feed.entries[0].title, feed.notes) == (RUSSIAN, ("no entry has a date that can be read",))


@pytest.mark.parametrize(
    ("body", "content_type", "said"),
    [
        (a_feed(RUSSIAN, says="utf-8").encode("cp1251"), "", "says utf-8, and is not; read as cp1251"),
        (a_feed(RUSSIAN).encode("cp1251"), "", "does not say its encoding; read as cp1251"),
        (a_feed(RUSSIAN, says="utf-8").encode("cp1251"), "x; charset=koi8-r", ""),
        (a_feed(RUSSIAN, says="cp1251").encode("cp1251"), "x; charset=utf-8", "says utf-8, and is cp1251"),
        (a_feed("\ufffd" * 9).encode(), "", "9 of its 135 characters can't be read"),
        (a_feed(RUSSIAN).encode(), "", ""),
    ],
)
def test_what_was_wrong_is_told(body, content_type, said):
    assert "; ".join(decode_feed(body, content_type)[1]) == said


def test_a_json_feed_is_read_by_its_look_too():
    body = f'{{"items": [{{"id": "1", "title": "{RUSSIAN}"}}]}}'
    for codec in ("cp1251", "utf-16"):
        assert parse_feed(body.encode(codec), url="").entries[0].title == RUSSIAN


@pytest.mark.parametrize("unit", [b"\xff", b"\xc3\xa9\xe9", b"<?xml ", b"\xfe\xff", b"charset="])
def test_hostile_bytes_end_at_once(unit):
    started = time.process_time()
    decode_feed(unit * (3_000_000 // len(unit)), "charset=" * 1000)
    assert time.process_time() - started < 2
