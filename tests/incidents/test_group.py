"""Which reports tell of one act, and what do they say together?"""

from datetime import date, timedelta
from itertools import permutations

import pytest

from builders import NOON, TODAY, a_report, an_act, an_assessment, an_incident
from tocsin.incidents import group
from tocsin.model import Act, Assessment, Direction, Incident, Level, Report


def likeness(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    """Return the share of equal numbers; stands for the articles' own."""
    return sum(a == b for a, b in zip(one, other, strict=True)) / len(one) if one and other else 0.0


def incident_of(*reports: Report, **changes: object) -> Incident:
    facts = group.fold(reports)
    told = {name: getattr(facts, name) for name in facts.__dataclass_fields__}
    return an_incident(reports=reports, **(told | changes))


KNOWN = incident_of(a_report(1))
STRIKE = an_act(happened_on=None)


def told_by(number: int = 2, *, hours: float = 1, act: Act = STRIKE, **changes: object) -> Report:
    return a_report(number, published_at=NOON + timedelta(hours=hours), act=act, **changes)


@pytest.mark.parametrize(
    "report",
    [
        pytest.param(told_by(), id="same pair, place and day"),
        pytest.param(told_by(hours=30), id="a follow-up the next day"),
        pytest.param(told_by(hours=80, act=an_act(happened_on=TODAY)), id="late, but it dates the act"),
        pytest.param(told_by(act=an_act(places=())), id="no place named"),
        pytest.param(told_by(act=an_act(level=Level.WAR)), id="the next step of the same kind"),
        pytest.param(
            told_by(act=an_act(places=("Sistán y Baluchistán",), killed_low=None)), id="another spelling of the place"
        ),
        pytest.param(told_by(act=an_act(initiator=None), dyads=()), id="attacker not named, same place"),
        pytest.param(
            told_by(act=an_act(initiator="IRN", target="PAK"), dyads=(("IRN", "PAK"),)),
            id="the other way round, same place",
        ),
        pytest.param(told_by(act=an_act(places=("Saravan",))), id="another place, but the same toll"),
    ],
)
def test_the_same_act(report: Report) -> None:
    assert group.match(report, [KNOWN], likeness=likeness) == KNOWN


def test_a_threats_deadline_does_not_make_it_another() -> None:
    threat = an_act(level=Level.THREAT, event_type="threaten", places=(), killed_low=None)
    known = incident_of(a_report(1, act=threat))
    deadline = an_act(**{**vars(threat), "happened_on": TODAY - timedelta(days=3)})
    assert group.match(told_by(act=deadline), [known], likeness=likeness) == known


@pytest.mark.parametrize(
    "report",
    [
        pytest.param(told_by(act=an_act(level=Level.THREAT, happened_on=None)), id="another kind"),
        pytest.param(told_by(hours=60), id="two days later"),
        pytest.param(told_by(act=an_act(happened_on=TODAY + timedelta(days=3))), id="dated another day"),
        pytest.param(told_by(act=an_act(places=("Saravan",), killed_low=2)), id="another place, another toll"),
        pytest.param(
            told_by(act=an_act(places=("Vistan-Baluchestan",), killed_low=2)), id="alike but for the first letter"
        ),
        pytest.param(told_by(act=an_act(target="AFG", location="AFG"), dyads=(("PAK", "AFG"),)), id="another pair"),
        pytest.param(
            told_by(
                act=an_act(initiator="IRN", target="PAK", location="PAK", places=("Panjgur",), killed_low=2),
                dyads=(("IRN", "PAK"),),
            ),
            id="the strike back",
        ),
    ],
)
def test_another_act(report: Report) -> None:
    assert group.match(report, [KNOWN], likeness=likeness) is None


def test_the_same_wire_copy_is_the_same_act() -> None:
    print_ = (1, 2, 3, 4)
    known = incident_of(a_report(1, fingerprint=print_))
    copy = told_by(act=an_act(places=("Saravan",), killed_low=None, happened_on=None), fingerprint=print_)
    assert group.match(copy, [known], likeness=likeness) == known


AT_SEA = an_act(initiator=None, target=None, location=None, places=("Arabian Sea",), killed_low=None, means="drone")
A_TANKER = incident_of(a_report(1, act=AT_SEA, dyads=()))


@pytest.mark.parametrize(
    ("changes", "is_same"),
    [
        ({"happened_on": None}, True),
        ({"initiator": "Houthis", "target": "GRC"}, True),
        ({"initiator": "Houthis", "target": "GRC", "means": "missiles"}, False),
        ({"places": ("Black Sea",)}, False),
    ],
    ids=["undated", "claimed", "another weapon, claimed", "another sea"],
)
def test_what_nobody_known_did_at_sea(changes: dict[str, object], is_same: bool) -> None:
    act = an_act(**{**vars(AT_SEA), **changes})
    dyads = ((act.initiator, act.target),) if act.initiator and act.target else ()
    found = group.match(told_by(act=act, dyads=dyads), [A_TANKER], likeness=likeness)
    assert (found == A_TANKER) is is_same


def test_where_neither_party_nor_place_is_known_only_the_wording_tells() -> None:
    nowhere = an_act(**{**vars(AT_SEA), "places": ()})
    known = incident_of(a_report(1, act=nowhere, dyads=(), fingerprint=(1, 2, 3, 4)))
    assert group.match(told_by(act=nowhere, dyads=()), [known], likeness=likeness) is None
    copy = told_by(act=nowhere, dyads=(), fingerprint=(1, 2, 3, 5))
    assert group.match(copy, [known], likeness=likeness) == known


def test_the_better_fit_wins() -> None:
    elsewhere = incident_of(a_report(1, act=an_act(places=("Saravan",), killed_low=2)), id=2)
    assert group.match(told_by(), [elsewhere, KNOWN], likeness=likeness) == KNOWN
    assert group.match(told_by(), [KNOWN, elsewhere], likeness=likeness) == KNOWN


def test_a_truce_has_no_direction() -> None:
    truce = an_act(level=Level.NONE, direction=Direction.DEESCALATION, places=(), happened_on=None)
    known = incident_of(a_report(1, act=truce))
    mirrored = told_by(act=truce, dyads=(("IRN", "PAK"),))
    assert group.match(mirrored, [known], likeness=likeness) == known


def test_what_reports_say_together_does_not_hang_on_their_order() -> None:
    reports = [
        a_report(1, act=an_act(killed_low=3, means=None)),
        a_report(2, act=an_act(killed_low=5, places=("Saravan",))),
        a_report(3, act=an_act(killed_low=None)),
        a_report(4, act=an_act(level=Level.WAR, killed_low=7, happened_on=date(2026, 3, 13))),
    ]
    told = {group.fold(order) for order in permutations(reports)}
    assert len(told) == 1
    facts = told.pop()
    assert (facts.killed_low, facts.level, facts.day) == (7, Level.USE_OF_FORCE, date(2026, 3, 13))
    assert facts.places == ("Sistan-Baluchestan", "Saravan")


@pytest.mark.parametrize(
    ("levels", "expected"),
    [((4,), 4), ((4, 5), 5), ((4, 4, 5), 4), ((4, 5, 5, 4, 4, 4, 4), 5), ((2, 3, 4), 3)],
    ids=["one", "half of them", "one of three", "two of seven", "each another"],
)
def test_the_gravest_level_that_more_than_one_report_bears_out(levels: tuple[int, ...], expected: int) -> None:
    reports = [a_report(number, act=an_act(level=Level(level))) for number, level in enumerate(levels, start=1)]
    assert group.fold(reports).level == expected


@pytest.mark.parametrize("event", ["mobilize", "seize"])
def test_what_is_another_act_though_pair_place_and_day_agree(event: str) -> None:
    """A build-up by one side and a drill by the other; an air strike and a ship that is taken who knows where."""
    level = Level.DISPLAY_OF_FORCE if event == "mobilize" else Level.USE_OF_FORCE
    known = incident_of(a_report(1, act=an_act(level=level, killed_low=None)))
    mirrored = {"initiator": "IRN", "target": "PAK"} if event == "mobilize" else {}
    places = ("Sistan-Baluchestan",) if mirrored else ()
    act = an_act(**{**vars(known.reports[0].act), "event_type": event, "places": places, **mirrored})
    dyads = (("IRN", "PAK"),) if mirrored else (("PAK", "IRN"),)
    assert group.match(told_by(act=act, dyads=dyads), [known], likeness=likeness) is None


def test_a_place_is_named_once_however_it_is_spelt() -> None:
    reports = [a_report(1), a_report(2, act=an_act(places=("Sistan-Baluchistan", "Saravan")))]
    assert group.fold(reports).places == ("Sistan-Baluchestan", "Saravan")


def test_who_is_named_by_one_report_is_known() -> None:
    nobody = a_report(1, act=an_act(initiator=None), dyads=())
    facts = group.fold([nobody, a_report(2)])
    assert (facts.initiator, facts.target, facts.dyads) == ("PAK", "IRN", (("PAK", "IRN"),))


@pytest.mark.parametrize(
    ("dyads", "act", "expected"),
    [
        ((("PAK", "IRN"),), an_act(), ("IRN", "PAK")),
        ((), an_act(initiator=None), ("IRN",)),
        ((), an_act(initiator=None, target=None), ("IRN",)),
        ((), AT_SEA, ("Arabian Sea",)),
        ((), an_act(initiator=None, target=None, location=None, places=()), ("unknown",)),
    ],
    ids=["a pair, in order", "its target", "its country", "its sea", "nothing known"],
)
def test_whom_an_incident_is_between(dyads: tuple[tuple[str, str], ...], act: Act, expected: object) -> None:
    assert group.parties(dyads, act) == expected


def test_key_is_natural() -> None:
    assert group.incident_key(a_report(7)) == "PAK>IRN|force|Sistan-Baluchestan|2026-03-14"


def test_what_names_nobody_and_no_place_shares_its_key_with_nothing() -> None:
    nowhere = an_act(initiator=None, target=None, location=None, places=())
    keys = {group.incident_key(a_report(number, act=nowhere, dyads=())) for number in (1, 2)}
    assert len(keys) == 2


@pytest.mark.parametrize(
    ("reading", "kind"),
    [
        (an_assessment(), "force"),
        (an_assessment(direction=Direction.DEESCALATION), "peace"),
        (Assessment(level=Level.HOSTILE_ACT, direction=Direction.ESCALATION), "act"),
        (Assessment(level=Level.NONE, direction=Direction.DEESCALATION), "peace"),
    ],
)
def test_the_act_an_article_is_about(reading: Assessment, kind: str) -> None:
    act = group.leading_act(reading)
    assert act is not None
    assert group.kind_of(act) == kind


def test_no_act_no_incident() -> None:
    assert group.leading_act(Assessment(level=Level.NONE, direction=Direction.NONE)) is None


def test_a_seizure_has_a_key_of_its_own() -> None:
    keys = {group.incident_key(a_report(1, act=an_act(places=(), event_type=event))) for event in ("assault", "seize")}
    assert len(keys) == 2


def test_acts_of_one_day_after_the_other_do_not_chain() -> None:
    days = [a_report(n, act=an_act(happened_on=TODAY + timedelta(days=n))) for n in range(3)]
    known = incident_of(*days[:2])

    assert group.match(days[1], [incident_of(days[0])], likeness=likeness) is not None
    assert group.match(days[2], [known], likeness=likeness) is None


def test_undated_follow_ups_end_after_three_days() -> None:
    known = incident_of(told_by(1, hours=0), told_by(2, hours=30), told_by(3, hours=60))

    assert group.match(told_by(4, hours=70), [known], likeness=likeness) == known
    assert group.match(told_by(4, hours=90), [known], likeness=likeness) is None
