"""Where do alerts go when there is no Slack?

A stand-in on a loopback port, for the demo and the tests: it takes what Slack's Web API would take
from us, refuses what it would refuse, and can be told to fail, before it accepts a message or after.
"""

import json
import re
import socket
import struct
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qsl, urlsplit

from tocsin_desk.slack_view import describe
from tocsin_desk.slack_workspace import Json, Workspace

__all__ = ["SlackStandIn", "describe"]

AFTER = "accept_then_"
# What may go wrong on the way; any other word is the error code of a refusal.
BREAKS = ("http_500", "500", "reset", "hang", "truncated", "garbage")


@dataclass
class _Fault:
    """One failure that waits for its method. `left` below 0 never ends."""

    method: str
    how: str
    left: int
    retry_after: int


class SlackStandIn:
    """A workspace with one bot and, by default, the channel #tocsin; use it as a context manager.

    `base_url`, `token` and `channel` (an id) are what a client needs. `port` 0 takes a free one.
    """

    def __init__(
        self,
        *,
        port: int = 0,
        token: str = "xoxb-stand-in",
        channels: dict[str, str] | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self.token = token
        channels = channels or {"C0TOCSIN": "tocsin"}
        self.channel = next(iter(channels))
        self.workspace = Workspace(channels, clock=clock)
        self.closing = threading.Event()
        self._calls: list[tuple[str, Json]] = []
        self._faults: list[_Fault] = []
        self._lock = threading.Lock()
        self._server = _Server(("127.0.0.1", port), self)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.closing.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    @property
    def base_url(self) -> str:
        """What a client puts before a method's name."""
        return f"http://127.0.0.1:{self._server.server_address[1]}/api/"

    def messages(self) -> list[Json]:
        """What was accepted and still stands, replies too, oldest first, edits applied."""
        return self.workspace.messages()

    def calls(self, method: str = "") -> list[Json]:
        """The arguments of every call that reached us (of `method` only), failed ones too."""
        with self._lock:
            return [arguments for name, arguments in self._calls if method in ("", name)]

    def fail(self, method: str, how: str, *, times: int = 1, retry_after: int = 1) -> None:
        """Let the next `times` calls of `method` fail (-1: all of them).

        `how` is an error code (`channel_not_found`, …), `ratelimited` (429 with `retry_after` seconds),
        `http_500`, `reset`, `hang` (until we close), `truncated` or `garbage`; these five also as
        `accept_then_…` (`accept_then_500`): done, and the answer lost. `accept_then_fatal_error` is
        Slack's own way of losing it.
        """
        if not re.fullmatch(r"[a-z][a-z0-9_]*", how):
            raise ValueError(f"no such failure: {how!r}")
        with self._lock:
            self._faults.append(_Fault(method, how, times, retry_after))

    def heal(self) -> None:
        """Forget every failure that still waits."""
        with self._lock:
            self._faults.clear()

    def take_fault(self, method: str, arguments: Json) -> _Fault | None:
        """Note a call, and find what shall go wrong with it."""
        with self._lock:
            self._calls.append((method, dict(arguments)))
            fault = next((fault for fault in self._faults if fault.method == method and fault.left), None)
            if fault:
                fault.left -= 1
            return fault


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, address: tuple[str, int], stand_in: SlackStandIn) -> None:
        super().__init__(address, _Handler)
        self.stand_in = stand_in


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:  # the name is http.server's
        self._serve()

    def do_POST(self) -> None:
        self._serve()

    def log_message(self, format: str, *arguments: Any) -> None:
        """Say nothing: stderr belongs to whoever runs us."""

    def _serve(self) -> None:
        stand_in = self.server.stand_in
        method, arguments = self._read()
        fault = stand_in.take_fault(method, arguments)
        how = fault.how if fault else ""
        if fault and not how.startswith(AFTER):
            self._break(how, retry_after=fault.retry_after, answer={"ok": False, "error": how})
            return
        answer = self._refuse_stranger(arguments) or stand_in.workspace.answer(method, arguments)
        if how:
            how = how.removeprefix(AFTER)
            self._break(how, answer=answer if how in BREAKS else {"ok": False, "error": how})
            return
        self._send(200, json.dumps(answer).encode())

    def _read(self) -> tuple[str, Json]:
        """The method's name and its arguments, from query, form or JSON."""
        address = urlsplit(self.path)
        arguments: Json = dict(parse_qsl(address.query))
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if "json" in self.headers.get("Content-Type", ""):
            arguments |= json.loads(body or b"{}")
        else:
            arguments |= dict(parse_qsl(body.decode()))
        return address.path.removeprefix("/api/"), arguments

    def _refuse_stranger(self, arguments: Json) -> Json | None:
        token = self.headers.get("Authorization", "").removeprefix("Bearer ") or arguments.get("token", "")
        if token == self.server.stand_in.token:
            return None
        return {"ok": False, "error": "invalid_auth" if token else "not_authed"}

    def _break(self, how: str, *, answer: Json, retry_after: int = 1) -> None:
        """Fail in the way that `how` names."""
        if how == "ratelimited":
            body = b'{"ok": false, "error": "ratelimited"}'
            self._send(429, body, headers={"Retry-After": str(retry_after)})
        elif how in ("http_500", "500"):
            self._send(500, b"<html>our fault</html>", content_type="text/html")
        elif how == "garbage":
            self._send(200, b"\xff\xfe not what you asked for", content_type="text/html")
        elif how == "truncated":
            self._send(200, json.dumps(answer).encode(), keep_back=5)
        elif how in ("reset", "hang"):
            if how == "hang":
                self.server.stand_in.closing.wait()
            self._reset()
        else:
            self._send(200, json.dumps(answer).encode())

    def _send(
        self,
        status: int,
        body: bytes,
        *,
        content_type: str = "application/json; charset=utf-8",
        headers: dict[str, str] | None = None,
        keep_back: int = 0,
    ) -> None:
        """Send `body`, without its last `keep_back` bytes, though the length speaks of them."""
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Connection", "close")
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body[: len(body) - keep_back])
        self.close_connection = True

    def _reset(self) -> None:
        """Break the connection off with a RST: closing with a linger of 0 s sends one."""
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        # Both, and before http.server says goodbye with a FIN: rfile shares the socket.
        self.rfile.close()
        self.connection.close()
        self.close_connection = True
