"""Whose blow does a noun name: its owner before it, behind it, or who launches it?"""

from tocsin.escalation.grammar.clauses import Clauses
from tocsin.escalation.grammar.parties import Party
from tocsin.escalation.grammar.roles import subject

# "Responded with artillery fire" does it; "responded after A's fire" does not.
_ANSWERS = ("respond", "retaliat", "repl", "answer")
_MODIFIERS_BACK = 5


def hit_with(clauses: Clauses, here: int) -> tuple[list[Party], list[Party]]:
    """Doer and sufferer of "A hits B with sanctions", "A threatens B with war"; empty when it is not so said."""
    start, _ = clauses.bounds(here)
    for position in range(here - 1, max(start, here - 5) - 1, -1):
        if clauses.words[position] == "with":
            inside = clauses.parties_in(clauses.clause[here])
            before = [p for p in inside if p.mention.end <= position and not p.says and not p.preposition]
            if len(before) >= 2 and before[0].mention.home != before[-1].mention.home:
                return [before[0]], [before[-1]]
    return [], []


def owner(clauses: Clauses, here: int) -> list[Party]:
    """The party right before a noun at `here`: "Israeli air strike", "Pakistan's raids", "US and British strikes"."""
    for party in reversed(clauses.parties):
        gap = here - party.mention.end
        if gap < 0:
            continue
        if gap > _MODIFIERS_BACK or party.says:
            return []
        between = clauses.words[party.mention.end : here]
        plain = all(
            (word[0].isalpha() and not _stops(clauses, word)) or word in ("'s", "'", "-", ",") or word[0].isdigit()
            for word in between
        )
        if not plain or not (
            party.mention.kind == "adjective"
            or party.possessive
            or gap == 0
            or "-" in between
            or party.mention.kind in ("force", "group")
        ):
            return []
        if party.mention.kind in ("place", "water") and not party.possessive:
            return []
        return [p for p in clauses.parties if p.group == party.group]
    return []


def _stops(clauses: Clauses, word: str) -> bool:
    return word in (
        "in",
        "on",
        "of",
        "by",
        "from",
        "to",
        "after",
        "and",
        "at",
        "near",
        "as",
        "the",
        "over",
        "into",
        "a",
        "an",
        "with",
        "against",
        "says",
    ) or any(
        form.part == "verb"
        and form.tense in ("past", "s")
        and not any(f.part == "noun" for f in clauses.lexicon.forms.get(word, ()))
        for form in clauses.lexicon.forms.get(word, ())
    )


def light_subject(clauses: Clauses, here: int) -> list[Party]:
    """The doer of a noun: the subject of "launches", "carries out" … before it."""
    start, _ = clauses.bounds(here)
    doers = clauses.lexicon.grammar["doers"]
    # "announces a state of war": the verb of saying ended the clause before.
    start = max(0, start - 1)
    for position in range(here - 1, max(start, here - 12) - 1, -1):
        if clauses.words[position] in doers and position not in clauses.inside:
            answers = clauses.words[position].startswith(_ANSWERS)
            if clauses.words[position - 1 : position] == ["by"] or (answers and clauses.words[position + 1] != "with"):
                return []
            return subject(clauses, position)
    return []
