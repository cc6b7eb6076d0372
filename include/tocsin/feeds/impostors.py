"""What is a document that should be a feed, and is none?

A captive portal, a consent page and a bot wall all answer 200: to whoever looks after the feed they are three
different troubles, so they are named. Looks at the beginning only, with expressions that can't run away.
"""

import re
from enum import StrEnum

LOOK_AT = 64 * 1024
# Characters of text that a reader would see: a wall has little to say, and a page that is longer may quote one.
SHORT = 1_500


class Impostor(StrEnum):
    """What came instead of a feed; kept with the feed as its trouble."""

    EMPTY = "empty document"
    BOT_WALL = "bot wall"
    HTML = "HTML page"
    MALFORMED = "malformed"


_HTML = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_UNSEEN = re.compile(r"<(?:script|style)\b", re.IGNORECASE)
_UNSEEN_ENDS = re.compile(r"</(?:script|style)\b", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>?")
# What the walls' own machinery calls itself, in no ordinary page.
_MACHINERY = re.compile(
    r"_cf_chl_opt|/challenge-platform/h/|cf-browser-verification|_incapsula_resource|captcha-delivery\.com"
    r"|px-captcha|awswafintegration|sucuri_cloudproxy|/\.well-known/ddos-guard",
    re.IGNORECASE,
)
_PHRASES = re.compile(
    r"just a moment|checking (?:if the site connection is secure|your browser)"
    r"|you are (?:not )?(?:a )?(?:human|robot|bot)\b"
    r"|enable javascript and cookies|ddos protection by|attention required|pardon our interruption|unusual traffic"
    r"|complete the (?:security check|captcha)|security check to access|access denied|request unsuccessful",
    re.IGNORECASE,
)


def name_impostor(body: bytes) -> Impostor:
    """Return what `body`, which the parser refused, seems to be."""
    text = body[:LOOK_AT].decode("utf-8", "replace").replace("\0", "").strip("\ufeff \t\r\n")
    if not text:
        return Impostor.EMPTY
    is_page = _HTML.search(text[:4096]) is not None
    if _MACHINERY.search(text) or (is_page and _speaks_as_a_wall(text)):
        return Impostor.BOT_WALL
    return Impostor.HTML if is_page else Impostor.MALFORMED


def _speaks_as_a_wall(page: str) -> bool:
    before, *rest = _UNSEEN.split(page)
    # One way through: an expression that looks for the end of each script is quadratic where none ends.
    parts = (_UNSEEN_ENDS.split(each, maxsplit=1) for each in rest)
    told = [before, *(f"<{part[1]}" for part in parts if len(part) > 1)]
    seen = " ".join(_TAG.sub(" ", " ".join(told)).split())
    return len(seen) <= SHORT and _PHRASES.search(seen) is not None
