"""Is every text and every row answered in its place, and input of no use refused in one line?"""

import gzip
import json
import os
import resource
import subprocess
import sys
import threading
from pathlib import Path

import pytest

STRIKE = "Kenya bombs camps in Somalia, killing 12"
BODY = (
    "Kenyan warplanes bombed two camps inside Somalia on Sunday, killing 12 people, the army said.\n\n"
    "The market in the capital stayed open.\n\n"
    "Traders said that prices were steady."
)
GOOD = {"id": "a", "title": STRIKE, "body": BODY}
COLUMNS = ["id", "level", "direction", "dyads", "location", "probability", "alert", "acts", "evidence", "blind_spot"]


def lines(*rows: object) -> bytes:
    """Return rows as JSON lines; bytes stay as they are."""
    return b"".join(row if isinstance(row, bytes) else json.dumps(row).encode() + b"\n" for row in rows)


def refused(said, *words: str) -> bool:
    """Whether a command answered with one line on stderr, and with nothing else."""
    assert (said.code, said.out) == (2, "")
    assert said.err.count("\n") == 1
    for word in words:
        assert word in said.err
    return True


def test_a_text_is_read_and_its_evidence_marked(tocsin, tmp_path):
    (tmp_path / "story.txt").write_text(f"{STRIKE}\n\n{BODY}")
    said = tocsin("classify", "story.txt")

    assert said.code == 0
    assert "Level 4 use of force, escalation → alert" in said.out
    assert "Kenya → Somalia" in said.out
    assert f"⟦{STRIKE}⟧" in said.out
    assert "2 paragraphs without evidence" in said.out
    assert "\x1b" not in said.out


def test_an_explanation_shows_rules_additions_and_changes(tocsin, tmp_path):
    (tmp_path / "story.txt").write_text(f"{STRIKE}\n\n{BODY}")
    said = tocsin("classify", "story.txt", "--explain")

    assert said.code == 0
    for words in ("Rules that fired", "“bombs” (title)", "decides", "in log-odds", "in all", "not told as new"):
        assert words in said.out


def test_an_explanation_as_json(tocsin):
    said = tocsin("classify", "-", "--explain", "--json", stdin=f"{STRIKE}\n{BODY}".encode())

    explained = said.document["explanation"]
    assert said.document["level"] == 4
    assert explained["rules"][0]["decides"] is True
    assert explained["log_odds"][0]["feature"] == "before anything is read"
    assert explained["changes"][0]["alert"] is False


def test_rows_are_not_explained(tocsin):
    assert refused(tocsin("classify", "--jsonl", "--explain", "-", stdin=lines(GOOD)), "--explain", "one text")


@pytest.mark.parametrize("kind", ["svg", "png", "pdf"])
def test_the_reliability_curve_is_drawn(tocsin, tmp_path, kind):
    gold = {**GOOD, "level": 4, "direction": "escalation", "dyads": [["KEN", "SOM"]], "location": "SOM"}
    said = tocsin("evaluate", "-", "--plot", f"curve.{kind}", stdin=lines(gold))

    assert said.code == 0
    assert f"curve.{kind}" in said.err
    drawn = (tmp_path / f"curve.{kind}").read_bytes()
    assert drawn.startswith({"svg": b"<?xml", "png": b"\x89PNG", "pdf": b"%PDF"}[kind])


@pytest.mark.parametrize(("name", "word"), [("curve.txt", ".svg"), ("nowhere/curve.svg", "nowhere")])
def test_a_plot_that_can_t_be_is_refused_first(tocsin, name, word):
    assert refused(tocsin("evaluate", "-", "--plot", name, stdin=b"no rows"), word)


def test_json_is_one_document(tocsin):
    said = tocsin("classify", "-", "--json", stdin=f"{STRIKE}\n{BODY}".encode())

    assert said.document["level"] == 4
    assert said.document["acts"][0]["killed_low"] == 12
    span = said.document["evidence"][0]
    assert {"title": STRIKE, "body": BODY}[span["field"]][span["start"] : span["end"]] == span["text"]


@pytest.mark.parametrize("text", [b"", b"\n \n", b"\xef\xbb\xbf"])
def test_an_empty_text_tells_of_nothing(tocsin, text):
    assert tocsin("classify", "-", "--json", stdin=text).document["level"] == 0
    assert "(empty)" in tocsin("classify", "-", stdin=text).out


def test_a_text_plays_no_tricks_on_the_terminal(tocsin):
    said = tocsin("classify", "-", stdin="Rain\x1b[2J [bold]everywhere[/bold]\u202e\x9b".encode())

    assert not {"\x1b", "\u202e", "\x9b"} & set(said.out)
    assert "[bold]everywhere[/bold]" in said.out


