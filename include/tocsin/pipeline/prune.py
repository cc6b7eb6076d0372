"""Forget what nobody needs any more: raw documents, then entries and articles that led to no incident."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy import Connection

from tocsin.pipeline.batches import Budget
from tocsin.store import retention
from tocsin.store.database import Store
from tocsin.store.retention import Removed

log = logging.getLogger(__name__)
KINDS = ("page", "feed", "archive")


def prune(store: Store, *, now: datetime, keep_pages: timedelta, keep_entries: timedelta, budget: Budget) -> Removed:
    """Remove what has had its time: entries and articles after `keep_entries`, everything else after `keep_pages`.

    What is left when the budget is spent goes the next time. What an incident needs stays for good.
    """
    pages, entries = now - keep_pages, now - keep_entries
    steps = {f"{kind}s": partial(retention.forget_documents, kind=kind, before=pages) for kind in KINDS}
    steps["second opinions"] = partial(retention.forget_opinions, before=pages)
    steps["hosts"] = partial(retention.forget_hosts, before=pages)
    steps["archived documents known"] = partial(retention.forget_captures, before=entries)
    steps["entries"] = partial(retention.forget_entries, before=entries)
    steps["articles"] = partial(retention.forget_articles, before=entries)
    total = Removed()
    for what, forget in steps.items():
        removed = _in_chunks(store, forget, budget)
        log.info("%s: %d removed, %s", what, removed.rows, _size(removed.bytes))
        total += removed
    log.info(
        "%d rows removed, %s in all%s", total.rows, _size(total.bytes), "; the time was up" if budget.is_spent else ""
    )
    return total


def _in_chunks(store: Store, forget: Callable[[Connection], Removed], budget: Budget) -> Removed:
    """Remove chunk after chunk, each in a transaction of its own, until nothing is left."""
    removed = Removed()
    while not budget.is_spent:
        with store.begin() as connection:
            chunk = forget(connection)
        if not chunk.rows:
            break
        removed += chunk
    return removed


def _size(number: int) -> str:
    return f"{number / 1_048_576:.1f} MiB" if number >= 104_858 else f"{number} bytes"
