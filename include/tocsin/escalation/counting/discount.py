"""Does an act count as what the article reports, or why not? The reasons that an analyst reads in an explanation."""

from enum import StrEnum

from tocsin.escalation.article.ground import has_consent, is_defensive, is_hobby
from tocsin.escalation.article.places import names_border
from tocsin.escalation.counting.newness import NEW
from tocsin.escalation.counting.past import is_dated, is_recent
from tocsin.escalation.counting.setting import Setting
from tocsin.escalation.counting.standing import stands
from tocsin.escalation.counting.timely import (
    explains_below,
    hangs_loose,
    is_aside,
    is_fresh_blow,
    is_heavy,
    is_loose,
    is_setting,
    is_stale,
)
from tocsin.escalation.gazetteer.actors import home_of
from tocsin.escalation.grammar.draft import Draft
from tocsin.model import Status

_FAR = 20  # sentences into the body after which nothing decides
# No film or museum recalls an ambassador on a Thursday.
_ENVOYS = frozenset({"envoy recalled", "envoy summoned", "expulsion", "ties cut"})
# In these, a weekday may be one of the story.
_UNREAL_GENRES = frozenset({"fiction", "memory", "sport", "metaphor"})


class Discount(StrEnum):
    """Why an act does not count as the news of its article; the first that applies."""

    DENIED = "denied, or said not to be"
    SUPPOSED = "only supposed, feared or planned"
    PAST = "told as past, or as the setting of something else"
    UNPAIRED = "not between two parties, or at home"
    DEFENSIVE = "the missile only shoots down others"
    PRIVATE = "a private person flew it"
    CONSENT = "the host asked for it"
    ASIDE = "only beside the lead's own story"
    ASKED = "the headline asks, and nothing dates the act"
    ANSWER = "an answer, told in passing"
    UNNAMED = "below the lead, and the text does not say between whom"
    WORDS = "words, told below the lead"
    FAR = "far down in the text"
    UNDATED = "below the lead, and not dated to the last days"
    GENRE = "the text is no news of an act"


_UNREAL = {Status.DENIED: Discount.DENIED, Status.HYPOTHETICAL: Discount.SUPPOSED, Status.PAST: Discount.PAST}


def discount_front(draft: Draft, setting: Setting) -> Discount | None:
    """Say why an act of headline or lead does not count; `None` when it does."""
    if draft.supposed:
        return None
    in_body = draft.clauses.sentence.field == "body"
    told_in_title = any(d.clauses.sentence.field == "title" for d in setting.front)
    beside = bool(setting.reading.title) and not told_in_title and is_aside(draft)
    rules = (
        (draft.status not in NEW, _UNREAL.get(draft.status)),
        (setting.debunks and draft.level >= 3, Discount.DENIED),
        (setting.recalls and in_body and not is_recent(draft.clauses.sentence), Discount.PAST),
        (not stands(draft) or is_only_near(draft, setting), Discount.UNPAIRED),
        (is_defensive(draft, setting.top), Discount.DEFENSIVE),
        (is_hobby(draft, setting.top), Discount.PRIVATE),
        (has_consent(draft, setting.top), Discount.CONSENT),
        (beside or explains_below(draft), Discount.ASIDE),
        (setting.asks and not (is_recent(draft.clauses.sentence) or _tells_outright(draft, setting)), Discount.ASKED),
        (hangs_loose(draft, setting.reading), Discount.UNDATED),
        (setting.genre != "news" and not _outweighs(draft, setting), Discount.GENRE),
    )
    return next((reason for speaks, reason in rules if speaks), None)


