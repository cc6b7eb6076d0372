"""Do we ask only what robots.txt lets us, as often as it lets us, and not while a host wants its peace?"""

import itertools
import socket
import threading
import time
from datetime import UTC, datetime, timedelta

import pytest

from servers import Newspaper, Page, moved, raw
from tocsin.errors import AddressRefused, BadStatus, ConnectionFailed, HostWaits, RobotsDenied, RobotsUnavailable
from tocsin.web import HostRecord

NOW = datetime(2026, 1, 18, 12, tzinfo=UTC)
DENY = b"User-agent: *\nDisallow: /private/\n"


def fetch(web, url, *, now=NOW, **options):
    return web.fetch(url, now=now, cap=10_000, accept="*/*", **options)


def robots_asked(paper):
    return paper.paths().count("/robots.txt")


@pytest.mark.parametrize(
    ("robots", "path", "allowed"),
    [
        (DENY, "/a", True),
        (DENY, "/private/a", False),
        (b"User-agent: tocsin\nDisallow: /\n\nUser-agent: *\nAllow: /\n", "/a", False),
        (b"User-agent: Tocsin\nAllow: /\n\nUser-agent: *\nDisallow: /\n", "/a", True),
        (b"User-agent: BadBot\nDisallow: /\n", "/a", True),
        (b"User-agent: *\nDisallow: /\nAllow: /a$\n", "/a", True),
        (b"\xef\xbb\xbfUser-agent: *\nDisallow: /\n", "/a", False),
        (b"User-agent: *\r\nDisallow: /*.xml$\r\n", "/f.xml", False),
        (b"<html><body>Welcome</body></html>", "/a", True),
        (b"\0\xff\xfe garbage \x00 Disallow", "/a", True),
        (b"", "/a", True),
        (b"# long\n" * 100_000 + b"User-agent: *\nDisallow: /", "/a", True),
        (b"User-agent: *\nDisallow: /" + b"*a" * 5000 + b"b$", "/" + "a" * 2000, True),
    ],
)
def test_robots_txt_is_obeyed(web, paper, robots, path, allowed):
    paper.pages |= {"/robots.txt": robots, path: b"news"}
    if allowed:
        assert fetch(web, paper.url(path)).body == b"news"
    else:
        with pytest.raises(RobotsDenied):
            fetch(web, paper.url(path))
        assert path not in paper.paths()


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410])
def test_no_robots_txt_allows_all_and_is_remembered(web, paper, status):
    paper.pages |= {"/robots.txt": Page(b"User-agent: *\nDisallow: /", status), "/a": b"news"}
    fetch(web, paper.url("/a"))
    fetch(web, paper.url("/a"), now=NOW + timedelta(hours=23))
    assert robots_asked(paper) == 1
    fetch(web, paper.url("/a"), now=NOW + timedelta(hours=25))
    assert robots_asked(paper) == 2


def test_a_host_that_cannot_be_reached_has_failed_and_then_waits(web, paper):
    paper.pages["/robots.txt"] = raw(b"")
    with pytest.raises(ConnectionFailed) as caught:
        fetch(web, paper.url("/a"))
    assert caught.value.url == paper.url("/a")
    with pytest.raises(RobotsUnavailable):
        fetch(web, paper.url("/a"), now=NOW + timedelta(minutes=9))
    assert paper.paths() == ["/robots.txt"]


@pytest.mark.parametrize("page", [Page(status=500), Page(status=502), moved("http://10.0.0.1/robots.txt")])
def test_a_robots_txt_that_cannot_be_had_makes_us_wait_ten_minutes(web, paper, page):
    paper.pages |= {"/robots.txt": page, "/a": b"news"}
    for minutes in (0, 9):
        with pytest.raises(RobotsUnavailable) as caught:
            fetch(web, paper.url("/a"), now=NOW + timedelta(minutes=minutes))
        assert NOW + timedelta(minutes=10) <= caught.value.not_before < NOW + timedelta(minutes=10, seconds=9)
    assert paper.paths() == ["/robots.txt"]
    paper.pages["/robots.txt"] = b""
    assert fetch(web, paper.url("/a"), now=NOW + timedelta(minutes=11)).body == b"news"


@pytest.mark.parametrize(("status", "seconds"), [(429, 60), (503, 600)])
def test_a_robots_txt_that_says_later_holds_the_host(web, paper, status, seconds):
    paper.pages |= {"/robots.txt": [Page(status=status), Page(b"")], "/a": b"news"}
    for later in (0, 1, seconds - 5):
        with pytest.raises(HostWaits):
            fetch(web, paper.url("/a"), now=NOW + timedelta(seconds=later))
    assert paper.paths() == ["/robots.txt"]
    assert fetch(web, paper.url("/a"), now=NOW + timedelta(seconds=seconds * 1.1 + 5)).body == b"news"


