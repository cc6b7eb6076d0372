"""Is text that was decoded wrongly mended, and other text left alone?"""

import pytest

from tocsin.articles.mojibake import mend_mojibake


@pytest.mark.parametrize(
    "text",
    [
        "Les gardes ont fermé la frontière à l’aube, a déclaré le ministère.",
        "Зенитная батарея стояла у моста до рассвета.",
        "The envoy’s “last word” – naïve, said one aide…",
    ],
)
def test_what_was_decoded_as_latin_is_mended(text):
    for codec in ("cp1252", "latin-1"):
        try:
            garbled = text.encode().decode(codec)
        except UnicodeDecodeError:
            continue
        assert mend_mojibake(garbled) == text
    assert mend_mojibake(text) == text


@pytest.mark.parametrize(
    "text", ["", "«Ã» is a letter", "£20 a day", "日本語の本文", "ﬁne print ＡＢＣ ‘quoted’", "🇺🇦 flag"]
)
def test_nothing_else_is_touched(text):
    assert mend_mojibake(text) == text
