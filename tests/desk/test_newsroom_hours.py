"""Are the newsroom's stories told as exactly the expected alerts, whatever the hour at which they are read?

Around midnight reports of one act name different days; the chain is walked here without the web and Airflow.
"""

from collections import defaultdict
from datetime import UTC, datetime, timedelta

import pytest
from seeds import keep_article
from sqlalchemy import text

from tocsin.alerts.policy import AlertPolicy
from tocsin.articles.fingerprint import fingerprint
from tocsin.model import Article
from tocsin.pipeline import assess, send
from tocsin.store import articles
from tocsin_desk.newsroom import Newsroom

TOLD = """
    SELECT alert.kind, array_agg(report.article_id) FROM alert JOIN report USING (incident_id)
    WHERE alert.status = 'waiting' GROUP BY alert.id
"""


def keep_stories(store, newsroom, *, live):
    """Put what is published before, or after, the start into the store, as if it had been read; incidents by id."""
    told = {}
    for publisher in newsroom.world.publishers.values():
        for page in newsroom._pages_of(publisher)():
            story = page.story
            if story.is_live is not live or publisher.feed.status != 200 or publisher.feed.dialect == "malformed":
                continue
            has_page = publisher.pages_status == 200 and not story.private
            body = "\n\n".join(story.paragraphs) if has_page else story.summary
            names = {"url": page.url, "fetch_url": page.url, "title": story.title, "publisher": publisher.name}
            at = page.published_at
            article_id = keep_article(store, page.url, at=at, published_at=at, **names)
            told[article_id] = story.labels.incident
            found = Article(url=page.url, title=story.title, body=body, published_at=at)
            with store.begin() as connection:
                articles.keep_read(connection, article_id, found, fingerprint(body), at)
    return told


def walk(store, now):
    for batch in assess.plan_batches(store, now=now):
        assess.assess_batch(store, batch, now=now)
    assess.group(store, now=now)
    send.decide(store, now=now, policy=AlertPolicy())


@pytest.mark.parametrize("live_first", [False, True], ids=["in order", "the newest first"])
@pytest.mark.parametrize("hour", [0.5, 2, 4.3, 12, 23.5])
def test_each_incident_is_told_once_at_any_hour(store, hour, live_first):
    start = datetime(2026, 11, 26, tzinfo=UTC) + timedelta(hours=hour)
    now = start + timedelta(seconds=50)
    told = {}
    with Newsroom(start, clock=lambda: now) as newsroom:
        for live in sorted((False, True), reverse=live_first):
            told |= keep_stories(store, newsroom, live=live)
            if not live_first:
                walk(store, now)
        walk(store, now)
        expected = sorted(alert.incident for alert in newsroom.expected_alerts())
    found = defaultdict(list)
    with store.begin() as connection:
        for kind, article_ids in connection.execute(text(TOLD)):
            found[", ".join(sorted({str(told[each]) for each in article_ids}))].append(kind)
    assert sorted(found) == expected
    assert {name: kinds for name, kinds in found.items() if len(kinds) > 1} == {}
