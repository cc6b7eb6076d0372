"""Does one pass make do with as many parsers as there are cores, from its polling to its reading?"""

from collections.abc import Iterator
from contextlib import ExitStack

import psutil
import pytest

from builders import NOON
from servers import Newspaper, Page
from tocsin.alerts.policy import AlertPolicy
from tocsin.model import Feed
from tocsin.pipeline.batches import BATCHES, Budget, batch_of
from tocsin.pipeline.once import PARSERS, run_once
from tocsin.store.database import Store
from tocsin.store.hosts import StoreHostBook
from tocsin.web import Web, WebPolicy

STORY = "<p>The ferry to the islands sails again from Monday, the harbour office said, after a month of repairs.</p>"


@pytest.fixture
def papers() -> Iterator[list[Newspaper]]:
    """As many newspapers as there are batches, one for each."""
    with ExitStack() as held:
        found: dict[int, Newspaper] = {}
        while len(found) < BATCHES:
            paper = held.enter_context(Newspaper())
            found.setdefault(batch_of(paper.host), paper)
        yield list(found.values())


def list_parsers() -> set[int]:
    """The process ids of the parsers that run."""
    children = psutil.Process().children()
    return {each.pid for each in children if any("tocsin.sandbox" in part for part in each.cmdline())}


def test_polling_and_reading_share_their_parsers(store: Store, papers: list[Newspaper]) -> None:
    seen: dict[str, set[int]] = {}
    while_reading: list[set[int]] = []

    def page(asked: object) -> Page:
        while_reading.append(list_parsers())
        return Page(f"<html><article><h1>Ferry sails</h1>{STORY * 9}</article></html>".encode())

    for paper in papers:
        links = "".join(f"<item><title>Ferry</title><link>{paper.url(f'/{n}')}</link></item>" for n in range(3))
        paper.pages["/feed"] = f"<rss version='2.0'><channel><title>x</title>{links}</channel></rss>".encode()
        paper.pages |= {f"/{n}": page for n in range(3)}
    feeds = [Feed(url=paper.url("/feed"), publisher=paper.host) for paper in papers]
    policy = WebPolicy(allow_hosts=frozenset({"127.0.0.1"}), gap=0)
    with Web(policy, StoreHostBook(store)) as web:
        done = run_once(
            store,
            web,
            None,
            feeds,
            now=NOON,
            policy=AlertPolicy(),
            budget=Budget(120),
            tell=lambda step: seen.update({step: list_parsers()}),
        )
    assert (done.new_entries, done.articles_read) == (3 * BATCHES, 3 * BATCHES)
    # Those that parsed the feeds wait for the pages; nobody starts any beside them, and none is left behind.
    assert seen["reading articles"]
    assert seen["assessing articles"] == set()
    assert max(map(len, while_reading)) <= PARSERS
