"""Who did it to whom, in a language of which we read the core alone?

Read off prepositions, the order of a plain sentence, and the adjective beside a blow or a weapon.
"""

from tocsin.escalation.gazetteer.actors import home_of
from tocsin.escalation.grammar.draft import Draft
from tocsin.escalation.grammar.parties import Party
from tocsin.escalation.grammar.roles import codes_of

# Whose name can stand before what they do, whatever the preposition.
_OWNERS = frozenset({"adjective", "force", "group", "leader"})
_BARE = frozenset({"adjective", "name", "group"})
_BLOWS = frozenset({"strike", "strike-noun", "bombard", "shelling", "attack", "attack-on"})
_TAKEN = frozenset({"shoot-down", "seizure at sea", "capture", "interception"})
_BESIDE = 2  # words before an act in which one makes it passive
_NEAR = 3  # words between an act's noun and its owner behind it


def cast(draft: Draft) -> None:
    """Set the initiators and targets of a draft from its sentence."""
    clauses, frame = draft.clauses, draft.frame
    inside = clauses.parties_in(clauses.clause[draft.start])
    parties = [p for p in (inside if homes_of(inside) else clauses.parties) if p.mention.kind != "water"]
    if len(homes_of(parties)) < 2:
        parties = [p for p in clauses.parties if p.mention.kind != "water"]
    if frame.roles == "mutual" or frame.peace:
        _cast_both(draft, parties)
        return
    accused = _accused(draft)
    if accused:
        draft.initiators, draft.targets = accused
        return
    draft.initiators = codes_of(_speakers(draft, parties) or _doers(draft, parties))
    homes = {home_of(code) for code in draft.initiators}
    if draft.frame.means == "missile test":
        return  # "into the Sea of Japan": where it fell is nobody's coast
    draft.targets = codes_of(_sufferers(draft, [p for p in parties if p.mention.home not in homes]))
    if frame.roles == "swap":
        draft.initiators, draft.targets = draft.targets, draft.initiators


def _accused(draft: Draft) -> tuple[list[str], list[str]] | None:
    """Read "A accuses B of shelling its villages": B did it, to A."""
    marks = draft.clauses.lexicon.grammar.get("accuse", frozenset())
    charged = [at for at, word in enumerate(draft.clauses.words) if word in marks]
    if draft.frame.level < 3 or not charged or (charged[0] > draft.start and draft.clauses.lexicon.order != "sov"):
        return None
    homes = list(
        dict.fromkeys(p.mention.home for p in draft.clauses.parties if p.mention.kind not in ("place", "water"))
    )
    if len(homes) < 2:
        return None
    first, second = (next(p.code for p in draft.clauses.parties if p.mention.home == home) for home in homes[:2])
    return [second], [first]


def homes_of(parties: list[Party]) -> set[str]:
    """The states, or groups of no state, of parties."""
    return {party.mention.home for party in parties}


def _cast_both(draft: Draft, parties: list[Party]) -> None:
    """Two parties that do the same to each other: the first two of different homes."""
    states = [p for p in parties if p.mention.kind != "place"] or parties
    draft.initiators = codes_of(states[:1])
    homes = {home_of(code) for code in draft.initiators}
    draft.targets = codes_of([p for p in states if p.mention.home not in homes][:1])
    draft.mutual = not draft.frame.peace and draft.frame.level == 4 and bool(draft.targets)


def _speakers(draft: Draft, parties: list[Party]) -> list[Party]:
    """Who utters a threat or a protest: whoever says it ("Moscow: …", "…, said X"), anywhere in the sentence."""
    if draft.frame.roles != "speech":
        return []
    said = [p for p in draft.clauses.parties if p.says and p.mention.kind != "water"]
    leaders = [p for p in parties if p.mention.kind == "leader" and _may_do(draft, p)]
    return (said or leaders)[:1]


def _doers(draft: Draft, parties: list[Party]) -> list[Party]:
    able = [p for p in parties if p.can_act]
    named = [p for p in able if _is_by(draft, p)] or _owner(draft, able)
    if named:
        return named[:1]
    if _is_passive(draft):
        return _doers_of_suffered(draft, parties, able)
    plain = [p for p in able if _may_do(draft, p)]
    if draft.clauses.lexicon.order == "svo":
        before = [p for p in plain if p.mention.end <= draft.start and not p.says]
        if draft.frame.means == "shoot-down" and not before:
            # "Air defences downed a B drone over A": what stands behind the verb was downed.
            return [p for p in parties if p.mention.kind == "place"][:1]
        return _group(before[:1], plain) or _behind(draft, plain) or plain[:1]
    if draft.clauses.lexicon.order == "sov":
        return _behind(draft, able) or plain[:1]
    return plain[:1]


