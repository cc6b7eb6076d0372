"""When readers differ, whom do we believe?"""

import pytest

from tocsin.articles.readers import find_medoid, is_cut_short, overlap

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
