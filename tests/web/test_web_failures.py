"""Is what a server does to us told in an operator's words, without the names that libraries give it?"""

import re
import socket
import struct
import threading
from contextlib import suppress
from typing import Any

import pytest
import requests.adapters
from certificates import HERE, Authority, tls_server

from servers import Page, dripping, raw
from tocsin.errors import AddressRefused, ConnectionFailed, DeadlinePassed
from tocsin.web.failures import in_words

OK = b"HTTP/1.1 200 OK\r\n"
# Names of classes and parts of libraries, addresses of objects, files and numbers of the system's errors.
_INTERNALS = re.compile(
    r"[A-Z]\w+(?:Error|Pool|Connection|Exception)\b|\bobject at|0x[0-9a-f]{6}|_ssl\.c|urllib3|Errno"
)


def what_is_said(web: Any, url: str, now: Any, kind: type = ConnectionFailed) -> str:
    with pytest.raises(kind) as caught:
        web.fetch(url, now=now, cap=10_000, accept="*/*", obey_robots=False)
    detail: str = caught.value.detail
    assert not _INTERNALS.search(detail)
    return detail


def reset(handler: Any) -> None:
    """Hang up the rude way."""
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    handler.connection.close()


@pytest.mark.parametrize(
    ("page", "words"),
    [
        (raw(OK + b"Content-Length: 100\r\n\r\nonly this"), "a body that breaks off before its end"),
        (raw(OK + b"Transfer-Encoding: chunked\r\n\r\n5\r\nab"), "a body that breaks off before its end"),
        (raw(OK + b"Transfer-Encoding: chunked\r\n\r\nzz\r\nab\r\n"), "a body in broken chunks"),
        (raw(OK + b"".join(b"X-%d: 1\r\n" % n for n in range(150)) + b"\r\nbody"), "more than 100 headers"),
        (raw(OK + b"X: " + b"a" * 100_000 + b"\r\n\r\nbody"), "a header line of more than 64 KiB"),
        (raw(OK + b"Content-Length: 3\r\nContent-Length: 5\r\n\r\nabc"), "two different lengths for one body"),
        (raw(b"SSH-2.0-OpenSSH_9.0\r\n"), "what it answered is not HTTP"),
        (raw(b""), "it hung up without an answer"),
        (Page(raw=reset), "it broke off the connection"),
        (Page(b"plain", headers={"Content-Encoding": "gzip"}), "a body that is no gzip, though it says so"),
        (Page(b"x", headers={"Content-Encoding": "xpress"}), "a body encoded as xpress, which we did not ask for"),
    ],
)
def test_a_broken_answer(web, paper, now, page, words):
    paper.pages["/a"] = page
    assert what_is_said(web, paper.url("/a"), now) == words


def test_no_answer_in_time(make_web, paper, now):
    paper.pages["/a"] = dripping(OK, b"X: 1\r\n")
    said = what_is_said(make_web(deadline=0.4), paper.url("/a"), now, DeadlinePassed)
    assert said == "no whole answer within 0.4 s"


@pytest.fixture
def resolver(monkeypatch):
    """A name server that answers: it knows nothing under `.invalid`, whatever this machine's own would say."""
    resolve = socket.getaddrinfo

    def ask(host: Any, *rest: Any, **more: Any) -> Any:
        if str(host).endswith(".invalid"):
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return resolve(host, *rest, **more)

    monkeypatch.setattr(socket, "getaddrinfo", ask)


@pytest.mark.usefixtures("resolver")
@pytest.mark.parametrize("allowed", [frozenset({HERE}), frozenset({"nowhere.invalid"})], ids=["guarded", "allowed"])
def test_a_name_that_nobody_has(make_web, now, allowed):
    assert what_is_said(make_web(allow_hosts=allowed), "http://nowhere.invalid/", now) == "DNS does not know its name"


def test_a_port_where_nobody_listens(web, now):
    assert what_is_said(web, f"http://{HERE}:1/", now) == "it refused the connection"


