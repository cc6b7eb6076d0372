"""Is what a host asked of us known to every worker, and is it asked by one at a time?"""

import threading
import time
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import event, text

from builders import NOON
from servers import Newspaper
from tocsin.store.database import Store
from tocsin.store.hosts import StoreHostBook, release_dead_workers
from tocsin.store.retention import forget_hosts
from tocsin.web import HostRecord, Turn, Web, WebPolicy


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


def test_a_longer_promise_that_another_worker_made_is_kept(store: Store) -> None:
    late, soon = NOON + timedelta(hours=2), NOON + timedelta(minutes=1)
    other_worker(store).keep("a.example", HostRecord(not_before=late))
    StoreHostBook(store).keep("a.example", HostRecord(robots="x", not_before=soon))
    StoreHostBook(store).keep("a.example", HostRecord(robots="y"))
    assert StoreHostBook(store).find("a.example") == HostRecord(robots="y", not_before=late)


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


def test_the_hosts_of_a_domain_draw_on_one_bucket_in_all_workers(store: Store) -> None:
    def take(book: StoreHostBook, host: str, domain: str = "example.com") -> float:
        return book.take_turn(a_turn(host, domain=domain, burst=2, refill=60), NOON)

    book, other = StoreHostBook(store), other_worker(store)
    assert take(book, "a.example.com") == 0
    assert take(other, "b.example.com") == 0
    assert 50 < take(other, "c.example.com") <= 60
    assert take(other, "example.org", "example.org") == 0


def test_a_turn_that_is_not_had_costs_no_token(store: Store) -> None:
    book, other = StoreHostBook(store), other_worker(store)
    turn = a_turn("a.example.com", domain="example.com", gap=0, hold=60, burst=2, refill=60)
    assert book.take_turn(turn, NOON) == 0
    assert all(other.take_turn(turn, NOON) > 0 for _ in range(5))
    book.end_turn("a.example.com")
    assert other.take_turn(turn, NOON) == 0


def test_without_a_token_no_turn_is_held(store: Store) -> None:
    book = StoreHostBook(store)
    empty = {"domain": "example.com", "burst": 1, "refill": 60}
    assert book.take_turn(a_turn("a.example.com", **empty), NOON) == 0
    assert book.take_turn(a_turn("b.example.com", **empty), NOON) > 0
    assert book.take_turn(a_turn("b.example.com", domain="example.org"), NOON) == 0


def test_tokens_fall_into_the_bucket_again_up_to_its_brim(store: Store) -> None:
    book = StoreHostBook(store)

    def take(number: int) -> bool:
        turn = a_turn(f"{number}.example.com", domain="example.com", burst=2, refill=0.2)
        return book.take_turn(turn, NOON) == 0

    assert [take(1), take(2)] == [True, True]
    with store.begin() as connection:
        connection.execute(text("UPDATE domain SET full_at = full_at - interval '1 hour'"))
    assert [take(3), take(4), take(5)] == [True, True, False]


def test_no_turn_is_had_at_a_host_that_asked_to_be_left_alone(store: Store) -> None:
    book = StoreHostBook(store)
    book.keep("a.example", HostRecord(not_before=NOON + timedelta(minutes=1)))
    assert book.take_turn(a_turn("a.example"), NOON) > 0
    assert book.take_turn(a_turn("a.example"), NOON + timedelta(minutes=1)) == 0


def test_buckets_that_have_long_been_full_are_forgotten(store: Store) -> None:
    for host in ("a.example", "b.example"):
        StoreHostBook(store).take_turn(a_turn(host), NOON)
    with store.begin() as connection:
        connection.execute(text("UPDATE domain SET full_at = '2001-01-01Z' WHERE domain = 'a.example'"))
        forget_hosts(connection, datetime(2002, 1, 1, tzinfo=UTC))
        assert list(connection.scalars(text("SELECT domain FROM domain"))) == ["b.example"]


def test_a_request_costs_three_statements(store: Store) -> None:
    """A pass over a thousand feeds makes thousands of requests: what each costs the database counts."""
    statements: list[str] = []

    def note(*facts: Any) -> None:
        statements.append(facts[2])

    event.listen(store.engine, "before_cursor_execute", note)
    try:
        with Newspaper() as paper:
            paper.pages["/a"] = b"x"
            policy = WebPolicy(allow_hosts=frozenset({paper.host}), gap=0, refill=0)
            with Web(policy, StoreHostBook(store)) as web:
                web.fetch(paper.url("/a"), now=NOON, cap=100, accept="*/*")
                statements.clear()
                web.fetch(paper.url("/a"), now=NOON, cap=100, accept="*/*")
    finally:
        event.remove(store.engine, "before_cursor_execute", note)
    assert len(statements) == 3
