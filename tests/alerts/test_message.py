"""Does an alert say what an analyst needs, within what Slack takes, whatever strangers wrote?"""

import json
import os
import subprocess
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builders import NOON, SENTENCE, TODAY, a_dispute, a_report, an_act, an_incident, days_ago
from tocsin.alerts.message import Quote, Telling, headline, render
from tocsin.alerts.names import name_of
from tocsin.model import Direction, Level, Status
from tocsin_desk.slack_limits import find_error
from tocsin_desk.slack_view import describe

JUDGE = Path(__file__).parents[3] / "shared" / "tools" / "check_blocks.mjs"
HOSTILE = [
    "<!channel> <@U123> <!subteam^S1> <https://evil.example|bbc.co.uk>",
    "&lt;!here&gt; & <b>",
    "https://evil.example/login",
    "a\u202eb\u2066c\u200bd\u0000e\ud800f\ufffdg\u00adh",
    "👨\u200d👩\u200d👧\u200d👦" * 500,
    "Z" + "\u0301" * 3_000,
    "ب" * 5_000,
    "*bold* _it_ ~gone~ `code` :skull: @here #general",
    "",
    " \u200b ",
]
hostile = st.one_of(
    st.sampled_from(HOSTILE), st.text(max_size=200), st.text(alphabet="<>&|!@#\u202e\u200d", max_size=50)
)


# Words do not happen anywhere, and kill nobody.
NOWHERE = {"location": None, "places": (), "killed_low": None}


def a_telling(**changes):
    incident = changes.pop("incident", None) or an_incident()
    return Telling(
        **({"alert_key": "1:new", "kind": "new", "incident": incident, "dispute": a_dispute(incident)} | changes)
    )


def shown(telling):
    message = render(telling, now=NOON)
    text = describe([{"ts": "1.0", "text": message.text, "blocks": message.blocks}])
    return " ".join(text.replace("▌", "").split())


def strings(value):
    if isinstance(value, str):
        yield value
    for child in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from strings(child)


def assert_slack_takes(message):
    assert find_error({"text": message.text, "blocks": message.blocks, "metadata": message.metadata}, edit=True) is None
    assert len(json.dumps(message.blocks)) < 12_000
    assert len(json.dumps(message.metadata)) < 8_000


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, "Pakistan → Iran: use of force in Iran (Sistan-Baluchestan), at least 9 killed"),
        (
            {"killed_high": 12, "places": (), "injured_low": 3, "injured_high": 3},
            "Pakistan → Iran: use of force in Iran, 9–12 killed, 3 injured",
        ),
        (
            {"initiator": None, "places": (), "killed_low": None, "killed_high": 4},
            "Unknown → Iran: use of force in Iran, up to 4 killed",
        ),
        (
            {
                "initiator": None,
                "target": None,
                "location": None,
                "places": ("Gulf of Oman",),
                "killed_low": 0,
                "killed_high": 0,
            },
            "Unknown attacker: use of force in Gulf of Oman, no one killed",
        ),
        ({"dyads": (("IND", "PAK"), ("PAK", "IND")), **NOWHERE}, "India ↔ Pakistan: use of force"),
        (
            {"dyads": (("USA", "IRN"), ("ISR", "IRN"), ("IRN", "USA"), ("IRN", "ISR")), **NOWHERE},
            "United States, Israel ↔ Iran: use of force",
        ),
        (
            {"dyads": (("RWA", "COD"), ("UGA", "SSD")), **NOWHERE},
            "Rwanda → DR Congo; Uganda → South Sudan: use of force",
        ),
        (
            {"dyads": (("USA", "IRN"), ("ISR", "IRN")), "location": "USA", "places": (), "killed_low": None},
            "United States, Israel → Iran: use of force in the United States",
        ),
        (
            {"dyads": (("Hezbollah", "ISR"),), "level": Level.THREAT, "means": "vow to retaliate", **NOWHERE},
            "Hezbollah → Israel: threat of force (vow to retaliate)",
        ),
        (
            {
                "direction": Direction.DEESCALATION,
                "kind": "peace",
                "event_type": "agree",
                "means": "ceasefire",
                **NOWHERE,
            },
            "Pakistan → Iran: de-escalation, agreement (ceasefire)",
        ),
    ],
)
def test_headline(changes, expected):
    assert headline(an_incident(**changes)) == expected


@pytest.mark.parametrize(
    ("actor", "name"),
    [
        ("SYR", "Syria"),
        ("RUS", "Russia"),
        ("PRK", "North Korea"),
        ("XKX", "Kosovo"),
        ("PSE", "Palestine"),
        ("EU", "European Union"),
        ("NATO", "NATO"),
        ("UN", "United Nations"),
        ("Al-Shabaab", "Al-Shabaab"),
        ("\u202e\u200b", "Unknown"),
        (None, "Unknown"),
    ],
)
def test_actors_have_their_everyday_names(actor, name):
    assert name_of(actor) == name


