"""How does one publisher of the sample newsroom answer a request?

robots.txt, the feed (304 when nothing changed), the pages of what is published by now, and 404. Every request
is kept, so that a demo can show that its reader was polite.
"""

import hashlib
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import format_datetime, parsedate_to_datetime
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from typing import Self
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

from tocsin_desk.feed_dialects import render_feed
from tocsin_desk.pages import PublishedStory, render_page
from tocsin_desk.stories import Publisher

_HTML = "text/html; charset=utf-8"


@dataclass(frozen=True, kw_only=True)
class Request:
    """One request as it was answered; `at` is `time.monotonic()` seconds."""

    at: float
    publisher: str
    target: str
    status: int
    user_agent: str


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What goes back; `headers` are those beside Content-Type and Content-Length."""

    status: int
    body: bytes = b""
    content_type: str = _HTML
    headers: Mapping[str, str] = field(default_factory=dict)


class PublisherServer:
    """One publisher's web server on a free loopback port; `pages` lists what is out now, the newest first."""

    def __init__(self, publisher: Publisher, *, pages: Callable[[], Sequence[PublishedStory]]) -> None:
        self.publisher = publisher
        self._pages = pages
        self._requests: list[Request] = []
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02})
        self._thread.daemon = True

    def __enter__(self) -> Self:
        """Start to answer."""
        self._thread.start()
        return self

    def __exit__(self, *exc_info: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    @property
    def origin(self) -> str:
        """`http://127.0.0.1:PORT`."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def requests(self) -> list[Request]:
        """List what was asked so far, the oldest first."""
        return list(self._requests)

    def answer(self, target: str, headers: Mapping[str, str]) -> Answer:
        """Answer one GET; `target` is path and query."""
        path = urlsplit(target).path
        if path == "/robots.txt":
            return Answer(status=200, body=self.publisher.robots.encode(), content_type="text/plain")
        if path == self.publisher.feed.path:
            return self._feed(headers)
        return self._page(target)

    def _feed(self, headers: Mapping[str, str]) -> Answer:
        shape = self.publisher.feed
        if shape.status != HTTPStatus.OK:
            return _sorry(shape.status)
        pages = self._pages()
        body, content_type = render_feed(self.publisher, pages, origin=self.origin)
        validators = {}
        if shape.validators in ("both", "etag"):
            validators["ETag"] = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
        if shape.validators in ("both", "last-modified") and pages:
            validators["Last-Modified"] = format_datetime(pages[0].published_at, usegmt=True)
        if _is_fresh(headers, validators):
            return Answer(status=304, headers=validators)
        return Answer(status=200, body=body, content_type=content_type, headers=validators)

    def _page(self, target: str) -> Answer:
        pages = self._pages()
        wanted = {target, target.partition("?")[0]}
        for position, page in enumerate(pages):
            if wanted & {page.path, page.url.removeprefix(page.origin)}:
                if self.publisher.pages_status != HTTPStatus.OK:
                    return _sorry(self.publisher.pages_status)
                older = [other for other in pages[position + 1 :] if not other.story.private]
                return Answer(status=200, body=render_page(page, older=older))
        return _sorry(HTTPStatus.NOT_FOUND)

    def _keep(self, target: str, status: int, user_agent: str) -> None:
        # list.append is atomic: the handler's threads need no lock.
        self._requests.append(
            Request(
                at=time.monotonic(),
                publisher=self.publisher.key,
                target=target,
                status=status,
                user_agent=user_agent,
            )
        )

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        newsroom = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            timeout = 30

            def do_GET(self) -> None:
                answer = newsroom.answer(self.path, {k.lower(): v for k, v in self.headers.items()})
                newsroom._keep(self.path, answer.status, self.headers.get("User-Agent", ""))
                self.send_response(answer.status)
                for name, value in answer.headers.items():
                    self.send_header(name, value)
                if answer.status != HTTPStatus.NOT_MODIFIED:
                    self.send_header("Content-Type", answer.content_type)
                    self.send_header("Content-Length", str(len(answer.body)))
                self.end_headers()
                self.wfile.write(answer.body)

            def log_message(self, format: str, *args: object) -> None:
                """Say nothing: the requests are kept."""

        return Handler


def _sorry(status: int) -> Answer:
    text = HTTPStatus(status).phrase
    return Answer(status=status, body=f"<html><title>{text}</title><h1>{status} {text}</h1></html>".encode())


def _is_fresh(asked: Mapping[str, str], validators: Mapping[str, str]) -> bool:
    # RFC 9110 §13.2.2: If-None-Match speaks before If-Modified-Since.
    if "if-none-match" in asked and "ETag" in validators:
        return validators["ETag"] in [tag.strip() for tag in asked["if-none-match"].split(",")]
    if "if-modified-since" not in asked or "Last-Modified" not in validators:
        return False
    try:
        since: datetime = parsedate_to_datetime(asked["if-modified-since"])
    except ValueError:
        return False
    return parsedate_to_datetime(validators["Last-Modified"]) <= since


def trespasses(server: PublisherServer) -> list[str]:
    """List each request that broke the publisher's robots.txt, a sentence each."""
    rules = RobotFileParser()
    rules.parse(server.publisher.robots.splitlines())
    asked = [request for request in server.requests() if request.target != "/robots.txt"]
    found = [
        f"{server.publisher.name}: {request.target} was fetched, which robots.txt forbids"
        for request in asked
        if not rules.can_fetch("*", request.target)
    ]
    delay = float(rules.crawl_delay("*") or 0)
    for before, after in pairwise(asked):
        gap = after.at - before.at
        # A tenth for the clock of the asker, who may have started to count a little earlier.
        if gap < delay * 0.9:
            found.append(f"{server.publisher.name}: {after.target} came {gap:.2f} s after the request before it")
    return found