def test_robots_txt_may_have_moved(web, paper):
    paper.pages |= {"/robots.txt": moved("/r2", 301), "/r2": DENY, "/private/a": b"x"}
    with pytest.raises(RobotsDenied):
        fetch(web, paper.url("/private/a"))


def test_a_robots_txt_in_a_loop_is_none(web, paper):
    paper.pages |= {"/robots.txt": moved("/robots.txt"), "/a": b"x"}
    assert fetch(web, paper.url("/a")).body == b"x"


def test_each_scheme_and_port_of_a_host_has_its_own_robots_txt(make_web, paper, hosts, monkeypatch):
    """RFC 9309, 2.3: what https says of a host does not speak for http, nor one port for the other."""
    resolve = socket.getaddrinfo
    monkeypatch.setattr(socket, "getaddrinfo", lambda host, *rest, **more: resolve("127.0.0.1", *rest, **more))
    for origin in ("news.example", "news.example:80"):
        hosts.keep(origin, HostRecord(robots="User-agent: *\nDisallow: /", robots_fetched_at=NOW))
    paper.pages["/a"] = b"x"
    web = make_web(allow_hosts=frozenset({"news.example"}))
    assert fetch(web, paper.url("/a", host="news.example")).body == b"x"
    hosts.keep("news.example", HostRecord(robots="", robots_fetched_at=NOW))
    with pytest.raises(RobotsDenied):
        fetch(web, "http://news.example/a")


def test_every_hop_is_held_to_its_own_robots_txt(web, paper):
    with Newspaper() as other:
        other.pages |= {"/robots.txt": DENY, "/private/b": b"x", "/b": b"y"}
        paper.pages |= {
            "/go": moved("/private/x"),
            "/away": moved(other.url("/private/b")),
            "/ok": moved(other.url("/b")),
        }
        paper.pages["/robots.txt"] = DENY
        for path in ("/go", "/away"):
            with pytest.raises(RobotsDenied):
                fetch(web, paper.url(path))
        assert fetch(web, paper.url("/ok")).body == b"y"
        assert "/private/x" not in paper.paths()
        assert "/private/b" not in other.paths()


def test_a_caller_may_leave_robots_txt_alone(web, paper):
    paper.pages |= {"/robots.txt": DENY, "/private/a": b"x"}
    assert fetch(web, paper.url("/private/a"), obey_robots=False).body == b"x"


def gaps(paper):
    times = [asked.at for asked in paper.asked]
    return [later - earlier for earlier, later in itertools.pairwise(times)]


def test_crawl_delay_parts_all_requests_robots_txt_among_them(web, paper):
    paper.pages |= {"/robots.txt": b"User-agent: *\nCrawl-delay: 0.2\n", "/a": moved("/b"), "/b": b"x"}
    fetch(web, paper.url("/a"))
    fetch(web, paper.url("/b"))
    assert len(gaps(paper)) == 3
    assert min(gaps(paper)) >= 0.2


def test_request_rate_is_a_delay_too(web, paper):
    paper.pages |= {"/robots.txt": b"User-agent: *\nRequest-rate: 5/1\n", "/a": b"x"}
    fetch(web, paper.url("/a"))
    assert gaps(paper)[0] >= 0.2


@pytest.mark.parametrize("delay", ["1000", "1e9"])
def test_a_crawl_delay_is_capped(make_web, paper, delay):
    paper.pages |= {"/robots.txt": f"User-agent: *\nCrawl-delay: {delay}\n".encode(), "/a": b"x"}
    fetch(make_web(max_crawl_delay=0.2), paper.url("/a"))
    assert 0.2 <= gaps(paper)[0] < 2


@pytest.mark.parametrize("delay", ["-1", "nan", "inf", "soon", ""])
def test_a_senseless_crawl_delay_is_none(web, paper, delay):
    paper.pages |= {"/robots.txt": f"User-agent: *\nCrawl-delay: {delay}\n".encode(), "/a": b"x"}
    fetch(web, paper.url("/a"))
    assert gaps(paper)[0] < 2


def test_a_second_process_waits_before_its_first_request(make_web, paper):
    paper.pages |= {"/robots.txt": b"User-agent: *\nCrawl-delay: 0.3\n", "/a": b"x"}
    fetch(make_web(), paper.url("/a"))
    fetch(make_web(), paper.url("/a"))
    assert gaps(paper)[1] >= 0.3
    assert robots_asked(paper) == 1


