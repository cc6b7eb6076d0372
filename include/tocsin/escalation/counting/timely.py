"""Is an act told as the news of the last days, or only to explain what a text is about?

A long text dates its news in the act's own clause, or in the sentences before it; what stands behind "since", "whose"
or "has", or beside a rise of prices, is background.
"""

from tocsin.escalation.article.reading import Reading
from tocsin.escalation.counting.dates import happened_on
from tocsin.escalation.counting.past import is_dated, is_recent
from tocsin.escalation.grammar.draft import Draft
from tocsin.escalation.grammar.owners import light_subject

_LONG = 4  # sentences
_LAST_DAYS = 3
_EXPLAINS = frozenset("since where who whose which when because after although though while amid".split())
_HARM = frozenset(
    "died dead killed wounded injured hurt destroyed burned burning damaged fire shut closed scrambled alert".split()
)
# What else a lead may be about, with the act as its cause alone.
_OTHER_STORY = frozenset(
    "shares share stocks stock prices price traders investors bourse index futures inflation markets crude brent "
    "oil currency rial rouble rupee fuel economists gdp refugees fled exiles volunteers".split()
)
_BESIDE = frozenset("as after amid while since because following over despite".split())


def is_fresh_blow(draft: Draft) -> bool:
    """Whether the clause dates a blow of somebody's planes, missiles or guns to the last days."""
    return draft.level >= 4 and is_dated(draft) and is_heavy(draft)


def is_heavy(draft: Draft) -> bool:
    """Whether the sentence speaks of planes, missiles or guns."""
    return not draft.clauses.lexicon.sets.get("heavy", frozenset()).isdisjoint(draft.clauses.words)


def is_stale(draft: Draft, reading: Reading) -> bool:
    """Whether the day that the sentence names is older than the last three."""
    published_at = reading.published_at
    day = happened_on(draft, published_at)
    return day is not None and published_at is not None and (published_at.date() - day).days > _LAST_DAYS


def hangs_loose(draft: Draft, reading: Reading) -> bool:
    """Whether the second sentence of a long text names undated force under a lead that tells of something else."""
    sentence = draft.clauses.sentence
    second = sentence.field == "body" and sentence.index == 1 and draft.level >= 4 and not draft.peace
    long = len(reading.sentences) > _LONG and bool(reading.title)
    return second and long and not is_recent(sentence) and is_loose(draft, reading)


def is_loose(draft: Draft, reading: Reading) -> bool:
    """Whether neither a sentence before an undated act, nor its tense, ties it to the last days: "has fired"."""
    start, _ = draft.clauses.bounds(draft.start)
    perfect = bool({"has", "have"} & set(draft.clauses.words[max(start, draft.start - 3) : draft.start]))
    above = (c.sentence for c, _ in reading.sentences if c.sentence.field == "body")
    dated = any(is_recent(s) for s in above if s.index < draft.clauses.sentence.index)
    return perfect or not dated


def explains_below(draft: Draft) -> bool:
    """Whether the sentence after the lead names an act only to explain its own story, which is not of that harm."""
    sentence = draft.clauses.sentence
    if sentence.field != "body" or sentence.index != 1 or is_dated(draft):
        return False
    start, _ = draft.clauses.bounds(draft.start)
    harm = _HARM & set(draft.clauses.words[:start])
    return is_setting(draft) and draft.clauses.words[start] not in ("when", "while", "amid") and not harm


def is_setting(draft: Draft) -> bool:
    """Whether a clause below the lead only explains what the sentence is about: "since A invaded", "from which A's"."""
    start, _ = draft.clauses.bounds(draft.start)
    before = draft.clauses.words[start : draft.start]
    if not before or ("which" in before[1:] and before[before.index("which") - 1] == "of"):
        return False  # "45 aircraft, of which 26 crossed"
    return before[0] in _EXPLAINS or bool({"which", "whose", "whom"} & set(before))


def is_aside(draft: Draft) -> bool:
    """Whether a lead names an act only beside its own story: "fuel rises as X's invasion of Y goes on"."""
    start, _ = draft.clauses.bounds(draft.start)
    if draft.peace and draft.part == "noun" and start and draft.clauses.words[start] in ("after", "despite"):
        return True  # "approval comes despite efforts for a truce"
    other = _OTHER_STORY & set(draft.clauses.words[:start])
    if draft.level >= 3 and other and draft.clauses.words[start] in _BESIDE | {"when"}:
        return True
    if light_subject(draft.clauses, draft.start):
        return False
    subordinate = draft.clauses.words[start] in _BESIDE
    return bool(start) and subordinate and draft.part == "noun" and draft.level >= 3
