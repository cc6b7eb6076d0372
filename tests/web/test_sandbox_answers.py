"""Can a child that was taken over do more to its parent than to answer nonsense?"""

import json
import os
import pickle
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from types import SimpleNamespace

import pytest
import sandbox_tasks as tasks
from hypothesis import given
from hypothesis import strategies as st

from tocsin.errors import BadStatus, ReaderKilled
from tocsin.feeds.document import ParsedFeed
from tocsin.feeds.snapshots import read_snapshot
from tocsin.model import Article, Assessment, Direction, Entry, Feed, Level, Span
from tocsin.sandbox import Sandbox
from tocsin.sandbox.answers import BROKEN, read_answer, write_answer

OURS = ("tocsin.", "sandbox_tasks")
NOON = datetime(2026, 1, 18, 12, tzinfo=UTC)
VALUES = [
    None,
    "Ана \u200c \ud800 \x00",
    b"\x00\xff",
    -1.5,
    10**30,
    [1, (2, "3"), {4}, frozenset([5])],
    {"a": {1: [None]}, ("b",): True},
    (NOON, datetime(2026, 1, 18), datetime(2026, 1, 18, tzinfo=timezone(timedelta(hours=5.5)))),
    (date(2026, 1, 18), timedelta(days=1, microseconds=3)),
    Article(url="https://lantern.example/1", title="T", body="B", published_at=NOON, reasons=("doubtful",)),
    ParsedFeed(title="T", language="", entries=(Entry(id="1", url="u", title="t", updated_at=NOON),), ttl_minutes=5),
    Feed(url="u", publisher="p", headers={"A": "b"}),
    Assessment(level=Level.WAR, direction=Direction.NONE, evidence=(Span("body", 0, 1, "B"),)),
]


@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
def test_what_our_functions_answer_arrives_as_it_was(value):
    arrived = read_answer(write_answer(value), modules=OURS)
    assert arrived == value
    assert repr(arrived) == repr(value)


def test_an_error_arrives_with_what_it_keeps():
    arrived = read_answer(write_answer(BadStatus("http://h.example/", 503, NOON)), modules=OURS)
    assert (type(arrived), str(arrived), arrived.not_before) == (BadStatus, "http://h.example/: HTTP 503", NOON)


plain = st.none() | st.booleans() | st.integers() | st.text() | st.binary() | st.datetimes()


@given(st.recursive(plain, lambda each: st.lists(each) | st.tuples(each, each) | st.dictionaries(st.text(), each)))
def test_any_plain_value_arrives_as_it_was(value):
    assert read_answer(write_answer(value), modules=OURS) == value


class Hostile:
    """Runs a command where its pickle is read."""

    def __init__(self, command: str) -> None:
        self.command = command

    def __reduce__(self) -> object:
        return os.system, (self.command,)


def test_a_child_that_was_taken_over_runs_nothing_in_its_parent(tmp_path):
    mark = tmp_path / "taken-over"
    hostile = pickle.dumps(("returned", Hostile(f"touch {mark}"), False))
    with Sandbox(modules=OURS) as box:
        with pytest.raises(ReaderKilled, match="can't be read"):
            box.call(tasks.answer_by_itself, hostile)
        assert not mark.exists()
        assert box.call(tasks.add, 1, 2) == 3
    pickle.loads(hostile)
    assert mark.exists()  # as it would have been


@pytest.mark.parametrize(
    "told",
    [
        ["os:system", "true"],
        ["builtins:eval", "1"],
        ["tocsin.sandbox.pool:Sandbox"],
        ["tocsin.feeds.snapshots:read_snapshot", "/", "etc/passwd"],
        ["tocsin.model:datetime", 2026, 1, 1],
        ["tocsin.model:Article", "too few"],
        ["tocsin.model:Article.__init__"],
        ["tocsin.web.policy:WebPolicy"],
        ["tocsin.nowhere:Article"],
        ["tocsin.model:Level", 99],
        ["dict", "odd"],
        ["set", ["list"]],
        ["bytes", 5],
        [],
        [["list"]],
        [7],
    ],
    ids=repr,
)
def test_an_answer_of_another_form_is_the_readers_death(told):
    assert callable(read_snapshot)
    with pytest.raises(BROKEN):
        read_answer(json.dumps(told).encode(), modules=("tocsin.",))
    with Sandbox(modules=OURS) as box, pytest.raises(ReaderKilled, match="can't be read"):
        box.call(tasks.answer_by_itself, json.dumps(["tuple", "returned", told, False]).encode())


@pytest.mark.parametrize("answer", [b"", b"{", b"\xff", b'["tuple","returned"]', b"[" * 200_000, b'"x"', b"1", b"{}"])
def test_an_answer_that_is_none_is_the_readers_death(answer):
    with Sandbox(modules=OURS) as box, pytest.raises(ReaderKilled, match="can't be read"):
        box.call(tasks.answer_by_itself, answer)


@dataclass
class Changing:
    """Not frozen: may be more than its values."""

    name: str


@pytest.mark.parametrize("value", [Changing("x"), SimpleNamespace(), object(), Path("/"), Mapping, lambda: None])
def test_what_is_more_than_values_does_not_leave_the_child(value):
    with pytest.raises(TypeError, match="neither a plain value"):
        write_answer(value)
