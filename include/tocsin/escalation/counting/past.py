"""Does a sentence date what it tells to the last days, or to earlier years?"""

import re
from datetime import datetime
from functools import lru_cache
from itertools import pairwise

from tocsin.escalation.counting.dates import YEAR
from tocsin.escalation.grammar.draft import Draft
from tocsin.escalation.text.calendars import DAYS, MONTHS
from tocsin.escalation.text.sentences import Sentence

_TODAY = frozenset(
    (
        "today tonight overnight morning evening hoy hier ayer aujourd yesterday afternoon dawn "
        "night nightfall midnight"
    ).split()
)
_FRESH_PAIRS = frozenset(
    {("this", "week"), ("hours", "ago"), ("hours", "after"), ("hours", "later"), ("hours", "earlier")}
)
_SUPERLATIVE = frozenset(
    "largest biggest heaviest worst deadliest first fiercest longest most strongest greatest".split()
)
_AGO = re.compile(
    r"\b(?:years?|decades?|months?|century|centuries|weeks) (?:ago|earlier|since|later|on)\b"
    r"|\b(?:years?|decades?|months?|century|centuries|weeks) before(?! (?:an?|the|its|their)\b)"
    r"|\b(?:last|previous|past) (?:year|month|decade|century|summer|winter|spring|autumn|fall)\b"
    r"|\bsince the (?:\w+ ){0,3}(?:invasion|war|start|beginning|outbreak|conflict|annexation|attack)\b"
    r"|\bduring the (?:\w+ ){0,2}(?:war|invasion|conflict|occupation)\b"
    r"|\bearlier this (?:year|month)\b|\banniversary\b|\bin the (?:19|20)\d\ds\b"
    r"|\bwhen .{1,40}\b(?:began|started) in\b|\b(?:world|cold|second|first|civil) war\b"
    r"|(?<!and )(?<!was )(?<!were )\bused to\b"
    r"|\b(?:has|have) (?:\w+ ){1,6}(?:so far |already )?this (?:year|month)\b"
    r"|\b(?:has|have) (?:\w+ ){1,8}(?:before(?=[,.;]|$)|in the past\b)"
    r"|\bonce (?:fought|invaded|bombed)\b|\bhistoric(?:al)? (?:battle|war|invasion|raid|siege|conflict|attack)s?\b"
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
_IN_MONTH = frozenset("in since of last from until early late mid en depuis".split())
_WEEK = 8  # days: what is older is no news
# What an act answers, or whom it struck, may lie further back than the act.
_CAUSES = frozenset("response retaliation revenge reprisal avenge avenging answer who whose which".split())
_AFTERWARDS = frozenset({"of", "by"})
_DEMANDS = frozenset("demand demands demanded demanding".split())
_LONG_BEFORE = frozenset({"year", "years", "month", "months"})
_SINCE = frozenset("after since when before following until".split())
_EARLIER = frozenset("earlier previous prior recent".split())


def is_past(draft: Draft, published_at: datetime | None) -> bool:
    """Whether the act's own clause, or its sentence, dates it before the last days."""
    clauses = draft.clauses
    start, end = clauses.bounds(draft.start)
    sentence = clauses.sentence
    text = sentence.text
    if draft.frame.level >= 3 and _is_apologised_for(clauses.words[: draft.start]):
        # "Apologised on Monday for the downing": the day is that of the apology.
        return not _fresh_words(clauses.words[draft.end : end]) or _speaks_of_old(text) is not None
    ago = _earlier_years(draft)
    if ago is not None and not _is_nearer_fresh(draft, ago + sentence.start):
        return not _dates_the_cause(draft, ago + sentence.start)
    if clauses.words[start] == "after" and start and clauses.words[start - 1] in _LONG_BEFORE:
        return True  # "a year after A struck B, engineers rebuild"
    if clauses.words[start] == "when" and start and YEAR.fullmatch(clauses.words[start - 1]):
        return _is_old_year(int(clauses.words[start - 1]), [], published_at)
    if draft.start and draft.frame.level >= 3 and clauses.words[draft.start - 1] in _EARLIER | {"once"}:
        return True
    if _has_old_year(draft, published_at) or _led_up(draft, published_at):
        return True
    sent = (published_at.month, published_at.day) if published_at else clauses.sent_on
    return _dated_back(sentence, clauses.words[start:end], published_at, sent)


def _earlier_years(draft: Draft) -> int | None:
    """Where the sentence names earlier years that may be the act's own, as a character of its text."""
    sentence = draft.clauses.sentence
    ago = None if _SUPERLATIVE & set(sentence.words) else _speaks_of_old(sentence.text)
    if ago is None:
        return None
    told = sentence.text[ago : ago + 9].lower()
    within = _is_within(draft, ago + sentence.start)
    # "Struck a base in Syria, where a civil war is raging", "fired at bases, one of which used to look like a town".
    aside = told == "civil war" and not within
    behind = told.startswith("used to") and ago + sentence.start > sentence.starts[draft.start]
    return None if aside or behind or (_is_told_now(draft) and not within) else ago


def _is_apologised_for(before: list[str]) -> bool:
    """Whether somebody is sorry for it; whose apology is only demanded has just done it."""
    return any(word.startswith("apolog") for word in before) and _DEMANDS.isdisjoint(before)


def _is_told_now(draft: Draft) -> bool:
    """Whether a headline tells the act in the present tense."""
    clauses = draft.clauses
    return clauses.sentence.field == "title" and draft.part == "verb" and clauses.words[draft.start].endswith("s")


def _is_within(draft: Draft, ago: int) -> bool:
    """Whether the words for earlier years, at character `ago`, stand in the act's own clause."""
    start, end = draft.clauses.bounds(draft.start)
    sentence = draft.clauses.sentence
    return sentence.starts[start] <= ago < sentence.ends[end - 1]


def _has_old_year(draft: Draft, published_at: datetime | None) -> bool:
    """Whether the act bears its year, as what has long a name: "the 2014 shelling", "killed thirty in the 2014 war"."""
    clauses = draft.clauses
    start, end = clauses.bounds(draft.start)
    words = clauses.words
    named = draft.part == "noun" or words[draft.start].endswith("ing")
    reach = range(max(start, draft.start - 3), draft.start) if named else range(start, end - 1)
    years = [
        int(words[at])
        for at in reach
        if YEAR.fullmatch(words[at]) and (named or (words[at - 1] == "the" and words[at + 1] in clauses.lexicon.parts))
    ]
    fresh = not named and _fresh_words(words[start:end])
    return bool(years) and not fresh and _is_old_year(years[-1], [], published_at)


def _led_up(draft: Draft, published_at: datetime | None) -> bool:
    """Whether the act only led up to what its sentence tells: "after A invaded B in February 2022, C took refugees"."""
    start, end = draft.clauses.bounds(draft.start)
    words = draft.clauses.words[start:end]
    years = [int(word) for word in words if YEAR.fullmatch(word)]
    led = words[0] in _SINCE and not _fresh_words(words)
    return led and bool(years) and _is_old_year(years[-1], [], published_at)


def tells_of_past(sentence: Sentence, published_at: datetime | None) -> bool:
    """Whether a whole sentence speaks of earlier years, and of no act of the last days."""
    if _fresh_words(sentence.words):
        return False
    return _speaks_of_old(sentence.text) is not None or _dated_back(sentence, sentence.words, published_at, None)


@lru_cache(maxsize=64)
def _speaks_of_old(text: str) -> int | None:
    """Where a sentence names earlier years; asked for each of its acts."""
    found = _AGO.search(text)
    return found.start() if found else None


def names_earlier_years(sentence: Sentence) -> bool:
    """Whether a sentence names earlier years in words, and not to measure what is new: "worst in ten years"."""
    return not _SUPERLATIVE & set(sentence.words) and _speaks_of_old(sentence.text) is not None


def is_recent(sentence: Sentence) -> bool:
    """Whether the sentence dates what it tells to the last days."""
    return _fresh_words(sentence.words)


def _is_nearer_fresh(draft: Draft, ago: int) -> bool:
    """Whether a word for the last days stands in the act's clause, and no word for earlier years nearer to it."""
    clauses = draft.clauses
    start, end = clauses.bounds(draft.start)
    starts = clauses.sentence.starts
    here = starts[draft.start]
    fresh = [abs(starts[at] - here) for at in range(start, end) if clauses.words[at] in _TODAY | DAYS.keys()]
    apart = ago > here and any(abs(ago - here) < abs(starts[at] - here) for at in range(start, end) if starts[at] > ago)
    return bool(fresh) and not (apart and abs(ago - here) < min(fresh))


def _dates_the_cause(draft: Draft, ago: int) -> bool:
    """Whether an earlier day is that of what the act answers: "struck B in response to the killing of … last month"."""
    clauses = draft.clauses
    told_now = draft.frame.level >= 3 and clauses.words[draft.end - 1] not in _AFTERWARDS
    between = (at for at in range(draft.end, len(clauses.words)) if clauses.sentence.starts[at] < ago)
    return told_now and any(clauses.words[at] in _CAUSES for at in between)


def is_dated(draft: Draft) -> bool:
    """Whether the act's own clause dates it to the last days."""
    start, end = draft.clauses.bounds(draft.start)
    return _fresh_words(draft.clauses.words[start:end])


def _fresh_words(words: list[str]) -> bool:
    told = any(word in _TODAY or word in DAYS for word in words)
    return told or not _FRESH_PAIRS.isdisjoint(pairwise(words))


def _dated_back(
    sentence: Sentence, words: list[str], published_at: datetime | None, sent: tuple[int, int] | None
) -> bool:
    for at, word in enumerate(words):
        if YEAR.fullmatch(word):
            near = words[max(0, at - 3) : at]
            if not near or not (near[-1] in _BEFORE_YEAR or near[-1] in MONTHS or near[-1].isdecimal()):
                continue
            return _is_old_year(int(word), near, published_at)
        if word in MONTHS and (word not in ("may", "march", "mars") or is_month(words, at)):
            if sent is None and not _has_day(words, at):
                return bool(at and words[at - 1] in _IN_MONTH)
            if sent is not None and _is_old(words, at, sent):
                return True
    return False


def _is_old_year(year: int, near: list[str], published_at: datetime | None) -> bool:
    """Whether a year, with the words before it, lies back; without a day of publication a whole date is none."""
    if published_at is None:
        return not (any(part in MONTHS for part in near) and any(part.isdecimal() for part in near))
    return year < published_at.year - (1 if published_at.month == 1 and "december" in near else 0)


def is_month(words: list[str], at: int) -> bool:
    """Whether "may" or "march" names a month: "in May", "on March 3"."""
    return (at > 0 and words[at - 1] in _IN_MONTH) or _has_day(words, at)


def _is_old(words: list[str], at: int, sent: tuple[int, int]) -> bool:
    """Whether a month, with its day if it has one, lies more than a week before the day of publication."""
    behind = at + 1 + (words[at + 1 : at + 2] == ["."])  # "Oct. 1"
    days = [part for part in (*words[max(0, at - 1) : at], *words[behind : behind + 1]) if _is_day(part)]
    month, today = sent
    back = (month - MONTHS[words[at]]) % 12
    if not days:
        return bool(at and words[at - 1] in _IN_MONTH) and (1 < back < 10 or (back == 1 and today > _WEEK))
    if back == 11 or not 0 < int(days[0]) <= 31:  # next month's day is still to come
        return False
    return back * 30 + today - int(days[0]) > _WEEK


def _has_day(words: list[str], at: int) -> bool:
    return any(_is_day(part) for part in (*words[max(0, at - 1) : at], *words[at + 1 : at + 2]))


def _is_day(word: str) -> bool:
    return word.isdecimal() and len(word) <= 2
