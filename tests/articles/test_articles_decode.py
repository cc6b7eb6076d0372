"""Are a page's bytes read in the right characters?"""

import pytest

from tocsin.articles.decode import MAX_BYTES, decode_page

TEXT = "<p>Où sont passés les «blindés» ?</p>"
RUSSIAN = "<p>Пограничная служба сообщила, что ночью катер обстрелял судно у мыса.</p>" * 5


@pytest.mark.parametrize(
    ("html", "content_type", "expected"),
    [
        (TEXT.encode(), "", TEXT),
        (TEXT.encode(), "text/html; charset=utf-8", TEXT),
        (b"\xef\xbb\xbf" + TEXT.encode(), "text/html; charset=latin-1", TEXT),
        (TEXT.encode("utf-16"), "", TEXT),
        (TEXT.encode("latin-1"), "text/html; charset=ISO-8859-1", TEXT),
        (b"<meta charset=iso-8859-1>" + TEXT.encode("latin-1"), "", "<meta charset=iso-8859-1>" + TEXT),
        ("<p>“quoted”</p>".encode("cp1252"), "text/html; charset=iso-8859-1", "<p>“quoted”</p>"),
        (RUSSIAN.encode("cp1251"), "", RUSSIAN),
        (RUSSIAN.encode("cp1251"), "text/html; charset=utf-8", RUSSIAN),
        (TEXT.encode(), "text/html; charset=martian", TEXT),
        (TEXT.encode(), "text/html; charset=hex", TEXT),
        (b'<meta charset="utf-16">' + TEXT.encode(), "", '<meta charset="utf-16">' + TEXT),
        (b"", "", ""),
    ],
)
def test_decode_page(html, content_type, expected):
    assert decode_page(html, content_type) == expected


def test_only_the_beginning_of_a_huge_page_is_read():
    assert len(decode_page(b"a" * (MAX_BYTES + 10))) == MAX_BYTES
