"""How do lists of feeds come in from other readers, and go out to them?"""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tocsin.cli.output import print_document, progress, tell
from tocsin.cli.sources import MIB, label, read_bytes
from tocsin.errors import InputError, ReaderKilled

if TYPE_CHECKING:
    from tocsin.feeds.additions import Additions
    from tocsin.feeds.opml import FeedList

OPML_CAP = 8 * MIB


def import_feeds(
    file: Annotated[str, typer.Argument(metavar="FILE.opml|-", help="A list of feeds in OPML (.gz too).")],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Write nothing; print the rows that would be added.")
    ] = False,
    json: Annotated[
        bool, typer.Option("--json", help="Print {catalogue, written, added, known, problems} as JSON.")
    ] = False,
) -> None:
    """Add the feeds of an OPML list to the catalogue, behind those that it has.

    $ tocsin feeds import subscriptions.opml --dry-run
      the rows, ready to be pasted; nothing is written

    The catalogue is the file that TOCSIN_CATALOGUE names (made where there is
    none), else the one of this checkout. What stands in it is left as it is.
    Folders become regions. Rows that name no feed are told with their line; the
    exit code is then 1.
    """
    from tocsin.cli.environment import catalogue_to_change, read_or_begin
    from tocsin.feeds.additions import add_to_catalogue, find_new

    target = catalogue_to_change(dry_run=dry_run)
    body = read_bytes(file, cap=OPML_CAP)
    with progress("importing", None) as advance:
        found = _read(body, label(file))
        advance(len(found.feeds))
        additions = find_new(read_or_begin(target), found.feeds)
        written = bool(additions.new) and not dry_run
        if written:
            add_to_catalogue(target, additions.new)
    for problem in found.problems:
        tell(f"left out: {problem}")
    if json:
        print_document(_answer(target, additions, found.problems, written=written))
    else:
        _say(target, additions, dry_run=dry_run)
    raise typer.Exit(1 if found.problems else 0)


def export_feeds(
    output: Annotated[str, typer.Option("--output", "-o", metavar="FILE", help="Write to FILE, not to stdout.")] = "",
) -> None:
    """Print the catalogue as OPML 2.0, for any other reader of feeds.

    $ tocsin feeds export --output tocsin.opml
      a folder for each region; tocsin feeds import reads it again

    The headers of a feed are left out: they may hold keys.
    """
    from tocsin.cli.environment import read_catalogue, settings
    from tocsin.feeds.additions import replace_file
    from tocsin.feeds.opml import render_opml

    feeds = read_catalogue(settings().catalogue).feeds
    if keyed := sum(bool(feed.headers) for feed in feeds):
        tell(f"the headers of {keyed} feed{'s' if keyed > 1 else ''} are left out: they may hold keys")
    text = render_opml(feeds)
    if not output or output == "-":
        print(text, end="")
        return
    replace_file(Path(output), text.encode())
    tell(f"wrote {len(feeds)} feeds to {output}")


def _read(body: bytes, name: str) -> "FeedList":
    from tocsin.feeds.opml import FORM, parse_opml
    from tocsin.sandbox import Sandbox

    try:
        with Sandbox() as sandbox:
            found = sandbox.call(parse_opml, body, name=name)
    except ReaderKilled as error:
        raise InputError(f"{name}: can't be read within our limits of time and memory; {FORM}") from error
    if not found.feeds and not found.problems:
        raise InputError(f"{name}: names not one feed; {FORM}")
    return found


def _answer(target: Path, additions: "Additions", problems: Sequence[str], *, written: bool) -> dict[str, Any]:
    added = [
        {
            "url": feed.url,
            "publisher": feed.publisher,
            "language": feed.language,
            "region": feed.region,
            "state_affiliated": feed.state_affiliated,
        }
        for feed in additions.new
    ]
    return {
        "catalogue": str(target),
        "written": written,
        "added": added,
        "known": additions.known,
        "problems": list(problems),
    }


def _say(target: Path, additions: "Additions", *, dry_run: bool) -> None:
    from tocsin.cli.show import safe
    from tocsin.feeds.additions import render_rows

    count = len(additions.new)
    known = f"; {additions.known} known already" if additions.known else ""
    feeds = f"{count} feed{'' if count == 1 else 's'}"
    if dry_run:
        print(f"# {feeds} would be added to {target}{known}")
        print(safe(render_rows(additions.new)), end="")
        return
    for feed in additions.new:
        print(safe(f"{feed.publisher}  {feed.url}"))
    then = "; tocsin feeds check tries them, the next pass asks them" if count else ""
    print(f"{feeds} added to {target}{known}{then}")
