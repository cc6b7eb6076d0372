"""Which address does an entry's link mean, and when do two links in one feed mean the same?"""

import re
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from tocsin.errors import AddressRefused
from tocsin.web.address import DEFAULT_PORTS, split_url
from tocsin.web.tracking import is_tracking

_BLANKS = re.compile(r"[\x00-\x20\x7f]+")


def absolute_link(base: str, href: str) -> str:
    """Return `href` as an absolute http(s) URL, its scheme and host in lower case; "" when it is none."""
    if not href.strip():
        return ""
    try:
        parts = urlsplit(urljoin(base, _BLANKS.sub("%20", href.strip())))
        host, port = parts.hostname or "", parts.port
        netloc = f"[{host}]" if ":" in host else host
        if port and port != DEFAULT_PORTS.get(parts.scheme):
            netloc += f":{port}"
        url = urlunsplit((parts.scheme, netloc, parts.path or "/", parts.query, parts.fragment))
        split_url(url)
    except (ValueError, AddressRefused):
        return ""
    return url


def link_key(url: str) -> str:
    """Return what stays of a link without tracking, fragment and scheme: the same for the same entry."""
    parts = urlsplit(url)
    query = [(name, value) for name, value in parse_qsl(parts.query, True) if not is_tracking(name, value)]
    return urlunsplit(("https", parts.netloc, parts.path, urlencode(query), "")) if url else ""
