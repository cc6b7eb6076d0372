"""Is one article one URL, and are two articles two?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.articles.urls import canonical_url, publisher_of, same_publisher
from tocsin.errors import AddressRefused
from tocsin.web.address import split_url


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("HTTP://EX.COM:80/a", "http://ex.com/a"),
        ("https://ex.com:443", "https://ex.com/"),
        ("https://ex.com:8443/a", "https://ex.com:8443/a"),
        ("http://ex.com:443/a", "http://ex.com:443/a"),
        ("HTTP://127.0.0.1:8123/p/p007/news/1/A.html", "http://127.0.0.1:8123/p/p007/news/1/A.html"),
        ("https://ex.com/a?utm_source=rss&utm_medium=feed&fbclid=Iw1#comments", "https://ex.com/a"),
        ("https://ex.com/a?id=7&gclid=x&mc_cid=y&mc_eid=z", "https://ex.com/a?id=7"),
        ("https://ex.com/a?at_medium=RSS&at_campaign=KARANGA", "https://ex.com/a"),
        ("https://ex.com/?p=123&utm_source=feed", "https://ex.com/?p=123"),
        ("https://ex.com/s?b=1&x=2&q=3", "https://ex.com/s?b=1&x=2&q=3"),
        ("https://ex.com/a?source=rss", "https://ex.com/a"),
        ("https://ex.com/a?source=12&ref=8841", "https://ex.com/a?source=12&ref=8841"),
        ("https://ex.com/a?amp=1", "https://ex.com/a"),
        ("https://ex.com/a?amp", "https://ex.com/a"),
        ("https://ex.com/a?outputType=amp", "https://ex.com/a"),
        ("https://ex.com/story/amp/", "https://ex.com/story/"),
        ("https://ex.com/story/amp", "https://ex.com/story"),
        ("https://ex.com/story.amp.html", "https://ex.com/story.html"),
        ("https://ex.com/amp/", "https://ex.com/amp/"),
        ("https://ex.com/champ/", "https://ex.com/champ/"),
        ("https://amp.ex.co.uk/a", "https://ex.co.uk/a"),
        ("https://m.ex.com/a", "https://ex.com/a"),
        ("https://m.co.uk/a", "https://m.co.uk/a"),
        ("https://m.com/a", "https://m.com/a"),
        ("https://www-ex-com.cdn.ampproject.org/c/s/www.ex.com/a/amp/?x=1", "https://www.ex.com/a/?x=1"),
        ("https://ex.com/новости/a b", "https://ex.com/новости/a b"),
        ("https://ex.com/новости", "https://ex.com/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8"),
        ("https://ex.com/%d0%bd", "https://ex.com/%D0%BD"),
        ("https://EX.com./a", "https://ex.com/a"),
        ("https://user:secret@ex.com/a", "https://ex.com/a"),
        ("  https://ex.com/a \n", "https://ex.com/a"),
        ("http://[::1]:80/a", "http://[::1]/a"),
    ],
)
def test_canonical_url(url, expected):
    assert canonical_url(url) == expected


@pytest.mark.parametrize(
    "rubbish",
    [
        "",
        "news",
        "mailto:a@b.c",
        "javascript:alert(1)",
        "http://",
        "http://[::1",
        "http://a:b/",
        "http://x:99999/",
        "//ex.com/a",
    ],
)
def test_rubbish_stays_as_it_is(rubbish):
    assert canonical_url(f" {rubbish} ") == rubbish


SOME_HOST = st.sampled_from(
    ["ex.com", "M.amp.EX.co.uk", "10.0.0.1:8080", "münchen.de", "amp.m.ex.test", "[::1]:80", "xn--a"]
)
SOME_REST = st.text(alphabet="/amp.?&=#%20utm_source:@é \\", max_size=40) | st.text(max_size=40)


@given(host=SOME_HOST, rest=SOME_REST)
def test_canonical_url_is_idempotent(host, rest):
    once = canonical_url(f"https://{host}/{rest}")
    assert canonical_url(once) == once


@given(st.text(max_size=200))
def test_canonical_url_survives_any_text(text):
    assert canonical_url(canonical_url(text)) == canonical_url(text)


@given(
    st.dictionaries(
        st.sampled_from(["p", "id", "b", "x", "q", "story", "page"]), st.integers(0, 99).map(str), min_size=1
    )
)
def test_parameters_that_name_an_article_are_kept(query):
    url = "https://ex.com/?" + "&".join(f"{name}={value}" for name, value in query.items())
    assert canonical_url(url + "&utm_campaign=x") == url


@pytest.mark.parametrize(
    ("url", "publisher"),
    [
        ("https://www.news.ex.co.uk/a", "ex.co.uk"),
        ("http://127.0.0.1:8000/a", "127.0.0.1"),
        ("https://p007.newsroom.test/a", "newsroom.test"),
        ("rubbish", ""),
    ],
)
def test_publisher_of(url, publisher):
    assert publisher_of(url) == publisher


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://www.ex.com/a", "https://amp.ex.com/a", True),
        ("https://www.ex.com/a", "https://ex.org/a", False),
        ("http://127.0.0.1:8000/a", "http://127.0.0.1:8000/b", True),
        ("http://127.0.0.1:8000/a", "http://127.0.0.1:8001/a", False),
        ("https://one.co.uk/", "https://two.co.uk/", False),
    ],
)
def test_same_publisher(one, other, same):
    assert same_publisher(one, other) is same


NAMES = st.sampled_from(["p", "id", "b", "x", "q", "story", "page", "article", "n", "v", "ref", "source", "via"])
ARTICLES = st.tuples(
    st.lists(st.from_regex(r"[a-z0-9-]{1,8}", fullmatch=True), min_size=1, max_size=4),
    st.lists(st.tuples(NAMES, st.integers(0, 99).map(str)), max_size=3),
)


def _link(article, *, host="lantern.example"):
    path, query = article
    return f"https://{host}/{'/'.join(path)}" + ("?" if query else "") + "&".join("=".join(pair) for pair in query)


@given(one=ARTICLES, other=ARTICLES)
def test_distinct_articles_stay_distinct(one, other):
    ends_in_amp = any(path[1:] and path[-1] == "amp" for path, _ in (one, other))
    assert ends_in_amp or (canonical_url(_link(one)) == canonical_url(_link(other))) == (one == other)


@given(
    ARTICLES,
    st.sampled_from(["utm_source=rss", "fbclid=Iw1", "at_medium=RSS", "ref=twitter", "amp=1"]),
    st.sampled_from(["lantern.example", "amp.lantern.example", "m.lantern.example"]),
)
def test_twins_of_an_article_are_one(article, tracking, host):
    link = _link(article, host=host)
    twin = f"{link}{'&' if article[1] else '?'}{tracking}#top"
    assert canonical_url(twin) == canonical_url(_link(article))


@given(st.text(max_size=200) | st.builds("https://{}/{}".format, SOME_HOST, SOME_REST))
def test_any_text_is_a_url_that_we_would_fetch_or_is_refused(text):
    try:
        parts = split_url(text)
    except AddressRefused:
        return
    assert parts.scheme in ("http", "https")
    assert parts.hostname
    # What we would fetch has a canonical form that we would fetch too, of the same publisher.
    assert split_url(canonical_url(text)).hostname
    assert same_publisher(text, canonical_url(text)) or "ampproject" in text or "/amp/" in text


@given(st.text(max_size=100), st.text(max_size=100))
def test_any_texts_have_publishers_or_none(one, other):
    assert isinstance(publisher_of(one), str)
    assert same_publisher(one, other) == same_publisher(other, one)
