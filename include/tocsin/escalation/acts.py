"""Which acts does one sentence tell of? Words of the lexicon, the parties around them, and how real they are."""

from dataclasses import dataclass, field

from tocsin.escalation import roles
from tocsin.escalation.actors import ORGANISATIONS, home_of
from tocsin.escalation.clauses import Clauses, Party
from tocsin.escalation.lexicon import Form, Frame
from tocsin.model import Status

_NOUN_BEFORE = frozenset(
    "a an the this that its their his her any another new fresh deadly fierce heavy air drone missile rocket military border ground naval "
    "cross massive large major of in by on against after for with from more further several two three overnight retaliatory suspected "
    "alleged deadliest biggest largest latest first second third joint surprise aerial nuclear terror ballistic artillery and no mass "
    "night dawn snap live fire recent targeted full-scale unprovoked formal economic tougher sweeping trade oil fatal bloody daily coming such "
    "possible intense sustained worst series wave waves".split()
)
_VERB_BEFORE = frozenset(
    "to will would could can may might shall should must not they it who which has have had been is are was were 'll".split()
)


_BEFORE_NOUN_VERBS = frozenset(
    "lift lifts lifted lifting ease eases eased easing face faces faced condemn condemns condemned denounce denounces denounced "
    "end ends ended fear fears feared threaten threatens halts halt halted suspects blames suffers suffer suffered repels repelled".split()
)
_DETERMINERS = frozenset("a an the this that its their his her my our any no of in on by from".split())


@dataclass
class Draft:
    """An act as one sentence tells it, before the article as a whole is weighed."""

    frame: Frame
    clauses: Clauses
    start: int
    end: int
    initiators: list[str] = field(default_factory=list)
    targets: list[str] = field(default_factory=list)
    status: Status = Status.DONE
    level: int = 0
    mutual: bool = False
    guessed: bool = False
    cause: bool = False
    in_reaction: bool = False
    part: str = "verb"

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """Every ordered pair, doer first; no state with itself."""
        found = [(a, b) for a in self.initiators for b in self.targets if home_of(a) != home_of(b)]
        if self.mutual:
            found += [(b, a) for a, b in found]
        return list(dict.fromkeys(found))

    @property
    def peace(self) -> bool:
        """Whether this moves the pair apart from fighting."""
        return self.frame.peace


def find_acts(clauses: Clauses) -> list[Draft]:
    """Read one sentence; drafts come in the order of their words."""
    found: list[Draft] = []
    here = 0
    words = clauses.words
    while here < len(words):
        draft = (
            None if here in clauses.inside and clauses.inside[here].kind != "adjective" else _at(clauses, here, found)
        )
        if draft is not None:
            found.append(draft)
            here = draft.end
        else:
            here += 1
    _mark_causes(found)
    return found


def _at(clauses: Clauses, here: int, before: list[Draft]) -> Draft | None:
    for form in clauses.lexicon.at(clauses.words, here):
        if _fits(clauses, here, form):
            draft = Draft(form.frame, clauses, here, here + len(form.words), level=form.frame.level, part=form.part)
            _assign(draft, form, before)
            return draft
    return None


def _fits(clauses: Clauses, here: int, form: Form) -> bool:
    if form.part in ("verb", "noun") and len(form.words) == 1 and not _part_agrees(clauses, here, form):
        return False
    frame = form.frame
    start, end = clauses.bounds(here)
    if frame.id == "mass-troops" and form.part == "verb" and _gives_to(clauses, here + len(form.words)):
        return False
    own = set(range(here, here + len(form.words)))
    scope = range(len(clauses.words)) if clauses.sentence.field == "title" else range(start, end)
    rest = {clauses.words[at] for at in scope if at not in own}
    if not all(group & rest for group in frame.with_any):
        return False
    ahead = set(clauses.words[here + len(form.words) : min(end, here + 14)])
    if not all(group & ahead for group in frame.after):
        passive = form.part == "verb" and roles.is_passive(clauses, here, form)
        behind = (
            set(clauses.words[start:here]) if passive or form.part == "noun" or form.tense == "participle" else set()
        )
        if not all(group & (ahead | behind) for group in frame.after):
            return False
    if frame.via and not _reaches(clauses, here + len(form.words), end, frame.via):
        return False
    around = set(clauses.words) if clauses.sentence.field == "title" else rest
    return not any(group & around for group in frame.without)


