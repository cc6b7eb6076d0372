"""How is work shared out? By host into a fixed number of batches; within one, a lane for each domain."""

import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from typing import TypeVar
from zlib import crc32

from tocsin.errors import FetchError
from tocsin.web.address import domain_of

Item = TypeVar("Item")
Answer = TypeVar("Answer")

# A Dag run has this many poll and read tasks, at 10 feeds and at 10,000.
BATCHES = 4
# Domains asked at the same time in one batch; each of them one request at a time.
LANES = 12
# After this many seconds a batch claims anew, so that a slow host never keeps the others' work waiting.
ROUND = 20.0


def batch_of(host: str) -> int:
    """Return the batch that a host belongs to, the same in every process."""
    return crc32(host.encode()) % BATCHES


class Budget:
    """How much longer a step may start new work; what is left stays for the next run.

    `stop` ends it early: an operator's Ctrl-C.
    """

    def __init__(self, seconds: float, *, stop: threading.Event | None = None) -> None:
        self._ends = time.monotonic() + seconds
        self._stop = stop or threading.Event()

    def at_most(self, seconds: float) -> "Budget":
        """Return a part of what is left, that the same event ends."""
        return Budget(min(seconds, self.left), stop=self._stop)

    @property
    def left(self) -> float:
        """Return the seconds left, 0 when it was stopped."""
        return 0.0 if self._stop.is_set() else max(0.0, self._ends - time.monotonic())

    @property
    def is_spent(self) -> bool:
        """Whether nothing new should be begun."""
        return self.left == 0


def fetch_by_domain(
    items: Iterable[Item],
    ask: Callable[[Item], Answer],
    *,
    url: Callable[[Item], str],
    budget: Budget,
) -> Iterator[tuple[Item, Answer | FetchError | None]]:
    """Ask for each item, several domains at once, and yield the answers as they come.

    `url` tells where an item is asked. The hosts of a domain draw on one bucket of tokens: when it is empty, one lane
    waits, and the others go on.
    A publisher's fault comes as a `FetchError` in place of the answer; an item that the budget left no time
    for, as `None`. Anything else is ours and raises.
    """
    waiting = _lanes(items, url)
    running: dict[Future[Answer | FetchError], tuple[Item, deque[Item]]] = {}

    def begin(pool: ThreadPoolExecutor) -> None:
        while waiting and len(running) < LANES and not budget.is_spent:
            lane = waiting.popleft()
            item = lane.popleft()
            running[pool.submit(_try, ask, item)] = (item, lane)

    with ThreadPoolExecutor(LANES) as pool:
        begin(pool)
        while running:
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                item, lane = running.pop(future)
                if lane:
                    waiting.append(lane)
                begin(pool)
                yield item, future.result()
    yield from ((item, None) for lane in waiting for item in lane)


def _lanes(items: Iterable[Item], url: Callable[[Item], str]) -> deque[deque[Item]]:
    """Sort items into one lane for each domain."""
    lanes: dict[str, deque[Item]] = {}
    for item in items:
        lanes.setdefault(domain_of(url(item)), deque()).append(item)
    return deque(lanes.values())


def _try(ask: Callable[[Item], Answer], item: Item) -> Answer | FetchError:
    try:
        return ask(item)
    except FetchError as error:
        return error
