"""Which lines of a reading are left out because of where they stand on their page?"""

import pytest

from tocsin.articles.edges import cut_outside
from tocsin.articles.page import open_page
from tocsin.articles.picker import list_lines

STORY = [
    f"Shell number {n} fell on the quay at {n} minutes past noon and hurt nobody, the harbour said." for n in range(6)
]
DECK = "Six shells in as many minutes, and nobody says who fired them."
LIFE = "Nora Pfister has covered the straits since the first armistice and lives in Dornava."
OFFER = "Our morning letter tells you what happened at sea while you slept."


def paragraphs(lines, mark=""):
    return "".join(f"<p{mark}>{line}</p>" for line in lines)


def blocks(lines, name):
    return "".join(f"<div class='{name}'><p>{line}</p></div>" for line in lines)


@pytest.mark.parametrize(
    ("page", "left_out"),
    [
        (f"<header><h2>{DECK}</h2></header><div>{paragraphs(STORY)}</div>", [DECK]),
        (f"<div>{paragraphs(STORY)}</div><div class='life'><p>{LIFE}</p><p>{OFFER}</p></div>", [LIFE, OFFER]),
        (f"<div>{paragraphs(STORY[:3])}<div class='box'><p>{OFFER}</p></div>{paragraphs(STORY[3:])}</div>", [OFFER]),
        (f"<div>{paragraphs(STORY[:3])}<x-island><p>{OFFER}</p></x-island>{paragraphs(STORY[3:])}</div>", [OFFER]),
        (f"<div>{paragraphs(STORY)}<h3>More news</h3></div>", ["More news"]),
        (f"<div>{paragraphs(STORY)}<p><strong>More news</strong></p></div>", ["More news"]),
        # A quote, a list, a heading, chapters of one kind, a lead of its own class: all of it is the story.
        (f"<div>{paragraphs(STORY)}<blockquote><p>{OFFER}</p></blockquote>{paragraphs([LIFE])}</div>", []),
        (f"<div>{paragraphs(STORY[:3])}<h2>At noon</h2><ul><li>{OFFER}</li></ul>{paragraphs(STORY[3:])}</div>", []),
        (f"<main>{blocks(STORY, 'entry')}</main>", []),
        (f"<main>{blocks(STORY, 'entry')}<aside class='life'><p>{LIFE}</p></aside></main>", []),
        (f"<div>{paragraphs([DECK], ' class=lead')}{paragraphs(STORY)}</div>", []),
        (f"<div>{paragraphs(STORY)}<p><strong>It was war.</strong></p></div>", []),
        (f"<div>{paragraphs(STORY[:3])}{blocks([OFFER, LIFE], 'card')}{paragraphs(STORY[3:])}</div>", []),
        # As much as this is no edge: perhaps the block was no story's.
        (f"<div>{paragraphs(STORY)}</div><div>{paragraphs([OFFER] * 12)}</div>", []),
    ],
)
def test_what_stands_outside_the_storys_block_is_left_out(page, left_out):
    root = open_page(f"<html><body>{page}</body></html>")
    lines = list_lines(root)
    assert cut_outside("\n\n".join(lines), root).split("\n\n") == [line for line in lines if line not in left_out]


LEAD = "The first shells of the year fell on Dornava on Monday, and the harbour closed."


@pytest.mark.parametrize(
    ("page", "is_told"),
    [
        (f"<div class='lead'><p>{LEAD}</p></div><div class='story'>{paragraphs(STORY)}</div>", True),
        (
            f"<div class='lead'><p>{LEAD}</p></div><p>By Nora Pfister</p><div class='story'>{paragraphs(STORY)}</div>",
            False,
        ),
        (f"<header><p>{LEAD}</p></header><div class='story'>{paragraphs(STORY)}</div>", False),
        (f"<ul class='facts'><li>{LEAD}</li></ul><div class='story'>{paragraphs(STORY)}</div>", False),
    ],
    ids=["nothing between", "parted by the byline", "in the header", "a list of points"],
)
def test_a_lead_right_above_the_storys_block_is_its_first_line(page, is_told):
    body = "\n\n".join([LEAD, *STORY])
    assert (LEAD in cut_outside(body, open_page(f"<html><body>{page}</body></html>"))) is is_told


def test_what_a_share_box_repeats_is_still_the_storys_first_line():
    box = f"<div class='share'><p>{STORY[0]}</p></div>"
    root = open_page(f"<html><body>{box}<div class='story'>{paragraphs(STORY)}</div></body></html>")
    assert cut_outside("\n\n".join(STORY), root) == "\n\n".join(STORY)


@pytest.mark.parametrize("body", ["", "Nothing of this stands on the page.\n\nNor does that."])
def test_a_body_that_is_not_on_the_page_stays_as_it_is(body):
    assert cut_outside(body, open_page(f"<html><body>{paragraphs(STORY)}</body></html>")) == body
