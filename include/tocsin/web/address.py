"""Where may we go, and what do we call the host we find there?

The refusal of private addresses itself is requests-hardened's (see wire.py), at connect time.
"""

import ipaddress
import re
import socket
from functools import lru_cache
from urllib.parse import SplitResult, quote, urlsplit

from tocsin.errors import AddressRefused

DEFAULT_PORTS = {"http": 80, "https": 443}
# Bytes, its signs percent-encoded: longer than any link to an article that we have seen; an index of
# PostgreSQL takes no key longer than 2,704.
MAX_URL = 2_500
# DNS takes no longer name.
MAX_HOST = 253
_INSIDE = (".localhost", ".local", ".internal", ".intranet", ".lan", ".home.arpa", ".localdomain")
_SIGNS = "%/:?#[]@!$&'()*+,;=~"
# What stands in no URL: blanks, controls, half characters. urlsplit lets some of them pass, and no database does.
_NEVER = re.compile(r"[\x00-\x20\x7f-\xa0\u2028\u2029\ud800-\udfff]")


def split_url(url: str) -> SplitResult:
    """Take apart a URL that we would fetch; raises `AddressRefused` for any other.

    http and https only, with a host, without a password (which would end in every log), of sane length, and
    without characters that stand in no URL.
    """
    if _NEVER.search(url):
        raise AddressRefused(url[:200], "characters that stand in no URL")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise AddressRefused(url[:200], f"not a URL ({error})") from error
    if len(quote(url, safe=_SIGNS)) > MAX_URL or len(parts.hostname or "") > MAX_HOST:
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
    host = _ascii((parts.hostname or "").rstrip("."))
    default = DEFAULT_PORTS[parts.scheme]
    port = parts.port or default
    if _is_address(host):
        return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    return host if port == default else f"{host}:{port}"


def origin_of(url: str) -> str:
    """Return the name under which the robots.txt is remembered that speaks for `url`.

    RFC 9309 has one for each scheme, host and port: it is the host's name (`host_of`), which tells ports apart, but
    for plain http on port 80, where it has the port too. Raises `AddressRefused` for what is no web URL.
    """
    host = host_of(url)
    is_plain = url[:5].lower() == "http:" and not host.endswith(":80") and split_url(url).port in (None, 80)
    return f"{host}:80" if is_plain else host


def domain_of(url: str) -> str:
    """Return the domain that answers for the pace of all hosts under it: `news.example.com` is asked as `example.com`.

    An address, or a name under an ending that no registry has (an intranet's), is a domain of its own. Raises
    `AddressRefused` for what is no web URL.
    """
    host = host_of(url)
    return _listed_domain(host.partition(":")[0]) or host


def registrable_domain(host: str) -> str:
    """Give the domain that somebody could register, by the public suffix list; "" for addresses and bare names.

    Shared hosting counts as an ending: `a.github.io` and `b.github.io` are two people's.
    """
    if "." not in host or _is_address(host):
        return ""
    # An unknown ending (".test", ".example", an intranet's) counts as one suffix, by the list's own rules.
    return _listed_domain(host) or ".".join(host.split(".")[-2:])


def is_allowed(host: str, port: int, allow_hosts: frozenset[str]) -> bool:
    """Whether the operator lets this host be private ("host" for any port, "host:port" for one)."""
    host = host.lower().strip("[]")
    shown = f"[{host}]" if ":" in host else host
    return not allow_hosts.isdisjoint({host, shown, f"{shown}:{port}"})


def is_inside(host: str) -> bool:
    """Whether a name leads into somebody's own network: without a dot, or with an ending kept for that use.

    RFC 6761, 6762 and 8375; ICANN for `.internal`; habit for the others.
    """
    name = host.lower().rstrip(".")
    return "." not in name or name.endswith(_INSIDE)


def is_literal(host: str) -> bool:
    """Whether `host` is an address in any spelling of one: dotted, short, decimal, hex, IPv6, with a dot behind."""
    host = host.rstrip(".")
    if _is_address(host.strip("[]")):
        return True
    try:
        socket.inet_aton(host)
    except (OSError, UnicodeError):
        return False
    return True


@lru_cache(maxsize=4096)
def _listed_domain(host: str) -> str:
    """Give the registrable domain of a name whose ending is on the public suffix list, private ones included."""
    if "." not in host or _is_address(host):
        return ""
    from courlan import extract_domain

    return extract_domain(f"http://{host}", fast=False) or ""


def _ascii(host: str) -> str:
    """Return a name as DNS is asked for it, so that one host has one name; what has none is left as it is."""
    try:
        return host if host.isascii() else host.encode("idna").decode("ascii").lower()
    except UnicodeError:
        return host


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
