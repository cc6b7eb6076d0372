"""Is an act of force only threatened, and by whom?"""

from tocsin.escalation.gazetteer.actors import home_of
from tocsin.escalation.grammar.draft import Draft

_REACH = 20  # words before an act among which a threat to do it stands
_WARNS = frozenset("warn warns warned warning".split())
_ORDERS = frozenset(
    "orders order ordered authorised authorized instructed permission licence license free cleared".split()
)
_IMAGINED = frozenset("imagine imagines imagined suppose supposing pretend dream".split())
_CONDITION = frozenset("if any should unless whoever whenever again".split())
_AHEAD = frozenset("will would shall 'll going".split())


def is_threatened(draft: Draft, before: list[str]) -> bool:
    """Whether the act is one that somebody says he will do; `before` are the words of its clause that lead up to it."""
    clauses = draft.clauses
    previous = clauses.words[max(0, draft.start - _REACH) : draft.start]
    if _IMAGINED & set(previous):
        return False
    verbs = clauses.lexicon.grammar["verbs_of_threat"]
    if clauses.lexicon.order == "sov" and _threat_follows(draft, verbs):
        return True
    threatened = (verbs - _WARNS) & set(previous) or (verbs & set(previous) and _own_warning(draft))
    if threatened and not _parted(clauses.words, draft.start, verbs):
        return True
    if "or" in before and {"face", "suffer", "be", "see"} & set(previous):
        _find_who_orders(draft)
        return True
    return (bool(draft.initiators) and _is_in_store(draft, before, previous)) or _announced(draft, before)


def _find_who_orders(draft: Draft) -> None:
    """Who says "or else" is who would do it: "A told B to go or see its posts destroyed"."""
    hit = {home_of(code) for code in draft.targets}
    before = [p for p in draft.clauses.parties if p.mention.end <= draft.start and p.can_act]
    if hit and not draft.initiators:
        draft.initiators = [p.code for p in before if p.mention.home not in hit][:1]


def _is_in_store(draft: Draft, before: list[str], previous: list[str]) -> bool:
    """Whether the doer is named and says what he will do, stands ready for, or claims the right to."""
    words = draft.clauses.words
    behind = set(words[draft.end :])
    if words[max(0, draft.start - 2) : draft.start] == ["right", "to"] or words[draft.end :][-2:] == ["is", "next"]:
        return True
    if _own_warning(draft) and {"would", "will", "could", "any", "if"} & set(previous):
        return True
    if "will" in before and "if" not in before and draft.frame.roles == "active" and not _foretold_by_another(draft):
        return True
    if words[draft.start - 1 : draft.start] == ["to"]:
        # "Its guards have orders to open fire if": told of what they would do.
        told = _ORDERS & set(before[-3:]) and _CONDITION & set(words)
        if told or {"ready", "prepared", "poised"} & set(before[-6:]):
            return True
    own = {p.mention.home for p in draft.clauses.parties if p.says} & {home_of(code) for code in draft.initiators}
    would = {"would", "will"} & set(before) and {"unless", "if", "until"} & behind
    may = {"may", "might", "could"} & set(before) and {"unless", "if"} & behind
    return bool(own and (would or may))


def _threat_follows(draft: Draft, verbs: frozenset[str]) -> bool:
    """Whether the verb of threat stands behind what is threatened: سئول را به حمله تهدید کرد."""
    for word in draft.clauses.words[draft.end : draft.end + 8]:
        if not word[0].isalnum():
            return False
        if word in verbs:
            return True
    return False


def _own_warning(draft: Draft) -> bool:
    """Whether who warns is who would do it: in "analysts warn that A could invade B" A threatens nobody."""
    words = draft.clauses.words
    warned = [at for at in range(max(0, draft.start - _REACH), draft.start) if words[at] in _WARNS]
    doers = {home_of(code) for code in draft.initiators}
    named = [p for p in draft.clauses.parties if p.mention.home in doers and p.mention.start < draft.start]
    return bool(warned) and not (named and all(p.mention.start > warned[-1] for p in named))


def _foretold_by_another(draft: Draft) -> bool:
    """Whether somebody else than the doer says it will be: "A will attack B, C's spy chief said"."""
    doers = {home_of(code) for code in draft.initiators}
    sayers = {p.mention.home for p in draft.clauses.parties if p.says and p.can_act}
    return bool(sayers) and not sayers & doers


def _announced(draft: Draft, before: list[str]) -> bool:
    """Whether a state says of itself what it will do: "said its forces would bomb", "A's bases will be hit in return".

    What one state says that another will do is a warning, and no threat of the other's.
    """
    clauses = draft.clauses
    if draft.part != "verb" or "if" in before or not _AHEAD & set(before[-6:]):
        return False
    sayers = [p for p in clauses.parties if p.says and p.can_act]
    sayers = sayers or ([clauses.carried] if clauses.carried and clauses.carried.can_act else [])
    doers = {home_of(code) for code in draft.initiators}
    if doers:
        return any(p.mention.home in doers for p in sayers)
    hit = {home_of(code) for code in draft.targets}
    speaker = next((p for p in sayers if p.mention.home not in hit), None)
    if speaker is None or not hit or len(home_of(speaker.code)) != 3:
        return False
    draft.initiators = [speaker.code]
    return True


def _parted(words: list[str], here: int, verbs: frozenset[str]) -> bool:
    """Whether "after", "as", "following" stands between the threat and the act: then the act is its occasion."""
    if words[here - 1 : here] == ["to"]:
        return False  # "threatened in a statement on Monday to sink ships"
    last = max(at for at in range(max(0, here - _REACH), here) if words[at] in verbs)
    return (
        bool(
            {"after", "as", "following", "over", "amid", "for", "because", "against", "despite", "in"}
            & set(words[last:here])
        )
        and "if" not in words[last:here]
    )
