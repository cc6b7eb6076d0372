"""Are the dead and the injured counted as the sentence tells them?"""

import pytest

from tocsin.escalation.acts.casualties import read_toll
from tocsin.escalation.classify import classify
from tocsin.escalation.text.sentences import read_sentences


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


def test_more_than_has_no_upper_bound():
    _, [sentence] = read_sentences("", "More than 100 people were killed there.")
    toll = read_toll(sentence)
    assert (toll.killed_low, toll.killed_high) == (100, None)


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("The raid cost six lives.", 6),
        ("Nine people lost their lives.", 9),
        ("The company lost 40 trucks.", None),
        ("A boy of 12 lives in the village.", None),
        ("Doctors put the number of dead at 7.", 7),
        ("Eight people, among them two children, died.", 8),
        ("Five South Sudanese herders were killed.", 5),
        ("Los comandos mataron a 3 guardias.", 3),
        ("4 soldados de Perú perdieron la vida.", 4),
        ("6 soldats du Tchad ont été tués.", 6),
    ],
)
def test_tolls_in_other_words(text, killed):
    _, (sentence,) = read_sentences("", text)
    assert read_toll(sentence).killed_low == killed


def test_an_old_war_adds_nothing_to_the_toll():
    lead = "Peruvian jets bombed a Bolivian base on Monday, killing four."
    read = classify("Peru bombs Bolivia", f"{lead} More than 800 people died when the two armies fought in the 1970s.")
    assert read.acts[0].killed_low == 4
