"""Do the real Dags, under real Airflow, turn a newsroom's stories into the alerts that were due?"""

import socket
from contextlib import contextmanager

import psutil
import pytest

from tocsin_desk.demo import Demo
from tocsin_desk.processes import list_members
from tocsin_desk.watch import CHAIN


@pytest.mark.airflow
def test_from_a_feed_on_the_web_to_an_alert_in_slack(tmp_path, monkeypatch):
    # What a user may have exported must not lead Airflow astray.
    monkeypatch.setenv("AIRFLOW__CORE__DAGS_FOLDER", "/nowhere")
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    # Said as it comes, so that a failure in CI tells how far it got.
    with Demo(tmp_path / "demo", say=print) as demo, _a_thief_of(demo.desk.ports.ui) as stolen:
        faults = demo.run()
        session = demo.desk._process.pid
        assert demo.desk.ports.ui != stolen
        runs = demo.desk.api.list_runs()
        ended = {(run["dag_id"], run["state"]) for run in runs if run["state"] not in ("running", "queued")}
        woken = {run["dag_id"] for run in runs if run["run_type"] == "asset_triggered"}
        names = {task["rendered_map_index"] for task in demo.desk.api.list_tasks("success", "skipped")}

    assert demo.newsroom.trespasses() == []
    # The daily Dags, too, have made their first runs.
    assert {state for _, state in ended} == {"success"}
    assert {dag for dag, _ in ended} >= {*CHAIN, "backfill_history"}
    assert woken == set(CHAIN) - {"poll_feeds"}
    # Which batches there are hangs on the ports that the newsroom got.
    assert {name.rstrip("0123") for name in names if name} == {"batch "}
    assert list_members(session) == []
    assert not _postgres_of(demo.home)
    assert _is_closed(demo.desk.ports.ui)
    assert faults == []


@contextmanager
def _a_thief_of(port):
    """Take the port that was free when Airflow was started, before Airflow has it."""
    with socket.create_server(("127.0.0.1", port)):
        yield port


def _postgres_of(home):
    return [
        process
        for process in psutil.process_iter(["cmdline", "status"])
        if str(home) in " ".join(process.info["cmdline"] or []) and process.info["status"] != psutil.STATUS_ZOMBIE
    ]


def _is_closed(port):
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0
