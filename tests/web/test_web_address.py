"""Where do we never go, whatever a feed or a redirect says?"""

import socket
from datetime import UTC, datetime

import pytest

from servers import moved
from tocsin.errors import AddressRefused, FetchError
from tocsin.web import host_of
from tocsin.web.address import domain_of, origin_of, registrable_domain

NOW = datetime(2026, 1, 18, 12, tzinfo=UTC)


def fetch(web, url, **options):
    return web.fetch(url, now=NOW, cap=1000, accept="*/*", **options)


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "127.9.9.9",
        "0.0.0.0",
        "localhost",
        "10.0.0.1",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "198.18.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "2130706433",
        "0x7f000001",
        "0x7f.1",
        "127.1",
        "017700000001",
        "0177.0.0.1",
        "①②⑦.0.0.1",
        "[::1]",
        "[::]",
        "[fe80::1]",
        "[fc00::1]",
        "[fec0::1]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "[::127.0.0.1]",
        "[64:ff9b::7f00:1]",
        "[64:ff9b:1::7f00:1]",
        "[2002:7f00:1::]",
        "[2001::1]",
        "[ff02::1]",
        "0",
        "0300.0250.1.1",
        "[::ffff:10.0.0.1]",
        "[::ffff:a9fe:a9fe]",
        "[::ffff:0:127.0.0.1]",
        "[64:ff9b::10.0.0.1]",
        "[2002:a00:1::]",
        "[100::1]",
        "[2001:db8::1]",
    ],
)
@pytest.mark.parametrize("obey_robots", [True, False])
def test_private_addresses_are_refused_in_every_spelling(make_web, host, obey_robots):
    with pytest.raises(AddressRefused):
        fetch(make_web(allow_hosts=frozenset()), f"http://{host}:8123/", obey_robots=obey_robots)


def test_through_a_proxy_addresses_are_refused_too(make_web, paper):
    web = make_web(allow_hosts=frozenset(), proxy=paper.url())
    inside = ("localhost", "metadata.google.internal", "nas")
    for host in ("127.0.0.1", "127.0.0.1.", "2130706433", "[::1]", "10.0.0.1", *inside):
        with pytest.raises(FetchError):
            fetch(web, f"http://{host}/")
    assert paper.asked == []


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "ftp://ftp.example/a",
        "gopher://example/",
        "data:text/html,hello",
        "javascript:alert(1)",
        "/etc/passwd",
        "",
        "http:///path",
        "http://[::1",
        "http://host:99999/",
        "http://host:0/",
        "http://user:secret@host.example/",
        "http://host.example/" + "a" * 9000,
        "http://host.example/" + "é" * 900,
        "http://" + "a" * 300 + ".example/",
        "http://host.example/a\0b",
        "http://host.example/a\ud800b",
        "http://host\0.example/",
    ],
)
def test_what_is_no_web_address_is_refused(web, url):
    with pytest.raises(AddressRefused) as caught:
        fetch(web, url)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    ("allowed", "reached"),
    [
        ("{host}", True),
        ("127.0.0.1", True),
        ("127.0.0.1:1", False),
        ("localhost", False),
        ("localhost:{port}", False),
    ],
)
def test_the_allow_list_names_host_or_host_and_port(make_web, paper, allowed, reached):
    paper.pages["/a"] = b"x"
    web = make_web(allow_hosts=frozenset({allowed.format(host=paper.host, port=paper.port)}))
    if reached:
        assert fetch(web, paper.url("/a")).body == b"x"
    else:
        with pytest.raises(AddressRefused):
            fetch(web, paper.url("/a"))
        assert paper.asked == []


def test_a_name_may_be_allowed(make_web, paper):
    paper.pages["/a"] = b"x"
    web = make_web(allow_hosts=frozenset({f"localhost:{paper.port}"}))
    assert fetch(web, paper.url("/a", host="LocalHost")).body == b"x"