def test_the_archetype_says_everything():
    recalled = an_incident(
        id=7,
        level=Level.HOSTILE_ACT,
        kind="coerce",
        event_type="coerce",
        means="ambassador recalled",
        initiator="IRN",
        target="PAK",
        day=days_ago(2),
        killed_low=None,
        location=None,
        places=(),
    )
    strike = an_incident()
    earlier = an_act(
        initiator="IRN",
        target="PAK",
        location="PAK",
        places=("Panjgur",),
        is_new=False,
        killed_low=2,
        killed_high=2,
        span=None,
    )
    text = shown(
        a_telling(
            dispute=a_dispute(recalled, strike),
            quotes=(Quote(text=SENTENCE, publisher="Meridian Wire", url="https://meridian.example/world/1"),),
            context=(
                earlier,
                an_act(level=Level.DISPLAY_OF_FORCE, event_type="mobilize", status=Status.CLAIMED),
            ),
            first_since=TODAY,
        )
    )
    for said in (
        "🔴 Use of force: Pakistan → Iran",
        "Level: 4 use of force",
        "Act: Attack (air strike)",
        "Where: Iran (Sistan-Baluchestan)",
        "When: 14 March, first told at 12:00 UTC, last at 12:10 UTC",
        "Casualties: At least 9 killed",
        "★ A first in the record (since 14 March): Pakistan → Iran at level 4 use of force",
        "Iran → Pakistan · 4 use of force · attack (air strike) · Pakistan (Panjgur)",
        "2 killed · earlier",
        "3 display of force · military moves",
        "claimed",
        "2 publishers, 2 reports",
        "Gulf Courier: Pakistan strikes camps in Iran's south-east <https://meridian.example/world/2>",
        "Dispute Iran – Pakistan: 2 incidents since 12 March",
        "12 March · 1 · Iran → Pakistan: hostile act without force (ambassador recalled)",
    ):
        assert said in text
    assert f"“{SENTENCE}” — Meridian Wire <https://meridian.example/world/1>" in text


def test_a_single_publisher_is_marked_however_often_it_told():
    twice = an_incident(reports=(a_report(1), a_report(2)))
    assert "One source, 2 reports" in shown(a_telling(incident=twice))
    assert "One source" not in shown(a_telling())


def test_a_reply_shows_no_timeline_and_a_long_one_is_cut():
    chain = tuple(an_incident(id=number) for number in range(1, 13))
    opened = a_telling(incident=chain[-1], dispute=a_dispute(*chain))
    assert "Dispute Iran – Pakistan: 12 incidents since 14 March, the last 8" in shown(opened)
    assert "Dispute Iran" not in shown(replace(opened, opens_thread=False))


def test_a_retraction_strikes_the_facts_through():
    text = shown(a_telling(kind="retracted", first_since=TODAY))
    assert "🚫 Retracted (use of force): Pakistan → Iran" in text
    assert "Level: ~4 use of force~" in text
    assert "first in the record" not in text


def test_a_raise_and_a_step_down_are_headed_as_such():
    assert "🔴 Raised to use of force: Pakistan → Iran" in shown(a_telling(kind="raised"))
    calm = an_incident(
        direction=Direction.DEESCALATION,
        level=Level.NONE,
        kind="peace",
        event_type="agree",
        means="ceasefire",
        killed_low=None,
    )
    text = shown(a_telling(kind="deescalation", incident=calm))
    assert "🕊️ De-escalation: Pakistan → Iran" in text
    assert "Casualties" not in text


def test_another_year_is_named():
    assert "14 March 2026" in str(render(a_telling(), now=NOON + timedelta(days=365)).blocks)


def test_metadata_is_what_programs_were_promised():
    assert render(a_telling(incident=an_incident(location=None)), now=NOON).metadata == {
        "event_type": "tocsin_alert",
        "event_payload": {
            "alert_key": "1:new",
            "incident_id": "1",
            "kind": "new",
            "level": 4,
            "dyads": [{"initiator": "PAK", "target": "IRN"}],
            "location": "",
            "article_urls": [
                {"url": "https://meridian.example/world/2"},
                {"url": "https://meridian.example/world/1"},
            ],
        },
    }


