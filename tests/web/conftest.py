"""A newspaper, and a Web that may read it."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from servers import Newspaper
from tocsin.web import MemoryHostBook, Web, WebPolicy


@pytest.fixture
def paper() -> Iterator[Newspaper]:
    with Newspaper() as newspaper:
        yield newspaper


@pytest.fixture
def now() -> datetime:
    """The time at each call, for tests that don't mind when it is."""
    return datetime(2026, 1, 18, 12, tzinfo=UTC)


@pytest.fixture
def hosts() -> MemoryHostBook:
    return MemoryHostBook()


@pytest.fixture
def make_web(hosts: MemoryHostBook) -> Iterator[Callable[..., Web]]:
    webs: list[Web] = []

    def make(at: datetime | None = None, **knobs: Any) -> Web:
        settings = {"allow_hosts": frozenset({"127.0.0.1"}), "gap": 0.0, "refill": 0.0, "deadline": 5.0, **knobs}
        webs.append(Web(WebPolicy(**settings), hosts, at=at))
        return webs[-1]

    yield make
    for web in webs:
        web.close()


@pytest.fixture
def web(make_web: Callable[..., Web]) -> Web:
    return make_web()
