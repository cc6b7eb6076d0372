"""Is a pile of snapshots understood, with its holes, repeats and rubbish?"""

import gzip
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.errors import FeedError, InputError
from tocsin.feeds import snapshots
from tocsin.feeds.snapshots import FeedNames, list_snapshots, read_snapshot, read_time
from tocsin.model import Feed

WORLD = "https://feeds.example.org/world/rss.xml"
FEEDS = [
    Feed(url=WORLD, publisher="Example"),
    Feed(url="https://feeds.example.org/rss.xml", publisher="Example, all"),
    Feed(url="https://paper.example/?feed=rss2", publisher="Paper"),
    Feed(url="https://both.example/feed", publisher="Both"),
    Feed(url="https://both.example/feed.xml", publisher="Both, again"),
]
AT = datetime(2026, 3, 14, 12, tzinfo=UTC)


def put(root, path, body=b"<rss/>"):
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(body)


def found(root):
    return {each.path: (each.url, each.captured_at) for each in list_snapshots(root, FEEDS) if not each.problem}


def problems(root):
    return [f"{each.path}: {each.problem}" for each in list_snapshots(root, FEEDS) if each.problem]


@pytest.mark.parametrize(
    "path",
    [
        "feeds.example.org/world/rss.20260314T120000Z.xml",
        "feeds.example.org/world/rss.20260314T120000Z.xml.gz",
        "mine/feeds-example-org-world-rss-xml/20260314T120000Z.xml",
        "20260314120000/feeds.example.org/world/rss.xml",
        "feeds.example.org_world_rss.xml/2026-03-14T12-00-00Z.xml",
        "Feeds.Example.org world rss 2026-03-14_12:00:00.rss",
    ],
)
def test_a_path_tells_feed_and_time(tmp_path, path):
    put(tmp_path, path)
    assert found(tmp_path) == {path: (WORLD, AT)}


def test_the_longest_name_counts_and_what_fits_several_counts_not():
    names = FeedNames(FEEDS)
    assert names.find("x/feeds.example.org/rss") == "https://feeds.example.org/rss.xml"
    assert names.find("paper.example/?feed=rss2") == "https://paper.example/?feed=rss2"
    assert names.find("both.example/feed.xml") == "https://both.example/feed.xml"
    assert names.find("both.example/feed") == ""
    assert names.find("unknown") == ""


def test_a_manifest_tells_what_paths_do_not(tmp_path):
    put(tmp_path, "old/a.bin")
    put(tmp_path, "old/b.xml")
    put(
        tmp_path,
        "old/index.csv",
        b"\xef\xbb\xbfpath,url,captured_at,publisher\r\n"
        b"a.bin,https://gone.example/rss,2026-03-14T12:00:00Z,Gone Times\r\n"
        b"a.bin,https://gone.example/rss,2026-03-14T13:00:00Z,Gone Times\r\n"
        b"./b.xml,https://gone.example/rss,20260314120000,\r\n",
    )
    assert found(tmp_path) == dict.fromkeys(("old/a.bin", "old/b.xml"), ("https://gone.example/rss", AT))
    assert {each.publisher for each in list_snapshots(tmp_path, FEEDS)} == {"Gone Times", ""}


def test_each_bad_row_is_told_and_stops_no_other(tmp_path):
    put(tmp_path, "good.xml")
    put(
        tmp_path,
        "index.csv",
        b"url,captured_at,path\n"
        b"https://a.example/,yesterday,good.xml\n"
        b"a.example,20260314T120000Z,good.xml\n"
        b"https://a.example/,20260314T120000Z,../../etc/passwd\n"
        b"https://a.example/,20260314T120000Z,missing.xml\n"
        b"\n"
        b"https://a.example/,20260314T120000Z,good.xml\n",
    )
    assert found(tmp_path) == {"good.xml": ("https://a.example/", AT)}
    told = problems(tmp_path)
    for line, word in zip(told, ("line 2: captured_at 'yesterday'", "line 3: url", "line 4: path"), strict=False):
        assert word in line
    assert told[3] == "missing.xml: no such file (index.csv, line 5)"


