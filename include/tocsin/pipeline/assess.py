"""Articles → assessments → incidents → disputes."""

import logging
import time
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from functools import partial
from typing import Any, TypeAlias

from sqlalchemy import Connection

from tocsin.articles.fingerprint import similarity
from tocsin.escalation.classify import classify
from tocsin.incidents import disputes
from tocsin.incidents import group as grouping
from tocsin.incidents.group import Facts
from tocsin.model import Act, Assessment, Report
from tocsin.pipeline.batches import Budget
from tocsin.pipeline.opinion import Counsel
from tocsin.store import alerts, articles, codec, incidents
from tocsin.store.articles import ClaimedArticle
from tocsin.store.database import Store

log = logging.getLogger(__name__)
SecondOpinion: TypeAlias = Callable[..., Assessment]
MOST_ATTEMPTS = 3
CLAIM = 200
# How many articles of the past are grouped before the news gets a turn.
HANDFUL = 20
# Seconds to wait while somebody else groups.
POLITE = 0.2


def plan_batches(store: Store, *, now: datetime) -> list[int]:
    """List the batches with articles to assess; what dead workers had claimed is freed first."""
    with store.begin() as connection:
        articles.release_dead_workers(connection)
        return articles.due_batches(connection, "read", now)


def assess_batch(
    store: Store,
    batch: int,
    *,
    now: datetime,
    budget: Budget | None = None,
    origin: str = articles.LIVE,
    counsel: Counsel | None = None,
) -> int:
    """Assess every article of a batch that has been read; how many those were.

    Live news never stands in line behind what a backfill found: each is assessed by its own Dag (`origin`).
    With a `counsel`, a language model is asked about those of which the rules are unsure.
    An article that broke the classifier three times is set aside, so that it never stops the rest.
    """
    budget = budget or Budget(240)
    opinion = partial(counsel.consult, budget=budget) if counsel else None
    assessed = 0
    while not budget.is_spent:
        claimed = articles.claim_due(store, "read", batch, now, limit=CLAIM, origin=origin)
        if not claimed:
            break
        for each in claimed:
            assessed += _assess_one(store, each, now, opinion)
    return assessed


def _assess_one(store: Store, claimed: ClaimedArticle, now: datetime, opinion: SecondOpinion | None) -> bool:
    """Assess one article, the attempt counted first: one that breaks us three times is set aside."""
    with store.begin() as connection:
        if claimed.attempts >= MOST_ATTEMPTS:
            articles.quarantine(connection, claimed.id, "assessing it failed three times")
            return False
        articles.count_attempt(connection, claimed.id)
    reading = classify(claimed.title, claimed.body, published_at=claimed.published_at)
    if opinion:
        reading = opinion(claimed.title, claimed.body, reading, published_at=claimed.published_at)
    with store.begin() as connection:
        articles.keep_assessment(connection, claimed.id, reading, now)
    return True


def group(store: Store, *, now: datetime) -> int:
    """Gather assessed articles into incidents and disputes; how many articles told of one.

    Serial: two reports of one act must not open two incidents, so a second caller leaves it to the first.
    """
    reported = 0
    with store.alone("group") as is_mine:
        while is_mine:
            with store.begin() as connection:
                waiting = articles.list_assessed(connection)
            if not waiting:
                break
            for row in waiting:
                reported += _group_counted(store, row, now)
    return reported


def group_historical(store: Store, *, now: datetime, budget: Budget) -> int:
    """Do the same for what a backfill found; how many of its articles told of an incident.

    Goes a few at a time and takes live articles that came meanwhile first, so that news never waits for it.
    """
    reported = 0
    while not budget.is_spent:
        with store.alone("group") as is_mine:
            waiting: list[dict[str, Any]] = []
            if is_mine:
                with store.begin() as connection:
                    waiting = articles.list_assessed(connection, origin=None, limit=HANDFUL)
            for row in waiting:
                reported += _group_counted(store, row, now) and row["origin"] != articles.LIVE
        if is_mine and not waiting:
            break
        if not is_mine:
            time.sleep(POLITE)
    return reported


def _group_counted(store: Store, row: dict[str, Any], now: datetime) -> bool:
    """Group one article, the attempt counted first: one that breaks us three times is set aside."""
    with store.begin() as connection:
        if row["attempts"] >= MOST_ATTEMPTS:
            articles.quarantine(connection, row["id"], "grouping it failed three times")
            return False
        articles.count_attempt(connection, row["id"])
    with store.begin() as connection:
        is_report = _group_one(connection, row)
        articles.keep_grouped(connection, row["id"], now)
    return is_report


