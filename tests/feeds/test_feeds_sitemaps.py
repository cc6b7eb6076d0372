"""What do a site's robots.txt and maps tell of its feeds?"""

import gzip

from tocsin.feeds.sitemaps import MAX_PAGES, list_sitemaps, read_sitemap

MAP = "https://river.example/sitemap.xml"
SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
NEWS = f"""<urlset {SPACE} xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"
  xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
  <url><loc> https://river.example/bridge </loc><image:image><image:loc>https://river.example/a.jpg</image:loc></image:image>
  <news:news><news:publication><news:name>River &amp; Post</news:name></news:publication></news:news></url>
  <url><loc>/world/rss.xml</loc></url><url><loc>javascript:x</loc></url></urlset>"""


def test_robots_names_maps_news_first():
    robots = """User-agent: *\r\nDisallow: /x\r\nSitemap: https://river.example/a.xml
sitemap : /news.xml\nSITEMAP:https://river.example/a.xml # again\nSitemap: ftp://river.example/\nNo-Sitemap: /b.xml"""

    assert list_sitemaps(robots, url="https://river.example/robots.txt") == [
        "https://river.example/news.xml", "https://river.example/a.xml",
    ]  # fmt: skip


def test_a_map_of_news_has_pages_and_the_newspapers_name():
    found = read_sitemap(NEWS.encode(), url=MAP)

    assert found.publisher == "River & Post"
    assert found.pages == ("https://river.example/bridge", "https://river.example/world/rss.xml")
    assert read_sitemap(gzip.compress(NEWS.encode()), url=MAP) == found


def test_an_index_names_maps():
    index = f"<sitemapindex {SPACE}><sitemap><loc>/old.xml.gz</loc></sitemap><sitemap><loc>/news.xml</loc></sitemap>"
    found = read_sitemap(f"{index}</sitemapindex>".encode(), url=MAP)

    assert found.maps == ("https://river.example/news.xml", "https://river.example/old.xml.gz")
    assert found.pages == ()


def test_a_map_is_read_as_far_as_it_is_whole():
    assert read_sitemap(NEWS[:-60].encode(), url=MAP).pages[0] == "https://river.example/bridge"
    long = "".join(f"<url><loc>/{each}</loc></url>" for each in range(3 * MAX_PAGES))
    assert len(read_sitemap(f"<urlset>{long}</urlset>".encode(), url=MAP).pages) == MAX_PAGES


def test_what_is_no_map_or_a_trap_has_nothing_in_it():
    bomb = '<!DOCTYPE x [<!ENTITY a "https://river.example/a"><!ENTITY f SYSTEM "file:///etc/hostname">]>'
    for body in (
        b"",
        b"not a map",
        b"<html><body><p>loc",
        b"\x1f\x8b broken",
        f"{bomb}<urlset><url><loc>&f;</loc></url><url><loc>&a;</loc></url></urlset>".encode(),
        gzip.compress(b"\0" * 40_000_000),
    ):
        assert read_sitemap(body, url=MAP).pages == ()
