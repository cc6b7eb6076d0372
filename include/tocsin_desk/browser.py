"""What does a person's browser make of a page? Headless Chromium, driven over a pipe, for tests and screenshots.

It reaches nothing but this machine's loopback: every other name is unknown to it.
"""

import base64
import json
import os
import select
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Any, Self

from tocsin.errors import TocsinError

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
    "--remote-debugging-pipe",
)


class BrowserError(TocsinError):
    """The browser does not answer, or a page did not become what it should."""


def find_chromium() -> str | None:
    """Return the Chromium on the PATH, if there is one."""
    return next(filter(None, map(shutil.which, NAMES)), None)


class Browser:
    """One tab of a fresh Chromium; a context manager. `seen` holds every event of the DevTools protocol."""

    def __init__(self, program: str) -> None:
        self.program = program
        self.seen: list[dict[str, Any]] = []
        self._last = 0
        self._buffer = b""
        self._session = ""

    def __enter__(self) -> Self:
        self._profile = TemporaryDirectory(prefix="tocsin-browser-", ignore_cleanup_errors=True)
        theirs_in, self._out = os.pipe()
        self._in, theirs_out = os.pipe()

        def take_pipes() -> None:
            # Chromium reads its orders from 3 and answers on 4; first away from those numbers.
            for high, (held, wanted) in enumerate(((theirs_in, 3), (theirs_out, 4)), start=200):
                os.dup2(held, high)
                os.dup2(high, wanted, inheritable=True)

        self._process = subprocess.Popen(
            [self.program, *FLAGS, f"--user-data-dir={self._profile.name}", "about:blank"],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            close_fds=False, preexec_fn=take_pipes, start_new_session=True,
        )  # fmt: skip
        os.close(theirs_in)
        os.close(theirs_out)
        try:
            self._attach()
        except BaseException:
            self._stop()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop()

    def look_like(self, *, width: int, height: int, dark: bool = False) -> None:
        """Be a screen of so many CSS pixels, of a person who likes it light or dark."""
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.call("Emulation.setEmulatedMedia", features=[scheme])

    def set_cookie(self, url: str, name: str, value: str) -> None:
        """Be somebody who has this cookie."""
        self.call("Network.setCookie", url=url, name=name, value=value, httpOnly=True)

    def open(self, url: str, *, ready: str = "document.readyState === 'complete'", timeout: float = 30) -> None:
        """Go to `url` and wait until the JavaScript expression `ready` is true of the page.

        Raises:
            BrowserError: it did not become true in `timeout` seconds.
        """
        self.call("Page.navigate", url=url)
        self.wait_until(ready, timeout=timeout)

    def wait_until(self, expression: str, *, timeout: float = 30) -> None:
        """Wait until a JavaScript expression is true; raises `BrowserError`."""
        deadline = time.monotonic() + timeout
        while not self.ask(expression):
            if time.monotonic() > deadline:
                raise BrowserError(f"after {timeout:.0f} s still not: {expression}")
            time.sleep(0.1)

    def ask(self, expression: str) -> Any:
        """Return what a JavaScript expression comes to in the page; `None` where it raises."""
        answer = self.call("Runtime.evaluate", expression=expression, returnByValue=True, userGesture=True)
        return answer["result"].get("value")

    def click(self, x: float, y: float) -> None:
        """Click as a hand does, at a point of the screen."""
        for kind in ("mousePressed", "mouseReleased"):
            self.call("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)

    def tabs(self) -> list[str]:
        """Return the addresses of all open tabs."""
        targets = self.call("Target.getTargets", whole=True)["targetInfos"]
        return [each["url"] for each in targets if each["type"] == "page"]

    def requested(self) -> list[str]:
        """Return every address that the page has asked for, data: aside."""
        sent = self._events("Network.requestWillBeSent")
        return [url for url in (each["request"]["url"] for each in sent) if not url.startswith("data:")]

    def dialogs(self) -> list[str]:
        """Return what pages have said in dialogs."""
        return [each["message"] for each in self._events("Page.javascriptDialogOpening")]

    def complaints(self) -> list[str]:
        """Return what the browser refused and said so: violations of a policy, script errors."""
        logged = [each["entry"]["text"] for each in self._events("Log.entryAdded")]
        return logged + [each["exceptionDetails"]["text"] for each in self._events("Runtime.exceptionThrown")]

    def screenshot(self, path: Path) -> None:
        """Keep what the screen shows as a PNG."""
        data = self.call("Page.captureScreenshot", format="png", optimizeForSpeed=False)["data"]
        path.write_bytes(base64.b64decode(data))

    def call(self, method: str, *, whole: bool = False, **parameters: Any) -> dict[str, Any]:
        """Ask the DevTools protocol, of the tab or (`whole`) of the browser; raises `BrowserError`."""
        self._last += 1
        order = {"id": self._last, "method": method, "params": parameters}
        if self._session and not whole:
            order["sessionId"] = self._session
        os.write(self._out, json.dumps(order).encode() + b"\0")
        for message in self._messages(timeout=30):
            if message.get("id") == self._last:
                if "error" in message:
                    raise BrowserError(f"{method}: {message['error'].get('message')}")
                return dict(message["result"])
            self.seen.append(message)
        raise BrowserError(f"{method}: the browser does not answer")

    def _attach(self) -> None:
        targets = self.call("Target.getTargets")["targetInfos"]
        page = next(each["targetId"] for each in targets if each["type"] == "page")
        self._session = self.call("Target.attachToTarget", targetId=page, flatten=True)["sessionId"]
        for domain in ("Page", "Network", "Runtime", "Log"):
            self.call(f"{domain}.enable")

    def _events(self, method: str) -> list[dict[str, Any]]:
        self.call("Runtime.evaluate", expression="0")
        return [each["params"] for each in self.seen if each.get("method") == method]

    def _messages(self, *, timeout: float) -> Iterator[dict[str, Any]]:
        deadline = time.monotonic() + timeout
        while (left := deadline - time.monotonic()) > 0:
            while b"\0" in self._buffer:
                text, _, self._buffer = self._buffer.partition(b"\0")
                yield json.loads(text)
            if select.select([self._in], [], [], left)[0]:
                received = os.read(self._in, 1 << 16)
                if not received:
                    return
                self._buffer += received

    def _stop(self) -> None:
        os.close(self._out)
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(timeout=3)
        # Its session is its own: what it left of its children ends with it.
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        os.close(self._in)
        self._profile.cleanup()
