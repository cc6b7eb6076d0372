"""One sentence in clauses, with the actors that it names, and whom its "it" means."""

from tocsin.escalation.gazetteer.actors import Gazetteer
from tocsin.escalation.gazetteer.terms import Mention
from tocsin.escalation.grammar.breaks import number_clauses
from tocsin.escalation.grammar.parties import Party, place_parties, prepositions_of
from tocsin.escalation.lexicon.frames import Lexicon
from tocsin.escalation.text.sentences import Sentence

_PRONOUNS = frozenset("we our it its they their he she his her who which them it's".split())


def _bounds_of(numbers: list[int]) -> dict[int, tuple[int, int]]:
    """First token of each clause, and one past its last; a clause's tokens stand together."""
    bounds: dict[int, tuple[int, int]] = {}
    for here, number in enumerate(numbers):
        bounds[number] = (bounds.get(number, (here, here))[0], here + 1)
    return bounds


class Clauses:
    """One sentence with its parties placed in clauses."""

    def __init__(
        self,
        sentence: Sentence,
        gazetteer: Gazetteer,
        lexicon: Lexicon,
        before: "Clauses | None" = None,
        *,
        speaks_for: str = "",
        sent_on: tuple[int, int] | None = None,
    ) -> None:
        self.sentence = sentence
        # Month and day of the dateline, where the text has one.
        self.sent_on = sent_on
        self.lexicon = lexicon
        self.words = sentence.words
        self.prepositions = prepositions_of(lexicon)
        self.mentions = gazetteer.find(sentence.words, sentence.raws)
        self.inside = {here: m for m in self.mentions for here in range(m.start, m.end)}
        self.clause = number_clauses(sentence, lexicon, self.prepositions)
        self._bounds = _bounds_of(self.clause)
        self.parties = place_parties(sentence, lexicon, self.mentions, self.clause)
        # Whom "it" or "the army" means where the sentence names nobody before.
        self.carried: Party | None = before.topic if before else None
        if self.carried is None and speaks_for:
            self.carried = Party(Mention(0, 0, speaks_for, speaks_for, "name", speaks_for), 0)
        self.topic: Party | None = self._topic() or self.carried

    def _topic(self) -> Party | None:
        plain = [p for p in self.parties if p.can_act and (not p.preposition or p.says)]
        return plain[0] if plain else None

    def parties_in(self, clause: int) -> list[Party]:
        """The parties of one clause, in order."""
        return [party for party in self.parties if party.clause == clause]

    def bounds(self, here: int) -> tuple[int, int]:
        """First token of the clause that holds token `here`, and one past its last."""
        return self._bounds[self.clause[min(here, len(self.clause) - 1)]]

    def pronoun_before(self, start: int, here: int) -> bool:
        """Whether the doer may be a pronoun that stands for one named before."""
        return any(word in _PRONOUNS for word in self.words[start:here])
