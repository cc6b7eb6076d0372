"""Are a site's feeds found, with few questions and good manners?"""

import gzip
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from servers import Newspaper, Page, gzip_bomb, moved
from tocsin.pipeline.batches import Budget
from tocsin.pipeline.discover import MOST_TRIED, discover
from tocsin.sandbox import Sandbox
from tocsin.web import MemoryHostBook, Web, WebPolicy

NOW = datetime.now(UTC)


def a_feed(*titles, title="River Post", days_old=0):
    at = format_datetime(NOW - timedelta(days=days_old, hours=1))
    items = "".join(
        f"<item><title>{each}</title><link>https://river.example/{each}</link><pubDate>{at}</pubDate></item>"
        for each in titles
    )
    document = f'<rss version="2.0"><channel><title>{title}</title>{items}</channel></rss>'
    return Page(document.encode(), headers={"Content-Type": "application/rss+xml"})


def a_page(*hrefs, body=""):
    links = "".join(f'<link rel="alternate" type="application/rss+xml" href="{href}">' for href in hrefs)
    return f'<!doctype html><html lang="en"><head>{links}</head><body>{body}</body></html>'.encode()


@pytest.fixture(scope="module")
def sandbox():
    with Sandbox() as box:
        yield box


@pytest.fixture
def paper():
    with Newspaper() as server:
        yield server


@pytest.fixture
def search(paper, sandbox):
    """Search the newspaper's site without the pauses that other servers are owed."""

    def run(path="/", budget=60.0):
        policy = WebPolicy(allow_hosts=frozenset([paper.host]), gap=0.0, burst=1_000, deadline=5.0)
        with Web(policy, MemoryHostBook()) as web:
            return discover(web, sandbox, paper.url(path), now=NOW, budget=Budget(budget))

    return run


def paths(seen, paper):
    return [each.url.removeprefix(paper.url("")) for each in seen.found]


def test_the_best_of_what_a_page_names_comes_first(paper, search):
    paper.pages["/"] = a_page("/sport/feed", "/feed", "/atom", body="<a href=/old/rss>RSS</a>")
    paper.pages["/feed"] = paper.pages["/atom"] = a_feed("a", "b")
    paper.pages["/sport/feed"] = a_feed("goal")
    paper.pages["/old/rss"] = a_feed("c", days_old=400)
    seen = search()

    assert paths(seen, paper) == ["/feed", "/sport/feed", "/old/rss"]
    assert [each.removeprefix(paper.url("")) for each in seen.found[0].twins] == ["/atom"]
    assert sorted(paper.paths()) == sorted(["/robots.txt", "/", "/feed", "/atom", "/sport/feed", "/old/rss"])


def test_a_feed_is_known_as_one(paper, search):
    paper.pages["/anything"] = a_feed("By: Ann", "By: Bob")
    seen = search("/anything")

    # Whoever names it wants it, comments or not.
    assert (seen.is_direct, paths(seen, paper)) == (True, ["/anything"])
    assert paper.paths() == ["/robots.txt", "/anything"]


def test_a_feed_that_moved_for_good_is_found_where_it_is(paper, search):
    paper.pages |= {"/": a_page("/feed"), "/feed": moved("/rss", 301), "/rss": a_feed("a")}
    assert paths(search(), paper) == ["/rss"]

    paper.pages["/feed"] = moved("/rss", 302)
    (found,) = search().found
    assert (found.url, found.twins) == (paper.url("/feed"), (paper.url("/rss"),))


def test_an_article_leads_to_its_sites_front_page(paper, search):
    paper.pages["/2026/bridge/"] = a_page("/2026/bridge/feed/", body="A bridge.")
    paper.pages["/2026/bridge/feed/"] = a_feed("By: Ann", title="Comments on: A bridge")
    paper.pages["/"] = a_page("/news.rss")
    paper.pages["/news.rss"] = a_feed("a")
    seen = search("/2026/bridge/")

    assert paths(seen, paper) == ["/news.rss"]
    assert "readers' comments" in seen.failures[0].reason


def test_a_page_of_feeds_is_looked_into_once(paper, search):
    paper.pages["/"] = a_page(body="<a href=/rss>RSS</a>")
    paper.pages["/rss"] = a_page(body="<a href=/rss/world.xml>World</a> <a href=/rss>this page</a>")
    paper.pages["/rss/world.xml"] = a_feed("a")

    assert paths(search(), paper) == ["/rss/world.xml"]
    assert paper.paths().count("/rss") == 1


def test_a_page_of_pages_of_feeds_is_not_followed(paper, search):
    paper.pages["/"] = a_page(body="<a href=/rss>RSS</a>")
    paper.pages["/rss"] = a_page(body="<a href=/rss/more>more feeds</a>")
    paper.pages["/rss/more"] = a_page(body="<a href=/rss/deep.xml>Deep</a>")
    paper.pages["/feed.xml"] = paper.pages["/rss/deep.xml"] = a_feed("a")

    assert paths(search(), paper) == ["/feed.xml"]
    assert "/rss/deep.xml" not in paper.paths()