def test_a_text_of_no_use_is_refused(tocsin, tmp_path):
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
    (tmp_path / "latin.txt").write_bytes("Café\nau lait".encode("latin-1"))
    (tmp_path / "long.txt").write_bytes(b"a" * (5 * 1024 * 1024))

    assert refused(tocsin("classify", "picture.png"), "picture.png", "binary")
    assert refused(tocsin("classify", "latin.txt"), "latin.txt, row 1", "UTF-8", "iconv")
    assert refused(tocsin("classify", "long.txt"), "long.txt", "4 MB")
    assert refused(tocsin("classify", "nowhere.txt"), "nowhere.txt", "no such file")
    assert refused(tocsin("classify", tmp_path), "directory")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
def test_another_encoding_is_named_with_its_remedy(tocsin, tmp_path, encoding):
    (tmp_path / "story.txt").write_bytes(STRIKE.encode(encoding))
    (tmp_path / "rows.jsonl").write_bytes(json.dumps(GOOD).encode(encoding))
    name = encoding.upper()

    assert refused(tocsin("classify", "story.txt"), f"row 1: {name};", f"iconv -f {name} -t UTF-8 story.txt")
    assert refused(tocsin("classify", "--jsonl", "rows.jsonl"), f"row 1: {name};", f"iconv -f {name} -t UTF-8 rows")
    piped = tocsin("classify", "--jsonl", "-", stdin=(tmp_path / "rows.jsonl").read_bytes())
    assert refused(piped, "standard input", f"iconv -f {name} -t UTF-8 FILE")


def test_packed_rows_are_to_be_unpacked(tocsin, tmp_path):
    packed = gzip.compress(lines(GOOD))
    (tmp_path / "rows.gz").write_bytes(packed)

    assert refused(tocsin("classify", "--jsonl", "rows.gz"), "rows.gz: gzip, not rows", "gunzip --keep rows.gz")
    assert refused(tocsin("classify", "--jsonl", "-", stdin=packed), "standard input: gzip, not rows", "gunzip")


def test_a_packed_text_is_read_whole_or_not_at_all(tocsin, tmp_path):
    packed = gzip.compress(f"{STRIKE}\n{BODY}".encode())
    (tmp_path / "two.gz").write_bytes(gzip.compress(f"{STRIKE}\n".encode()) + gzip.compress(BODY.encode()))
    (tmp_path / "cut.gz").write_bytes(packed[:-20])
    (tmp_path / "unsigned.gz").write_bytes(packed[:-8])
    # Random bytes don't shrink: packed, too, they are more than is read.
    (tmp_path / "endless.gz").write_bytes(gzip.compress(os.urandom(5 * 1024 * 1024)))

    assert tocsin("classify", "--json", "two.gz").out == tocsin("classify", "--json", "-", stdin=packed).out
    assert refused(tocsin("classify", "cut.gz"), "cut.gz: a gzip that was cut off")
    assert refused(tocsin("classify", "unsigned.gz"), "unsigned.gz: a gzip that was cut off")
    assert refused(tocsin("classify", "endless.gz"), "larger than 4 MB")


def test_rows_are_answered_in_their_order(tocsin, tmp_path):
    many = [{**GOOD, "id": number, "body": BODY * (number % 5)} for number in range(40)]
    (tmp_path / "rows.jsonl").write_bytes(lines(*many))
    said = tocsin("classify", "--jsonl", "rows.jsonl")

    assert said.code == 0
    assert [row["id"] for row in said.rows] == list(range(40))
    assert all(list(row) == COLUMNS for row in said.rows)
    assert said.rows[1]["dyads"] == [["KEN", "SOM"]]


def test_a_summary_without_a_headline_is_read(tocsin):
    said = tocsin("classify", "--jsonl", "-", stdin=lines({**GOOD, "title": None}))

    assert (said.code, list(said.rows[0])) == (0, COLUMNS)


