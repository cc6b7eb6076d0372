"""Do lists of feeds come in from other readers, and go out to them?"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import tocsin as package
from servers import Newspaper
from tocsin.feeds.catalogue import SHIPPED, read_catalogue

CONSOLE = Path(sys.executable).with_name("tocsin")
OURS = "# Kept by hand.\nfeeds:\n  - url: https://river.example/rss   # the first\n    publisher: River Post\n"
OPML = """<?xml version="1.0"?>
<opml version="1.0"><body><outline text="Coast">
  <outline type="rss" text="River again" xmlUrl="http://river.example/rss"/>
  <outline type="rss" text="Harbour Wire" xmlUrl="https://wire.example/rss"/>
  <outline type="rss" text="Quay" xmlUrl="ftp://quay.example/"/>
</outline></body></opml>"""
GOOD = OPML.replace("ftp:", "https:")


@pytest.fixture
def mine(tmp_path, monkeypatch):
    """Let the command line use a catalogue of our own, and have a list to add to it."""
    monkeypatch.setenv("TOCSIN_CATALOGUE", "mine.yaml")
    (tmp_path / "list.opml").write_text(OPML)
    (tmp_path / "good.opml").write_text(GOOD)
    path = tmp_path / "mine.yaml"
    path.write_text(OURS)
    return path


def publishers(path):
    return [feed.publisher for feed in read_catalogue(path).feeds]


def test_new_feeds_are_added_behind_the_old(tocsin, mine):
    said = tocsin("feeds", "import", "list.opml")

    assert said.code == 1
    assert "Harbour Wire  https://wire.example/rss" in said.out
    assert "1 feed added to mine.yaml; 1 known already" in said.out
    assert "list.opml, line 5: Quay: " in said.err
    assert mine.read_text().startswith(OURS)
    assert publishers(mine) == ["River Post", "Harbour Wire"]
    assert read_catalogue(mine).feeds[1].region == "Coast"


def test_once_is_enough(tocsin, mine):
    assert tocsin("feeds", "import", "-", stdin=GOOD.encode()).code == 0
    text, stamp = mine.read_text(), mine.stat().st_mtime_ns
    said = tocsin("feeds", "import", "-", stdin=GOOD.encode())

    assert (said.code, said.out) == (0, "0 feeds added to mine.yaml; 3 known already\n")
    assert (mine.read_text(), mine.stat().st_mtime_ns) == (text, stamp)


def test_a_dry_run_prints_what_can_be_pasted(tocsin, mine):
    said = tocsin("feeds", "import", "good.opml", "--dry-run")

    assert said.code == 0
    assert mine.read_text() == OURS
    mine.write_text(OURS + said.out)
    assert publishers(mine) == ["River Post", "Harbour Wire", "Quay"]


def test_a_program_can_read_what_was_added(tocsin, mine):
    said = tocsin("feeds", "import", "list.opml", "--json")

    assert said.code == 1
    answer = said.document
    assert (answer["catalogue"], answer["written"], answer["known"]) == ("mine.yaml", True, 1)
    assert [each["url"] for each in answer["added"]] == ["https://wire.example/rss"]
    assert len(answer["problems"]) == 1


def test_a_catalogue_is_made_where_there_is_none(tocsin, mine):
    mine.unlink()

    assert tocsin("feeds", "import", "good.opml").code == 0
    assert len(publishers(mine)) == 3


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "no such file"),
        (b"", "no XML"),
        (b"<rss version='2.0'/>", "no OPML"),
        (b"<opml><body/></opml>", "names not one feed"),
        (b"<!DOCTYPE x [<!ENTITY a 'b'>]><opml/>", "entities of its own"),
        (b"<opml>" + b" " * 9 * 1024 * 1024 + b"</opml>", "larger than 8 MB"),
    ],
)
def test_a_list_of_no_use_is_one_line(tocsin, mine, content, said):
    if content is not None:
        (mine.parent / "bad.opml").write_bytes(content)
    answer = tocsin("feeds", "import", "bad.opml")

    assert (answer.code, answer.out) == (2, "")
    assert said in answer.err
    assert answer.err.count("\n") == 1
    assert mine.read_text() == OURS


def test_a_catalogue_that_takes_nothing_is_one_line(tocsin, mine):
    mine.write_text("feeds: [{url: 'https://river.example/rss', publisher: R}]\n")
    said = tocsin("feeds", "import", "good.opml")

    assert (said.code, said.out) == (2, "")
    assert "mine.yaml: nothing can be put at its end" in said.err


def test_an_installed_package_is_never_edited(tmp_path):
    shutil.copytree(Path(package.__file__).parent, tmp_path / "lib" / "tocsin")
    shipped = tmp_path / "lib" / "tocsin" / "feeds" / "catalogue.yaml"
    (tmp_path / "good.opml").write_text(GOOD)
    environ = {name: value for name, value in os.environ.items() if name != "TOCSIN_CATALOGUE"}
    environ |= {"PYTHONPATH": str(tmp_path / "lib")}

    def call(*args):
        command = [sys.executable, "-c", "from tocsin.cli import main; main()", "feeds", "import", "good.opml", *args]
        return subprocess.run(command, env=environ, cwd=tmp_path, capture_output=True, check=False, timeout=60)

    said = call()
    assert (said.returncode, said.stdout) == (2, b"")
    assert str(shipped).encode() in said.stderr
    assert b"TOCSIN_CATALOGUE" in said.stderr
    assert shipped.read_bytes() == SHIPPED.read_bytes()
    assert call("--dry-run").returncode == 0


def test_the_checkouts_own_catalogue_is_named(tocsin, tmp_path):
    (tmp_path / "good.opml").write_text(GOOD)
    said = tocsin("feeds", "import", "good.opml", "--dry-run")

    assert said.out.startswith(f"# 3 feeds would be added to {SHIPPED}")


def test_what_goes_out_comes_in_again(tocsin, mine):
    tocsin("feeds", "import", "good.opml")
    said = tocsin("feeds", "export")
    assert (said.code, said.err) == (0, "")
    assert '<opml version="2.0"' in said.out

    again = tocsin("feeds", "import", "-", stdin=said.out.encode())
    assert "0 feeds added to mine.yaml; 3 known already" in again.out


def test_keys_do_not_go_out(tocsin, mine):
    mine.write_text(OURS + "    headers: {X-Key: s3cret}\n")
    said = tocsin("feeds", "export", "--output", "out.opml")

    assert (said.code, said.out) == (0, "")
    assert "headers of 1 feed are left out" in said.err
    assert "s3cret" not in (mine.parent / "out.opml").read_text()
    assert tocsin("feeds", "export", "--output", "none/out.opml").code == 2


@pytest.mark.parametrize(("command", "words"), [("import", b"importing"), ("check", b"asking feeds")])
def test_progress_is_for_a_terminal_only(mine, command, words):
    with Newspaper() as paper:
        mine.write_text(f"feeds:\n  - {{url: '{paper.url('/rss')}', publisher: R}}\n")
        args = [CONSOLE, "feeds", command, *([mine.parent / "good.opml"] if command == "import" else [])]
        environ = os.environ | {"TOCSIN_ALLOW_HOSTS": paper.host, "TERM": "xterm", "TOCSIN_CATALOGUE": str(mine)}
        ours, theirs = os.openpty()
        out = subprocess.run(args, stdout=subprocess.PIPE, stderr=theirs, env=environ, check=False, timeout=60).stdout
        os.close(theirs)
        shown = os.read(ours, 65536)
        os.close(ours)
        silent = subprocess.run(args, capture_output=True, env=environ, check=False, timeout=60)

    assert words in shown
    assert words not in out
    assert words not in silent.stdout + silent.stderr
