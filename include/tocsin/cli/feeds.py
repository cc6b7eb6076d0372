"""What does a feed document say, and which feeds of the catalogue answer? And which commands on feeds are there?"""

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tocsin.cli import feeds_add, feeds_list, feeds_opml, feeds_switch
from tocsin.cli.output import console, print_document, print_line, progress, tell
from tocsin.cli.sources import MIB, label, open_source, read_bytes
from tocsin.errors import BadStatus, FeedError, FetchError, InputError, ReaderKilled

if TYPE_CHECKING:
    from tocsin.feeds.fetch import FeedResponse, NotModified
    from tocsin.model import Feed
    from tocsin.sandbox import Sandbox

FEED_CAP = 16 * MIB
LONGEST_CHECK = 600.0

app = typer.Typer(help="The feeds that we follow: try, add, list, switch, import, export.", no_args_is_help=True)


@app.command("parse")
def parse(
    files: Annotated[
        list[str], typer.Argument(metavar="FILE…|-", help="RSS, Atom, RDF or JSON Feed documents (.gz too).")
    ],
    url: Annotated[str, typer.Option("--url", help="Where the documents were found; relative links start there.")] = "",
) -> None:
    """Read feed documents, one JSON line each.

    $ tocsin feeds parse world.xml africa.json
      {path, title, entries: a list of
      {id, url, title, summary, published_at, updated_at}}

    What was wrong with a document and was read all the same is said on stderr,
    and in the row as a list of notes. A file that is no feed is answered {path, error};
    the exit code is then 1.
    """
    from tocsin.sandbox import Sandbox

    _check_files(files)
    all_served = True
    notes: list[str] = []
    with Sandbox() as sandbox, progress("parsing", len(files), prints=True) as advance:
        for name in files:
            answer = _parse_file(sandbox, name, url)
            all_served = all_served and "error" not in answer
            notes += [f"{label(name)}: {note}" for note in answer.get("notes", ())]
            print_line(answer)
            advance(1)
    # Behind the bar, which lines on stderr would break.
    for note in notes:
        tell(note)
    raise typer.Exit(0 if all_served else 1)


@app.command("check")
def check(
    json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Ask each feed of the catalogue, once and politely, and say which of them answer.

    $ tocsin feeds check
      the catalogue that ships with Tocsin, or the one TOCSIN_CATALOGUE names

    Feeds that fail are their publishers' affair: the exit code is 0 all the
    same, and 2 for a catalogue that can't be used.
    """
    from tocsin.cli import show_record
    from tocsin.cli.environment import read_catalogue, settings
    from tocsin.pipeline.batches import Budget, fetch_by_domain
    from tocsin.sandbox import Sandbox
    from tocsin.web import MemoryHostBook, Web

    chosen = settings()
    catalogue = read_catalogue(chosen.catalogue)
    found: dict[str, dict[str, Any]] = {}
    with Web(chosen.web, MemoryHostBook()) as web, Sandbox() as sandbox:
        answers = fetch_by_domain(
            catalogue.feeds,
            lambda feed: _ask(web, feed),
            url=lambda feed: feed.url,
            budget=Budget(LONGEST_CHECK),
        )
        with progress("asking feeds", len(catalogue.feeds)) as advance:
            for feed, answer in answers:
                found[feed.url] = _finding(sandbox, feed, answer)
                advance(1)
    listed = [found[feed.url] for feed in catalogue.feeds]
    if json:
        print_document(listed)
    else:
        console().print(show_record.feeds(listed))


app.command("add")(feeds_add.add)
app.command("list")(feeds_list.list_feeds)
app.command("disable")(feeds_switch.disable)
app.command("enable")(feeds_switch.enable)
app.command("import")(feeds_opml.import_feeds)
app.command("export")(feeds_opml.export_feeds)


def _check_files(files: list[str]) -> None:
    """Raise when not one of the files can be opened: a list of bare errors is no answer."""
    problem: InputError | None = None
    for name in files:
        try:
            if name == "-":
                return
            with open_source(name):
                return
        except InputError as error:
            problem = problem or error
    if problem:
        raise problem


def _parse_file(sandbox: "Sandbox", name: str, url: str) -> dict[str, Any]:
    from tocsin.cli.forms import entry_json
    from tocsin.feeds.parse import parse_feed

    try:
        feed = sandbox.call(parse_feed, read_bytes(name, cap=FEED_CAP), url=url or label(name))
    except (FeedError, InputError, ReaderKilled) as error:
        # The row says already which document it is; with --url the error names that, or else the file.
        reason = str(error).removeprefix(f"{url}: ").removeprefix(f"{label(name)}: ")
        return {"path": name, "error": reason}
    entries = [entry_json(entry) for entry in feed.entries]
    notes = {"notes": list(feed.notes)} if feed.notes else {}
    return {"path": name, "title": feed.title, "entries": entries, **notes}


def _ask(web: Any, feed: "Feed") -> Any:
    from tocsin.feeds.fetch import fetch_feed

    return fetch_feed(web, feed, now=datetime.now(UTC))


def _finding(
    sandbox: "Sandbox", feed: "Feed", answer: "FeedResponse | NotModified | FetchError | None"
) -> dict[str, Any]:
    """Say what came of asking one feed: in the words of the error, and in ours (`says`)."""
    from tocsin.cli.forms import moment
    from tocsin.feeds.fetch import FeedResponse
    from tocsin.feeds.health import advice_on, trouble_in_words
    from tocsin.feeds.impostors import name_impostor
    from tocsin.feeds.parse import parse_feed

    facts: dict[str, Any] = {"url": feed.url, "publisher": feed.publisher, "language": feed.language}
    nothing = {"entries": 0, "newest_at": None}
    if isinstance(answer, FetchError):
        says = trouble_in_words(answer.kind, answer.status if isinstance(answer, BadStatus) else None)
        return facts | {"status": answer.kind} | nothing | {"error": answer.detail, "says": says}
    if not isinstance(answer, FeedResponse):
        return facts | {"status": "not asked"} | nothing | {"error": "no time was left", "says": ""}
    response = answer.response
    content_type = response.headers.get("content-type", "")
    try:
        parsed = sandbox.call(parse_feed, response.body, url=response.url, content_type=content_type)
    except (FeedError, ReaderKilled) as error:
        reason = str(error).removeprefix(f"{response.url}: ")
        says = trouble_in_words(name_impostor(response.body), None)
        return facts | {"status": "no feed"} | nothing | {"error": reason, "says": says}
    dates = [entry.published_at for entry in parsed.entries if entry.published_at]
    newest = moment(max(dates, default=None))
    says = advice_on(parsed, moved_to=response.moved_to)
    return facts | {"status": "ok", "entries": len(parsed.entries), "newest_at": newest, "error": "", "says": says}
