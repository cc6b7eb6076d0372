"""Where headline and lead only set a scene: which act below them is the news, and which its background?"""

from datetime import UTC, datetime

import pytest

from tocsin.escalation.article.datelines import sent_on
from tocsin.escalation.classify import classify
from tocsin.model import Direction

PUBLISHED = datetime(2023, 12, 22, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("title", "body", "level", "pair"),
    [
        (
            "A grandmother's silence",
            "Bibi Gul has not spoken since the weekend. Her neighbours carry water to her. On Saturday night two "
            "Pakistani aircraft dropped bombs on a hamlet in Afghanistan, killing nine of her family, elders said.",
            4,
            ("PAK", "AFG"),
        ),
        (
            "Trawler men home without a catch",
            "NAHA, Japan - The Fukuei came back to port on Tuesday with eleven holes in its hull. A Chinese coast "
            "guard vessel had fired on it on Monday morning off the Senkaku islands, the Japanese coast guard said.",
            4,
            ("CHN", "JPN"),
        ),
        (
            "What the shepherds saw",
            "Abu Khalil was bringing in the flock when the valley lit up. Nobody slept. State media said later that "
            "Israeli missiles had struck a military airfield in Syria shortly after midnight.",
            4,
            ("ISR", "SYR"),
        ),
        (
            "Beekeepers of the north count their losses",
            "The bees are gone from the villages of northern Iraq. Honey is scarce and dear. Springs have fallen dry. "
            "Nobody in Dohuk remembers such a year. The growers want help. Young men leave for the towns. Before dawn "
            "on Sunday, Turkish warplanes bombarded the ridge above the village, setting the hives alight.",
            4,
            ("TUR", "IRQ"),
        ),
    ],
)
def test_the_news_stands_below_a_scene(title, body, level, pair):
    read = classify(title, body)
    assert (int(read.level), read.direction) == (level, Direction.ESCALATION)
    assert pair in read.dyads


@pytest.mark.parametrize(
    ("title", "body"),
    [
        (
            "How the election was lost",
            "BELGRADE, Oct 2 - The opposition won by the villages. NATO planes bombed Serbia for 78 days last year, "
            "and many of those who voted on Sunday had sons in the army.",
        ),
        (
            "Egypt's bread queue",
            "CAIRO - The flour comes by barge. Prices doubled after Russia invaded Ukraine and shelled its ports. On "
            "Tuesday the cabinet raised the price of the loaf.",
        ),
        (
            "Oil settles higher",
            "LONDON, Oct 14 (Reuters) - Brent crude rose on Monday. Iran fired missiles at Israel on Oct. 1. OPEC cut "
            "its forecast.",
        ),
        (
            "No bar to southern surfers",
            "YANGYANG - The surf school is booked until October. North Korea has fired a dozen missiles this year, but "
            "nobody here looks up.",
        ),
        (
            "L-SAM passes its last trial",
            "SEOUL - The system met every demand. In the trial on Thursday a hit-to-kill interceptor of South Korea "
            "collided with a dummy missile off Taean.",
        ),
        ("Tokyo doubles down on missiles", "Japan approved a record budget, with an eye on China."),
        (
            "Four crew missing after Australian army helicopter ditches",
            "It went down during an exercise that Australia holds with the United States near the border of the reef.",
        ),
    ],
)
def test_background_below_a_scene_is_no_news(title, body):
    assert not classify(title, body).alert


def test_a_day_of_the_week_before_is_too_old_to_decide():
    body = "The budget is a record. It grew again. It will grow more. The yen is weak. Nobody minds. {} "
    act = "North Korea fired a ballistic missile at Japan's waters on {}."
    assert classify("Budget up", body.format(act.format("Thursday")), published_at=PUBLISHED).level == 3
    assert classify("Budget up", body.format(act.format("Saturday")), published_at=PUBLISHED).level == 0


@pytest.mark.parametrize(
    ("body", "day"),
    [
        ("TRIPOLI, Aug 18 (Reuters) - A plane", (8, 18)),
        ("Tripoli, 18 August 2014:\nA plane", (8, 18)),
        ("GARISSA, Kenya (AP) — The gunmen", None),
        ("On Tuesday, May said", None),
    ],
)
def test_the_day_of_a_dateline(body, day):
    assert sent_on(body) == day


@pytest.mark.parametrize(
    ("last", "level"),
    [
        ("The war is in its fifth day.", 5),
        ("The war between Mali and its rebels is in its fifth day.", 4),
        ("A truce is being sought.", 4),
    ],
)
def test_the_text_says_further_down_that_it_is_war(last, level):
    body = f"Armenian guns shelled the Azerbaijani town of Ganja on Monday. Houses burned. Nobody slept. {last}"
    assert classify("", body).level == level


def test_force_before_the_war_began_is_no_war_yet():
    title = "Russian gunboat rams Ukrainian tug off Crimea and fires on it"
    assert classify(title, "", published_at=datetime(2018, 11, 25, tzinfo=UTC)).level == 4
    assert classify(title, "", published_at=datetime(2024, 11, 25, tzinfo=UTC)).level == 5
