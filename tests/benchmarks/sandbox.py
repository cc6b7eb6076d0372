"""What does it cost to parse in a child that can be killed, beside parsing right here?

    .venv/bin/python tests/benchmarks/sandbox.py

Calls a second, of the wall clock: straight, through a sandbox of one child, and of two (asked by two threads, so that
a second core helps). The work is a function that does next to nothing, one that gives back a typical article or a feed
of 100 entries (which is the way there and back alone), and the reading of a page of 60 KB.
"""

import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

TESTS = Path(__file__).parents[1]
SECONDS = 2.0
sys.path[:0] = [str(TESTS.parent / "include"), str(TESTS / "web")]
URL = "https://lantern.example/2026/01/patrol"


def main() -> None:
    """Print a line for each kind of work."""
    from tocsin.sandbox import Sandbox

    ours = ("tocsin.", "sandbox_tasks")
    print(f"{'calls a second':24} {'straight':>10} {'1 child':>10} {'2 children':>10}")
    with Sandbox(modules=ours) as one, Sandbox(modules=ours, children=2) as two:
        for name, function, argument, options in work():
            straight = partial(function, argument, **options)
            rates = [
                rate(straight, threads=1),
                rate(partial(one.call, function, argument, **options), threads=1),
                rate(partial(two.call, function, argument, **options), threads=2),
            ]
            print(f"{name:24} " + " ".join(f"{each:10.1f}" for each in rates))


def work() -> list[tuple[str, Callable[..., Any], Any, dict[str, str]]]:
    """Give what is called, each with its name, its argument and its options."""
    import sandbox_tasks as tasks

    from tocsin.articles.extract import extract_article
    from tocsin.feeds.parse import parse_feed

    items = "".join(
        f"<item><title>Patrol {n} crosses the river</title><link>https://lantern.example/{n}</link>"
        f"<description>{'The ministry said that guns were heard. ' * 8}</description>"
        f"<pubDate>Sun, 18 Jan 2026 09:{n % 60:02}:00 GMT</pubDate></item>"
        for n in range(100)
    )
    feed = parse_feed(f"<rss version='2.0'><channel><title>T</title>{items}</channel></rss>".encode(), url=URL)
    page = a_page()
    return [
        ("nothing", tasks.add, 1, {}),
        ("an article and back", tasks.echo, extract_article(page, url=URL), {}),
        ("100 entries and back", tasks.echo, feed, {}),
        (f"a page of {len(page) // 1000} KB", extract_article, page, {"url": URL}),
    ]


def a_page() -> bytes:
    """Write a page in the shape of most: a story of 20 paragraphs among menus and teasers."""
    menu = "".join(
        f"<li class='menu-item level-{n % 3}'><a href='/section/{n}'>Section {n}</a></li>" for n in range(120)
    )
    teasers = "".join(
        f"<article class='teaser card'><a href='/2026/01/{n}'><h3>What was told on day {n} of the dispute</h3></a>"
        f"<p class='standfirst'>Both sides said that they would not yield in matter number {n}.</p></article>"
        for n in range(160)
    )
    story = "".join(
        f"<p>Patrol number {n} crossed the river at dawn, the ministry said, and its guns were heard in the town until "
        f"the ferry came back on day {n}. “Nobody was aboard,” a boatman told the Lantern.</p>"
        for n in range(20)
    )
    title = "Patrol crosses the river at dawn"
    return (
        f"<!DOCTYPE html><html lang=en><head><title>{title} | Lantern</title></head><body><nav><ul>{menu}</ul></nav>"
        f"<main><h1>{title}</h1><div class=byline>By Ana Bo</div><time datetime=2026-01-18T09:30:00Z>18 January</time>"
        f"<div class=story>{story}</div></main><aside>{teasers}</aside></body></html>"
    ).encode()


def rate(call: Callable[[], Any], *, threads: int) -> float:
    """Count how many calls end in a second, after a first one that starts what must be started."""
    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(lambda _: call(), range(threads)))
        started = time.perf_counter()
        counts = pool.map(lambda _: _calls_until(call, started + SECONDS), range(threads))
        return sum(counts) / (time.perf_counter() - started)


def _calls_until(call: Callable[[], Any], until: float) -> int:
    count = 0
    while time.perf_counter() < until:
        call()
        count += 1
    return count


if __name__ == "__main__":
    main()
