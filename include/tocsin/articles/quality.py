"""Is this an article at all, or a wall in front of one?

A wall is believed only where little text stands behind it: many a real article is shown below a consent dialog,
beside an offer of subscription, or is itself about robots and cookies.
"""

import re
from collections.abc import Collection

ENOUGH_WORDS = 25  # fewer are no article, unless the page is marked as one
MARKED_WORDS = 8  # a flash of news on a page marked as an article
MOSTLY = 0.5  # share of a body that is linked headlines in a list of them
WALL_WORDS = 130  # a body of more is a story, whatever stands around it

_BOT = re.compile(
    r"checking (?:if the site connection is secure|your browser)|just a moment\.\.\.|verify(?:ing)? (?:that )?you are (?:a )?human|"
    r"are you a robot|pardon our interruption|attention required|unusual (?:traffic|activity) from|"
    r"enable javascript and cookies to continue|complete the security check|ddos protection by|access denied|"
    r"request unsuccessful\. incapsula|please enable js and disable any ad blocker",
    re.IGNORECASE,
)
_CONSENT = re.compile(
    r"(?:we|partners?|vendors?) (?:and our .{0,30})?(?:use|store|uses) cookies|accept (?:all|cookies)|reject all|manage (?:your )?(?:preferences|consent|cookies|settings)|"
    r"before you continue|your privacy (?:choices|matters)|we (?:value|care about) your privacy|consent to|cookie (?:policy|settings)|"
    r"nous utilisons des cookies|tout accepter|wir verwenden cookies|alle akzeptieren|utilizamos cookies|aceptar todo",
    re.IGNORECASE,
)
_PAYWALL = re.compile(
    r"(?:subscribe|sign in|log in|register|join)(?: now| today| here)? to (?:continue|keep|read)|to (?:continue|keep) reading|already (?:a subscriber|subscribed)|"
    r"(?:for|to) (?:our )?(?:paying )?subscribers(?: only)?|subscriber[- ]only|subscribers only|reserved for (?:our )?(?:subscribers|members)|unlock (?:this|the) (?:article|story)|"
    r"you have reached your (?:limit|monthly)|free articles? (?:left|remaining|this month)|réservé aux abonnés|weiterlesen mit|solo para suscriptores|exclusivo para assinantes",
    re.IGNORECASE,
)


def find_wall(title: str, body: str, page_text: str, *, is_free: bool | None = None) -> str:
    """Say what stands before the article ("bot challenge", "paywall", "consent wall"), "" where nothing does."""
    if count_words(body) > WALL_WORDS:
        return ""
    if _BOT.search(title) or (len(page_text) < 3000 and _BOT.search(page_text)):
        return "bot challenge"
    if is_free is False or (_PAYWALL.search(page_text) and not _ends_well(body)) or _PAYWALL.search(body):
        return "paywall"
    if len({found.lower() for found in _CONSENT.findall(body)}) >= 2 or _CONSENT.search(title):
        return "consent wall"
    return ""


def find_shortage(body: str, *, is_marked: bool, links: Collection[str] = ()) -> str:
    """Say why a body is no article: too little of it, or mostly linked headlines (`links`); "" where it is one."""
    words = count_words(body)
    if not words:
        return "no body text found"
    if words < (MARKED_WORDS if is_marked else ENOUGH_WORDS):
        return f"too short ({words} words)"
    linked = sum(len(line) for line in body.split("\n\n") if line in links)
    return "no body text found, only links" if linked > MOSTLY * len(body) else ""


def count_words(text: str) -> int:
    """Count words; in scripts written without spaces two characters count as one."""
    dense = len(re.findall(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]", text))
    return dense // 2 + len(
        re.findall(r"[^\W\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]+", text)
    )


def _ends_well(body: str) -> bool:
    return count_words(body) >= ENOUGH_WORDS * 2 and body.rstrip().endswith((".", "!", "?", "”", '"'))
