"""Is an official known by his office and his dateline, and never a word that only looks like a name?"""

import pytest

from tocsin.escalation.classify import classify
from tocsin.escalation.gazetteer.actors import gazetteer
from tocsin.escalation.gazetteer.officials import dateline_state, officials_of
from tocsin.escalation.text.sentences import read_sentences


def named(body):
    names = gazetteer()
    _, sentences = read_sentences("", body)
    found = officials_of(sentences, names, dateline_state(body, names))
    return {term.raws[0]: term.code for term in found}


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("ACCRA: Deputy Prime Minister Kojo Quarshie warned on Monday.", {"Kojo": "GHA", "Quarshie": "GHA"}),
        ("Togo's Chief of Defence Staff, Gen Yao Mensan, spoke.", {"Yao": "TGO", "Mensan": "TGO"}),
        ("Peruvian Foreign Minister Ana Quilla Ruiz said so.", {"Ana": "PER", "Ruiz": "PER"}),
        ("The minister Kojo Quarshie spoke somewhere.", {}),
        ("Reporters travelled aboard Air Force One with Ghana's General Staff.", {}),
        ("Ghana's President Ato Mensah met Togo's President Yao Mensah.", {"Ato": "GHA", "Yao": "TGO"}),
    ],
    ids=["of the dateline", "behind a rank", "of an adjective", "of nobody", "no person", "a shared name"],
)
def test_whose_officials_a_text_names(body, expected):
    assert named(body) == expected


@pytest.mark.parametrize(
    ("body", "state"),
    [
        ("LIMA: The army moved.", "PER"),
        ("Oslo - The navy searched.", "NOR"),
        ("MOSCOW, November 4. /NEWS/. Units advanced.", "RUS"),
        ("QUITO, Nov. 9 (MNA) - Any attack will be met.", "ECU"),
        ("SRINAGAR: Leave was cancelled.", "IND"),
        ("Lima is a city.", ""),
        ("WORLD - The news.", ""),
        ("", ""),
    ],
)
def test_for_which_state_a_dateline_speaks(body, state):
    assert dateline_state(body, gazetteer()) == state


def test_a_headline_may_call_an_official_by_his_name_alone():
    read = classify(
        "Closing the river would be act of war, Quarshie tells Togo",
        "ACCRA: Foreign Minister Kojo Quarshie told Togo on Monday that closing the river would be an act of war.",
    )
    assert read.dyads == (("GHA", "TGO"),)
    assert read.alert


def test_the_army_of_a_dateline_is_its_own():
    read = classify("Army on high alert along border", "LIMA: The army is on high alert along the border with Ecuador.")
    assert ("PER", "ECU") in read.dyads
