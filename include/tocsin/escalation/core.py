"""Which acts does a sentence tell of, in a language of which we read the core alone?

No grammar as for English: the words of a frame, what must stand beside them, and who does it to whom by prepositions
and by the order of a plain sentence.
"""

from tocsin.escalation.actors import home_of
from tocsin.escalation.clauses import Clauses, Party
from tocsin.escalation.draft import Draft
from tocsin.escalation.lexicon import Form
from tocsin.escalation.roles import codes_of

_BESIDE = 2  # words before an act in which one makes it passive
_NEAR = 3  # words between an act's noun and its owner behind it


def find_core_acts(clauses: Clauses) -> list[Draft]:
    """Read one sentence; drafts come in the order of their words."""
    found: list[Draft] = []
    here = 0
    while here < len(clauses.words):
        draft = None if here in clauses.inside else _at(clauses, here)
        if draft is not None:
            found.append(draft)
        here = draft.end if draft else here + 1
    return found


def _at(clauses: Clauses, here: int) -> Draft | None:
    for form in clauses.lexicon.at(clauses.words, here):
        if _has_company(clauses, here, form):
            frame = form.frame
            draft = Draft(frame, clauses, here, here + len(form.words), level=frame.level, part="phrase")
            _cast(draft)
            return draft
    return None


def _has_company(clauses: Clauses, here: int, form: Form) -> bool:
    """Whether what the frame wants stands in the sentence, and nothing that it can't stand."""
    own = range(here, here + len(form.words))
    rest = {word for at, word in enumerate(clauses.words) if at not in own}
    wanted = (*form.frame.with_any, *form.frame.after, *form.frame.nearby)
    return all(group & rest for group in wanted) and not any(group & rest for group in form.frame.without)


def _cast(draft: Draft) -> None:
    clauses, frame = draft.clauses, draft.frame
    inside = clauses.parties_in(clauses.clause[draft.start])
    parties = [p for p in (inside if _homes(inside) else clauses.parties) if p.mention.kind != "water"]
    if len(_homes(parties)) < 2:
        parties = [p for p in clauses.parties if p.mention.kind != "water"]
    if frame.roles == "mutual" or frame.peace:
        _cast_both(draft, parties)
        return
    doers = _doers(draft, parties)
    draft.initiators = codes_of(doers)
    homes = {home_of(code) for code in draft.initiators}
    draft.targets = codes_of(_sufferers(draft, [p for p in parties if p.mention.home not in homes]))
    if frame.roles == "swap":
        draft.initiators, draft.targets = draft.targets, draft.initiators


def _homes(parties: list[Party]) -> set[str]:
    return {party.mention.home for party in parties}


def _cast_both(draft: Draft, parties: list[Party]) -> None:
    """Two parties that do the same to each other: the first two of different homes."""
    states = [p for p in parties if p.mention.kind != "place"] or parties
    draft.initiators = codes_of(states[:1])
    homes = {home_of(code) for code in draft.initiators}
    draft.targets = codes_of([p for p in states if p.mention.home not in homes][:1])
    draft.mutual = not draft.frame.peace and draft.frame.level == 4 and bool(draft.targets)


def _doers(draft: Draft, parties: list[Party]) -> list[Party]:
    grammar = draft.clauses.lexicon.grammar
    able = [p for p in parties if p.can_act]
    named = [p for p in able if p.preposition in grammar["by"] and p.preposition]
    if named:
        return named[:1]
    if _is_passive(draft):
        came_from = [p for p in able if p.preposition in grammar["from"] or p.mention.kind == "adjective"]
        return came_from[:1]
    plain = [p for p in able if not p.preposition or p.mention.kind in ("adjective", "force", "group", "leader")]
    plain = [p for p in plain if p.preposition not in grammar["onto"]] or plain
    if draft.clauses.lexicon.order == "svo":
        before = [p for p in plain if p.mention.end <= draft.start]
        return _group(before[:1], plain) or _behind(draft, plain) or plain[:1]
    if draft.clauses.lexicon.order == "sov":
        return _behind(draft, plain) or plain[:1]
    return plain[:1]


def _group(first: list[Party], plain: list[Party]) -> list[Party]:
    return [p for p in plain if first and p.group == first[0].group]


def _behind(draft: Draft, plain: list[Party]) -> list[Party]:
    """The owner that stands right behind the noun of an act: حمله اسرائیل, удары Израиля."""
    return [p for p in plain if draft.end <= p.mention.start < draft.end + _NEAR][:1]


def _sufferers(draft: Draft, others: list[Party]) -> list[Party]:
    onto = draft.clauses.lexicon.grammar["onto"]
    aimed = [p for p in others if p.preposition in onto and not p.says]
    return (aimed or [p for p in others if not p.says] or others)[:1]


def _is_passive(draft: Draft) -> bool:
    """Whether the act is told of who suffers it: by its own word, or by one right beside it ("подвергся обстрелу")."""
    near = draft.clauses.words[max(0, draft.start - _BESIDE) : draft.end + 1]
    return draft.frame.roles == "suffer" or bool(draft.clauses.lexicon.grammar["passive"] & set(near))