@pytest.mark.parametrize("obey_robots", [True, False])
@pytest.mark.parametrize(
    "target",
    [
        "http://localhost:{port}/b",
        "http://10.0.0.1/b",
        "http://2130706433:{port}/b",
        "file:///etc/passwd",
        "ftp://127.0.0.1/",
        "gopher://127.0.0.1:{port}/",
        "data:,x",
        "http://[::1",
        "//0x7f000001:{port}/b",
    ],
)
def test_the_guard_holds_on_every_hop(make_web, paper, target, obey_robots):
    web = make_web(allow_hosts=frozenset({paper.host}))
    paper.pages["/a"] = moved("/a2")
    paper.pages["/a2"] = moved(target.format(port=paper.port))
    paper.pages["/b"] = b"INTERNAL"
    with pytest.raises(AddressRefused):
        fetch(web, paper.url("/a"), obey_robots=obey_robots)
    assert "/b" not in paper.paths()


@pytest.mark.parametrize("first", ["192.0.0.170", "93.184.216.34"], ids=["special", "public"])
def test_a_name_is_looked_up_once_and_that_address_is_connected_to(make_web, paper, monkeypatch, first):
    """DNS rebinding: the second answer would be ours, the first one is where the request must go."""
    looked_up, connected = [], []

    def rebinding(host, port, *args, **options):
        is_name = host == "rebind.example"
        if is_name:
            looked_up.append(host)
        address = (first if len(looked_up) == 1 else "127.0.0.1") if is_name else host
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    def connect(_, address):
        connected.append(address[0])
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "getaddrinfo", rebinding)
    monkeypatch.setattr(socket.socket, "connect", connect)
    with pytest.raises(FetchError):
        fetch(make_web(), f"http://rebind.example:{paper.port}/", obey_robots=False)
    assert looked_up == ["rebind.example"]
    assert connected == (["93.184.216.34"] if first == "93.184.216.34" else [])


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://News.Example/a", "news.example"),
        ("http://news.example:80/", "news.example"),
        ("https://news.example.:443/", "news.example"),
        ("https://news.example:8443/", "news.example:8443"),
        ("http://127.0.0.1:9000/", "127.0.0.1:9000"),
        ("http://93.184.216.34/", "93.184.216.34:80"),
        ("http://[2606:2800::1]/", "[2606:2800::1]:80"),
        ("https://Köln.example/", "xn--kln-sna.example"),
        ("https://xn--kln-sna.example/", "xn--kln-sna.example"),
    ],
)
def test_host_of(url, host):
    assert host_of(url) == host


@pytest.mark.parametrize(
    ("url", "origin"),
    [
        ("https://news.example/a", "news.example"),
        ("HTTP://news.example/a", "news.example:80"),
        ("http://news.example:80/a", "news.example:80"),
        ("http://news.example:8080/a", "news.example:8080"),
        ("https://news.example:80/a", "news.example:80"),
        ("http://127.0.0.1:9000/", "127.0.0.1:9000"),
        ("http://127.0.0.1/", "127.0.0.1:80"),
    ],
)
def test_origin_of(url, origin):
    assert origin_of(url) == origin


@pytest.mark.parametrize(
    ("url", "domain"),
    [
        ("https://news.example.com/a", "example.com"),
        ("http://a.b.example.com:8080/", "example.com"),
        ("https://www.courier.co.uk/", "courier.co.uk"),
        ("https://a.github.io/", "a.github.io"),
        ("https://a.blogspot.com/", "a.blogspot.com"),
        ("https://news.kobe.or.jp/", "kobe.or.jp"),
        ("http://93.184.216.34/", "93.184.216.34:80"),
        ("http://127.0.0.1:9000/", "127.0.0.1:9000"),
        ("http://[2606:2800::1]/", "[2606:2800::1]:80"),
        ("http://feeds.desk.intranet-of-ours/", "feeds.desk.intranet-of-ours"),
    ],
)
def test_domain_of(url, domain):
    assert domain_of(url) == domain


@pytest.mark.parametrize(
    ("host", "domain"),
    [
        ("news.example.com", "example.com"),
        ("courier.co.uk", "courier.co.uk"),
        ("a.b.courier.test", "courier.test"),
        ("127.0.0.1", ""),
        ("localhost", ""),
    ],
)
def test_registrable_domain(host, domain):
    assert registrable_domain(host) == domain
