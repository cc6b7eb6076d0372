"""Which of the acts found decides the article, and what does the article as a whole say of it?

The headline and the lead tell what is reported; the rest fills in who, where and how many, and adds acts of its
own only when it dates them to the last days.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from tocsin.escalation.acts.answers import tells_of_war
from tocsin.escalation.article.filling import fill
from tocsin.escalation.article.ground import comes_across, nobody_claims
from tocsin.escalation.article.reading import Reading
from tocsin.escalation.article.told import Told
from tocsin.escalation.article.warring import AT_WAR, WAR_BEGAN, is_at_war
from tocsin.escalation.counting.discount import discount_body, discount_front, discount_near, is_only_near
from tocsin.escalation.counting.newness import NEW, status_of
from tocsin.escalation.counting.setting import Setting
from tocsin.escalation.gazetteer.actors import home_of
from tocsin.escalation.grammar.draft import Draft
from tocsin.escalation.lexicon.load import has_lexicon
from tocsin.escalation.verdict.features import features_of
from tocsin.escalation.verdict.probability import probability
from tocsin.escalation.verdict.report import assess
from tocsin.model import Assessment, Direction, Level, Status

_TOP = 6  # sentences in which a text says that two states are at war

# How often any text of a news feed is one to alert on: about one in ten, and no case for a second opinion.
UNREAD_PROBABILITY = 0.1


@dataclass(frozen=True)
class Supposing:
    """What an explanation supposes otherwise: that an act (by its place among the drafts) counts or does not."""

    counts: Mapping[int, bool] = field(default_factory=dict)
    genre: str = ""


def weigh(reading: Reading, supposing: Supposing = Supposing()) -> Assessment:
    """Turn what was found into one assessment; each draft keeps the reason for which it does not count."""
    if not has_lexicon(reading.language):
        return _unread(reading)
    for number, draft in enumerate(reading.drafts):
        draft.status = status_of(draft, reading.published_at)
        if number in supposing.counts:
            draft.supposed = supposing.counts[number]
            draft.status = Status.DONE if draft.supposed else Status.PAST
        _set_level(draft)
    _refer_back(reading)
    setting = Setting(reading)
    if supposing.genre:
        setting.genre = supposing.genre
    _complete_front(setting)
    for draft in reading.drafts:
        _set_war(draft, reading.published_at)
    _set_their_war(setting.front, reading)
    candidates = _counting(setting) or _counting_below(setting)
    reading.leading = _from_body(setting, candidates)
    reading.genre = setting.genre
    told = _told(setting, candidates, reading.leading)
    assessment = assess(reading.title, reading.body, told)
    reading.features = features_of(told, level=int(assessment.level), direction=assessment.direction)
    return replace(assessment, probability=probability(reading.features))


def _refer_back(reading: Reading) -> None:
    """Take "the invasion" for the one named before, where every one named before is past."""
    for number, draft in enumerate(reading.drafts):
        definite = draft.part == "noun" and draft.clauses.words[draft.start - 1 : draft.start] == ["the"]
        if not definite or draft.status not in NEW or draft.supposed:
            continue
        earlier = [d for d in reading.drafts[:number] if d.frame is draft.frame]
        if earlier and all(d.status is Status.PAST for d in earlier):
            draft.status = Status.PAST


def _complete_front(setting: Setting) -> None:
    """Complete the acts of headline and lead from each other and from the article."""
    crossed, unclaimed = comes_across(setting.reading), nobody_claims(setting.reading)
    for draft in setting.front:
        draft.crossed, draft.unclaimed = crossed, unclaimed
        if is_only_near(draft, setting):
            draft.targets = []
    for draft in setting.front:
        fill(draft, setting.front, setting.reading)
    _share_reaction(setting.front)


def _unread(reading: Reading) -> Assessment:
    """What we don't read is no sign of peace: it is counted as a blind spot, with the odds of any text of a feed."""
    return Assessment(
        level=Level.NONE,
        direction=Direction.NONE,
        probability=UNREAD_PROBABILITY,
        reasons=(f"Not read: the text is in a language without a lexicon ({reading.language}).",),
        blind_spot=reading.language,
    )


