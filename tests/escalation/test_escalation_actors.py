"""Are states, groups and places named as people name them, and look-alikes left alone?"""

import pytest

from tocsin.errors import InputError
from tocsin.escalation import actors
from tocsin.escalation.actors import gazetteer, home_of
from tocsin.escalation.sentences import read_sentences


def codes(text: str, language: str = "en") -> list[str]:
    _, body = read_sentences("", text)
    return [m.code for s in body for m in gazetteer(language).find(s.words, s.raws)]


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


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("PAK,PAK,nickname,en,Pak,,", "line 2: unknown kind"),
        ("PAK,pak,name,en,Pakistan,,", "line 2: home"),
        ("PAK,PAK,name,en,,,", "line 2: terms is empty"),
    ],
)
def test_a_bad_row_names_file_and_line(tmp_path, row, message):
    path = tmp_path / "actors.csv"
    path.write_text(f"code,home,kind,language,terms,unless,note\n{row}\n", encoding="utf-8")
    with pytest.raises(InputError, match=rf"actors\.csv {message}"):
        list(actors._actor_terms(path, "en"))


def test_a_name_of_two_actors_is_refused(tmp_path):
    path = tmp_path / "actors.csv"
    path.write_text(
        "code,home,kind,language,terms,unless,note\nCOD,COD,name,en,Congo,,\nCOG,COG,name,en,Congo,,\n",
        encoding="utf-8",
    )
    with pytest.raises(InputError, match=r"actors\.csv line 3: 'Congo' stands already on line 2"):
        list(actors._actor_terms(path, "en"))