def _group_one(connection: Connection, row: dict[str, Any]) -> bool:
    """Attach one article to the incident it tells of; whether it tells of any."""
    reading = codec.read_assessment(row)
    act = grouping.leading_act(reading)
    if act is None:
        _take_back(connection, row["id"])
        return False
    report = Report(
        article_id=row["id"],
        publisher=row["publisher"],
        url=row["url"],
        title=row["title"],
        published_at=row["published_at"],
        act=act,
        dyads=reading.dyads,
        fingerprint=tuple(row["fingerprint"]),
        historical=row["origin"] != articles.LIVE,
    )
    candidates = incidents.find_candidates(
        connection,
        kind=grouping.kind_of(act),
        dyads=report.dyads,
        hints=_countries(act),
        places=act.places,
        at=report.published_at,
    )
    found = grouping.match(report, candidates, likeness=similarity)
    incident_id = found.id if found else _open(connection, report)
    left = incidents.keep_report(connection, incident_id, report)
    for touched in (left, incident_id):
        if touched is not None:
            _refresh(connection, touched, quietly=report.historical)
    return True


def _take_back(connection: Connection, article_id: int) -> None:
    """Forget what an article told before it was read anew."""
    left = incidents.drop_report(connection, article_id)
    if left is not None:
        _refresh(connection, left, quietly=False)


def _countries(act: Act) -> list[str]:
    return [name for name in (act.initiator, act.target, act.location) if name]


def _open(connection: Connection, report: Report) -> int:
    """Open an incident, and a dispute for it where its parties have none running."""
    facts = grouping.fold([report])
    kept = _columns(facts) | {
        "dispute_id": _dispute_for(connection, report, facts),
        "historical": report.historical,
        "first_reported_at": report.published_at,
        "last_reported_at": report.published_at,
    }
    return incidents.keep_incident(connection, grouping.incident_key(report), kept)


def _dispute_for(connection: Connection, report: Report, facts: Facts) -> int:
    parties = grouping.parties(facts.dyads, report.act)
    known = incidents.list_disputes(connection, parties)
    running = disputes.dispute_for(report.published_at, known)
    if running is not None:
        return running.id
    previous = disputes.previous_to(report.published_at, known)
    return incidents.keep_dispute(
        connection,
        disputes.dispute_key(parties, report.published_at),
        parties=parties,
        at=report.published_at,
        previous_id=previous.id if previous else None,
    )


def _refresh(connection: Connection, incident_id: int, *, quietly: bool) -> None:
    """Let an incident say what its reports say now; it follows its parties into another dispute.

    It is historical only while all its reports are; beside live ones those change nothing of it.
    """
    incident = incidents.list_incidents(connection, [incident_id])[0]
    reports = incident.telling_reports
    if not reports:
        # What its reports told was read anew, and tells of something else.
        alerts.withdraw(connection, incident_id)
        incidents.refresh_dispute(connection, incident.dispute_id, quietly=quietly)
        return
    facts = grouping.fold(reports)
    times = [report.published_at for report in reports]
    dispute_id = incident.dispute_id
    if grouping.parties(facts.dyads, reports[0].act) != _parties_of(connection, dispute_id):
        dispute_id = _dispute_for(connection, reports[0], facts)
    kept = _columns(facts) | {
        "historical": all(report.historical for report in reports),
        "dispute_id": dispute_id,
        "first_reported_at": min(times),
        "last_reported_at": max(times),
    }
    incidents.update_incident(connection, incident_id, kept)
    alerts.restore(connection, incident_id)
    if dispute_id != incident.dispute_id:
        alerts.move(connection, [incident_id], dispute_id)
        incidents.refresh_dispute(connection, incident.dispute_id, quietly=quietly)
    incidents.refresh_dispute(connection, dispute_id, quietly=quietly)


def _parties_of(connection: Connection, dispute_id: int) -> tuple[str, ...]:
    return incidents.get_dispute(connection, dispute_id).parties


def _columns(facts: Facts) -> dict[str, Any]:
    """Return the facts as columns of table `incident`."""
    typed = {
        "level": int(facts.level),
        "direction": str(facts.direction),
        "dyads": [list(dyad) for dyad in facts.dyads],
        "places": list(facts.places),
    }
    return asdict(facts) | typed