@pytest.mark.parametrize(
    ("row", "answered", "words"),
    [
        (b"{broken\n", None, "not JSON"),
        ([1, 2], None, "a list, not an object"),
        ({"title": "Rain", "body": ""}, None, "'id'"),
        ({"id": "b", "title": "Rain"}, "b", "'body'"),
        ({"id": "b", "title": 5, "body": ""}, "b", "'title' is a whole number, not text"),
        ({"id": True, "title": "Rain", "body": ""}, None, "'id'"),
        ({**GOOD, "id": "b", "published_at": "soon"}, "b", "'soon' is no time"),
        (b'{"id": "b", "title": ' + b"[" * 100_000 + b"\n", None, "deeply nested"),
        (b'{"id": "b", "title": "' + b"x" * (9 * 1024 * 1024) + b'"}\n', None, "longer than 8 MB"),
    ],
    ids=["json", "list", "id", "column", "number", "bool", "time", "nested", "long"],
)
def test_a_bad_row_is_answered_in_its_place(tocsin, row, answered, words):
    said = tocsin("classify", "--jsonl", "-", stdin=lines(row, b"\n", GOOD))

    assert said.code == 1
    bad, good = said.rows
    assert bad["id"] == answered
    assert "row 1: " in bad["error"]
    assert words in bad["error"]
    assert good["level"] == 4


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", ["empty"]),
        (b"\n\n", ["empty"]),
        (b"id,title,body\n1,a,b\n", ["row 1", "not JSON"]),
        (b'[\n {"id": 1}\n]\n', ["row 1", "not JSON"]),
        (lines({"id": 1, "title": "Rain"}, {"id": 2, "title": "Sun"}), ["row 1", "'body'"]),
        ('{"id": 1, "title": "Café", "body": ""}\n'.encode("latin-1"), ["row 1", "UTF-8"]),
        (lines(GOOD, '{"id": 2, "title": "Café", "body": ""}\n'.encode("latin-1")), ["row 2", "UTF-8"]),
        (os.urandom(5000), ["row ", "UTF-8"]),
        (b"no rows here\n" * 100_000, ["row 1", "not JSON"]),
    ],
    ids=["empty", "blank", "csv", "array", "column", "latin-1", "latin-1 later", "binary", "text"],
)
def test_rows_of_no_use_are_refused(tocsin, tmp_path, content, words):
    (tmp_path / "rows.jsonl").write_bytes(content)

    assert refused(
        tocsin("classify", "--jsonl", "rows.jsonl"),
        "rows.jsonl",
        *words,
        "such as {" if "UTF-8" not in words else "iconv",
    )


def test_rows_that_come_in_are_checked_as_they_come(tocsin):
    assert refused(tocsin("classify", "--jsonl", "-", stdin=b'{"id": "\xff"}\n'), "standard input, row 1", "UTF-8")


def test_a_named_pipe_is_read_once(tocsin, tmp_path):
    os.mkfifo(tmp_path / "pipe")
    writer = threading.Thread(target=(tmp_path / "pipe").write_bytes, args=[lines(GOOD)])
    writer.start()
    said = tocsin("classify", "--jsonl", "pipe")
    writer.join()

    assert (said.code, len(said.rows)) == (0, 1)


def test_a_big_file_is_streamed(tmp_path):
    rows = tmp_path / "rows.jsonl"
    with rows.open("wb") as file:
        for number in range(20):
            # Blank text is read in no time: what is tried here is the reading of rows.
            file.write(lines({"id": number, "title": "", "body": " " * 1024 * 1024}))
    console = Path(sys.executable).with_name("tocsin")
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    ended = subprocess.run([console, "classify", "--jsonl", rows], capture_output=True, check=False, timeout=60)
    peak = max(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss - before, 0)

    assert ended.returncode == 0
    assert ended.stdout.count(b"\n") == 20
    assert peak < 200 * 1024, "KiB above what any child took before"


def test_scores_say_how_often_we_agree(tocsin, tmp_path):
    right = {**GOOD, "level": 4, "direction": "escalation", "dyads": [["KEN", "SOM"]], "location": "SOM"}
    calm = {
        "id": "c",
        "title": "Rain in town",
        "body": "It rained.",
        "level": 0,
        "direction": "none",
        "dyads": [],
        "location": None,
    }
    (tmp_path / "gold.jsonl").write_bytes(lines(right, calm))
    said = tocsin("evaluate", "gold.jsonl", "--json")

    assert said.code == 0
    assert (said.document["rows"], said.document["left_out"]) == (2, 0)
    assert said.document["alert_f1"] == 1.0
    assert "alert_f1" in tocsin("evaluate", "gold.jsonl").out


def test_labels_that_are_missing_are_refused(tocsin):
    assert refused(tocsin("evaluate", "-", stdin=lines(GOOD)), "'level'")


@pytest.mark.parametrize(
    ("labels", "words"),
    [
        ({"dyads": ["KEN"]}, "'dyads'"),
        ({"dyads": [["KEN", "SOM", "ETH"]]}, "'dyads'"),
        ({"dyads": [["KEN", 5]]}, "'dyads'"),
        ({"dyads": "KEN"}, "'dyads'"),
        ({"level": 9}, "'level' is 9, not one of 0, 1, 2, 3, 4, 5"),
        ({"level": -1}, "'level' is -1"),
        ({"direction": "sideways"}, "'direction' is 'sideways', not one of escalation, deescalation, none"),
    ],
)
def test_a_row_with_broken_labels_is_left_out(tocsin, tmp_path, labels, words):
    good = {**GOOD, "level": 4, "direction": "escalation", "location": None, "dyads": [["KEN", "SOM"]]}
    (tmp_path / "gold.jsonl").write_bytes(lines(good, {**good, "id": "b"} | labels))
    said = tocsin("evaluate", "gold.jsonl", "--json")

    assert (said.code, said.document["left_out"]) == (1, 1)
    assert f"left out: gold.jsonl, row 2: {words}" in said.err
