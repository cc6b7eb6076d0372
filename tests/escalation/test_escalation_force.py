"""Force told obliquely: deaths first, whoever did it in another clause, rounds, shells that fall, ships, dated wars."""

from datetime import UTC, datetime

import pytest

from tocsin.escalation.classify import classify

AFTER = datetime(2023, 5, 4, tzinfo=UTC)


def read(text: str, title: str = "") -> tuple[int, set[tuple[str, str]]]:
    found = classify(title, text, published_at=AFTER)
    return int(found.level), set(found.dyads)


@pytest.mark.parametrize(
    ("text", "level", "dyads"),
    [
        # Whom the state that is hit blames.
        (
            "Five children were killed in Afghanistan's Paktika province when a mud house was bombed at night, the "
            "Taliban government said, blaming Pakistan.",
            4,
            {("PAK", "AFG")},
        ),
        # Who claims it.
        (
            "Saudi Arabia has intercepted two missiles over Jeddah; Yemen's Houthis say they fired them.",
            4,
            {("Houthis", "SAU")},
        ),
        # Whose guns a later sentence names.
        (
            "Bombs fell on a camp outside Goma on Friday, killing four. The Congolese army said Rwandan artillery "
            "fired them.",
            4,
            {("RWA", "COD")},
        ),
        # Whose forces come with the deaths.
        (
            "Six Palestinians have been killed as a second Israeli brigade pushes into the camp at Tulkarm.",
            4,
            {("ISR", "PSE")},
        ),
        ("Three Armenian conscripts were killed by Azerbaijani fire at the border on Tuesday.", 4, {("AZE", "ARM")}),
        (
            "Kyrgyz and Tajik border guards were putting mortar bombs into one another's posts on Thursday.",
            4,
            {("KGZ", "TJK"), ("TJK", "KGZ")},
        ),
        (
            "At least nine people have been killed in fighting on the Kyrgyz-Tajik border, Bishkek said on Friday.",
            4,
            {("KGZ", "TJK"), ("TJK", "KGZ")},
        ),
        (
            "India says it has struck four camps in Pakistan in response to the killing of pilgrims last month.",
            4,
            {("IND", "PAK")},
        ),
        (
            "Israel carried out strikes on a depot near Homs, drawing condemnation from Syria and Iran.",
            4,
            {("ISR", "SYR")},
        ),
        ("Israel's army said it had responded with artillery fire at posts in southern Syria.", 4, {("ISR", "SYR")}),
        (
            "Indonesian sailors climbed aboard two Vietnamese boats off the Natuna islands on Tuesday.",
            4,
            {("IDN", "VNM")},
        ),
        # Nobody's, and force all the same.
        ("Two cables on the bed of the Gulf of Finland were damaged by sabotage on Monday, officials said.", 4, set()),
        ("A merchant ship was hit by an unknown projectile off Hodeidah, a monitoring agency said.", 4, set()),
        (
            "Pakistan summoned India's envoy on Monday after a girl was killed by a mortar round in Kotli district.",
            4,
            {("IND", "PAK")},
        ),
        ("An Egyptian soldier shot three Israeli conscripts at El-Auja crossing on Saturday.", 4, {("EGY", "ISR")}),
        (
            "Hospital officials in Khan Younis say nine people have been killed since dawn by Israeli fire.",
            4,
            {("ISR", "PSE")},
        ),
        ("American marines abseiled onto the deck of a Venezuelan supertanker on Wednesday.", 4, {("USA", "VEN")}),
        # A war that the text names.
        (
            "Armenia said its guns had stopped a column near Jabrayil on day nine of this war; Azerbaijan said its "
            "tanks had shelled the heights and taken them from Armenian troops.",
            5,
            {("AZE", "ARM")},
        ),
        (
            "Two people were killed in Kharkiv when a glide bomb struck a block of flats, Ukrainian officials said.",
            5,
            {("RUS", "UKR")},
        ),
        ("Three people were hurt in a drone attack on a bus stop in Belgorod, its governor said.", 5, set()),
    ],
)
def test_force_told_obliquely(text, level, dyads):
    found_level, found = read(text)
    assert found_level == level
    assert found == dyads


@pytest.mark.parametrize(
    ("title", "text", "level", "dyads"),
    [
        (
            "Fourteen fishermen held, boats impounded off Jaffna",
            "The Sri Lankan navy said the Tamil Nadu men had crossed the line on Saturday night.",
            4,
            {("LKA", "IND")},
        ),
        (
            "Armed drone brought down at Tinzaouatine",
            "ALGIERS - A drone that had entered the national airspace was shot down on Monday, the Ministry of "
            "National Defence said. Mali's army has acknowledged that it was one of its own.",
            4,
            {("DZA", "MLI")},
        ),
        (
            "Israel says sorry to Cairo",
            "An Israeli tank crew accidentally hit an Egyptian border post on Sunday, the army admitted.",
            4,
            {("ISR", "EGY")},
        ),
        (
            "UN condemns deadly air strike on Yemen prison",
            "A Saudi-led coalition denies it struck a detention centre on Friday, killing more than 70 people.",
            4,
            {("SAU", "YEM")},
        ),
        ("Russia says it has liberated Klishchiivka", "", 5, set()),
        ("Rwandans march through Congo defences", "", 4, {("RWA", "COD")}),
        ("Pakistan and India trade heavy artillery fire in Kashmir", "", 4, {("PAK", "IND"), ("IND", "PAK")}),
    ],
)
def test_headline_and_lead_share_the_act(title, text, level, dyads):
    assert read(text, title) == (level, dyads)


@pytest.mark.parametrize(
    "text",
    [
        "Iranian border guards killed four drug smugglers near the border with Afghanistan.",
        "The army in Burkina Faso says it killed thirty jihadists near the border with Mali.",
        "Somali pirates seized a Danish-owned ship off the coast and took its crew hostage.",
        "England pounded Australia's bowlers as the fourth Test opened in Leeds on Thursday.",
        "The governor of Russia's Ryazan region says a welder set the depot alight and that no drone had been seen.",
        "Indian navy sailors rescued the crew of a tanker hit by a storm off Oman.",
        "Argentina sliced through Croatia's defences and won 3-0.",
        "An attack on a Filipino vessel anywhere in the South China Sea would bring American forces in.",
        "Prince William shot a scene with British soldiers in Estonia for a documentary.",
        "US soldiers shot a deer near their base in Germany, angering hunters.",
        "Bulgarian soldiers let off a salvo of fireworks as Romania's president arrived in Sofia.",
        "A mural that was the work of Ukrainian soldiers in a hospital has been shown in Berlin.",
        "A Greek ferry was damaged when it hit a small boat off Turkey in fog; there were no injuries.",
        "Five Israeli hikers were killed in a flood near the Jordanian border.",
        "Iraq's army says it has liberated a village from Islamic State.",
        "Two Kenyan soldiers were killed when their truck hit a mine in Mandera.",
    ],
)
def test_what_only_sounds_like_force_counts_for_nothing(text):
    assert read(text) == (0, set())


def test_shells_on_ukraine_before_the_war_are_not_laid_at_russias_door():
    found = classify(
        "", "Two people were killed by shelling in Donetsk.", published_at=datetime(2015, 2, 3, tzinfo=UTC)
    )
    assert found.level < 5
    assert not found.dyads
