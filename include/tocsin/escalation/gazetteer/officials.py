"""Whose officials does an article name, and from which capital does it speak?

A headline says "Dar tells Delhi" of a man whom only the body calls Pakistan's deputy prime minister; a report from
Islamabad says "the army" and means its own.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from tocsin.escalation.gazetteer.actors import Gazetteer
from tocsin.escalation.gazetteer.tenure import OFFICES, RANKS
from tocsin.escalation.gazetteer.terms import Mention, Term
from tocsin.escalation.text.sentences import Sentence

# What stands between a state and the office held in it.
_REACH = 9
_LONGEST_NAME = 3
_SHORTEST = 3
_SENTENCES = 8
_CAPITAL_LINE = re.compile(
    r"\s{0,4}([A-ZÀ-Þ][\w'’.-]{2,20}(?:[ -][A-ZÀ-Þ][\w'’.-]{1,20}){0,2})"
    r"(?:\s?[:–—]|\s-|,\s(?:[A-Z][a-zé]{2,8}\.?\s\d{1,2}|\d{1,2})|\s?\([A-Z]|\s?/[A-Z]|/[A-Z])"
)


def officials_of(sentences: Sequence[Sentence], names: Gazetteer, speaks_for: str) -> list[Term]:
    """List the names of officials, each as a term of the state that the text gives them.

    `speaks_for` is the state of the dateline, whose officials need no nationality; "" where there is none.
    """
    found: dict[str, str] = {}
    for sentence in sentences[:_SENTENCES]:
        mentions = names.find(sentence.words, sentence.raws)
        taken = {at for mention in mentions for at in range(mention.start, mention.end)}
        for start, end in _names(sentence, taken):
            home = _state_before(sentence, mentions, start) or speaks_for
            for alias in _aliases(sentence.raws[start:end]) if home else ():
                # A name that two states' officials share is nobody's.
                found[alias] = home if found.get(alias, home) == home else ""
    return [Term((alias.lower(),), (alias,), home, home, "leader") for alias, home in found.items() if home]


def dateline_state(body: str, names: Gazetteer) -> str:
    """Return the state whose capital or town opens the text ("ISLAMABAD: …", "Oslo - …"), or ""."""
    opened = _CAPITAL_LINE.match(body[:80])
    if not opened:
        return ""
    raws = opened[1].replace("-", " - ").split()
    mentions = names.find([raw.lower() for raw in raws], raws)
    whole = len(mentions) == 1 and (mentions[0].start, mentions[0].end) == (0, len(raws))
    return mentions[0].home if whole and mentions[0].kind in ("capital", "place") else ""


def _names(sentence: Sentence, taken: set[int]) -> Iterator[tuple[int, int]]:
    """Yield where the names stand that follow an office: "Foreign Minister Ishaq Dar", "chief Gen Muhoozi K."."""
    words, raws = sentence.words, sentence.raws
    at = 0
    while at < len(words):
        if words[at] not in OFFICES or at in taken:
            at += 1
            continue
        start = at + 1
        while start < len(words) and (words[start] in RANKS or words[start] in OFFICES):
            start += 1
        end = start
        while end < len(words) and end - start < _LONGEST_NAME and end not in taken and _is_name(raws[end]):
            end += 1
        # One word behind an office is a name too seldom: "General Staff", "Defence Minister Monday".
        if end > start + 1:
            yield start, end
        at = max(end, at + 1)


def _state_before(sentence: Sentence, mentions: Iterable[Mention], start: int) -> str:
    """Return the state that owns the office before a name: "Uganda's …", "Iranian …", "… of Egypt"."""
    near = [
        mention
        for mention in mentions
        if 0 <= start - mention.end <= _REACH and mention.kind in ("name", "adjective", "capital")
    ]
    return near[-1].home if near and len(near[-1].home) == 3 else ""


def _aliases(raws: Sequence[str]) -> Iterator[str]:
    """Yield by which of its words a person may be called: the first and the last."""
    yield from {raw for raw in (raws[0], raws[-1]) if len(raw) >= _SHORTEST}


def _is_name(raw: str) -> bool:
    return raw[0].isupper() and raw.isalpha() and not raw.isupper()
