"""Where did it happen? Towns and regions named with an act, known to a gazetteer or not, and their country."""

from tocsin.escalation.grammar.clauses import Clauses
from tocsin.escalation.grammar.draft import Draft
from tocsin.escalation.grammar.parties import Party
from tocsin.escalation.grammar.roles import attacks
from tocsin.escalation.text.calendars import DAYS, MONTHS

_LOCATIVE = frozenset(
    "quit leave leaves leaving enter enters from in near at off around outside inside over above along opposite "
    "across of on into past "
    "toward towards between through around to "
    "en cerca de sobre hacia a près à sur dans vers".split()
)
_STRONG = frozenset(
    "in near at off around outside inside over above opposite past en cerca sobre près à sur dans".split()
)
_LAND = frozenset(
    "island islands islet village villages town towns city cities territory soil province provinces region regions "
    "district districts port airport airfield "
    "outpost".split()
)
_BORDER = frozenset(
    "doorstep border borders frontier frontiers boundary frontera frontière línea ligne limite límite".split()
)
_OWN = frozenset({"its", "their", "own"})
_REALM = frozenset("waters airspace territory soil coast zone skies".split())
_CROSSED = frozenset("crossed entered violated breached strayed intruded intruding penetrated".split())
_BEFORE_NAMES = frozenset("the town city village district of villages around la le el los".split())
_NOT_PLACES = frozenset(
    "the a an monday tuesday wednesday thursday friday saturday sunday i we he she it they his "
    "her its un eu nato us president prime minister "
    "king general prince army navy foreign defence defense ministry parliament state air force "
    "security council red cross reuters ap afp "
    "ramadan christmas easter islam god government house senate congress court facebook "
    "twitter telegram x tv television mr mrs ms dr "
    "two three four five six seven eight nine ten north south east west international national "
    "presidente gobierno onu".split()
)


def places_of(draft: Draft, country: str | None = None) -> tuple[str, ...]:
    """Name the towns, regions and waters that stand with the act, nearest first, known ones and unknown.

    Where the act happened in `country` (alpha-3), what is known to lie in another is left out.
    """
    clauses = draft.clauses
    start, end = clauses.bounds(draft.start)
    struck = [_unknown(clauses, draft.end, end)[0]] if draft.part != "noun" and draft.end < end else []
    inside = [name for name in struck if name] + _named(clauses, start, end, country)
    return tuple(dict.fromkeys(inside or _named(clauses, 0, len(clauses.words), country)))[:6]


def country_of(draft: Draft, parties: set[str]) -> str | None:
    """Say in which country the act's own words put it; `None` when they do not say."""
    clauses = draft.clauses
    if clauses.lexicon.order:
        return _core_country(draft, parties)
    start, end = clauses.bounds(draft.start)
    inside = [p for p in clauses.parties if start <= p.mention.start < end and not p.says]
    inside = [p for p in inside if not (p.possessive and attacks(p))]  # "31 killed in A's attacks"
    found = [
        p
        for p in inside
        if p.mention.kind in ("place", "name", "capital")
        and p.preposition in _STRONG | {"on", "into", "of", "to"}
        and not (draft.level == 3 and names_border(clauses, p))
        # A missile that flies over a country was fired elsewhere.
        and not (draft.frame.means == "missile test" and p.preposition == "over")
    ]
    towns = [
        p.mention.home
        for p in found
        if p.mention.kind == "place" and (p.mention.home in parties or p.preposition in _STRONG)
    ]
    if towns:
        return towns[0]
    states = [
        p.mention.home
        for p in found
        if p.preposition in _STRONG or (p.preposition in ("of", "into", "on") and p.mention.home in parties)
    ]
    states += [p.mention.home for p in inside if p.mention.home in draft.targets and _LAND & set(p.heads[:2])]
    # "In the Afghan provinces of …"
    states += [p.mention.home for p in inside if p.preposition in _STRONG and _LAND & set(p.heads[:1])]
    return states[0] if states and len(states[0]) == 3 else None


def _core_country(draft: Draft, parties: set[str]) -> str | None:
    """The country of a town, else of a state behind "in" or "at", in a language that is read by its core.

    A town may stand bare there ("Батуми", "en Goma, ciudad congoleña"); one that the blow came from is no ground.
    """
    clauses = draft.clauses
    grammar = clauses.lexicon.grammar
    at = (_STRONG | grammar["onto"]) - grammar.get("of", frozenset())
    start, end = clauses.bounds(draft.start)
    spans = [(start, end), (0, len(clauses.words))]
    for first, stop in spans:
        inside = [p for p in clauses.parties if first <= p.mention.start < stop and not p.says]
        towns = [p for p in inside if p.mention.kind == "place" and p.preposition not in grammar["from"]]
        near = [p for p in towns if p.preposition in at or p.mention.home in parties]
        if near:
            return near[0].mention.home
        names = [p for p in inside if p.mention.kind in ("name", "capital") and p.preposition in at]
        struck = [p for p in names if p.mention.home in draft.targets and draft.level >= 4]
        if struck:
            return struck[0].mention.home
    return None


