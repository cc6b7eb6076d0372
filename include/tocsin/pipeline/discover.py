"""Which feeds does a site have? Asks it politely, a few addresses only, and tries what it names.

First the page that a person named, then the site's front page, its usual addresses and its maps: each only where
nothing before it led to a feed. What can't be had is told with its reason; nothing is written here.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from urllib.parse import urljoin

from tocsin.errors import AddressRefused, BadStatus, ConnectionFailed, DeadlinePassed, FetchError, HostWaits
from tocsin.feeds.addresses import FeedKind, is_same_site, usual_addresses
from tocsin.feeds.choice import FoundFeed, rank
from tocsin.feeds.discovery import Candidate, Origin, Site, mapped
from tocsin.feeds.sitemaps import list_sitemaps
from tocsin.pipeline.batches import Budget
from tocsin.pipeline.trial import PAGE, TEXT, Failure, Trials
from tocsin.sandbox import Sandbox
from tocsin.web import Response, Web
from tocsin.web.robots import robots_url

# Addresses tried of those that pages and maps name; a page can name thousands.
MOST_TRIED = 12
# Pages read for the feeds that they name: "/rss" is a list of feeds for people as often as a feed.
MOST_LISTS = 2
MOST_MAPS = 4
# After these, another address of the same site fares no better.
LOST = (AddressRefused, ConnectionFailed, DeadlinePassed, HostWaits)


@dataclass(frozen=True, kw_only=True)
class Discovery:
    """What a site has: its feeds, the best first; `page` is where the asking led to.

    `is_direct` says that the address asked was a feed itself. `untried` counts addresses left alone since there
    were too many, or no time. `fault` is what kept the page itself from us.
    """

    page: str
    site: Site = field(default_factory=Site)
    found: tuple[FoundFeed, ...] = ()
    failures: tuple[Failure, ...] = ()
    is_direct: bool = False
    untried: int = 0
    fault: FetchError | None = None

    @property
    def is_lost(self) -> bool:
        """Whether the site could not be asked at all, or wants to be left alone."""
        wants_rest = isinstance(self.fault, BadStatus) and self.fault.not_before is not None
        return wants_rest or isinstance(self.fault, LOST)


def discover(
    web: Web,
    sandbox: Sandbox,
    url: str,
    *,
    now: datetime,
    budget: Budget,
    advance: Callable[[int], None] = lambda step: None,
) -> Discovery:
    """Return the feeds of the site that `url` (a front page, section, article or feed) belongs to.

    `advance` hears of each address that was asked.
    """
    trials = Trials(web, sandbox, now, budget, advance)
    try:
        answer = trials.fetch(url, PAGE)
    except FetchError as error:
        seen = Discovery(page=url, failures=(Failure(url=url, reason=error.detail),), fault=error)
        if seen.is_lost:
            return seen
        search = _Search(trials, url)
        search.look_further()
        told = search.told(now)
        return replace(told, failures=(*seen.failures, *told.failures), fault=error)
    if trials.keep_feed(answer, Candidate(url=url, origin=Origin.LINK)):
        return Discovery(page=answer.url, found=tuple(trials.found), is_direct=True)
    # That a page is no feed is no news.
    trials.failures.clear()
    search = _Search(trials, answer.url)
    search.read_page(answer)
    search.look_further()
    return search.told(now)


@dataclass
class _Search:
    """One search of a site, from the page `page`."""

    trials: Trials
    page: str
    site: Site = field(default_factory=Site)
    left: int = MOST_TRIED
    untried: set[str] = field(default_factory=set)

    def told(self, now: datetime) -> Discovery:
        """Return what it has come to. Readers' comments are no news, whatever their feed is called."""
        news = [each for each in self.trials.found if each.kind is not FeedKind.COMMENTS]
        return Discovery(
            page=self.page,
            site=self.site,
            found=tuple(rank(news, asked=self.page, now=now)),
            failures=tuple(self.trials.failures),
            untried=len(self.untried - self.trials.seen),
        )

    def read_page(self, answer: Response) -> None:
        """Learn what a page says of its site, and try the feeds that it names."""
        site = self.trials.read_site(answer)
        self._learn(site.name, site.language)
        self._try_named(site.candidates)

    def look_further(self) -> None:
        """Ask the front page, the usual addresses and the maps, until one of them leads to a feed."""
        for step in (self._try_front, self._try_usual, self._try_maps):
            if not self.trials.has_enough:
                step()

    def _try_front(self) -> None:
        if answer := self.trials.find(urljoin(self.page, "/"), PAGE):
            self.read_page(answer)

    def _try_usual(self) -> None:
        for url in usual_addresses(self.page):
            if not self.trials.has_enough:
                self.trials.try_feed(Candidate(url=url, origin=Origin.GUESS))
        self._read_lists()

    def _try_maps(self) -> None:
        """Read the site's maps, for feeds among their pages, else for an article that names its site's."""
        robots = self.trials.find(robots_url(self.page), TEXT, obey_robots=False)
        named = list_sitemaps(robots.body.decode("utf-8", "replace"), url=robots.url) if robots else []
        waiting = named or [urljoin(self.page, "/sitemap.xml")]
        articles: list[str] = []
        for _ in range(MOST_MAPS):
            if not waiting or self.trials.has_enough:
                break
            found = self.trials.read_map(waiting.pop(0))
            waiting = [*found.maps, *waiting]
            self._learn(found.publisher, "")
            articles += [url for url in found.pages if is_same_site(url, self.page)][:1]
            self._try_named(mapped(found.pages))
        if articles and not self.trials.has_enough and (answer := self.trials.find(articles[0], PAGE)):
            self.read_page(answer)

    def _learn(self, name: str, language: str) -> None:
        """Keep what is said of the site, the first word of each."""
        self.site = Site(name=self.site.name or name, language=self.site.language or language)
        self.trials.site_name = self.site.name

    def _try_named(self, candidates: Iterable[Candidate]) -> None:
        """Try what a page names, and then what the lists of feeds among it name."""
        self._try_all(candidates)
        self._read_lists()

    def _read_lists(self) -> None:
        lists = [answer for answer in self.trials.lists if is_same_site(answer.url, self.page)]
        for answer in lists[:MOST_LISTS]:
            self._try_all(self.trials.read_site(answer).candidates)
        # What such a list names, and is another list, is not followed.
        self.trials.lists.clear()

    def _try_all(self, candidates: Iterable[Candidate]) -> None:
        for candidate in candidates:
            if not self.left or self.trials.budget.is_spent:
                self.untried.add(candidate.url)
            elif candidate.url not in self.trials.seen:
                self.left -= 1
                self.trials.try_feed(candidate)
