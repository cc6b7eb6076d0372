"""Does a word of the lexicon tell of an act where it stands, by its part of speech and the words around it?"""

from tocsin.escalation.grammar.clauses import Clauses, Party
from tocsin.escalation.grammar.errands import is_other_errand, witnesses
from tocsin.escalation.grammar.intruders import in_foreign_sky
from tocsin.escalation.grammar.nounlike import is_somebodys_fire, is_thing
from tocsin.escalation.grammar.roles import agent_after
from tocsin.escalation.grammar.voice import is_passive
from tocsin.escalation.grammar.vows import vow_of
from tocsin.escalation.lexicon.frames import Form, Frame
from tocsin.escalation.text.numbers import is_count

_NOUN_BEFORE = frozenset(
    "a an the this that its their his her any another new fresh deadly fierce heavy air drone "
    "missile rocket military border ground naval "
    "cross massive large major of in by on against after for with from more further several "
    "two three overnight retaliatory suspected "
    "alleged deadliest biggest largest latest first second third joint surprise aerial nuclear "
    "terror ballistic artillery and no mass "
    "night dawn snap live fire recent targeted full-scale unprovoked formal economic tougher "
    "sweeping trade oil fatal bloody daily coming such "
    "possible intense sustained worst series wave waves".split()
)


_VERB_BEFORE = frozenset(
    (
        "did does do to will would could can may might shall should must not they it who which has have had "
        "been is are was were 'll"
    ).split()
)


_BEFORE_NOUN_VERBS = frozenset(
    "lift lifts lifted lifting ease eases eased easing face faces faced condemn condemns "
    "condemned denounce denounces denounced "
    "end ends ended fear fears feared threaten threatens halts halt halted suspects blames "
    "suffers suffer suffered repels repelled".split()
)


# Behind these no plural subject ends, so that no base form of a verb can follow: "the highest level", "former head".
_ADJECTIVES = frozenset("former deputy top new old current chief acting high low key main public long short".split())
_ADJECTIVAL = ("est", "ical", "onal", "ural", "ive", "ous", "ful", "less", "able", "ible")
_MODALS = frozenset("will would could may might".split())
_HANDS_OVER = frozenset("hands hand handed returns return returned frees free freed releases release released".split())
_DETERMINERS = frozenset(
    "a an the this that its their his her my our any no of in on by from for with against over behind".split()
)


# "Drills to counter B's missile threats": the threats are the occasion.
_COUNTERS = frozenset("counter counters countering against amid deter deters deterring facing despite tackle".split())
# "Strike groups", "battle tanks": what a force is made of.
_KIT = frozenset("group groups tank tanks wing wings capability capabilities honours honors".split())
_OPENS_KIT = frozenset("strike battle attack combat assault".split())


def fits(clauses: Clauses, here: int, form: Form) -> bool:
    """Whether a form of the lexicon at token `here` tells of its act there."""
    if form.part in ("verb", "noun") and len(form.words) == 1 and not _part_agrees(clauses, here, form):
        return False
    if clauses.words[here] in _OPENS_KIT and _KIT & set(clauses.words[here + 1 : here + 2]):
        return False
    if form.part == "verb" and _is_no_verb(clauses, here, form):
        return False
    if is_other_errand(clauses, here, form) or _is_otherwise(clauses, here, form):
        return False
    return _has_company(clauses, here, form)


def _is_otherwise(clauses: Clauses, here: int, form: Form) -> bool:
    """Whether a frame that asks more of its surroundings than single words does not find it there."""
    after = here + len(form.words)
    match form.frame.id:
        case "foreign-sky":
            return in_foreign_sky(clauses, here) is None
        case "vow-of-arms":
            return vow_of(clauses, here, after) is None
        case "drones-over":
            return form.part == "verb" and _shuts_out(clauses, after)
        case "threaten-force":
            return _warns_of_another(clauses, here)
        case "threat-noun":
            return bool(_COUNTERS & set(clauses.words[max(0, here - 6) : here]))
    return False


def _is_no_verb(clauses: Clauses, here: int, form: Form) -> bool:
    """Whether the word is part of another word or phrase: "hit-to-kill", "doubles down", "B's fire at the border"."""
    if len(form.words) > 1:
        return is_somebodys_fire(clauses, here, form)
    return _in_compound(clauses, here) or _is_particle(clauses, here)


def _in_compound(clauses: Clauses, here: int) -> bool:
    """Whether the word opens a compound: "a hit-to-kill interceptor", "strike-capable"."""
    text = clauses.sentence
    if clauses.words[here + 1 : here + 2] != ["-"] or text.ends[here] != text.starts[here + 1]:
        return False
    second = clauses.words[here + 2 : here + 3]
    # In "test-fires" the second half is the verb.
    return bool(second) and not any(len(form.words) == 1 for form in clauses.lexicon.forms.get(second[0], ()))


