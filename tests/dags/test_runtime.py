"""Does the seam read the environment and the Connections as the README promises?"""

import json
from datetime import timedelta

import pytest

from tocsin.errors import StoreError


@pytest.fixture
def runtime():
    import tocsin_runtime

    return tocsin_runtime


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch):
    for name in ("TOCSIN_POLL_SCHEDULE", "TOCSIN_STORE_URL", "TOCSIN_SLACK_CHANNEL", "TOCSIN_CATALOGUE"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize(("setting", "cron"), [("", "*/5 * * * *"), ("7 * * * *", "7 * * * *")])
def test_polls_by_a_cron_line(runtime, monkeypatch, setting, cron):
    monkeypatch.setenv("TOCSIN_POLL_SCHEDULE", setting)
    assert runtime.poll_schedule().expression == cron


def test_polls_every_so_many_seconds(runtime, monkeypatch):
    monkeypatch.setenv("TOCSIN_POLL_SCHEDULE", "45")
    assert runtime.poll_schedule().delta == timedelta(seconds=45)


def test_reads_the_catalogue_that_is_named(runtime, monkeypatch, tmp_path):
    path = tmp_path / "mine.yaml"
    path.write_text("feeds:\n- {url: 'https://example.org/feed', publisher: Example}\n")
    monkeypatch.setenv("TOCSIN_CATALOGUE", str(path))
    assert [feed.url for feed in runtime.list_feeds()] == ["https://example.org/feed"]


def test_a_bad_row_of_the_catalogue_stops_no_other(runtime, monkeypatch, tmp_path, caplog):
    path = tmp_path / "mine.yaml"
    path.write_text("feeds:\n- {url: nonsense, publisher: No}\n- {url: 'https://example.org/feed', publisher: Yes}\n")
    monkeypatch.setenv("TOCSIN_CATALOGUE", str(path))
    assert [feed.url for feed in runtime.list_feeds()] == ["https://example.org/feed"]
    assert "nonsense" in caplog.text


def test_without_a_connection_there_is_no_slack(runtime, monkeypatch):
    monkeypatch.setenv("TOCSIN_SLACK_CHANNEL", "#tocsin")
    assert runtime.open_slack() is None


def test_a_connection_beats_the_environment(runtime, monkeypatch, postgres):
    host = postgres.url("seam").partition("host=")[2]
    monkeypatch.setenv("TOCSIN_STORE_URL", "postgresql://nowhere.invalid/none")
    connection = {"conn_type": "postgres", "login": "postgres", "schema": "seam", "extra": {"host": host}}
    monkeypatch.setenv("AIRFLOW_CONN_TOCSIN_STORE", json.dumps(connection))
    with runtime.open_store() as store:
        assert store.engine.url.database == "seam"


def test_the_environment_names_the_store(runtime, monkeypatch):
    monkeypatch.setenv("TOCSIN_STORE_URL", "postgresql://nowhere.invalid/none")
    with pytest.raises(StoreError, match="can't be reached"):
        runtime.open_store()


def test_slack_is_posted_to_where_the_connection_says_and_once(runtime, monkeypatch):
    from tocsin_desk.slack import SlackStandIn

    with SlackStandIn() as slack:
        connection = {"conn_type": "slack", "password": slack.token, "extra": {"base_url": slack.base_url}}
        monkeypatch.setenv("AIRFLOW_CONN_SLACK_DEFAULT", json.dumps(connection))
        monkeypatch.setenv("TOCSIN_SLACK_CHANNEL", slack.channel)
        slack.fail("chat.postMessage", "ratelimited", times=1)
        channel = runtime.open_slack()
        channel.post(_message())
        assert len(slack.calls("chat.postMessage")) == 1


def _message():
    from tocsin.alerts.message import SlackMessage

    metadata = {"event_type": "tocsin_alert", "event_payload": {"alert_key": "1"}}
    return SlackMessage(text="a test", blocks=[], metadata=metadata)
