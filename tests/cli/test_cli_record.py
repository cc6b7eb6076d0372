"""Can everything that is known be listed, and traced to what it rests on?"""

import os
import subprocess
import sys
from pathlib import Path

import press
import pytest

from servers import Newspaper
from tocsin_desk.slack import SlackStandIn


@pytest.fixture(scope="module")
def told(postgres, tmp_path_factory):
    """Return the newspaper, and the URL of a store in which its stories have gone the whole way."""
    catalogue = tmp_path_factory.mktemp("told") / "catalogue.yaml"
    with Newspaper() as newspaper, SlackStandIn() as slack:
        catalogue.write_text(press.publish(newspaper))
        settings = {
            "TOCSIN_STORE_URL": postgres.url("told"),
            "TOCSIN_CATALOGUE": str(catalogue),
            "TOCSIN_ALLOW_HOSTS": newspaper.host,
            "SLACK_BOT_TOKEN": slack.token,
            "SLACK_BASE_URL": slack.base_url,
        }
        console = Path(sys.executable).with_name("tocsin")
        subprocess.run([console, "run", "--once"], env=os.environ | settings, check=True, capture_output=True)
    return newspaper, settings["TOCSIN_STORE_URL"]


@pytest.fixture
def paper(told, tocsin, monkeypatch):
    """Let the command line use that store."""
    monkeypatch.setenv("TOCSIN_STORE_URL", told[1])
    return told[0]


def by_pair(listed):
    """Return a list's objects by who did something to whom."""
    return {"-".join(each["dyads"][0]): each for each in listed}


def test_nothing_known_is_an_empty_list(tocsin, store, postgres, monkeypatch):
    monkeypatch.setenv("TOCSIN_STORE_URL", postgres.url("tests"))

    assert tocsin("incidents", "--json").document == []
    assert tocsin("alerts", "--json").document == []
    assert "tocsin run --once" in tocsin("incidents").out


def test_incidents_are_listed(tocsin, paper):
    listed = by_pair(tocsin("incidents", "--json").document)
    strike = listed["KEN-SOM"]

    assert set(listed) == {"KEN-SOM", "THA-KHM", "TCD-LBY"}
    assert (strike["level"], strike["direction"], strike["location"]) == (4, "escalation", "SOM")
    assert (strike["killed_low"], strike["status"]) == (12, "open")
    assert strike["publishers"] == ["Meridian Wire", "Harbour Post"]
    # The newest first.
    assert strike["article_urls"] == [paper.url("/jets"), paper.url("/strike")]
    assert strike["alert"] == {
        "alert_key": f"incident-{strike['id']}",
        "status": "sent",
        "reason": "first incident of its dispute",
    }
    assert set(by_pair(tocsin("incidents", "--json", "--since", "48h").document)) == {"KEN-SOM", "THA-KHM"}
    said = tocsin("incidents", "--limit", "1")
    assert "Kenya → Somalia" in said.out
    assert "2 older" in said.out


@pytest.mark.parametrize("since", ["soon", "-1d", "2026-13-01"])
def test_a_since_that_is_no_time_is_refused(tocsin, since):
    said = tocsin("incidents", f"--since={since}")

    assert (said.code, said.out) == (2, "")
    assert "--since" in said.err


def test_alerts_are_listed(tocsin, paper):
    listed = by_pair(tocsin("alerts", "--json").document)
    strike, old = listed["KEN-SOM"], listed["TCD-LBY"]

    assert (strike["status"], strike["kind"], strike["channel"]) == ("sent", "new", "C0TOCSIN")
    assert strike["ts"]
    assert strike["sent_at"].endswith("+00:00")
    assert (old["status"], old["ts"], old["sent_at"]) == ("held", None, None)
    assert old["reason"].startswith("old news")
    assert set(by_pair(tocsin("alerts", "--json", "--status", "held").document)) == {"TCD-LBY"}
    assert tocsin("alerts", "--status", "lost").code == 2
    said = tocsin("alerts")
    assert "old news" in said.out
    assert max(map(len, said.out.splitlines())) <= 100


def test_an_article_is_traced_to_the_decision(tocsin, paper):
    said = tocsin("why", paper.url("/threat?utm_source=feed"), "--json")
    trace = said.document
    (article,) = trace["articles"]

    assert trace["kind"] == "article"
    assert article["entries"][0]["feed"]["publisher"] == "Harbour Post"
    assert (article["quality"], article["reasons"]) == ("summary only", ["bad status: HTTP 403"])
    assert article["assessment"]["level"] == 2
    assert article["assessment"]["evidence"]
    assert article["incident_id"] == trace["incident"]["id"]
    assert trace["dispute"]["parties"] == ["KHM", "THA"]
    assert (trace["alert"]["status"], trace["alert"]["kind"]) == ("sent", "new")
    for name in (article["id"], f"article-{article['id']}"):
        assert tocsin("why", name, "--json").document["articles"] == trace["articles"]


def test_an_incident_is_traced_to_its_articles(tocsin, paper):
    strike = by_pair(tocsin("incidents", "--json").document)["KEN-SOM"]
    trace = tocsin("why", strike["alert"]["alert_key"], "--json").document

    assert [each["url"] for each in trace["articles"]] == [paper.url("/strike"), paper.url("/jets")]
    assert trace["incident"] == strike
    said = tocsin("why", strike["alert"]["alert_key"])
    for word in ("Kenya → Somalia", "Meridian Wire", "Harbour Post", "first incident of its dispute", "C0TOCSIN"):
        assert word in said.out


def test_what_told_of_nothing_says_so(tocsin, paper):
    said = tocsin("why", paper.url("/cup"))

    assert "level 0 no hostile act" in said.out
    assert "none: no act that a record is kept of" in said.out
    assert "old news" in tocsin("why", paper.url("/old")).out


@pytest.mark.parametrize("name", ["article-999", "incident-999", "999", "https://river.example/nothing"])
def test_what_nobody_knows_is_one_line(tocsin, store, postgres, monkeypatch, name):
    monkeypatch.setenv("TOCSIN_STORE_URL", postgres.url("tests"))
    said = tocsin("why", name)

    assert (said.code, said.out) == (2, "")
    assert (
        said.err == f"tocsin: {name}: nothing is known by that name; tocsin incidents and tocsin alerts list what is\n"
    )


@pytest.mark.parametrize("name", ["incident", "incident-x", "9" * 40, "http://[::1", "\x1b[2J"])
def test_what_is_no_name_is_one_line(tocsin, store, postgres, monkeypatch, name):
    monkeypatch.setenv("TOCSIN_STORE_URL", postgres.url("tests"))
    said = tocsin("why", name)

    assert (said.code, said.out) == (2, "")
    assert said.err.count("\n") == 1
    assert "\x1b" not in said.err
