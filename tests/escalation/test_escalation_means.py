"""Does an alert's "with what" say more than the kind of act does?"""

import pytest

from tocsin.escalation.classify import classify


@pytest.mark.parametrize(
    ("title", "means"),
    [
        ("Kenyan drones hit Ugandan post", "drone"),
        ("Ugandan howitzers shell Kenyan village", "artillery"),
        ("Kenyan jets bomb Ugandan base", "air strike"),
        ("Kenya hits Uganda in air raid", "air strike"),
        ("Uganda fires missiles at Kenya", "missile"),
        ("Uganda gives Kenya 24-hour ultimatum", "ultimatum"),
        ("Kenya attacks Uganda", None),
        ("Uganda threatens to attack Kenya", None),
        ("Kenya accuses Uganda of lying", None),
        ("Kenya imposes sanctions on Uganda", None),
    ],
)
def test_means_are_given_where_they_add_something(title, means):
    assert classify(title, "").acts[0].means == means


def test_the_first_telling_that_names_a_weapon_gives_it():
    read = classify("Kenya strikes Uganda", "Kenyan drones struck a Ugandan army base on Friday.")
    assert read.acts[0].means == "drone"
