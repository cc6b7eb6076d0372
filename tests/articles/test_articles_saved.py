"""How much of the saved pages' bodies do we read, and how much that is none of theirs?

The measure is the public benchmark's: runs of four tokens, counted with multiplicity. `tests/saved/README.md` says
what belongs to a body.
"""

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from tocsin.articles.extract import extract_article
from tocsin.errors import ArticleError

SAVED = Path(__file__).parent.parent / "saved"
PAGES = SAVED / "pages"


def list_expected(folder):
    return {path.with_suffix(".html"): json.loads(path.read_bytes()) for path in sorted(folder.rglob("*.json"))}


EXPECTED = list_expected(PAGES)
WITHOUT = {path: expected for path, expected in EXPECTED.items() if "error" in expected}

# What was measured, less a point or so; tests/saved/README.md says what each folder is.
FLOORS = {"pages": 0.985, "exam": 0.94}

# In scripts that are written without spaces, each character is a token.
UNSPACED = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uac00-\ud7af\u0e00-\u0e7f"
TOKEN = re.compile(f"[{UNSPACED}]|[^\\W{UNSPACED}]+")


def shingles(text):
    tokens = TOKEN.findall(text)
    return Counter(tuple(tokens[i : i + 4]) for i in range(max(1, len(tokens) - 3))) if tokens else Counter()


def score_body(wanted, given):
    wanted, given = shingles(wanted), shingles(given)
    hits = (wanted & given).total()
    return hits / given.total() if given else None, hits / wanted.total()


def f1(precision, recall):
    return 2 * precision * recall / (precision + recall) if precision and recall else 0.0


def read_body(path, expected):
    try:
        return extract_article(
            path.read_bytes(), url=expected["url"], content_type=expected.get("content_type", "")
        ).body
    except ArticleError:
        return ""


def score_pages(folder):
    """Return F1 of the mean precision and mean recall, and each page's own F1 by name."""
    scores = {
        path.stem: score_body("\n\n".join(expected["body"]), read_body(path, expected))
        for path, expected in list_expected(folder).items()
        if "body" in expected
    }
    precisions = [precision for precision, _ in scores.values() if precision is not None]
    recalls = [recall for _, recall in scores.values()]
    mean = f1(sum(precisions) / max(1, len(precisions)), sum(recalls) / len(recalls))
    return mean, {name: f1(*score) for name, score in scores.items()}


@pytest.mark.parametrize("folder", FLOORS)
def test_bodies_are_read_as_well_as_before(folder):
    mean, by_page = score_pages(SAVED / folder)
    doc_f1 = sum(by_page.values()) / len(by_page)
    worst = "; ".join(f"{name} {score:.3f}" for name, score in sorted(by_page.items(), key=lambda row: row[1])[:10])
    assert min(mean, doc_f1) >= FLOORS[folder], f"F1 {mean:.4f}, docF1 {doc_f1:.4f}: {worst}"


@pytest.mark.parametrize("path", WITHOUT, ids=lambda path: path.stem)
def test_a_page_without_an_article_says_why(path):
    expected = WITHOUT[path]
    with pytest.raises(ArticleError, match=expected["error"]):
        extract_article(path.read_bytes(), url=expected["url"], content_type=expected.get("content_type", ""))


def test_each_page_has_its_expected_result():
    assert set(PAGES.rglob("*.html")) == set(EXPECTED)
    assert len(EXPECTED) >= 40


@pytest.mark.parametrize(
    ("wanted", "given", "score"),
    [
        ("one two three four five", "one two three four five", (1.0, 1.0)),
        ("one two three four five", "one two three four", (1.0, 0.5)),
        ("one two three four", "one two three four five", (0.5, 1.0)),
        ("外交部声明", "外交部声", (1.0, 0.5)),
        ("one", "", (None, 0.0)),
    ],
)
def test_the_measure(wanted, given, score):
    assert score_body(wanted, given) == score