def sentence_ground(draft: Draft) -> str | None:
    """Say in which country a sentence puts its act, where another of its clauses names it: "ten dead in K. when …"."""
    clauses = draft.clauses
    homes = [
        p.mention.home
        for p in clauses.parties
        if p.mention.kind in ("place", "name", "capital")
        and (p.preposition in _STRONG or (p.possessive and p.mention.kind != "name"))
        and not names_border(clauses, p)
    ]
    return homes[0] if len(set(homes)) == 1 and len(homes[0]) == 3 else None


def names_border(clauses: Clauses, party: Party) -> bool:
    """Whether a state only tells which border is meant: "on the Guyanese border"."""
    end = party.mention.end
    return bool(_BORDER & set(clauses.words[end : end + 3]))


def on_own_side(draft: Draft) -> bool:
    """Whether forces that gather do so at a border: on their own ground, unless another is named."""
    start, end = draft.clauses.bounds(draft.start)
    lexicon = draft.clauses.lexicon
    lines = _BORDER | lexicon.sets.get("frontier", frozenset())
    return bool(lines & set(draft.clauses.words[start:end]))


def in_own_waters(draft: Draft) -> bool:
    """Whether the doer acts in "its waters", "its airspace", or on what has crossed into its land."""
    words = draft.clauses.words
    return any(word in _OWN and _REALM & set(words[at + 1 : at + 4]) for at, word in enumerate(words)) or bool(
        _CROSSED & set(words)
    )


def at_sea(draft: Draft) -> bool:
    """Whether the act's clause names a sea or strait."""
    start, end = draft.clauses.bounds(draft.start)
    return any(start <= p.mention.start < end and p.mention.kind == "water" for p in draft.clauses.parties)


def _named(clauses: Clauses, start: int, end: int, country: str | None) -> list[str]:
    found: list[tuple[int, str]] = [
        (p.mention.start, p.mention.text)
        for p in clauses.parties
        if start <= p.mention.start < end and p.mention.kind in ("place", "water") and not p.says
        if p.mention.kind == "water" or not country or p.mention.home == country or len(p.mention.home) != 3
    ]
    here = start
    while here < end - 1:
        if clauses.words[here] in _LOCATIVE:
            name, width = _unknown(clauses, here + 1, end)
            if name:
                found.append((here, name))
                here += width
        here += 1
    return [name for _, name in sorted(found)]


def _unknown(clauses: Clauses, here: int, end: int) -> tuple[str, int]:
    """Read a capitalised name that no gazetteer knows, after "in", "near", "off" …"""
    raws = clauses.sentence.raws
    first = here
    while first < min(end, here + 4) and raws[first] in _BEFORE_NAMES:
        first += 1
    position = first
    while position < min(end, first + 4) and _is_name(clauses, position, first):
        position += 1
        if raws[position : position + 1] in (["'"], ["’"]) and _joined(clauses, position) and position + 1 < end:
            position += 2
        if raws[position : position + 1] == ["-"] and position + 1 < end and _is_name(clauses, position + 1, first):
            position += 1
    if position == first or _all_capitals(clauses):
        return "", 1
    text = clauses.sentence
    return _join(text.raws, text.starts, text.ends, first, position), position - here


def _joined(clauses: Clauses, here: int) -> bool:
    """Whether a mark stands between two letters without a space: "O'Smach"."""
    text = clauses.sentence
    if here + 1 >= len(text.raws) or not text.raws[here + 1][0].isupper():
        return False
    return text.ends[here - 1] == text.starts[here] and text.ends[here] == text.starts[here + 1]


def _is_name(clauses: Clauses, here: int, first: int) -> bool:
    raw = clauses.sentence.raws[here]
    word = clauses.words[here]
    if not raw[0].isupper() or here in clauses.inside or word in _NOT_PLACES:
        return False
    # "Zod Pass": a word of the lexicon may end a name, not open it.
    return word not in MONTHS and word not in DAYS and (here > first or word not in clauses.lexicon.forms)


def _all_capitals(clauses: Clauses) -> bool:
    """Whether the sentence capitalises every word, so that capitals tell nothing."""
    long_words = [raw for raw in clauses.sentence.raws if raw.isalpha() and len(raw) > 3]
    lower = sum(raw.islower() for raw in long_words)
    return len(long_words) >= 6 and lower <= 1


def _join(raws: list[str], starts: list[int], ends: list[int], first: int, stop: int) -> str:
    parts = [raws[first]]
    for at in range(first + 1, stop):
        parts.append((" " if starts[at] > ends[at - 1] else "") + raws[at])
    return "".join(parts)
