"""Does the publisher of a page keep it from being mined or read by machines?

Heard are the TDM Reservation Protocol (its header and its meta tag; not `/.well-known/tdmrep.json`, which would cost
every host a request) and the robots directives `noai` and `noml`, in `X-Robots-Tag` or a meta tag. `noindex`, `none`
and `noarchive` speak to search engines, and `noimageai` of pictures: we show no index, and look at no pictures.
"""

import re
from collections.abc import Iterator, Mapping

from tocsin.web.policy import ROBOT

DIRECTIVES = frozenset({"noai", "noml"})
# What stands before a colon in X-Robots-Tag is a robot's name, unless it is one of these.
_WITH_VALUES = frozenset("max-snippet max-image-preview max-video-preview unavailable_after".split())
# Where a head ends that anybody means to be read; what follows may be of any size.
HEAD = 256 * 1024
_META = re.compile(r"<meta\s([^<>]{1,2000})>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""(?<![\w-])(name|content)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_BODY = re.compile(r"<body[\s>]", re.IGNORECASE)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)


def find_opt_outs(headers: Mapping[str, str], body: bytes) -> tuple[str, ...]:
    """List what a page's headers (lower-case names) and head say against mining it, in words for the record."""
    said = [("X-Robots-Tag", word) for word in _robots_words(headers.get("x-robots-tag", "")) if word in DIRECTIVES]
    if headers.get("tdm-reservation", "").strip() == "1":
        said.append(("header", "tdm-reservation: 1"))
    for name, content in _metas(body):
        if name in ("robots", ROBOT.lower()):
            said += [("meta tag", word) for word in _words(content) if word in DIRECTIVES]
        elif name == "tdm-reservation" and content.strip() == "1":
            said.append(("meta tag", "tdm-reservation: 1"))
    return tuple(dict.fromkeys(f"{word} ({where})" for where, word in said))


def _robots_words(value: str) -> Iterator[str]:
    """Give the directives that hold for us: a robot's name and a colon put those behind it under that name."""
    is_ours = True
    for part in value.lower().split(","):
        name, colon, rest = part.strip().partition(":")
        if colon and name not in _WITH_VALUES:
            is_ours = name.strip() == ROBOT.lower()
        if is_ours:
            yield rest.strip() if colon else name


def _words(value: str) -> list[str]:
    return [word.strip().lower() for word in value.split(",")]


def _metas(body: bytes) -> Iterator[tuple[str, str]]:
    """Give name and content of the meta tags in a head, the names in lower case."""
    head = _COMMENT.sub("", body[:HEAD].decode("latin-1"))
    end = _BODY.search(head)
    for meta in _META.finditer(head, 0, end.start() if end else len(head)):
        facts = {match[1].lower(): match[2] or match[3] or match[4] or "" for match in _ATTRIBUTE.finditer(meta[1])}
        yield facts.get("name", "").strip().lower(), facts.get("content", "")
