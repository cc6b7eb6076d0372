"""Who is missing? Completes an act's parties from the other tellings in headline and lead, then from the article."""

from collections import Counter

from tocsin.escalation.actors import ORGANISATIONS, home_of
from tocsin.escalation.clauses import Party
from tocsin.escalation.draft import Draft
from tocsin.escalation.places import country_of
from tocsin.escalation.reading import Reading

AT_WAR = frozenset({frozenset({"RUS", "UKR"})})


def fill(draft: Draft, front: list[Draft], reading: Reading) -> None:
    """Complete who and whom from the other tellings in headline and lead, then from the states of the article."""
    if draft.pairs and not draft.guessed:
        _name_group(draft, front)
        return
    kin = [d for d in front if d is not draft and _family(d) == _family(draft) and d.pairs and not d.guessed]
    known = set(draft.initiators)
    for other in kin:
        if not known or known & set(other.initiators):
            draft.initiators, draft.targets, draft.guessed = (
                list(other.initiators),
                list(other.targets),
                False,
            )

            return
    if not draft.initiators and draft.frame.level == 4:
        _other_side_of_war(draft)
    if not draft.initiators and draft.targets:
        _borrow_initiator(draft, front)
    if draft.initiators and not draft.targets and draft.frame.roles != "own":
        draft.targets = _other_state(draft, front, reading)
        draft.guessed = True
    elif draft.initiators and not draft.targets and draft.level == 3:
        aimed = draft.frame.means != "missile test"
        draft.targets = (_front_state(draft, front) if aimed else []) or _rival(draft, reading)


def _name_group(draft: Draft, front: list[Draft]) -> None:
    """Where another telling names the armed group that came from a state's land, the group did it."""
    for other in front:
        named = [code for code in other.initiators if home_of(code) != code and [home_of(code)] == draft.initiators]
        if named and _family(other) == _family(draft):
            draft.initiators = named


def _borrow_initiator(draft: Draft, front: list[Draft]) -> None:
    homes = {home_of(code) for code in draft.targets}
    for other in front:
        if other is not draft and _family(other) == _family(draft):
            usable = [code for code in other.initiators if home_of(code) not in homes]
            if usable:
                draft.initiators = usable
                return


def _other_side_of_war(draft: Draft) -> None:
    """In a war that the codebook names, shells and missiles on one side come from the other."""
    words = set(draft.clauses.words)
    hit = home_of(draft.targets[0]) if draft.targets else country_of(draft, set())
    if hit is None and draft.frame.id == "strike-noun":
        hit = next((p.mention.home for p in draft.clauses.parties if p.mention.home == "UKR"), None)
    if not words & draft.clauses.lexicon.sets["heavy"] or words & draft.clauses.lexicon.sets["domestic"]:
        return
    for pair in AT_WAR:
        if hit in pair and hit == "UKR":
            draft.targets, draft.initiators, draft.guessed = [hit], [next(iter(pair - {hit}))], True


def _front_state(draft: Draft, front: list[Draft]) -> list[str]:
    homes = {home_of(code) for code in draft.initiators}
    for other in front:
        for code in (*other.targets, *other.initiators):
            if home_of(code) not in homes and code not in ORGANISATIONS:
                return [code]
    return []


def _rival(draft: Draft, reading: Reading) -> list[str]:
    """The state with which the text says, in so many words, that the doer is at odds."""
    own = {home_of(code) for code in draft.initiators}
    for clauses, _ in reading.sentences[:12]:
        if not clauses.lexicon.sets["rivalry"] & set(clauses.words):
            continue
        homes = [p.mention.home for p in clauses.parties if p.mention.kind != "water" and p.code not in ORGANISATIONS]
        if own & set(homes):
            others = [home for home in homes if home not in own]
            if others:
                return others[:1]
    return []


def _other_state(draft: Draft, front: list[Draft], reading: Reading) -> list[str]:
    found = _front_state(draft, front)
    if found:
        return found
    words = set(draft.clauses.words)
    if (
        draft.level >= 4
        and words & draft.clauses.lexicon.sets["domestic"]
        and not words & {"border", "frontier", "cross"}
    ):
        return []
    homes = {home_of(code) for code in draft.initiators}
    counts: Counter[str] = Counter()
    for clauses, _ in reading.sentences[:14]:
        if clauses.lexicon.grammar["mediators"] & set(clauses.words):
            continue
        weight = 3 if clauses.sentence.field == "title" or clauses.sentence.index == 0 else 1
        for party in clauses.parties:
            if _may_be_other(draft, party) and party.mention.home not in homes and party.code not in ORGANISATIONS:
                counts[party.mention.home] += weight
    best = counts.most_common(2)
    if not best or (len(best) == 2 and best[0][1] == best[1][1] and best[0][1] < 3):
        return []
    return [best[0][0]]


def _may_be_other(draft: Draft, party: Party) -> bool:
    """Whether a party may be the other side: no water, and not the flag of a seized ship."""
    return party.mention.kind != "water" and not (party.backed and draft.frame.event == "seize")


def _family(draft: Draft) -> int:
    return -1 if draft.peace else min(draft.level, 4)
