"""Does one slow or much-asked domain leave the others' work alone?"""

import socket
import threading
from collections.abc import Iterator

import pytest

from builders import NOON
from servers import Newspaper
from tocsin.pipeline.batches import LANES, Budget, fetch_by_domain
from tocsin.web import HostRecord, MemoryHostBook, Response, Web, WebPolicy, host_of

# More desks of one publisher than there are lanes.
DESKS = [f"desk-{number}.gazette.example.com" for number in range(LANES + 8)]
OTHERS = ["herald.example.org", "courier.example.net"]


@pytest.fixture
def newspaper() -> Iterator[Newspaper]:
    with Newspaper() as server:
        yield server


@pytest.fixture
def web(newspaper: Newspaper, monkeypatch: pytest.MonkeyPatch) -> Iterator[Web]:
    """A web in which every name leads to the newspaper, and a domain is asked once, and then four times a second."""
    resolve = socket.getaddrinfo
    monkeypatch.setattr(socket, "getaddrinfo", lambda host, *rest, **more: resolve("127.0.0.1", *rest, **more))
    names = [*DESKS, *OTHERS]
    book = MemoryHostBook()
    for name in names:
        book.keep(host_of(newspaper.url(host=name)), HostRecord(robots="", robots_fetched_at=NOON))
    with Web(WebPolicy(allow_hosts=frozenset(names), gap=0, burst=1, refill=0.25), book) as client:
        yield client


def ask_all(web: Web, newspaper: Newspaper, names: list[str], stop: threading.Event) -> Iterator[tuple[str, object]]:
    newspaper.pages["/"] = b"x"

    def ask(name: str) -> Response:
        return web.fetch(newspaper.url(host=name), now=NOON, cap=100, accept="*/*")

    yield from fetch_by_domain(names, ask, url=lambda name: newspaper.url(host=name), budget=Budget(60, stop=stop))


def test_a_domain_without_tokens_keeps_one_lane_waiting_and_no_other(web: Web, newspaper: Newspaper) -> None:
    stop = threading.Event()
    answered: list[str] = []
    for name, answer in ask_all(web, newspaper, [*DESKS, *OTHERS], stop):
        if answer is None:
            continue
        assert isinstance(answer, Response)
        answered.append(name)
        if not set(OTHERS).difference(answered):
            stop.set()
    # The last in the queue were asked long before the desks ahead of them had had their tokens.
    assert len(set(DESKS).intersection(answered)) < 4


def test_what_the_budget_leaves_no_time_for_is_handed_back(web: Web, newspaper: Newspaper) -> None:
    stop = threading.Event()
    answers = {}
    for name, answer in ask_all(web, newspaper, DESKS, stop):
        answers[name] = answer
        stop.set()
    assert len(answers) == len(DESKS)
    assert sum(answer is not None for answer in answers.values()) <= 2


def test_bare_addresses_have_a_lane_for_each_port() -> None:
    running = threading.Barrier(2, timeout=10)

    def ask(port: int) -> int:
        # Only when both are under way at once does either get past this.
        return running.wait()

    answers = dict(fetch_by_domain([8001, 8002], ask, url=lambda port: f"http://127.0.0.1:{port}/", budget=Budget(30)))
    assert set(answers) == {8001, 8002}
