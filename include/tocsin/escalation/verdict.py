"""Which of the acts found decides the article, and what does the article as a whole say of it?

The headline and the lead tell what is reported; the rest fills in who, where and how many, and adds acts of its
own only when it dates them to the last days.
"""

from tocsin.escalation.actors import home_of
from tocsin.escalation.draft import Draft
from tocsin.escalation.filling import AT_WAR, fill
from tocsin.escalation.genre import genre_of, is_question
from tocsin.escalation.ground import comes_across, has_consent, is_defensive
from tocsin.escalation.newness import status_of
from tocsin.escalation.past import is_recent
from tocsin.escalation.reading import Reading
from tocsin.escalation.report import Told, assess
from tocsin.escalation.roles import light_subject
from tocsin.escalation.sentences import TITLE_CAP
from tocsin.escalation.standing import stands
from tocsin.model import Assessment, Status

NEW = frozenset({Status.DONE, Status.ONGOING, Status.THREATENED, Status.CLAIMED})
_TEXT_CAP = 1200
# Genres that a plain headline overrules: their marks stand in real reports of force too.
_OVERRULED = frozenset({"crime", "accident"})


def weigh(reading: Reading) -> Assessment:
    """Turn what was found into one assessment."""
    for draft in reading.drafts:
        draft.status = status_of(draft, reading.published_at)
        _set_level(draft)
    genre = _genre(reading)
    front = _front(reading)
    for draft in front:
        draft.crossed = comes_across(reading)
    for draft in front:
        fill(draft, front, reading)
    _share_reaction(front)
    for draft in reading.drafts:
        _set_war(draft)
    top = _top(reading)
    candidates = [draft for draft in front if draft.status in NEW and stands(draft)]
    candidates = [draft for draft in candidates if not is_defensive(draft, top) and not has_consent(draft, top)]
    if reading.title and not any(d.clauses.sentence.field == "title" for d in front):
        candidates = [draft for draft in candidates if not _aside(draft)]
    if is_question(reading.title):
        candidates = [draft for draft in candidates if is_recent(draft.clauses.sentence)]
    candidates = candidates if genre == "news" else []
    leading = _lead(candidates)
    if genre == "news":
        leading = _from_body(reading, leading, front)
    return assess(reading.title, reading.body, _told(reading, candidates, leading, genre))


def _told(reading: Reading, candidates: list[Draft], leading: Draft | None, genre: str) -> Told:
    return Told(
        leading=leading,
        beside=[draft for draft in candidates if draft is not leading],
        rest=[draft for draft in reading.drafts if draft not in candidates and draft is not leading],
        sentences=reading.sentences,
        published_at=reading.published_at,
        genre=genre,
        question=is_question(reading.title),
    )


def _aside(draft: Draft) -> bool:
    """Whether a lead names an act only beside its own story: "fuel rises as X's invasion of Y goes on"."""
    start, _ = draft.clauses.bounds(draft.start)
    if light_subject(draft.clauses, draft.start):
        return False
    subordinate = draft.clauses.words[start] in (
        "as",
        "after",
        "amid",
        "while",
        "since",
        "because",
        "following",
        "over",
        "despite",
    )
    return bool(start) and subordinate and draft.part == "noun" and draft.level >= 3


def _top(reading: Reading) -> str:
    """Headline and lead, as far as they are read."""
    lead = [c.sentence.text for c, _ in reading.sentences if c.sentence.field == "body" and not c.sentence.index]
    return f"{reading.title[:TITLE_CAP]}\n{''.join(lead)[:_TEXT_CAP]}"


def _genre(reading: Reading) -> str:
    body = [clauses.sentence for clauses, _ in reading.sentences if clauses.sentence.field == "body"]
    lead = body[0].text if body else ""
    genre = genre_of(reading.title[:TITLE_CAP], lead[:_TEXT_CAP], body)
    by_title = genre_of(reading.title[:TITLE_CAP], "", []) == genre
    if genre in _OVERRULED and not by_title and any(_plain(draft) for draft in reading.drafts):
        return "news"
    return genre


def _plain(draft: Draft) -> bool:
    """Whether a headline tells outright of one state's threat or force against another."""
    outright = draft.clauses.sentence.field == "title" and draft.status in NEW and not draft.guessed
    return outright and draft.level >= 2 and bool(draft.pairs) and not draft.mutual


def _set_level(draft: Draft) -> None:
    """What is only threatened is a threat; a missile test that is announced shows force like one that was held."""
    if draft.status is Status.THREATENED and draft.frame.level >= 3 and draft.frame.means != "missile test":
        draft.level = 2


def _front(reading: Reading) -> list[Draft]:
    """The acts of the headline and of the lead: the second sentence speaks where the first tells of no act."""
    title = [d for clauses, drafts in reading.sentences for d in drafts if clauses.sentence.field == "title"]
    body = [
        (clauses.sentence.index, drafts) for clauses, drafts in reading.sentences if clauses.sentence.field == "body"
    ]
    first = [d for index, drafts in body for d in drafts if index == 0]
    second = [d for index, drafts in body for d in drafts if index == 1]
    return [*title, *first, *(second if not (title or first) or not title else [])]


def _rank(draft: Draft) -> tuple[int, int, int, int]:
    answer = draft.frame.reaction and (draft.in_reaction or draft.frame.level <= 1)
    title = draft.clauses.sentence.field == "title"
    return (draft.level, -int(answer), int(not draft.guessed), int(title))


def _lead(candidates: list[Draft]) -> Draft | None:
    hostile = [draft for draft in candidates if not draft.peace]
    if hostile:
        return max(hostile, key=_rank)
    return candidates[0] if candidates else None


def _from_body(reading: Reading, leading: Draft | None, front: list[Draft]) -> Draft | None:
    """Let an act of the body decide when its own sentence dates it to the last days and it is worse."""
    level = leading.level if leading else 0
    if leading is None and (is_question(reading.title) or any(d.status is Status.DENIED for d in front)):
        return None
    best = leading
    for draft in reading.drafts:
        sentence = draft.clauses.sentence
        if (
            draft in front
            or draft.status not in NEW
            or draft.peace
            or draft.frame.reaction
            or not draft.pairs
            or not stands(draft)
            or draft.guessed
        ):
            continue
        early = sentence.index <= 2 and leading is None
        if (
            draft.level > level
            and draft.level >= 3
            and sentence.field == "body"
            and sentence.index < 20
            and (is_recent(sentence) or early)
        ):
            best, level = draft, draft.level
    return best


def _share_reaction(front: list[Draft]) -> None:
    """A call-up that the lead tells as an answer is one in the headline too."""
    answers = [(d.frame.means, d.initiators) for d in front if d.in_reaction and d.frame.reaction]
    for draft in front:
        draft.in_reaction = draft.in_reaction or (draft.frame.means, draft.initiators) in answers


def _set_war(draft: Draft) -> None:
    if draft.level == 4 and draft.pairs and frozenset(home_of(c) for c in draft.pairs[0]) in AT_WAR:
        draft.level = 5
