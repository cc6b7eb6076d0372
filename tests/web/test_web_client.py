"""Where does a chain of redirects end, and what does it tell us?"""

from datetime import UTC, datetime

import pytest

from servers import Newspaper, Page, moved
from tocsin.errors import BadStatus, TooManyRedirects
from tocsin.model import Validators

NOW = datetime(2026, 1, 18, 12, tzinfo=UTC)


def fetch(web, url, **options):
    return web.fetch(url, now=NOW, cap=1000, accept="text/html", **options)


@pytest.mark.parametrize(
    ("statuses", "is_moved"),
    [
        ((301,), True),
        ((308, 301), True),
        ((302,), False),
        ((301, 302), False),
        ((307, 308), False),
        ((), False),
        ((303,), False),
        ((301,) * 5, True),
    ],
)
def test_only_a_chain_of_permanent_redirects_moves_a_feed(web, paper, statuses, is_moved):
    for hop, status in enumerate(statuses):
        paper.pages[f"/{hop}"] = moved(f"/{hop + 1}", status)
    paper.pages[f"/{len(statuses)}"] = b"here"
    answer = fetch(web, paper.url("/0"))
    assert answer.url == paper.url(f"/{len(statuses)}")
    assert answer.body == b"here"
    assert answer.moved_to == (answer.url if is_moved else None)


def test_a_loop_ends_at_its_first_turn(web, paper):
    paper.pages["/a"] = moved("/b")
    paper.pages["/b"] = moved("/a")
    with pytest.raises(TooManyRedirects):
        fetch(web, paper.url("/a"))
    assert paper.paths() == ["/robots.txt", "/a", "/b"]


def test_five_redirects_are_followed_and_not_six(web, paper):
    for hop in range(9):
        paper.pages[f"/{hop}"] = moved(f"/{hop + 1}")
    with pytest.raises(TooManyRedirects):
        fetch(web, paper.url("/0"))
    assert paper.paths()[1:] == [f"/{hop}" for hop in range(6)]


def test_a_redirect_without_a_target_is_a_bad_status(web, paper):
    paper.pages["/a"] = Page(status=302)
    with pytest.raises(BadStatus):
        fetch(web, paper.url("/a"))


def test_a_key_stays_with_the_first_host(make_web, paper):
    with Newspaper() as other:
        paper.pages["/a"] = moved("/b")
        paper.pages["/b"] = moved(other.url("/c"))
        other.pages["/c"] = b"x"
        fetch(make_web(), paper.url("/a"), headers={"X-Key": "s3cret"})
    assert [asked.headers.get("x-key") for asked in paper.asked if asked.path != "/robots.txt"] == ["s3cret"] * 2
    assert all("x-key" not in asked.headers for asked in other.asked)
    assert other.asked[-1].headers["accept"] == "text/html"


def test_conditional_get(web, paper):
    paper.pages["/a"] = Page(status=304, headers={"ETag": '"2"'})
    answer = fetch(
        web, paper.url("/a"), validators=Validators(etag='"1"', last_modified="Sun, 18 Jan 2026 00:00:00 GMT")
    )
    assert (answer.status, answer.body, answer.headers["etag"]) == (304, b"", '"2"')
    assert paper.asked[-1].headers["if-none-match"] == '"1"'
    assert paper.asked[-1].headers["if-modified-since"] == "Sun, 18 Jan 2026 00:00:00 GMT"


def test_one_connection_serves_many_requests(web, paper):
    """304 and redirects must not cost a connection each."""
    paper.pages["/a"] = Page(status=304)
    for _ in range(3):
        fetch(web, paper.url("/a"), validators=Validators(etag='"1"'))
    assert len({asked.client for asked in paper.asked}) == 1
