"""In which forms are an English frame's words written? Verbs in all their tenses."""

import re
from collections.abc import Iterator
from typing import Any

from tocsin.escalation.lexicon.frames import Form, Frame
from tocsin.escalation.text.sentences import tokens_of

_DOUBLES = re.compile(r"[^aeiou]{1,3}[aeiou][bdgmnprt]")  # spot, bar, stop: the last letter is written twice


def english_forms(row: dict[str, Any], frame: Frame, irregular: dict[str, list[str]]) -> Iterator[Form]:
    """Every written form of the verbs, nouns and phrases of a frame's row."""
    if row.get("phrase_only") != "true":
        for verb in row.get("verbs", ()):
            yield from _verb_forms(verb, frame, irregular)
    for noun in row.get("nouns", ()):
        yield Form(tuple(word.lower() for word in tokens_of(noun)), frame, "noun")
    for phrase in row.get("phrases", ()):
        yield Form(tuple(word.lower() for word in tokens_of(phrase)), frame, "phrase")


def _verb_forms(verb: str, frame: Frame, irregular: dict[str, list[str]]) -> Iterator[Form]:
    head, *rest = tokens_of(verb)
    third, past, participle, gerund = irregular.get(head) or regular_forms(head)
    tail = tuple(rest)
    written = {third: "s", participle: "participle", past: "past", gerund: "ing"}
    # "hit", "cut" and "overrun" may be any of three; the reader decides by what stands around.
    written[head] = "any" if head in (past, participle) else "base"
    for form, tense in written.items():
        yield Form((form, *tail), frame, "verb", tense)


def regular_forms(verb: str) -> list[str]:
    """Third person, past, participle and gerund of a regular English verb.

    >>> regular_forms("bomb")
    ['bombs', 'bombed', 'bombed', 'bombing']
    """
    if verb.endswith("y") and verb[-2:-1] not in "aeiou":
        return [f"{verb[:-1]}ies", f"{verb[:-1]}ied", f"{verb[:-1]}ied", f"{verb}ing"]
    third = f"{verb}es" if verb.endswith(("s", "sh", "ch", "x", "z")) else f"{verb}s"
    if verb.endswith("e"):
        return [third, f"{verb}d", f"{verb}d", f"{verb[:-1]}ing"]
    if _DOUBLES.fullmatch(verb):
        return [third, *[f"{verb}{verb[-1]}ed"] * 2, f"{verb}{verb[-1]}ing"]
    return [third, f"{verb}ed", f"{verb}ed", f"{verb}ing"]