def _counting(setting: Setting) -> list[Draft]:
    """The acts of headline and lead that count as what is reported."""
    for draft in setting.front:
        draft.discount = discount_front(draft, setting)
    return [draft for draft in setting.front if not draft.discount]


def _counting_below(setting: Setting) -> list[Draft]:
    """The acts of the first paragraphs that count, where headline and lead only set a scene."""
    if any(draft.status is Status.DENIED and draft.level >= 3 for draft in setting.front):
        return []
    kin = [*setting.front, *setting.near]
    for draft in setting.near:
        fill(draft, kin, setting.reading)
        _set_war(draft, setting.reading.published_at)
        draft.discount = discount_near(draft, setting)
    return [draft for draft in setting.near if not draft.discount]


def _told(setting: Setting, candidates: list[Draft], leading: Draft | None) -> Told:
    reading = setting.reading
    return Told(
        leading=leading,
        beside=[draft for draft in candidates if draft is not leading],
        rest=[draft for draft in reading.drafts if draft not in candidates and draft is not leading],
        sentences=reading.sentences,
        published_at=reading.published_at,
        genre=setting.genre,
        question=setting.asks,
        titled=bool(reading.title.strip()),
    )


def _set_level(draft: Draft) -> None:
    """What is only threatened is a threat; a missile test that is announced shows force like one that was held."""
    if draft.status is Status.THREATENED and draft.frame.level >= 3 and draft.frame.means != "missile test":
        draft.level = 2


def _rank(draft: Draft) -> tuple[int, int, int, int]:
    answer = draft.frame.reaction and (draft.in_reaction or draft.frame.level <= 1)
    title = draft.clauses.sentence.field == "title"
    return (draft.level, -int(answer), int(not draft.guessed), int(title))


def _lead(candidates: list[Draft]) -> Draft | None:
    hostile = [draft for draft in candidates if not draft.peace]
    if hostile:
        return max(hostile, key=_rank)
    return candidates[0] if candidates else None


def _from_body(setting: Setting, candidates: list[Draft]) -> Draft | None:
    """Let an act of the body decide when its own sentence dates it to the last days and it is worse."""
    leading = _lead(candidates)
    level = leading.level if leading else 0
    silent = leading is None and any(d.status is Status.DENIED for d in setting.front)
    best = leading
    front = {id(draft) for draft in (*setting.front, *candidates)}
    for draft in setting.reading.drafts:
        if id(draft) in front or draft.peace:
            continue
        if draft.level >= 4 and draft.initiators and not draft.pairs:
            fill(draft, setting.front, setting.reading)
            _set_war(draft, setting.reading.published_at)
        draft.discount = discount_body(draft, setting, leads=leading is not None)
        if not draft.discount and draft.level > level and not silent:
            best, level = draft, draft.level
    return best


def _share_reaction(front: list[Draft]) -> None:
    """A call-up that the lead tells as an answer is one in the headline too."""
    answers = [(d.frame.means, d.initiators) for d in front if d.in_reaction and d.frame.reaction]
    for draft in front:
        draft.in_reaction = draft.in_reaction or (draft.frame.means, draft.initiators) in answers


def _set_their_war(front: list[Draft], reading: Reading) -> None:
    """Raise force between two states to war where the text says further down that they are at war."""
    top = [clauses for clauses, _ in reading.sentences[:_TOP]]
    for draft in front:
        states = draft.pairs and all(home_of(code) == code for code in draft.pairs[0])
        told = states and any(tells_of_war(clauses, draft.pairs[0]) for clauses in top)
        if draft.level == 4 and (told or is_at_war(draft, reading)):
            draft.level = 5


def _set_war(draft: Draft, published_at: datetime | None) -> None:
    """Raise force between a pair at war by the codebook, unless the text is older than that war; Gaza stays force."""
    if draft.level == 5 and any(home_of(code) == "PSE" for pair in draft.pairs for code in pair):
        draft.level = 4
    at_peace = published_at is not None and published_at.date() < WAR_BEGAN
    at_war = any(frozenset(map(home_of, pair)) in AT_WAR for pair in draft.pairs)
    if draft.level == 4 and at_war and not at_peace:
        draft.level = 5
