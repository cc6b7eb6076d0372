"""Which feeds do we follow, and what is said of a row that can't be followed?"""

import time

import pytest

from tocsin.errors import InputError
from tocsin.feeds.catalogue import read_catalogue
from tocsin.model import Feed


@pytest.fixture
def write(tmp_path):
    def write(text):
        path = tmp_path / "feeds.yaml"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return write


def test_the_shipped_catalogue_has_no_problem():
    catalogue = read_catalogue()
    assert catalogue.problems == ()
    assert len(catalogue.feeds) >= 60
    assert {"en", "ar", "fa", "ru", "es", "fr", "zh"} <= {feed.language for feed in catalogue.feeds}
    assert sum(feed.state_affiliated for feed in catalogue.feeds) >= 5


def test_a_row_with_everything(write):
    path = write(
        """
feeds:
  - url: HTTPS://Wire.Example:443/rss?x=1
    publisher: Harbour Wire
    language: EN
    region: Coast
    state_affiliated: yes
    headers: {X-Key: "12", Accept-Language: en}
    every_minutes: 0
  - {url: "https://b.example/rss", publisher: B}
"""
    )
    assert read_catalogue(path).feeds == (
        Feed(
            url="https://wire.example/rss?x=1",
            publisher="Harbour Wire",
            language="en",
            region="Coast",
            state_affiliated=True,
            headers={"X-Key": "12", "Accept-Language": "en"},
            every_minutes=0,
        ),
        Feed(url="https://b.example/rss", publisher="B"),
    )


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("{publisher: P}", "no url"),
        ("{url: 'https://p.example/'}", "no publisher"),
        ("{url: 'https://p.example/', publisher: ''}", "no publisher"),
        ("{url: not a url, publisher: P}", "https://"),
        ("{url: 'ftp://p.example/', publisher: P}", "http"),
        ("{url: 'http://', publisher: P}", "host"),
        ("{url: 'https://user:s3cret@p.example/', publisher: P}", "headers"),
        ("{url: [1], publisher: P}", "one value"),
        ("{url: 'https://p.example/', publisher: P, every_minutes: often}", "whole number"),
        ("{url: 'https://p.example/', publisher: P, every_minutes: -1}", "whole number"),
        ("{url: 'https://p.example/', publisher: P, every_minutes: 1.5}", "whole number"),
        ("{url: 'https://p.example/', publisher: P, state_affiliated: perhaps}", "true or false"),
        ("{url: 'https://p.example/', publisher: P, language: English}", "ISO 639-1"),
        ("{url: 'https://p.example/', publisher: P, headers: none}", "mapping"),
        ("{url: 'https://p.example/', publisher: P, headers: {A: [1]}}", "mapping"),
        ("{url: 'https://p.example/', publisher: P, headers: {A: \"x\\r\\nB: y\"}}", "mapping"),
        ("{url: 'https://p.example/', publisher: P, langauge: en}", "langauge"),
        ("just words", "not a feed"),
        ("[1, 2]", "not a feed"),
        ("{url: 'https://good.example/rss/#x', publisher: P}", "stands already on line 2"),
        ("{url: 'HTTP://good.example:80/rss/?utm_source=x', publisher: P}", "stands already on line 2"),
    ],
)
def test_a_bad_row_is_told_with_its_line_and_stops_no_other(write, row, said):
    good, other = (
        "{url: 'https://good.example/rss/', publisher: G}",
        "{url: 'https://b.example/', publisher: B}",
    )
    catalogue = read_catalogue(write(f"feeds:\n  - {good}\n\n  - {row}\n  - {other}\n"))
    assert [feed.publisher for feed in catalogue.feeds] == ["G", "B"]
    (problem,) = catalogue.problems
    assert "feeds.yaml, line 4: " in problem
    assert said in problem
    assert "\n" not in problem
    assert "s3cret" not in problem


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no list of feeds"),
        ("- a\n- b\n", "no list of feeds"),
        ("feeds: none\n", "no list of feeds"),
        ("feeds:\n  - {url: 'x'\n", "line 3"),
        ("feeds: \x07\n", "not YAML"),
        (b"feeds:\n  - \xff\xfe\n", "not UTF-8"),
        (b"\x89PNG\0\0", "not UTF-8"),
        ("feeds: " + "[" * 100_000, "nested too deeply"),
        (b"# " + b"a" * 11_000_000, "larger than"),
    ],
    ids=lambda value: str(value)[:20],
)
def test_a_file_that_cannot_be_used_is_one_line(write, text, said):
    started = time.monotonic()
    with pytest.raises(InputError, match=said) as caught:
        read_catalogue(write(text))
    assert "\n" not in str(caught.value)
    assert "feeds.yaml" in str(caught.value)
    assert time.monotonic() - started < 3


def test_a_file_that_is_not_there(tmp_path):
    for path in (tmp_path / "none.yaml", tmp_path):
        with pytest.raises(InputError, match="can't be read"):
            read_catalogue(path)


def test_a_row_that_holds_itself_is_a_problem_of_its_own(write):
    catalogue = read_catalogue(write("feeds: &a [*a]\n"))
    assert catalogue.feeds == ()
    assert "line 1" in catalogue.problems[0]
