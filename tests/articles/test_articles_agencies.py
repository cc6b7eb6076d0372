"""Is the agency that wrote a story known by every name that newsrooms give it?"""

import pytest

from tocsin.articles.agencies import find_agency, find_credited


@pytest.mark.parametrize(
    ("credit", "agency"),
    [
        ("Nora Pfister, Reuters", "Reuters"),
        ("NORA EL PFISTER Associated Press", "AP"),
        ("By The Associated Press", "AP"),
        ("Nora Pfister (dpa)", "dpa"),
        ("np/dpa", "dpa"),
        ("AP", "AP"),
        ("AA", "Anadolu"),
        ("Staff Writer, with AFP", "AFP"),
        ("Рейтер", "Reuters"),
        ("新华社记者", "Xinhua"),
        ("Nora Pfister", ""),
        ("Nora AA Pfister", ""),
        ("Trend setters Weekly", ""),
        ("Apple Reporter", ""),
        ("", ""),
    ],
)
def test_find_agency(credit, agency):
    assert find_agency(credit) == agency


@pytest.mark.parametrize(
    ("line", "agency"),
    [
        ("With files from The Canadian Press", "The Canadian Press"),
        ("© 2026 Reuters. All rights reserved.", "Reuters"),
        ("Copyright 2026 The Associated Press. All rights reserved.", "AP"),
        ("来源：新华社", "Xinhua"),
        ("© 2026 The Lantern", ""),
        ("© AFP", ""),
        ("Source: Reuters photo", ""),
        ("Reuters said on Sunday that guns had fired.", ""),
    ],
)
def test_lines_that_credit_an_agency(line, agency):
    assert find_credited(["Guns fired.", line]) == agency
