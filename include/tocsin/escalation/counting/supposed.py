"""Is an act only supposed, feared, wanted or foretold?"""

from tocsin.escalation.grammar.draft import Draft

_TALK = frozenset(
    "fears fear threat threats risk risks warning warnings plan plans talk rumours rumors "
    "scare claims scenario scenarios drill exercise "
    "practice practise training thriller novel film movie anniversary memorial memories survivor survivors victims "
    "veterans game".split()
)
_WANTING = frozenset("demand demands demanded seek seeks sought wants urge urges urged".split())
_PLAYED = frozenset("simulation simulations wargame wargaming tabletop".split())
_BACKING = frozenset("backing supporting financing funding encouraging inciting condoning facilitating".split())
_SLIGHT = frozenset("smallest slightest any single".split())
_MEN = frozenset("troops soldiers forces peacekeepers unit units instructors".split())
_DEMANDED = frozenset(
    "days hours week must told tells ordered orders demands demanded wants urges urged deadline".split()
)
# Threats whose own words hold the condition, or a "may" that means "shall": "we may come suddenly one night".
_OBLIQUE = frozenset(
    "met-with pay-for-it go-in annihilate reach-boast or-war any-attack-met take-capital legitimate-target "
    "vow-of-arms mean-war".split()
)
# "To protect it from B's attacks": what air defences are for.
_SHIELDING = frozenset(
    "defend defends defending protect protects protecting shield shielding guard guards fend ward defence defense "
    "protection".split()
)
_DETERRING = frozenset("deterrent deterrence deter deters deterring prevent preventing".split())


def is_supposed(draft: Draft, before: list[str], hypothetical: frozenset[str]) -> bool:
    """Whether a condition, a fear or a plan leads up to the act; `before`: the words of its clause before it."""
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


def is_not_yet(draft: Draft, before: list[str]) -> bool:
    """Whether a noun is only talked of: "an invasion would …", "invasion fears", "demands the seizure of …"."""
    if draft.frame.means == "deployment" and _would_be(draft):
        return True
    if draft.frame.level >= 3 and not _PLAYED.isdisjoint(draft.clauses.words):
        return True  # "sank both ships, according to a simulation"
    if draft.frame.level >= 3 and not draft.peace and _BACKING & set(before[-3:]):
        return True  # "accuses B of backing an attack": B has not done it
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


def is_demanded(draft: Draft, before: list[str]) -> bool:
    """Whether a step towards peace is only wanted of somebody: "has ten days to apologise", "told to withdraw"."""
    told_to = before[-1:] == ["to"] and bool(_DEMANDED & set(before[-8:]))
    return draft.peace and (told_to or before[-1:] == ["must"])


def is_foretold(draft: Draft, before: list[str]) -> bool:
    """Whether an act of force is still to come, and nobody's threat: "will be fired upon", "a blockade is next"."""
    if draft.frame.level < 3 or draft.peace or draft.frame.means == "missile test":
        return False
    ahead = {"will", "'ll", "shall"} & set(before[-3:]) and draft.part == "verb"
    return bool(ahead) or _deterred(draft, before)


def _deterred(draft: Draft, before: list[str]) -> bool:
    """Whether a noun names what is to be kept from happening: "a deterrent to B's aggression"."""
    if draft.part != "noun":
        return False
    return bool(_DETERRING & set(before[-5:])) or (
        bool(_SHIELDING & set(before[-7:])) and bool({"against", "from", "off"} & set(before[-4:]))
    )
