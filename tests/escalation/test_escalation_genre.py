"""Are texts that are no news told from news, and is a slip in the marks refused?"""

import time

import pytest

from tocsin.errors import InputError
from tocsin.escalation.article.genre import genre_of, read_genres
from tocsin.escalation.classify import classify
from tocsin.model import Level


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("sport:\n  title: [derby]\n  heading: [cup]\n", "line 3: unknown key 'heading'"),
        ("sport:\n  title: derby\n", "line 2: sport.title: no list"),
        ("sport:\n  title: [derby]\n  lead: ['(cup']\n", r"line 3: sport.lead: .*no regular expression"),
        ("sport:\n  title: ['(?:\\w+ )+cup']\n", "line 2: sport.title: .*repeats a repetition"),
        ("sport:\n  title: [derby]\nsport:\n  title: [cup]\n", "line 3: genre 'sport'"),
        ("sport: [derby]\n", "line 1: genre 'sport'"),
    ],
)
def test_a_slip_is_refused_by_line(tmp_path, text, message):
    path = tmp_path / "genres.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=rf"genres\.yaml {message}"):
        read_genres(path)


# Words of war that are told of what no army does.
PEACEFUL = [
    (
        "Crabs from Norway invade Scotland's sea bed",
        "King crabs that wandered south from Norway have invaded Scotland.",
    ),
    ("Doctors in Peru and Chile attack a virus", "Doctors from Peru fought the virus that hit Chile on Monday."),
    (
        "Fungus strikes banana farms",
        "A fungus from Ecuador attacked farms across the border in Colombia, growers said.",
    ),
    (
        "Blizzard slams into Turkey",
        "Turkey deployed 900 soldiers along its border roads as a severe storm hit on Sunday.",
    ),
    ("Ghana storm into last four", "Ghana bombarded Togo and won 4-1 on Sunday to reach the semi-finals."),
    ("Kenya shell Uganda 6-1", "Kenya scored four goals in the first half on Friday to destroy Uganda."),
    (
        "Capsule with two Indian cosmonauts docks",
        "A capsule from India blasted off on Monday and struck debris over Iran.",
    ),
    ("Serial about Peru-Ecuador war breaks records", "A streaming series in which Peru attacks Ecuador drew viewers."),
    ("Captured Danish banner goes on display", "A Danish banner seized by Swedish troops went on show in Stockholm."),
    ("Brazil bombards Portugal with cheap music", "Brazilian labels launched an offensive against Portugal."),
    ("Ticket raid", "A Swedish fund launched a hostile raid on a Danish hotel group on Friday, buying its shares."),
]


@pytest.mark.parametrize(("title", "body"), PEACEFUL)
def test_what_no_army_does_is_no_act(title, body):
    assert classify(title, body).level == Level.NONE


@pytest.mark.parametrize(
    ("title", "body", "level"),
    [
        ("Kenya and Uganda troops clash in storm", "Kenyan soldiers shelled a Ugandan post in a severe storm.", 4),
        ("Iranian missiles hit virus laboratory in Haifa", "Iranian missiles struck a laboratory in Israel.", 4),
        ("Pakistan masses troops on Indian border", "Pakistani tanks moved up to the Indian border on Monday.", 3),
    ],
)
def test_arms_speak_louder_than_insects_and_weather(title, body, level):
    assert classify(title, body).level == level


def test_marks_are_quick_on_long_texts():
    for unit in ("a storm of ", "(", "0-0 ", "launched a hostile ", "\\w+ "):
        begun = time.perf_counter()
        genre_of((unit * 300)[:600], (unit * 600)[:1200], [])
        assert time.perf_counter() - begun < 0.5


@pytest.mark.parametrize(
    ("title", "level"),
    [
        ("Peruvian warplanes bomb Bolivian villages as floods hit Andes", 4),
        ("Peruvian and Bolivian soldiers exchange fire on day of cup final", 4),
        ("Korean phones invade Brazil", 0),
        ("Fans from Peru besiege Bolivia", 0),
        ("Smog from Peru invades Bolivia", 0),
        ("Peru and Chile trade blows over fishing quotas", 0),
    ],
)
def test_goods_crowds_and_matches_beside_real_arms(title, level):
    assert classify(title, "").level == level
