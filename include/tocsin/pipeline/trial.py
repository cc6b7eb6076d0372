"""What comes of trying an address that may be a feed's? It is asked once, politely, and read in a sandbox."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from tocsin.errors import FeedError, FetchError, ReaderKilled
from tocsin.feeds.addresses import FeedKind
from tocsin.feeds.choice import FoundFeed, weigh
from tocsin.feeds.discovery import Candidate, Origin, Site, read_site
from tocsin.feeds.fetch import ACCEPT
from tocsin.feeds.impostors import Impostor, name_impostor
from tocsin.feeds.parse import parse_feed
from tocsin.feeds.sitemaps import Sitemap, read_sitemap
from tocsin.pipeline.batches import Budget
from tocsin.sandbox import Sandbox
from tocsin.web import Response, Web

PAGE = "text/html, application/xhtml+xml;q=0.9, " + ACCEPT
TEXT = "text/plain, */*;q=0.1"


@dataclass(frozen=True, kw_only=True)
class Failure:
    """An address that led to no feed, and why; `is_guess` where nobody had named it."""

    url: str
    reason: str
    is_guess: bool = False


@dataclass
class Trials:
    """The addresses tried so far, and what came of them. `advance` hears of each request.

    `lists` are pages that stood where a feed was looked for: they may name some.
    """

    web: Web
    sandbox: Sandbox
    now: datetime
    budget: Budget
    advance: Callable[[int], None]
    site_name: str = ""
    found: list[FoundFeed] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    lists: list[Response] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)

    @property
    def has_enough(self) -> bool:
        """Whether there is a feed to follow, or no time to look for one."""
        return self.budget.is_spent or any(each.kind is not FeedKind.COMMENTS for each in self.found)

    def fetch(self, url: str, accept: str, *, obey_robots: bool = True) -> Response:
        """Ask for an address; raises `FetchError`."""
        self.seen.add(url)
        self.advance(1)
        # A front page may be as large as a feed.
        cap = self.web.policy.feed_cap
        return self.web.fetch(url, now=self.now, cap=cap, accept=accept, obey_robots=obey_robots)

    def find(self, url: str, accept: str, *, is_guess: bool = False, obey_robots: bool = True) -> Response | None:
        """Return what an address answers; `None` where it was asked before, or answers nothing of use."""
        if url in self.seen:
            return None
        try:
            return self.fetch(url, accept, obey_robots=obey_robots)
        except FetchError as error:
            self.failures.append(Failure(url=url, reason=error.detail, is_guess=is_guess))
            return None

    def try_feed(self, candidate: Candidate) -> None:
        """Ask for what may be a feed, and keep it when it is one."""
        answer = self.find(candidate.url, ACCEPT, is_guess=candidate.origin is Origin.GUESS)
        if answer and not self.keep_feed(answer, candidate) and name_impostor(answer.body) is Impostor.HTML:
            self.lists.append(answer)

    def keep_feed(self, answer: Response, candidate: Candidate) -> bool:
        """Whether an answer is a feed, which is then among those found."""
        self.seen.add(answer.url)
        content_type = answer.headers.get("content-type", "")
        is_guess = candidate.origin is Origin.GUESS
        try:
            feed = self.sandbox.call(parse_feed, answer.body, url=answer.url, content_type=content_type)
        except (FeedError, ReaderKilled) as error:
            reason = str(error).removeprefix(f"{answer.url}: ")
            self.failures.append(Failure(url=candidate.url, reason=reason, is_guess=is_guess))
            return False
        url = answer.moved_to or candidate.url
        kind = weigh(url, feed, answer.body, words=candidate.words, site_name=self.site_name)
        if kind is FeedKind.COMMENTS:
            self.failures.append(Failure(url=candidate.url, reason=f"a feed of {kind}", is_guess=is_guess))
        twins = tuple(dict.fromkeys(each for each in (candidate.url, answer.url) if each != url))
        self.found.append(FoundFeed(url=url, feed=feed, kind=kind, twins=twins))
        return True

    def read_site(self, answer: Response) -> Site:
        """Return what a page says of its site; nothing where it killed its reader."""
        content_type = answer.headers.get("content-type", "")
        try:
            return self.sandbox.call(read_site, answer.body, url=answer.url, content_type=content_type)
        except ReaderKilled as error:
            self.failures.append(Failure(url=answer.url, reason=str(error)))
            return Site()

    def read_map(self, url: str) -> Sitemap:
        """Read a site's map; one that is a feed itself, as the rules of maps allow, is found with that."""
        answer = self.find(url, "application/xml, text/xml, */*;q=0.1")
        if answer is None or self.keep_feed(answer, Candidate(url=url, origin=Origin.SITEMAP)):
            return Sitemap()
        try:
            return self.sandbox.call(read_sitemap, answer.body, url=answer.url)
        except ReaderKilled as error:
            self.failures.append(Failure(url=url, reason=str(error)))
            return Sitemap()
