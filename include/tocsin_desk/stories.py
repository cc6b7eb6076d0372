"""What does the sample newsroom have to tell, and what must a desk that reads it conclude?

To add a story, append an item to a publisher's file in `stories/`:

    - id: hw-something            unique in the newsroom
      offset_minutes: -90         published 90 minutes before the start; offset_seconds: 20 is live
      title: "…"                  in the publisher's language (or give `language`)
      byline: "…"
      summary: "…"                what the feed says
      labels: {level: 4, direction: escalation, dyads: [[THA, KHM]], location: KHM, incident: thai-shelling}
      body: |                     paragraphs parted by an empty line
        …
      private: true               optional: the page stands where robots.txt forbids
      copy_of: other-id           optional, instead of `body`: the same words as another publisher's story

`{day}` becomes the weekday of the incident (of publication, where a story tells none), `{day-2}` the one two
days before. Labels follow the codebook. Incidents and their alerts are declared in `stories/incidents.yaml`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import yaml

from tocsin.errors import InputError
from tocsin.model import Direction, Dyad, Level

FOLDER = Path(__file__).with_name("stories")
_DAY = re.compile(r"\{day([+-]\d{1,2})?\}")
_WEEKDAYS = {
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "es": ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"),
    "fr": ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
}


@dataclass(frozen=True, kw_only=True)
class Labels:
    """What the codebook says of one story; `incident` names the act that it tells, if it tells one."""

    level: Level
    direction: Direction
    dyads: tuple[Dyad, ...]
    location: str | None
    incident: str | None


@dataclass(frozen=True, kw_only=True)
class Story:
    """One article as written, its days still open. A positive `offset` is one while the demo runs."""

    id: str
    offset: timedelta
    title: str
    byline: str
    summary: str
    paragraphs: tuple[str, ...]
    labels: Labels
    language: str
    private: bool = False
    copy_of: str | None = None

    @property
    def is_live(self) -> bool:
        """Whether it appears only while the demo runs."""
        return self.offset > timedelta(0)

    def dated(self, event_at: datetime) -> "Story":
        """Return the story with its `{day}`s filled in, counted from the day of the event."""

        def weekday(match: re.Match[str]) -> str:
            day = event_at + timedelta(days=int(match[1] or 0))
            return _WEEKDAYS[self.language][day.weekday()]

        return replace(
            self,
            title=_DAY.sub(weekday, self.title),
            summary=_DAY.sub(weekday, self.summary),
            paragraphs=tuple(_DAY.sub(weekday, paragraph) for paragraph in self.paragraphs),
        )


@dataclass(frozen=True, kw_only=True)
class FeedShape:
    """How a publisher serves its feed: `dialect` is a key of `feed_dialects.DIALECTS`."""

    path: str
    dialect: str
    validators: str = "both"
    status: int = 200
    link_suffix: str = ""
    wordpress: bool = False


@dataclass(frozen=True, kw_only=True)
class Publisher:
    """One newspaper: its feed, the shape of its pages, its robots.txt and its stories."""

    key: str
    name: str
    language: str
    region: str
    shape: str
    feed: FeedShape
    robots: str = "User-agent: *\nDisallow:\n"
    pages_status: int = 200
    stories: tuple[Story, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ToldAs:
    """How people must be told of an incident: see `newsroom.ExpectedAlert`."""

    kind: str
    level: Level
    killed_low: int | None = None
    thread: str | None = None
    broadcast: bool = False
    summary_only: bool = False


@dataclass(frozen=True, kw_only=True)
class Happening:
    """One act in the newsroom's world, when it happened, and the alert about it, if any."""

    name: str
    offset: timedelta
    alert: ToldAs | None = None


@dataclass(frozen=True, kw_only=True)
class World:
    """All publishers by key and all happenings by name."""

    publishers: Mapping[str, Publisher]
    happenings: Mapping[str, Happening] = field(default_factory=dict)


def load_world(folder: Path = FOLDER) -> World:
    """Read every YAML file in `folder`; raises InputError that names the file and row that can't be used."""
    happenings = _read_happenings(folder / "incidents.yaml")
    publishers = [_read_publisher(path) for path in sorted(folder.glob("*.yaml")) if path.name != "incidents.yaml"]
    stories = {story.id: story for publisher in publishers for story in publisher.stories}
    if len(stories) != sum(len(publisher.stories) for publisher in publishers):
        raise InputError(f"{folder}: two stories share an id; give each its own")
    for story in stories.values():
        if story.labels.incident is not None and story.labels.incident not in happenings:
            raise InputError(f"{folder}: story {story.id} tells {story.labels.incident}; declare it in incidents.yaml")
    return World(publishers={p.key: _with_copies(p, stories) for p in publishers}, happenings=happenings)


def _read_happenings(path: Path) -> dict[str, Happening]:
    happenings = {}
    for row in yaml.safe_load(path.read_text("utf-8"))["incidents"]:
        alert = row.get("alert")
        if alert is not None:
            alert = ToldAs(**{**alert, "level": Level(alert["level"])})
        offset = timedelta(minutes=row["happened_minutes"])
        happenings[row["name"]] = Happening(name=row["name"], offset=offset, alert=alert)
    return happenings


def _read_publisher(path: Path) -> Publisher:
    document = yaml.safe_load(path.read_text("utf-8"))
    head = document["publisher"]
    stories = tuple(_read_story(row, path=path, language=head["language"]) for row in document["stories"])
    return Publisher(**{**head, "feed": FeedShape(**head["feed"]), "stories": stories})


def _read_story(row: Mapping[str, Any], *, path: Path, language: str) -> Story:
    try:
        labels = row["labels"]
        return Story(
            id=row["id"],
            offset=timedelta(minutes=row.get("offset_minutes", 0), seconds=row.get("offset_seconds", 0)),
            title=row["title"],
            byline=row["byline"],
            summary=row["summary"],
            paragraphs=_paragraphs(row.get("body", "")),
            labels=Labels(
                level=Level(labels["level"]),
                direction=Direction(labels["direction"]),
                dyads=tuple((initiator, target) for initiator, target in labels["dyads"]),
                location=labels["location"],
                incident=labels["incident"],
            ),
            language=row.get("language", language),
            private=row.get("private", False),
            copy_of=row.get("copy_of"),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise InputError(f"{path.name}: story {row.get('id', '?')}: {error!r}; see stories.py") from error


def _paragraphs(body: str) -> tuple[str, ...]:
    return tuple(" ".join(part.split()) for part in body.split("\n\n") if part.strip())


def _with_copies(publisher: Publisher, stories: Mapping[str, Story]) -> Publisher:
    copied = (
        replace(story, paragraphs=stories[story.copy_of].paragraphs) if story.copy_of else story
        for story in publisher.stories
    )
    return replace(publisher, stories=tuple(copied))
