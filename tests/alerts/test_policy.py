"""When do we interrupt people, in what form, and when do we hold back?"""

from datetime import timedelta

import pytest

from builders import NOON, an_incident
from tocsin.alerts.policy import AlertPolicy, Told
from tocsin.model import Direction, Incident, Level

BEFORE = NOON - timedelta(hours=1)
THREAD = Told(has_thread=True, levels={("PAK", "IRN"): Level.THREAT}, escalated_at=BEFORE)
STRUCK_BACK = Told(has_thread=True, levels={("IRN", "PAK"): Level.USE_OF_FORCE}, escalated_at=BEFORE)
PEACE = an_incident(level=Level.NONE, direction=Direction.DEESCALATION)


@pytest.mark.parametrize(
    ("incident", "told", "kind", "opens_thread", "broadcast"),
    [
        pytest.param(an_incident(), Told(), "new", True, False, id="the first incident opens the thread"),
        pytest.param(an_incident(level=Level.THREAT), THREAD, "new", False, False, id="no further than before: quiet"),
        pytest.param(an_incident(), THREAD, "raised", False, True, id="further than before: to the channel"),
        pytest.param(an_incident(), STRUCK_BACK, "raised", False, True, id="the other side's first strike is told too"),
        pytest.param(
            an_incident(),
            Told(has_thread=True, standing=True),
            "raised",
            False,
            False,
            id="in a standing dispute nothing is broadcast",
        ),
        pytest.param(PEACE, THREAD, "deescalation", False, True, id="a ceasefire is told"),
        pytest.param(
            PEACE,
            Told(has_thread=True, escalated_at=BEFORE, calmed_at=BEFORE - timedelta(hours=1)),
            "deescalation",
            False,
            True,
            id="and told again after more fighting",
        ),
        pytest.param(an_incident(publishers=("One",)), Told(), "new", True, False, id="a single publisher will do"),
    ],
)
def test_told(incident: Incident, told: Told, kind: str, opens_thread: bool, broadcast: bool) -> None:
    decision = AlertPolicy().decide(incident, told, now=NOON)
    assert decision.send
    assert (decision.kind, decision.opens_thread, decision.broadcast) == (kind, opens_thread, broadcast)


@pytest.mark.parametrize(
    ("incident", "told", "reason"),
    [
        (an_incident(level=Level.HOSTILE_ACT), THREAD, "level 1 is below the threshold of 2"),
        (an_incident(direction=Direction.NONE), THREAD, "no escalation"),
        (PEACE, Told(), "de-escalation of a dispute that nobody was told of"),
        (PEACE, Told(has_thread=True, escalated_at=BEFORE, calmed_at=BEFORE), "de-escalation already told"),
        (
            PEACE,
            Told(has_thread=True, escalated_at=NOON + timedelta(minutes=1)),
            "de-escalation from before the last act that was told",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_held(incident: Incident, told: Told, reason: str) -> None:
    decision = AlertPolicy().decide(incident, told, now=NOON)
    assert (decision.send, decision.reason) == (False, reason)


def test_old_news_is_no_news() -> None:
    incident = an_incident()
    at = incident.last_reported_at + timedelta(hours=48)
    assert AlertPolicy().decide(incident, Told(), now=at).send
    late = AlertPolicy().decide(incident, Told(), now=at + timedelta(seconds=1))
    assert (late.send, late.reason[:8]) == (False, "old news")


def test_history_never_pages_anyone() -> None:
    decision = AlertPolicy().decide(an_incident(), Told(), now=NOON, historical=True)
    assert not decision.send


def test_a_route_may_ask_for_a_second_newsroom() -> None:
    alone = an_incident(publishers=("One",))
    assert AlertPolicy(min_publishers=2).decide(alone, Told(), now=NOON).reason == "fewer than 2 publishers"
    assert AlertPolicy(min_publishers=2).decide(an_incident(), Told(), now=NOON).send
