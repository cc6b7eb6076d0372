"""Does the sandbox end what does not end, and is it there for the next call?"""

import os
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest
import sandbox_tasks as tasks

from tocsin.errors import BadStatus, FeedError, ReaderKilled
from tocsin.sandbox import Sandbox

OURS = ("tocsin.", "sandbox_tasks")


@pytest.fixture
def sandbox():
    with Sandbox(cpu_seconds=0.5, memory_bytes=512 * 1024 * 1024, wall_seconds=5, modules=OURS) as box:
        yield box


def test_a_call_runs_in_another_process_that_is_kept(sandbox):
    assert sandbox.call(tasks.add, 1, b=2) == 3
    child = sandbox.call(tasks.who)
    assert child != os.getpid()
    assert sandbox.call(tasks.who) == child


def test_large_bodies_travel_both_ways(sandbox):
    body = os.urandom(5 * 1024 * 1024)
    assert sandbox.call(tasks.echo, body) == body


@pytest.mark.parametrize(
    ("task", "args", "word"),
    [
        (tasks.loop, (), "CPU"),
        (tasks.attributes, (300_000,), "CPU"),
        (tasks.eat, (), "memory"),
        (tasks.leave, (), "ended with 7"),
        (tasks.crash, (), "SIGABRT"),
        (tasks.fail, (), "RecursionError"),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_what_kills_the_reader_is_told_and_the_next_call_is_served(sandbox, task, args, word):
    sandbox.call(tasks.add, 1)
    with pytest.raises(ReaderKilled, match=word):
        sandbox.call(task, *args)
    assert sandbox.call(tasks.add, 1, 2) == 3


def test_a_reader_that_only_waits_is_ended_by_the_wall_clock():
    with Sandbox(wall_seconds=0.3, modules=OURS) as box:
        box.call(tasks.add, 1)
        started = time.monotonic()
        with pytest.raises(ReaderKilled, match="too long"):
            box.call(tasks.sleep, 20)
        assert time.monotonic() - started < 5
        assert box.call(tasks.add, 1, 2) == 3


def test_the_cpu_limit_is_for_each_call(sandbox):
    """Three calls below the limit are no overrun."""
    for _ in range(3):
        sandbox.call(tasks.burn, 0.3)
    assert sandbox.call(tasks.add, 1, 2) == 3


def test_a_child_that_has_grown_makes_room_for_a_fresh_one():
    with Sandbox(memory_bytes=256 * 1024 * 1024, modules=OURS) as box:
        before = box.call(tasks.who)
        assert box.call(tasks.grow, 150) == 150 * 1024 * 1024
        assert box.call(tasks.who) != before


def test_our_own_errors_come_back_whole(sandbox):
    with pytest.raises(FeedError, match="no feed here"):
        sandbox.call(tasks.refuse)
    with pytest.raises(BadStatus) as caught:
        sandbox.call(tasks.refuse_with_fields)
    assert (caught.value.status, caught.value.not_before) == (503, datetime(2026, 1, 18, tzinfo=UTC))
    assert caught.value.url == "http://h.example/"


def test_only_functions_of_our_own_modules_are_run():
    with Sandbox() as box:
        for task in (os.getpid, tasks.add, subprocess.run):
            with pytest.raises(ValueError, match="not a module"):
                box.call(task)


def test_an_answer_that_cannot_travel_is_our_mistake(sandbox):
    with pytest.raises(ValueError, match="can't travel"):
        sandbox.call(tasks.answer_with_what_cannot_travel)


def test_what_a_library_prints_goes_nowhere(sandbox, capfd):
    assert sandbox.call(tasks.talk) == "said"
    assert sandbox.call(tasks.ask) == ""
    assert capfd.readouterr() == ("", "")


def test_a_child_that_died_between_calls_is_replaced(sandbox):
    child = sandbox.call(tasks.who)
    os.kill(child, signal.SIGKILL)
    time.sleep(0.1)
    assert sandbox.call(tasks.who) != child


def test_the_child_knows_no_secret(monkeypatch):
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-secret")
    with Sandbox(modules=OURS) as child:
        assert "SLACK_BOT_TOKEN" not in child.call(tasks.environment)


def test_threads_may_share_it(sandbox):
    results = []
    threads = [threading.Thread(target=lambda n=n: results.append(sandbox.call(tasks.add, n) == n)) for n in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [True] * 20


def test_as_many_calls_run_at_once_as_there_are_children():
    with Sandbox(children=2, modules=OURS) as box, ThreadPoolExecutor(6) as pool:
        served = list(pool.map(lambda _: box.call(tasks.who_after, 0.2), range(6)))
        assert len(set(served)) == 2
        # One after the other: one child is enough for them.
        assert len({box.call(tasks.who) for _ in range(4)}) == 1
    assert not any(Path(f"/proc/{child}").exists() for child in served)


def test_a_document_that_kills_its_reader_leaves_the_other_children_alone():
    with Sandbox(children=2, cpu_seconds=0.5, modules=OURS) as box, ThreadPoolExecutor(2) as pool:
        slow = pool.submit(box.call, tasks.who_after, 1.5)
        with pytest.raises(ReaderKilled, match="CPU"):
            box.call(tasks.loop)
        served = box.call(tasks.who)
        assert slow.result() != served


def test_closing_ends_the_child(sandbox):
    child = sandbox.call(tasks.who)
    sandbox.close()
    assert not Path(f"/proc/{child}").exists()


@pytest.mark.parametrize("busy", [False, True], ids=["idle", "in a call"])
def test_the_child_does_not_outlive_its_parent(busy):
    call = "threading.Thread(target=box.call, args=(tasks.sleep, 60), daemon=True).start(); time.sleep(0.3)"
    script = f"""
import sys, threading, os, time, signal
sys.path[:] = sys.argv[1:]
import sandbox_tasks as tasks
from tocsin.sandbox import Sandbox
box = Sandbox(wall_seconds=0.5, modules=("tocsin.", "sandbox_tasks"))
print(box.call(tasks.who), flush=True)
{call if busy else ""}
os.kill(os.getpid(), signal.SIGKILL)
"""
    told = subprocess.run([sys.executable, "-c", script, *sys.path], capture_output=True, text=True, check=False)
    child = Path(f"/proc/{int(told.stdout)}")
    until = time.monotonic() + 4
    while child.exists() and "Z (zombie)" not in (child / "status").read_text() and time.monotonic() < until:
        time.sleep(0.05)
    assert not child.exists() or "Z (zombie)" in (child / "status").read_text()


def test_a_fork_of_the_parent_starts_its_own_child(sandbox):
    before = sandbox.call(tasks.who)
    pid = os.fork()
    if pid == 0:
        os._exit(0 if sandbox.call(tasks.who) != before else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
    assert sandbox.call(tasks.who) == before
