"""An article around its acts: headline and lead, first paragraphs, what kind of text it is."""

from dataclasses import dataclass
from functools import cached_property

from tocsin.escalation.article.genre import genre_of, is_question
from tocsin.escalation.article.reading import Reading
from tocsin.escalation.counting.newness import NEW
from tocsin.escalation.counting.past import names_earlier_years
from tocsin.escalation.grammar.draft import Draft
from tocsin.escalation.text.sentences import TITLE_CAP

_FAKE = frozenset("fake hoax bogus deepfake debunked".split())
_TEXT_CAP = 1200
_BY_MISTAKE = frozenset("accidentally accidental mistakenly mistake mistaken error errant stray mistook".split())
_NEAR = 4  # sentences into the body that may carry the news when headline and lead tell of no act
_MOST = 40  # acts of those sentences that are looked at; more are no article
_SHORT = 8  # words: a shorter sentence is a dateline, a cry or a scene
# Genres that a plain headline overrules: their marks stand in real reports of force too.
_OVERRULED = frozenset({"crime", "accident"})
_STANDING = frozenset({"sport", "metaphor", "opinion", "cooperation"})


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
        if by_title and genre != "memory":
            return genre
        if by_title:
            apart = any(_is_plain(d, genre, bare=False) and not _is_marked(d, genre) for d in self.reading.drafts)
            return "news" if apart else genre
        if genre == "memory" and any(_is_plain_peace(draft) for draft in self.reading.drafts):
            return "news"
        bare = not self.reading.title.strip()
        if any(_is_plain(draft, genre, bare=bare) or _is_mistaken_fire(draft, genre) for draft in self.reading.drafts):
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
    def near(self) -> list[Draft]:
        """The acts of the first paragraphs below the front, where the news of an oblique headline and lead stands."""
        known = {id(draft) for draft in self.front}
        told = (clauses.sentence for clauses, _ in self.reading.sentences)
        bare = {s.index for s in told if s.field == "body" and len(s.words) < _SHORT}
        last = _NEAR + len([index for index in bare if index <= _NEAR])
        found = [
            draft
            for clauses, drafts in self.reading.sentences
            if clauses.sentence.field == "body" and clauses.sentence.index <= last
            for draft in drafts
            if id(draft) not in known
        ]
        return found[:_MOST]

    @cached_property
    def top(self) -> str:
        """Headline and lead, as far as they are read."""
        body = [clauses.sentence for clauses, _ in self.reading.sentences if clauses.sentence.field == "body"]
        lead = "".join(sentence.text for sentence in body if not sentence.index)
        return f"{self.reading.title[:TITLE_CAP]}\n{lead[:_TEXT_CAP]}"

    @cached_property
    def recalls(self) -> bool:
        """Whether the headline speaks of earlier years: "Forty years ago, the bombs on …"."""
        titles = [c.sentence for c, _ in self.reading.sentences if c.sentence.field == "title"]
        return any(names_earlier_years(sentence) for sentence in titles)

    @cached_property
    def debunks(self) -> bool:
        """Whether the headline calls what is told a fake."""
        titles = [c.sentence.words for c, _ in self.reading.sentences if c.sentence.field == "title"]
        return any(not _FAKE.isdisjoint(words) for words in titles)

    @cached_property
    def asks(self) -> bool:
        """Whether the headline, or the one sentence of a text without any, is a question."""
        body = [c.sentence.text for c, _ in self.reading.sentences if c.sentence.field == "body"]
        alone = body[0] if len(body) == 1 and not self.reading.title.strip() else ""
        return is_question(self.reading.title or alone)


def _is_plain_peace(draft: Draft) -> bool:
    """Whether a headline tells outright of two states that make peace: "A and B end border dispute"."""
    told = draft.clauses.sentence.field == "title" and draft.status in NEW
    return draft.peace and told and bool(draft.pairs) and not draft.guessed


def _is_marked(draft: Draft, genre: str) -> bool:
    """Whether the act's own clause bears the genre's mark: not in "while marking the anniversary, A shells B"."""
    sentence = draft.clauses.sentence
    start, end = draft.clauses.bounds(draft.start)
    clause = sentence.text[sentence.starts[start] - sentence.start : sentence.ends[end - 1] - sentence.start]
    return start == 0 or genre_of(clause, "", []) == genre


def _is_mistaken_fire(draft: Draft, genre: str) -> bool:
    """Whether a lead tells of one state's fire that hit another by mistake: force, though an accident."""
    sentence = draft.clauses.sentence
    near = genre == "accident" and (sentence.field == "title" or sentence.index <= 1)
    told = near and draft.level >= 4 and draft.status in NEW and not draft.guessed and bool(draft.pairs)
    return told and not _BY_MISTAKE.isdisjoint(draft.clauses.words)


def _is_plain(draft: Draft, genre: str, *, bare: bool) -> bool:
    """Whether a headline tells outright of one state's act against another, in the present tense if it must be."""
    sentence = draft.clauses.sentence
    told_first = sentence.field == "title" or (bare and not sentence.index and draft.level >= 4)
    outright = told_first and draft.status in NEW and not draft.guessed
    if not (outright and draft.pairs and not draft.mutual and not draft.peace):
        return False
    present = draft.part == "verb" and draft.clauses.words[draft.start].endswith("s")
    return draft.level >= 2 if genre in _OVERRULED else genre not in _STANDING and present
