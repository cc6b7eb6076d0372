"""Does the text say that an act was not, is over, or will not be?"""

from itertools import pairwise

from tocsin.escalation.grammar.draft import Draft
from tocsin.model import Level

_REPORTS = frozenset(
    "report reports claim claims allegation allegations post posts rumour rumours rumor rumors suggestion suggestions "
    "assertion assertions story stories footage video videos accusation accusations".split()
)
_FALSE = frozenset(
    "film movie checkers doctored false untrue fake faked invented fabricated baseless unfounded hoax debunked staged "
    "wrong".split()
)
_REFUSED = frozenset(
    "dismissed dismisses dismissing denied denies deny denying rejects rejected rejecting refuted refutes debunked "
    "debunks contradicting contradicted contradicts false fake invented".split()
)
_GROUNDS = frozenset("reason evidence sign signs indication indications proof suggestion credible reports".split())
_DENIES = frozenset("denied denies deny denying dismissed".split())
_ENDING = frozenset(
    "end ending ends ended halt halting halted stop stopping stopped pause pauses paused pausing cease "
    "lift lifting lifted".split()
)


def is_ruled_out(before: list[str], negation: frozenset[str]) -> bool:
    """Whether the act is one that somebody says will not be: "rules out sending", "will not send"."""
    near = before[-4:]
    ruled = "out" in near and bool({"rule", "rules", "ruled", "ruling"} & set(near)) and "not" not in before[-7:]
    will_not = before[-2:-1] in (["will"], ["would"]) and before[-1] in negation
    return ruled or will_not


def is_disowned(draft: Draft) -> bool:
    """Whether the sentence calls the telling itself untrue: "reports that … are false", "dismissed a claim that"."""
    if _is_unfounded(draft):
        return True
    words = draft.clauses.words
    told = [at for at in range(draft.start) if words[at] in _REPORTS]
    if not told:
        return False
    falsehood = set(words[draft.end :]) & _FALSE and words[told[-1] - 1] not in ("no", "its", "their")
    return bool(falsehood) or bool(_REFUSED & set(words[: told[-1]]))


def is_denied(draft: Draft, before: list[str], negation: frozenset[str]) -> bool:
    """Whether the act is negated, denied, prevented or ended; `before`: the words of its clause before it."""
    if not draft.peace and (_is_over(draft, before) or _is_refuted(draft, before) or _is_unfounded(draft)):
        return True
    return _negated_behind(draft, negation) or _is_negated(draft, before, negation)


def _is_threat(draft: Draft) -> bool:
    return draft.frame.roles == "speech" and draft.frame.level == Level.THREAT


def _is_over(draft: Draft, before: list[str]) -> bool:
    """Whether the act is brought to its end: "an end to strikes", "pauses in fighting", "blockade lifted"."""
    if draft.frame.level >= Level.HOSTILE_ACT and not _is_threat(draft) and _ENDING & set(_last_phrase(draft, before)):
        return True
    after = draft.clauses.words[draft.end : draft.end + 2]
    return draft.part == "noun" and after[:1] in (["over"], ["lifted"]) and _stops(draft, after[1:])


def _is_refuted(draft: Draft, before: list[str]) -> bool:
    """Whether somebody denies it: "denies shelling", "niega que …"."""
    denied = bool(_DENIES & set(before)) or _is_core_denial(draft)
    return draft.frame.level >= Level.DISPLAY_OF_FORCE and denied


def _is_negated(draft: Draft, before: list[str], negation: frozenset[str]) -> bool:
    """Whether a "not", "never", "without" stands right before the act."""
    near = before[-5:]
    if _is_threat(draft):
        # "Filling the dam without a deal would be an act of war": that is the condition.
        near = [word for word in near if word != "without"]
        # "If not, the army will return to fighting."
        near = near[near.index("if") + 2 :] if _if_not(near) else near
    for back, word in enumerate(reversed(near)):
        if word in negation or (word == "t" and near[-back - 2 : -back - 1] == ["'"]):
            return not (word in ("no", "not") and "only" in near)
    return False


def _is_unfounded(draft: Draft) -> bool:
    """Whether nothing is said to speak for it: "no evidence that A fired", "no sign of an attack"."""
    words = draft.clauses.words[max(0, draft.start - 14) : draft.start]
    return draft.frame.level >= Level.THREAT and any(
        word == "no" and words[at + 1 : at + 2] and words[at + 1] in _GROUNDS for at, word in enumerate(words)
    )


def _if_not(words: list[str]) -> bool:
    return "if" in words and words[words.index("if") + 1 :][:1] == ["not"]


def _last_phrase(draft: Draft, before: list[str]) -> list[str]:
    """Return the last words before an act: "all leave has been stopped and frigates have sailed" stops no sailing."""
    near = before[-4:]
    finite = draft.part == "verb" and not draft.clauses.words[draft.start].endswith("ing")
    return near[near.index("and") + 1 :] if finite and "and" in near else near


def _stops(draft: Draft, after: list[str]) -> bool:
    """Whether "over" or "lifted" ends the telling: "blockade over as X opens border", not "strikes over X"."""
    return (
        not after or after[0] in ("as", "after", ",", ".", ";", ":", "and") or draft.clauses.words[draft.end] != "over"
    )


def _is_core_denial(draft: Draft) -> bool:
    """Whether a verb of denial governs the act from beyond its clause ("niega que …"); behind it, in Persian."""
    words, lexicon = draft.clauses.words, draft.clauses.lexicon
    around = (
        words[draft.end : draft.end + 8] if lexicon.order == "sov" else words[max(0, draft.start - 8) : draft.start]
    )
    return bool(lexicon.grammar.get("deny", frozenset()) & set(around))


def _negated_behind(draft: Draft, negation: frozenset[str]) -> bool:
    """Whether a no follows the act, in a language whose verb stands last: "bombed has-not"."""
    lexicon = draft.clauses.lexicon
    behind = draft.clauses.words[draft.end : draft.end + (3 if lexicon.order == "sov" else 7)]
    if lexicon.order == "sov":
        return bool(negation & set(behind))
    happened = lexicon.grammar.get("happened", frozenset())  # "стрельбы на границе не было"
    return any(no in negation and told in happened for no, told in pairwise(behind))