def discount_body(draft: Draft, setting: Setting, *, leads: bool) -> Discount | None:
    """Say why an act of the body can't decide the article; `leads`: headline and lead tell of one already.

    An act of the body decides only when its own sentence dates it to the last days, or stands near the top of a
    text whose top tells of nothing.
    """
    if draft.supposed:
        return None
    sentence = draft.clauses.sentence
    early = sentence.index <= 2 and not leads
    rules = (
        (draft.status not in NEW, _UNREAL.get(draft.status)),
        (draft.frame.reaction and leads, Discount.ANSWER),
        (not draft.pairs or (draft.guessed and not is_fresh_blow(draft)), Discount.UNNAMED),
        (not stands(draft), Discount.UNPAIRED),
        (draft.level < 2 or (draft.level == 2 and not early), Discount.WORDS),
        (setting.asks and not is_dated(draft), Discount.ASKED),
        (sentence.field != "body" or sentence.index >= _FAR, Discount.FAR),
        (not (is_recent(sentence) or early) or is_stale(draft, setting.reading), Discount.UNDATED),
        (setting.genre != "news" and not _outweighs(draft, setting), Discount.GENRE),
    )
    return next((reason for speaks, reason in rules if speaks), None)


def is_only_near(draft: Draft, setting: Setting) -> bool:
    """Whether a headline names another state by its border alone, and the lead tells of rebels at home."""
    if draft.level < 4 or draft.peace or not draft.pairs or draft.clauses.sentence.field != "title":
        return False
    aimed = [p for p in draft.clauses.parties if p.code in draft.targets]
    near = aimed and all(p.preposition == "near" and names_border(draft.clauses, p) for p in aimed)
    lead = [c for c, _ in setting.reading.sentences if c.sentence.field == "body" and not c.sentence.index]
    return bool(near) and any(c.lexicon.sets["domestic"] & set(c.words) for c in lead)


def _outweighs(draft: Draft, setting: Setting) -> bool:
    """Whether a blow with its parties, dated to the last days, is news in a text about something else too."""
    if not draft.pairs or setting.genre == "sport":
        return False
    told = bool({"said", "says", "according", "reported", "announced"} & set(draft.clauses.words))
    if setting.genre == "fiction" and told and not draft.guessed:
        return is_fresh_blow(draft)
    if setting.genre == "memory" and told:
        named = {party.mention.home for party in draft.clauses.parties}
        both = all(home_of(code) in named for code in draft.pairs[0])
        return draft.level >= 4 and both and is_recent(draft.clauses.sentence)
    envoys = draft.frame.means in _ENVOYS and not draft.guessed and is_dated(draft)
    return envoys or (setting.genre not in _UNREAL_GENRES and is_fresh_blow(draft))


def discount_near(draft: Draft, setting: Setting) -> Discount | None:
    """Say why an act of the first paragraphs is not the news of a text whose headline and lead tell of no act."""
    recent = is_recent(draft.clauses.sentence)
    heavy = draft.level >= 4 and is_heavy(draft)
    if (draft.guessed or not draft.pairs) and not (recent and (heavy or draft.pairs)):
        return Discount.UNNAMED
    if is_stale(draft, setting.reading) or (not recent and draft.level >= 3 and is_loose(draft, setting.reading)):
        return Discount.UNDATED
    if draft.peace and not recent and draft.clauses.words[draft.start].endswith("ing"):
        return Discount.UNDATED
    remembers = any(d.status is Status.PAST and d.level >= 4 for d in setting.front)
    if (is_setting(draft) or remembers) and not is_dated(draft):
        return Discount.ASIDE
    return discount_front(draft, setting)


def _tells_outright(draft: Draft, setting: Setting) -> bool:
    """Whether a lead under a headline that asks tells a blow in the present tense: "A launches strikes inside B"."""
    sentence, words = draft.clauses.sentence, draft.clauses.words
    told = words[draft.start] if draft.part == "verb" else words[draft.start - 1] if draft.start else ""
    present = told.endswith("s") and (draft.part == "verb" or told in draft.clauses.lexicon.grammar["doers"])
    return (
        present
        and bool(setting.reading.title.strip())
        and sentence.field == "body"
        and not sentence.index
        and draft.level >= 4
        and bool(draft.pairs)
        and not draft.guessed
    )