def _is_particle(clauses: Clauses, here: int) -> bool:
    """Whether "down" only goes with a verb before it: "doubles down on missiles"."""
    before = clauses.words[here - 1] if here else ""
    return clauses.words[here] == "down" and before not in _VERB_BEFORE and here - 1 not in clauses.inside


def _only_named(clauses: Clauses) -> set[int]:
    """Where "calls" only gives a name: in "what Kyiv called a goodwill gesture" nobody calls for anything."""
    words = clauses.words
    if "what" not in words:
        return set()
    called = (at for at, word in enumerate(words) if word in ("calls", "call", "called", "calling"))
    return {at for at in called if "what" in words[max(0, at - 5) : at]}


def _has_company(clauses: Clauses, here: int, form: Form) -> bool:
    """Whether the words that a frame wants stand beside its word, and none that it can't stand."""
    frame = form.frame
    start, end = clauses.bounds(here)
    own = set(range(here, here + len(form.words)))
    scope = range(len(clauses.words)) if clauses.sentence.field == "title" else range(start, end)
    if frame.with_any:
        rest = {clauses.words[at] for at in scope if at not in own}
        if any(group.isdisjoint(rest) for group in frame.with_any):
            return False
    if not all(group & set(clauses.words) for group in frame.nearby):
        return False
    ahead = set(clauses.words[here + len(form.words) : min(end, here + 14)])
    if not all(group & ahead for group in frame.after):
        passive = form.part == "verb" and is_passive(clauses, here, form)
        behind = (
            set(clauses.words[start:here]) if passive or form.part == "noun" or form.tense == "participle" else set()
        )
        if not all(group & (ahead | behind) for group in frame.after):
            return False
    if (
        frame.via
        and not _reaches(clauses, here + len(form.words), end, frame.via)
        and not _undergone(clauses, here, form)
    ):
        return False
    return not frame.without or not _is_ruled_out(clauses, scope, own, frame)


def _is_ruled_out(clauses: Clauses, scope: range, own: set[int], frame: Frame) -> bool:
    """Whether a word stands there that the frame can't stand."""
    near = range(len(clauses.words)) if clauses.sentence.field == "title" else scope
    # The words of a name are none of the text's own: the Kurdistan Workers' Party is no strike of workers. But a
    # water's name says that it is one: a missile that falls into the Sea of Japan hits nobody.
    names = {at for at, mention in clauses.inside.items() if mention.kind != "water"} | _only_named(clauses)
    around = {clauses.words[at] for at in near if at not in names and (at not in own or near is not scope)}
    if all(group.isdisjoint(around) for group in frame.without):
        return False
    around -= witnesses(clauses, near)
    return any(not group.isdisjoint(around) for group in frame.without)


def _shuts_out(clauses: Clauses, here: int) -> bool:
    """Whether airspace is closed *to* somebody's aircraft: a closed border, and no drone over an airport."""
    words = clauses.words[here : here + 7]
    return "to" in words and bool({"airspace", "skies"} & set(words[: words.index("to")]))


def _warns_of_another(clauses: Clauses, here: int) -> bool:
    """Whether a warning is about what somebody else will do: "A warns that B will attack"."""
    words = clauses.words
    if not words[here].startswith("warn"):
        return False
    modals = [at for at in range(here + 1, len(words) - 1) if words[at] in _MODALS][:1]
    return any(
        p.mention.end == at and p.mention.start > here and words[at + 1] != "be" and p.mention.kind != "water"
        for at in modals
        for p in clauses.parties
    )


def _undergone(clauses: Clauses, here: int, form: Form) -> bool:
    """Whether the verb is told of a state that suffers it at another's hands: "B was attacked by A"."""
    return form.part == "verb" and is_passive(clauses, here, form) and bool(agent_after(clauses, here))


def _reaches(clauses: Clauses, here: int, end: int, via: frozenset[str]) -> bool:
    """Whether a state stands after the verb behind one of the prepositions in `via` ("none": behind none)."""
    return any(
        ((p.preposition or "none") in via or _in_part(clauses, p, here, via)) and not p.says
        for p in clauses.parties
        if here <= p.mention.start < min(end, here + 12) and p.mention.kind != "water"
    )


def _in_part(clauses: Clauses, party: Party, here: int, via: frozenset[str]) -> bool:
    """Whether a state stands behind a part of it: "into the outskirts of B", "across the north of B"."""
    return party.preposition == "of" and bool(
        via & set(clauses.words[max(here, party.mention.start - 5) : party.mention.start])
    )


