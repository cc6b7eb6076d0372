"""Does a sentence date what it tells to the last days, or to earlier years?"""

import re
from datetime import datetime
from functools import lru_cache

from tocsin.escalation.calendars import DAYS, MONTHS
from tocsin.escalation.dates import YEAR
from tocsin.escalation.draft import Draft
from tocsin.escalation.sentences import Sentence

_TODAY = frozenset(
    (
        "today tonight overnight morning evening hoy hier ayer aujourd yesterday afternoon dawn "
        "night nightfall midnight"
    ).split()
)
_SUPERLATIVE = frozenset(
    "largest biggest heaviest worst deadliest first fiercest longest most strongest greatest".split()
)
_AGO = re.compile(
    r"\b(?:years?|decades?|months?|century|centuries|weeks) (?:ago|earlier|before|since|later|on)\b"
    r"|\b(?:last|previous|past) (?:year|month|decade|century|summer|winter|spring|autumn|fall)\b"
    r"|\bsince the (?:\w+ ){0,3}(?:invasion|war|start|beginning|outbreak|conflict|annexation|attack)\b"
    r"|\bduring the (?:\w+ ){0,2}(?:war|invasion|conflict|occupation)\b"
    r"|\bearlier this (?:year|month)\b|\banniversary\b|\bin the (?:19|20)\d\ds\b"
    r"|\bwhen .{1,40}\b(?:began|started) in\b|\b(?:world|cold|second|first|civil) war\b|\bused to\b"
    r"|\bonce (?:fought|invaded|bombed)\b|\bin the wake of\b|\bhistoric(?:al)?\b"
    r"|\b(?:in|of|during) that (?:war|conflict|battle|invasion)\b|\bback then\b"
    r"|\bwartime\b|\bunexploded\b|\bleft over from\b"
    r"|\bлет назад\b|\bроків тому\b|годовщин|річниц|\bالذكرى\b|\bسالگرد\b|\bسال پیش\b"
    r"|\bقبل \w+ (?:سنوات|أعوام|عاما|عامًا)"
    r"|\bhace \w+ años\b|\bil y a \w+ ans\b",
    re.IGNORECASE,
)
_BEFORE_YEAR = frozenset(
    (
        "в у від з с до عام سنة سنه العام سال "
        "in since of from until by during early late mid before after , ( - – en de depuis desde "
        "summer spring autumn winter"
    ).split()
)
_EARLIER = frozenset("earlier previous prior recent".split())


def is_past(draft: Draft, published_at: datetime | None) -> bool:
    """Whether the act's own clause, or its sentence, dates it before the last days."""
    clauses = draft.clauses
    start, end = clauses.bounds(draft.start)
    sentence = clauses.sentence
    text = sentence.text
    if draft.frame.level >= 3 and any(word.startswith("apolog") for word in clauses.words[: draft.start]):
        return True
    superlative = _SUPERLATIVE & set(clauses.words)
    if not superlative and _speaks_of_old(text) and not _fresh_words(clauses.words[start:end]):
        return True
    if draft.start and clauses.words[draft.start - 1] in _EARLIER and draft.frame.level >= 3:
        return True
    return _dated_back(sentence, clauses.words[start:end], published_at)


def tells_of_past(sentence: Sentence, published_at: datetime | None) -> bool:
    """Whether a whole sentence speaks of earlier years, and of no act of the last days."""
    if _fresh_words(sentence.words):
        return False
    return _speaks_of_old(sentence.text) or _dated_back(sentence, sentence.words, published_at)


@lru_cache(maxsize=64)
def _speaks_of_old(text: str) -> bool:
    """Asked of a sentence for each of its acts."""
    return bool(_AGO.search(text))


def is_recent(sentence: Sentence) -> bool:
    """Whether the sentence dates what it tells to the last days."""
    return _fresh_words(sentence.words)


def _fresh_words(words: list[str]) -> bool:
    return any(word in _TODAY or word in DAYS for word in words)


def _dated_back(sentence: Sentence, words: list[str], published_at: datetime | None) -> bool:
    for at, word in enumerate(words):
        if YEAR.fullmatch(word):
            near = words[max(0, at - 3) : at]
            if not near or not (near[-1] in _BEFORE_YEAR or near[-1] in MONTHS or near[-1].isdigit()):
                continue
            dated = any(part in MONTHS for part in near) and any(part.isdigit() for part in near)
            if published_at is None:
                return not dated
            return int(word) < published_at.year - (1 if published_at.month == 1 and "december" in near else 0)
        if word in MONTHS and word not in ("may", "mars") and published_at is None and not _has_day(words, at):
            return bool(at and words[at - 1] in ("in", "since", "of", "last", "en", "depuis"))
    return False


def _has_day(words: list[str], at: int) -> bool:
    return any(part.isdigit() and len(part) <= 2 for part in (*words[max(0, at - 1) : at], *words[at + 1 : at + 2]))
