"""Are dates read as they stand, or not at all?"""

from datetime import UTC, datetime

import pytest

from tocsin.articles.dates import parse_moment


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-03-01T10:00:00Z", datetime(2026, 3, 1, 10, tzinfo=UTC)),
        ("2026-03-01T10:00:00.123+0530", datetime(2026, 3, 1, 4, 30, 0, 123000, tzinfo=UTC)),
        ("2026-03-01 10:00:00 -0300", datetime(2026, 3, 1, 13, tzinfo=UTC)),
        ("2026-03-01T10:00", datetime(2026, 3, 1, 10, tzinfo=UTC)),
        ("Sun, 01 Mar 2026 10:00:00 +0100", datetime(2026, 3, 1, 9, tzinfo=UTC)),
        ("Mar 1, 2026", datetime(2026, 3, 1, tzinfo=UTC)),
        ("1 March 2026 10:00 UTC", datetime(2026, 3, 1, 10, tzinfo=UTC)),
        ("1970-01-01T00:00:00Z", None),
        ("0001-01-01T00:00:00+14:00", None),
        ("yesterday evening", None),
        ("2 hours ago", None),
        ("", None),
    ],
)
def test_parse_moment(text, expected):
    assert parse_moment(text) == expected
