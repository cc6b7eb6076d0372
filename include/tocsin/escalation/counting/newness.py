"""Is an act real and new in its text: done, threatened, denied, supposed, or long past? The codebook's "new" test."""

from datetime import datetime
from itertools import pairwise

from tocsin.escalation.counting.denials import is_denied, is_disowned, is_ruled_out
from tocsin.escalation.counting.past import is_month, is_past
from tocsin.escalation.counting.supposed import is_demanded, is_foretold, is_not_yet, is_supposed
from tocsin.escalation.counting.threats import is_threatened
from tocsin.escalation.grammar.draft import Draft
from tocsin.model import Level, Status

# An act so told counts as new.
NEW = frozenset({Status.DONE, Status.ONGOING, Status.THREATENED, Status.CLAIMED})
_CLAIMS = frozenset(
    "accuse accuses accused accusing allege alleges alleged alleging allegedly claim claims claimed claiming "
    "reportedly blame blames blamed blaming".split()
)
# "Vows revenge for the sinking of …", "the general who led the invasion": told of what was before.
_AVENGED = frozenset("revenge vengeance avenge retaliation retaliate vows vowed vow".split())
_QUARRELS = frozenset("row rows dispute spat feud controversy quarrel debate wrangle".split())
_ABOUT_WAR = frozenset("against because since of following amid over".split())
_SETTING = frozenset({"amid", "despite", "since", "because"})
# "As thousands fled the fighting": where they come from.
_FLED = frozenset("fled flee fleeing flees escape escaping escaped displaced".split())
_ARRESTED = frozenset("arrested jailed charged convicted detained sentenced tried accused wanted held".split())
_BEGINS = frozenset("began begins underway starts started".split())
_LED = frozenset("led commanded ordered survived planned".split())


def status_of(draft: Draft, published_at: datetime | None) -> Status:
    """Say how real the act is where it is told; the first of threatened, denied, supposed, past that speaks.

    What the sentence itself disowns, or rules out, is denied before all others.
    """
    clauses = draft.clauses
    grammar = clauses.lexicon.grammar
    start, _ = clauses.bounds(draft.start)
    first = max(start, draft.start - 12)
    before = [w for at, w in enumerate(clauses.words[first : draft.start], first) if not _is_may(clauses.words, at)]
    if draft.frame.level >= 3 and not draft.peace and (is_disowned(draft) or is_ruled_out(before, grammar["negation"])):
        return Status.DENIED
    if draft.frame.level >= 3 and not draft.peace and is_threatened(draft, before):
        return Status.THREATENED
    if is_denied(draft, before, grammar["negation"]):
        return Status.DENIED
    ahead = is_not_yet(draft, before) or is_foretold(draft, before) or is_demanded(draft, before)
    if ahead or is_supposed(draft, before, grammar["hypothetical"]):
        return Status.HYPOTHETICAL
    if _is_background(draft):
        return Status.PAST
    if is_past(draft, published_at) and not _looks_ahead(draft):
        return Status.PAST
    return _how_done(draft, before)


def _is_may(words: list[str], at: int) -> bool:
    """Whether "may" is the month, and supposes nothing: "on May 7"."""
    return words[at] == "may" and is_month(words, at)


def _how_done(draft: Draft, before: list[str]) -> Status:
    if _is_claimed(draft):
        return Status.CLAIMED
    going_on = draft.clauses.words[draft.start].endswith("ing") or bool({"continue", "continues"} & set(before))
    return Status.ONGOING if going_on else Status.DONE


def _is_claimed(draft: Draft) -> bool:
    """Whether one side alone says so: "A accuses B of shelling", "the group claimed the raid", "allegedly"."""
    if draft.frame.level < Level.DISPLAY_OF_FORCE or draft.peace:
        return False
    if draft.frame.id == "claim-attack":
        return True
    marks = _CLAIMS | draft.clauses.lexicon.grammar.get("accuse", frozenset())
    return bool(marks & set(draft.clauses.words[max(0, draft.start - 10) : draft.start]))


def _looks_ahead(draft: Draft) -> bool:
    """Whether a threat speaks of what will be: "ten times heavier than in June" is its measure, not its date."""
    start, end = draft.clauses.bounds(draft.start)
    ahead = {"will", "would", "shall", "'ll"} & set(draft.clauses.words[start:end])
    return draft.frame.level == Level.THREAT and draft.frame.roles == "speech" and bool(ahead)


def _is_quarrelled_over(words: list[str], here: int) -> bool:
    """Whether a quarrel is about the act: "a row over who is to blame for the killing of"."""
    near = words[max(0, here - 12) : here]
    return "over" in near[1:] and near[near.index("over", 1) - 1] in _QUARRELS


def _is_background(draft: Draft) -> bool:
    """Whether the act is the setting of another: "amid missile tests", "since the invasion of X"."""
    start, _ = draft.clauses.bounds(draft.start)
    before = draft.clauses.words[max(start, draft.start - 8) : draft.start]
    if draft.frame.id == "drill" and "during" in before[-4:]:
        return True  # "went down during an exercise"
    return (not draft.peace and _is_occasion(draft, before)) or _is_the_war_itself(draft)


def _is_occasion(draft: Draft, before: list[str]) -> bool:
    """Whether others answer the act, quarrel over it or do theirs because of it; `before`: up to eight words."""
    clauses = draft.clauses
    start, _ = clauses.bounds(draft.start)
    if start and clauses.words[start] in clauses.lexicon.grammar.get("because", frozenset()):
        return True
    if not (draft.part == "noun" or clauses.words[draft.start].endswith("ing")):
        return False
    if (
        clauses.words[draft.start] == "occupying"
        or _FLED & set(before[-4:])
        or (draft.frame.means == "assassination" and "over" in before[-2:])
    ):
        return True
    if before[-1:] == ["for"] and not _ARRESTED.isdisjoint(before):
        return True  # "arrested for fighting alongside"
    if draft.part == "noun" and "during" in before[-5:]:
        return True
    avenged = bool(_AVENGED & set(before)) and "for" in before[-3:]
    quarrel = draft.frame.level >= Level.DISPLAY_OF_FORCE and _is_quarrelled_over(clauses.words, draft.start)
    return avenged or bool(_LED & set(before[-4:])) or quarrel or bool(start and clauses.words[start] in _SETTING)


def _is_the_war_itself(draft: Draft) -> bool:
    """Whether "the invasion" only names a running war."""
    clauses = draft.clauses
    start, _ = clauses.bounds(draft.start)
    if draft.part != "noun" or "invasion" not in clauses.words[draft.start : draft.end]:
        return False
    before = clauses.words[max(start, draft.start - 5) : draft.start]
    doers = clauses.lexicon.grammar["doers"]
    behind = clauses.words[draft.end :]
    if not _BEGINS.isdisjoint(behind) or ("under", "way") in pairwise(behind):
        return False
    if clauses.sentence.field == "body" and not doers & set(clauses.words[start:]) and before[-2:] != ["in", "a"]:
        return True
    return bool(_ABOUT_WAR & set(before)) and not doers & set(before)
