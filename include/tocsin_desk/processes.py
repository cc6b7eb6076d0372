"""How do we end a program and everything that it started, also what left its process group?

Airflow's tasks put themselves into process groups of their own, so that a signal to the group misses them;
none leaves its *session*. We start a program as the leader of a session and stop that session.
"""

import os
import signal
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import FrameType

import psutil


def start_session(command: Sequence[str], *, env: Mapping[str, str], log: Path) -> "subprocess.Popen[bytes]":
    """Start `command` as the leader of a new session, its output appended to `log`."""
    with log.open("ab") as output:
        return subprocess.Popen(
            command, env=env, stdin=subprocess.DEVNULL, stdout=output, stderr=output, start_new_session=True
        )


def list_members(session: int, *, named: str = "") -> list[psutil.Process]:
    """Return the living processes of a session, with `named` in their command line.

    A zombie has ended, whoever forgot to wait for it.
    """
    members = []
    for process in psutil.process_iter():
        try:
            if os.getsid(process.pid) != session or process.status() == psutil.STATUS_ZOMBIE:
                continue
            if named in " ".join(process.cmdline()):
                members.append(process)
        except (ProcessLookupError, PermissionError, psutil.Error):
            continue
    return members


def listens(session: int, port: int) -> bool:
    """Whether a process of a session listens on a TCP port."""
    for process in list_members(session):
        try:
            found = process.net_connections(kind="tcp")
        except psutil.Error:
            continue
        if any(each.status == psutil.CONN_LISTEN and each.laddr.port == port for each in found):
            return True
    return False


def stop_session(session: int, *, grace: float) -> int:
    """Ask a session to end, give it `grace` seconds, then kill what is left; returns how many were killed."""
    members = list_members(session)
    for process in members:
        _signal(process, kill=False)
    psutil.wait_procs(members, timeout=grace)
    killed = 0
    # What is killed may just have started another: look until nobody is left.
    while members := list_members(session):
        for process in members:
            _signal(process, kill=True)
        killed += len(members)
        psutil.wait_procs(members, timeout=5)
    return killed


def born(pid: int) -> float | None:
    """Return when a living process started (which tells it from a later one of its number), else None.

    A zombie has ended, whoever forgot to wait for it.
    """
    try:
        process = psutil.Process(pid)
        return None if process.status() == psutil.STATUS_ZOMBIE else float(process.create_time())
    except psutil.Error:
        return None


class Stopped(BaseException):
    """Somebody asked us to stop: Ctrl-C, or SIGTERM."""


def stop_on_signals() -> None:
    """Raise `Stopped` at the first Ctrl-C or SIGTERM, and let nothing cut short the stopping that follows."""

    def stop(number: int, frame: FrameType | None) -> None:
        for name in (signal.SIGINT, signal.SIGTERM):
            signal.signal(name, signal.SIG_IGN)
        raise Stopped

    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, stop)


def _signal(process: psutil.Process, *, kill: bool) -> None:
    try:
        process.kill() if kill else process.terminate()
    except psutil.NoSuchProcess:
        return
