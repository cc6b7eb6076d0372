"""Whose envoys does a sentence speak of?"""

from tocsin.escalation.grammar.draft import Draft
from tocsin.escalation.grammar.parties import Party
from tocsin.escalation.grammar.roles import codes_of

OF = frozenset({"de", "del", "du", "des", "d"})


def envoys(draft: Draft) -> list[Party]:
    """The state whose envoys stand before the verb: "Lebanon envoy called in", "Pakistani diplomats told to go"."""
    clauses = draft.clauses
    envoys = clauses.lexicon.sets["envoy"]
    before = [p for p in clauses.parties_in(clauses.clause[draft.start]) if p.mention.end <= draft.start]
    return [p for p in before if envoys & set(clauses.words[p.mention.end : p.mention.end + 4])][-1:]


def envoys_of(draft: Draft) -> list[Party]:
    """The state in "L'ambassadeur du Japon a été convoqué", where no other party stands before the verb."""
    clauses = draft.clauses
    if clauses.lexicon.language == "en":
        return []
    before = [p for p in clauses.parties_in(clauses.clause[draft.start]) if p.mention.end <= draft.start]
    if len(before) != 1 or before[0].preposition not in OF:
        return []
    envoys = clauses.lexicon.sets["envoy"]
    return before if envoys & set(clauses.words[max(0, before[0].mention.start - 4) : before[0].mention.start]) else []


def assign_envoys_of(draft: Draft) -> None:
    """Cast a summons or an expulsion in which only the envoy stands before the verb."""
    inside = draft.clauses.parties_in(draft.clauses.clause[draft.start])
    draft.targets = codes_of(envoys_of(draft))
    draft.initiators = codes_of([p for p in inside if p.mention.start >= draft.end and p.code not in draft.targets][:1])
