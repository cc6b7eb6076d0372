"""Is an answer of any use?

It must not contradict itself, name whom the text does not name, or quote what the text does not say.
"""

import re
from dataclasses import dataclass

from tocsin.errors import AnswerRefused
from tocsin.escalation.gazetteer.actors import home_of
from tocsin.escalation.gazetteer.terms import Mention
from tocsin.escalation.gazetteer.tongues import names_of
from tocsin.escalation.language import guess_language
from tocsin.escalation.opinion.answer import Answer, read_answer
from tocsin.escalation.opinion.question import BODY_CAP, TITLE_CAP
from tocsin.escalation.text.sentences import tokens_of
from tocsin.model import Direction, Dyad, Level, Span

MOST_DYADS = 4
# A shorter quotation could stand anywhere, and vouches for nothing.
MIN_WORDS, MOST_QUOTED = 3, 800
REASON_CAP = 240


@dataclass(frozen=True, kw_only=True)
class Opinion:
    """An answer that holds. `span` is what it quotes, `quoted` the actors who are named in that."""

    level: Level
    direction: Direction
    dyads: tuple[Dyad, ...]
    location: str | None
    span: Span | None
    quoted: frozenset[str]
    confidence: float
    reason: str

    @property
    def alert(self) -> bool:
        """Whether people would be told if it were ours."""
        return self.level >= Level.THREAT and self.direction is Direction.ESCALATION


def read_opinion(raw: str, *, title: str, body: str) -> Opinion:
    """Read and check an answer about a text; raises `AnswerRefused` with what is wrong."""
    answer = read_answer(raw)
    title, body = title[:TITLE_CAP], body[:BODY_CAP]
    _check_sense(answer)
    language = guess_language(title, body)
    named = [*_mentions(title, language), *_mentions(body, language)]
    span = _find(answer.quote, title, body) if answer.quote else None
    return Opinion(
        level=Level(answer.level),
        direction=Direction(answer.direction),
        dyads=tuple(dict.fromkeys(_dyad(pair, language, _actors(named)) for pair in answer.dyads)),
        location=_location(answer.location, named),
        span=span,
        quoted=_actors(_mentions(span.text, language)) if span else frozenset(),
        confidence=answer.confidence,
        reason=_one_line(answer.reason),
    )


def _check_sense(answer: Answer) -> None:
    calm = answer.direction == "none"
    rules = (
        (answer.level == 0 and answer.direction == "escalation", "level 0 can't escalate"),
        (answer.level > 0 and calm, f"level {answer.level} has no direction"),
        (calm and bool(answer.dyads), "it names parties to nothing"),
        (answer.level == 0 and answer.location is not None, "it gives nothing a place"),
        (not answer.quote and not (calm and answer.level == 0), "it quotes nothing"),
        (len(answer.dyads) > MOST_DYADS, "it names more pairs than one act has"),
    )
    for is_wrong, why in rules:
        if is_wrong:
            raise AnswerRefused(f"its answer contradicts itself: {why}" if "quotes" not in why else why)


def _mentions(text: str, language: str) -> list[Mention]:
    raws = tokens_of(text)
    found = names_of(language).find([raw.lower().replace("’", "'") for raw in raws], raws) if raws else []
    return [mention for mention in found if mention.kind != "water"]


def _actors(mentions: list[Mention]) -> frozenset[str]:
    """Who is named; a group is not its home state, a town is its country."""
    return frozenset(mention.code for mention in mentions)


def _dyad(pair: list[str], language: str, named: frozenset[str]) -> Dyad:
    if len(pair) != 2:
        raise AnswerRefused("one of its dyads is no pair")
    first, second = (_party(each, language, named) for each in pair)
    if home_of(first) == home_of(second):
        raise AnswerRefused("one of its dyads has one party twice")
    return first, second


def _party(name: str, language: str, named: frozenset[str]) -> str:
    """Return the code of a party that the text names; a group may be called by any of its names."""
    code = name
    if name not in named:
        found = _mentions(name, language)
        code = found[0].code if len(found) == 1 and found[0].end - found[0].start == len(tokens_of(name)) else name
    if code not in named:
        raise AnswerRefused(f"it names {_one_line(name)[:40]!r}, who is unknown or not in the text")
    return code


def _location(code: str | None, named: list[Mention]) -> str | None:
    if code is not None and code not in {mention.home for mention in named}:
        raise AnswerRefused(f"it places the act in {_one_line(code)[:40]!r}, which is unknown or not in the text")
    return code


def _find(quote: str, title: str, body: str) -> Span:
    """Find a quotation in title or body, word for word; only blanks may be others than there."""
    words = quote.split()
    if len(words) < MIN_WORDS or len(quote) > MOST_QUOTED:
        raise AnswerRefused("its quotation is too short or too long to vouch for anything")
    pattern = re.compile(r"(?<!\w)" + r"\s+".join(map(re.escape, words)) + r"(?!\w)")
    for field, text in (("title", title), ("body", body)):
        if match := pattern.search(text):
            return Span(field, match.start(), match.end(), match[0])
    raise AnswerRefused("its quotation is not in the text")


def _one_line(text: str) -> str:
    """Return a stranger's words as one printable line, cut."""
    line = " ".join("".join(each if each.isprintable() else " " for each in text).split())
    return line if len(line) <= REASON_CAP else line[: REASON_CAP - 1] + "…"
