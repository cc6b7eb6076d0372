"""When do two links mean the same entry?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.feeds.links import absolute_link, link_key
from tocsin.web import host_of


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://a.example/x?utm_source=rss&utm_medium=feed", "http://a.example/x#comments", True),
        ("https://a.example/x?fbclid=1&id=7", "https://a.example/x?id=7", True),
        ("https://a.example/?p=123", "https://a.example/?p=124", False),
        ("https://a.example/story?b=1", "https://a.example/story?b=2", False),
        ("https://a.example/x", "https://b.example/x", False),
        ("https://a.example/X", "https://a.example/x", False),
        ("HTTPS://A.Example", "https://a.example/", True),
    ],
)
def test_link_key(one, other, same):
    assert (link_key(one) == link_key(other)) is same


@given(st.text(max_size=80))
def test_a_link_made_absolute_stays_as_it_is(text):
    url = absolute_link("https://a.example/dir/page", text)
    assert url == "" or url.lower().startswith(("http://", "https://"))
    assert absolute_link("https://b.example/", url) == url
    assert url == "" or host_of(link_key(url))


@pytest.mark.parametrize(
    "link", ["http://]80http//", "http://a:b@]80/", "/a\ud800", "http://" + "a" * 300 + ".example/"]
)
def test_what_no_store_takes_is_no_link(link):
    assert absolute_link("https://a.example/", link) == ""


@pytest.mark.parametrize("length", [400, 3_000])
def test_a_link_too_long_for_an_index_is_none(length):
    assert bool(absolute_link("https://a.example/", "/" + "é" * length)) is (length == 400)