def _gives_to(clauses: Clauses, here: int) -> bool:
    """Whether a state stands right behind the verb: "sends Ukraine tanks" is aid, no deployment."""
    mention = clauses.inside.get(here)
    return mention is not None and mention.kind == "name"


def _reaches(clauses: Clauses, here: int, end: int, via: frozenset[str]) -> bool:
    """Whether a state stands after the verb behind one of the prepositions in `via` ("none": behind none)."""
    return any(
        (p.preposition or "none") in via and not p.says
        for p in clauses.parties
        if here <= p.mention.start < min(end, here + 12) and p.mention.kind != "water"
    )


def _part_agrees(clauses: Clauses, here: int, form: Form) -> bool:
    """Whether the word at `here` is a verb or a noun, where it could be either."""
    word = clauses.words[here]
    parts = {other.part for other in clauses.lexicon.forms.get(word, ()) if len(other.words) == 1}
    if not {"verb", "noun"} <= parts and form.part == "noun":
        return True
    looks_noun = _looks_noun(clauses, here)
    if {"verb", "noun"} <= parts:
        return looks_noun == (form.part == "noun")
    if form.tense not in ("base", "s") or not looks_noun:
        return True
    before = clauses.words[here - 1] if here else ""
    return before.isalpha() and before not in _DETERMINERS and (here - 1) not in clauses.inside


def _looks_noun(clauses: Clauses, here: int) -> bool:
    words = clauses.words
    before = words[here - 1] if here else ""
    if before in _VERB_BEFORE:
        return False
    if before in ("'s", "'"):
        return True
    mention = clauses.inside.get(here - 1)
    if mention is not None:
        if mention.kind == "adjective":
            return not words[here].endswith("ed")
        following = words[here + 1] if here + 1 < len(words) else ""
        return words[here].endswith(("s", "ing")) and following in (
            "on",
            "against",
            "kill",
            "kills",
            "killed",
            "by",
        )
    if before in clauses.lexicon.grammar["doers"] or before in _BEFORE_NOUN_VERBS:
        return not words[here].endswith("ed")
    if before in _NOUN_BEFORE or before[:1].isdigit():
        return not words[here].endswith("ed")
    if not before or not before[0].isalpha():
        return not words[here].endswith("ed")
    return False


def _assign(draft: Draft, form: Form, before: list[Draft]) -> None:
    frame, clauses = form.frame, draft.clauses
    if frame.roles == "mutual":
        _assign_mutual(draft)
    elif form.part in ("verb", "stem"):
        _assign_verb(draft, form, before)
    else:
        _assign_noun(draft)
    if frame.roles in ("swap", "suffer"):
        draft.initiators, draft.targets = draft.targets, draft.initiators
    _complete(draft, clauses)


def _codes(parties: list[Party]) -> list[str]:
    return list(dict.fromkeys(p.code for p in parties if p.mention.kind != "water"))


def _assign_mutual(draft: Draft) -> None:
    clauses = draft.clauses
    start, end = clauses.bounds(draft.start)
    inside = [
        p
        for p in clauses.parties
        if start <= p.mention.start < end and not p.says and p.mention.kind not in ("place", "water") and not p.backed
    ]
    inside = [p for p in inside if p.code not in ORGANISATIONS] or inside
    homes: dict[str, Party] = {}
    for party in inside:
        homes.setdefault(party.mention.home, party)
    two = list(homes.values())[:2]
    if len(two) < 2:
        more = [
            p
            for p in clauses.parties
            if not p.backed
            and p.mention.home not in homes
            and p.mention.kind != "water"
            and p.code not in ORGANISATIONS
        ]
        two = sorted(two + more[: 2 - len(two)], key=lambda party: party.mention.start)
    draft.initiators = [two[0].code] if two else []
    draft.targets = [two[1].code] if len(two) > 1 else []
    draft.mutual = not draft.frame.peace and draft.frame.level == 4
    draft.guessed = not draft.mutual and not draft.frame.peace


