"""Does a word of the lexicon tell of an act where it stands, by its part of speech and the words around it?"""

from collections.abc import Callable

from tocsin.escalation.grammar.clauses import Clauses
from tocsin.escalation.grammar.errands import is_other_errand, witnesses
from tocsin.escalation.grammar.intruders import in_foreign_sky
from tocsin.escalation.grammar.nounlike import is_somebodys_fire
from tocsin.escalation.grammar.parties import Party
from tocsin.escalation.grammar.parts import VERB_BEFORE, part_agrees
from tocsin.escalation.grammar.roles import agent_after, is_weather
from tocsin.escalation.grammar.voice import is_passive
from tocsin.escalation.grammar.vows import vow_of
from tocsin.escalation.lexicon.frames import Form, Frame

_MODALS = frozenset("will would could may might".split())
_PARLEYS = frozenset("meet talk hold negotiate discuss cooperate help mediate resume host".split())  # "ready to meet"
_ITSELF = frozenset("it itself its their themselves him himself our ourselves".split())
_SKY = frozenset("snow rain rains hail sleet gales winds waves".split())
_OWN_PEOPLE = frozenset("citizens nationals travellers travelers tourists".split())  # a travel advisory
# "Drills to counter B's missile threats": the threats are the occasion.
_COUNTERS = frozenset("counter counters countering against amid deter deters deterring facing despite tackle".split())
# "Strike groups", "battle tanks", "cruise missiles": what a force is made of.
_UNITS = frozenset("group groups tank tanks wing wings capability capabilities honours honors".split())
_KIT = {
    **dict.fromkeys("strike battle attack combat assault".split(), _UNITS),
    "cruise": frozenset("missile missiles ship ships liner liners".split()),
}


def fits(clauses: Clauses, here: int, form: Form) -> bool:
    """Whether a form of the lexicon at token `here` tells of its act there."""
    if form.part in ("verb", "noun") and len(form.words) == 1 and not part_agrees(clauses, here, form):
        return False
    if _KIT.get(clauses.words[here], frozenset()) & set(clauses.words[here + 1 : here + 2]):
        return False
    if form.part == "verb" and _is_no_verb(clauses, here, form):
        return False
    if is_other_errand(clauses, here, form) or _is_otherwise(clauses, here, form):
        return False
    return _has_company(clauses, here, form)


def _is_otherwise(clauses: Clauses, here: int, form: Form) -> bool:
    """Whether a frame that asks more of its surroundings than single words does not find it there."""
    check = _CHECKS.get(form.frame.id)
    return check is not None and check(clauses, here, here + len(form.words), form)


_CHECKS: dict[str, Callable[[Clauses, int, int, Form], bool]] = {
    "foreign-sky": lambda clauses, here, _after, _form: in_foreign_sky(clauses, here) is None,
    "vow-of-arms": lambda clauses, here, after, _form: (
        vow_of(clauses, here, after) is None or not _PARLEYS.isdisjoint(clauses.words[after : after + 1])
    ),
    "declare-war": lambda clauses, _here, after, _form: _on_a_thing(clauses, after),
    "air-strike": lambda clauses, _here, after, _form: _with_snow(clauses.words[after : after + 6]),
    "cross-into": lambda clauses, here, _after, _form: is_weather(clauses, here),
    "fire-at": lambda clauses, here, after, _form: (
        clauses.words[max(0, here - 2) : here] == ["test", "-"]
        or (clauses.words[here] == "used" and _is_of_old_use(clauses, after))
    ),
    "strike-noun": lambda clauses, here, _after, _form: clauses.words[here - 1 : here] == ["opening"],
    "take-town": lambda clauses, _here, after, _form: _takes_no_town(clauses, after),
    "invade": lambda clauses, here, _after, _form: is_weather(clauses, here),
    "backs-war": lambda clauses, _here, after, _form: _on_a_thing(clauses, after),
    "drones-over": lambda clauses, _here, after, form: form.part == "verb" and _shuts_out(clauses, after),
    "defend-ally": lambda clauses, _here, after, _form: bool(_ITSELF & set(clauses.words[after : after + 1])),
    "threaten-force": lambda clauses, here, _after, _form: _warns_of_another(clauses, here),
    "conditional-threat": lambda clauses, _here, after, _form: _says_no(clauses.words[after : after + 2]),
    "warn": lambda clauses, _here, after, _form: bool(_OWN_PEOPLE & set(clauses.words[after : after + 3])),
    "threat-noun": lambda clauses, here, _after, _form: bool(_COUNTERS & set(clauses.words[max(0, here - 6) : here])),
}


def _is_of_old_use(clauses: Clauses, after: int) -> bool:
    """Whether "used" only describes: "shells used against B"; "used a missile against" tells of a shot."""
    return clauses.lexicon.sets["projectile"].isdisjoint(clauses.words[after : after + 5])


def _with_snow(behind: list[str]) -> bool:
    """Whether the sky does it: "pounded the coast with hail"."""
    return "with" in behind and not _SKY.isdisjoint(behind[behind.index("with") :])


def _says_no(behind: list[str]) -> bool:
    """Whether somebody says what will not be: "would not be used"; "will not hesitate" is no such no."""
    return behind[:1] in (["not"], ["never"]) and behind[1:] == ["be"]


def _takes_no_town(clauses: Clauses, after: int) -> bool:
    """Whether no town stands right behind the verb: "seized Goma" took one, "seized Goma's bank" did not."""
    town = clauses.inside.get(after)
    return town is None or town.kind != "place" or clauses.words[town.end : town.end + 1] in (["'s"], ["'"], ["-"])


def _on_a_thing(clauses: Clauses, after: int) -> bool:
    """Whether war is declared on no state: "on our chips", "on plastic"."""
    on = after if clauses.words[after : after + 1] == ["on"] else after - 1
    behind = range(on + 1, min(on + 4, len(clauses.words)))
    return clauses.words[on] == "on" and not any(at in clauses.inside for at in behind)


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
    return clauses.words[here] == "down" and before not in VERB_BEFORE and here - 1 not in clauses.inside


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
