"""Do feeds join a catalogue without a byte of it being changed?"""

import os
import stat

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tocsin.errors import InputError
from tocsin.feeds.additions import add_to_catalogue, find_new, render_rows, replace_file
from tocsin.feeds.catalogue import SHIPPED, Catalogue, read_catalogue
from tocsin.model import Feed

NEW = (
    Feed(url="https://new.example/rss", publisher='New: #1 "Post"', region="A/B", language="no"),
    Feed(url="https://state.example/rss", publisher="نبأ", state_affiliated=True, every_minutes=0),
)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "feeds.yaml"


@pytest.mark.parametrize(
    "text",
    [
        "# Ours.\nfeeds:\n  - url: https://a.example/   # the first\n    publisher: 'A'\n\n# the end\n",
        "feeds:\n- {url: 'https://a.example/', publisher: A}",
        "feeds:\r\n    - url: https://a.example/\r\n      publisher: A\r\n",
        '\ufefffeeds:\n  - publisher: A\n    url: https://a.example/\n    headers:\n      X-Key: "12"\n\n\n',
        "other: [1]\nfeeds:\n  - url: https://a.example/\n    publisher: A\n  - url: nonsense\n",
    ],
    ids=["comments", "no end of line", "CRLF", "BOM", "a bad row"],
)
def test_what_is_there_stays_byte_for_byte(path, text):
    path.write_bytes(text.encode())
    before = read_catalogue(path)
    add_to_catalogue(path, NEW)

    assert path.read_bytes().startswith(text.encode())
    assert b"\r\n" not in path.read_bytes().replace(b"\r\n", b"") or b"\r\n" not in text.encode()
    assert (b"\r\n" in text.encode()) == (b"\r\n" in path.read_bytes()[len(text) :])
    after = read_catalogue(path)
    assert after.feeds == before.feeds + NEW
    assert len(after.problems) == len(before.problems)


@pytest.mark.parametrize(
    "text",
    [
        "feeds: [{url: 'https://a.example/', publisher: A}]\n",
        "feeds:\n  - url: https://a.example/\n    publisher: A\nother: 1\n",
        "feeds:\n  - url: https://a.example/\n    publisher: A\n...\n",
        "feeds:\n  - url: https://a.example/\n    publisher: |\n      A\n      - b\n",
    ],
    ids=["flow", "not the last", "an end", "a block of text"],
)
def test_a_form_that_lets_nothing_be_added_is_left_alone(path, text):
    path.write_text(text)
    with pytest.raises(InputError, match=r"feeds\.yaml: nothing can be put at its end"):
        add_to_catalogue(path, NEW)

    assert path.read_text() == text
    assert os.listdir(path.parent) == ["feeds.yaml"]


def test_no_catalogue_yet(path):
    add_to_catalogue(path, NEW)
    assert read_catalogue(path) == Catalogue(NEW)
    assert stat.S_IMODE(path.stat().st_mode) == 0o644


def test_the_mode_stays_and_a_link_stays_a_link(path, tmp_path):
    path.write_text("feeds:\n  - {url: 'https://a.example/', publisher: A}\n")
    path.chmod(0o640)
    link = tmp_path / "link.yaml"
    link.symlink_to(path)
    add_to_catalogue(link, NEW)

    assert link.is_symlink()
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert len(read_catalogue(path).feeds) == 3


def test_what_a_link_names_is_replaced_and_not_the_link(path, tmp_path):
    path.write_text("old")
    link = tmp_path / "link.yaml"
    link.symlink_to(path)
    replace_file(link, b"new")

    assert link.is_symlink()
    assert path.read_text() == "new"


def test_the_shipped_catalogue_can_be_added_to(path):
    path.write_bytes(SHIPPED.read_bytes())
    add_to_catalogue(path, NEW)
    assert read_catalogue(path).feeds == read_catalogue().feeds + NEW


def test_a_catalogue_of_no_use_is_told(path):
    path.write_text("feeds: [")
    with pytest.raises(InputError, match="not YAML"):
        add_to_catalogue(path, NEW)
    assert path.read_text() == "feeds: ["


def test_what_cannot_be_written_is_one_line(tmp_path):
    for path in (tmp_path / "none" / "feeds.yaml", tmp_path):
        with pytest.raises(InputError, match="can't be written") as caught:
            replace_file(path, b"x")
        assert "\n" not in str(caught.value)
    assert os.listdir(tmp_path) == []


def test_each_is_new_once():
    a, b = Feed(url="https://a.example/rss", publisher="A"), Feed(url="https://b.example/rss", publisher="B")
    again = Feed(url="http://b.example/rss?utm_source=x", publisher="B again")
    additions = find_new(Catalogue((a,)), [a, b, again])
    assert (additions.new, additions.known) == ((b,), 2)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(min_size=1, max_size=30), max_size=5))
def test_any_name_can_be_written(tmp_path_factory, names):
    path = tmp_path_factory.mktemp("any") / "feeds.yaml"
    names = [" ".join(name.split()) for name in names]
    feeds = [Feed(url=f"https://{n}.example/", publisher=name) for n, name in enumerate(names) if name.strip()]
    path.write_bytes(b"feeds:\n" + render_rows(feeds).encode("utf-8", "surrogatepass"))
    if feeds:
        assert [feed.publisher for feed in read_catalogue(path).feeds] == [feed.publisher for feed in feeds]
