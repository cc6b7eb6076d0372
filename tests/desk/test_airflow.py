"""Does the supervisor leave nothing behind, and does it say who is in its way?"""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from tocsin_desk.airflow import AirflowDesk
from tocsin_desk.processes import born, list_members, listens, start_session, stop_session
from tocsin_desk.rest import AirflowApi
from tocsin_desk.settings import Ports, airflow_environment, choose_ports
from tocsin_desk.tenancy import DeskError

PORTS = Ports(ui=8080, worker_logs=8793, trigger_logs=8794)


def a_family(tmp_path: Path) -> subprocess.Popen:
    """Start a session of two: its leader, and a child in a group of its own that ignores SIGTERM."""
    script = tmp_path / "airflow.py"
    script.write_text(
        "import os, signal, subprocess, sys, time\n"
        "if 'child' in sys.argv:\n"
        "    os.setpgid(0, 0)\n"
        "    signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
        "    open(sys.argv[0] + '.ready', 'w').close()\n"
        "else:\n"
        "    subprocess.Popen([sys.executable, sys.argv[0], 'child'])\n"
        "time.sleep(600)\n"
    )
    leader = start_session([sys.executable, str(script)], env=os.environ, log=tmp_path / "log")
    ready = tmp_path / "airflow.py.ready"
    deadline = time.monotonic() + 10
    while not ready.exists() and time.monotonic() < deadline:
        time.sleep(0.02)
    assert len(list_members(leader.pid)) == 2
    return leader


def test_stops_what_left_the_group_and_what_ignores_sigterm(tmp_path):
    leader = a_family(tmp_path)
    assert stop_session(leader.pid, grace=0.3) == 1
    assert list_members(leader.pid) == []
    leader.wait()


def test_a_killed_desk_s_processes_are_ended_by_the_next(tmp_path):
    leader = a_family(tmp_path)
    said: list[str] = []
    desk = AirflowDesk(tmp_path, grace=0.3, say=said.append)
    leave_note(desk, desk_pid=_dead_pid(), session=leader.pid)
    # The leader itself died with its desk: its session is known by the child that is left.
    leader.kill()
    leader.wait()
    desk.tenancy.make_way()
    assert list_members(leader.pid) == []
    assert "left 1 processes behind" in said[0]
    assert not (desk.airflow_home / "desk.json").exists()


def test_strangers_with_the_session_s_number_are_left_alone(tmp_path):
    stranger = start_session(["sleep", "60"], env=os.environ, log=tmp_path / "log")
    desk = AirflowDesk(tmp_path)
    leave_note(desk, desk_pid=_dead_pid(), session=stranger.pid)
    desk.tenancy.make_way()
    assert stranger.poll() is None
    stop_session(stranger.pid, grace=1)
    stranger.wait()


def test_refuses_to_start_beside_a_living_desk(tmp_path):
    desk = AirflowDesk(tmp_path)
    leave_note(desk, desk_pid=os.getpid(), session=0)
    with pytest.raises(DeskError, match=rf"already runs in .*process {os.getpid()}.*kill {os.getpid()}"):
        desk.start()


def leave_note(desk: AirflowDesk, *, desk_pid: int, session: int) -> None:
    desk.airflow_home.mkdir(parents=True, exist_ok=True)
    note = {"desk": desk_pid, "born": born(desk_pid), "session": session, "url": desk.url}
    (desk.airflow_home / "desk.json").write_text(json.dumps(note | {"born": note["born"] or 1.0}))


def test_a_taken_port_is_passed_over():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        ports = choose_ports(port)
    assert port not in (ports.ui, ports.worker_logs, ports.trigger_logs)
    assert len({ports.ui, ports.worker_logs, ports.trigger_logs}) == 3


def test_another_s_port_is_not_taken_for_ours(tmp_path):
    script = "import socket, time; s = socket.create_server(('127.0.0.1', 0)); print(s.getsockname()[1], flush=True)"
    log = tmp_path / "log"
    ours = start_session([sys.executable, "-c", f"{script}; time.sleep(60)"], env=os.environ, log=log)
    deadline = time.monotonic() + 10
    while not log.read_text().endswith("\n") and time.monotonic() < deadline:
        time.sleep(0.02)
    with socket.create_server(("127.0.0.1", 0)) as other:
        assert listens(ours.pid, int(log.read_text()))
        assert not listens(ours.pid, other.getsockname()[1])
    stop_session(ours.pid, grace=1)
    ours.wait()


def test_a_free_port_is_taken():
    free = choose_ports().worker_logs
    assert choose_ports(free).ui == free


def test_the_user_s_settings_of_another_airflow_stay_outside(monkeypatch):
    monkeypatch.setenv("AIRFLOW__DATABASE__SQL_ALCHEMY_CONN", "postgresql://production/airflow")
    monkeypatch.setenv("AIRFLOW__SECRETS__BACKEND", "elsewhere")
    monkeypatch.setenv("AIRFLOW_CONN_SLACK_DEFAULT", "slack://:token@")
    monkeypatch.setenv("NO_PROXY", "intranet")
    made = airflow_environment(Path("/home"), PORTS, database="db", store="st", extra={"TOCSIN_X": "1"})
    assert made["AIRFLOW__DATABASE__SQL_ALCHEMY_CONN"] == "db"
    assert "AIRFLOW__SECRETS__BACKEND" not in made
    assert made["AIRFLOW_CONN_SLACK_DEFAULT"] == "slack://:token@"
    assert made["NO_PROXY"] == "intranet,localhost,127.0.0.1"
    assert made["TOCSIN_STORE_URL"] == "st"
    assert made["TOCSIN_X"] == "1"


def test_only_this_machine_reaches_the_ui():
    made = airflow_environment(Path("/home"), PORTS, database="db", store="st", extra={})
    assert made["AIRFLOW__API__HOST"] == "127.0.0.1"


def test_a_password_is_kept_from_others(tmp_path):
    desk = AirflowDesk(tmp_path, password="open sesame")
    desk.airflow_home.mkdir()
    settings = desk._users()
    file = Path(settings["AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_PASSWORDS_FILE"])
    assert json.loads(file.read_text()) == {"admin": "open sesame"}
    assert file.stat().st_mode & 0o077 == 0
    assert settings["AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_ALL_ADMINS"] == "False"


def test_nobody_there_is_not_ready():
    assert not AirflowApi(choose_ports().worker_logs).is_ready()


def test_the_first_signal_stops_and_the_second_does_not_cut_it_short(tmp_path):
    script = (
        "import time\n"
        "from tocsin_desk.processes import Stopped, stop_on_signals\n"
        "stop_on_signals()\n"
        "try:\n"
        "    print('ready', flush=True)\n"
        "    time.sleep(60)\n"
        "except Stopped:\n"
        "    print('stopping', flush=True); time.sleep(0.5); print('done', flush=True)\n"
    )
    process = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
    assert process.stdout.readline() == "ready\n"
    process.send_signal(signal.SIGTERM)
    assert process.stdout.readline() == "stopping\n"
    process.send_signal(signal.SIGINT)
    assert process.communicate(timeout=10)[0] == "done\n"
    assert process.returncode == 0


def _dead_pid() -> int:
    """Return a number that no process has."""
    process = subprocess.Popen(["true"])
    process.wait()
    assert not psutil.pid_exists(process.pid)
    return process.pid