@pytest.mark.parametrize(
    ("body", "word"), [(b"", "columns"), (b"a;b\n1;2\n", "columns"), (b"url,captured_at,path\n" + b"x" * 200_000, "")]
)
def test_a_bad_manifest_is_told(tmp_path, body, word):
    put(tmp_path, "index.csv", body)
    assert any(word in each for each in problems(tmp_path))


def test_rubbish_is_passed_over_and_what_may_be_meant_is_told(tmp_path):
    for path in (".git/a.20260314T120000Z.xml", "README.txt", "notes.md", "a.20260314T120000Z.html"):
        put(tmp_path, path)
    put(tmp_path, "feed.xml")
    put(tmp_path, "feed.20261399T120000Z.xml")
    assert found(tmp_path) == {}
    assert [each.split(":")[0] for each in problems(tmp_path)] == ["feed.20261399T120000Z.xml", "feed.xml"]


def test_names_that_no_store_takes_are_told(tmp_path):
    (tmp_path / "\udcff.20260314T120000Z.xml").write_bytes(b"<rss/>")
    deep = "/".join(["d" * 200] * 11)
    (tmp_path / "index.csv").write_text(
        f"url,captured_at,path\nhttps://a.example/,20260314,{deep}\nhttps://{'a' * 3000}/,20260314,x.xml\n"
    )
    told = problems(tmp_path)
    for words in ("line 2: path", "give the feed's address", "not UTF-8: rename it"):
        assert any(words in line for line in told)
    assert all(line.isprintable() for line in told)


def test_a_changed_file_has_another_version(tmp_path):
    path = "feeds.example.org/rss.20260314T120000Z.xml"
    put(tmp_path, path)
    (before,) = list_snapshots(tmp_path, FEEDS)
    put(tmp_path, path, b"<rss></rss>")
    (after,) = list_snapshots(tmp_path, FEEDS)
    assert before.version != after.version


def test_no_directory_is_bad_input(tmp_path):
    with pytest.raises(InputError, match="TOCSIN_ARCHIVE names no directory"):
        list(list_snapshots(tmp_path / "none", FEEDS))


def test_reads_plain_and_zipped(tmp_path):
    put(tmp_path, "a.xml", b"<rss/>")
    put(tmp_path, "b.xml.gz", gzip.compress(b"<rss/>"))
    assert {read_snapshot(tmp_path, path) for path in ("a.xml", "b.xml.gz")} == {b"<rss/>"}


def test_what_cannot_be_read_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(snapshots, "LARGEST", 5_000)
    put(tmp_path, "cut.gz", gzip.compress(b"<rss/>" * 100)[:20])
    put(tmp_path, "bad.gz", b"\x1f\x8bnonsense that is no gzip at all")
    put(tmp_path, "bomb.gz", gzip.compress(b"0" * 100_000))
    for path in ("cut.gz", "bad.gz", "bomb.gz", "none.xml", "."):
        with pytest.raises(FeedError, match=r".+: .+"):
            read_snapshot(tmp_path, path)


@given(st.datetimes(min_value=datetime(1990, 1, 1), max_value=datetime(2100, 1, 1)))
def test_every_way_to_write_a_time_is_read(at):
    at = at.replace(microsecond=0, tzinfo=UTC)
    for form in (
        "%Y%m%dT%H%M%SZ",
        "%Y%m%d%H%M%S",
        "%Y-%m-%dT%H:%M:%SZ",
        "%Y-%m-%dT%H:%M:%S+00:00",
        "%Y-%m-%d_%H-%M-%S",
    ):
        assert read_time(f"rss.{at:{form}}.xml") == at
    day = at.replace(hour=23, minute=59, second=59)
    assert read_time(f"rss.{at:%Y-%m-%d}.xml") == day
    assert day - at < timedelta(days=1)


@given(st.text(max_size=60))
def test_no_text_breaks_the_reading_of_times(text):
    read_time(text)
