"""How fast are bodies read, and how right, beside other readers on the same pages, in one run?

    .venv/bin/python tests/benchmarks/bodies.py [DIRECTORY]

DIRECTORY holds pages (*.html, *.html.gz) and a truth.jsonl of rows {path, url, body}; without one, the pages in
tests/saved are read. trafilatura and readability are Tocsin's own dependencies; newspaper4k is asked where somebody
installed it (`pip install newspaper4k`). Each reader is given the same bytes, one page after another on one core, and
every page three times: the median counts.
"""

import gzip
import json
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
SAVED = HERE.parent / "saved" / "pages"
ROUNDS = 3
sys.path[:0] = [str(HERE.parents[1] / "include"), str(HERE.parent)]


@dataclass(frozen=True)
class Page:
    """A page's bytes, and the body that it should give."""

    html: bytes
    url: str
    body: str


def main() -> None:
    """Print a line for each reader."""
    pages = list(list_pages(Path(sys.argv[1]) if len(sys.argv) > 1 else SAVED))
    print(f"{len(pages)} pages, {sum(len(page.html) for page in pages) / 1e6:.1f} MB\n")
    print(f"{'reader':28} {'pages/s':>8} {'median ms':>10} {'p95 ms':>8} {'F1':>7} {'docF1':>7}")
    for name, read in readers():
        took, bodies = measure(read, pages)
        f1, doc_f1 = score([page.body for page in pages], bodies)
        median, p95 = statistics.median(took), sorted(took)[int(0.95 * (len(took) - 1))]
        print(f"{name:28} {1 / median:8.1f} {1000 * median:10.1f} {1000 * p95:8.1f} {f1:7.3f} {doc_f1:7.3f}")


def list_pages(directory: Path) -> Iterator[Page]:
    """Give the pages of a directory that have a body: by its truth.jsonl, or by the .json beside each page."""
    truth = directory / "truth.jsonl"
    if truth.exists():
        for line in truth.read_text(encoding="utf-8").rstrip("\n").split("\n"):
            row = json.loads(line)
            data = (directory / row["path"]).read_bytes()
            html = gzip.decompress(data) if row["path"].endswith(".gz") else data
            yield Page(html, row.get("url") or "https://news.example/story", row["body"])
        return
    for path in sorted(directory.glob("*.html")):
        expected = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        if expected.get("body"):
            body = "\n\n".join(expected["body"])
            yield Page(path.read_bytes(), expected.get("url") or "https://news.example/story", body)


def readers() -> Iterator[tuple[str, Callable[[Page], str]]]:
    """Give the readers that are installed, each with its name."""
    from tocsin.articles.extract import extract_article
    from tocsin.errors import ArticleError

    def tocsin(page: Page) -> str:
        try:
            return extract_article(page.html, url=page.url).body
        except ArticleError:
            return ""

    yield "tocsin", tocsin

    import trafilatura

    yield "trafilatura", lambda page: trafilatura.extract(page.html, include_comments=False) or ""
    yield (
        "trafilatura, precise",
        lambda page: trafilatura.extract(page.html, include_comments=False, favor_precision=True) or "",
    )

    from lxml import html
    from readability import Document

    def readability(page: Page) -> str:
        summary = Document(page.html.decode("utf-8", "replace")).summary()
        return "\n".join(html.fromstring(summary).itertext()) if summary else ""

    yield "readability", readability
    try:
        import newspaper  # type: ignore[import-not-found]
    except ImportError:
        print("(newspaper4k is not installed)", file=sys.stderr)
        return

    def newspaper4k(page: Page) -> str:
        article = newspaper.Article(page.url, fetch_images=False)
        article.download(input_html=page.html.decode("utf-8", "replace"))
        article.parse()
        return article.text or ""

    yield "newspaper4k", newspaper4k


def measure(read: Callable[[Page], str], pages: list[Page]) -> tuple[list[float], list[str]]:
    """Read every page; return the seconds of each, the median of some rounds, and the bodies."""
    read(pages[0])
    took: list[float] = []
    bodies: list[str] = []
    for page in pages:
        seconds = []
        for _ in range(ROUNDS):
            started = time.process_time()
            body = read(page)
            seconds.append(time.process_time() - started)
        took.append(statistics.median(seconds))
        bodies.append(body)
    return took, bodies


def score(truth: list[str], bodies: list[str]) -> tuple[float, float]:
    """Return F1 (of the mean precision and the mean recall) and docF1 (the mean of the pages' own), by word runs."""
    from tocsin.articles.fingerprint import shingles

    precisions, recalls, own = [], [], []
    for wanted, given in zip(map(shingles, truth), map(shingles, bodies), strict=True):
        shared = (wanted & given).total()
        precision = shared / given.total() if given else 0.0
        recall = shared / wanted.total() if wanted else 0.0
        precisions += [precision] if given else []
        recalls.append(recall)
        own.append(2 * precision * recall / (precision + recall) if shared else 0.0)
    precision, recall = statistics.mean(precisions or [0.0]), statistics.mean(recalls)
    return (2 * precision * recall / (precision + recall) if precision + recall else 0.0), statistics.mean(own)


if __name__ == "__main__":
    main()
