"""When readers differ, whom do we believe?"""

from dataclasses import replace

import pytest

from tocsin.articles.jury import choose, find_medoid, is_cut_short, keep_seen, overlap, read_body
from tocsin.articles.metadata import read_metadata
from tocsin.articles.page import open_page
from tocsin.articles.readers import Views

ONE = "Artillery fired from across the river hit the customs post at Dornava before dawn."
TWO = "The crossing was closed until further notice and the buses turned back at the bridge."
AD = "Save thirty percent on winter tyres today only in all of our many shops."


def views_of(text):
    return Views(text, open_page(text), open_page(text))


@pytest.mark.parametrize(
    ("readings", "expected"),
    [
        ({"a": f"{ONE} {TWO} {AD}", "b": f"{ONE} {TWO}", "c": ONE}, "b"),
        ({"a": ONE, "b": ONE, "c": AD}, "a"),
        ({"a": "", "b": "", "c": ONE}, "c"),
        ({"a": "", "b": ""}, "a"),
    ],
)
def test_find_medoid(readings, expected):
    assert find_medoid(readings) == expected


@pytest.mark.parametrize(
    ("one", "other", "cut"),
    [
        (ONE, f"{ONE} {TWO} {AD}", True),
        (ONE, f"{ONE} {TWO[:20]}", False),
        (ONE, f"{TWO} {AD} {TWO}", False),
        ("", ONE, False),
    ],
)
def test_is_cut_short(one, other, cut):
    assert is_cut_short(one, other) is cut


def test_overlap():
    assert overlap(ONE, ONE.upper()) == 1
    assert overlap(ONE, AD) == overlap("", "") == 0


STORY = " ".join(f"Shell number {n} fell on the quay, {n} minutes past noon, and hurt nobody." for n in range(1, 21))
TEASER = "<p>Shells fell on Dornava, officials said on Tuesday.</p>"


@pytest.mark.parametrize(
    ("shown", "told", "is_free", "is_told"),
    [
        ("<p>Loading…</p>", STORY, None, True),
        ("", STORY, False, True),
        (TEASER, STORY, None, True),
        (TEASER, STORY, False, False),
        (f"<p>{STORY[:600]}</p>", STORY, True, True),
        (f"<p>{STORY[:600]} {TWO}</p>", f"{AD} {AD} {STORY[600:]}", True, False),
        (f"<p>{STORY}</p><p>{AD}</p>", ONE, None, False),
    ],
)
def test_the_publishers_own_text_is_taken_where_the_page_shows_less(shown, told, is_free, is_told):
    text = f"<html><body><article>{shown}</article></body></html>"
    metadata = replace(read_metadata(open_page(text), url="https://lantern.example/1"), body=told, is_free=is_free)
    assert (read_body(views_of(text), metadata).method == "json-ld") is is_told


@pytest.mark.parametrize(
    ("body", "others", "kept"),
    [
        (f"{ONE}\n\n{AD}\n\n{TWO}", [f"{ONE} {TWO}", TWO], f"{ONE}\n\n{TWO}"),
        (f"{ONE}\n\nCold night\n\n{TWO}", [f"{ONE} {TWO}"], f"{ONE}\n\nCold night\n\n{TWO}"),
        (f"{ONE}\n\n{TWO}", [AD], f"{ONE}\n\n{TWO}"),
        (ONE, [], ONE),
    ],
    ids=["nobody else saw the offer", "a short line stands with its neighbours", "nobody saw any", "nobody else"],
)
def test_lines_that_no_other_reader_saw_are_left_out(body, others, kept):
    assert keep_seen(body, others) == kept


def test_readers_that_differ_are_doubted():
    alike = {"trafilatura": f"{ONE} {TWO}", "picker": f"{ONE} {TWO} {AD}"}
    assert choose(alike).doubts == ()
    assert choose({"trafilatura": ONE, "picker": AD}).doubts == ("the readers differ (0% alike)",)


def test_what_is_known_of_a_publisher_decides_where_readers_differ():
    sides = f"<dl><dt>{AD}</dt><dd>{AD} 2</dd></dl><section>{AD} 3</section>"
    text = f"<html><body><div class='wysiwyg'><p>{ONE}</p><p>{TWO}</p>{sides}</div></body></html>"
    for url, is_known in (("https://www.aljazeera.com/news/1", True), ("https://lantern.example/1", False)):
        reading = read_body(views_of(text), read_metadata(open_page(text), url=url))
        assert (reading.method == "selector") is is_known
        assert (reading.body == f"{ONE}\n\n{TWO}") is is_known