def _is_by(draft: Draft, party: Party) -> bool:
    """Whether a party's preposition names the doer; one that may also mean "towards" does so behind "from"."""
    grammar = draft.clauses.lexicon.grammar
    if party.preposition not in grammar["by"] or draft.frame.event == "mobilize":
        return False  # "thirty kilometres from the border" is no "by", in words that mean both
    words = draft.clauses.words[max(0, party.mention.start - 4) : party.mention.start]
    return party.preposition not in grammar["onto"] or bool(grammar["from"] & set(words))


def _owner(draft: Draft, able: list[Party]) -> list[Party]:
    """Whose blow it is by the adjective right beside its noun: قصف إسرائيلي, frappe aérienne russe, российский удар."""
    clauses = draft.clauses
    if draft.frame.id not in _BLOWS:
        return []
    between = clauses.lexicon.sets["heavy"] | clauses.lexicon.sets.get("airspace", frozenset())
    for party in able:
        start, end = party.mention.start, party.mention.end
        if party.mention.kind != "adjective":
            continue
        if draft.start <= start < draft.end:
            return [party]
        # Where adjectives stand before their noun, one behind a verb tells of what is hit.
        gap = (end, draft.start) if clauses.lexicon.grammar.get("adjectives") else (draft.end, start)
        if 0 <= gap[1] - gap[0] <= 1 and set(clauses.words[slice(*gap)]) <= between:
            return [party]
    return []


def _may_do(draft: Draft, party: Party) -> bool:
    """Whether a party's preposition lets it act: none, "of" (troops of X), or what stands with an adjective."""
    grammar = draft.clauses.lexicon.grammar
    if not party.preposition or party.preposition in grammar.get("of", frozenset()):
        return True
    return party.mention.kind in _OWNERS and party.preposition not in grammar["onto"]


def _doers_of_suffered(draft: Draft, parties: list[Party], able: list[Party]) -> list[Party]:
    """Who did what is told of the one who suffers it: from whose land it came, else the owner of the blow."""
    grammar = draft.clauses.lexicon.grammar
    came_from = [p for p in able if p.preposition in grammar["from"]]
    onto = grammar["onto"] - grammar.get("of", frozenset())
    # "Twelve dead in a Russian attack on Kyiv": Kyiv did not do it, though it stands last.
    free = [p for p in able if p.mention.kind in _OWNERS or p.preposition not in onto]
    first = parties[0].mention.home if parties else ""
    others = [p for p in free if p.mention.home != first]
    return (
        came_from or [p for p in free if _is_armed(draft, p)] or others or (free if len(homes_of(parties)) > 1 else [])
    )[:1]


def _is_armed(draft: Draft, party: Party) -> bool:
    """Whether a party is named as the owner of a weapon or raid: "un raid de l'aviation pakistanaise"."""
    clauses = draft.clauses
    before_noun = clauses.lexicon.grammar.get("adjectives")
    at = party.mention.end if before_noun else party.mention.start - 1
    beside = clauses.words[at] if 0 <= at < len(clauses.words) else ""
    return party.mention.kind == "adjective" and beside in clauses.lexicon.sets["heavy"]


def _group(first: list[Party], plain: list[Party]) -> list[Party]:
    return [p for p in plain if first and p.group == first[0].group]


def _behind(draft: Draft, plain: list[Party]) -> list[Party]:
    """The owner that stands right behind the noun of an act: حمله اسرائیل, удары Израиля, bombardeo de Perú."""
    return [p for p in plain if draft.end <= p.mention.start < draft.end + _NEAR][:1]


def _sufferers(draft: Draft, others: list[Party]) -> list[Party]:
    grammar = draft.clauses.lexicon.grammar
    others = [p for p in others if not p.says] or others
    near = grammar.get("near", frozenset())
    if draft.frame.means in _TAKEN:
        # "Downs a Russian jet near the Syrian border": what was downed stands bare, the rest says where.
        bare = [p for p in others if p.preposition in ("", *grammar.get("of", ())) and p.mention.kind in _BARE]
        if bare:
            return bare[:1]
    others = [p for p in others if p.preposition not in near] or others
    aimed = [p for p in others if p.preposition in grammar["onto"] - grammar.get("of", frozenset())]
    return (aimed or others)[:1]


def _is_passive(draft: Draft) -> bool:
    """Whether the act is told of who suffers it: by its own word, or by one right beside it ("подвергся обстрелу")."""
    if draft.frame.roles in ("suffer", "speech"):
        return draft.frame.roles == "suffer"
    words, grammar = draft.clauses.words, draft.clauses.lexicon.grammar
    if draft.clauses.lexicon.order == "sov":
        # The verb stands last: سرنگون شد is passive, سرنگون کرد active.
        return bool(grammar["passive"] & set(words[draft.start : draft.end + 2]))
    near = range(max(0, draft.start - _BESIDE), min(draft.end + 1, len(words)))
    marks = [at for at in near if words[at] in grammar["passive"]]
    # "a bombardé", "han derribado": behind "have", a participle is active.
    return any(words[at - 1] not in grammar.get("have", frozenset()) or not at for at in marks)
