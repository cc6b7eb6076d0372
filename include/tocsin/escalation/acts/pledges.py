"""Against whom is a pledge to fight for an ally, or a contingent that joins another's war?

The object of such a verb is the friend; the foe is the other one named.
"""

from tocsin.escalation.gazetteer.actors import ORGANISATIONS, home_of
from tocsin.escalation.grammar import roles
from tocsin.escalation.grammar.draft import Draft
from tocsin.escalation.grammar.parties import Party
from tocsin.escalation.grammar.roles import codes_of
from tocsin.escalation.grammar.vows import vow_of

_AGAINST = frozenset({"against", "from"})
_TOWARDS = frozenset({"in", "into", "towards", "toward", "on"})
_OWN_SHORE = frozenset("coast coasts shore shores border borders waters frontier doorstep airspace".split())
_WHOSE = frozenset("its our their".split())
_AIMED = frozenset("deter deters deterring warning message signal answer response counter face facing opposite".split())
_STRAIN = frozenset("tension tensions crisis standoff row threat".split())
_OCCASION = frozenset("as after over amid following against".split())
_TRYING = frozenset("tries tried attempts moves dares".split())
_GATHERING = frozenset({"alert", "mobilisation"})


def assign_defended(draft: Draft) -> None:
    """Read "A would fight for B if C attacks it": A threatens C, and B is spared."""
    clauses = draft.clauses
    if "us" in clauses.words[draft.start : draft.end]:
        _assign_as_one(draft)
        return
    doer = roles.subject(clauses, draft.start) or [p for p in clauses.parties if p.says][:1]
    doer = doer or [p for p in clauses.parties if p.can_act and p.mention.end <= draft.start][:1]
    homes = {p.mention.home for p in doer}
    rest = [p for p in clauses.parties if p.mention.home not in homes and p.mention.kind != "water" and not p.backed]
    foes = [p for p in rest if p.preposition in _AGAINST or _attacks(draft, p)]
    friends = [p for p in rest if p.mention.start >= draft.end and p not in foes][:1]
    spared = {p.mention.home for p in friends}
    foes = foes or [p for p in rest if p.mention.home not in spared and p.code not in ORGANISATIONS][:1]
    draft.initiators, draft.spared = codes_of(doer), sorted(spared)
    draft.targets = [code for code in codes_of(foes[:1]) if home_of(code) not in spared]


def assign_vowed(draft: Draft) -> None:
    """Cast a state's own word that it will use arms."""
    vow = vow_of(draft.clauses, draft.start, draft.end)
    draft.initiators, draft.targets = map(codes_of, vow) if vow else ([], [])


def _assign_as_one(draft: Draft) -> None:
    """Read "an attack on B is an attack on us, A said": A would fight for B, against whom the text may name."""
    parties = [p for p in draft.clauses.parties if p.mention.kind != "water" and not p.backed]
    friends = [p for p in parties if p.preposition == "on" and p.mention.end <= draft.start][-1:]
    spared = {p.mention.home for p in friends}
    speakers = [p for p in parties if p.mention.home not in spared and p.can_act]
    speakers = [p for p in speakers if p.says] or speakers
    group = [p for p in speakers if p.group == speakers[0].group] if speakers else []
    homes = spared | {p.mention.home for p in group}
    foes = [p for p in parties if p.mention.home not in homes and p.code not in ORGANISATIONS][:1]
    draft.initiators, draft.targets, draft.spared = codes_of(group), codes_of(foes), sorted(spared)


def assign_joined(draft: Draft) -> None:
    """Read "A's soldiers on the way to B's war against C": A joins the war, against C."""
    clauses = draft.clauses
    doer = [p for p in clauses.parties if p.can_act and not p.says and p.mention.end <= draft.start][:1]
    homes = {p.mention.home for p in doer}
    rest = [p for p in clauses.parties if p.mention.home not in homes and p.mention.kind != "water"]
    rest = [p for p in rest if p.mention.start >= draft.start and not p.says]
    foes = [p for p in rest if p.preposition == "against"]
    foes = foes or [p for p in rest if p.preposition in _TOWARDS and not p.possessive]
    draft.initiators, draft.targets = codes_of(doer), codes_of(foes[:1])
    draft.spared = [p.mention.home for p in rest if p.code not in draft.targets and p.possessive]


def shore_owner(draft: Draft) -> list[Party]:
    """Who says that another's drill or ships are off "its coast": they are aimed at him."""
    words = draft.clauses.words
    own = any(word in _WHOSE and _OWN_SHORE & set(words[at + 1 : at + 3]) for at, word in enumerate(words))
    homes = {home_of(code) for code in draft.initiators}
    return [p for p in draft.clauses.parties if p.says and p.mention.home not in homes][:1] if own else []


def occasion_giver(draft: Draft) -> list[Party]:
    """For whose sake an army is put on alert: "A calls up reserves as B's fleet sails", "over B's ship"."""
    clauses = draft.clauses
    if draft.frame.means not in _GATHERING or not _OCCASION & set(clauses.words[draft.end :]):
        return []
    homes = {home_of(code) for code in draft.initiators}
    behind = [p for p in clauses.parties if p.mention.start >= draft.end and p.mention.home not in homes]
    return [p for p in behind if p.mention.kind not in ("place", "water") and p.code not in ORGANISATIONS][:1]


def aimed_at(draft: Draft) -> list[Party]:
    """Against whom troops are sent to a third state: "to A, in a message to C", "amid C tensions", "against C"."""
    clauses = draft.clauses
    homes = {home_of(code) for code in draft.initiators}
    for party in clauses.parties:
        if party.mention.home in homes or party.mention.kind in ("place", "water") or party.mention.start < draft.end:
            continue
        before = set(clauses.words[max(0, party.mention.start - 4) : party.mention.start])
        strained = _STRAIN & set(clauses.words[party.mention.end : party.mention.end + 2])
        if party.preposition == "against" or _AIMED & before or strained:
            return [party]
    return []


def _attacks(draft: Draft, party: Party) -> bool:
    """Whether the party is told of as who would attack: "if C invades", "a C attack"."""
    clauses = draft.clauses
    for at in range(party.mention.end, min(party.mention.end + 3, len(clauses.words))):
        word = clauses.words[at]
        if at in clauses.inside or word in clauses.prepositions:
            return False
        forms = (form for form in clauses.lexicon.forms.get(word, ()) if len(form.words) == 1)
        if word in _TRYING or any(form.frame.level >= 4 for form in forms):
            return True
    return False
