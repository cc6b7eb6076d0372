"""Does a toll say who counts it?"""

import pytest

from tocsin.escalation.classify import classify

TITLE = "Kenya bombs camps in Somalia"


@pytest.mark.parametrize(
    ("body", "said_by"),
    [
        (
            "Kenyan jets bombed a camp in Somalia on Sunday. Somali state radio said nine people were killed.",
            "Somali state radio",
        ),
        (
            "Nine people died when Kenyan jets bombed a camp in Somalia, according to the governor of Gedo.",
            "the governor of Gedo",
        ),
        (
            "Kenyan jets bombed a camp in Somalia, killing nine people and wounding four, two residents said.",
            "two residents",
        ),
        (
            "Nine people were killed, said a doctor at Garbaharey after Kenyan jets bombed a camp in Somalia.",
            "a doctor at Garbaharey",
        ),
        ("Kenyan jets bombed a camp in Somalia on Sunday. He said nine people were killed.", None),
        ("Kenyan jets bombed a camp in Somalia on Sunday, killing nine.", None),
    ],
)
def test_who_says_how_many(body, said_by):
    act = classify(TITLE, body).acts[0]

    assert (act.killed_low, act.toll_by) == (9, said_by)


def test_who_says_so_is_not_counted():
    body = "Kenyan jets bombed a camp in Somalia, killing nine people and wounding four, two residents said."

    assert classify(TITLE, body).acts[0].injured_low == 4


def test_the_headline_s_count_takes_the_lead_s_source():
    body = "Kenyan jets bombed a camp in Somalia, and nine people were killed, the army in Nairobi said."

    assert classify(f"{TITLE}, killing nine", body).acts[0].toll_by == "the army in Nairobi"
