"""What does one request bring, without redirects, within its time and size?"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPException

import requests
from requests_hardened.ip_filter import InvalidIPAddress
from urllib3.exceptions import HTTPError, ReadTimeoutError

from tocsin.errors import AddressRefused, ConnectionFailed, DeadlinePassed, TooLarge
from tocsin.web.failures import in_words
from tocsin.web.policy import WebPolicy
from tocsin.web.unpack import unpack
from tocsin.web.wire import GuardedAdapter, Line

CHUNK = 64 * 1024
ENCODINGS = "gzip, deflate, br"
# What a redirect or a 304 may say before we hang up rather than keep the connection.
SMALL_TALK = 16 * 1024
# What a header may hold that no database takes.
_CONTROLS = re.compile(r"[\x00-\x1f\x7f]")


@dataclass(frozen=True)
class Answer:
    """What one request brought; `body` only where the status is 2xx, `location` only where it redirects."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    location: str | None


class Transport:
    """One session for all: connections are reused; cookies, the environment's proxies and .netrc are not."""

    def __init__(self, policy: WebPolicy) -> None:
        self._policy = policy
        self._session = requests.Session()
        self._session.trust_env = False
        for scheme in ("http", "https"):
            self._session.mount(f"{scheme}://", GuardedAdapter(policy, is_https_proto=scheme == "https"))

    def close(self) -> None:
        """Close every connection."""
        self._session.close()

    def ask(self, url: str, headers: Mapping[str, str], *, seconds: float, cap: int, cut: bool = False) -> Answer:
        """GET `url` once within `seconds`; a body past `cap` bytes is `TooLarge`, or with `cut` cut there.

        Raises `AddressRefused`, `ConnectionFailed` or `DeadlinePassed` for what the way there does to us.
        """
        with Line(seconds) as line:
            try:
                answer = self._exchange(url, headers, seconds, cap, cut)
            except InvalidIPAddress as error:
                raise AddressRefused(url, f"{error} is not a public address") from error
            except requests.exceptions.InvalidURL as error:
                raise AddressRefused(url, "a host name that DNS can't have") from error
            except (requests.RequestException, HTTPError, HTTPException, OSError, ValueError) as error:
                # ValueError: what http.client and ssl say of a socket that the line shut under them.
                if line.is_cut or isinstance(error, requests.ReadTimeout | ReadTimeoutError):
                    raise self._too_slow(url) from error
                raise ConnectionFailed(url, in_words(error)) from error
            if line.is_cut:
                # Without a Content-Length, the end that we made looks like the end of the body.
                raise self._too_slow(url)
            return answer

    def _exchange(self, url: str, headers: Mapping[str, str], seconds: float, cap: int, cut: bool) -> Answer:
        session, proxy = self._session, self._policy.proxy
        request = session.prepare_request(
            requests.Request("GET", url, headers={"Accept-Encoding": ENCODINGS, **headers})
        )
        # Not Session.send: to prepare the next hop it reads the whole body of a redirect, a bomb and all;
        # and it keeps cookies.
        with session.get_adapter(url).send(
            request,
            stream=True,
            timeout=(min(self._policy.connect_timeout, seconds), seconds),
            proxies={"http": proxy, "https": proxy} if proxy else None,
        ) as response:
            good = 200 <= response.status_code < 300
            body = _read(response, url, cap, cut) if good else _hang_up(response)
            return Answer(
                response.status_code,
                {name.lower(): _CONTROLS.sub("", value) for name, value in response.headers.items()},
                body,
                session.get_redirect_target(response),
            )

    def _too_slow(self, url: str) -> DeadlinePassed:
        return DeadlinePassed(url, f"no whole answer within {self._policy.deadline:g} s")


def _read(response: requests.Response, url: str, cap: int, cut: bool) -> bytes:
    """Return the decoded body, counting what comes out of the decompressor, not what came over the wire."""
    wire = response.raw.stream(CHUNK, decode_content=False)
    body = bytearray()
    for chunk in unpack(wire, response.headers.get("Content-Encoding", "")):
        if Line.current.line.is_cut:
            # Packed twice, a few bytes may come to hours of nothing.
            break
        body += chunk
        if len(body) > cap and not cut:
            raise TooLarge(url, f"more than {cap // 1024} KiB")
        if len(body) >= cap and cut:
            break
    return bytes(body[:cap])


def _hang_up(response: requests.Response) -> bytes:
    response.raw.read(SMALL_TALK, decode_content=False)
    return b""
