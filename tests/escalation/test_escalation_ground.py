"""On whose ground does an act take place, and is it aimed abroad at all?"""

import pytest

from tocsin.escalation.classify import classify
from tocsin.model import Level


@pytest.mark.parametrize(
    ("title", "body", "country"),
    [
        # Forces that gather at a border stand on their own side of it, unless their place is named.
        ("Bolivia masses tanks on Chilean border", "Bolivian tanks reached camps in Bolivia's Oruro on Monday.", "BOL"),
        ("Chile sends brigade to its frontier with Bolivia", "", "CHL"),
        ("Chile deploys missiles in Peru facing Bolivia", "", "PER"),
        # A named piece of land is where it happened, whatever sea it lies in.
        ("Eritrea bombards Yemeni island", "Eritrean guns shelled a Yemeni island in the Red Sea on Monday.", "YEM"),
        # Who intrudes does so over the other's land.
        ("Danish jets intercept Swedish aircraft", "", "DNK"),
        ("Peru shoots down Bolivian drone", "Peru shot down a drone from Bolivia that had crossed into it.", "PER"),
        # A ship is taken at sea, unless its place is told.
        ("Ghana seizes Togolese trawler", "", None),
        ("Ghana seizes Togolese trawler", "Ghana's navy boarded a Togolese boat in its waters on Friday.", "GHA"),
    ],
)
def test_where(title, body, country):
    assert classify(title, body).location == country


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("Chad army bombards rebel positions in Abeche", "Chadian guns shelled rebels in Abeche as civil war went on."),
        ("Ghana deploys 4,000 soldiers for vote", "Ghanaian troops were sent to polling stations on Monday."),
        ("Peru sends army to end looting", "Peru sent 300 troops to Lima on Friday to end unrest in the streets."),
        ("Japan tests interceptor", "Japan test-fired a surface-to-air missile that downed a target."),
        ("Turkey test-launches missile", "Turkey test-fired a new air defence missile off Sinop on Monday."),
        ("French jets kill 9 JNIM fighters in Mali", "French jets struck JNIM at the request of Mali's government."),
    ],
)
def test_force_at_home_or_by_leave_is_no_act(title, body):
    assert classify(title, body).level == Level.NONE


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("Ghana masses troops near Kuntaur", ""),
        ("Peru deploys tanks to border amid tension", ""),
        ("Turkey test-fires ballistic missile", "Turkey test-fired a ballistic missile on Monday."),
        ("Bolivia decrees general mobilisation", "Bolivia decreed a general mobilisation on Monday."),
    ],
)
def test_a_display_without_a_named_rival(title, body):
    assert classify(title, body).level == Level.DISPLAY_OF_FORCE


@pytest.mark.parametrize(
    ("title", "country"),
    [
        ("Peru summons Ecuador's ambassador", "PER"),
        ("Ghana expels two Togolese diplomats", "GHA"),
        ("Niger shuts border with Benin", "NER"),
        ("Ghana imposes sanctions on Togo", None),
    ],
)
def test_where_a_hostile_act_without_force_is_done(title, country):
    assert classify(title, "").location == country


@pytest.mark.parametrize(
    ("title", "body", "alert"),
    [
        (
            "Drone hits gas field in Iraq",
            "A drone struck the field on Friday, killing four. Nobody has claimed it.",
            True,
        ),
        ("Jets from nowhere bomb depot in Libya", "Two aircraft struck a depot south of Tripoli on Monday.", True),
        ("Bus crash kills four in Iraq", "Nobody has claimed the bus, police said on Friday.", False),
    ],
)
def test_a_strike_that_nobody_claims_may_be_anybody_s(title, body, alert):
    assert classify(title, body).alert is alert


@pytest.mark.parametrize(
    ("title", "body", "pair"),
    [
        (
            "Drone hits refinery in Ryazan",
            "A fire broke out; Ukraine's security service said that it was theirs.",
            ("UKR", "RUS"),
        ),
        ("Missiles hit flats in Kharkiv", "Four people died when two missiles struck on Monday.", ("RUS", "UKR")),
    ],
)
def test_in_a_war_that_the_codebook_names_the_blow_is_the_other_side_s(title, body, pair):
    assert pair in classify(title, body).dyads


def test_who_hits_russia_is_not_guessed_where_ukraine_is_not_named():
    assert classify("Drone hits refinery in Ryazan", "A fire broke out on Monday, the governor said.").dyads == ()


def test_a_border_that_is_shut_to_aircraft_is_no_incursion():
    body = "Kenyan authorities shut the frontier to Somali traffic and barred Somali aircraft from their airspace."

    assert classify("Kenya seals frontier with Somalia", body).level is Level.HOSTILE_ACT


def test_who_sends_up_fighters_is_not_the_intruder():
    found = classify(
        "", "Guyana sent up fighters on Thursday when Venezuelan bombers flew across the border near Lethem."
    )

    assert ("GUY", "VEN") not in found.dyads


def test_a_province_lies_in_its_own_country():
    body = (
        "Pakistan on Thursday struck hideouts in Iran's Sistan-Baluchestan province, two days after Iranian missiles "
        "hit Pakistani territory."
    )
    acts = classify("Pakistan strikes in Iran", body).acts
    earlier = next(act for act in acts if act.initiator == "IRN")
    assert (acts[0].places, earlier.places) == (("Sistan-Baluchestan",), ())


def test_a_place_that_stands_below_the_lead():
    body = (
        "Togo and Ghana traded fire on Monday, and four people died.\n"
        "Guards exchanged gunfire near the village of Kotu in Ghana's Volta region, officials said."
    )
    assert classify("Togo says four killed in clash with Ghana", body).location == "GHA"
