"""Which article does a page hold: one from the web or a file, or each page of a list?"""

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tocsin.cli.output import print_document
from tocsin.cli.rows import ID, OPTIONAL_TEXT, Form, Row
from tocsin.cli.sources import MIB, STDIN
from tocsin.errors import ArticleError, InputError

if TYPE_CHECKING:
    from tocsin.model import Article
    from tocsin.sandbox import Sandbox

PAGE_CAP = 16 * MIB
SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{1,20}://")
PAGE = Form(
    example='{"id": "1", "path": "pages/1.html.gz", "url": "https://…"}',
    required={"id": ID, "path": (str,), "url": OPTIONAL_TEXT},
)


def read(
    source: Annotated[
        str,
        typer.Argument(metavar="URL|FILE|-", help="A page: on the web, in a file (.gz too), or on stdin."),
    ],
    url: Annotated[str, typer.Option("--url", help="Where a FILE was found; links are read from there.")] = "",
    json: Annotated[bool, typer.Option("--json/--text", help="JSON, or text for people.")] = True,
) -> None:
    """Read one page into an article: url, title, byline, published_at, language, body …

    $ tocsin read https://example.org/news/1
      asks politely: robots.txt is obeyed

    $ tocsin read page.html.gz --url https://example.org/news/1 --text

    Where there is no article (a paywall, a bot challenge, no text), stderr
    says so and the exit code is 1.
    """
    from tocsin.cli import forms, show
    from tocsin.sandbox import Sandbox

    body, url, content_type = _fetch(source) if SCHEME.match(source) else (_load(source), url, "")
    with Sandbox() as sandbox:
        try:
            article = _extract(sandbox, body, url, content_type)
        except ArticleError as error:
            raise ArticleError(f"{source}: {error}") from error
    if json:
        print_document(forms.article_json(article))
    else:
        print(show.article(article))


def extract(
    rows: Annotated[
        str,
        typer.Argument(metavar="IN|-", help="Rows {id, path, url}; paths are relative to the file's folder."),
    ],
    jsonl: Annotated[bool, typer.Option("--jsonl", help="IN holds JSON lines: the only form there is.")] = True,
) -> None:
    """Read many saved pages into articles, a row for each, in order.

    $ tocsin extract --jsonl pages.jsonl > articles.jsonl
      from rows {id, path, url}, the pages gzipped or not,
      to rows {id, title, byline, published_at, language, body, …}

    A page that can't be read is answered {id, error}; the exit code is then 1.
    """
    from tocsin.cli.crew import answer_rows

    folder = Path() if rows == STDIN else Path(rows).parent

    def work(sandbox: "Sandbox", row: Row) -> dict[str, Any]:
        return _extract_row(sandbox, row, folder)

    raise typer.Exit(0 if answer_rows(rows, PAGE, work) else 1)


def _extract_row(sandbox: "Sandbox", row: Row, folder: Path) -> dict[str, Any]:
    from tocsin.cli.forms import article_json

    body = _load(str(_find(row.facts["path"], folder)))
    article = article_json(_extract(sandbox, body, row.facts["url"] or "", ""))
    url = article.pop("url")
    return {"id": row.id} | article | {"url": url}


def _find(path: str, folder: Path) -> Path:
    """Return the page's file: in the folder of the list, else here. A pipe or device would never end."""
    for found in (folder / path, Path(path)):
        try:
            if found.is_file():
                return found
        except OSError as error:
            raise InputError(f"{path[:200]}: can't be read ({error.strerror})") from error
    raise InputError(f"{path[:200]}: no such file, in {folder.resolve()} or here")


def _load(name: str) -> bytes:
    from tocsin.cli.sources import read_bytes

    return read_bytes(name, cap=PAGE_CAP)


def _extract(sandbox: "Sandbox", body: bytes, url: str, content_type: str) -> "Article":
    from tocsin.articles.extract import extract_article

    return sandbox.call(extract_article, body, url=url, content_type=content_type)


def _fetch(url: str) -> tuple[bytes, str, str]:
    """Return a page's body, where it came from in the end, and what it says it is."""
    from tocsin.cli.environment import settings
    from tocsin.web import MemoryHostBook, Web

    if not url.lower().startswith(("http://", "https://")):
        raise InputError(f"{url[:200]}: not http or https; give a web address, or the name of a file")
    with Web(settings().web, MemoryHostBook()) as web:
        page = web.fetch(
            url,
            now=datetime.now(UTC),
            cap=web.policy.page_cap,
            accept="text/html,application/xhtml+xml;q=0.9,*/*;q=0.1",
        )
    return page.body, page.url, page.headers.get("content-type", "")
