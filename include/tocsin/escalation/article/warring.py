"""Are the two states at war, by the codebook or by the text's own words, and who is then the other side?"""

import re
from datetime import date

from tocsin.escalation.article.places import country_of, sentence_ground
from tocsin.escalation.article.reading import Reading
from tocsin.escalation.gazetteer.actors import home_of
from tocsin.escalation.grammar.clauses import Clauses
from tocsin.escalation.grammar.draft import Draft
from tocsin.escalation.grammar.parties import Party

# War by the codebook since it began: force between this pair is level 5.
AT_WAR = frozenset({frozenset({"RUS", "UKR"})})
WAR_BEGAN = date(2022, 2, 24)
_BOMBS = frozenset("bomb bombs bombed bombing munition munitions".split())
# What flies into Russia without a name on it is an act of that war all the same; whose, the text does not say.
_FROM_AFAR = frozenset("drone drones uav uavs shelling missile missiles".split())
_NEAR = 6  # sentences from the top in which a war is dated
_MOST_CHARS = 600
_COUNT = (
    r"(?:\d{1,3}(?:st|nd|rd|th)?|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|"
    r"one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fourteen|twenty)"
)
_UNIT = r"(?:days?|nights?|weeks?|months?|years?)"
# "The war is eight days old", "day nine of this war", "the six-week-old war", "as the war entered its third week".
_DATED = re.compile(
    rf"\b(?:war|invasion|offensive) (?:is|was) (?:now )?(?:only |just |barely )?(?:in its )?{_COUNT} {_UNIT}(?: old)?\b"
    rf"|\b(?:day|week|month) {_COUNT} of (?:the|this|their|a) (?:\w+ )?(?:war|invasion)\b"
    rf"|\b{_COUNT} {_UNIT} of (?:the|this|their|its) (?:\w+ )?(?:war|invasion)\b"
    rf"|\b{_COUNT}-(?:day|week|month|year)-old (?:\w+ )?(?:war|invasion)\b"
    rf"|\b(?:war|invasion) (?:is |was |has |had )?(?:enter(?:s|ed|ing)|into|in) its {_COUNT} {_UNIT}\b"
    rf"|\b(?:worst|heaviest|bloodiest|fiercest|deadliest|biggest) (?:\w+ ){{1,4}}of (?:the|this|their) war\b"
    rf"|\bsince the (?:war|invasion) (?:began|started|broke out|erupted) (?:on|last|{_COUNT} {_UNIT} ago)\b"
    rf"|\b(?:their|the) border war\b|\b(?:opening|launching|starting|beginning) the war\b"
    rf"|\b(?:his|her|its|our|the) (?:country|nation) (?:was|is) (?:now )?(?:at war|in a state of war)\b",
    re.IGNORECASE,
)
_NOT_BETWEEN = re.compile(
    r"\b(?:civil|cold|trade|drug|gang|turf|world|price|proxy) war\b|\bwar (?:on|against) (?:terror|drugs)"
)
# Israel's wars in Gaza and with armed groups are force by the codebook; a coalition's help to a government no war.
_NO_STATES = frozenset({"PSE", "UN", "EU"})


def is_at_war(draft: Draft, reading: Reading) -> bool:
    """Whether the top of the text dates a running war, and both sides of the act are states."""
    if draft.level != 4 or not draft.pairs or (draft.guessed and not draft.mutual) or "UN" in draft.targets:
        return False
    if any(len(code) != 3 or home_of(code) != code or code in _NO_STATES for pair in draft.pairs for code in pair):
        return False
    texts = [clauses.sentence.text[:_MOST_CHARS] for clauses, _ in reading.sentences[:_NEAR]]
    return any(_DATED.search(text) for text in texts) and not any(_NOT_BETWEEN.search(text) for text in texts)


def fill_other_side(draft: Draft, reading: Reading) -> None:
    """In a war that the codebook names, shells and missiles on one side come from the other.

    Russia is hit by Ukraine only where the text names Ukraine; that it is the other way round needs no saying.
    """
    old = reading.published_at is not None and reading.published_at.date() < WAR_BEGAN
    named = {
        p.mention.home for clauses, _ in reading.sentences[:6] for p in clauses.parties if not _none_of(clauses, p)
    }
    if not old and draft.frame.id == "liberate":
        _fill_liberated(draft, named)
    elif not old and not draft.initiators:
        _fill_hit(draft, reading, named)


def _fill_liberated(draft: Draft, named: set[str]) -> None:
    """Read "Russia says it has liberated K.": its ministry's word for a town taken in Ukraine, named or not."""
    if "RUS" not in named or (draft.initiators and draft.initiators != ["RUS"]):
        return
    draft.initiators, draft.level = ["RUS"], 5
    draft.targets = ["UKR"] if "UKR" in named else []


def _fill_hit(draft: Draft, reading: Reading, named: set[str]) -> None:
    words, sets = set(draft.clauses.words), draft.clauses.lexicon.sets
    if not words & (sets["heavy"] | _BOMBS) or words & sets["domestic"]:
        return
    hit = home_of(draft.targets[0]) if draft.targets else country_of(draft, set()) or sentence_ground(draft)
    hit = hit or _ground_of_top(reading) or speaks_for(draft)
    if hit is None and {p.mention.home for p in draft.clauses.parties} == {"UKR"}:
        hit = "UKR"
    for pair in AT_WAR:
        other = next(iter(pair - {hit})) if hit in pair else ""
        if other and (hit == "UKR" or other in named):
            draft.targets, draft.initiators, draft.guessed = [str(hit)], [other], True
            return
        if other and _comes_from_afar(draft):
            draft.targets, draft.unclaimed, draft.level = [str(hit)], True, 5


def _comes_from_afar(draft: Draft) -> bool:
    """Whether a drone, a missile or shelling is told of, and not that there was none."""
    words = draft.clauses.words
    return any(word in _FROM_AFAR and "no" not in words[max(0, at - 2) : at] for at, word in enumerate(words))


def _none_of(clauses: Clauses, party: Party) -> bool:
    """Whether a state is named only to say that it was not there: "no Ukrainian drone had been seen"."""
    return clauses.words[max(0, party.mention.start - 1) : party.mention.start] in (["no"], ["any"])


def _ground_of_top(reading: Reading) -> str | None:
    """The one country whose towns headline and lead name; `None` when they name towns of two, or none."""
    top = [c for c, _ in reading.sentences if c.sentence.field == "title" or c.sentence.index <= 1]
    homes = {p.mention.home for c in top for p in c.parties if p.mention.kind == "place" and p.preposition != "from"}
    return homes.pop() if len(homes) == 1 else None


def speaks_for(draft: Draft) -> str | None:
    """The state from whose town the report comes."""
    return draft.clauses.carried.mention.home if draft.clauses.carried else None
