"""An interval of the past → articles, assessments, incidents, from archived feed documents; nobody is told.

    plan          the archive's files are registered          find    documents → entries, by the feed's batch
    plan_reading  the interval's articles are woken           read    pages → articles → assessments, by the page's
    group         assessments → incidents, all of them held

Every step may run twice and changes nothing then. Each tells what is left when its time is up.
"""

import logging
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path

from tocsin.alerts.policy import FROM_ARCHIVES
from tocsin.feeds.snapshots import Snapshot, list_snapshots
from tocsin.model import Feed
from tocsin.pipeline import assess, read
from tocsin.pipeline.batches import Budget, batch_of
from tocsin.pipeline.captures import Found, read_documents, read_snapshots
from tocsin.pipeline.walk import walk_back
from tocsin.sandbox import Sandbox
from tocsin.store import alerts, articles, captures, history, hosts
from tocsin.store import feeds as kept_feeds
from tocsin.store.database import Store
from tocsin.web import Web, host_of

log = logging.getLogger(__name__)
# How long a page of the past is waited for that its host asks to come back for.
PATIENCE = timedelta(minutes=2)
# The share of a step's time in which pages are waited for at all.
WAITING = 0.6
SHORTEST_NAP, LONGEST_NAP = 0.5, 5.0
MOST_LINES = 20
# A snapshot of the day after still tells what came late.
REACH = timedelta(days=1)
AT_ONCE = 1_000
# What Airflow calls a run that nobody asked for: the Dag's own, each night.
NIGHTLY = "scheduled"


@dataclass(frozen=True, kw_only=True)
class Interval:
    """The time from `start` to just before `end`."""

    start: datetime
    end: datetime

    @classmethod
    def read(cls, text: str) -> "Interval":
        """Read "start/end/run_after" as a Dag hands it over.

        A run that was started by hand has no interval ("None"): it is about the day before.
        """
        start, end, run_after = text.split("/")
        if "None" in (start, end):
            today = datetime.fromisoformat(run_after).replace(hour=0, minute=0, second=0, microsecond=0)
            return cls(start=today - timedelta(days=1), end=today)
        return cls(start=datetime.fromisoformat(start), end=datetime.fromisoformat(end))

    def __str__(self) -> str:
        return f"{self.start:%Y-%m-%d %H:%M} to {self.end:%Y-%m-%d %H:%M} UTC"


def plan(store: Store, feeds: Sequence[Feed], archive: Path | None, interval: Interval) -> list[int]:
    """Take stock of the archive; the batches in which there are documents to look into.

    What can't be used of the archive is said, a line each, and stops nothing.
    """
    with store.begin() as connection:
        placed = [(feed, host, batch_of(host)) for feed in feeds for host in (host_of(feed.url),)]
        kept_feeds.keep_catalogue(connection, placed)
    if archive is not None:
        _register(store, list_snapshots(archive, feeds))
    else:
        log.info("TOCSIN_ARCHIVE is not set: there are no snapshots on disk to look into")
    with store.begin() as connection:
        unread = captures.unread_batches(connection, interval.start)
        ours = captures.document_batches(connection, interval.start, interval.end)
        followed = [row["batch"] for row in captures.list_followed(connection)]
    log.info("%s: looking into archives", interval)
    return sorted({*unread, *ours, *followed})


def find_batch(
    store: Store,
    web: Web,
    batch: int,
    archive: Path | None,
    interval: Interval,
    *,
    now: datetime,
    budget: Budget,
    run_type: str = NIGHTLY,
) -> Found:
    """Look into a batch's snapshots, our own documents of the interval, and the archives of its feeds on the web.

    `run_type` is Airflow's: only when somebody wants the past is a feed that was never polled asked for its archive.
    """
    ask = run_type != NIGHTLY
    found = Found()
    with Sandbox() as sandbox:
        if archive is not None:
            since = interval.start
            found += read_snapshots(store, sandbox, archive, batch, since=since, now=now, budget=budget)
        start, end = interval.start, interval.end
        found += read_documents(store, sandbox, batch, start=start, end=end, now=now, budget=budget)
        found += walk_back(store, web, sandbox, batch, since=start, now=now, budget=budget, ask=ask)
    log.info(
        "batch %d: %d documents, %d of them unreadable, %d new entries of any day; %d documents left",
        batch,
        found.documents,
        found.unreadable,
        found.new_entries,
        found.left,
    )
    return found


