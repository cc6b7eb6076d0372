"""How does the parent call one child, and what does it make of a child that does not answer?"""

import os
import pickle
import select
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ParamSpec, TypeVar

from tocsin.errors import ReaderKilled, TocsinError
from tocsin.sandbox.answers import BROKEN, read_answer
from tocsin.sandbox.frames import LENGTH

T = TypeVar("T")
P = ParamSpec("P")

MIB = 1024 * 1024
# To read one takes many times its length.
MAX_ANSWER = 32 * MIB
# To start Python and import a parser, on a machine that is busy with other things.
START_SECONDS = 60.0
# -I: no PYTHON* variables and no working directory; the path is handed over, so that it is the parent's.
# What Python needs to start, and nothing else: tokens and passwords have no place in a process that hostile input
# may take over.
KEPT = ("PATH", "LANG", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")
BOOT = """import sys
n = int(sys.argv[1])
sys.path[:] = sys.argv[n:]
from tocsin.sandbox.child import serve
serve(sys.argv[2:n])"""


@dataclass(frozen=True, kw_only=True)
class Limits:
    """What a call may use: seconds of CPU and of wall time, bytes of address space; and whose functions are run."""

    cpu_seconds: float
    wall_seconds: float
    memory_bytes: int
    modules: tuple[str, ...]


class Child:
    """A child process, started when it is first called; threads may share it, one call at a time."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._lock = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None
        self._owner = 0

    def close(self) -> None:
        """End the process; a later call starts another."""
        with self._lock:
            self._kill()

    def call(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Return what `function` returns in the child; raise what it raises there (see `Sandbox.call`)."""
        # The arguments in a pickle of their own: the child reads them only for a function that it runs.
        packed = pickle.dumps((args, kwargs), pickle.HIGHEST_PROTOCOL)
        task = pickle.dumps((function.__module__, function.__qualname__, packed), pickle.HIGHEST_PROTOCOL)
        with self._lock:
            child = self._running()
            try:
                self._send(child, task, time.monotonic() + START_SECONDS)
                self._receive(child, time.monotonic() + START_SECONDS)
                answer = self._receive(child, time.monotonic() + self._limits.wall_seconds)
                verdict, value, retire = self._read_answer(answer)
            except BaseException:
                # A child left in the middle of a call would answer the next one with this one's result.
                self._kill()
                raise
            if retire:
                self._kill()
        if verdict == "returned":
            return value  # type: ignore[no-any-return]
        raise _failure(verdict, value)

    def _read_answer(self, answer: bytes) -> tuple[str, Any, bool]:
        """Return a verdict, its value, and whether the child is to go."""
        try:
            verdict, value, retire = read_answer(answer, modules=self._limits.modules)
        except BROKEN as error:
            raise ReaderKilled("the reader's answer can't be read: it was taken over, or broke off") from error
        return verdict, value, retire

    def _running(self) -> subprocess.Popen[bytes]:
        """Return the child, started when there is none. After a fork the parent's child is left alone."""
        if self._child is not None and self._owner == os.getpid() and self._child.poll() is None:
            return self._child
        if self._owner == os.getpid():
            self._kill()
        own = self._limits
        settings = [str(own.cpu_seconds), str(own.memory_bytes), str(own.wall_seconds), *own.modules]
        command = [sys.executable, "-I", "-c", BOOT, str(len(settings) + 2), *settings, *sys.path]
        self._child = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            env={name: os.environ[name] for name in KEPT if name in os.environ},
        )
        self._owner = os.getpid()
        for pipe in (self._child.stdin, self._child.stdout):
            assert pipe is not None
            os.set_blocking(pipe.fileno(), False)
        return self._child

    def _kill(self) -> None:
        child, self._child = self._child, None
        if child is None:
            return
        child.kill()
        child.wait()
        for pipe in (child.stdin, child.stdout):
            assert pipe is not None
            pipe.close()

    def _send(self, child: subprocess.Popen[bytes], task: bytes, until: float) -> None:
        assert child.stdin is not None
        rest = memoryview(LENGTH.pack(len(task)) + task)
        while rest:
            _wait(child.stdin.fileno(), select.POLLOUT, until)
            try:
                rest = rest[os.write(child.stdin.fileno(), rest) :]
            except BrokenPipeError as error:
                raise ReaderKilled(_cause(child)) from error

    def _receive(self, child: subprocess.Popen[bytes], until: float) -> bytes:
        (size,) = LENGTH.unpack(self._read(child, LENGTH.size, until))
        if size > MAX_ANSWER:
            raise ReaderKilled("the reader's answer is too large")
        return self._read(child, size, until)

    def _read(self, child: subprocess.Popen[bytes], size: int, until: float) -> bytes:
        assert child.stdout is not None
        parts = bytearray()
        while len(parts) < size:
            _wait(child.stdout.fileno(), select.POLLIN, until)
            part = os.read(child.stdout.fileno(), min(size - len(parts), MIB))
            if not part:
                raise ReaderKilled(_cause(child))
            parts += part
        return bytes(parts)


def _wait(descriptor: int, event: int, until: float) -> None:
    poll = select.poll()
    poll.register(descriptor, event)
    if not poll.poll(max(0.0, until - time.monotonic()) * 1000):
        raise ReaderKilled("the reader took too long")


def _cause(child: subprocess.Popen[bytes]) -> str:
    try:
        code = child.wait(1)
    except subprocess.TimeoutExpired:
        return "the reader closed its pipe"
    if code == -signal.SIGPROF:
        return "the reader used too much CPU"
    if code == -signal.SIGALRM:
        return "the reader took too long"
    return f"the reader died of {signal.Signals(-code).name}" if code < 0 else f"the reader ended with {code}"


def _failure(verdict: str, value: Any) -> Exception:
    """Return what to raise where a call did not return."""
    if verdict == "raised" and isinstance(value, TocsinError):
        return value
    return ValueError(value) if verdict == "misused" else ReaderKilled(str(value))
