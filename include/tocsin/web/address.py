"""Where may we go, and what do we call the host we find there?

The refusal of private addresses itself is requests-hardened's (see transport.py), at connect time.
"""

import ipaddress
import socket
from urllib.parse import SplitResult, urlsplit

from tocsin.errors import AddressRefused

DEFAULT_PORTS = {"http": 80, "https": 443}
# Longer than any link we have seen, shorter than what servers refuse.
MAX_URL = 8_192


def split_url(url: str) -> SplitResult:
    """Take apart a URL that we would fetch; raises `AddressRefused` for any other.

    http and https only, with a host, without a password (which would end in every log), of sane length.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise AddressRefused(url[:200], f"not a URL ({error})") from error
    if len(url) > MAX_URL:
        raise AddressRefused(url[:200], "a URL too long to be real")
    if parts.scheme not in DEFAULT_PORTS:
        raise AddressRefused(url, f"only http and https are fetched, not {parts.scheme or 'a path'}")
    if not parts.hostname or port == 0:
        raise AddressRefused(url, "a URL without a host")
    if parts.username is not None or parts.password is not None:
        raise AddressRefused(f"{parts.scheme}://{parts.hostname}", "credentials in a URL; give them as headers")
    return parts


def host_of(url: str) -> str:
    """Return the name under which the host of `url` is paced and remembered.

    A lower-case host name; with its port when that is not the scheme's own, or when the host is a bare
    address (there, each port is another site). Raises `AddressRefused` for what is no web URL.
    """
    parts = split_url(url)
    host = (parts.hostname or "").rstrip(".")
    default = DEFAULT_PORTS[parts.scheme]
    port = parts.port or default
    if _is_address(host):
        return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    return host if port == default else f"{host}:{port}"


def is_allowed(host: str, port: int, allow_hosts: frozenset[str]) -> bool:
    """Whether the operator lets this host be private ("host" for any port, "host:port" for one)."""
    host = host.lower().strip("[]")
    shown = f"[{host}]" if ":" in host else host
    return not allow_hosts.isdisjoint({host, shown, f"{shown}:{port}"})


def is_literal(host: str) -> bool:
    """Whether `host` is an address in any spelling of one: dotted, short, decimal, hex, IPv6."""
    if _is_address(host.strip("[]")):
        return True
    try:
        socket.inet_aton(host)
    except (OSError, UnicodeError):
        return False
    return True


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
