"""Is the part of a list that is shown always one that exists?"""

import pytest

from tocsin_pages.paging import paging


@pytest.mark.parametrize(
    ("asked", "number"),
    [("", 1), ("2", 2), ("3", 3), ("4", 3), ("999999999999999999999", 1), ("0", 1), ("-1", 1), ("x", 1), ("²", 1)],
)
def test_nearest_part(asked, number):
    assert paging(asked, size=20, total=41).number == number


def test_words_and_links():
    part = paging("3", size=20, total=41, query={"show": "over"})
    assert (part.words, part.offset, part.last) == ("41–41 of 41", 40, 3)
    assert part.href(2) == "?show=over&page=2"


def test_an_empty_list_has_one_part():
    part = paging("5", size=20, total=0)
    assert (part.number, part.offset, part.last, part.words) == (1, 0, 1, "none")
