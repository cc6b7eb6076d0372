"""Does the sample newsroom publish what it says, when it says, in the shapes of real publishers?"""

import json
import re
import socket
from collections import Counter
from datetime import UTC, datetime, timedelta
from io import BytesIO
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import feedparser
import pytest
import yaml

from tocsin.errors import InputError
from tocsin.model import Direction, Level
from tocsin_desk.newsroom import Newsroom
from tocsin_desk.stories import FOLDER, load_world

START = datetime(2026, 3, 12, 9, 0, tzinfo=UTC)
WORLD = load_world()
PUBLISHERS = list(WORLD.publishers.values())
STORIES = [(publisher, story) for publisher in PUBLISHERS for story in publisher.stories]
WELL = [p for p in PUBLISHERS if p.feed.status == 200 and p.feed.dialect != "malformed"]


class Clock:
    """A clock that a test sets."""

    def __init__(self, now):
        self.now = now

    def __call__(self):
        return self.now


CLOCK = Clock(START)


@pytest.fixture
def clock():
    CLOCK.now = START
    return CLOCK


@pytest.fixture(scope="module")
def one_newsroom():
    with Newsroom(START, clock=CLOCK) as newsroom:
        yield newsroom


@pytest.fixture
def newsroom(one_newsroom, clock):
    """The same newsroom for every test, its clock turned back to the start."""
    return one_newsroom


@pytest.fixture
def fresh_newsroom(clock):
    """One of which nothing was asked yet."""
    with Newsroom(START, clock=clock) as newsroom:
        yield newsroom


def get(url, **headers):
    """Status, headers and body, whatever the status."""
    request = Request(url, headers={name.replace("_", "-"): value for name, value in headers.items()})
    try:
        with urlopen(request, timeout=5) as answer:
            return answer.status, answer.headers, answer.read()
    except HTTPError as error:
        with error:
            return error.code, error.headers, error.read()


def feed_of(newsroom, publisher, **headers):
    return get(newsroom.origin(publisher.key) + publisher.feed.path, **headers)


def entries_of(body, publisher):
    if publisher.feed.dialect == "json":
        return [(item["url"], item["title"], item["date_published"]) for item in json.loads(body)["items"]]
    parsed = feedparser.parse(BytesIO(body))
    assert not parsed.bozo, parsed.bozo_exception
    return [(entry.link, entry.title, entry.get("published") or entry.updated) for entry in parsed.entries]


def links_of(newsroom, publisher):
    return [link for link, _, _ in entries_of(feed_of(newsroom, publisher)[2], publisher)]


def expected(newsroom, incident):
    (alert,) = [alert for alert in newsroom.expected_alerts() if alert.incident == incident]
    return alert


# What is written


def test_it_is_a_world_of_some_size():
    assert len(WELL) >= 9
    assert len(STORIES) >= 55
    assert len({publisher.shape for publisher in WELL}) == 8
    assert {publisher.feed.dialect for publisher in WELL} == {"rss", "atom", "rdf", "json"}
    quiet = [story for _, story in STORIES if story.labels.level is Level.NONE]
    assert len(quiet) >= 30


@pytest.mark.parametrize(("publisher", "story"), STORIES, ids=lambda value: getattr(value, "id", ""))
def test_each_story_keeps_to_the_form(publisher, story):
    text = story.dated(START)
    words = " ".join(text.paragraphs).split()
    assert 4 <= len(text.paragraphs) <= 9
    assert 80 <= len(words) <= 250
    assert "{" not in text.title + text.summary + "".join(text.paragraphs)
    labels = story.labels
    actor = re.compile(r"[A-Z]{3}|EU|UN|[A-Z][a-z]+( [A-Z][a-z]+)*")
    assert all(actor.fullmatch(name) for dyad in labels.dyads for name in dyad)
    assert labels.location is None or re.fullmatch("[A-Z]{3}", labels.location)
    if labels.level is Level.NONE:
        assert labels.location is None
        assert labels.direction is not Direction.ESCALATION
    if labels.direction is Direction.NONE:
        assert labels.dyads == ()


@pytest.mark.parametrize("happening", WORLD.happenings.values(), ids=lambda happening: happening.name)
def test_each_incident_is_told_as_its_stories_are_labelled(happening):
    telling = [story for _, story in STORIES if story.labels.incident == happening.name]
    assert telling
    assert len({(story.labels.level, story.labels.dyads, story.labels.location) for story in telling}) == 1
    # Nothing is told before it happened, and what is told at once is fresh enough to alert.
    assert all(story.offset > happening.offset for story in telling)
    if happening.alert:
        assert happening.alert.level == telling[0].labels.level
        assert all(story.offset > timedelta(hours=-48) for story in telling)


