"""Is the date in a line under a headline read, and that in a sentence of the story left?"""

import time
from datetime import UTC, datetime

import pytest

from tocsin.articles.stamps import Claim, find_published_at, list_stamps

MORNING = datetime(2026, 1, 18, 9, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    "line",
    [
        "18 January 2026 09:30 GMT",
        "Published: 18 January 2026, 09:30 UTC",
        "First published on Sun 18 Jan 2026 04.30 EST",
        "Published 9:30 AM GMT, January 18, 2026",
        "By Nora Pfister | Published January 18, 2026 4:30 AM EST",
        "Published January 18, 2026 4:30 AM ET",
        "By N. Pfister, January 18, 2026 9:30 AM",
        "Nora Pfister18 January 2026 09:30 GMT",
        "World · Jan. 18, 2026, 9:30 a.m. · 4 min read",
        "Submitted by press_office on Sun, 01/18/2026 - 09:30",
        "Publié le 18/01/2026 - 09:30",
        "18.01.2026 09:30 | Border desk",
        "January 18, 2026 9:30 AM Updated January 19, 2026 5:30 PM",
    ],
)
def test_a_date_that_is_set_off(line):
    assert find_published_at([line]) == MORNING


@pytest.mark.parametrize(
    "line",
    [
        "On 18 January 2026, the army crossed the river.",
        "The strike on 18 January 2026 killed nine.",
        "Envoys met in Lisse, 18 January 2026.",
        "The candidate 18 January 2026",
        f"Published 18 January 2026 {'and told at length ' * 20}",
        "Published this morning",
        "",
    ],
)
def test_a_date_in_a_sentence(line):
    assert find_published_at([line]) is None


@pytest.mark.parametrize(
    ("line", "claims"),
    [
        ("Updated on: January 19, 2026 / Published on: January 18, 2026", [Claim.UPDATED, Claim.PUBLISHED]),
        ("Published, and last updated, 19 January 2026", [Claim.UPDATED]),
        ("Обновлено: 19.01.2026 09:30", [Claim.UPDATED]),
        ("最后更新：2026-01-19 09:30", [Claim.UPDATED]),
        ("18 January 2026", [Claim.UNNAMED]),
    ],
)
def test_what_a_line_calls_its_moments(line, claims):
    assert [stamp.claim for stamp in list_stamps(line)] == claims


def test_publication_comes_before_what_is_unnamed_and_that_before_an_update():
    lines = ["Updated 20 January 2026", "19 January 2026", "Published 18 January 2026 09:30"]
    assert find_published_at(lines) == MORNING
    assert find_published_at(lines[:2]) == datetime(2026, 1, 19, tzinfo=UTC)
    assert find_published_at(lines[:1]) == datetime(2026, 1, 20, tzinfo=UTC)


@pytest.mark.parametrize("piece", ["By A ", "Aa ", "A.", "update ", "date", "|", "1 Jan 2026 "])
def test_reading_lines_is_quick(piece):
    line = f"{piece * (180 // len(piece))} 1 Jan 2026"
    started = time.process_time()
    find_published_at([line[-200:]] * 20)
    assert time.process_time() - started < 0.5
