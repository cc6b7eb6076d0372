"""How long does a server wish to be left alone, and when is what it says no wish at all?"""

from datetime import UTC, datetime

import pytest

from tocsin.feeds.freshness import wished_minutes

NOW = datetime(2026, 1, 18, 12, tzinfo=UTC)
IN_AN_HOUR = "Sun, 18 Jan 2026 13:00:00 GMT"


@pytest.mark.parametrize(
    ("headers", "minutes"),
    [
        ({}, None),
        ({"cache-control": "max-age=900"}, 15),
        ({"cache-control": "public, Max-Age=1800, must-revalidate"}, 30),
        ({"cache-control": 'max-age="600"'}, 10),
        ({"cache-control": "max-age = 600"}, 10),
        ({"cache-control": "s-maxage=7200"}, None),
        ({"cache-control": "s-maxage=7200, max-age=600"}, 10),
        ({"cache-control": "max-age=59"}, None),
        ({"cache-control": "max-age=0"}, None),
        ({"cache-control": "max-age=-60"}, None),
        ({"cache-control": "max-age=soon"}, None),
        ({"cache-control": "max-age="}, None),
        ({"cache-control": "max-age=31536000"}, 1440),
        ({"cache-control": "max-age=" + "9" * 5000}, 1440),
        ({"cache-control": "max-age=\u0663\u0660\u0660"}, None),
        ({"cache-control": "no-cache, max-age=900"}, None),
        ({"cache-control": "max-age=900, No-Store"}, None),
        ({"cache-control": 'no-cache="set-cookie", max-age=900'}, 15),
        ({"cache-control": "max-age=900", "age": "600"}, 5),
        ({"cache-control": "max-age=900", "age": "6000"}, None),
        ({"cache-control": "max-age=900", "age": "-1"}, 15),
        ({"expires": IN_AN_HOUR}, 60),
        ({"expires": IN_AN_HOUR, "date": "Sun, 18 Jan 2026 12:45:00 GMT"}, 15),
        ({"expires": IN_AN_HOUR, "date": "no date"}, 60),
        ({"expires": "Sun, 18 Jan 2026 13:00:00 -0000"}, 60),
        ({"expires": "Sun, 18 Jan 2026 11:00:00 GMT"}, None),
        ({"expires": "Sun, 18 Jan 2036 13:00:00 GMT"}, 1440),
        ({"expires": "0"}, None),
        ({"expires": "-1"}, None),
        ({"expires": "never"}, None),
        ({"expires": "Sun, 99 Jan 2026 99:00:00 GMT"}, None),
        ({"expires": "Sun, 18 Jan 99999999999 13:00:00 GMT"}, None),
        ({"expires": "Mon, 01 Jan 0001 00:00:00 +2359"}, None),
        ({"expires": IN_AN_HOUR, "cache-control": "max-age=600"}, 10),
        ({"expires": IN_AN_HOUR, "cache-control": "max-age=0"}, None),
        ({"expires": IN_AN_HOUR, "cache-control": "no-cache"}, None),
        ({"expires": IN_AN_HOUR, "cache-control": "public"}, 60),
    ],
    ids=str,
)
def test_wishes(headers, minutes):
    assert wished_minutes(headers, NOW) == minutes
