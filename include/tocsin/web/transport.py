"""How does one request go over the wire, without redirects, and end in time?

requests' own timeout is for each read, so a server that drips a byte a second holds it for ever: here a timer shuts
the socket when the time for the whole exchange is over, whatever it was waiting for (TLS, headers, body).
"""

import os
import socket
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from http.cookiejar import DefaultCookiePolicy
from types import TracebackType
from typing import Any

import requests
from requests_hardened.ip_filter import InvalidIPAddress
from requests_hardened.ip_filter_adapter import IPFilterAdapter
from urllib3 import HTTPConnectionPool, HTTPResponse, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError

from tocsin.errors import AddressRefused, ConnectionFailed, DeadlinePassed, TooLarge
from tocsin.web.address import is_allowed, is_literal
from tocsin.web.policy import WebPolicy

CHUNK = 64 * 1024
# What a redirect or a 304 may say before we hang up rather than keep the connection.
SMALL_TALK = 16 * 1024
MAX_HOSTS, MAX_CONNECTIONS = 64, 4


@dataclass(frozen=True)
class Answer:
    """What one request brought; `body` only where the status is 2xx, `location` only where it redirects."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    location: str | None


class Transport:
    """One session for all: connections are reused, cookies and the environment's proxies are not."""

    def __init__(self, policy: WebPolicy) -> None:
        self._policy = policy
        self._session = requests.Session()
        self._session.trust_env = False
        self._session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        for scheme in ("http", "https"):
            self._session.mount(f"{scheme}://", _GuardedAdapter(policy, is_https_proto=scheme == "https"))

    def close(self) -> None:
        """Close every connection."""
        self._session.close()

    def ask(
        self, url: str, headers: Mapping[str, str], *, seconds: float, cap: int, cut: bool = False
    ) -> Answer:
        """GET `url` once, within `seconds`; a 2xx body longer than `cap` bytes is `TooLarge`, or cut short with `cut`.

        Raises `AddressRefused`, `ConnectionFailed` or `DeadlinePassed` for what the way there does to us.
        """
        if seconds <= 0:
            raise DeadlinePassed(url, f"no answer within {self._policy.deadline:g} s")
        with _Line(seconds) as line:
            try:
                answer = self._exchange(url, headers, seconds, cap, cut)
            except InvalidIPAddress as error:
                raise AddressRefused(url, f"{error} is not a public address") from error
            except (requests.RequestException, HTTPError, OSError, ValueError) as error:
                # ValueError: what http.client and ssl say of a socket that the line shut under them.
                if line.is_cut or isinstance(error, requests.ReadTimeout):
                    raise self._too_slow(url) from error
                raise ConnectionFailed(url, _say(error)) from error
            if line.is_cut:
                # Without a Content-Length, the end that we made looks like the end of the body.
                raise self._too_slow(url)
            return answer

    def _exchange(self, url: str, headers: Mapping[str, str], seconds: float, cap: int, cut: bool) -> Answer:
        session, proxy = self._session, self._policy.proxy
        request = session.prepare_request(requests.Request("GET", url, headers=dict(headers)))
        with session.send(
            request,
            stream=True,
            allow_redirects=False,
            timeout=(min(self._policy.connect_timeout, seconds), seconds),
            proxies={"http": proxy, "https": proxy} if proxy else {},
        ) as response:
            good = 200 <= response.status_code < 300
            body = _read(response, url, cap, cut) if good else _hang_up(response)
            return Answer(
                response.status_code,
                {name.lower(): value for name, value in response.headers.items()},
                body,
                session.get_redirect_target(response),
            )

    def _too_slow(self, url: str) -> DeadlinePassed:
        return DeadlinePassed(url, f"no whole answer within {self._policy.deadline:g} s")


def _read(response: requests.Response, url: str, cap: int, cut: bool) -> bytes:
    """Return the decoded body, counting what comes out of the decompressor and not what came over the wire."""
    said = {word.strip().lower() for word in response.headers.get("Content-Encoding", "").split(",")}
    if unknown := said - {"", "identity", *HTTPResponse.CONTENT_DECODERS}:
        raise ConnectionFailed(
            url, f"a body encoded as {', '.join(sorted(unknown))[:40]}, which we did not ask for"
        )
    chunks: list[bytes] = []
    size = 0
    for chunk in response.iter_content(CHUNK):
        chunks.append(chunk)
        size += len(chunk)
        if size > cap and not cut:
            raise TooLarge(url, f"more than {cap // 1024} KiB")
        if size >= cap and cut:
            return b"".join(chunks)[:cap]
    return b"".join(chunks)


def _hang_up(response: requests.Response) -> bytes:
    response.raw.read(SMALL_TALK)
    return b""


