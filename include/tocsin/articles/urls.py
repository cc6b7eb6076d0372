"""When are two links one article, and who published it?

Pure text work: nothing is fetched. A canonical URL drops what says how a reader came (tracking parameters,
fragments), where the page was cached (AMP) and on what screen it is shown (mobile hosts); it keeps every parameter
that may say *which* article it is (`?p=123`, `?id=…`, `?b=`, `?x=`, `?q=`).
"""

import re
from urllib.parse import SplitResult, quote, urlsplit

from tocsin.web.address import registrable_domain
from tocsin.web.tracking import is_tracking

AMP_CACHE = re.compile(r"^/(?:[cv]/)?(?:amp/)?(s/)?([^/]+\.[^/]+/.*)$")
AMP_SUFFIX = re.compile(r"(?<=[^/])/amp(/?)$|\.amp(\.html?)?$", re.IGNORECASE)
LONGEST_SUFFIX = 10  # characters
HEX = re.compile(r"%[0-9a-fA-F]{2}")
MAX_LENGTH = 4096  # longer ones are never links to articles; they are left as they are


def canonical_url(url: str) -> str:
    """Give the one form of an article's link; idempotent. What is no http(s) URL comes back stripped."""
    text = url.strip()
    parts = _split(text)
    if parts is None:
        return text
    host, path = parts.hostname or "", parts.path
    cached = AMP_CACHE.match(path) if _is_amp_cache(host, path) else None
    if cached:
        scheme = "https" if cached[1] else "http"
        query = f"?{parts.query}" if parts.query else ""
        return canonical_url(f"{scheme}://{cached[2]}{query}")
    port = "" if _port(parts) is None else f":{_port(parts)}"
    query = _kept_query(parts.query)
    return f"{parts.scheme.lower()}://{_plain_host(host)}{port}{_plain_path(path)}{'?' + query if query else ''}"


def publisher_of(url: str) -> str:
    """Name who publishes a URL: the registrable domain, else the bare host, else ""."""
    parts = _split(url.strip())
    if parts is None:
        return ""
    host = _plain_host(parts.hostname or "")
    return registrable_domain(host) or host


def same_publisher(one: str, other: str) -> bool:
    """Whether two URLs are of one registrable domain (or of one bare host and port)."""
    first, second = _split(one.strip()), _split(other.strip())
    if first is None or second is None:
        return False
    if registrable_domain(first.hostname or ""):
        return publisher_of(one) == publisher_of(other)
    return (first.hostname, _port(first)) == (second.hostname, _port(second))


def is_front(url: str) -> bool:
    """Whether a URL is that of a site's front page."""
    return re.fullmatch(r"https?://[^/?#]+/?", url, re.IGNORECASE) is not None


def _split(text: str) -> SplitResult | None:
    """Take a URL apart, or say that it is none that we can rewrite."""
    if len(text) > MAX_LENGTH or text[:4].lower() != "http" or any(c.isspace() for c in text):
        return None
    try:
        parts = urlsplit(text)
        usable = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:  # a port that is no number, an unclosed bracket
        return None
    return parts if usable else None


def _port(parts: SplitResult) -> int | None:
    """Give the port, None where it is the scheme's own."""
    default = 443 if parts.scheme == "https" else 80
    return None if parts.port == default else parts.port


def _is_amp_cache(host: str, path: str) -> bool:
    return host.endswith(".cdn.ampproject.org") or (
        host in ("www.google.com", "google.com") and path.startswith("/amp/")
    )


def _plain_host(host: str) -> str:
    """Lower-case, in ASCII, without the twin's `amp.` or `m.` where a whole domain follows it."""
    host = host.rstrip(".").lower()
    if not host.isascii():
        try:
            host = host.encode("idna").decode("ascii").lower()
        except UnicodeError:
            return host
    if ":" in host:
        return f"[{host}]"
    head, _, rest = host.partition(".")
    while head in ("amp", "m", "mobile") and registrable_domain(host) not in ("", host):
        host = rest
        head, _, rest = host.partition(".")
    return host


def _plain_path(path: str) -> str:
    """Encode a path in one way, and cut the AMP twin's ending off it."""
    plain = quote(path or "/", safe="/%:@!$&'()*+,;=~-._", errors="replace")
    plain = HEX.sub(lambda match: match[0].upper(), plain)
    # Near its end only: a path may be "/amp/amp/amp…".
    while match := AMP_SUFFIX.search(plain, max(0, len(plain) - LONGEST_SUFFIX)):
        plain = plain[: match.start()] + (match[1] or match[2] or "")
    return plain


def _kept_query(query: str) -> str:
    """Keep the parameters that may say which article it is, in their order."""
    kept = [pair for pair in query.split("&") if pair and not is_tracking(*pair.partition("=")[::2])]
    plain = quote("&".join(kept), safe="%:@!$&'()*+,;=~-._/?[]", errors="replace")
    return HEX.sub(lambda match: match[0].upper(), plain)
