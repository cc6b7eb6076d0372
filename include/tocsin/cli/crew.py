"""How are many rows served at once, and answered in their order?

As many rows as there are children in the sandbox: a row that kills its reader is answered with that, and the next is
served.
"""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from typing import Any, TypeAlias

from tocsin.cli.output import print_line, progress
from tocsin.cli.rows import Form, Row, read_rows, size_of
from tocsin.errors import TocsinError
from tocsin.sandbox import Sandbox

Answer: TypeAlias = dict[str, Any]
Work: TypeAlias = Callable[[Sandbox, Row], Answer]

MOST_WORKERS = 4
# Rows in hand for each worker: enough to keep it busy, few enough to keep memory bounded.
AHEAD = 4


def answer_rows(name: str, form: Form, work: Work) -> bool:
    """Print one answer for each row of a source, in order; whether every row was served.

    `work` raises a `TocsinError` for a row that it can't serve.
    """
    all_served = True
    with progress(f"reading {name}", size_of(name), unit="bytes", prints=True) as advance:
        for row, answer in in_order(read_rows(name, form), work):
            all_served = all_served and "error" not in answer
            print_line(answer)
            advance(row.size)
    return all_served


def in_order(rows: Iterable[Row], work: Work) -> Iterator[tuple[Row, Answer]]:
    """Serve rows in parallel and yield them with their answers in the order in which they came."""
    workers = min(os.cpu_count() or 1, MOST_WORKERS)
    waiting: deque[tuple[Row, Future[Answer]]] = deque()
    with ExitStack() as stack:
        sandbox = stack.enter_context(Sandbox(children=workers))
        pool = stack.enter_context(ThreadPoolExecutor(workers))
        # What has not begun when the reader of our output goes away need not begin.
        stack.callback(pool.shutdown, wait=True, cancel_futures=True)
        for row in rows:
            waiting.append((row, pool.submit(_serve, sandbox, row, work)))
            while waiting and (len(waiting) >= workers * AHEAD or waiting[0][1].done()):
                done, future = waiting.popleft()
                yield done, future.result()
        for done, future in waiting:
            yield done, future.result()


def _serve(sandbox: Sandbox, row: Row, work: Work) -> Answer:
    if row.problem:
        return row.refusal()
    try:
        return work(sandbox, row)
    except TocsinError as error:
        return row.refusal(str(error))
