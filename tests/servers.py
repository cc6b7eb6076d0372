"""A newspaper on a free loopback port, for tests: what it answers to each path is set by the test."""

import gzip
import socketserver
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

CHUNK = 1024 * 1024


@dataclass(frozen=True)
class Asked:
    """One request as it came in with its body, when (monotonic seconds), and the port on the client's side."""

    path: str
    headers: Mapping[str, str]
    at: float
    client: int
    body: bytes = b""


@dataclass
class Page:
    """One answer. `raw` takes the connection over: it writes what it likes, then the newspaper hangs up."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    raw: Callable[[Any], None] | None = None


class Newspaper:
    """A threaded HTTP/1.1 server; `asked` holds what it was asked for.

    Set `pages[path]` to a Page, bytes, a list of Pages (the last one stays) or a function from Asked to Page.
    Paths unknown are 404, robots.txt among them.
    """

    def __init__(self) -> None:
        self.pages: dict[str, Any] = {}
        self.asked: list[Asked] = []
        self._lock = threading.Lock()
        newspaper = self

        class Handler(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                newspaper._serve(self)

        class Server(socketserver.ThreadingTCPServer):
            daemon_threads = True
            allow_reuse_address = True
            request_queue_size = 128

            def handle_error(self, *_: Any) -> None:
                """Clients that hang up are what the tests are about."""

        self._server = Server(("127.0.0.1", 0), Handler)
        self.port: int = self._server.server_address[1]
        self.host = f"127.0.0.1:{self.port}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.005,), daemon=True)

    def __enter__(self) -> "Newspaper":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def url(self, path: str = "/", host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def paths(self) -> list[str]:
        return [asked.path for asked in self.asked]

    def _serve(self, handler: Any) -> None:
        while True:
            line = handler.rfile.readline(65536).decode("latin-1").split()
            if len(line) < 2:
                return
            headers = {}
            while (raw := handler.rfile.readline(65536)) not in (b"\r\n", b"\n", b""):
                name, _, value = raw.decode("latin-1").partition(":")
                headers[name.strip().lower()] = value.strip()
            sent = handler.rfile.read(int(headers.get("content-length", 0)))
            asked = Asked(line[1], headers, time.monotonic(), handler.client_address[1], sent)
            with self._lock:
                self.asked.append(asked)
                page = self._find(asked)
            if page.raw:
                page.raw(handler)
                return
            _write(handler, page)

    def _find(self, asked: Asked) -> Page:
        page = self.pages.get(asked.path, Page(b"not here", 404))
        if isinstance(page, list):
            page = page.pop(0) if len(page) > 1 else page[0]
        if callable(page):
            page = page(asked)
        return Page(page) if isinstance(page, bytes) else page


def _write(handler: Any, page: Page) -> None:
    lines = [f"HTTP/1.1 {page.status} X", *(f"{name}: {value}" for name, value in page.headers.items())]
    if page.status != 304:
        lines.append(f"Content-Length: {len(page.body)}")
    handler.wfile.write("\r\n".join([*lines, "", ""]).encode("latin-1") + (b"" if page.status == 304 else page.body))


def moved(where: str, status: int = 302) -> Page:
    return Page(status=status, headers={"Location": where})


def raw(*parts: bytes, pause: float = 0.0, then: float = 0.0) -> Page:
    """Write `parts` as they are, `pause` seconds apart, wait `then` seconds and hang up."""

    def write(handler: Any) -> None:
        for part in parts:
            handler.wfile.write(part)
            handler.wfile.flush()
            time.sleep(pause)
        time.sleep(then)

    return Page(raw=write)


def dripping(head: bytes, drop: bytes = b"a", every: float = 0.1) -> Page:
    """Write `head`, then `drop` for ever."""

    def write(handler: Any) -> None:
        handler.wfile.write(head)
        while True:
            handler.wfile.write(drop)
            handler.wfile.flush()
            time.sleep(every)

    return Page(raw=write)


def gzip_bomb(megabytes: int) -> Page:
    """A body that is `megabytes` long, and a thousandth of it on the wire."""
    return Page(gzip.compress(b"\0" * CHUNK) * megabytes, headers={"Content-Encoding": "gzip"})