def test_metadata_keeps_the_newest_articles_that_fit():
    reports = tuple(a_report(number, url=f"https://meridian.example/{number}/" + "x" * 300) for number in range(1, 60))
    message = render(a_telling(incident=an_incident(reports=reports)), now=NOON)
    urls = [each["url"] for each in message.metadata["event_payload"]["article_urls"]]
    assert 15 < len(urls) < 30
    assert urls[0] == reports[-1].url
    assert_slack_takes(message)


def test_metadata_holds_no_address_that_is_none():
    reports = tuple(
        a_report(number, url=url)
        for number, url in enumerate(["javascript:alert(1)", "https://a.example/\ud800", "https://b.example/"])
    )
    message = render(a_telling(incident=an_incident(reports=reports)), now=NOON)
    assert message.metadata["event_payload"]["article_urls"] == [{"url": "https://b.example/"}]


def test_the_newest_sources_are_shown_and_the_others_counted():
    incident = an_incident(publishers=tuple(f"Paper {number}" for number in range(1, 12)))
    text = shown(a_telling(incident=incident))
    assert "11 publishers, 11 reports • Paper 11:" in text
    assert "Paper 4:" in text
    assert "Paper 3:" not in text
    assert "and 3 more" in text


def test_a_title_in_disguise_is_no_label():
    disguised = a_report(title="https://bank.example.com/login")
    message = render(a_telling(incident=an_incident(reports=(disguised,))), now=NOON)
    assert "bank.example.com" not in json.dumps(message.blocks)
    assert '"text": "meridian.example"' in json.dumps(message.blocks)


def test_a_sentence_that_lacks_a_blank_is_still_told():
    report = a_report(title="Strikes in Iran.The army says nothing")
    assert "Iran.The army says nothing meridian.example <" in shown(a_telling(incident=an_incident(reports=(report,))))


def test_nothing_is_marked_up_and_text_is_escaped_once():
    evil = "<!channel> & &lt;!here&gt;"
    incident = an_incident(reports=(a_report(title=evil, publisher=evil),), places=(evil,))
    message = render(a_telling(incident=incident), now=NOON)
    assert "mrkdwn" not in json.dumps(message.blocks)
    assert "&lt;!channel&gt; &amp; &amp;lt;!here&amp;gt;" in message.text
    assert "<!channel>" in json.dumps(message.blocks)


def hostile_telling(words, numbers, kind):
    reports = tuple(
        a_report(number, title=words, publisher=words, url=f"https://meridian.example/{number}?{words[:900]}")
        for number in range(1, numbers + 1)
    )
    act = an_act(initiator=words, places=(words,) * 3, means=words, event_type=words, happened_on=None)
    incident = an_incident(
        reports=reports,
        initiator=words,
        target=words,
        location=words,
        places=(words,) * 5,
        means=words,
        kind=words,
        event_type=words,
        dyads=((words, words),) * numbers,
    )
    return Telling(
        alert_key="9:new",
        kind=kind,
        incident=incident,
        dispute=a_dispute(*[incident] * numbers, parties=(words, words), previous_id=3),
        quotes=(Quote(text=words, publisher=words, url=words),) * numbers,
        context=(act,) * numbers,
        first_since=TODAY,
    )


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(hostile, st.integers(1, 20), st.sampled_from(["new", "raised", "update", "deescalation", "retracted"]))
def test_slack_takes_whatever_strangers_write(words, numbers, kind):
    message = render(hostile_telling(words, numbers, kind), now=NOON)
    assert_slack_takes(message)
    assert len(message.text) <= 4_000
    for text in strings(message.blocks):
        assert not set(text) & set("\u202e\u2066\u200b\u0000\ufffd\ud800")


def test_the_same_telling_gives_the_same_message():
    assert render(a_telling(), now=NOON) == render(a_telling(), now=NOON + timedelta(hours=5))


def test_an_independent_judge_finds_no_fault(tmp_path):
    root = Path(os.environ.get("SLACK_TS_ROOT", JUDGE.parent))
    if not JUDGE.exists() or not (root / "node_modules" / "typescript").exists():
        pytest.skip("needs ../shared/tools/check_blocks.mjs and its node_modules (SLACK_TS_ROOT names another place)")
    tellings = [a_telling(), a_telling(kind="retracted")]
    tellings += [hostile_telling(words, numbers, "new") for words in HOSTILE for numbers in (1, 12)]
    rows = [
        {"channel": "C1", "text": message.text, "blocks": message.blocks, "metadata": message.metadata}
        for message in (render(telling, now=NOON) for telling in tellings)
    ]
    file = tmp_path / "messages.json"
    file.write_text(json.dumps(rows))
    judged = subprocess.run(["node", JUDGE, "--update", file], capture_output=True, text=True, check=False)
    assert judged.returncode == 0, judged.stdout + judged.stderr
