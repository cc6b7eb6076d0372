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
STUB_WORDS = 60  # the teaser above a paywall; a longer one tells enough to be read

WHOLE_WORDS = 100  # from which a feed's text is a story, and no summary
FAR_MORE = 2.0  # times as long, from which the longer text is believed
NEARLY = 0.8

_BOT = re.compile(
    r"checking (?:if the site connection is secure|your browser)|verify(?:ing)? (?:that )?you are (?:a )?human"
    r"|pardon our interruption|enable javascript and cookies to continue|complete the security check"
    r"|why have i been blocked|security service to protect itself from online attacks|performing security verification"
    r"|ddos protection by|request unsuccessful\. incapsula|please enable js and disable any ad blocker",
    re.IGNORECASE,
)
# Words that may be news ("Access denied: inspectors turned away") are believed as a title on their own.
_BOT_TITLE = re.compile(
    r"(?:just a moment|access denied|attention required|are you a robot|security check|one more step|403 forbidden"
    r"|human verification|robot check)\W*(?:\|.{0,40})?",
    re.IGNORECASE,
)
_SCRIPTED = re.compile(
    r"(?:enable|activate|turn on|requires?|needs?|without) javascript"
    r"|javascript (?:is|must be|has been) (?:disabled|required|not enabled|turned off|enabled|blocked)",
    re.IGNORECASE,
)
_CONSENT = re.compile(
    r"(?:use|uses|store) cookies|accept (?:all|cookies)|reject all|cookie (?:policy|settings)|your privacy"
    r"|(?:manage|change) (?:your )?(?:preferences|consent|cookies|settings)|personali[sz]ed ad|utilisons des cookies"
    r"|mit werbung und tracking|cookies (?:und \w+ )?zu(?:stimmen)?\b|einwilligung|widerrufen|accepter et continuer"
    r"|refuser et s.abonner|accetta e continua|zustimmen"
    r"|tout accepter|verwenden cookies|alle akzeptieren|utilizamos cookies|aceptar todo",
    re.IGNORECASE,
)
_CONSENT_TITLE = re.compile(
    r"before you continue.{0,40}|.{0,20}your privacy.{0,30}|.{0,20}cookies?\b.{0,20}", re.IGNORECASE
)
_PAYWALL = re.compile(
    r"(?:subscribe|sign in|log in|register|join)(?: now| today| here)? to (?:continue|keep|read)"
    r"|to (?:continue|keep) reading|already (?:a subscriber|subscribed)|subscriber[- ]only|subscribers only"
    r"|for (?:our )?(?:paying )?subscribers(?: only)?\b|reserved for (?:our )?(?:subscribers|members)"
    r"|unlock (?:this|the) (?:article|story)|you have reached your (?:limit|monthly)"
    r"|free articles? (?:left|remaining|this month)|réservé aux abonnés|weiterlesen mit|solo para suscriptores"
    r"|exclusivo para assinantes",
    re.IGNORECASE,
)


def find_wall(title: str, body: str, page_text: str, *, is_free: bool | None = None) -> str:
    """Say what stands before the article ("bot challenge", "paywall", "a script" …), "" where nothing does."""
    words = count_words(body)
    if words > WALL_WORDS:
        return ""
    if _BOT.search(body or page_text) or _BOT_TITLE.fullmatch(title):
        return "bot challenge"
    if _PAYWALL.search(body) or (words < STUB_WORDS and (is_free is False or _PAYWALL.search(page_text))):
        return "paywall"
    if words < STUB_WORDS and _SCRIPTED.search(body or page_text):
        return "the page needs JavaScript"
    phrases = {phrase.lower() for phrase in _CONSENT.findall(body)}
    if len(phrases) > 2 or (phrases and _CONSENT_TITLE.fullmatch(title)):
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


def tells_more(feed_text: str, body: str, *, in_doubt: bool) -> bool:
    """Whether a feed's own text is to be read in place of what its page gave: a whole story, and far more of it.

    Where the page's body is in doubt, nearly as much is enough.
    """
    told, read = count_words(feed_text), count_words(body)
    return told >= WHOLE_WORDS and told >= (NEARLY if in_doubt else FAR_MORE) * read


def count_words(text: str) -> int:
    """Count words; in scripts written without spaces two characters count as one."""
    dense = len(re.findall(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]", text))
    return dense // 2 + len(
        re.findall(r"[^\W\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]+", text)
    )