def test_every_loud_story_is_expected_or_has_a_reason_to_be_silent(newsroom):
    expected_incidents = {alert.incident for alert in newsroom.expected_alerts()}
    silent = {
        story.id
        for _, story in STORIES
        if story.labels.level >= Level.THREAT and story.labels.incident not in expected_incidents
    }
    assert silent == {"gl-old-homs", "cr-private-briefing"}


def test_a_story_that_lacks_a_label_is_named(tmp_path):
    (tmp_path / "incidents.yaml").write_text("incidents: []")
    paper = yaml.safe_load((FOLDER / "closed_column.yaml").read_text("utf-8"))
    del paper["stories"][0]["labels"]["level"]
    (tmp_path / "paper.yaml").write_text(yaml.safe_dump(paper))
    with pytest.raises(InputError, match=r"paper\.yaml: story cc-island"):
        load_world(tmp_path)


def test_a_story_of_an_undeclared_incident_is_named(tmp_path):
    (tmp_path / "incidents.yaml").write_text("incidents: []")
    (tmp_path / "paper.yaml").write_text((FOLDER / "closed_column.yaml").read_text("utf-8"), "utf-8")
    with pytest.raises(InputError, match="cc-island tells north-korea-shells-island"):
        load_world(tmp_path)


def test_days_are_counted_from_the_event_in_the_language_of_the_story():
    spanish = next(story for _, story in STORIES if story.id == "lb-tindouf")
    assert "atacó el jueves un convoy" in spanish.dated(START).paragraphs[0]
    archetype = next(story for _, story in STORIES if story.id == "fr-archetype")
    assert "in that attack, on Tuesday;" in archetype.dated(START).paragraphs[2]


# What is served


@pytest.mark.parametrize("publisher", WELL, ids=lambda publisher: publisher.key)
def test_a_feed_lists_what_is_out_and_each_page_is_there(newsroom, publisher):
    status, headers, body = feed_of(newsroom, publisher)
    assert status == 200
    assert headers.get_content_type().endswith(("xml", "json"))
    entries = entries_of(body, publisher)
    out = [story for story in publisher.stories if not story.is_live]
    assert {title for _, title, _ in entries} == {story.title for story in out}
    for link, title, published in entries:
        assert published
        status, _, page = get(link)
        assert status == publisher.pages_status
        story = next(story for story in out if story.title == title).dated(START)
        if status == 200:
            assert story.title.split("'")[0] in page.decode()


@pytest.mark.parametrize("publisher", WELL, ids=lambda publisher: publisher.key)
def test_an_unchanged_feed_answers_304_and_a_changed_one_does_not(newsroom, clock, publisher):
    _, headers, _ = feed_of(newsroom, publisher)
    asks = {"If_None_Match": headers["ETag"], "If_Modified_Since": headers["Last-Modified"]}
    asks = {name: value for name, value in asks.items() if value}
    assert asks
    clock.now = START + timedelta(seconds=4)
    status, _, body = feed_of(newsroom, publisher, **asks)
    assert (status, body) == (304, b"")
    clock.now = START + timedelta(minutes=1)
    grows = any(story.is_live for story in publisher.stories)
    assert feed_of(newsroom, publisher, **asks)[0] == (200 if grows else 304)


def test_what_is_not_published_yet_is_nowhere(newsroom, clock):
    publisher = WORLD.publishers["lower-mekong"]
    (url,) = [url for url in expected(newsroom, "thai-shelling").article_urls if newsroom.origin(publisher.key) in url]
    clock.now = START + timedelta(seconds=9)
    assert get(url)[0] == 404
    assert b"Toll climbs" not in feed_of(newsroom, publisher)[2]
    clock.now = START + timedelta(seconds=10)
    assert get(url)[0] == 200
    assert b"Toll climbs" in feed_of(newsroom, publisher)[2]


def test_held_stories_wait_for_their_cue(clock):
    clock.now = START + timedelta(hours=1)
    with Newsroom(START, held=True, clock=clock) as newsroom:
        publisher = WORLD.publishers["lower-mekong"]
        assert b"Toll climbs" not in feed_of(newsroom, publisher)[2]
        newsroom.go_live(clock.now)
        assert b"Toll climbs" not in feed_of(newsroom, publisher)[2]
        clock.now += timedelta(seconds=11)
        (entry,) = [e for e in entries_of(feed_of(newsroom, publisher)[2], publisher) if "Toll climbs" in e[1]]
        assert entry[2] == (START + timedelta(hours=1, seconds=10)).isoformat()


def test_the_faulty_publishers_are_faulty(newsroom):
    tangled = feedparser.parse(BytesIO(feed_of(newsroom, WORLD.publishers["tangled-wire"])[2]))
    assert tangled.bozo
    assert not tangled.entries
    assert not tangled.version
    assert feed_of(newsroom, WORLD.publishers["lost-signal"])[0] == 500
    (island,) = [u for u in links_of(newsroom, WORLD.publishers["closed-column"]) if get(u)[0] != 403] or [None]
    assert island is None


