"""Where does the demo's news come from? A small world of publishers, each its own web server on loopback.

    with Newsroom(datetime.now(UTC)) as newsroom:
        path.write_text(newsroom.catalogue())      # the feeds to follow
        newsroom.allow_hosts()                     # what TOCSIN_ALLOW_HOSTS must hold
        newsroom.expected_alerts()                 # what must arrive, and nothing else

Most stories were published in the hours before `started_at`; the live ones appear 5 to 45 seconds after it.
With `held=True` these wait for `go_live`: a machine that is slow to start then tells the same tale.
"""

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Self

import yaml

from tocsin.model import Dyad, Level
from tocsin_desk.newsroom_server import PublisherServer, Request, trespasses
from tocsin_desk.pages import PublishedStory
from tocsin_desk.stories import Happening, Publisher, Story, ToldAs, World, load_world


@dataclass(frozen=True, kw_only=True)
class ExpectedAlert:
    """One message that must stand in Slack when the newsroom has told everything.

    `thread` names the incident whose message opened the thread that this one replies in; None where it opens
    one itself. `publishers` and `killed_low` are what it says after its last edit, `article_urls` the
    canonical addresses of its reports, the newest first. `live` alerts come
    only of stories published while the demo runs. Peace has no direction: of its dyads only the pair counts.
    """

    incident: str
    kind: str
    level: Level
    dyads: tuple[Dyad, ...]
    location: str | None
    publishers: tuple[str, ...]
    article_urls: tuple[str, ...]
    killed_low: int | None = None
    thread: str | None = None
    broadcast: bool = False
    summary_only: bool = False
    live: bool = False


def _utc_now() -> datetime:
    return datetime.now(UTC)


class Newsroom:
    """All publishers of the sample world, served while the context is open. `started_at` is aware."""

    def __init__(self, started_at: datetime, *, held: bool = False, clock: Callable[[], datetime] = _utc_now) -> None:
        self.world: World = load_world()
        self.started_at = started_at.replace(microsecond=0)
        self.live_at: datetime | None = None if held else self.started_at
        self._clock = clock
        self._servers: dict[str, PublisherServer] = {}
        self._closing = ExitStack()

    def __enter__(self) -> Self:
        """Start one server for each publisher, each on a free port of its own."""
        with ExitStack() as opening:
            for publisher in self.world.publishers.values():
                server = PublisherServer(publisher, pages=self._pages_of(publisher))
                self._servers[publisher.key] = opening.enter_context(server)
            self._closing = opening.pop_all()
        return self

    def __exit__(self, *exc_info: object) -> None:
        self._closing.close()

    def go_live(self, at: datetime) -> None:
        """Let the live stories appear, their offsets counted from `at`."""
        self.live_at = at.replace(microsecond=0)

    def catalogue(self) -> str:
        """Return the YAML text of a catalogue of every feed, each due on every pass."""
        feeds = [
            {
                "url": self.origin(publisher.key) + publisher.feed.path,
                "publisher": publisher.name,
                "language": publisher.language,
                "region": publisher.region,
                "every_minutes": 0,
            }
            for publisher in self.world.publishers.values()
        ]
        return yaml.safe_dump({"feeds": feeds}, allow_unicode=True, sort_keys=False)

    def origin(self, key: str) -> str:
        """Return `http://127.0.0.1:PORT` of a publisher."""
        return self._servers[key].origin

    def allow_hosts(self) -> list[str]:
        """Return the `host:port` of every publisher."""
        return [server.origin.removeprefix("http://") for server in self._servers.values()]

    def expected_alerts(self) -> list[ExpectedAlert]:
        """List every message that must arrive, replies included, in the order in which they are told."""
        told = [(happening, happening.alert) for happening in self.world.happenings.values()]
        return [self._expected(happening, alert) for happening, alert in told if alert is not None]

    def requests(self) -> list[Request]:
        """List what was asked of all publishers so far, the oldest first."""
        asked = (request for server in self._servers.values() for request in server.requests())
        return sorted(asked, key=lambda request: request.at)

    def trespasses(self) -> list[str]:
        """List what broke a robots.txt, a sentence for each request; empty for a polite reader."""
        return [sentence for server in self._servers.values() for sentence in trespasses(server)]

    def _expected(self, happening: Happening, alert: ToldAs) -> ExpectedAlert:
        pages = self._telling(happening.name)
        labels = pages[0].story.labels
        return ExpectedAlert(
            incident=happening.name,
            kind=alert.kind,
            level=alert.level,
            dyads=labels.dyads,
            location=labels.location,
            publishers=tuple(dict.fromkeys(page.publisher.name for page in pages)),
            article_urls=tuple(page.url for page in reversed(pages)),
            killed_low=alert.killed_low,
            thread=alert.thread,
            broadcast=alert.broadcast,
            summary_only=alert.summary_only,
            live=all(page.story.is_live for page in pages),
        )

    def _telling(self, incident: str) -> list[PublishedStory]:
        pages = [
            self._page(publisher, story)
            for publisher in self.world.publishers.values()
            for story in publisher.stories
            if story.labels.incident == incident
        ]
        return sorted(pages, key=lambda page: page.story.offset)

    def _pages_of(self, publisher: Publisher) -> Callable[[], list[PublishedStory]]:
        def pages() -> list[PublishedStory]:
            now = self._clock()
            known = [
                self._page(publisher, story)
                for story in publisher.stories
                if self.live_at is not None or not story.is_live
            ]
            out = [page for page in known if page.published_at <= now]
            return sorted(out, key=lambda page: page.published_at, reverse=True)

        return pages

    def _page(self, publisher: Publisher, story: Story) -> PublishedStory:
        # Until they are let go, live stories are dated from the start: their addresses are then a forecast.
        start = (self.live_at or self.started_at) if story.is_live else self.started_at
        published_at = start + story.offset
        happening = self.world.happenings.get(story.labels.incident or "")
        event_at = self.started_at + happening.offset if happening else published_at
        return PublishedStory(
            story=story.dated(event_at),
            publisher=publisher,
            origin=self.origin(publisher.key),
            published_at=published_at,
        )