def test_usual_addresses_are_tried_until_one_is_a_feed(paper, search):
    paper.pages |= {"/": a_page(), "/rss.xml": a_feed("a")}
    seen = search()

    assert paths(seen, paper) == ["/rss.xml"]
    assert paper.paths() == ["/robots.txt", "/", "/feed/", "/rss", "/rss.xml"]
    assert all(failure.is_guess for failure in seen.failures)


def test_a_front_page_that_refuses_us_is_no_reason_to_give_up(paper, search):
    paper.pages |= {"/": Page(b"", 403), "/feed/": a_feed("a")}
    seen = search()

    assert (paths(seen, paper), seen.is_lost) == (["/feed/"], False)


def test_maps_lead_to_feeds(paper, search):
    index = f"<sitemapindex><sitemap><loc>{paper.url('/news-map.xml.gz')}</loc></sitemap></sitemapindex>"
    pages = f"<urlset><url><loc>{paper.url('/bridge')}</loc></url><url><loc>{paper.url('/feeds/river.xml')}</loc></url>"
    paper.pages["/"] = a_page()
    paper.pages["/robots.txt"] = f"User-agent: *\nDisallow: /x\nSitemap: {paper.url('/maps/all.xml')}".encode()
    paper.pages["/maps/all.xml"] = index.encode()
    paper.pages["/news-map.xml.gz"] = gzip.compress(f"{pages}</urlset>".encode())
    paper.pages["/feeds/river.xml"] = a_feed("a")

    assert paths(search(), paper) == ["/feeds/river.xml"]


def test_a_map_that_is_a_feed_is_one(paper, search):
    paper.pages |= {"/": a_page(), "/robots.txt": f"Sitemap: {paper.url('/map')}".encode(), "/map": a_feed("a")}

    assert paths(search(), paper) == ["/map"]


def test_an_article_of_the_map_of_news_may_name_the_feed(paper, search):
    news = f"""<urlset xmlns:news="n"><url><loc>{paper.url("/bridge")}</loc><news:news><news:publication>
      <news:name>River Post</news:name></news:publication></news:news></url></urlset>"""
    paper.pages |= {"/": a_page(), "/sitemap.xml": news.encode(), "/bridge": a_page("/x"), "/x": a_feed("a")}
    seen = search()

    assert (paths(seen, paper), seen.site.name) == (["/x"], "River Post")


def test_a_page_of_a_thousand_feeds_costs_a_few_questions(paper, search):
    paper.pages["/"] = a_page(*(f"/{each}/feed" for each in range(1_000)))
    seen = search()

    assert sum(path.count("/") == 2 and path.endswith("/feed") for path in paper.paths()) == MOST_TRIED
    assert seen.untried > 100
    assert len(paper.asked) < 30


def test_robots_txt_is_obeyed(paper, search):
    paper.pages["/robots.txt"] = b"User-agent: *\nDisallow: /private"
    paper.pages |= {"/": a_page("/private/feed", "/feed"), "/private/feed": a_feed("a"), "/feed": a_feed("b")}
    seen = search()

    assert paths(seen, paper) == ["/feed"]
    assert "/private/feed" not in paper.paths()
    assert [failure.reason for failure in seen.failures] == ["robots.txt disallows it"]


def test_a_page_leads_nowhere_inside_our_own_network(paper, search):
    with Newspaper() as inside:
        inside.pages["/feed"] = a_feed("secret")
        paper.pages |= {"/": a_page(inside.url("/feed"), "/away", "/feed"), "/away": moved(inside.url("/feed"))}
        paper.pages["/feed"] = a_feed("a")
        seen = search()

        assert paths(seen, paper) == ["/feed"]
        assert inside.asked == []
        assert len(seen.failures) == 2


@pytest.mark.parametrize(
    "body",
    [
        Page(b"<div>" * 200_000),
        Page(b'<link rel="alternate" ' + b"a=b " * 300_000 + b">"),
        gzip_bomb(50),
        Page(b"\0\xff" * 1_000_000),
        Page(b""),
    ],
    ids=["nested", "attributes", "bomb", "noise", "empty"],
)
def test_a_hostile_front_page_hides_no_feed(paper, search, body):
    paper.pages |= {"/": body, "/feed/": a_feed("a")}

    assert paths(search(), paper) == ["/feed/"]


def test_a_site_that_is_lost_is_not_asked_again(paper, search):
    paper.pages["/"] = Page(b"", 503, headers={"Retry-After": "3600"})
    seen = search()

    assert (seen.found, seen.is_lost, len(seen.failures)) == ((), True, 1)
    assert paper.paths() == ["/robots.txt", "/"]


def test_without_time_nothing_more_is_asked(paper, search):
    paper.pages |= {"/": a_page("/feed"), "/feed": a_feed("a")}
    seen = search(budget=0.0)

    assert (seen.found, seen.untried) == ((), 1)
    assert paper.paths() == ["/robots.txt", "/"]


def test_nothing_found_is_said_with_what_was_tried(paper, search):
    paper.pages["/"] = a_page()
    seen = search()

    assert seen.found == ()
    assert {failure.reason for failure in seen.failures} == {"HTTP 404"}
    assert len(seen.failures) > 8
