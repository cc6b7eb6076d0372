"""Why does the classifier say so? Which rules fired, what each added, what was discounted, what would change it.

An explanation is no second reading: it is the classifier's own, laid open. What would change the verdict is found by
weighing the article again with one thing supposed otherwise.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from tocsin.escalation.article.reading import Reading
from tocsin.escalation.classify import read_article
from tocsin.escalation.counting.discount import Discount
from tocsin.escalation.grammar.draft import Draft
from tocsin.escalation.verdict.decide import Supposing, weigh
from tocsin.escalation.verdict.probability import additions
from tocsin.escalation.verdict.reasons import words_of
from tocsin.escalation.verdict.report import lone_sides, span_of
from tocsin.model import Assessment, Direction, Dyad, Level, Span, Status

_MOST = 40  # rules that are told; an article in which more fire is a list of incidents
_SUPPOSED = 8  # acts of which each is supposed otherwise
_IF_REAL = {
    Discount.DENIED: "were it not denied",
    Discount.SUPPOSED: "were it told as done, and not as supposed",
    Discount.UNPAIRED: "were it between two states, or across a border",
    Discount.DEFENSIVE: "were the missile no defence against others",
    Discount.PRIVATE: "had a state flown it",
    Discount.CONSENT: "had the host not asked for it",
    Discount.PAST: "were it told as new, and not as past",
    Discount.ASIDE: "were it the lead's own story",
    Discount.UNDATED: "did its sentence date it to the last days",
    Discount.FAR: "did it stand further up and date itself to the last days",
    Discount.ASKED: "were the headline no question",
}


@dataclass(frozen=True, kw_only=True)
class Fired:
    """A rule of the lexicon that fired: `words` at `span`, read as `parties`; `discount` says why it does not count.

    A party is `None` where the text does not name it.
    """

    rule: str
    words: str
    span: Span
    level: Level
    status: Status
    parties: tuple[tuple[str | None, str | None], ...]
    decides: bool
    discount: str | None


@dataclass(frozen=True)
class Change:
    """What would have changed the verdict, and to what."""

    supposing: str
    level: Level
    direction: Direction
    dyads: tuple[Dyad, ...] = ()

    @property
    def alert(self) -> bool:
        """Whether people would be told then."""
        return self.level >= Level.THREAT and self.direction is Direction.ESCALATION


@dataclass(frozen=True, kw_only=True)
class Explanation:
    """An assessment laid open. `additions` are log-odds by feature; their sum is the logit of the probability."""

    assessment: Assessment
    language: str
    genre: str
    fired: tuple[Fired, ...]
    features: Mapping[str, float]
    additions: tuple[tuple[str, float], ...]
    changes: tuple[Change, ...]


def explain(title: str, body: str, *, published_at: datetime | None = None) -> Explanation:
    """Read one article as `classify` does, and say why it comes out so."""
    reading = read_article(title, body, published_at=published_at)
    assessment = weigh(reading)
    return Explanation(
        assessment=assessment,
        language=reading.language,
        genre=reading.genre,
        fired=tuple(_fired(reading)),
        features=reading.features,
        additions=tuple(additions(reading.features)),
        changes=tuple(_changes(reading, assessment)),
    )


def _fired(reading: Reading) -> Iterator[Fired]:
    for draft in reading.drafts[:_MOST]:
        yield Fired(
            rule=draft.frame.id,
            words=words_of(draft),
            span=span_of(reading.title, reading.body, draft),
            level=Level(draft.level),
            status=draft.status,
            parties=tuple(draft.pairs) or (lone_sides(draft),),
            decides=draft is reading.leading,
            discount=draft.discount,
        )


def _changes(reading: Reading, verdict: Assessment) -> Iterator[Change]:
    """Suppose one thing otherwise at a time; what leaves level, direction and pairs as they are is not told."""
    told: set[str] = set()
    for words, supposing in _suppositions(reading):
        again = read_article(reading.title, reading.body, published_at=reading.published_at)
        then = weigh(again, supposing)
        if _verdict(then) != _verdict(verdict) and words not in told:
            told.add(words)
            yield Change(words, then.level, then.direction, then.dyads)


def _verdict(of: Assessment) -> tuple[Level, Direction, frozenset[Dyad]]:
    return of.level, of.direction, frozenset(of.dyads)


def _suppositions(reading: Reading) -> Iterator[tuple[str, Supposing]]:
    if reading.genre != "news":
        yield f"were the text plain news, and not {reading.genre}", Supposing(genre="news")
    if reading.leading:
        same = _same_act(reading, reading.leading)
        yield f"were “{words_of(reading.leading)}” not told as new", Supposing(counts=dict.fromkeys(same, False))
    missed = [(n, d) for n, d in enumerate(reading.drafts) if d.discount in _IF_REAL and d.frame.level >= 2]
    for number, draft in sorted(missed, key=lambda pair: -pair[1].frame.level)[:_SUPPOSED]:
        yield f"“{words_of(draft)}”: {_IF_REAL[Discount(str(draft.discount))]}", Supposing(counts={number: True})


def _same_act(reading: Reading, leading: Draft) -> list[int]:
    """Every telling of the act that decides: at least as grave, between the same parties or between nobody named."""
    pairs = set(leading.pairs)
    return [
        number
        for number, draft in enumerate(reading.drafts)
        if draft is leading or (draft.level >= leading.level and (not draft.pairs or pairs & set(draft.pairs)))
    ]