def test_a_name_that_dns_can_not_have(web, now):
    assert what_is_said(web, f"http://{'a' * 64}.example/", now, AddressRefused) == "a host name that DNS can't have"


def test_a_name_server_that_is_silent(make_web, now, monkeypatch):
    def silent(*_: Any, **__: Any) -> None:
        raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")

    monkeypatch.setattr(socket, "getaddrinfo", silent)
    assert what_is_said(make_web(), "http://slow.example/", now) == "the name server did not answer"


def test_a_server_that_takes_no_more_connections(make_web, now):
    """Its queue is full: the system lets us knock, and nobody opens."""
    with socket.create_server((HERE, 0), backlog=0) as listener, socket.socket() as first, socket.socket() as second:
        for each in (first, second):
            each.setblocking(False)
            with suppress(BlockingIOError):
                each.connect(listener.getsockname())
        web = make_web(connect_timeout=0.3)
        said = what_is_said(web, f"http://{HERE}:{listener.getsockname()[1]}/", now)
    assert said == "it did not take the connection in time"


@pytest.mark.usefixtures("resolver")
@pytest.mark.parametrize(
    ("proxy", "url", "words"),
    [
        (f"http://{HERE}:1", "http://far.example/", "the proxy can't be used: it refused the connection"),
        ("http://nowhere.invalid:80", "http://far.example/", "the proxy can't be used: DNS does not know its name"),
        ("{paper}", "https://far.example/", "the proxy can't be used: it answered HTTP 404"),
    ],
)
def test_a_proxy_that_is_none(make_web, paper, now, proxy, url, words):
    assert what_is_said(make_web(proxy=proxy.format(paper=paper.url())), url, now) == words


def test_what_there_are_no_words_for():
    assert in_words(ValueError("<urllib3 object at 0x7f0000000000>")) == "the connection failed"
    assert in_words(OSError(24, "Too many open files")) == "the connection failed (too many open files)"


@pytest.fixture
def authority(tmp_path, monkeypatch):
    """An authority whom we trust."""
    authority = Authority(tmp_path, "Harbour Authority")
    monkeypatch.setattr(requests.adapters, "DEFAULT_CA_BUNDLE_PATH", str(authority.bundle))
    return authority


def test_a_certificate_that_is_good(make_web, now, authority):
    with tls_server(authority.issue()) as port:
        answer = make_web().fetch(f"https://{HERE}:{port}/", now=now, cap=100, accept="*/*", obey_robots=False)
    assert answer.body == b"news"


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"days": -1}, "its TLS certificate has expired"),
        ({"name": "other.example"}, "its TLS certificate is for another name"),
        ({"is_self_signed": True}, "its TLS certificate is self-signed"),
    ],
)
def test_a_certificate_that_is_not(make_web, now, authority, facts, words):
    with tls_server(authority.issue(**facts)) as port:
        assert what_is_said(make_web(), f"https://{HERE}:{port}/", now) == words


def test_a_certificate_of_somebody_whom_nobody_trusts(make_web, now, authority, tmp_path):
    (tmp_path / "other").mkdir()
    stranger = Authority(tmp_path / "other", "Somebody Else")
    with tls_server(stranger.issue()) as port:
        said = what_is_said(make_web(), f"https://{HERE}:{port}/", now)
    assert said.startswith("its TLS certificate was issued by nobody whom we trust")


def test_a_port_that_speaks_no_tls(make_web, now):
    with socket.create_server((HERE, 0)) as listener:

        def answer() -> None:
            with suppress(OSError):
                client, _ = listener.accept()
                with client:
                    client.sendall(b"HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n")
                    client.recv(10_000)

        threading.Thread(target=answer, daemon=True).start()
        said = what_is_said(make_web(), f"https://{HERE}:{listener.getsockname()[1]}/", now)
    assert said == "it does not speak TLS on that port"
