"""The nouns of the chain: what is a feed, an entry, an article, an assessment, an incident …?

Frozen values only; nothing here reads a clock, a file or a network. Times are aware and in UTC.
An *actor* is an ISO 3166-1 alpha-3 code (`"PAK"`) or an armed group's name (`"Hezbollah"`);
a *dyad* is an ordered pair of actors (who → whom), a *pair* the same two in alphabetical order.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import IntEnum, StrEnum
from typing import TypeAlias

Dyad: TypeAlias = tuple[str, str]
# The reason of an article told by its feed's words, beside why, that lets `tocsin retry` ask for its page again.
MAY_PASS = "the page may be had later"


class Level(IntEnum):
    """Hostility of an act: the MID scale of the Correlates of War, with a step for hostile words and deeds."""

    NONE = 0
    HOSTILE_ACT = 1
    THREAT = 2
    DISPLAY_OF_FORCE = 3
    USE_OF_FORCE = 4
    WAR = 5


class Direction(StrEnum):
    """Where an act moves its pair."""

    ESCALATION = "escalation"
    DEESCALATION = "deescalation"
    NONE = "none"


class Status(StrEnum):
    """How real an act is in the text that tells it; only the first three can be new."""

    DONE = "done"
    ONGOING = "ongoing"
    THREATENED = "threatened"
    CLAIMED = "claimed"
    DENIED = "denied"
    HYPOTHETICAL = "hypothetical"
    PAST = "past"


@dataclass(frozen=True, kw_only=True)
class Feed:
    """A source that we follow, as the catalogue gives it. `every_minutes` 0 means due on every pass."""

    url: str
    publisher: str
    language: str = "en"
    region: str = "Global"
    state_affiliated: bool = False
    headers: Mapping[str, str] = field(default_factory=dict)
    every_minutes: int | None = None


@dataclass(frozen=True, kw_only=True)
class Validators:
    """What a server gave us to ask "changed since?" with; empty where it gave nothing."""

    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One item of a feed. `id` is stable within its feed: guid, else canonical link, else a hash of the content."""

    id: str
    url: str
    title: str
    summary: str = ""
    content: str = ""
    published_at: datetime | None = None
    updated_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Article:
    """What we extracted from a page: plain text, paragraphs parted by a blank line.

    `published_by` and `modified_by` name what says so ("json-ld", "meta article:published_time", "time", "url" …),
    `agency` whom the text was bought from ("Reuters"), `place` where it was filed, by its dateline; `image` and
    `caption` are its main picture. "" and None where the page doesn't say.
    `quality` is `"full"`; `"doubtful"` where readers of the page differ, or its characters were garbled; `"feed text"`
    where the feed's own full text stands in, and `"summary only"` where its summary does. `reasons` says why in those
    cases, and `MAY_PASS` is among them when the page may be had later.
    """

    url: str
    title: str
    body: str
    byline: str = ""
    published_at: datetime | None = None
    language: str = ""
    publisher: str = ""
    quality: str = "full"
    method: str = ""
    reasons: tuple[str, ...] = ()
    published_by: str = ""
    modified_at: datetime | None = None
    modified_by: str = ""
    section: str = ""
    agency: str = ""
    place: str = ""
    image: str = ""
    caption: str = ""


@dataclass(frozen=True)
class Span:
    """Characters `start` to `end` of an article's `"title"` or `"body"`, and the text that stands there."""

    field: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, kw_only=True)
class Act:
    """Who did what to whom, where, when and how hard, as one text tells it.

    `event_type` is a PLOVER class in lower case (`assault`, `threaten`, `mobilize`, `coerce`, …).
    `places` are the towns, regions and waters named with the act; `location` is the country (alpha-3) they lie in.
    Casualties are low to high counts, `None` where the text gives none; `toll_by` is who says so,
    as the text names them. `is_new` is the codebook's "new" test.
    """

    event_type: str
    level: Level
    direction: Direction = Direction.ESCALATION
    initiator: str | None = None
    target: str | None = None
    location: str | None = None
    places: tuple[str, ...] = ()
    happened_on: date | None = None
    killed_low: int | None = None
    killed_high: int | None = None
    injured_low: int | None = None
    injured_high: int | None = None
    toll_by: str | None = None
    means: str | None = None
    status: Status = Status.DONE
    is_new: bool = True
    span: Span | None = None


@dataclass(frozen=True, kw_only=True)
class Assessment:
    """Our reading of one article. `acts` holds every act found, the one that decided `level` first.

    `probability` is that of `alert` being true. `reasons` are short sentences an analyst can read. `blind_spot` is the
    ISO 639-1 code of the language when the text is of one that we don't read ("" when it was read): level 0 is then no
    sign of peace.
    """

    level: Level
    direction: Direction
    dyads: tuple[Dyad, ...] = ()
    location: str | None = None
    probability: float = 0.0
    acts: tuple[Act, ...] = ()
    evidence: tuple[Span, ...] = ()
    reasons: tuple[str, ...] = ()
    blind_spot: str = ""

    @property
    def alert(self) -> bool:
        """Whether the codebook would have people told: a threat or worse, and rising."""
        return self.level >= Level.THREAT and self.direction is Direction.ESCALATION


@dataclass(frozen=True, kw_only=True)
class Report:
    """One article's telling of its leading act: what `incidents.group` compares.

    `historical` is one that a backfill found: kept for the record, never told.
    """

    article_id: int
    publisher: str
    url: str
    title: str
    published_at: datetime
    act: Act
    dyads: tuple[Dyad, ...] = ()
    fingerprint: tuple[int, ...] = ()
    historical: bool = False


@dataclass(frozen=True, kw_only=True)
class Incident:
    """One act, whoever reports it. `day` is the day it happened, as first told.

    `kind` is what acts are told apart by (`force`, `display`, `threat`, `peace`, or the event type of a
    hostile act without force), `event_type` what most reports say was done.
    """

    id: int
    dispute_id: int
    kind: str
    event_type: str = ""
    level: Level
    direction: Direction
    initiator: str | None
    target: str | None
    dyads: tuple[Dyad, ...]
    location: str | None
    places: tuple[str, ...]
    day: date
    killed_low: int | None = None
    killed_high: int | None = None
    injured_low: int | None = None
    injured_high: int | None = None
    means: str | None = None
    first_reported_at: datetime
    last_reported_at: datetime
    historical: bool = False
    reports: tuple[Report, ...] = ()

    @property
    def telling_reports(self) -> tuple[Report, ...]:
        """The reports that say what it is: the live ones where there are any, else those from archives."""
        return tuple(report for report in self.reports if not report.historical) or self.reports

    @property
    def publishers(self) -> tuple[str, ...]:
        """Who tells of it, each once, in the order in which they did."""
        return tuple(dict.fromkeys(report.publisher for report in self.telling_reports))


@dataclass(frozen=True, kw_only=True)
class Dispute:
    """The chain of incidents between one pair of parties, oldest first; `previous_id` is the one before it."""

    id: int
    parties: tuple[str, ...]
    opened_at: datetime
    last_incident_at: datetime
    previous_id: int | None = None
    incidents: tuple[Incident, ...] = ()
