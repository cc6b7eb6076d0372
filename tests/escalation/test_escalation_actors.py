"""Are states, groups and places named as people name them, and look-alikes left alone?"""

import pytest

from tocsin.escalation.gazetteer.actors import home_of
from tocsin.escalation.gazetteer.tongues import names_of
from tocsin.escalation.text.sentences import read_sentences


def codes(text: str, language: str = "en") -> list[str]:
    _, body = read_sentences("", text)
    return [m.code for s in body for m in names_of(language).find(s.words, s.raws) if m.kind != "water"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The U.S. and the UK met us in South Sudan.", ["USA", "GBR", "SSD"]),
        ("Troops from Guinea-Bissau, Equatorial Guinea and Papua New Guinea met.", ["GNB", "GNQ", "PNG"]),
        ("Niger and Nigeria spoke.", ["NER", "NGA"]),
        ("North Korean and South Korean guards", ["PRK", "KOR"]),
        ("the Republic of the Congo and DR Congo", ["COG", "COD"]),
        ("The Kremlin, the Pentagon, Centcom, the IDF and the IRGC", ["RUS", "USA", "USA", "ISR", "IRN"]),
        ("Hizbullah and the Houthis", ["Hezbollah", "Houthis"]),
        ("He cooked turkey in a china dish.", []),
        ("Michael Jordan and Chad Smith met.", []),
        ("Jordan's king met Chad's president.", ["JOR", "TCD"]),
        ("Georgia, where Atlanta lies, voted.", []),
        ("Georgia accused Russia.", ["GEO", "RUS"]),
        ("The Washington Post wrote from Washington.", ["USA"]),
        ("North Macedonia and Northern Ireland", ["MKD", "GBR"]),
        ("The tanker left the Persian Gulf.", []),
        ("RUSSIAN FORCES NEAR KYIV", ["RUS", "UKR"]),
        ("fighting near Kharkiv and Goma", ["UKR", "COD"]),
    ],
)
def test_who_is_named(text, expected):
    assert codes(text) == expected


def test_languages():
    assert codes("Irán y Corea del Norte; los soldados rusos", "es") == ["IRN", "PRK", "RUS"]
    assert codes("l'Iran et la Corée du Nord ; les soldats russes", "fr") == ["IRN", "PRK", "RUS"]


def test_groups_have_a_home():
    assert (home_of("Hezbollah"), home_of("PAK")) == ("LBN", "PAK")
