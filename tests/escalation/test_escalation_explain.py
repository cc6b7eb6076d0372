"""Does an explanation say which rules fired, what each added, and what would have changed the verdict?"""

import math

import pytest

from tocsin.errors import InputError
from tocsin.escalation.classify import classify
from tocsin.escalation.explain import explain
from tocsin.escalation.verdict.probability import BASE, additions, probability, read_weights
from tocsin.model import Level

STRIKE = ("Kenya bombs camps in Somalia", "Kenyan warplanes bombed two camps in Somalia on Sunday, the army said.")
FEARED = ("Envoys fear Kenya could bomb Somalia", "Kenya could bomb camps in Somalia, two envoys said.")
FICTION = ("Review: a film in which Kenya bombs Somalia", "In the thriller, Kenyan warplanes bomb Somalia.")


def test_the_assessment_is_the_classifier_s_own():
    assert explain(*STRIKE).assessment == classify(*STRIKE)


def test_the_rule_that_decides_is_named_with_its_words():
    first = next(fired for fired in explain(*STRIKE).fired if fired.decides)

    assert (first.words, first.level, first.parties) == ("bombs", Level.USE_OF_FORCE, (("KEN", "SOM"),))
    assert first.discount is None
    assert STRIKE[0][first.span.start : first.span.end] == first.span.text


def test_what_was_discounted_says_why():
    fired = explain(*FEARED).fired

    assert fired
    assert {each.discount for each in fired} == {"only supposed, feared or planned"}


def test_a_party_that_is_not_named_is_none():
    fired = explain("", "A drone hit a tanker off the coast of the Emirates on Sunday, port officials said.").fired

    assert [each.parties for each in fired if each.decides] == [((None, "ARE"),)]


def test_a_verdict_of_nothing_names_the_gravest_act_and_why_it_does_not_count():
    assert classify(*FEARED).reasons == (
        "The gravest act named, “bomb” (level 4), does not count: only supposed, feared or planned.",
    )


def test_what_is_at_home_is_supposed_abroad():
    changes = explain(
        "Kenyan police raid houses in Nakuru", "Kenyan police raided houses in Nakuru, and two died."
    ).changes

    assert all(change.supposing.endswith("across a border") for change in changes)


def test_what_each_feature_adds_sums_up_to_the_probability():
    found = explain(*STRIKE)

    assert found.additions[0][0] == BASE
    total = sum(added for _, added in found.additions)
    assert found.assessment.probability == pytest.approx(1 / (1 + math.exp(-total)), abs=1e-4)


def test_what_would_have_raised_it():
    changes = explain(*FEARED).changes

    assert any("were it told as done" in change.supposing and change.alert for change in changes)


def test_what_would_have_lowered_it():
    changes = explain(*STRIKE).changes

    assert any("not told as new" in change.supposing and change.level is Level.NONE for change in changes)


def test_the_kind_of_text_is_supposed_otherwise_too():
    found = explain(*FICTION)

    assert found.genre != "news"
    assert any(change.supposing.startswith("were the text plain news") and change.alert for change in found.changes)


def test_nothing_is_explained_of_a_text_without_words_of_force():
    found = explain("Bakers win prize", "The oven was hot, and the bread was good.")

    assert (found.fired, found.changes) == ((), ())


def test_an_unknown_feature_adds_nothing():
    assert additions({"never seen": 1.0}) == additions({})


def test_more_certain_with_both_parties_named():
    assert probability({"level 4": 1.0, "both parties named": 1.0}) > probability({"level 4": 1.0})


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("bias: -1\nweights:\n  level 4: much\n", "line 3: level 4 is 'much'"),
        ("bias: -1\nweights:\n  level 4: 1\n  level 4: 2\n", "line 4: 'level 4' stands there twice"),
        ("bias: .nan\nweights:\n  level 4: 1\n", "line 1: bias is"),
        ("bias: -1\nwights:\n  level 4: 1\n", "line 2: unknown key 'wights'"),
        ("bias: -1\n", "no bias or no weights"),
        ("bias: -1\nweights: 3\n", "line 2: weights is no mapping"),
    ],
)
def test_wrong_weights_are_told_by_file_and_line(tmp_path, text, said):
    (tmp_path / "weights.yaml").write_text(text)

    with pytest.raises(InputError, match=r"weights\.yaml") as error:
        read_weights(tmp_path / "weights.yaml")
    assert said in str(error.value)


def test_what_stands_too_far_down_is_supposed_to_count():
    found = explain(
        "Talks open in Nairobi", "Envoys met. Rain fell. Roads are shut. Kenya had bombed a camp in Somalia."
    )

    assert any("dated" in change.supposing or "date" in change.supposing for change in found.changes)
