"""What do we call what went wrong on the way to a server?

For operators, who know what a certificate is, and not what the libraries between us and the socket call their parts.
"""

import errno
import http.client
import re
import socket
import ssl
from collections.abc import Callable, Iterator
from typing import Any

import requests
from urllib3.exceptions import ConnectTimeoutError, IncompleteRead, InvalidChunkLength, InvalidHeader

from tocsin.web.unpack import Unreadable

# By OpenSSL's numbers for why it does not trust a certificate.
_CERTIFICATES = {
    9: "its TLS certificate is not valid yet",
    10: "its TLS certificate has expired",
    18: "its TLS certificate is self-signed",
    19: "its TLS certificate is self-signed",
    20: "its TLS certificate was issued by nobody whom we trust, or it keeps back the certificates in between",
    21: "its TLS certificate was issued by nobody whom we trust, or it keeps back the certificates in between",
    23: "its TLS certificate was revoked",
    62: "its TLS certificate is for another name",
    64: "its TLS certificate is for another name",
}
_NO_TLS = frozenset({"WRONG_VERSION_NUMBER", "HTTP_REQUEST", "PACKET_LENGTH_TOO_LONG", "RECORD_LAYER_FAILURE"})
_OTHER_TLS = re.compile(r"HANDSHAKE_FAILURE|PROTOCOL_VERSION|UNSUPPORTED_PROTOCOL|NO_SHARED_CIPHER|DH_KEY_TOO_SMALL")
_NO_WAY = frozenset({errno.ENETUNREACH, errno.EHOSTUNREACH, errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT})
_TUNNEL = re.compile(r"Tunnel connection failed: (\d{3})")


def in_words(error: BaseException) -> str:
    """Say in one line why a server could not be reached, or what was wrong with its answer."""
    causes = list(_causes(error))
    said = next((say(each) for kind, say in _WORDS for each in causes if isinstance(each, kind)), _UNKNOWN)
    by_proxy = any(isinstance(each, requests.exceptions.ProxyError) for each in causes)
    return f"the proxy can't be used: {said}" if by_proxy else said


def _causes(error: BaseException) -> Iterator[BaseException]:
    """Give an error and all that stands behind it: libraries wrap one in the other in four ways."""
    waiting, seen = [error], set()
    while waiting:
        each = waiting.pop(0)
        if id(each) in seen:
            continue
        seen.add(id(each))
        yield each
        behind = (*each.args, getattr(each, "reason", None), each.__cause__, each.__context__)
        waiting += [one for one in behind if isinstance(one, BaseException)]


def _say_certificate(error: ssl.SSLCertVerificationError) -> str:
    known = _CERTIFICATES.get(error.verify_code)
    return known or f"its TLS certificate can't be trusted ({error.verify_message})"


def _say_tls(error: ssl.SSLError) -> str:
    reason = error.reason or ""
    if isinstance(error, ssl.SSLEOFError | ssl.SSLZeroReturnError):
        return "it broke off the TLS connection"
    if reason in _NO_TLS:
        return "it does not speak TLS on that port"
    if _OTHER_TLS.search(reason):
        return "it knows no version or cipher of TLS that we accept"
    return f"TLS failed ({reason.replace('_', ' ').lower() or 'it gave no reason'})"


def _say_dns(error: socket.gaierror) -> str:
    return "the name server did not answer" if error.errno == socket.EAI_AGAIN else "DNS does not know its name"


def _say_http(error: http.client.HTTPException) -> str:
    return "more than 100 headers" if "headers" in str(error) else "what it answered is not HTTP"


def _say_system(error: OSError) -> str:
    if tunnel := _TUNNEL.search(str(error)):
        return f"it answered HTTP {tunnel[1]}"
    if error.errno in _NO_WAY:
        return "no way leads there from this machine"
    return f"{_UNKNOWN} ({error.strerror.lower()})" if error.strerror else _UNKNOWN


_UNKNOWN = "the connection failed"
# From what says most to what says least. A kind that is part of another stands before it.
_WORDS: tuple[tuple[type[BaseException], Callable[[Any], str]], ...] = (
    (Unreadable, str),
    (ssl.SSLCertVerificationError, _say_certificate),
    (ssl.SSLError, _say_tls),
    (socket.gaierror, _say_dns),
    (ConnectionRefusedError, lambda _: "it refused the connection"),
    (http.client.RemoteDisconnected, lambda _: "it hung up without an answer"),
    (ConnectionError, lambda _: "it broke off the connection"),
    (ConnectTimeoutError, lambda _: "it did not take the connection in time"),
    (InvalidChunkLength, lambda _: "a body in broken chunks"),
    (IncompleteRead, lambda _: "a body that breaks off before its end"),
    (http.client.IncompleteRead, lambda _: "a body that breaks off before its end"),
    (InvalidHeader, lambda _: "two different lengths for one body"),
    (http.client.LineTooLong, lambda _: "a header line of more than 64 KiB"),
    (http.client.BadStatusLine, lambda _: "what it answered is not HTTP"),
    (http.client.HTTPException, _say_http),
    # requests' errors are of this kind too, and say nothing that the others did not.
    (OSError, _say_system),
)
