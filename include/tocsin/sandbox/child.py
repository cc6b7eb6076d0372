"""What does the child do? It waits for a call, sets its own limits, runs one function, and answers."""

import importlib
import os
import pickle
import resource
import signal
from collections.abc import Callable
from functools import partial
from typing import Any

import psutil

from tocsin.errors import TocsinError
from tocsin.sandbox.answers import write_answer
from tocsin.sandbox.frames import LENGTH

# How long a child that lost its parent may go on with the document it has.
ORPHAN_SECONDS = 1


def serve(settings: list[str]) -> None:
    """Answer calls until the parent closes the pipe."""
    cpu, memory, wall, *modules = settings
    tasks, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    # What a library prints must not end up among the frames.
    quiet = os.open(os.devnull, os.O_RDWR)
    os.dup2(quiet, 0)
    os.dup2(quiet, 1)
    # Ctrl-C in a terminal goes to the whole group: the parent decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_AS, int(memory))
    while head := tasks.read(LENGTH.size):
        task = tasks.read(LENGTH.unpack(head)[0])
        try:
            call = _find(task, tuple(modules))
        except (ImportError, AttributeError, ValueError, pickle.UnpicklingError) as error:
            call = None
            verdict = write_answer(("misused", str(error), False))
        # The parent's clock starts here: importing a parser may take longer than to use it.
        _answer(answers, b"")
        _answer(answers, _run(call, float(cpu), float(wall), int(memory)) if call else verdict)


def _answer(answers: Any, frame: bytes) -> None:
    answers.write(LENGTH.pack(len(frame)) + frame)
    answers.flush()


def _find(task: bytes, modules: tuple[str, ...]) -> Callable[[], Any]:
    """Return the call that a task asks for; raises for a function that is none of ours."""
    module, name, packed = pickle.loads(task)
    if not module.startswith(modules):
        raise ValueError(f"{module}.{name}: not a module whose functions are run here")
    found: Any = importlib.import_module(module)
    for part in name.split("."):
        found = getattr(found, part)
    args, kwargs = pickle.loads(packed)
    return partial(found, *args, **kwargs)


def _run(call: Callable[[], Any], cpu: float, wall: float, memory: int) -> bytes:
    """Make the call within its limits; return the verdict as it travels."""
    # The kernel's timers, not Python's: they end a loop in C, and a child whose parent died meanwhile.
    # Not RLIMIT_CPU, which counts from the start of the process and in whole seconds.
    signal.setitimer(signal.ITIMER_PROF, cpu)
    signal.setitimer(signal.ITIMER_REAL, wall + ORPHAN_SECONDS)
    try:
        verdict: tuple[str, Any] = ("returned", call())
    except TocsinError as error:
        verdict = ("raised", error)
    except MemoryError:
        verdict = ("killed", "the reader used too much memory")
    except Exception as error:  # noqa: BLE001 - whatever a parser does on hostile input is about the input
        verdict = ("killed", f"the reader failed: {type(error).__name__}: {str(error)[:200]}")
    signal.setitimer(signal.ITIMER_PROF, 0)
    signal.setitimer(signal.ITIMER_REAL, 0)
    # A child that has grown would fail on an innocent document: it makes room for a fresh one. Address space counts,
    # as for the limit; not ru_maxrss, which begins with the size of the parent that we were forked from.
    grown = psutil.Process().memory_info().vms > memory // 2
    try:
        return write_answer((*verdict, grown))
    except MemoryError:
        return write_answer(("killed", "the reader used too much memory", True))
    except (TypeError, ValueError, RecursionError) as error:
        return write_answer(("misused", f"the answer can't travel ({error})", grown))


def _limit(which: int, value: int) -> None:
    _, hard = resource.getrlimit(which)
    try:
        resource.setrlimit(which, (value, hard))
    except (ValueError, OSError):
        # macOS knows no limit of address space, and a container may have a lower one already.
        return
