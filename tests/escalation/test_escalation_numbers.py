"""Are the dead and the injured counted as the sentence tells them?"""

import pytest

from tocsin.escalation.numbers import read_toll
from tocsin.escalation.sentences import read_sentences


@pytest.mark.parametrize(
    ("text", "killed", "injured"),
    [
        ("The raid killed at least nine people, two days after another.", 9, None),
        ("Three women, two men and four children were killed in the strike.", 9, None),
        ("It killed four children and three women in a village.", 7, None),
        ("Shelling left 3 dead and 12 wounded near the border.", 3, 12),
        ("Two soldiers were killed and five wounded in the clash.", 2, 5),
        ("15 people were wounded when rockets fell.", None, 15),
        ("The death toll rises to 34 after the raid.", 34, None),
        ("Twenty-three people died in two attacks there.", 23, None),
        ("Forty missiles and 12 drones were fired at night.", None, None),
        ("He was killed in 2014 and buried there.", None, None),
    ],
)
def test_toll(text, killed, injured):
    _, [sentence] = read_sentences("", text)
    toll = read_toll(sentence)
    assert (toll.killed_low, toll.injured_low) == (killed, injured)


def test_more_than_is_a_range():
    _, [sentence] = read_sentences("", "More than 100 people were killed there.")
    toll = read_toll(sentence)
    assert (toll.killed_low, toll.killed_high) == (100, 101)