def _part_agrees(clauses: Clauses, here: int, form: Form) -> bool:
    """Whether the word at `here` is a verb or a noun, where it could be either."""
    word = clauses.words[here]
    parts = clauses.lexicon.parts.get(word, frozenset())
    if not {"verb", "noun"} <= parts and form.part == "noun":
        return True
    looks_noun = _looks_noun(clauses, here)
    if {"verb", "noun"} <= parts:
        return looks_noun == (form.part == "noun")
    if here and _stands_as_word(clauses, here, form):
        return False
    if is_thing(clauses, here, form, looks_noun=looks_noun):
        return False
    before = clauses.words[here - 1] if here else ""
    if form.tense == "base" and (before == "as" or _is_adjective(before)):
        return False  # "names the airport as target", "the highest level"
    if form.tense not in ("base", "s") or not looks_noun:
        return True
    if before == "," and form.tense == "s":
        return any(p.mention.end < here and p.can_act for p in clauses.parties_in(clauses.clause[here]))
    counted = before in _DETERMINERS or is_count(before)  # "bombed two camps"
    return before.isalpha() and not counted and (here - 1) not in clauses.inside


def _is_adjective(word: str) -> bool:
    return word in _ADJECTIVES or (len(word) > 5 and word.endswith(_ADJECTIVAL))


def _stands_as_word(clauses: Clauses, here: int, form: Form) -> bool:
    """Whether a form of a verb is a describing word, "a sinking boat", or a noun behind the clause's real verb."""
    if form.tense == "ing":
        return clauses.words[here - 1] in ("a", "an")
    if form.tense in ("past", "participle"):
        return _describes(clauses, here)
    return form.frame.id == "mass-troops" and form.tense in ("base", "s") and _second_verb(clauses, here)


def _describes(clauses: Clauses, here: int) -> bool:
    """Whether a participle only describes the noun behind it: "a captured pilot", "hands back seized boats"."""
    following = clauses.words[here + 1 : here + 2]
    if (
        not following
        or not (following[0].isalpha() or here + 1 in clauses.inside)
        or following[0] in clauses.prepositions
    ):
        return False
    before = clauses.words[here - 1]
    if before in _DETERMINERS - {"this", "that", "no"}:
        return True
    return before in _HANDS_OVER or (before == "back" and clauses.words[here - 2] in _HANDS_OVER)


def _second_verb(clauses: Clauses, here: int) -> bool:
    """Whether the clause has its verb already: in "bombards paramilitary positions" the second word is a noun."""
    start, _ = clauses.bounds(here)
    for at in range(here - 1, start - 1, -1):
        word = clauses.words[at]
        if word in ("and", ",", "to", "who", "which", "that", "will", "or", "can", "would", "could"):
            return False
        if at not in clauses.inside and any(
            form.part == "verb" and form.tense in ("s", "past") and len(form.words) == 1 and form.frame.level >= 4
            for form in clauses.lexicon.forms.get(word, ())
        ):
            return at > start
    return False


_LED_UP = frozenset("in by after during following amid".split())  # "killed in Hamas attack"
_AFTER_NOUN = frozenset("on against kill kills killed by".split())
_OPENING = frozenset(("'", "‘", "“", '"'))


def _is_owner_s(clauses: Clauses, here: int) -> bool:
    """Whether an apostrophe belongs to the plural before it, "soldiers' attack", and opens no quotation."""
    sentence = clauses.sentence
    return bool(here) and sentence.starts[here] == sentence.ends[here - 1]


def _word_before(clauses: Clauses, here: int) -> int:
    """Where the word before a token stands: "A 'hits B's depot'" is a verb, quoted or not; -1 where there is none."""
    back = here - 1
    while back >= 0 and clauses.words[back] in _OPENING:
        back -= 1
    return back


def _looks_noun(clauses: Clauses, here: int) -> bool:
    words = clauses.words
    if here and words[here - 1] == "'" and _is_owner_s(clauses, here - 1):
        return True
    back = _word_before(clauses, here)
    before = words[back] if back >= 0 else ""
    if before in _VERB_BEFORE or before == "'s":
        return before == "'s"
    mention = clauses.inside.get(back)
    past = words[here].endswith("ed")
    if mention is not None:
        following = words[here + 1] if here + 1 < len(words) else ""
        struck = words[here].endswith(("s", "ing")) and following in _AFTER_NOUN
        led = words[mention.start - 1 : mention.start]
        led_up = bool(led) and led[0] in _LED_UP and not words[here].endswith("s")
        return not past if mention.kind == "adjective" or led_up else struck
    if before == "out" and back and words[back - 1] in clauses.lexicon.grammar["doers"]:
        return not past  # "carried out strikes"
    told = before in clauses.lexicon.grammar["doers"] or before in _BEFORE_NOUN_VERBS | _NOUN_BEFORE
    return (told or not before[:1].isalpha()) and not past
