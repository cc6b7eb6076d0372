"""Does a letter with marks without end cost no more than other text, and lose nothing else?"""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.articles.combining import MAX_MARKS, normalize

ACUTE, GRAVE_BELOW = "\u0301", "\u0316"


def test_the_first_marks_of_a_letter_stay():
    assert normalize("NFC", "e" + ACUTE * 40 + "!") == "é" + ACUTE * (MAX_MARKS - 1) + "!"
    assert normalize("NFC", "—" * 40 + "e" + ACUTE) == "—" * 40 + "é"


@pytest.mark.parametrize("marks", [(GRAVE_BELOW + ACUTE) * 200_000, ACUTE * 200_000 + GRAVE_BELOW * 200_000])
def test_marks_without_end_are_read_in_a_moment(marks):
    """Put in order all together, they would take minutes."""
    assert len(normalize("NFKC", "a" + marks)) <= MAX_MARKS + 1


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_other_text_comes_out_as_unicode_says(text):
    assert normalize("NFC", text) == unicodedata.normalize("NFC", text)
