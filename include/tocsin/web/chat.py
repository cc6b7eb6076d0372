"""What does a language model answer, at an endpoint that speaks OpenAI's chat completions?

The operator gave this one address, so that it may be private; nothing else may: no redirect is followed. The key
goes into one header, and nowhere else: what is raised here quotes neither the key, nor the server, nor libraries.
"""

import json
from http.client import HTTPException
from typing import Any

import requests
from urllib3.exceptions import HTTPError, ReadTimeoutError

from tocsin.errors import FetchError, OpinionError, TooLarge
from tocsin.web.address import host_of, is_inside, is_literal, split_url
from tocsin.web.failures import in_words
from tocsin.web.policy import WebPolicy
from tocsin.web.transport import CHUNK, ENCODINGS
from tocsin.web.unpack import unpack
from tocsin.web.wire import GuardedAdapter, Line

PATH = "/chat/completions"
# Decoded bytes of a whole answer, with the model's accounts around it.
CAP = 256 * 1024
# What each status says to an operator, and whether the next question would fare alike.
_NO = {
    401: "it does not take the key (HTTP 401)",
    403: "it does not let us in (HTTP 403)",
    404: "it has no such address or model (HTTP 404)",
    429: "it wants a pause, or its quota is spent (HTTP 429)",
}


class ChatEndpoint:
    """One endpoint and model; `url` is its base (`https://host/v1`) or ends in /chat/completions."""

    def __init__(
        self, url: str, model: str, *, key: str | None = None, timeout: float = 20.0, proxy: str | None = None
    ) -> None:
        self.model = model
        self._url = url if split_url(url).path.endswith(PATH) else url.rstrip("/") + PATH
        self._key = key
        self._timeout = timeout
        host = split_url(url).hostname or ""
        policy = WebPolicy(allow_hosts=frozenset({host_of(url), host}))
        self._proxy = None if is_inside(host) or is_literal(host) else proxy
        self._session = requests.Session()
        self._session.trust_env = False
        for scheme in ("http", "https"):
            self._session.mount(f"{scheme}://", GuardedAdapter(policy, is_https_proto=scheme == "https"))

    def ask(self, *, system: str, user: str, schema: dict[str, Any]) -> str:
        """Return what the model wrote; raises `OpinionError` for everything else that can happen."""
        body = self._post(
            {
                "model": self.model,
                "messages": [{"role": "system", "content": system}, {"role": "user", "content": user}],
                "response_format": {
                    "type": "json_schema",
                    "json_schema": {"name": "opinion", "strict": True, "schema": schema},
                },
            }
        )
        said = _content(body)
        if self._key and self._key in said:
            raise OpinionError("its answer holds our key")
        return said

    def _post(self, question: dict[str, Any]) -> bytes:
        late = OpinionError(f"no whole answer within {self._timeout:g} s")
        with Line(self._timeout) as line:
            try:
                body = self._exchange(question)
            except TooLarge:
                raise OpinionError(f"its answer is larger than {CAP // 1024} KiB") from None
            except (FetchError, requests.RequestException, HTTPError, HTTPException, OSError, ValueError) as error:
                if line.is_cut or isinstance(error, requests.ReadTimeout | ReadTimeoutError):
                    raise late from None
                raise OpinionError(f"it can't be reached: {in_words(error)}") from None
            if line.is_cut:
                raise late
            return body

    def _exchange(self, question: dict[str, Any]) -> bytes:
        headers = {"Accept": "application/json", "Accept-Encoding": ENCODINGS}
        if self._key:
            headers["Authorization"] = f"Bearer {self._key}"
        request = self._session.prepare_request(requests.Request("POST", self._url, headers=headers, json=question))
        with self._session.get_adapter(self._url).send(
            request,
            stream=True,
            timeout=(min(5.0, self._timeout), self._timeout),
            proxies={"http": self._proxy, "https": self._proxy} if self._proxy else None,
        ) as response:
            if response.status_code != 200:
                said = _NO.get(response.status_code, f"it answered HTTP {response.status_code}")
                raise OpinionError(said, lasting=response.status_code in _NO)
            return _read(response, self._url)


def _read(response: requests.Response, url: str) -> bytes:
    body = bytearray()
    wire = response.raw.stream(CHUNK, decode_content=False)
    for chunk in unpack(wire, response.headers.get("Content-Encoding", "")):
        if Line.current.line.is_cut:
            # Packed twice, a few bytes may come to hours of nothing.
            break
        body += chunk
        if len(body) > CAP:
            raise TooLarge(url, "")
    return bytes(body)


def _content(body: bytes) -> str:
    """Return the first choice's words."""
    try:
        said = json.loads(body)["choices"][0]["message"]["content"]
    except (ValueError, LookupError, TypeError, RecursionError):
        said = None
    if not isinstance(said, str):
        raise OpinionError("what it answered is no chat completion")
    return said
