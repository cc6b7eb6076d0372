"""What the sandbox is asked to run by its tests."""

import contextlib
import os
import sys
import time
from datetime import UTC, datetime

from tocsin.errors import BadStatus, FeedError
from tocsin.sandbox.frames import LENGTH

HELD: list[bytes] = []


def add(a: int, b: int = 0) -> int:
    return a + b


def echo(body: bytes) -> bytes:
    return body


def who() -> int:
    return os.getpid()


def loop() -> None:
    while True:
        pass


def burn(seconds: float) -> None:
    until = time.process_time() + seconds
    while time.process_time() < until:
        pass


def sleep(seconds: float) -> None:
    time.sleep(seconds)


def eat() -> int:
    return len(bytearray(4_000_000_000))


def grow(megabytes: int) -> int:
    HELD.append(b"a" * (megabytes * 1024 * 1024))
    return len(HELD[-1])


def leave() -> None:
    os._exit(7)


def crash() -> None:
    os.abort()


def talk() -> str:
    print("noise on stdout")  # noqa: T201
    print("noise on stderr", file=sys.stderr)  # noqa: T201
    os.write(1, b"\0" * 100)
    return "said"


def ask() -> str:
    return sys.stdin.read()


def refuse() -> None:
    raise FeedError("no feed here")


def refuse_with_fields() -> None:
    raise BadStatus("http://h.example/", 503, datetime(2026, 1, 18, tzinfo=UTC))


def fail() -> None:
    raise RecursionError("too deep")


def answer_with_what_cannot_travel() -> object:
    return lambda: None


def attributes(count: int) -> int:
    import lxml.html

    tag = "<div " + " ".join(f"a{number}=1" for number in range(count)) + ">x</div>"
    return len(lxml.html.fromstring(tag).attrib)


def environment():
    return dict(os.environ)


def who_after(seconds: float) -> int:
    time.sleep(seconds)
    return os.getpid()


def answer_by_itself(frame: bytes) -> None:
    """Answer as a child does that hostile input has taken over: with any bytes at all."""
    for descriptor in range(3, 10):
        with contextlib.suppress(OSError):
            os.write(descriptor, LENGTH.pack(len(frame)) + frame)
            break
    time.sleep(5)
