"""Does each small rule of reading hold where nothing else would say the same? One plain sentence for each."""

import pytest

from tocsin.escalation.classify import classify

# text, level, direction, pairs: with the rule away each of these is read otherwise.
RULES = {
    "if not, what then": ("Sudan must free them; if not, Chad will go to war.", 2, "escalation", [("TCD", "SDN")]),
    "guns on no ground of one's own": ("Chad's artillery shelled Kornoi on Monday, killing six.", 4, "escalation", []),
    "the measure of a threat": (
        "Chad warned Sudan that its blow will be heavier than in June.",
        2,
        "escalation",
        [("TCD", "SDN")],
    ),
    "the invasion that is spoken of": ("Chad's minister spoke of the invasion of Sudan in Nairobi.", 0, "none", []),
    "overnight, and last month": (
        "Chad's army attacked a Sudanese post overnight, weeks after a truce last month.",
        4,
        "escalation",
        [("TCD", "SDN")],
    ),
    "a group at home": ("Hamas mobilises fighters.", 0, "none", []),
    "a retreat at home": ("Ukrainian troops pull out of Vuhledar as Russia advances.", 0, "none", []),
    "troops that would be": ("Soldiers sent to Sudan would be targets, Chad said.", 2, "escalation", [("TCD", "SDN")]),
    "a Persian threat": ("اسرائیل ایران را به حمله هوایی تهدید کرد", 2, "escalation", [("ISR", "IRN")]),
    "what one says one will do": ("Chad said it was going to strike Sudan.", 2, "escalation", [("TCD", "SDN")]),
    "a vow after a blow": (
        "Sudan threatens court action after Chadian jets bomb its village.",
        4,
        "escalation",
        [("TCD", "SDN")],
    ),
    "a promise to stop": ("Chad promises to stop attacks on Sudan.", 0, "none", []),
    "half of a compound": ("Chad shows off attack-ready army at Sudan border.", 0, "none", []),
    "down that goes with its verb": ("Sudan backs down over Chadian jets.", 0, "none", []),
}


@pytest.mark.parametrize(("text", "level", "direction", "pairs"), RULES.values(), ids=RULES)
def test_a_rule_of_reading(text, level, direction, pairs):
    found = classify("", text)

    assert (found.level, found.direction, list(found.dyads)) == (level, direction, pairs)


@pytest.mark.parametrize(
    ("text", "level"),
    [
        # What stands between a threat and what is threatened takes nothing back.
        ("Iran vowed in a televised speech to bomb Israel.", 2),
        ("China threatened over the weekend to invade Taiwan.", 2),
        # A war within, an old temple, a summit to come: none of them dates the blow.
        ("Israeli jets bombed an army base in Syria, where a civil war is raging, the army said.", 4),
        ("Thai troops shelled a Cambodian village near a historic temple, the army said.", 4),
        ("Indian jets bombed a camp in Pakistan two weeks before a summit, the army said.", 4),
        ("Israeli jets struck Beirut in the wake of a rocket attack from Lebanon, the army said.", 4),
        # A wave of troops is no weather; whoever is named first, the war is the same.
        ("A wave of Russian troops invaded Poland on Monday.", 5),
        ("Belarus and Russia shelled Kharkiv on Monday.", 5),
        ("Russia and Belarus shelled Kharkiv on Monday.", 5),
        ("By dawn, Chad bombed Sudan.\nShare", 4),
    ],
)
def test_what_a_cold_reader_found(text, level):
    assert classify("", text).level == level


def test_the_south_of_another_state_is_not_south_korea():
    found = classify("", "North Korean soldiers attacked Ukrainian troops in the south of Ukraine on Monday.")

    assert "KOR" not in {code for pair in found.dyads for code in pair}


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("Chad's jets killed two thousand soldiers in Sudan on Monday.", 2000),
        ("Chad's jets killed several hundred soldiers in Sudan on Monday.", 300),
    ],
)
def test_large_tolls(text, killed):
    assert classify("", text).acts[0].killed_low == killed


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("Нигерия закрыла границу с Нигером", ("NGA", "NER")),
        ("Иран нанес удар по Оману", ("IRN", "OMN")),
    ],
)
def test_names_that_a_cold_reader_missed(text, pair):
    assert pair in classify(text, "").dyads


def test_a_missile_that_is_test_fired_hits_nobody():
    text = "India test-fired an Agni-5 missile from Odisha on Thursday. Pakistan said it was concerned."

    assert classify("India test-fires Agni missile", text).level == 3


def test_what_came_a_year_before_is_past():
    text = "A year after Chadian jets bombed Geneina, Sudanese engineers are rebuilding it."

    assert not classify("", text).alert
