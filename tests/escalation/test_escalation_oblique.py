"""Are threats that name no threat, and displays of force that fire nothing, read for what they are?"""

import pytest

from tocsin.escalation.classify import classify


@pytest.mark.parametrize(
    ("body", "pair"),
    [
        ("Peru's president told a rally that his men might come to Ecuador suddenly one night.", ("PER", "ECU")),
        ("Togo's guns can reach Accra, its army chief said in a sermon against Ghana.", ("TGO", "GHA")),
        ("Ghana will be sent back to the stone age if it fires again, Togo's leader said.", ("TGO", "GHA")),
        ("Strikes inside Ecuador will begin very soon, Peru's president said.", ("PER", "ECU")),
        ("Peru will sink any Ecuadorian boat that comes near the islet, its admiral said.", ("PER", "ECU")),
        ("Peru told Ecuador that it would answer a raid with artillery at once.", ("PER", "ECU")),
        ("Peru's leader said the truce with Ecuador ends unless the captives are handed over.", ("PER", "ECU")),
        ("Togo says its border guards have orders to open fire if Ghanaian soldiers come again.", ("TGO", "GHA")),
        ("Togo keeps all options open against Ghana, including military force.", ("TGO", "GHA")),
        ("Togo said a dam built by Ghana would mean war.", ("TGO", "GHA")),
        ("Togo's junta: any Ghanaian aircraft that comes near will be shot down.", ("TGO", "GHA")),
        ("Togo's army said that Ghanaian airfields would be legitimate targets.", ("TGO", "GHA")),
    ],
)
def test_threats_in_their_own_words(body, pair):
    read = classify("", body)
    assert (int(read.level), pair in read.dyads) == (2, True)


def test_a_pledge_to_an_ally_is_made_against_the_other():
    assert classify("", "Brazil would fight for Peru if Ecuador attacked it.").dyads == (("BRA", "ECU"),)
    assert classify("", "Brazil vowed to defend Peru against Ecuadorian attack.").dyads == (("BRA", "ECU"),)
    joined = classify("", "“An attack on Togo is an attack on us,” Benin said of Ghana's army.")
    assert joined.dyads == (("BEN", "GHA"),)


@pytest.mark.parametrize(
    ("body", "pair"),
    [
        ("Ecuador says 14 Peruvian warplanes were seen around its island in a day.", ("PER", "ECU")),
        ("Three Peruvian fighters were in Ecuador's airspace for twelve minutes.", ("PER", "ECU")),
        ("A Peruvian drone spent an hour in Ecuadorian airspace.", ("PER", "ECU")),
        ("Peruvian soldiers have pitched tents on Ecuador's side of the line.", ("PER", "ECU")),
        ("Satellite images show Peruvian armour at an airstrip close to Ecuador.", ("PER", "ECU")),
        ("Peruvian howitzers have been put near the border with Ecuador.", ("PER", "ECU")),
        ("A Peruvian frigate turned its fire-control radar on an Ecuadorian helicopter.", ("PER", "ECU")),
        ("Peruvian gunboats swarmed an Ecuadorian destroyer.", ("PER", "ECU")),
        ("Brazil has sent bombers to Peru in a message to Ecuador.", ("BRA", "ECU")),
        ("Ecuador has cancelled all leave in its army over Peru's warships.", ("ECU", "PER")),
        ("Togo's soldiers are on their way to take part in Ghana's war against Benin.", ("TGO", "BEN")),
    ],
)
def test_displays_without_a_shot(body, pair):
    read = classify("", body)
    assert (int(read.level), pair in read.dyads) == (3, True)


def test_a_hunt_for_a_submarine_of_nobody():
    read = classify("", "Norway's navy combed the fjord for a third day for what may be a foreign submarine.")
    assert (int(read.level), read.dyads) == (3, ())
    assert int(classify("", "Norway's navy says the foreign submarine was a whale.").level) == 0


@pytest.mark.parametrize(
    "body",
    [
        "Firefighters from Peru will fight the blaze with Ecuadorian crews, the minister said.",
        "Peru sends a message of friendship to troops on the border with Ecuador.",
        "The presidents of Togo and Ghana met, each promising to stop arming the other's rebels.",
        "Peru will hold a parade in Lima, with Ecuadorian troops marching beside it.",
        "Peru will take part in a naval exercise with Ecuador off Lima.",
        "Peruvian columns were put on standby for floods near the border with Ecuador.",
        "Peru's army vows to crush the rebels in Ayacucho.",
        "Peru is likely to attack Ecuador next year, analysts in Brazil say.",
        "Four Peruvian sailors are missing after a helicopter crashed during an exercise off Ecuador.",
        "At an expo in Lima Peru displays a missile that can hit Quito, its maker says.",
    ],
)
def test_what_is_neither_threat_nor_display(body):
    assert not classify("", body).alert


@pytest.mark.parametrize(
    ("title", "pair"),
    [
        ("Two Peruvian planes in Ecuadorian sky for 18 seconds", ("PER", "ECU")),
        ("Peruvian ships linger off Ecuador for tenth day", ("PER", "ECU")),
        ("Peruvian drone comes down in Ecuador", ("PER", "ECU")),
    ],
)
def test_displays_in_headlines(title, pair):
    read = classify(title, "")
    assert (int(read.level), read.dyads) == (3, (pair,))


def test_a_headline_addresses_whom_it_threatens():
    read = classify("Togo to Ghana: leave the islet or face destruction", "")
    assert (int(read.level), read.dyads) == (2, (("TGO", "GHA"),))


def test_a_hobby_drone_is_no_display():
    assert not classify("Drones close Oslo airport", "They belonged to a tourist, who was fined.").alert
    assert classify("Drones close Oslo airport", "Nobody knows whose they were.").alert


def test_aircraft_land_and_shells_land():
    assert int(classify("", "Brazilian jets landed in Peru to deter Ecuador.").level) == 3
    assert int(classify("", "Peruvian shells landed in Ecuador on Sunday.").level) == 4


def test_a_sky_closed_to_aircraft_was_not_closed_by_them():
    assert not classify("", "Ecuador's airspace was closed to all Peruvian aircraft on Monday.").alert


def test_who_foretells_does_not_threaten():
    assert not classify("", "Peru will attack Ecuador, Brazil's spy chief said.").alert


def test_short_names_hold_where_the_state_is_named():
    assert classify("", "North Korean drones entered the South's airspace.").dyads == (("PRK", "KOR"),)
    assert not classify("", "Rebels in the south of Mali fired at the North's envoy.").dyads


def test_a_condition_is_no_doubt():
    read = classify("", "“The smallest skirmish and I march on Accra,” Togo's president told Ghana.")
    assert (int(read.level), read.dyads) == (2, (("TGO", "GHA"),))


def test_an_arabic_stroke_without_a_letter_is_read():
    assert int(classify("", "ـ").level) == 0
