"""Is the link to a person's page near the headline told from those of other stories?"""

import time

import pytest

from tocsin.articles.authors import find_linked_author
from tocsin.articles.page import open_page

TITLE = "Post shelled"
LINK = "<a href='/{}/nora-pfister/'>Nora Pfister</a>"
OTHER = "<a href='/authors/otto-brandl'>Otto Brandl</a>"


def author_of(body):
    return find_linked_author(open_page(f"<html><body>{body}</body></html>"), title=TITLE)


@pytest.mark.parametrize(
    "folder", ["author", "authors", "people", "staff", "autor", "auteur", "yazarlar", "en/reporters"]
)
def test_a_page_of_its_own_for_a_person(folder):
    assert author_of(f"<h1>{TITLE}</h1><p>{LINK.format(folder)}</p>") == "Nora Pfister"


@pytest.mark.parametrize(
    "body",
    [
        f"<div>{OTHER}</div><div><div><h1>{TITLE}</h1></div>{LINK.format('author')}</div>",
        f"<aside>{OTHER}</aside><h1>{TITLE}</h1>{LINK.format('author')}",
        f"<h1>{TITLE}</h1>{LINK.format('author')}{OTHER}",
    ],
)
def test_the_nearest_to_the_headline_is_taken(body):
    assert author_of(body) == "Nora Pfister"


@pytest.mark.parametrize(
    "body",
    [
        f"<h1>{TITLE}</h1><aside>{OTHER}</aside>",
        f"<h1>{TITLE}</h1><a href='/news/nora-pfister'>Nora Pfister</a>",
        f"<h1>{TITLE}</h1><a href='/authors/'>All our authors</a>",
        f"<h1>{TITLE}</h1><a href='/authors/nora'>All that Nora Pfister has ever told us of Dornava</a>",
    ],
)
def test_other_links_name_nobody(body):
    assert author_of(body) == ""


def test_many_links_deep_in_a_page_are_quick():
    page = f"{'<div><h1>' * 80}{OTHER * 10_000}"
    started = time.process_time()
    author_of(page)
    assert time.process_time() - started < 3
