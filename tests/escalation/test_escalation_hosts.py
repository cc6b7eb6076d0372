"""Which pairs does the soil of a third state add, and which the group that was meant?"""

import pytest

from tocsin.escalation.classify import classify


@pytest.mark.parametrize(
    ("title", "body", "pairs"),
    [
        ("Turkish jets bomb PKK camps in northern Iraq", "", {("TUR", "PKK"), ("TUR", "IRQ")}),
        (
            "Turkish warplanes strike northern Iraq",
            "Ankara said that 12 PKK fighters had been killed in the raids on Gara.",
            {("TUR", "PKK"), ("TUR", "IRQ")},
        ),
        ("Israeli missiles kill Iranian general in Damascus", "", {("ISR", "IRN"), ("ISR", "SYR")}),
        ("Israeli jets strike Hamas leaders in Doha", "", {("ISR", "Hamas"), ("ISR", "QAT")}),
        ("Iran fires missiles at Israel", "", {("IRN", "ISR")}),
        ("US warplanes bomb Houthi radar sites in Yemen", "", {("USA", "Houthis")}),
    ],
)
def test_hosts_and_groups(title, body, pairs):
    assert set(classify(title, body).dyads) == pairs


@pytest.mark.parametrize(
    ("title", "pairs"),
    [
        (
            "Japan scrambles fighters as Russian and Chinese bombers fly off Shikoku",
            {("RUS", "JPN"), ("CHN", "JPN")},
        ),
        ("Japan scrambles F-15s as Russian patrol plane cuts corner", {("RUS", "JPN")}),
    ],
)
def test_the_reason_of_a_scramble_is_the_other_side(title, pairs):
    assert set(classify(title, "").dyads) == pairs