def _say(error: BaseException) -> str:
    """Return the innermost reason of an error, without the addresses of objects that libraries put there."""
    while True:
        inner = getattr(error, "reason", None) or next(
            (a for a in error.args if isinstance(a, Exception)), None
        )
        if not isinstance(inner, BaseException):
            break
        error = inner
    text = " ".join(str(error).split())
    return f"{type(error).__name__}: {text.split('>: ')[-1][:200]}"


class _GuardedAdapter(IPFilterAdapter):  # type: ignore[misc]
    """requests-hardened's adapter (one look-up, checked, connected to), with an allow-list and watched sockets."""

    def __init__(self, policy: WebPolicy, *, is_https_proto: bool) -> None:
        self._policy = policy
        super().__init__(is_https_proto=is_https_proto)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        """Make a pool manager whose connections a deadline can cut."""
        super().init_poolmanager(MAX_HOSTS, MAX_CONNECTIONS)
        self.poolmanager.pool_classes_by_scheme = _POOLS

    def proxy_manager_for(self, proxy: str, **kwargs: Any) -> Any:
        """Make the same for a proxy."""
        manager = super().proxy_manager_for(proxy, **kwargs)
        manager.pool_classes_by_scheme = _POOLS
        return manager

    def build_connection_pool_key_attributes(
        self, request: requests.PreparedRequest, verify: Any, cert: Any = None
    ) -> Any:
        """Resolve and check the host, unless it is allowed to be private."""
        plain = super(IPFilterAdapter, self).build_connection_pool_key_attributes
        parts = plain(request, verify, cert)
        host, port = parts[0]["host"], parts[0]["port"] or (443 if self._is_https_proto else 80)
        if is_allowed(host, port, self._policy.allow_hosts):
            return parts
        if self._policy.proxy and not is_literal(host):
            return parts
        checked = super().build_connection_pool_key_attributes
        return _in_time(self._policy.connect_timeout, lambda: checked(request, verify, cert))


def _in_time(seconds: float, work: Any) -> Any:
    """Return what `work` returns or raises; a name server that takes longer than `seconds` is left behind."""
    outcome: list[Any] = []

    def run() -> None:
        try:
            outcome.append((work(), None))
        except (OSError, ValueError) as error:
            outcome.append((None, error))

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(seconds)
    if not outcome:
        raise requests.ConnectTimeout("the name server did not answer")
    value, error = outcome[0]
    if error:
        raise error
    return value


class _Line:
    """The sockets of the exchange that this thread is in; shut when its time is over."""

    current = threading.local()

    def __init__(self, seconds: float) -> None:
        self.is_cut = False
        self._lock = threading.Lock()
        self._sockets: list[socket.socket] = []
        self._timer = threading.Timer(seconds, self._cut)
        self._timer.daemon = True

    def __enter__(self) -> "_Line":
        self.current.line = self
        self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._timer.cancel()
        self.current.line = None
        with self._lock:
            for twin in self._sockets:
                twin.close()
            self._sockets.clear()

    def watch(self, descriptor: int) -> None:
        """Take a twin of the socket: TLS and urllib3 wrap, detach and close the first one as they like."""
        twin = socket.socket(fileno=os.dup(descriptor))
        with self._lock:
            self._sockets.append(twin)
        if self.is_cut:
            self._cut()

    def _cut(self) -> None:
        self.is_cut = True
        with self._lock:
            for twin in self._sockets:
                try:
                    twin.shutdown(socket.SHUT_RDWR)
                except OSError:
                    # The server hung up first.
                    continue


def _watch(sock: socket.socket | None) -> None:
    line = getattr(_Line.current, "line", None)
    if line is not None and sock is not None:
        line.watch(sock.fileno())


class _WatchedConnection(HTTPConnection):
    def _new_conn(self) -> socket.socket:
        sock = super()._new_conn()
        _watch(sock)
        return sock

    def request(self, *args: Any, **kwargs: Any) -> None:
        _watch(self.sock)
        super().request(*args, **kwargs)


class _WatchedTLSConnection(HTTPSConnection):
    def _new_conn(self) -> socket.socket:
        sock = super()._new_conn()
        _watch(sock)
        return sock

    def request(self, *args: Any, **kwargs: Any) -> None:
        _watch(self.sock)
        super().request(*args, **kwargs)


class _WatchedPool(HTTPConnectionPool):
    ConnectionCls = _WatchedConnection


class _WatchedTLSPool(HTTPSConnectionPool):
    ConnectionCls = _WatchedTLSConnection


_POOLS = {"http": _WatchedPool, "https": _WatchedTLSPool}
