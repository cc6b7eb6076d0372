"""How are the feeds told that were found for a person who named a site?"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tocsin.cli.output import tell

if TYPE_CHECKING:
    from tocsin.feeds.choice import FoundFeed
    from tocsin.model import Feed
    from tocsin.pipeline.discover import Discovery


@dataclass(frozen=True, kw_only=True)
class Offer:
    """A feed that was found, and the row that it would be; `is_known` where the catalogue has it already."""

    found: "FoundFeed"
    row: "Feed"
    is_known: bool
    is_chosen: bool

    @property
    def is_new(self) -> bool:
        """Whether it is to be added."""
        return self.is_chosen and not self.is_known


def answer_json(seen: "Discovery", target: Path, offers: Sequence[Offer], *, written: bool) -> dict[str, Any]:
    """Return what `tocsin feeds add --json` prints."""
    return {
        "asked": seen.page,
        "catalogue": str(target),
        "written": written,
        "found": [_offer_json(offer) for offer in offers],
        "failed": [{"url": failure.url, "reason": failure.reason} for failure in seen.failures],
        "untried": seen.untried,
    }


def _offer_json(offer: Offer) -> dict[str, Any]:
    from tocsin.cli.forms import moment

    found, row = offer.found, offer.row
    return {
        "url": row.url,
        "title": found.feed.title,
        "kind": str(found.kind),
        "entries": len(found.feed.entries),
        "newest_at": moment(found.newest_at),
        "publisher": row.publisher,
        "language": row.language,
        "region": row.region,
        "state_affiliated": row.state_affiliated,
        "every_minutes": row.every_minutes,
        "also_at": list(found.twins),
        "chosen": offer.is_chosen,
        "known": offer.is_known,
    }


def say(seen: "Discovery", target: Path, offers: Sequence[Offer], *, dry_run: bool) -> None:
    """Say what was asked, what was found, a line each, and what was written where."""
    from tocsin.cli.show import safe
    from tocsin.feeds.additions import render_rows

    # The whole of a dry run can be pasted into a catalogue.
    start = "# " if dry_run else ""
    what = "is a feed" if seen.is_direct else f"has {_count(len(offers))}"
    print(safe(f"{start}{seen.page} {what}{f' ({seen.site.name})' if seen.site.name else ''}"))
    for offer in offers:
        print(safe(f"{start}{_line(seen, offer)}"))
    for failure in seen.failures:
        if not failure.is_guess:
            tell(f"left out: {failure.url}: {failure.reason}")
    if seen.untried:
        tell(f"not tried: {seen.untried} more addresses that look like feeds; give the one that you want by itself")
    print(safe(f"{start}{_sum_up(target, offers, dry_run=dry_run)}"))
    if dry_run:
        print(safe(render_rows([offer.row for offer in offers if offer.is_new])), end="")


def _line(seen: "Discovery", offer: Offer) -> str:
    from tocsin.feeds.addresses import is_same_site

    found = offer.found
    mark = "known" if offer.is_known else "add" if offer.is_new else "other"
    newest = f"{found.newest_at:%Y-%m-%d %H:%M} UTC" if found.newest_at else "no dates"
    title = " ".join(found.feed.title.split())[:80] or "no title"
    elsewhere = "" if is_same_site(found.url, seen.page) else ", on another domain"
    entries = len(found.feed.entries)
    many = "entry" if entries == 1 else "entries"
    return f"{mark:5}  {entries:4} {many:7}  {newest:20}  {found.url}  {title} ({found.kind}{elsewhere})"


def _sum_up(target: Path, offers: Sequence[Offer], *, dry_run: bool) -> str:
    new = [offer.row for offer in offers if offer.is_new]
    known = sum(offer.is_known and offer.is_chosen for offer in offers)
    others = sum(not offer.is_chosen for offer in offers)
    said = [f"{_count(len(new))} {'would be ' if dry_run else ''}added to {target}{_as(new)}"] if new else []
    said += [f"{_count(known)} known already{'' if new else f', so nothing is added to {target}'}"] if known else []
    said += [f"{others} more found, which --all takes too"] if others else []
    said += ["tocsin feeds check tries them, the next pass asks them"] if new and not dry_run else []
    return "; ".join(said)


def _as(new: Sequence["Feed"]) -> str:
    """Say what was guessed of a single feed: the words that a person may want to change."""
    return f" as {new[0].publisher} (language {new[0].language}, region {new[0].region})" if len(new) == 1 else ""


def say_none(seen: "Discovery") -> None:
    """Say what was tried and what to do."""
    for failure in seen.failures:
        tell(f"tried {failure.url}: {failure.reason}")
    if seen.fault and seen.is_lost:
        tell(f"{seen.page}: can't be asked ({seen.fault.kind}); check the address, or try again later")
        return
    tell(
        f"{seen.page}: no feed found; look on the site for a link called RSS or Atom and add what it leads to, "
        f"with tocsin feeds add ADDRESS"
    )


def _count(feeds: int) -> str:
    return f"{feeds} feed{'' if feeds == 1 else 's'}"
