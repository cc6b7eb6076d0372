"""Is an act read whole: answered fire, a state behind a group, orders with an "or", war told beside the act?"""

import pytest

from tocsin.escalation.classify import classify
from tocsin.model import Direction

NIGER_CHAD = {("NER", "TCD")}


@pytest.mark.parametrize(
    ("title", "lead", "level", "pairs"),
    [
        ("Two lie dead", "A Syrian rocket killed two people in Kilis on Sunday.", 4, {("SYR", "TUR")}),
        ("Sunday's toll", "Azerbaijani drones killed nine people in Goris, Armenia.", 4, {("AZE", "ARM")}),
        ("Angry words", "Niger told Chad's guards to quit the well by noon or be fired on.", 2, NIGER_CHAD),
        ("Angry words", "Niger ordered Chadian units to vacate the well today or face attack.", 2, NIGER_CHAD),
        (
            "Angry words",
            "Niamey would go up in flames if one Nigerien guard came near, the Chadian marshal said.",
            2,
            {("TCD", "NER")},
        ),
        ("Angry words", "Togo said its guns would reduce Accra to rubble if a shot fell.", 2, {("TGO", "GHA")}),
        (
            "Angry words",
            "Unless Chad vacates the wells by Sunday, Nigerien forces will throw them out, a general said.",
            2,
            NIGER_CHAD,
        ),
        (
            "By night",
            "Nigerien commandos landed near Bol in Chad, blew up a transmitter and flew home.",
            4,
            NIGER_CHAD,
        ),
        (
            "By night",
            "Nigerien raiders stole over the border into Chad today, set fire to a customs post and rode off.",
            4,
            NIGER_CHAD,
        ),
        ("By night", "Radar picked up Finnish drones inside Sweden's airspace on Friday.", 3, {("FIN", "SWE")}),
        (
            "Togo accused of massing tanks on Ghana's border",
            "Togo was accused today by Ghana of massing tanks on its border.",
            3,
            {("TGO", "GHA")},
        ),
        (
            "Goma road cut",
            "M23 fighters commanded by Rwanda seized the Congolese town of Sake today.",
            4,
            {("RWA", "COD")},
        ),
        (
            "Togo orders call-up",
            "Togo ordered a general mobilisation today in answer to Ghana's massing of troops.",
            3,
            {("GHA", "TGO")},
        ),
        (
            "Road shut",
            "Every crossing into Togo from Ghana was closed on Friday, the Togolese cabinet said.",
            1,
            {("TGO", "GHA")},
        ),
        ("Road shut", "No one may enter from Ghana, Togo's interior minister said.", 1, {("TGO", "GHA")}),
        (
            "Togo shells post",
            "Togolese gunners shelled a Ghanaian patrol on Friday, which returned fire.",
            4,
            {("TGO", "GHA"), ("GHA", "TGO")},
        ),
        (
            "Week two",
            "Niger bombed Bol as Chad shelled Diffa in the second week of their war.",
            5,
            {("NER", "TCD"), ("TCD", "NER")},
        ),
        (
            "Togo blames Ghana for blast",
            "Togo blamed Ghana today for a blast that killed two in Lome.",
            1,
            {("TGO", "GHA")},
        ),
        ("On the march", "Nigerien soldiers overwhelmed Chad's fortifications near Bol today.", 5, NIGER_CHAD),
        ("On the march", "Nigerien troops poured over Chad's frontier on a wide front today.", 5, NIGER_CHAD),
        (
            "Before the judges",
            "Togo brought suit against Ghana at the Court of Justice today.",
            1,
            {("TGO", "GHA")},
        ),
        ("Row", "Togo stripped Ghana's diplomats of their immunity on Friday.", 1, {("TGO", "GHA")}),
        ("Row", "Togo told the staff of Ghana's consulate to leave on Friday.", 1, {("TGO", "GHA")}),
    ],
)
def test_the_whole_act(title, lead, level, pairs):
    read = classify(title, lead)
    assert (int(read.level), set(read.dyads)) == (level, pairs)


def test_a_blast_across_the_border_is_force():
    read = classify("Blast", "Togo blamed Ghana today for a bomb that killed two soldiers at the border.")
    assert int(read.level) == 4


