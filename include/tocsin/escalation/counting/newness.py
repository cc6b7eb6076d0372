"""Is an act real and new in its text: done, threatened, denied, supposed, or long past? The codebook's "new" test."""

from datetime import datetime

from tocsin.escalation.counting.past import is_month, is_past
from tocsin.escalation.counting.threats import is_threatened
from tocsin.escalation.grammar.draft import Draft
from tocsin.model import Level, Status

_TALK = frozenset(
    "fears fear threat threats risk risks warning warnings plan plans talk rumours rumors "
    "scare claims scenario scenarios drill exercise "
    "practice practise training thriller novel film movie anniversary memorial memories survivor survivors victims "
    "veterans game".split()
)
_CLAIMS = frozenset(
    "accuse accuses accused accusing allege alleges alleged alleging allegedly claim claims claimed claiming "
    "reportedly blame blames blamed blaming".split()
)
_WANTING = frozenset("demand demands demanded seek seeks sought wants urge urges urged".split())
_SLIGHT = frozenset("smallest slightest any single".split())
_MEN = frozenset("troops soldiers forces peacekeepers unit units instructors".split())
_DEMANDED = frozenset(
    "days hours week must told tells ordered orders demands demanded wants urges urged deadline".split()
)
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
_ENDING = frozenset("end ending ends ended halt halting halted stop stopping stopped cease lift lifting lifted".split())
# Threats whose own words hold the condition, or a "may" that means "shall": "we may come suddenly one night".
_OBLIQUE = frozenset(
    "go-in annihilate reach-boast or-war any-attack-met take-capital legitimate-target vow-of-arms mean-war".split()
)
_DETERRING = frozenset("deterrent deterrence deter deters deterring prevent preventing".split())
# "Vows revenge for the sinking of …", "the general who led the invasion": told of what was before.
_AVENGED = frozenset("revenge vengeance avenge retaliation retaliate vows vowed vow".split())
_LED = frozenset("led commanded ordered survived planned".split())


def status_of(draft: Draft, published_at: datetime | None) -> Status:
    """Say how real the act is where it is told; the first of threatened, denied, supposed, past that speaks."""
    clauses = draft.clauses
    grammar = clauses.lexicon.grammar
    start, _ = clauses.bounds(draft.start)
    first = max(start, draft.start - 12)
    before = [w for at, w in enumerate(clauses.words[first : draft.start], first) if not _is_may(clauses.words, at)]
    if draft.frame.level >= 3 and not draft.peace and (_disowned(draft) or _ruled_out(before, grammar["negation"])):
        return Status.DENIED
    if draft.frame.level >= 3 and not draft.peace and is_threatened(draft, before):
        return Status.THREATENED
    if _denied(draft, before, grammar["negation"]):
        return Status.DENIED
    ahead = _not_yet(draft, before) or _foretold(draft, before) or _demanded(draft, before)
    if ahead or _supposed(draft, before, grammar["hypothetical"]):
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


def _ruled_out(before: list[str], negation: frozenset[str]) -> bool:
    """Whether the act is one that somebody says will not be: "rules out sending", "will not send"."""
    near = before[-4:]
    ruled = "out" in near and bool({"rule", "rules", "ruled", "ruling"} & set(near)) and "not" not in before[-7:]
    will_not = before[-2:-1] in (["will"], ["would"]) and before[-1] in negation
    return ruled or will_not


def _disowned(draft: Draft) -> bool:
    """Whether the sentence calls the telling itself untrue: "reports that … are false", "dismissed a claim that"."""
    words = draft.clauses.words
    told = [at for at in range(draft.start) if words[at] in _REPORTS]
    if not told:
        return False
    falsehood = set(words[draft.end :]) & _FALSE and words[told[-1] - 1] not in ("no", "its", "their")
    return bool(falsehood) or bool(_REFUSED & set(words[: told[-1]]))


def _denied(draft: Draft, before: list[str], negation: frozenset[str]) -> bool:
    threat = draft.frame.roles == "speech" and draft.frame.level == 2
    if draft.frame.level >= 1 and not draft.peace and not threat and _ENDING & set(_last_phrase(draft, before)):
        return True
    after = draft.clauses.words[draft.end : draft.end + 2]
    if draft.part == "noun" and not draft.peace and after[:1] in (["over"], ["lifted"]) and _stops(draft, after[1:]):
        return True
    if draft.frame.level >= 3 and {"denied", "denies", "deny", "denying", "dismissed"} & set(before):
        return True
    if (draft.frame.level >= 3 and not draft.peace and _is_core_denial(draft)) or _negated_behind(draft, negation):
        return True
    near = before[-5:]
    if threat:
        # "Filling the dam without a deal would be an act of war": that is the condition.
        near = [word for word in near if word != "without"]
        # "If not, the army will return to fighting."
        near = near[near.index("if") + 2 :] if _if_not(near) else near
    for back, word in enumerate(reversed(near)):
        if word in negation or (word == "t" and near[-back - 2 : -back - 1] == ["'"]):
            return not (word in ("no", "not") and "only" in near)
    return False


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
    behind = draft.clauses.words[draft.end : draft.end + 3]
    return draft.clauses.lexicon.order == "sov" and bool(negation & set(behind))


