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
