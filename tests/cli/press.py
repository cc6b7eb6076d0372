"""Two small newspapers in one: a strike that both report, a threat, an old strike, a cup final."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

from servers import Newspaper, Page

CALM = (
    "Residents of the border towns were told to stay at home while officials from both capitals spoke with "
    "foreign envoys about ways to keep the crisis from growing further in the coming days.",
    "Traders in the market said that prices had been steady all week, and that they hoped to keep their stalls "
    "open on the day of rest as they had done in the years before.",
)
CUP = (
    "The home side won the cup on Saturday after a long and hard season, in front of the largest crowd that the "
    "old stadium by the harbour has seen since it was built.",
    "The captain thanked the groundsmen, who had worked through two nights of rain to make the pitch ready, "
    "and said that the team would rest for a week.",
)


@dataclass(frozen=True)
class Story:
    """One article; `hours` ago it was published."""

    path: str
    title: str
    lead: str
    hours: int = 2
    rest: tuple[str, ...] = CALM


STRIKE = Story(
    "/strike",
    "Kenya says warplanes bombed camps in Somalia, killing 12",
    "Kenyan warplanes bombed two camps inside Somalia on Sunday, killing at least 12 people, the army said.",
)
STRIKE_AGAIN = Story(
    "/jets",
    "Kenyan jets strike Somali camps",
    "Jets of the Kenyan air force struck camps across the border in Somalia, killing 12, witnesses said.",
    hours=1,
)
THREAT = Story(
    "/threat",
    "Thailand threatens force against Cambodia over temple",
    "Thailand threatened on Monday to use military force against Cambodia if its soldiers stay at the temple.",
)
OLD = Story(
    "/old",
    "Chad bombs rebel camps in Libya, killing 5",
    "Chadian warplanes bombed camps inside Libya, killing five people, the defence ministry said.",
    hours=24 * 9,
)
SPORT = Story("/cup", "Harbour side wins the cup", "The final was decided late.", rest=CUP)


def feed(paper: Newspaper, title: str, *stories: Story) -> bytes:
    """Return an RSS document that names the stories."""
    now = datetime.now(UTC)
    items = "".join(
        f"<item><title>{story.title}</title><link>{paper.url(story.path)}</link><guid>{story.path}</guid>"
        f"<pubDate>{format_datetime(now - timedelta(hours=story.hours))}</pubDate></item>"
        for story in stories
    )
    return f"<rss version='2.0'><channel><title>{title}</title>{items}</channel></rss>".encode()


def page(story: Story) -> Page:
    """Return the page of a story."""
    paragraphs = "".join(f"<p>{each}</p>" for each in (story.lead, *story.rest))
    html = f"<html lang='en'><head><title>{story.title}</title></head><body><article><h1>{story.title}</h1>"
    return Page(f"{html}{paragraphs}</article></body></html>".encode(), headers={"Content-Type": "text/html"})


def publish(paper: Newspaper) -> str:
    """Put all of it on a server; the catalogue that names its feeds, one of which fails."""
    paper.pages["/wire"] = feed(paper, "Meridian Wire", STRIKE, SPORT, OLD)
    paper.pages["/post"] = feed(paper, "Harbour Post", STRIKE_AGAIN, THREAT)
    paper.pages["/broken"] = Page(b"", 500)
    for story in (STRIKE, STRIKE_AGAIN, OLD, SPORT):
        paper.pages[story.path] = page(story)
    paper.pages[THREAT.path] = Page(b"subscribers only", 403)
    names = (("/wire", "Meridian Wire"), ("/post", "Harbour Post"), ("/broken", "Broken Times"))
    rows = [f"  - {{url: '{paper.url(path)}', publisher: {name}, every_minutes: 0}}\n" for path, name in names]
    return "feeds:\n" + "".join(rows)
