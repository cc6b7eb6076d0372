"""Does a request end in time and in size, whatever the server does?"""

import contextlib
import gzip
import socket
import threading
import time
import tracemalloc
from datetime import UTC, datetime

import pytest

from servers import Page, dripping, gzip_bomb, raw
from tocsin.errors import BadStatus, ConnectionFailed, DeadlinePassed, TooLarge

NOW = datetime(2026, 1, 18, 12, tzinfo=UTC)
OK = b"HTTP/1.1 200 OK\r\n"


def fetch(web, url, cap=1_000_000, **options):
    return web.fetch(url, now=NOW, cap=cap, accept="*/*", obey_robots=False, **options)


def test_a_page(web, paper):
    paper.pages["/a"] = Page(b"hello", headers={"ETag": '"1"', "X-Kind": "News"})
    answer = fetch(web, paper.url("/a#part"))
    assert (answer.url, answer.status, answer.body) == (paper.url("/a"), 200, b"hello")
    assert answer.headers["etag"] == '"1"'
    assert answer.headers["x-kind"] == "News"
    assert answer.moved_to is None
    assert answer.fetched_at == NOW


def test_we_say_who_we_are(make_web, paper):
    paper.pages["/a"] = b"x"
    fetch(make_web(contact="https://desk.example/bot"), paper.url("/a"))
    assert paper.asked[0].headers["user-agent"] == "Tocsin/0.1 (+https://desk.example/bot)"


def test_no_cookies_are_kept(web, paper):
    paper.pages["/a"] = Page(b"x", headers={"Set-Cookie": "id=1; Path=/"})
    fetch(web, paper.url("/a"))
    fetch(web, paper.url("/a"))
    assert "cookie" not in paper.asked[1].headers


def test_the_environment_names_no_proxy_and_no_password(make_web, paper, monkeypatch, tmp_path):
    (tmp_path / "netrc").write_text("machine 127.0.0.1 login me password s3cret\n")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    monkeypatch.delenv("no_proxy", raising=False)
    paper.pages["/a"] = b"x"
    assert fetch(make_web(), paper.url("/a")).body == b"x"
    assert "authorization" not in paper.asked[0].headers


def test_a_proxy_of_the_policy_is_used(make_web, paper):
    paper.pages["http://far.example/a"] = b"by proxy"
    assert fetch(make_web(proxy=paper.url()), "http://far.example/a").body == b"by proxy"


