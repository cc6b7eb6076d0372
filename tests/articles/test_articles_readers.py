"""When readers differ, whom do we believe?"""

from html import unescape

import pytest

from tocsin.articles.page import open_page
from tocsin.articles.readers import find_medoid, is_cut_short, overlap, read_broadly, read_strictly

ONE = "Artillery fired from across the river hit the customs post at Dornava before dawn."
TWO = "The crossing was closed until further notice and the buses turned back at the bridge."
AD = "Save thirty percent on winter tyres today only in all of our many shops."


@pytest.mark.parametrize(
    ("readings", "expected"),
    [
        ({"a": f"{ONE} {TWO} {AD}", "b": f"{ONE} {TWO}", "c": ONE}, "b"),
        ({"a": ONE, "b": ONE, "c": AD}, "a"),
        ({"a": "", "b": "", "c": ONE}, "c"),
        ({"a": "", "b": ""}, "a"),
    ],
)
def test_find_medoid(readings, expected):
    assert find_medoid(readings) == expected


@pytest.mark.parametrize(
    ("one", "other", "cut"),
    [
        (ONE, f"{ONE} {TWO} {AD}", True),
        (ONE, f"{ONE} {TWO[:20]}", False),
        (ONE, f"{TWO} {AD} {TWO}", False),
        ("", ONE, False),
    ],
)
def test_is_cut_short(one, other, cut):
    assert is_cut_short(one, other) is cut


def test_overlap():
    assert overlap(ONE, ONE.upper()) == 1
    assert overlap(ONE, AD) == overlap("", "") == 0


@pytest.mark.parametrize(
    "word",
    [
        "گروه\u200cهای مسلح",
        "श्री\u200dलंका",
        "(\u200fصور\u200e)",
        "&#8204;می&zwnj;شود",
        "joined\u200c &#1;&#12; controls",
    ],
)
@pytest.mark.parametrize("read", [read_broadly, read_strictly])
def test_joiners_and_direction_marks_are_spelling(read, word):
    page = f"<html><body><article><p>{ONE} {word} {TWO}</p><p>{TWO} <b>{ONE}</b> {word}</p></article></body></html>"
    marks = [sign for sign in unescape(word) if sign in "\u200c\u200d\u200e\u200f"]
    assert [sign for sign in read(open_page(page)) if sign in "\u200c\u200d\u200e\u200f"] == marks * 2
