"""Which dispute goes on, which is over, and which is a war?"""

from datetime import timedelta

import pytest

from builders import NOON, a_dispute
from tocsin.incidents.disputes import dispute_for, dispute_key, is_standing, previous_to

DAY = timedelta(days=1)
RUNNING = a_dispute(opened_at=NOON, last_incident_at=NOON + 3 * DAY)


@pytest.mark.parametrize(
    ("days", "goes_on"),
    [(0, True), (17, True), (17.01, False), (-14, True), (-14.01, False)],
)
def test_a_fortnight_of_quiet_ends_a_dispute(days: float, goes_on: bool) -> None:
    found = dispute_for(NOON + days * DAY, [RUNNING])
    assert (found is RUNNING) == goes_on


def test_the_latest_running_dispute_goes_on() -> None:
    later = a_dispute(id=2, opened_at=NOON + 10 * DAY, last_incident_at=NOON + 12 * DAY)
    assert dispute_for(NOON + 13 * DAY, [later, RUNNING]) is later


def test_a_new_dispute_links_back() -> None:
    assert previous_to(NOON + 30 * DAY, [RUNNING]) is RUNNING
    assert previous_to(NOON, [RUNNING]) is None


def test_twenty_incidents_in_thirty_days_are_a_war() -> None:
    times = [NOON - n * DAY for n in range(20)]
    assert is_standing(times, NOON)
    assert not is_standing(times[1:], NOON)
    assert not is_standing([*times[1:], NOON - 31 * DAY], NOON)


def test_key_is_natural() -> None:
    assert dispute_key(("IRN", "PAK"), NOON) == "IRN-PAK@2026-03-14T12:00"
