"""Which characters do bytes stand for, by their label or by the look of them?"""

import time

import pytest

from tocsin.web.charset import decode_as, detect


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        ("Москва сообщила об ударе по территории соседа", "cp1251"),
        ("Москва сообщила об ударе по территории соседа", "koi8_r"),
        ("غارات على الحدود بين البلدين وسقوط قتلى", "cp1256"),
        ("巴基斯坦军方称对伊朗境内目标实施了打击", "gb18030"),
        ("巴基斯坦軍方稱對伊朗境內目標實施了打擊", "big5"),
        ("日本海にミサイル発射", "shift_jis"),
        ("북한 미사일 발사", "cp949"),
        ("Η Τουρκία απειλεί την Ελλάδα στο Αιγαίο", "cp1253"),
        ("L’armée a frappé près de Genève", "cp1252"),
        ("It’s war", "cp1252"),
    ],
)
def test_a_short_text_is_read_in_what_it_was_written(text, codec):
    markup = f"<rss><item><title>{text}</title><link>https://wire.example/1</link></item></rss>"
    body = markup.encode(codec)
    assert body.decode(detect(body)) == markup


@pytest.mark.parametrize(
    ("label", "text"),
    [
        ("iso-8859-1", "“é”"),
        ("us-ascii", "“é”"),
        ("utf-8", None),
        ("martian", None),
        ("hex", None),
        ("punycode", None),
        ("unicode-escape", None),
    ],
)
def test_a_label_is_taken_as_browsers_take_it(label, text):
    assert decode_as("“é”".encode("cp1252"), label) == text


@pytest.mark.parametrize("unit", [b"", b"<", b"<\xe9", b"\xff", bytes(range(256))])
def test_whatever_the_bytes_an_answer_comes_at_once(unit):
    body = unit * (3_000_000 // max(len(unit), 1))
    started = time.process_time()
    body.decode(detect(body), "replace")
    assert time.process_time() - started < 2