def test_soldiers_go_home_under_a_deal():
    read = classify("Homeward", "Niger started pulling out its troops from the wells today under an accord with Chad.")
    assert (int(read.level), read.direction) == (0, Direction.DEESCALATION)


def test_raiders_who_withdraw_make_no_peace():
    read = classify(
        "Raid", "Nigerien soldiers crept across the border at Bol, Chad, and withdrew after a fight that killed two."
    )
    assert read.direction == Direction.ESCALATION


@pytest.mark.parametrize("title", ["Niger's troops go home", "Nigerien troops leave Bol after raid"])
def test_soldiers_leave_after_a_deadly_raid(title):
    read = classify(
        title, "Nigerien troops withdrew from Bol in Chad today after a raid that killed four Chadian guards."
    )
    assert (int(read.level), read.direction, read.dyads) == (4, Direction.DEESCALATION, (("NER", "TCD"),))


@pytest.mark.parametrize(
    ("title", "lead", "level", "pair"),
    [
        ("Row", "A Togolese embargo on Ghanaian timber took effect today.", 1, ("TGO", "GHA")),
        ("Togo accused of shelling Ghanaian post", "Togo was accused today of shelling a post.", 4, ("TGO", "GHA")),
    ],
)
def test_embargo_and_accused(title, lead, level, pair):
    read = classify(title, lead)
    assert (int(read.level), read.dyads) == (level, (pair,))


def test_the_newer_toll_is_the_higher():
    read = classify("Niger bombs Chad", "Nigerien jets bombed Bol in Chad today. The death toll climbed to 30 from 21.")
    assert (read.acts[0].killed_low, read.acts[0].killed_high) == (30, 30)


def test_the_mown_down_are_counted():
    read = classify("Niger raids Chad", "Nigerien troops attacked a Chadian post today. Four guards were mown down.")
    assert read.acts[0].killed_low == 4


SHELLED = "Niger shelled a Chadian post today, killing four. "


@pytest.mark.parametrize(
    "after",
    [
        "A fight there in 2012 left 19 dead.",
        "More than 3,000 have been killed since 2015.",
        "Since spring, 90 people have been killed along the line.",
        "When they last clashed, 60 soldiers were killed.",
        "Landslides after the rain killed 33 in the same province; the storm is over.",
        "A train crash killed 17 people in Niamey.",
    ],
)
def test_another_event_does_not_count(after):
    act = classify("Niger shells Chad", SHELLED + after).acts[0]
    assert (act.killed_low, act.killed_high) == (4, 4)


def test_a_toll_that_rose_counts():
    act = classify("Niger shells Chad", SHELLED + "The number of dead had climbed to 6 by nightfall.").acts[0]
    assert act.killed_low == 6


@pytest.mark.parametrize(
    ("told", "killed"),
    [
        ("Nine herders, four of them girls, were killed.", 9),
        ("The shells killed nine herders, two of whom were boys.", 9),
        ("Five sentries were gunned down.", 5),
        ("A garrison of twelve was wiped out.", 12),
        ("The number of dead went from 6 to 11.", 11),
    ],
)
def test_the_dead_in_other_words(told, killed):
    assert (
        classify("Niger shells Chad", "Nigerien guns shelled a Chadian post today. " + told).acts[0].killed_low
        == killed
    )


def test_a_country_that_explains_a_town_does_nothing():
    lead = "Nigerien troops had landed at Zuwarkum, Chad at dawn, blown up a depot and left, with two guards dead."
    read = classify("By night", lead)
    assert (read.dyads, read.acts[0].killed_low) == ((("NER", "TCD"),), 2)


def test_a_month_is_no_town():
    read = classify(
        "Oil is dear", "Prices rose today on worries about the strait. In January, Iran seized a tanker there."
    )
    assert int(read.level) == 0


@pytest.mark.parametrize(
    ("title", "lead", "level", "location"),
    [
        ("Ship taken", "Yemen's navy seized a freighter flying the flag of Malta in the Red Sea today.", 4, None),
        ("Iran takes Maltese-flagged ship", "Iran boarded the Maltese-flagged tanker Sun today.", 4, None),
        ("Field shut", "Unmarked drones disrupted Riga airport in Latvia overnight.", 3, "LVA"),
    ],
)
def test_no_party_is_named(title, lead, level, location):
    read = classify(title, lead)
    assert (int(read.level), read.dyads, read.location) == (level, (), location)
