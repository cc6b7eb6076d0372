"""How fast is a whole pass, and how much memory does it take, beside a plain loop over the same pages?

    .venv/bin/python tests/benchmarks/passes.py [--feeds 1000] [--pages 5] [--latency 50] [--sample 100]

Makes a small world of its own (world.py: FEEDS publishers on loopback, each of whose answers takes LATENCY
milliseconds), and runs two passes of the real chain over it, on an embedded store in a temporary home: in the first
every feed is new, in the second all are unchanged (304). Memory is the resident memory of this process and its parser
children together, at its highest; PostgreSQL's is its own. newspaper4k is asked where somebody installed it
(`pip install newspaper4k`): download and parse, one of SAMPLE pages after another.
"""

import argparse
import contextlib
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psutil

HERE = Path(__file__).parent
MIB = 1024 * 1024
# Seconds: between two looks at memory, and for a whole pass.
LOOK, LONGEST = 0.2, 7_200
sys.path[:0] = [str(HERE.parents[1] / "include")]


class Meter:
    """What the process and its children, but for one, use: memory at its highest, and CPU."""

    def __init__(self, but: int) -> None:
        self._but = but
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._watch)
        self.parent = self.children = self.together = 0
        self._cpu = os.times()

    def __enter__(self) -> "Meter":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()

    def cpu(self) -> str:
        """Say what was used since the last time; children count when they have ended."""
        before, self._cpu = self._cpu, os.times()
        own = sum(self._cpu[:2]) - sum(before[:2])
        theirs = sum(self._cpu[2:4]) - sum(before[2:4])
        return f"{own:.1f} s of CPU here, {theirs:.1f} s in parsers"

    def _watch(self) -> None:
        me = psutil.Process()
        while not self._ended.wait(LOOK):
            own = me.memory_info().rss
            theirs = sum(map(_resident, (each for each in me.children(recursive=True) if each.pid != self._but)))
            self.parent, self.children = max(self.parent, own), max(self.children, theirs)
            self.together = max(self.together, own + theirs)


def main() -> None:
    """Print a line for each step."""
    options = _options()
    print(f"{options.feeds} feeds of {options.pages} pages, {options.latency} ms; {os.cpu_count()} cores, ", end="")
    print(f"load {os.getloadavg()[0]:.1f} before\n")
    with started_world(options) as (world, ports), Meter(world.pid) as meter, tempfile.TemporaryDirectory() as home:
        run_passes(ports, Path(home), meter)
        print(f"\n{'memory at its highest':24} {meter.together / MIB:8.0f} MiB in all", end="")
        print(f" (here {meter.parent / MIB:.0f}, parsers {meter.children / MIB:.0f})")
        run_loop([f"http://127.0.0.1:{port}/news/story-0" for port in ports[: options.sample]])


@contextlib.contextmanager
def started_world(options: argparse.Namespace) -> Iterator[tuple[subprocess.Popen[str], list[int]]]:
    """Start the publishers, give their ports, and stop them in the end."""
    sizes = [str(each) for each in (options.feeds, options.pages, options.latency)]
    command = [sys.executable, str(HERE / "world.py"), *sizes]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as world:
        assert world.stdin is not None
        assert world.stdout is not None
        yield world, json.loads(world.stdout.readline())
        world.stdin.close()


def run_passes(ports: Sequence[int], home: Path, meter: Meter) -> None:
    """Run two passes over the feeds at these ports."""
    from tocsin.alerts.policy import AlertPolicy
    from tocsin.model import Feed
    from tocsin.pipeline.batches import Budget
    from tocsin.pipeline.once import run_once
    from tocsin.store.database import open_store
    from tocsin.store.hosts import StoreHostBook
    from tocsin.web import Web, WebPolicy

    feeds = [Feed(url=f"http://127.0.0.1:{port}/feed", publisher=f"Gazette {port}", every_minutes=0) for port in ports]
    policy = WebPolicy(contact="https://benchmark.example", allow_hosts=frozenset({"127.0.0.1"}))
    with open_store(None, home) as store:
        for name in ("new", "unchanged"):
            steps: list[tuple[str, float]] = []
            with Web(policy, StoreHostBook(store)) as web:
                done = run_once(
                    store,
                    web,
                    None,
                    feeds,
                    now=datetime.now(UTC),
                    policy=AlertPolicy(),
                    budget=Budget(LONGEST),
                    tell=lambda step, steps=steps: steps.append((step, time.monotonic())),  # type: ignore[misc]
                )
            steps.append(("", time.monotonic()))
            _report(f"all feeds {name}", len(feeds), done, steps)
            print(f"  {meter.cpu()}")


def _report(name: str, feeds: int, done: Any, steps: Sequence[tuple[str, float]]) -> None:
    counts = (
        f"{done.new_entries} new entries",
        f"{done.articles_read} pages",
        f"{done.articles_assessed} articles",
        f"{done.messages_sent} messages",
    )
    sizes = (feeds, done.articles_read, done.articles_assessed, done.messages_sent)
    print(name)
    for (step, began), (_, ended), count, size in zip(steps, steps[1:], counts, sizes, strict=False):
        if not size:
            continue
        took = ended - began
        print(f"  {step:22} {took:8.1f} s {size / took:8.1f}/s   {count}", flush=True)


def run_loop(urls: Sequence[str]) -> None:
    """Read pages as a plain loop over newspaper4k would, where it is installed."""
    try:
        import newspaper  # type: ignore[import-not-found]
    except ImportError:
        print("(newspaper4k is not installed)", file=sys.stderr)
        return
    began, cpu, texts = time.monotonic(), time.process_time(), 0
    for url in urls:
        with urllib.request.urlopen(url) as answer:
            html = answer.read().decode("utf-8", "replace")
        article = newspaper.Article(url, fetch_images=False)
        article.download(input_html=html)
        article.parse()
        texts += bool(article.text)
    took = time.monotonic() - began
    print(f"{'a loop over newspaper4k':24} {took:8.1f} s {len(urls) / took:8.1f}/s   {texts} pages", end="")
    print(f" ({time.process_time() - cpu:.1f} s of CPU)")


def _resident(process: psutil.Process) -> int:
    try:
        return int(process.memory_info().rss)
    except psutil.Error:
        # It ended between two looks.
        return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="How fast is a whole pass?")
    parser.add_argument("--feeds", type=int, default=1000, help="publishers, of one feed each")
    parser.add_argument("--pages", type=int, default=5, help="new articles in each feed")
    parser.add_argument("--latency", type=int, default=50, help="milliseconds that each answer takes")
    parser.add_argument("--sample", type=int, default=100, help="pages that newspaper4k is given")
    return parser.parse_args()


if __name__ == "__main__":
    main()
