"""Does the command line ask the model that the environment names, and only then?"""

import json

import press
import pytest

from opinions import BODY, PATH, TITLE, asked_of, completion, no_act
from servers import Newspaper
from tocsin.store.database import Store
from tocsin_desk import settings as desk

KEY = "sk-hush-hush-hush"
TEXT = f"{TITLE}\n{BODY}".encode()


@pytest.fixture
def model(store: Store, postgres, monkeypatch, tocsin):
    """A model that says of everything that it is nothing new, named by the environment, and asked of everything."""
    monkeypatch.setenv("TOCSIN_STORE_URL", postgres.url("tests"))
    with Newspaper() as server:
        server.pages[PATH] = completion(no_act())
        monkeypatch.setenv("TOCSIN_LLM_URL", server.url("/v1"))
        monkeypatch.setenv("TOCSIN_LLM_MODEL", "wise-1")
        monkeypatch.setenv("TOCSIN_LLM_KEY", KEY)
        monkeypatch.setenv("TOCSIN_LLM_BAND", "0-1")
        yield server


def test_a_text_gets_a_second_opinion(tocsin, model):
    said = tocsin("classify", "-", "--second-opinion", "--json", stdin=TEXT)
    assert (said.code, said.document["level"]) == (0, 0)
    assert "A second opinion was asked of wise-1: it changed level 4 → 0" in said.document["reasons"][-1]
    assert "A second opinion was kept from wise-1" in tocsin("classify", "-", "--second-opinion", stdin=TEXT).out
    assert len(asked_of(model)) == 1
    assert KEY not in said.out + said.err


def test_rows_get_one_each_with_their_reasons(tocsin, model):
    rows = [{"id": number, "title": f"{TITLE} {number}", "body": BODY} for number in range(3)]
    stdin = b"".join(json.dumps(row).encode() + b"\n" for row in rows)
    said = tocsin("classify", "-", "--jsonl", "--second-opinion", stdin=stdin)
    assert [row["level"] for row in said.rows] == [0, 0, 0]
    assert all("wise-1" in row["reasons"][-1] for row in said.rows)
    assert len(asked_of(model)) == 3


def test_without_the_switch_nothing_is_asked(tocsin, model):
    assert tocsin("classify", "-", "--json", stdin=TEXT).document["level"] == 4
    assert model.asked == []


def test_by_the_default_band_the_sure_are_not_asked(tocsin, model, monkeypatch):
    monkeypatch.delenv("TOCSIN_LLM_BAND")
    said = tocsin("classify", "-", "--second-opinion", "--json", stdin=TEXT)
    assert (said.document["level"], said.document["probability"] > 0.75) == (4, True)
    assert model.asked == []


def test_a_pass_asks_and_why_tells_it(tocsin, model, monkeypatch, tmp_path):
    monkeypatch.setenv("TOCSIN_ALLOW_HOSTS", "127.0.0.1")
    model.pages[PATH] = completion(no_act(quote="The cup final was decided late."))
    with Newspaper() as paper:
        (tmp_path / "catalogue.yaml").write_text(press.publish(paper))
        monkeypatch.setenv("TOCSIN_CATALOGUE", str(tmp_path / "catalogue.yaml"))
        said = tocsin("run", "--once", "--json")
        assert said.code == 0, said.err
        assert len(asked_of(model)) == said.document["articles_assessed"]
        told = tocsin("why", paper.url("/strike"))
    assert "A second opinion was asked of wise-1, and changed nothing" in " ".join(told.out.split())
    assert KEY not in said.out + said.err + told.out


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("TOCSIN_LLM_URL", "", "TOCSIN_LLM_URL names no language model"),
        ("TOCSIN_LLM_URL", "ftp://me:hush-hush@host", "TOCSIN_LLM_URL is no address"),
        ("TOCSIN_LLM_URL", "https://me:hush-hush@host/v1", "TOCSIN_LLM_URL is no address"),
        ("TOCSIN_LLM_MODEL", "", "TOCSIN_LLM_MODEL"),
        ("TOCSIN_LLM_KEY", "hush-hush\nX: 1", "TOCSIN_LLM_KEY is no key"),
        ("TOCSIN_LLM_KEY", "hush-hush…", "TOCSIN_LLM_KEY is no key"),
        ("TOCSIN_LLM_BAND", "0.9-0.1", "TOCSIN_LLM_BAND is '0.9-0.1'"),
        ("TOCSIN_LLM_DAILY_CALLS", "0.5", "TOCSIN_LLM_DAILY_CALLS"),
    ],
)
def test_a_setting_of_no_use_is_refused_without_its_secrets(tocsin, model, monkeypatch, name, value, words):
    monkeypatch.setenv(name, value)
    said = tocsin("classify", "-", "--second-opinion", stdin=TEXT)
    assert (said.code, said.out, said.err.count("\n")) == (2, "", 1)
    assert words in said.err
    assert "hush" not in said.err


def test_an_explanation_is_of_the_rules(tocsin, model):
    said = tocsin("classify", "-", "--second-opinion", "--explain", stdin=TEXT)
    assert (said.code, "--second-opinion" in said.err) == (2, True)


def test_the_key_does_not_go_into_airflows_file(tmp_path):
    desk.write_shell_file(tmp_path / "airflow.env", {"TOCSIN_LLM_KEY": KEY, "TOCSIN_LLM_BAND": "0-1"})
    written = (tmp_path / "airflow.env").read_text()
    assert "TOCSIN_LLM_BAND" in written
    assert KEY not in written