def test_the_archetype_wears_all_its_furniture(newsroom):
    (url,) = expected(newsroom, "pakistan-strikes-iran").article_urls
    page = get(url)[2].decode()
    body = page[page.index("<body") :]
    title = "Pakistan hits separatist camps inside Iran in cross-border strikes"
    assert body.count(title) == 2
    assert body.index("top of page") < body.index(title) < body.index("three women, two men and four children")
    assert body.count("Frontier Review Staff") == 2
    assert body.rstrip().removesuffix("</html>").count("bottom of page") == 2  # label and text


def test_a_syndicated_story_has_the_same_words_at_both_publishers():
    by_id = {story.id: story for _, story in STORIES}
    assert by_id["sg-tanker-copy"].paragraphs == by_id["hw-tanker"].paragraphs
    assert by_id["sg-tanker-copy"].title != by_id["hw-tanker"].title


def test_robots_and_who_broke_them(fresh_newsroom):
    newsroom = fresh_newsroom
    record, gazette = WORLD.publishers["capital-record"], WORLD.publishers["straits-gazette"]
    assert b"Disallow: /private/" in get(newsroom.origin(record.key) + "/robots.txt")[2]
    assert b"Crawl-delay: 1" in get(newsroom.origin(gazette.key) + "/robots.txt")[2]
    private, *others = sorted(links_of(newsroom, record), key=lambda link: "/private/" not in link)
    assert newsroom.trespasses() == []
    assert not any("/private/" in link for link in others)
    get(private)
    feed_of(newsroom, gazette)
    feed_of(newsroom, gazette)
    closed, hurried = sorted(newsroom.trespasses())
    assert "which robots.txt forbids" in closed
    assert "after the request before it" in hurried


def test_requests_are_kept_with_who_asked(fresh_newsroom):
    feed_of(fresh_newsroom, WORLD.publishers["meridian"], User_Agent="a reader")
    (request,) = fresh_newsroom.requests()
    assert (request.publisher, request.status, request.user_agent) == ("meridian", 200, "a reader")


# What is promised


def test_the_catalogue_follows_every_feed_and_every_host_is_allowed(newsroom):
    feeds = yaml.safe_load(newsroom.catalogue())["feeds"]
    assert [feed["publisher"] for feed in feeds] == [publisher.name for publisher in PUBLISHERS]
    assert {feed["every_minutes"] for feed in feeds} == {0}
    assert {feed["url"].split("/")[2] for feed in feeds} == set(newsroom.allow_hosts())
    assert len(set(newsroom.allow_hosts())) == len(PUBLISHERS)


def test_the_expected_alerts_are_these(newsroom):
    told = [
        (
            alert.kind,
            int(alert.level),
            alert.dyads,
            alert.location,
            alert.killed_low,
            len(alert.publishers),
            alert.thread,
        )
        for alert in newsroom.expected_alerts()
    ]
    assert told == [
        ("new", 4, (("PAK", "IRN"),), "IRN", 9, 1, None),
        ("new", 4, (("THA", "KHM"),), "KHM", 7, 4, None),
        ("new", 2, (("ERI", "ETH"),), None, None, 1, None),
        ("raised", 4, (("ERI", "ETH"),), "ETH", 4, 1, "eritrea-threat"),
        ("new", 3, (("VEN", "GUY"),), "VEN", None, 1, None),
        ("deescalation", 0, (("VEN", "GUY"),), None, None, 1, "venezuela-masses-troops"),
        ("new", 4, (("PRK", "KOR"),), "KOR", None, 1, None),
        ("new", 4, (), None, None, 2, None),
        ("new", 4, (("MAR", "DZA"),), "DZA", 4, 2, None),
    ]
    broadcast = {alert.incident for alert in newsroom.expected_alerts() if alert.broadcast}
    assert broadcast == {"eritrea-strike", "venezuela-guyana-pullback"}
    shelled = expected(newsroom, "thai-shelling")
    assert shelled.publishers[:2] == ("Harbour Wire", "Meridian Broadcasting")
    assert shelled.article_urls[0].startswith(newsroom.origin("straits-gazette"))
    live = Counter(alert.incident for alert in newsroom.expected_alerts() if alert.live)
    assert live == Counter(["eritrea-strike", "venezuela-guyana-pullback"])


def test_leaving_closes_every_port():
    with Newsroom(START) as newsroom:
        hosts = newsroom.allow_hosts()
    for host in hosts:
        with socket.socket() as probe:
            assert probe.connect_ex(("127.0.0.1", int(host.split(":")[1]))) != 0
