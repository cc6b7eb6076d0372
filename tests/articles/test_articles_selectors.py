"""Are the rows that say where publishers keep their stories in order, and what becomes of one that is not?"""

import pytest

from tocsin.articles.page import open_page
from tocsin.articles.selectors import read_selectors, select_body
from tocsin.errors import InputError

PAGE = "<div class='wysiwyg'><p>One <b>two</b></p><aside><p>See also</p></aside><h2>Three</h2></div>"


@pytest.mark.parametrize(
    ("url", "body"),
    [
        ("https://www.aljazeera.com/news/2026/3/2/story", "One two\nThree"),
        ("https://aljazeera.net/politics/story", "One two\nThree"),
        ("https://lantern.example/story", ""),
        ("https://www.dawn.com/news/1", ""),
    ],
)
def test_the_blocks_of_a_known_publisher_are_its_story(url, body):
    assert select_body(open_page(PAGE), url) == body


@pytest.mark.parametrize(
    ("rows", "problem"),
    [
        ("- publishers: [lantern.example]\n  body: 'div >'", "row 1: not a CSS selector"),
        ("- publishers: [lantern.example]\n  body: 7", "row 1: not a CSS selector"),
        ("- publishers: [lantern.example]\n  css: p", "row 1: it must have"),
        ("- publishers: [www.lantern.example]\n  body: p", "row 1: www.lantern.example is no registrable domain"),
        ("- {publishers: [a.example], body: p}\n- {publishers: [a.example], body: p}", "row 2: a.example has a row"),
    ],
)
def test_a_row_that_is_not_in_order_is_named(tmp_path, rows, problem):
    path = tmp_path / "selectors.yaml"
    path.write_text(rows)
    with pytest.raises(InputError, match=problem):
        read_selectors(path)
