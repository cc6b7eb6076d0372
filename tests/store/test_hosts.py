"""Is what a host asked of us known to every worker, and is it asked by one at a time?"""

import threading
import time
from datetime import timedelta
from typing import Any

from sqlalchemy import text

from builders import NOON
from tocsin.store.database import Store
from tocsin.store.hosts import StoreHostBook, release_dead_workers
from tocsin.web import HostRecord, Turn


def other_worker(store: Store, name: str = "elsewhere:1:1") -> StoreHostBook:
    """Return the book as another process sees it."""
    other = Store(store.engine)
    other.worker = name
    return StoreHostBook(other)


def a_turn(host: str, **facts: Any) -> Turn:
    """Return a turn at a host whose domain is its own."""
    return Turn(host=host, **{"domain": host, **facts})


def test_a_record_is_found_as_it_was_kept(store: Store) -> None:
    book = StoreHostBook(store)
    assert book.find("a.example") is None
    record = HostRecord(robots="User-agent: *", robots_fetched_at=NOON, not_before=NOON + timedelta(hours=1))
    book.keep("a.example", HostRecord())
    book.keep("a.example", record)
    assert other_worker(store).find("a.example") == record


def test_a_turn_is_one_workers_until_it_ends_and_the_gap_is_over(store: Store) -> None:
    book, other = StoreHostBook(store), other_worker(store)
    assert book.take_turn(a_turn("a.example", gap=0.2, hold=5), NOON) == 0
    assert 4 < other.take_turn(a_turn("a.example", gap=0.2, hold=5), NOON) <= 5
    assert other.take_turn(a_turn("b.example", gap=0.2, hold=5), NOON) == 0
    book.end_turn("a.example")
    assert 0 < other.take_turn(a_turn("a.example", gap=0.2, hold=5), NOON) <= 0.2
    time.sleep(0.2)
    assert other.take_turn(a_turn("a.example", gap=0.2, hold=5), NOON) == 0


def test_a_turn_that_nobody_ended_is_over_after_a_while(store: Store) -> None:
    assert other_worker(store).take_turn(a_turn("a.example", gap=0, hold=0.1), NOON) == 0
    time.sleep(0.1)
    assert StoreHostBook(store).take_turn(a_turn("a.example", gap=0, hold=1), NOON) == 0


def test_a_late_end_does_not_end_another_workers_turn(store: Store) -> None:
    late, book = other_worker(store), StoreHostBook(store)
    late.take_turn(a_turn("a.example", gap=0, hold=0), NOON)
    book.take_turn(a_turn("a.example", gap=0, hold=5), NOON)
    late.end_turn("a.example")
    assert late.take_turn(a_turn("a.example", gap=0, hold=5), NOON) > 4


def test_a_dead_workers_turn_is_freed_at_once(store: Store) -> None:
    dead = other_worker(store, store.worker.rsplit(":", 1)[0] + ":1")
    dead.take_turn(a_turn("a.example", gap=0, hold=60), NOON)
    with store.begin() as connection:
        assert release_dead_workers(connection) == 1
    assert StoreHostBook(store).take_turn(a_turn("a.example", gap=0, hold=1), NOON) == 0


def test_a_turn_keeps_what_is_known_of_the_host(store: Store) -> None:
    book = StoreHostBook(store)
    book.keep("a.example", HostRecord(robots="x"))
    book.take_turn(a_turn("a.example", gap=0, hold=1), NOON)
    book.end_turn("a.example")
    assert book.find("a.example") == HostRecord(robots="x")
    with store.begin() as connection:
        assert connection.scalar(text("SELECT asked_at FROM host")) is not None


def test_only_one_of_many_gets_the_turn(store: Store) -> None:
    taken = []

    def take(number: int) -> None:
        taken.append(other_worker(store, f"elsewhere:{number}:1").take_turn(a_turn("a.example", gap=0, hold=5), NOON))

    threads = [threading.Thread(target=take, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert taken.count(0) == 1
