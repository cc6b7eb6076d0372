"""Which address does an entry's link mean, and when do two links in one feed mean the same?"""

import re
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from tocsin.errors import AddressRefused
from tocsin.web.address import DEFAULT_PORTS, split_url
from tocsin.web.tracking import is_tracking

_BLANKS = re.compile(r"[\x00-\x20\x7f]+")


def absolute_link(base: str, href: str) -> str:
    """Return `href` as an absolute http(s) URL, otherwise as it is written; "" when it is none."""
    if not href.strip():
        return ""
    try:
        url = urljoin(base, _BLANKS.sub("%20", href.strip()))
        split_url(url)
    except (ValueError, AddressRefused):
        return ""
    return url


def plain_address(url: str) -> str:
    """Return an address in the one form that a catalogue keeps: scheme and host in lower case, no port of its own.

    "" for what is no http(s) URL.
    """
    url = absolute_link(url, url)
    if not url:
        return ""
    parts = urlsplit(url)
    host, port = parts.hostname or "", parts.port
    netloc = f"[{host}]" if ":" in host else host
    if port and port != DEFAULT_PORTS.get(parts.scheme):
        netloc += f":{port}"
    return urlunsplit((parts.scheme, netloc, parts.path or "/", parts.query, parts.fragment))


def link_key(url: str) -> str:
    """Return what stays of a link without tracking, fragment and scheme: the same for the same entry."""
    parts = urlsplit(plain_address(url))
    query = [(name, value) for name, value in parse_qsl(parts.query, True) if not is_tracking(name, value)]
    return urlunsplit(("https", parts.netloc, parts.path, urlencode(query), "")) if parts.netloc else ""
