"""Is a zone's name the offset that those who write it mean?"""

from datetime import timedelta

import pytest

from tocsin.dates.zones import zone_of


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("PKT", 5),
        ("ist", 5.5),
        ("EST", -5),
        ("ET", -5),
        ("BST", 1),
        ("Z", 0),
        ("GMT", 0),
        ("QQT", 0),
        ("", 0),
        ("+05:30", 5.5),
        ("-0330", -3.5),
        ("GMT+2", 2),
    ],
)
def test_zone_of(text, hours):
    assert zone_of(text).utcoffset(None) == timedelta(hours=hours)


def test_an_offset_that_no_clock_has_is_refused():
    with pytest.raises(ValueError, match="offset"):
        zone_of("+99:99")