def _assign_verb(draft: Draft, form: Form, before: list[Draft]) -> None:
    clauses, here = draft.clauses, draft.start
    if roles.is_passive(clauses, here, form):
        force = draft.frame.level >= 3
        source = roles.source_near(clauses, here) if force else []
        draft.initiators = _codes(
            roles.agent_after(clauses, draft.end) or roles.agents_in_attack(clauses, here) or source
        )
        sufferer = roles.subject(clauses, here)
        nouns = [p for p in clauses.parties_in(clauses.clause[here]) if p.mention.end <= here and not p.says]
        draft.targets = _codes(
            [p for p in nouns if p.preposition not in (("by", "from") if force else ("by",))][-1:] or sufferer
        )
        if not draft.targets:
            draft.targets = _codes(roles.objects(clauses, draft.end))
        return
    earlier = [d for d in before if d.start < here and clauses.clause[d.start] == clauses.clause[here] and d.initiators]
    doer = roles.subject(clauses, here)
    if draft.frame.roles == "envoy_leaves":
        draft.initiators = _codes(roles.objects(clauses, draft.end))
        draft.targets = _codes(doer or _envoys(draft))
        return
    done = form.tense in ("past", "participle", "any")
    if draft.frame.roles == "swap" and done and not roles.objects(clauses, draft.end):
        draft.targets = _codes(roles.subject(clauses, here))
        draft.initiators = _codes([p for p in roles.others(clauses, set(map(home_of, draft.targets))) if p.says])
        return
    if draft.frame.roles == "envoy" and done and _envoys(draft) and not roles.objects(clauses, draft.end):
        draft.targets = _codes(_envoys(draft))
        return
    if earlier and doer and doer[0].mention.start > earlier[-1].start and earlier[-1].frame.roles != "speech":
        draft.initiators = list(earlier[-1].initiators)
    else:
        draft.initiators = _codes(doer) or (list(earlier[-1].initiators) if earlier else [])
    if not draft.initiators and draft.frame.level >= 3:
        draft.initiators = _codes(roles.source_near(clauses, here))
    if draft.frame.roles == "speech" and not draft.initiators:
        draft.initiators = _codes([p for p in clauses.parties if p.says and p.mention.end <= here][-1:])
    draft.targets = [c for c in _codes(roles.objects(clauses, draft.end)) if c not in draft.initiators]
    if draft.frame.id in ("recall", "retirar", "rappeler") and not draft.targets:
        behind = [
            p
            for p in clauses.parties
            if p.mention.start >= draft.end and p.preposition in ("from", "to", "in", "de", "en")
        ]
        draft.targets = _codes(behind[:1])
    if draft.frame.roles == "envoy" and not draft.targets:
        draft.targets = _codes(
            [p for p in clauses.parties_in(clauses.clause[here]) if p.code not in draft.initiators][-1:]
        )


def _envoys(draft: Draft) -> list[Party]:
    """The state whose envoys stand before the verb: "Lebanon envoy called in", "Pakistani diplomats told to go"."""
    clauses = draft.clauses
    envoys = clauses.lexicon.sets["envoy"]
    before = [p for p in clauses.parties_in(clauses.clause[draft.start]) if p.mention.end <= draft.start]
    return [p for p in before if envoys & set(clauses.words[p.mention.end : p.mention.end + 4])][-1:]


