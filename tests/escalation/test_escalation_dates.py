"""Which day does a sentence give for the act, and which only for a deadline?"""

from datetime import UTC, date, datetime

import pytest

from tocsin.escalation.classify import classify

# A Monday.
PUBLISHED = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("title", "day"),
    [
        ("Chadian jets bombed a Sudanese camp on Saturday", date(2026, 11, 21)),
        ("Chad gives Sudan until Friday to quit the oasis or face attack", None),
        ("Leave by next Thursday or be bombed, Chad tells Sudan", None),
        ("Chad vowed on Sunday to strike Sudan unless its troops leave before Wednesday", date(2026, 11, 22)),
    ],
)
def test_a_deadline_is_not_the_day_of_the_act(title: str, day: date | None) -> None:
    act = classify(title, "", published_at=PUBLISHED).acts[0]
    assert act.happened_on == day


def test_taking_up_station_is_no_capture() -> None:
    reading = classify("", "Chadian brigades took up positions opposite the Sudanese town of Tine on Monday.")
    assert reading.level == 3


def test_the_month_of_may_supposes_nothing() -> None:
    assert classify("On May 7 Chad struck nine sites in Sudan", "").level == 4
    assert classify("Chad may strike nine sites in Sudan", "").level < 4


def test_an_act_that_bears_its_year_is_an_old_one() -> None:
    body = "Chadian guns killed thirty Sudanese soldiers in the 2014 shelling of Tine."
    assert classify("The men of Tine", body).level == 0
    assert classify("", "Chadian guns killed thirty Sudanese soldiers in the shelling of Tine.").level == 4
