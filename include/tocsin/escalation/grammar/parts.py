"""Is a word that could be both a verb or a noun where it stands?"""

from tocsin.escalation.grammar.clauses import Clauses
from tocsin.escalation.grammar.nounlike import is_thing
from tocsin.escalation.lexicon.frames import Form
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
VERB_BEFORE = frozenset(
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
_HANDS_OVER = frozenset("hands hand handed returns return returned frees free freed releases release released".split())
_DETERMINERS = frozenset(
    "a an the this that its their his her my our any no of in on by from for with against over behind".split()
)
_MOVES = frozenset({"mass-troops", "stand-near", "camp-across"})
_PLANNED = frozenset("plan plans capability talks threat threats warning warnings fears".split())
_LED_UP = frozenset("in by after during following amid".split())  # "killed in Hamas attack"
_AFTER_NOUN = frozenset("on against kill kills killed by".split())
_OPENING = frozenset(("'", "‘", "“", '"'))


def part_agrees(clauses: Clauses, here: int, form: Form) -> bool:
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
    if form.tense == "base" and (before == "as" or _is_adjective(before) or _is_led_up(clauses, here)):
        return False  # "names the airport as target", "the highest level", "in jihadist attack"
    if form.tense not in ("base", "s") or not looks_noun:
        return True
    if before == "," and form.tense == "s":
        return any(p.mention.end < here and p.can_act for p in clauses.parties_in(clauses.clause[here]))
    counted = before in _DETERMINERS or is_count(before)  # "bombed two camps"
    return before.isalpha() and not counted and (here - 1) not in clauses.inside


def _is_led_up(clauses: Clauses, here: int) -> bool:
    """Whether one word stands between "in", "after" … and the form: "killed in jihadist attack"."""
    back = clauses.words[max(0, here - 2) : here]
    return len(back) == 2 and back[0] in _LED_UP and back[1].isalpha() and not back[1].endswith("s")


def _is_adjective(word: str) -> bool:
    return word in _ADJECTIVES or (len(word) > 5 and word.endswith(_ADJECTIVAL))


def _stands_as_word(clauses: Clauses, here: int, form: Form) -> bool:
    """Whether a form of a verb is a describing word, "a sinking boat", or a noun behind the clause's real verb."""
    if form.tense == "ing":
        return clauses.words[here - 1] in ("a", "an")
    if form.tense in ("past", "participle"):
        return _describes(clauses, here) or _is_labelled(clauses, here)
    return form.frame.id in _MOVES and form.tense in ("base", "s") and _second_verb(clauses, here)


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


def _is_labelled(clauses: Clauses, here: int) -> bool:
    """Whether a participle hangs on a name by a hyphen: "the UN-sanctioned man"."""
    return clauses.words[here - 1] == "-" and here - 2 in clauses.inside


def _second_verb(clauses: Clauses, here: int) -> bool:
    """Whether the clause has its verb already: in "bombards paramilitary positions" the second word is a noun."""
    start, _ = clauses.bounds(here)
    for at in range(here - 1, start - 1, -1):
        word = clauses.words[at]
        if word in ("and", ",", "to", "who", "which", "that", "will", "or", "can", "would", "could"):
            return False
        if at not in clauses.inside and any(
            form.part == "verb"
            and form.tense in ("s", "past", "base")
            and len(form.words) == 1
            and form.frame.level >= 4
            for form in clauses.lexicon.forms.get(word, ())
        ):
            return at > start
    return False


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
    if before in VERB_BEFORE or before == "'s":
        return before == "'s"
    mention = clauses.inside.get(back)
    past = words[here].endswith("ed")
    if mention is not None:
        following = words[here + 1] if here + 1 < len(words) else ""
        if following in _PLANNED:
            return not past
        struck = words[here].endswith(("s", "ing")) and following in _AFTER_NOUN
        led = words[mention.start - 1 : mention.start]
        led_up = bool(led) and led[0] in _LED_UP and not words[here].endswith("s")
        return not past if mention.kind == "adjective" or led_up else struck
    if before == "out" and back and words[back - 1] in clauses.lexicon.grammar["doers"]:
        return not past  # "carried out strikes"
    told = before in clauses.lexicon.grammar["doers"] or before in _BEFORE_NOUN_VERBS | _NOUN_BEFORE
    return (told or not before[:1].isalpha()) and not past
