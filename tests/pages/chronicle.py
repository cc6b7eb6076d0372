"""A record to show: disputes, incidents, alerts and feeds, put straight into a store; and what strangers may write."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import update

from builders import NOON, an_act, an_assessment
from tocsin.model import Article, Assessment, Direction, Entry, Feed, Level, Report, Span
from tocsin.store import alerts, articles, feeds, incidents
from tocsin.store.articles import NewArticle
from tocsin.store.database import Store
from tocsin.store.tables import feed as feed_table

# Each would do harm where it is not escaped, cleaned or refused.
SCRIPT = "<script>alert(1)</script>"
IMAGE = "<img src=http://evil.example/pixel.png onerror=alert(1)>"
BREAKOUT = "\"'><svg/onload=alert(1)></title></bdi></style>"
TEMPLATE = "{{ 7*7 }}{% raw %}${7*7}"
REORDERED = "harm\u202eless\u200b te\u2066xt\x07"
HOSTILE = f"{SCRIPT} {IMAGE} {BREAKOUT} {TEMPLATE} {REORDERED} &lt;b&gt;"
BAD_LINKS = ("javascript:alert(1)//{n}", "data:text/html,<script>alert(1)</script>{n}", "JaVaScRiPt:alert({n})")


class Chronicle:
    """Writes to `store` as the chain would at the time `at`."""

    def __init__(self, store: Store, *, at: datetime = NOON) -> None:
        self.store = store
        self.at = at
        self._number = 0

    def feed(self, url: str = "https://meridian.example/rss", **facts: Any) -> int:
        """Follow a feed and give it a state (columns of the table); its id."""
        noun = {name: facts.pop(name) for name in tuple(facts) if name in Feed.__dataclass_fields__}
        with self.store.begin() as connection:
            kept = {each["url"]: each for each in feeds.list_feeds(connection)}
            names = ("url", "publisher", "language", "region", "state_affiliated")
            every = [Feed(**{name: each[name] for name in names}) for each in kept.values()]
            if url not in kept:
                every.append(Feed(url=url, **({"publisher": "Meridian Wire"} | noun)))
                feeds.keep_catalogue(connection, [(each, "meridian.example", 0) for each in every])
            if facts:
                connection.execute(update(feed_table).where(feed_table.c.url == url).values(**facts))
            return next(row["id"] for row in feeds.list_feeds(connection) if row["url"] == url)

    def report(self, **changes: Any) -> Report:
        """Keep an article with its reading; what makes it a report. `reading` is an `Assessment`."""
        self._number += 1
        reading: Assessment = changes.pop("reading", None) or an_assessment()
        url = changes.pop("url", f"https://meridian.example/world/{self._number}")
        facts = {"publisher": "Meridian Wire", "title": f"Pakistan strikes camps in Iran ({self._number})"} | changes
        published_at = facts.pop("published_at", self.at)
        new = NewArticle(
            url=url, fetch_url=url, host="meridian.example", batch=0, language="en", summary="", feed_text="",
            published_at=published_at, **facts,
        )  # fmt: skip
        feed_id = self.feed()
        with self.store.begin() as connection:
            articles.add(connection, feed_id, Entry(id=url, url=url, title=new.title), new, self.at)
            article_id = articles.find_id(connection, url)
            assert article_id is not None
            body = f"Body of {self._number}. {reading.evidence[0].text if reading.evidence else ''}".replace("\x00", "")
            read = Article(url=url, title=new.title, body=body, published_at=published_at)
            articles.keep_read(connection, article_id, read, (), self.at)
            articles.keep_assessment(connection, article_id, reading, self.at)
        return Report(
            article_id=article_id, publisher=new.publisher, url=url, title=new.title, published_at=published_at,
            act=reading.acts[0], dyads=reading.dyads,
        )  # fmt: skip

    def incident(
        self,
        *reports: Report,
        parties: tuple[str, ...] = ("IRN", "PAK"),
        decision: Mapping[str, Any] | None = None,
        **changes: Any,
    ) -> int:
        """Keep an incident with its reports (one, if none are given), in the newest dispute of its pair; its id."""
        reports = reports or (self.report(),)
        self._number += 1
        times = [report.published_at for report in reports]
        facts = {
            "kind": "force", "event_type": "assault", "level": int(Level.USE_OF_FORCE),
            "direction": str(Direction.ESCALATION), "initiator": "PAK", "target": "IRN", "dyads": [["PAK", "IRN"]],
            "location": "IRN", "places": ["Sistan-Baluchestan"], "day": self.at.date(), "killed_low": 9,
            "means": "air strike", "first_reported_at": min(times), "last_reported_at": max(times),
        } | changes  # fmt: skip
        with self.store.begin() as connection:
            known = incidents.list_disputes(connection, sorted(parties))
            key = f"{parties}@{self.at}"
            facts["dispute_id"] = (
                known[-1].id
                if known
                else incidents.keep_dispute(connection, key, parties=sorted(parties), at=min(times), previous_id=None)
            )
            incident_id = incidents.keep_incident(connection, f"incident {self._number}", facts)
            for report in reports:
                incidents.keep_report(connection, incident_id, report)
            incidents.refresh_dispute(connection, facts["dispute_id"])
            if decision is not None:
                plain = {"dispute_id": facts["dispute_id"], "status": "sent", "decided_at": self.at}
                alerts.keep_decision(connection, incident_id, plain | dict(decision))
        return incident_id

    def hostile(self) -> int:
        """Keep an incident of which every word that a stranger can choose is an attack; its id."""
        span = Span("body", 0, len(HOSTILE), HOSTILE)
        act = an_act(initiator=HOSTILE, target="IRN", places=(HOSTILE,), means=HOSTILE, span=span)
        reading = an_assessment(act=act, evidence=(span, Span("title", 0, 9, HOSTILE)), reasons=(HOSTILE,))
        urls = [link.format(n=number) for number, link in enumerate(BAD_LINKS)]
        told = [self.report(title=HOSTILE, publisher=HOSTILE + url, url=url, reading=reading) for url in urls]
        good = self.report(title=HOSTILE, publisher=HOSTILE, reading=reading, published_at=self.at + timedelta(hours=1))
        self.feed(url="javascript:alert(2)", publisher=HOSTILE, failures=2, error=HOSTILE, region=HOSTILE)
        return self.incident(
            *told, good, parties=("IRN", HOSTILE), initiator=HOSTILE, dyads=[[HOSTILE, "IRN"]],
            places=[HOSTILE], means=HOSTILE, location=None,
            decision={"status": "waiting", "reason": HOSTILE, "error": HOSTILE},
        )  # fmt: skip
