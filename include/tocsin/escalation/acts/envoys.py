"""Whose envoys does a sentence speak of?"""

from tocsin.escalation.grammar.draft import Draft
from tocsin.escalation.grammar.parties import Party


def envoys(draft: Draft) -> list[Party]:
    """The state whose envoys stand before the verb: "Lebanon envoy called in", "Pakistani diplomats told to go"."""
    clauses = draft.clauses
    envoys = clauses.lexicon.sets["envoy"]
    before = [p for p in clauses.parties_in(clauses.clause[draft.start]) if p.mention.end <= draft.start]
    return [p for p in before if envoys & set(clauses.words[p.mention.end : p.mention.end + 4])][-1:]
