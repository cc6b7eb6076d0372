"""Does the sentence tell that fire was answered, that a group acts for a state, or that two states are at war?

These words stand beside the act, not in it: "who fired back", "directed by X", "the fifth day of their war".
"""

import re

from tocsin.escalation.gazetteer.actors import home_of
from tocsin.escalation.grammar.clauses import Clauses
from tocsin.escalation.grammar.draft import Draft

_BACK = re.compile(
    r"\b(?:who|which|they|soldiers|troops|guards|forces|gunners|side)\b,? (?:\w+ )?"
    r"(?:fired back|shot back|hit back|returned (?:the )?fire|replied in kind|fired in return)\b",
    re.IGNORECASE,
)
_THEIR_WAR = re.compile(
    r"\b(?:day|week|month|year)s? (?:\w+ )?(?:of|into) "
    r"(?:(?:their|the) (?:\w+ )?war\b(?! on| against| games?)|war between)"
    r"|\bin their (?:\w+ )?war\b"
    r"|\b(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d{1,3}(?:st|nd|rd|th))"
    r" (?:day|week|month) of (?:(?:their|the) )?war\b|\bwar with \w+ enters\b"
    r"|\bwar is in its \w+ (?:day|week|month)\b|\bon day \w+ of (?:this|the|their) war\b"
    r"|\b\w+-(?:day|week|month)(?:-old)? war (?:with|against)\b|\btheir war on\b|\bboth sides of the war\b",
    re.IGNORECASE,
)
_WORKS_FOR = frozenset("directed commanded controlled ordered steered led guided".split())


def mark_answers(clauses: Clauses, drafts: list[Draft]) -> None:
    """Note on the acts of one sentence what the words beside them say of both sides."""
    force = [draft for draft in drafts if draft.frame.level >= 4 and not draft.peace]
    leaving = [draft for draft in drafts if draft.peace and draft.frame.means == "withdrawal" and draft.initiators]
    for draft in force if leaving else ():
        if is_left(draft, leaving[0]) and not draft.initiators:
            draft.initiators, draft.targets = list(leaving[0].initiators), draft.targets or list(leaving[0].targets)
    for draft in force:
        _name_master(clauses, draft)
    if force and force[0].pairs and _BACK.search(clauses.sentence.text):
        force[0].mutual = True
    if any(draft.pairs for draft in force) and _THEIR_WAR.search(clauses.sentence.text):
        _mark_war(force)


def tells_of_war(clauses: Clauses, pair: tuple[str, str]) -> bool:
    """Whether a sentence near the top calls what goes on between a pair a war of days, and speaks of nobody else."""
    if not _THEIR_WAR.search(clauses.sentence.text):
        return False
    return {p.mention.home for p in clauses.parties if p.mention.kind != "water"} <= set(map(home_of, pair))


def is_left(draft: Draft, leaving: Draft) -> bool:
    """Whether those who leave were those who struck: "A's troops withdrew from B after a raid that killed six"."""
    clauses = draft.clauses
    opening = clauses.words[clauses.bounds(draft.start)[0]]
    return leaving.clauses is clauses and leaving.start < draft.start and opening == "after"


def _mark_war(force: list[Draft]) -> None:
    told = {tuple(map(home_of, pair)) for draft in force for pair in draft.pairs}
    for draft in force:
        if draft.pairs:
            draft.level = 5
            draft.mutual = draft.mutual or any((home_of(b), home_of(a)) in told for a, b in draft.pairs)


def _name_master(clauses: Clauses, draft: Draft) -> None:
    """A group that a state directs acts for that state: "M23 rebels directed by Rwanda"."""
    if not draft.initiators or home_of(draft.initiators[0]) == draft.initiators[0]:
        return
    for party in clauses.parties_in(clauses.clause[draft.start]):
        before = clauses.words[max(0, party.mention.start - 3) : party.mention.start]
        if "by" in before and _WORKS_FOR & set(before) and party.can_act:
            draft.initiators = [party.code]
            homes = [p.mention.home for p in clauses.parties if p.mention.kind != "water"]
            draft.targets = list(dict.fromkeys(home for home in homes if home != party.mention.home))[:1]