def _supposed(draft: Draft, before: list[str], hypothetical: frozenset[str]) -> bool:
    if draft.frame.id in _OBLIQUE and not {"imagine", "whether"} & set(before[-4:]):
        return False
    if draft.frame.level <= 2 and draft.frame.roles == "speech":
        return bool({"could", "may", "might", "if", "whether", "imagine", "should"} & set(before[-4:]))
    words = draft.clauses.words
    start, _ = draft.clauses.bounds(draft.start)
    opening = words[start]
    if opening in ("if", "whether", "unless", "si", "what"):
        return True
    conditions = draft.clauses.lexicon.grammar.get("if", frozenset())
    if conditions & set(words[max(0, draft.start - 30) : draft.start]):
        return True  # "if no deal is made, there will be bombing": in these languages the comma parts no condition
    marks = hypothetical & set(before[-7:])
    if words[draft.start] in ("no", "not"):
        marks -= {"may", "can", "could", "must"}  # "may no longer enter"
    if draft.frame.id in ("alert", "mobilise", "mass-troops", "buildup", "recall", "drill"):
        marks -= {
            "prepare",
            "prepares",
            "preparing",
            "prepared",
            "ready",
            "plan",
            "plans",
            "fears",
            "able",
            "alarm",
            "seek",
            "seeks",
        }
    if draft.frame.reaction or draft.peace:
        marks -= {"call", "calls", "urged", "must", "ready", "warn", "warned", "warns"}
    return bool(marks)


def _not_yet(draft: Draft, before: list[str]) -> bool:
    """Whether a noun is only talked of: "an invasion would …", "invasion fears", "demands the seizure of …"."""
    if draft.frame.means == "deployment" and _would_be(draft):
        return True
    if draft.frame.level >= 3 and _SLIGHT & set(before[-1:]):
        return True  # "the smallest skirmish and I march on your capital"
    gerund = draft.clauses.words[draft.start].endswith("ing")
    if not (draft.part == "noun" or gerund) or draft.frame.level < 3:
        return False
    _, end = draft.clauses.bounds(draft.start)
    # "An attack on a Filipino ship anywhere in these waters would bring our forces in."
    reach = 14 if before[-1:] in (["an"], ["any"]) else 6
    after = draft.clauses.words[draft.end : min(end, draft.end + reach)]
    talked_of = set(after[:1]) & _TALK
    return bool({"would", "could", "might"} & set(after)) or bool(talked_of) or bool(_WANTING & set(before[-3:]))


def _would_be(draft: Draft) -> bool:
    """Whether troops are told of that may never go: "soldiers sent to B would be targets"."""
    words, here = draft.clauses.words, draft.start
    _, end = draft.clauses.bounds(here)
    bare = words[here] in ("sent", "deployed", "stationed", "based") and words[here - 1] in _MEN
    return bare and bool({"would", "will"} & set(words[here:end]))


def _demanded(draft: Draft, before: list[str]) -> bool:
    """Whether a step towards peace is only wanted of somebody: "has ten days to apologise", "told to withdraw"."""
    return draft.peace and before[-1:] == ["to"] and bool(_DEMANDED & set(before[-5:]))


def _foretold(draft: Draft, before: list[str]) -> bool:
    """Whether an act of force is still to come, and nobody's threat: "will be fired upon", "a blockade is next"."""
    if draft.frame.level < 3 or draft.peace or draft.frame.means == "missile test":
        return False
    ahead = {"will", "'ll", "shall"} & set(before[-3:]) and draft.part == "verb"
    return bool(ahead) or _deterred(draft, before)


def _deterred(draft: Draft, before: list[str]) -> bool:
    """Whether a noun names what is to be kept from happening: "a deterrent to B's aggression"."""
    return draft.part == "noun" and bool(_DETERRING & set(before[-5:]))


def _is_background(draft: Draft) -> bool:
    """Whether the act is the setting of another: "amid missile tests", "since the invasion of X"."""
    clauses = draft.clauses
    start, _ = clauses.bounds(draft.start)
    named = draft.part == "noun" or clauses.words[draft.start].endswith("ing")
    before = clauses.words[max(start, draft.start - 8) : draft.start]
    if draft.frame.id == "drill" and {"during"} & set(before[-4:]):
        return True  # an accident "during an exercise"
    avenged = bool(_AVENGED & set(before)) and "for" in before[-3:]
    if named and not draft.peace and (avenged or _LED & set(before[-4:])):
        return True
    if draft.frame.id == "drill" and draft.part == "noun" and "during" in before[-4:]:
        return True  # "went down during an exercise"
    setting = start and clauses.words[start] in ("amid", "despite", "since", "because")
    if setting and named and not draft.peace:
        return True
    if draft.part != "noun" or "invasion" not in clauses.words[draft.start : draft.end]:
        return False
    before = clauses.words[max(start, draft.start - 5) : draft.start]
    told = clauses.lexicon.grammar["doers"] & set(clauses.words[start:])
    if clauses.sentence.field == "body" and not told and before[-2:] != ["in", "a"]:
        return True
    return bool({"against", "because", "since", "of", "following", "amid", "over"} & set(before)) and not (
        clauses.lexicon.grammar["doers"] & set(before)
    )
