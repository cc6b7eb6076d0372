"""Which commands are there, and what does the user see when one fails?

Exit codes: 0 done; 1 something could not be served (a row, a page, the store; with a traceback, our own bug);
2 the input or a setting can't be used; 130 Ctrl-C. But for a traceback, an error is one line on stderr.
"""

import errno
import os
import sys
from typing import Annotated, NoReturn

import typer

from tocsin.cli import feeds, pages, record, retry, run, texts
from tocsin.cli.output import tell, tell_logs, use_utf8
from tocsin.errors import InputError, TocsinError

app = typer.Typer(
    name="tocsin",
    help="An early-warning desk: news feeds in, alerts on cross-border escalation out.",
    epilog=(
        "Start with [bold]tocsin run --once[/bold], then [bold]tocsin alerts[/bold] and "
        "[bold]tocsin why incident-1[/bold]. Each command explains itself: [bold]tocsin COMMAND --help[/bold]."
    ),
    no_args_is_help=True,
    add_completion=False,
    # Its tracebacks show local variables, and those may hold a token.
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)

LIVE, RECORD, BY_HAND = "The live chain", "What is known", "One step by hand"
app.command("run", rich_help_panel=LIVE)(run.run)
app.add_typer(feeds.app, name="feeds", rich_help_panel=LIVE)
app.command("retry", rich_help_panel=LIVE)(retry.retry)
app.command("incidents", rich_help_panel=RECORD)(record.incidents)
app.command("alerts", rich_help_panel=RECORD)(record.alerts)
app.command("why", rich_help_panel=RECORD)(record.why)
app.command("read", rich_help_panel=BY_HAND)(pages.read)
app.command("extract", rich_help_panel=BY_HAND)(pages.extract)
app.command("classify", rich_help_panel=BY_HAND)(texts.classify)
app.command("evaluate", rich_help_panel=BY_HAND)(texts.evaluate)


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        print(f"tocsin {version('tocsin')}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Hold the options that stand before a command; the help above says the rest."""


def main() -> NoReturn:
    """Run the command line in `sys.argv`; ends the process with one of the codes above."""
    use_utf8()
    tell_logs()
    try:
        try:
            app(prog_name="tocsin")
        finally:
            # Here, not when Python ends: a reader that has gone away is still caught below.
            sys.stdout.flush()
    except InputError as error:
        _fail(error, code=2)
    except TocsinError as error:
        _fail(error, code=1)
    except KeyboardInterrupt:
        sys.exit(130)
    except OSError as error:
        _fail_writing(error)
    sys.exit(0)


def _fail(error: TocsinError, *, code: int) -> NoReturn:
    tell(str(error))
    sys.exit(code)


def _fail_writing(error: OSError) -> NoReturn:
    """End without a word when the reader has gone (`| head`), with one when the disk is full."""
    if error.errno not in (errno.EPIPE, errno.ENOSPC):
        raise error
    # What is still in the buffer has nowhere to go: Python would complain about it at the end.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    if error.errno == errno.ENOSPC:
        tell("no space left to write to; free some and run again")
    sys.exit(1)