def _assign_noun(draft: Draft) -> None:
    clauses, here = draft.clauses, draft.start
    doer = roles.owner(clauses, here)
    agent = roles.agent_after(clauses, draft.end, reach=7)
    source = [p for p in roles.source_near(clauses, draft.end - 1) if p.mention.start > here]
    light = roles.light_subject(clauses, here)
    after = [p for p in roles.objects(clauses, draft.end) if p.mention.start <= draft.end + 16]
    sayer = [p for p in clauses.parties if p.says] if draft.frame.roles == "speech" else []
    if clauses.lexicon.language != "en" and not doer:
        agent = agent or roles.owner_after(clauses, draft.end)
    hitter, hit = roles.hit_with(clauses, here)
    if hitter:
        draft.initiators, draft.targets = _codes(hitter), _codes(hit)
        return
    stated = roles.subject(clauses, here) if draft.frame.level != 4 else []
    draft.initiators = _codes(agent or doer or source or light or sayer or stated)
    draft.targets = [c for c in _codes(after) if c not in draft.initiators]
    if agent and doer and not draft.targets:
        draft.targets = _codes(doer)
    if light and doer and not agent and home_of(light[0].code) != home_of(doer[0].code) and draft.frame.level < 4:
        draft.initiators, draft.targets = _codes(light), _codes(doer)


def _complete(draft: Draft, clauses: Clauses) -> None:
    """Look further for a missing side: who says it, who reacts to it, another state of the sentence."""
    frame = draft.frame
    if frame.level >= 3:
        draft.initiators = [code for code in draft.initiators if code not in ("UN", "EU")]
    homes = {home_of(code) for code in draft.initiators}
    draft.targets = [code for code in draft.targets if home_of(code) not in homes] if homes else draft.targets
    if frame.roles == "own" and not draft.initiators and form_is_army(clauses):
        draft.initiators = [clauses.carried.code] if clauses.carried else []
    if frame.roles == "own" and not draft.targets and frame.level == 3:
        rivals = roles.others(clauses, homes)
        near = [p for p in rivals if p.clause == clauses.clause[draft.start]]
        at_odds = clauses.lexicon.sets["rivalry"] & set(clauses.words)
        draft.targets = _codes((near or (rivals if at_odds else []))[:1])
        return
    if frame.peace and not draft.targets and len({home_of(code) for code in draft.initiators}) > 1:
        draft.initiators, draft.targets = draft.initiators[:1], draft.initiators[1:]
    if not draft.initiators and frame.roles in ("envoy", "active", "own", "speech") and not frame.peace:
        _complete_doer(draft)
    if draft.initiators and not draft.targets:
        homes = {home_of(code) for code in draft.initiators}
        draft.targets = _codes(roles.others(clauses, homes)[:1])
        draft.guessed = bool(draft.targets)


def form_is_army(clauses: Clauses) -> bool:
    """Whether the sentence speaks of "the military", "its forces", without saying whose."""
    return clauses.words[0] in ("the", "its", "their") and bool(
        {"military", "army", "forces", "troops", "navy"} & set(clauses.words[1:4])
    )


def _complete_doer(draft: Draft) -> None:
    """Find a doer that no grammar gave: the first of a named pair, or the capital where an envoy was called in."""
    clauses = draft.clauses
    pair = roles.pair_named(clauses)
    homes = {home_of(code) for code in draft.targets}
    if pair and homes <= {p.mention.home for p in pair}:
        draft.initiators, draft.targets, draft.guessed = [pair[0].code], [pair[1].code], True
        return
    if draft.frame.level == 1 and draft.targets:
        hosts = [p for p in clauses.parties if p.mention.kind == "capital" and p.mention.home not in homes]
        draft.initiators = _codes([p for p in hosts if not p.says][:1])


def _mark_causes(found: list[Draft]) -> None:
    """In "B closes its border after A shelled a post" the second act is the cause, the first the answer."""
    for first in found:
        for second in found:
            if first is second or first.clauses.clause[first.start] == second.clauses.clause[second.start]:
                continue
            opening = second.clauses.bounds(second.start)[0]
            word = second.clauses.words[opening]
            if (
                word in ("after", "as", "over", "following", "amid", "because", "tras", "après", "when")
                and second.start > first.start
            ):
                second.cause, first.in_reaction = True, True
