"""Store → pages: what is read for each of them, in one read-only look at the store."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection

from tocsin.alerts.policy import AlertPolicy
from tocsin.incidents.disputes import QUIET
from tocsin.store import feeds, overviews, traces
from tocsin.store.database import Store
from tocsin.store.overviews import Choice
from tocsin_pages.disputes import dispute_card, is_open, open_since, slack_trouble, tallies
from tocsin_pages.feeds import HEALTH_WORDS, feed_rows, polling_trouble
from tocsin_pages.incidents import incident_card, incident_row, report_card
from tocsin_pages.paging import paging
from tocsin_pages.words import STATUS_MEANS, STATUS_WORDS, span

DISPUTES, INCIDENTS, IN_DISPUTE, REPORTS, FEEDS = 20, 50, 5, 20, 100
# Seconds for one question to the store: a page that takes longer helps nobody, and holds a connection.
# How far back texts that could not be read are counted.
BLIND_SPOTS = timedelta(days=1)
PATIENCE = 15
# No row has an id beyond PostgreSQL's bigint.
MAX_ID = 2**63 - 1
Facts = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Desk:
    """Reads what each page shows at the time `now`; a method returns `None` where there is no such thing."""

    store: Store
    now: datetime
    policy: AlertPolicy

    def disputes(self, *, show: str, page: str) -> Facts:
        """Return open disputes, or with `show` "over" those that have ended, each with its newest incidents."""
        over, since = show == "over", open_since(self.now)
        with self._look() as connection:
            open_now, ended = overviews.count_disputes(connection, since=since)
            query = {"show": "over"} if over else {}
            part = paging(page, size=DISPUTES, total=ended if over else open_now, query=query)
            spell = {"before": since} if over else {"since": since}
            extents = overviews.list_disputes(connection, **spell, limit=DISPUTES, offset=part.offset)
            newest = overviews.list_newest(connection, [each.id for each in extents], each=IN_DISPUTE)
            known = traces.list_known(connection, ids=newest)
            watch = self._watch(connection)
        chosen = {each.id: [told for told in known if told.dispute.id == each.id] for each in extents}
        cards = [dispute_card(each, chosen[each.id], now=self.now) for each in extents if chosen[each.id]]
        facts = {"cards": cards, "paging": part, "over": over, "open_now": open_now, "ended": ended}
        return watch | facts | {"quiet": span(QUIET)}

    def dispute(self, dispute_id: int, *, page: str) -> Facts | None:
        """Return one dispute with its incidents, the newest first."""
        with self._look() as connection:
            extent = overviews.find_extent(connection, min(dispute_id, MAX_ID))
            if extent is None:
                return None
            part = paging(page, size=INCIDENTS, total=extent.incidents)
            choice = Choice(dispute_id=extent.id)
            ids = overviews.list_incidents(connection, choice, limit=INCIDENTS, offset=part.offset)
            known = traces.list_known(connection, ids=ids)
        return {"card": dispute_card(extent, known, now=self.now), "paging": part, "quiet": span(QUIET)}

    def incidents(self, *, status: str, page: str) -> Facts:
        """Return incidents, the most lately reported first; with a status those whose alert stands so."""
        status = status if status in STATUS_WORDS else ""
        choice = Choice(status=status or None)
        with self._look() as connection:
            total = overviews.count_incidents(connection, choice)
            part = paging(page, size=INCIDENTS, total=total, query={"alert": status} if status else {})
            ids = overviews.list_incidents(connection, choice, limit=INCIDENTS, offset=part.offset)
            known = traces.list_known(connection, ids=ids)
            watch = self._watch(connection)
        rows = [incident_row(each, now=self.now) for each in known]
        words = {"words": STATUS_WORDS.get(status, ""), "means": STATUS_MEANS.get(status, "")}
        return watch | {"rows": rows, "paging": part, "status": status} | words

    def incident(self, incident_id: int, *, page: str) -> Facts | None:
        """Return one incident with its reports, the newest first."""
        with self._look() as connection:
            found = traces.list_known(connection, ids=[min(incident_id, MAX_ID)])
            if not found:
                return None
            reports = sorted(found[0].incident.reports, key=lambda each: (each.published_at, each.article_id))[::-1]
            part = paging(page, size=REPORTS, total=len(reports))
            shown = reports[part.offset : part.offset + REPORTS]
            rows = [traces.find_article(connection, each.article_id) for each in shown]
        still = is_open(found[0].dispute, now=self.now)
        cards = [report_card(each, row, now=self.now) for each, row in zip(shown, rows, strict=True)]
        return {"card": incident_card(found[0], is_open=still, now=self.now), "reports": cards, "paging": part}

    def feeds(self, *, health: str, page: str) -> Facts:
        """Return the feeds of the catalogue, the sickest first; with `health` those in this state."""
        with self._look() as connection:
            kept = feeds.list_feeds(connection)
            last = overviews.last_entries(connection)
            unread = overviews.count_blind_spots(connection, since=self.now - BLIND_SPOTS)
            watch = self._watch(connection, kept)
        every = feed_rows(kept, last, now=self.now)
        counts = {state: sum(row.health == state for row in every) for state in HEALTH_WORDS}
        health = health if health in HEALTH_WORDS else ""
        rows = [row for row in every if health in ("", row.health)]
        part = paging(page, size=FEEDS, total=len(rows), query={"health": health} if health else {})
        return watch | {
            "rows": rows[part.offset : part.offset + FEEDS],
            "paging": part,
            "health": health,
            "counts": {state: (HEALTH_WORDS[state], number) for state, number in counts.items() if number},
            "total": len(every),
            "blind_spots": unread,
        }

    def _watch(self, connection: Connection, kept: list[dict[str, Any]] | None = None) -> dict[str, Any]:
        """Return what whoever is on call should see on every page: where alerts stand, what is stuck."""
        # Beyond the alert window a refused alert is history: what it told is old news.
        unsent = overviews.get_unsent(connection, refused_since=self.now - self.policy.window)
        troubles = (
            slack_trouble(unsent, now=self.now),
            polling_trouble(feeds.list_feeds(connection) if kept is None else kept, now=self.now),
        )
        return {"tallies": tallies(traces.count_alerts(connection)), "troubles": [each for each in troubles if each]}

    @contextmanager
    def _look(self) -> Iterator[Connection]:
        with self.store.begin() as connection:
            overviews.begin_reading(connection, seconds=PATIENCE)
            yield connection
