"""Who is missing? Completes an act's parties from the other tellings in headline and lead, then from the article."""

from collections import Counter

from tocsin.escalation.article.owning import find_owner
from tocsin.escalation.article.reading import Reading
from tocsin.escalation.article.warring import fill_other_side, speaks_for
from tocsin.escalation.gazetteer.actors import ORGANISATIONS, home_of
from tocsin.escalation.grammar.draft import Draft
from tocsin.escalation.grammar.parties import Party

_LINE = frozenset("border frontier line loc control".split())
_ENOUGH, _LONG = 2, 10  # mentions below the lead; sentences


def fill(draft: Draft, front: list[Draft], reading: Reading) -> None:
    """Complete who and whom from the other tellings in headline and lead, then from the states of the article."""
    if draft.pairs and not draft.guessed:
        _name_group(draft, front)
        return
    if draft.frame.id == "drones-over" and not (draft.initiators or draft.targets):
        # Nobody knows whose they are; over whose airfield they were, the text says.
        draft.targets = _first_state(reading)
    if _take_from_kin(draft, front):
        return
    if find_owner(draft, reading):
        return
    if draft.frame.level == 4:
        fill_other_side(draft, reading)
    if not draft.initiators and draft.targets:
        _borrow_initiator(draft, front)
    _complete_side(draft, front, reading)
    if draft.clauses.lexicon.order and not (draft.pairs or draft.peace) and draft.frame.roles != "own":
        _take_the_two_on_top(draft, reading)


def _take_the_two_on_top(draft: Draft, reading: Reading) -> None:
    """Where headline and lead name two parties and no third, an act of one is on the other."""
    top = [p for clauses, _ in reading.sentences[:3] for p in clauses.parties if p.mention.kind != "water"]
    homes = list(dict.fromkeys(p.mention.home for p in top if p.code not in ORGANISATIONS))
    if len(homes) != 2 or draft.level < 2:
        return
    known = {home_of(code) for code in (*draft.initiators, *draft.targets)}
    if not known:
        acting = next((p.mention.home for p in top if p.can_act and p.mention.home in homes), "")
        homes.sort(key=lambda home: home != acting)
    elif len(known) == 1:
        homes.sort(key=lambda home: (home in known) != bool(draft.initiators))
    else:
        return
    first, second = (next(p.code for p in top if p.mention.home == home) for home in homes)
    draft.initiators, draft.targets, draft.guessed = [first], [second], True


def _complete_side(draft: Draft, front: list[Draft], reading: Reading) -> None:
    """Find the side that no telling names, by what kind of act it is."""
    if draft.initiators and not draft.targets and draft.frame.roles != "own":
        draft.targets = _other_state(draft, front, reading) or _reporting_state(draft)
        draft.guessed = True
    elif draft.frame.event == "threaten" and not draft.pairs:
        _complete_threat(draft, front, reading)
    elif draft.initiators and not draft.targets and draft.level == 3:
        aimed = draft.frame.means != "missile test"
        draft.targets = (_front_state(draft, front) if aimed else []) or _rival(draft, reading)


def _complete_threat(draft: Draft, front: list[Draft], reading: Reading) -> None:
    """Who threatens, and whom, where the threat's own sentence does not say: who speaks there, or the text is about."""
    speakers = [p for p in draft.clauses.parties if p.says and p.can_act]
    speaker = next(iter(speakers), None) or draft.clauses.carried
    if not draft.initiators and speaker and speaker.code not in ORGANISATIONS:
        homes = {home_of(code) for code in draft.targets}
        draft.initiators = [speaker.code] if speaker.mention.home not in homes else []
    if draft.initiators and not draft.targets:
        draft.targets = _other_state(draft, front, reading)
    draft.guessed = bool(draft.pairs)


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


def _reporting_state(draft: Draft) -> list[str]:
    """The state from whose town a blow at its border, or the capture of its boats, is reported."""
    home = speaks_for(draft)
    over = draft.frame.event == "seize" or not _LINE.isdisjoint(draft.clauses.words)
    return [home] if home and over and draft.level >= 4 and home not in map(home_of, draft.initiators) else []


def _take_from_kin(draft: Draft, front: list[Draft]) -> bool:
    """Take both sides from another telling of the same act in headline or lead; whether there was one."""
    for other in front:
        if other is draft or _family(other) != _family(draft) or not other.pairs or other.guessed:
            continue
        if not draft.initiators or set(draft.initiators) & set(other.initiators):
            draft.initiators, draft.targets = list(other.initiators), list(other.targets)
            draft.guessed = False
            return True
    return False


def _first_state(reading: Reading) -> list[str]:
    states = [
        p.mention.home for clauses, _ in reading.sentences[:4] for p in clauses.parties if p.mention.kind != "water"
    ]
    return states[:1]


def _front_state(draft: Draft, front: list[Draft]) -> list[str]:
    homes = {home_of(code) for code in draft.initiators} | set(draft.spared)
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
        topic = clauses.carried.mention.home if clauses.carried else ""
        if own & {*homes, topic}:
            others = [home for home in homes if home not in own]
            if others:
                return others[:1]
    return []


def _other_state(draft: Draft, front: list[Draft], reading: Reading) -> list[str]:
    """The state that an act with one party is most likely aimed at: of headline and lead, else the most named."""
    homes = {home_of(code) for code in draft.initiators} | set(draft.spared)
    at_home = _stays_at_home(draft, homes)
    found = [] if at_home and draft.level >= 4 else _front_state(draft, front)
    # Whom words are aimed at, the headline or lead says: a long text names many a state.
    words_alone = draft.level <= 1 and len(reading.sentences) > _LONG
    if found or words_alone or at_home:
        return found
    counts = _count_states(reading, homes)
    best = counts.most_common(2)
    # A long text passes by many a state once.
    if (
        not best
        or (best[0][1] < _ENOUGH and len(reading.sentences) > _LONG)
        or (len(best) == 2 and best[0][1] == best[1][1] and best[0][1] < 3)
    ):
        return []
    return [best[0][0]]


def _count_states(reading: Reading, homes: set[str]) -> Counter[str]:
    """How much an article speaks of each state but `homes`; headline and lead count for three."""
    counts: Counter[str] = Counter()
    for clauses, _ in reading.sentences[:14]:
        if clauses.lexicon.grammar["mediators"] & set(clauses.words):
            continue
        weight = 3 if clauses.sentence.field == "title" or clauses.sentence.index == 0 else 1
        for party in clauses.parties:
            if _may_be_other(party) and party.mention.home not in homes and party.code not in ORGANISATIONS:
                counts[party.mention.home] += weight
    return counts


def _stays_at_home(draft: Draft, homes: set[str]) -> bool:
    """Whether force is used at home, against rebels or by them, so that no other state is missing."""
    words = set(draft.clauses.words)
    domestic = words & draft.clauses.lexicon.sets["domestic"] and not words & {"border", "frontier", "cross"}
    if draft.level >= 4 and domestic:
        return True
    is_group = draft.initiators and home_of(draft.initiators[0]) != draft.initiators[0]
    return bool(is_group) and any(
        p.mention.kind in ("place", "capital", "name") and p.mention.home in homes for p in draft.clauses.parties
    )


def _may_be_other(party: Party) -> bool:
    """Whether a party may be the other side: no water, not a group's backer, not the flag of a ship."""
    return party.mention.kind != "water" and not party.backed


def _family(draft: Draft) -> int:
    return -1 if draft.peace else min(draft.level, 4)