def test_without_a_crawl_delay_our_own_gap_holds(make_web, paper):
    paper.pages["/a"] = b"x"
    web = make_web(gap=0.15)
    fetch(web, paper.url("/a"))
    fetch(web, paper.url("/a"))
    assert min(gaps(paper)) >= 0.15


def test_two_threads_never_ask_one_host_at_once(web, paper):
    under_way, most = [], []

    def slowly(_):
        under_way.append(1)
        most.append(len(under_way))
        time.sleep(0.05)
        under_way.pop()
        return Page(b"x")

    paper.pages |= {"/robots.txt": b"", "/a": slowly}
    fetch(web, paper.url("/a"))
    threads = [threading.Thread(target=fetch, args=(web, paper.url("/a"))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(most) == 5
    assert max(most) == 1


@pytest.mark.parametrize("status", [429, 503])
def test_retry_after_holds_the_whole_host_and_across_processes(make_web, paper, status):
    paper.pages |= {"/a": Page(status=status, headers={"Retry-After": "120"}), "/b": b"x"}
    with pytest.raises(BadStatus) as caught:
        fetch(make_web(), paper.url("/a"))
    assert 120 <= (caught.value.not_before - NOW).total_seconds() < 120 * 1.1 + 5
    asked = len(paper.asked)
    for seconds in (0, 119):
        for obey_robots in (True, False):
            with pytest.raises(HostWaits):
                fetch(make_web(), paper.url("/b"), now=NOW + timedelta(seconds=seconds), obey_robots=obey_robots)
    assert len(paper.asked) == asked
    assert fetch(make_web(), paper.url("/b"), now=NOW + timedelta(seconds=140)).body == b"x"


def test_a_retry_after_is_reckoned_from_the_answer_and_not_from_the_start_of_the_batch(web, paper):
    paper.pages |= {"/a": b"x", "/b": Page(status=429, headers={"Retry-After": "10"})}
    fetch(web, paper.url("/a"))
    time.sleep(0.3)
    with pytest.raises(BadStatus) as caught:
        fetch(web, paper.url("/b"))
    assert caught.value.not_before >= NOW + timedelta(seconds=10.3)


def test_a_retry_after_is_reckoned_from_the_true_time_where_it_is_known(make_web, paper):
    paper.pages["/b"] = Page(status=429, headers={"Retry-After": "60"})
    with pytest.raises(BadStatus) as caught:
        fetch(make_web(at=NOW + timedelta(minutes=5)), paper.url("/b"))
    assert caught.value.not_before >= NOW + timedelta(minutes=6)


def test_a_redirect_into_a_waiting_host_waits(web, paper, hosts):
    with Newspaper() as other:
        paper.pages["/a"] = moved(other.url("/b"))
        hosts.keep(other.host, HostRecord(robots="", robots_fetched_at=NOW, not_before=NOW + timedelta(hours=1)))
        with pytest.raises(HostWaits):
            fetch(web, paper.url("/a"))
        assert other.asked == []


def test_a_longer_promise_is_not_shortened(web, paper, hosts):
    """Another worker was told two hours while our own request, answered with ten seconds, was under way."""
    late = NOW + timedelta(hours=2)

    def answer(_):
        hosts.keep(paper.host, HostRecord(robots="", robots_fetched_at=NOW, not_before=late))
        return Page(status=503, headers={"Retry-After": "10"})

    paper.pages["/a"] = answer
    with pytest.raises(BadStatus):
        fetch(web, paper.url("/a"))
    assert hosts.find(paper.host).not_before == late


def test_who_stands_in_line_when_the_host_asks_for_peace_goes_home(web, paper):
    def slowly(_):
        time.sleep(0.2)
        return Page(status=429)

    paper.pages |= {"/robots.txt": b"", "/ok": b"x", "/a": slowly}
    fetch(web, paper.url("/ok"))
    outcomes = []

    def ask():
        try:
            fetch(web, paper.url("/a"))
        except (BadStatus, HostWaits) as error:
            outcomes.append(type(error))

    threads = [threading.Thread(target=ask) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(kind.__name__ for kind in outcomes) == ["BadStatus", "HostWaits", "HostWaits"]
    assert paper.paths().count("/a") == 1


def test_a_host_that_is_refused_is_told_so_and_not_as_a_wait(make_web, paper):
    with pytest.raises(AddressRefused):
        fetch(make_web(allow_hosts=frozenset()), paper.url("/a"))


@pytest.mark.parametrize("where", ["http://[bad/", "ftp://other.example/robots.txt"])
def test_a_robots_txt_that_leads_nowhere_cannot_be_had(web, paper, where):
    paper.pages["/robots.txt"] = moved(where)
    with pytest.raises(HostWaits):
        fetch(web, paper.url("/a"))
