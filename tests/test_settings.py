"""Are settings read as the README promises, and refused in one line where they can't be?"""

from datetime import timedelta
from pathlib import Path

import pytest

from tocsin.errors import InputError
from tocsin.settings import read_settings

CHECKOUT = Path("/checkout")


def test_nothing_set_is_a_working_desk():
    chosen = read_settings({}, checkout=CHECKOUT)
    assert (chosen.home, chosen.archive, chosen.catalogue) == (CHECKOUT / ".tocsin", None, None)
    assert (chosen.keep_pages, chosen.keep_entries) == (timedelta(days=30), timedelta(days=365))


def test_what_is_set_counts_and_an_empty_value_does_not():
    environ = {"TOCSIN_ARCHIVE": "/pile", "TOCSIN_KEEP_PAGES_DAYS": "0.5", "TOCSIN_KEEP_ENTRIES_DAYS": ""}
    chosen = read_settings(environ, checkout=CHECKOUT)
    assert (chosen.archive, chosen.keep_pages) == (Path("/pile"), timedelta(hours=12))
    assert chosen.keep_entries == timedelta(days=365)


@pytest.mark.parametrize("value", ["never", "0", "-1", "nan", "inf", "99999"])
def test_a_number_that_cannot_be_is_refused(value):
    with pytest.raises(InputError, match=r"TOCSIN_KEEP_PAGES_DAYS is .*: give a number above 0 and below 36,500"):
        read_settings({"TOCSIN_KEEP_PAGES_DAYS": value}, checkout=CHECKOUT)