def plan_reading(store: Store, interval: Interval, *, now: datetime) -> list[int]:
    """Let the interval's articles be read; the batches in which any wait, those of earlier runs too."""
    with store.begin() as connection:
        articles.release_dead_workers(connection)
        hosts.release_dead_workers(connection)
        woken = history.wake(connection, interval.start, interval.end, now)
        to_read = articles.due_batches(connection, "to_read", now, origin=articles.HISTORICAL)
        to_assess = articles.due_batches(connection, "read", now, origin=articles.HISTORICAL)
        holes = captures.list_holes(connection, interval.start, interval.end + REACH)
    log.info("%s: %d new articles", interval, woken)
    _say_some("%s: no snapshot of it or the day after: entries may be missing", holes)
    return sorted({*to_read, *to_assess})


def read_batch(store: Store, web: Web, batch: int, *, budget: Budget) -> int:
    """Read and assess the articles of the past in a batch; how many are left.

    A host that asks us to wait is waited for, within reason; for the rest the feed's words stand in. What
    another run has in hand is waited for too: it may be of our days.
    """
    waits = budget.at_most(budget.left * WAITING)
    was_read = assessed = 0
    with Sandbox() as sandbox:
        while True:
            now = store.clock()
            patience = timedelta(0) if waits.is_spent else PATIENCE
            was_read += read.read_batch(
                store,
                web,
                batch,
                now=now,
                budget=budget,
                origin=articles.HISTORICAL,
                patience=patience,
                sandbox=sandbox,
            )
            assessed += assess.assess_batch(store, batch, now=now, budget=budget, origin=articles.HISTORICAL)
            with store.begin() as connection:
                left = history.count_waiting(connection, batch)
                again = history.next_try_at(connection, batch) or now
            if not left or budget.is_spent:
                break
            time.sleep(min(max((again - now).total_seconds(), SHORTEST_NAP), LONGEST_NAP, budget.left))
    log.info("batch %d: %d articles read, %d assessed, %d left", batch, was_read, assessed, left)
    return left


def group(store: Store, interval: Interval, *, now: datetime, budget: Budget) -> int:
    """Gather what was assessed into incidents and hold them, so that nobody is told; how many articles are left."""
    told = assess.group_historical(store, now=now, budget=budget)
    with store.begin() as connection:
        held = alerts.hold_historical(connection, FROM_ARCHIVES, now)
        left = history.count_ungrouped(connection)
        kept = history.count_kept(connection, interval.start, interval.end)
    log.info("%d articles told of an act; %d incidents kept as historical, nobody was told", told, held)
    log.info(
        "%s: we now have %d articles of it from archives and %d that came live; %d left to group",
        interval,
        kept.get(articles.HISTORICAL, 0),
        kept.get(articles.LIVE, 0),
        left,
    )
    return left


def _register(store: Store, snapshots: Iterable[Snapshot]) -> None:
    """Note which files there are; those new or changed will be read."""
    usable = new = 0
    unusable: list[str] = []
    rest = iter(snapshots)
    while some := list(islice(rest, AT_ONCE)):
        rows = []
        for each in some:
            if each.problem:
                unusable.append(f"{each.path}: {each.problem}")
            else:
                rows.append(_row(each))
        usable += len(rows)
        with store.begin() as connection:
            new += captures.register(connection, rows)
    with store.begin() as connection:
        broken = captures.list_unreadable(connection)
    _say_some("archive: %s", unusable)
    _say_some("archive: not readable before, and not tried again until it changes: %s", broken)
    log.info("archive: %d snapshots, %d of them new or changed; %d can't be used", usable, new, len(unusable))


def _say_some(sentence: str, subjects: Sequence[str]) -> None:
    """Warn of each subject, of the first of many."""
    for subject in subjects[:MOST_LINES]:
        log.warning(sentence, subject)
    if len(subjects) > MOST_LINES:
        log.warning("… and %d more", len(subjects) - MOST_LINES)


def _row(snapshot: Snapshot) -> dict[str, object]:
    facts = {name: getattr(snapshot, name) for name in captures.FACTS if name != "batch"}
    # By the feed, so that its snapshots are read in their order; any share will do for one that names none.
    return facts | {"name": snapshot.path, "batch": batch_of(snapshot.url or snapshot.path)}