@pytest.mark.parametrize(
    "page",
    [
        dripping(b"HT", b"T"),
        dripping(OK + b"X-Slow: ", b"a"),
        dripping(OK, b"X-More: 1\r\n"),
        dripping(OK + b"Content-Length: 100000\r\n\r\n"),
        dripping(OK + b"Connection: close\r\n\r\n"),
        dripping(OK + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\na\r\n"),
        dripping(b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
        raw(OK + b"Content-Length: 10\r\n\r\nabc", then=4),
        raw(then=4),
    ],
    ids=[
        "status",
        "header",
        "headers",
        "body",
        "endless body",
        "chunks",
        "continue",
        "body stops",
        "silence",
    ],
)
def test_a_slow_server_is_left_at_the_deadline(make_web, paper, page):
    paper.pages["/slow"] = page
    started = time.monotonic()
    with pytest.raises(DeadlinePassed):
        fetch(make_web(deadline=0.4), paper.url("/slow"))
    assert time.monotonic() - started < 1.8


def test_the_deadline_holds_on_a_connection_that_is_used_again(make_web, paper):
    web = make_web(deadline=0.4)
    paper.pages["/a"] = b"x"
    paper.pages["/slow"] = dripping(OK + b"Connection: close\r\n\r\n")
    fetch(web, paper.url("/a"))
    with pytest.raises(DeadlinePassed):
        fetch(web, paper.url("/slow"))


@pytest.mark.parametrize(
    "page",
    [
        raw(OK + b"Content-Length: 100\r\n\r\nonly this"),
        raw(OK + b"Transfer-Encoding: chunked\r\n\r\n5\r\nab"),
        raw(OK + b"".join(b"X-%d: 1\r\n" % i for i in range(150)) + b"\r\nbody"),
        raw(b"SSH-2.0-OpenSSH_9.0\r\n"),
        raw(b""),
        Page(b"not gzip at all", headers={"Content-Encoding": "gzip"}),
        Page(b"x", headers={"Content-Encoding": "xpress"}),
    ],
    ids=["lying length", "short chunk", "150 headers", "not http", "nothing", "no gzip", "unknown encoding"],
)
def test_a_broken_answer_is_a_failed_connection(web, paper, page):
    paper.pages["/broken"] = page
    with pytest.raises(ConnectionFailed):
        fetch(web, paper.url("/broken"))


def test_a_closed_port_and_a_name_that_is_none(web, paper):
    with pytest.raises(ConnectionFailed):
        fetch(web, "http://127.0.0.1:1/")
    with pytest.raises(ConnectionFailed):
        fetch(web, "http://nowhere.invalid/")


def test_the_cap_counts_decoded_bytes(web, paper):
    paper.pages["/big"] = Page(b"a" * 2001)
    paper.pages["/packed"] = Page(gzip.compress(b"a" * 2001), headers={"Content-Encoding": "gzip"})
    paper.pages["/fits"] = Page(gzip.compress(b"a" * 2000), headers={"Content-Encoding": "gzip"})
    for path in ("/big", "/packed"):
        with pytest.raises(TooLarge):
            fetch(web, paper.url(path), cap=2000)
    assert fetch(web, paper.url("/fits"), cap=2000).body == b"a" * 2000


def test_fifty_megabytes_are_left_after_the_cap(web, paper):
    sent = []

    def endless(handler):
        handler.wfile.write(OK + b"Content-Length: 52428800\r\n\r\n")
        for _ in range(50):
            handler.wfile.write(b"a" * 1024 * 1024)
            sent.append(1)

    paper.pages["/big"] = Page(raw=endless)
    with pytest.raises(TooLarge):
        fetch(web, paper.url("/big"), cap=1024 * 1024)
    assert len(sent) < 25


def test_what_came_behind_a_short_length_does_not_start_the_next_answer(web, paper):
    behind = b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nfake"
    paper.pages |= {"/short": raw(OK + b"Content-Length: 3\r\n\r\nnew" + behind), "/next": b"true"}
    assert fetch(web, paper.url("/short")).body == b"new"
    # The server may hang up on the second request before we notice that it is going.
    with contextlib.suppress(ConnectionFailed):
        assert fetch(web, paper.url("/next")).body == b"true"


def test_a_bomb_in_a_redirect_is_not_even_opened(web, paper):
    bomb = gzip_bomb(100)
    paper.pages["/go"] = Page(bomb.body, 302, {**bomb.headers, "Location": "/a"})
    paper.pages["/a"] = b"x"
    tracemalloc.start()
    assert fetch(web, paper.url("/go")).body == b"x"
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 10_000_000


@pytest.mark.parametrize("status", [304, 400, 401, 403, 404, 410, 451, 500, 502])
def test_other_answers_raise_their_status(web, paper, status):
    paper.pages["/no"] = Page(b"sorry", status)
    with pytest.raises(BadStatus) as caught:
        fetch(web, paper.url("/no"))
    assert caught.value.status == status


def test_a_handshake_that_drips_is_left_too(make_web):
    """TLS wraps the socket before anybody hands it to us: the deadline cuts it all the same."""
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def drip():
            client, _ = listener.accept()
            with client, contextlib.suppress(OSError):
                client.sendall(b"\x16\x03\x03\x40\x00\x02")
                while True:
                    client.sendall(b"a")
                    time.sleep(0.05)

        threading.Thread(target=drip, daemon=True).start()
        started = time.monotonic()
        with pytest.raises(DeadlinePassed):
            fetch(make_web(deadline=0.4), f"https://127.0.0.1:{listener.getsockname()[1]}/")
        assert time.monotonic() - started < 1.8


def test_a_name_server_that_is_slow_is_left_behind(make_web, monkeypatch):
    def slowly(*_, **__):
        time.sleep(3)
        raise socket.gaierror

    monkeypatch.setattr(socket, "getaddrinfo", slowly)
    started = time.monotonic()
    with pytest.raises(ConnectionFailed):
        fetch(make_web(connect_timeout=0.2), "http://slow.example/")
    assert time.monotonic() - started < 1.8
