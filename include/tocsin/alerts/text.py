"""How do words that strangers wrote become safe to show, and where may they be cut?

Titles, quotes and publishers come from feeds: they may hold mentions, links in disguise, characters
that reorder or hide text, or no end at all. Entities were decoded once when the feed was parsed, so
nothing here decodes: `escape` is the one step between plain words and Slack's mrkdwn.
Lengths are in UTF-16 units, the larger of the two ways in which Slack may count.
"""

import re
from unicodedata import normalize
from urllib.parse import urlsplit

ELLIPSIS = "…"
# One emoji family with skin tones is 11 code points, a Hebrew letter with all its marks 6.
MAX_CLUSTER = 12
# No title or quote is longer; what lies behind is not worth the time.
MAX_INPUT = 8_000

_ZWJ = "\u200d"
_HIDDEN = re.compile(
    "["
    "\u202a-\u202e\u2066-\u2069"  # bidi embeddings, overrides, isolates: they reorder what follows
    "\u200b\u2060-\u2065\u206a-\u206f\ufeff\u00ad\u180e\u034f"  # zero width, soft hyphen
    "\u115f\u1160\u3164\uffa0"  # Hangul fillers: blank, yet letters to every filter
    "\ufff9-\ufffb\ufffe\uffff\ufdd0-\ufdef"  # interlinear marks and non-characters
    "\U000e0000-\U000e0fff"  # tags and the variation selectors that smuggle bytes
    "\ud800-\udfff"  # lone surrogates: no UTF-8 for them
    "]"
)
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]")
# Kept, since scripts and emoji need them, but one is enough.
_JOINER_RUN = re.compile("([\u200c\u200d\u200e\u200f\u061c])[\u200c\u200d\u200e\u200f\u061c]+")
_LOST = re.compile("\ufffd+")
_ADDRESS = re.compile(r"(?<=:)//[^\s/?#]{1,255}")
_HOST = re.compile(r"(?:[\w-]{1,63}\.){1,8}[^\W\d_]{2,24}")


def clean(text: str) -> str:
    """Make one line of `text` without controls, invisible characters, or towers of marks; nothing is escaped.

    ZWJ, ZWNJ, LRM and RLM stay (single). Characters that were lost on the way (U+FFFD) show as "?".
    """
    text = _CONTROLS.sub("", _HIDDEN.sub("", text[:MAX_INPUT]))
    text = _JOINER_RUN.sub(r"\1", _LOST.sub("?", text))
    return "".join(_bounded(cluster) for cluster in _clusters(" ".join(text.split())))


def cut(text: str, limit: int) -> str:
    """Cut `text` to at most `limit` UTF-16 units, on the edge of a grapheme, "…" standing for the rest.

    Cut first and escape afterwards, or an entity may be cut in half.
    """
    if units(text) <= limit:
        return text
    kept: list[str] = []
    room = limit - units(ELLIPSIS)
    for cluster in _clusters(text[: limit + MAX_CLUSTER]):
        room -= units(cluster)
        if room < 0:
            break
        kept.append(cluster)
    return "".join(kept).rstrip() + ELLIPSIS


def tidy(text: str, limit: int) -> str:
    """Clean `text`, then cut it: what every word from outside goes through."""
    return cut(clean(text), limit)


def escape(text: str) -> str:
    """Escape the three characters that Slack's mrkdwn gives a meaning, once."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def units(text: str) -> int:
    """Length of `text` in UTF-16 units."""
    return len(text) + sum(character > "\uffff" for character in text)


def host(url: str) -> str:
    """The host that `url` leads to, lower case and without "www."; empty when there is none."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def is_web_url(url: str, *, limit: int = 3000) -> bool:
    """Whether `url` may be a link: http(s), with a host, no blank or invisible character, not endless."""
    plain = url.isprintable() and not any(character.isspace() for character in url)
    known = url.lower().startswith(("http://", "https://"))
    whole = not _HIDDEN.search(url) and not _LOST.search(url)
    return known and plain and whole and units(url) <= limit and bool(host(url))


def names_other_host(label: str, url: str) -> bool:
    """Whether `label` reads like an address that is not the one `url` leads to."""
    own = host(url)
    # NFKC: a full-width stop is a stop to whoever reads it.
    shown = normalize("NFKC", label[:MAX_INPUT]).lower()
    named = [host(f"https:{match.group()}") for match in _ADDRESS.finditer(shown)]
    named += [match.group().removeprefix("www.") for match in _HOST.finditer(shown)]
    return any(each != own and not own.endswith(f".{each}") for each in named)


def _clusters(text: str) -> list[str]:
    """Split `text` into graphemes, as UAX #29 draws them."""
    import regex  # type: ignore[import-untyped]

    clusters: list[str] = regex.findall(r"\X", text)
    return clusters


def _bounded(cluster: str) -> str:
    """Keep the first of a grapheme that has no end, cut where it was joined."""
    if len(cluster) <= MAX_CLUSTER:
        return cluster
    kept = cluster[:MAX_CLUSTER]
    return kept.rpartition(_ZWJ)[0] if _ZWJ in kept else kept
