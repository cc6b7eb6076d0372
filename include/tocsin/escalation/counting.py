"""Does an act count as what the article reports, or why not? The reasons that an analyst reads in an explanation."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from tocsin.escalation.draft import Draft
from tocsin.escalation.genre import genre_of, is_question
from tocsin.escalation.ground import has_consent, is_defensive, is_hobby
from tocsin.escalation.past import is_recent
from tocsin.escalation.reading import Reading
from tocsin.escalation.roles import light_subject
from tocsin.escalation.sentences import TITLE_CAP
from tocsin.escalation.standing import stands
from tocsin.model import Status

NEW = frozenset({Status.DONE, Status.ONGOING, Status.THREATENED, Status.CLAIMED})
_TEXT_CAP = 1200
_FAR = 20  # sentences into the body after which nothing decides
# Genres that a plain headline overrules: their marks stand in real reports of force too.
_OVERRULED = frozenset({"crime", "accident"})
_BESIDE = frozenset("as after amid while since because following over despite".split())


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


@dataclass
class Setting:
    """An article around its acts: headline and lead, what kind of text it is."""

    reading: Reading

    @cached_property
    def genre(self) -> str:
        """What kind of text this is: "news", or the genre that keeps its words from being acts."""
        if self._is_sport():
            return "sport"
        body = [clauses.sentence for clauses, _ in self.reading.sentences if clauses.sentence.field == "body"]
        lead = body[0].text if body else ""
        title = self.reading.title[:TITLE_CAP]
        genre = genre_of(title, lead[:_TEXT_CAP], body)
        by_title = genre_of(title, "", []) == genre
        if genre in _OVERRULED and not by_title and any(_is_plain(draft) for draft in self.reading.drafts):
            return "news"
        return genre

    def _is_sport(self) -> bool:
        """Whether headline and lead speak of sport, in a language whose lexicon has words for it."""
        top = [c for c, _ in self.reading.sentences if c.sentence.field == "title" or c.sentence.index <= 1]
        words = [word for c in top for word in set(c.words) & c.lexicon.sets.get("sport", frozenset())]
        return len(words) >= 2 or (len(words) == 1 and len(top) == 1)

    @cached_property
    def front(self) -> list[Draft]:
        """The acts of the headline and of the lead: the second sentence speaks where the first tells of no act."""
        told = self.reading.sentences
        title = [d for clauses, drafts in told if clauses.sentence.field == "title" for d in drafts]
        body = [(clauses.sentence.index, drafts) for clauses, drafts in told if clauses.sentence.field == "body"]
        first = [d for index, drafts in body if index == 0 for d in drafts]
        second = [d for index, drafts in body if index == 1 for d in drafts]
        return [*title, *first, *(second if not (title or first) or not title else [])]

    @cached_property
    def top(self) -> str:
        """Headline and lead, as far as they are read."""
        body = [clauses.sentence for clauses, _ in self.reading.sentences if clauses.sentence.field == "body"]
        lead = "".join(sentence.text for sentence in body if not sentence.index)
        return f"{self.reading.title[:TITLE_CAP]}\n{lead[:_TEXT_CAP]}"

    @cached_property
    def asks(self) -> bool:
        """Whether the headline, or the one sentence of a text without any, is a question."""
        body = [c.sentence.text for c, _ in self.reading.sentences if c.sentence.field == "body"]
        alone = body[0] if len(body) == 1 and not self.reading.title.strip() else ""
        return is_question(self.reading.title or alone)


def discount_front(draft: Draft, setting: Setting) -> Discount | None:
    """Say why an act of headline or lead does not count; `None` when it does."""
    if draft.supposed:
        return None
    told_in_title = any(d.clauses.sentence.field == "title" for d in setting.front)
    beside = bool(setting.reading.title) and not told_in_title and _is_aside(draft)
    rules = (
        (draft.status not in NEW, _UNREAL.get(draft.status)),
        (not stands(draft), Discount.UNPAIRED),
        (is_defensive(draft, setting.top), Discount.DEFENSIVE),
        (is_hobby(draft, setting.top), Discount.PRIVATE),
        (has_consent(draft, setting.top), Discount.CONSENT),
        (beside, Discount.ASIDE),
        (setting.asks and not is_recent(draft.clauses.sentence), Discount.ASKED),
        (setting.genre != "news", Discount.GENRE),
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
        (not draft.pairs or draft.guessed, Discount.UNNAMED),
        (not stands(draft), Discount.UNPAIRED),
        (draft.level < 2 or (draft.level == 2 and not early), Discount.WORDS),
        (sentence.field != "body" or sentence.index >= _FAR, Discount.FAR),
        (not (is_recent(sentence) or early), Discount.UNDATED),
        (setting.genre != "news", Discount.GENRE),
    )
    return next((reason for speaks, reason in rules if speaks), None)


def _is_aside(draft: Draft) -> bool:
    """Whether a lead names an act only beside its own story: "fuel rises as X's invasion of Y goes on"."""
    start, _ = draft.clauses.bounds(draft.start)
    if light_subject(draft.clauses, draft.start):
        return False
    subordinate = draft.clauses.words[start] in _BESIDE
    return bool(start) and subordinate and draft.part == "noun" and draft.level >= 3


def _is_plain(draft: Draft) -> bool:
    """Whether a headline tells outright of one state's threat or force against another."""
    outright = draft.clauses.sentence.field == "title" and draft.status in NEW and not draft.guessed
    return outright and draft.level >= 2 and bool(draft.pairs) and not draft.mutual
