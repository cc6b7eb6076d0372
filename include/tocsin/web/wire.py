"""Which sockets may one exchange open, and how are they cut when its time is over?

requests' own timeout is for each read, so a server that drips a byte a second holds it for ever: here a timer
shuts the socket when the time for the whole exchange is over, whatever it waits for (TLS, headers, body).
"""

import ipaddress
import os
import socket
import threading
from types import TracebackType
from typing import Any

import requests
from requests_hardened.ip_filter import InvalidIPAddress
from requests_hardened.ip_filter_adapter import IPFilterAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection

from tocsin.web.address import is_allowed, is_inside, is_literal
from tocsin.web.policy import WebPolicy

# Connections kept open: to so many hosts, and so many to each.
MAX_HOSTS, MAX_CONNECTIONS = 64, 4


class GuardedAdapter(IPFilterAdapter):  # type: ignore[misc]
    """requests-hardened's adapter (one look-up, checked, connected to), with an allow-list of ours."""

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
        if self._policy.proxy and is_inside(host):
            raise InvalidIPAddress(host)
        if self._policy.proxy and not is_literal(host):
            return parts
        checked = super().build_connection_pool_key_attributes
        parts = _in_time(self._policy.connect_timeout, lambda: checked(request, verify, cert))
        _refuse_odd(parts[0]["host"])
        return parts


def _refuse_odd(host: str) -> None:
    """Refuse two kinds of private IPv6 that requests-hardened 1.3 lets pass: site-local, and ::127.0.0.1."""
    address = ipaddress.ip_address(host.strip("[]"))
    if address.version == 6 and (address.is_site_local or address.is_reserved):
        raise InvalidIPAddress(address)


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
        raise socket.gaierror(socket.EAI_AGAIN, "the name server did not answer")
    value, error = outcome[0]
    if error:
        raise error
    return value


class Line:
    """The sockets of the exchange that this thread is in; shut when its time is over."""

    current = threading.local()

    def __init__(self, seconds: float) -> None:
        self.is_cut = False
        self._lock = threading.Lock()
        self._sockets: list[socket.socket] = []
        self._timer = threading.Timer(seconds, self._cut)
        self._timer.daemon = True

    def __enter__(self) -> "Line":
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
    line = getattr(Line.current, "line", None)
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
