"""Ties that are cut and mended: in how many words are they told, and which carries an article?"""

import pytest

from tocsin.escalation.classify import classify
from tocsin.model import Direction


@pytest.mark.parametrize(
    ("title", "pair"),
    [
        ("Ecuador declares Mexican ambassador unwelcome", ("ECU", "MEX")),
        ("Prague ejects 18 Russians as spies", ("CZE", "RUS")),
        ("India asks Canada to withdraw 41 diplomats", ("IND", "CAN")),
        ("Turkey bars Dutch ambassador from returning", ("TUR", "NLD")),
        ("US revokes visas of 100 Nicaraguan officials", ("USA", "NIC")),
        ("Mali tears up defence accords with France", ("MLI", "FRA")),
        ("Guyana takes Venezuela to the World Court over border", ("GUY", "VEN")),
        ("Algeria closes its airspace to Moroccan planes", ("DZA", "MAR")),
        ("Pakistan shuts its skies to every aircraft owned or leased by Indian carriers", ("PAK", "IND")),
        ("The first secretary of the Croatian embassy has been ordered to quit Serbia", ("SRB", "HRV")),
        ("Russia turns off the tap to Ukraine", ("RUS", "UKR")),
        ("US imposes sanctions on Rwandan minister for what it calls his support for rebels", ("USA", "RWA")),
        ("Taiwan opens office in Vilnius, brushing aside Chinese anger", ("CHN", "TWN")),
        ("Canada suspends military activity with Russia", ("CAN", "RUS")),
        ("EU adds 14 Belarusian officials to its sanctions list", ("EU", "BLR")),
    ],
)
def test_hostile_acts_without_force(title, pair):
    read = classify(title, "")
    assert (int(read.level), read.direction, read.dyads) == (1, Direction.ESCALATION, (pair,))


@pytest.mark.parametrize(
    "title",
    [
        "Armenia and Azerbaijan initial peace text",
        "Ethiopia and Eritrea restore phone lines after 20 years",
        "Iran's flag up again in Riyadh after seven years",
        "Greek and Turkish ministers shake hands, vow new page",
        "Israel and Hamas agree hostage deal, guns to fall silent on Sunday",
        "Algeria sends ambassador back to Madrid",
        "Colombia and Venezuela name ambassadors, end two-year rift",
        "Peru and Ecuador sign treaty on disputed border",
        "Russia orders troops near Ukraine back to barracks",
        "Israeli troops quit south Lebanon villages",
        "Ukraine frees Russian prisoners in what Kyiv called a goodwill gesture",
        "Israel says sorry to Qatar for wayward shell",
        "Turkey pulls its drillship out of Cypriot waters",
        "Iranian and American envoys hold first direct talks in years",
        "Thai and Cambodian officers meet to discuss reopening border gates",
    ],
)
def test_steps_towards_peace(title):
    assert classify(title, "").direction is Direction.DEESCALATION


@pytest.mark.parametrize(
    "title",
    [
        "Fans' truce as Roma and Lazio supporters sign pact",
        "Government and rebels in Colombia sign ceasefire",
        "Ceasefire talks between Israel and Hamas collapse",
        "Burhan has ten days to apologise to Uganda",
        "Canadian troops left for Romania on Monday",
        "Ambassador of Chile opens wine fair in Oslo",
    ],
)
def test_words_of_peace_that_make_none(title):
    assert classify(title, "").direction is not Direction.DEESCALATION


@pytest.mark.parametrize(
    ("title", "direction"),
    [
        ("India and Pakistan agree truce after night of missile strikes", Direction.DEESCALATION),
        ("Israel and Hezbollah to stop shooting after fiercest day of bombing in Beirut", Direction.DEESCALATION),
        ("Israel bombs Gaza despite truce", Direction.ESCALATION),
        ("Hours after truce, Pakistani shells kill two in Indian Kashmir", Direction.ESCALATION),
        ("Russia grabs town in Ukraine as it heads into peace talks", Direction.ESCALATION),
    ],
)
def test_what_stands_first_carries_the_article(title, direction):
    assert classify(title, "").direction is direction
