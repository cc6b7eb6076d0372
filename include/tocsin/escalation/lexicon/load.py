"""Which words tell of an act, and of what kind?

Loads `lexicon.yaml` (English) and its sisters (`lexicon.es.yaml`, `lexicon.fr.yaml`), writes out every form of every
verb, and finds them in a sentence. An analyst can read and change the data; a slip in it fails at load.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import product
from pathlib import Path
from typing import Any

import yaml

from tocsin.errors import InputError
from tocsin.escalation.datafile import compose, line_of, plain, rows
from tocsin.escalation.text.inflection import Stems, starred
from tocsin.escalation.text.sentences import tokens_of

_DOUBLES = re.compile(r"[^aeiou]{1,3}[aeiou][bdgmnprt]")  # spot, bar, stop: the last letter is written twice
_HERE = Path(__file__).parent
ROLES = frozenset({"active", "swap", "mutual", "speech", "own", "suffer", "envoy", "envoy_leaves"})
# The lists that the rules look into, whatever the language.
GRAMMAR = tuple(
    "according be breaks by doers from hypothetical mediators negation onto passive say verbs_of_threat".split()
)
SETS = tuple("domestic envoy heavy rivalry".split())
ORDERS = frozenset({"svo", "vso", "sov"})
EVENTS = frozenset(
    (
        "assault threaten mobilize coerce sanction accuse reject reduce protest seize demand yield "
        "cooperate agree consult"
    ).split()
)
_KEYS = frozenset(
    (
        "id event level direction verbs nouns phrases stems with after without nearby via roles needs "
        "reaction means phrase_only"
    ).split()
)
_LISTS = frozenset("verbs nouns phrases stems with after without nearby via".split())


@dataclass(frozen=True)
class Frame:
    """One kind of act, and what must stand beside its words."""

    id: str
    event: str
    level: int
    roles: str = "active"
    needs: str = "two"
    peace: bool = False
    reaction: bool = False
    means: str = ""
    with_any: tuple[frozenset[str], ...] = ()
    after: tuple[frozenset[str], ...] = ()
    without: tuple[frozenset[str], ...] = ()
    nearby: tuple[frozenset[str], ...] = ()
    via: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Form:
    """One written form of a verb, noun or phrase of a frame; `tense` is base, s, past, participle or ing."""

    words: tuple[str, ...]
    frame: Frame
    part: str
    tense: str = ""


@dataclass(frozen=True)
class Lexicon:
    """The frames, function words and word sets of one language."""

    language: str
    forms: dict[str, tuple[Form, ...]]
    stems: dict[str, tuple[Form, ...]]
    grammar: dict[str, frozenset[str]]
    sets: dict[str, frozenset[str]]
    # How a plain sentence is built ("svo", "vso", "sov"), for a language that is read by its core alone; else "".
    order: str = ""
    inflected: Stems | None = None

    @cached_property
    def _phrases(self) -> dict[tuple[str, ...], tuple[Form, ...]]:
        """Forms of several words by their first two: most phrases begin with a word that is everywhere."""
        found: dict[tuple[str, ...], list[Form]] = {}
        for form in (form for group in self.forms.values() for form in group if len(form.words) > 1):
            found.setdefault(form.words[:2], []).append(form)
        return {pair: tuple(group) for pair, group in found.items()}

    @cached_property
    def _single(self) -> dict[str, tuple[Form, ...]]:
        grouped = ((word, tuple(f for f in group if len(f.words) == 1)) for word, group in self.forms.items())
        return {word: group for word, group in grouped if group}

    @cached_property
    def parts(self) -> dict[str, frozenset[str]]:
        """As what each word that is a form by itself may stand: verb, noun or phrase."""
        return {word: frozenset(form.part for form in group) for word, group in self._single.items()}

    def begins_at(self, words: list[str], here: int) -> bool:
        """Whether any form may stand at token `here`; most words begin none."""
        word = words[here]
        return word in self._single or (word, *words[here + 1 : here + 2]) in self._phrases or bool(self.stems)

    def at(self, words: list[str], here: int) -> Iterator[Form]:
        """Every form that stands at token `here`, the longest first."""
        word = words[here]
        for form in self._phrases.get((word, *words[here + 1 : here + 2]), ()):
            length = len(form.words)
            if length == 2 or tuple(words[here : here + length]) == form.words:
                yield form
        yield from self._single.get(word, ())
        if self.stems:
            for length in range(min(len(word), 12), 3, -1):
                yield from self.stems.get(word[:length], ())


@cache
def lexicon(language: str = "en") -> Lexicon:
    """Load the lexicon of `language`; raises `InputError` naming the file and line that is wrong."""
    return read_lexicon(_path(language))


@cache
def has_lexicon(language: str) -> bool:
    """Whether texts of `language` (ISO 639-1) are read at all."""
    return _path(language).exists()


def _path(language: str) -> Path:
    return _HERE / ("lexicon.yaml" if language == "en" else f"lexicon.{language}.yaml")


def read_lexicon(path: Path) -> Lexicon:
    """Read and check one lexicon file; raises `InputError` naming the file and the line that is wrong."""
    top = {key: (line, node) for line, key, node in rows(compose(path))}
    stars = _stars(top) if "order" in top else None
    for key in ("language", "grammar", "sets", "frames"):
        if key not in top:
            raise InputError(f"{path.name} line 1: no {key}; restore it")
    sets, grammar = (_word_lists(path, top[key][1], stars) for key in ("sets", "grammar"))
    irregular = plain(top["irregular"][1]) if "irregular" in top else {}
    forms: dict[str, list[Form]] = {}
    stems: dict[str, list[Form]] = {}
    seen: set[str] = set()
    for node in top["frames"][1].value:
        row = plain(node)
        frame = _frame(f"{path.name} line {line_of(node)}", row, sets)
        if frame.id in seen:
            raise InputError(f"{path.name} line {line_of(node)}: frame {frame.id!r} stands there twice; join them")
        seen.add(frame.id)
        for form in _core_forms(row, frame, stars) if stars else _forms(row, frame, irregular):
            (stems if form.part == "stem" else forms).setdefault(form.words[0], []).append(form)
    order = _order(path, top)
    if order:
        _check_whole(path, sets=sets, grammar=grammar)
    return Lexicon(
        language=plain(top["language"][1]),
        forms={word: tuple(sorted(group, key=lambda form: -len(form.words))) for word, group in forms.items()},
        stems={word: tuple(group) for word, group in stems.items()},
        grammar=grammar,
        sets=sets,
        order=order,
        inflected=stars,
    )


def _order(path: Path, top: dict[str, tuple[int, yaml.Node]]) -> str:
    if "order" not in top:
        return ""
    line, node = top["order"]
    if plain(node) not in ORDERS:
        raise InputError(f"{path.name} line {line}: unknown order {plain(node)!r}; use one of {sorted(ORDERS)}")
    return str(plain(node))


def _stars(top: dict[str, tuple[int, yaml.Node]]) -> Stems:
    """Every word and stem that the file names, so that a bent word of a text finds its key."""
    lists = [words for key in ("sets", "grammar") if key in top for words in plain(top[key][1]).values()]
    frames = plain(top["frames"][1]) if "frames" in top else []
    lists += [row.get("phrases", []) for row in frames if isinstance(row, dict)]
    words = (word for terms in lists for term in terms for word in starred(term))
    return Stems(words, plain(top["language"][1]))


def _core_forms(row: dict[str, Any], frame: Frame, stars: Stems) -> Iterator[Form]:
    """The phrases of a frame under the keys of their words."""
    for phrase in row.get("phrases", ()):
        keys = (sorted(stars.keys_of(word)) for word in starred(phrase))
        yield from (Form(words, frame, "phrase") for words in product(*keys))


def _check_whole(path: Path, *, sets: Collection[str], grammar: Collection[str]) -> None:
    """Refuse a file without a list that the rules look into; a list may be empty."""
    for where, known, wanted in (("grammar", grammar, GRAMMAR), ("sets", sets, SETS)):
        missing = [name for name in wanted if name not in known]
        if missing:
            raise InputError(f"{path.name} line 1: {where} lacks {', '.join(missing)}; add each, if need be as []")


def _word_lists(path: Path, node: yaml.Node, stars: Stems | None) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for line, name, words in rows(node) if isinstance(node, yaml.MappingNode) else ():
        if not isinstance(words, yaml.SequenceNode) or name in found:
            raise InputError(f"{path.name} line {line}: {name!r} stands there twice or is no list; write [one, two]")
        terms = plain(words)
        found[name] = frozenset(stars.keys_of_terms(terms) if stars else terms)
    return found


def _frame(where: str, row: Any, sets: dict[str, frozenset[str]]) -> Frame:
    _check(where, row, sets)
    return Frame(
        id=row["id"],
        event=row["event"],
        level=int(row["level"]),
        roles=row.get("roles", "active"),
        needs=row.get("needs", "two"),
        peace=row.get("direction") == "deescalation",
        reaction=row.get("reaction") == "true",
        means=row.get("means", ""),
        with_any=tuple(sets[name] for name in row.get("with", ())),
        after=tuple(sets[name] for name in row.get("after", ())),
        without=tuple(sets[name] for name in row.get("without", ())),
        nearby=tuple(sets[name] for name in row.get("nearby", ())),
        via=frozenset(row.get("via", ())),
    )


def _check(where: str, row: Any, sets: dict[str, frozenset[str]]) -> None:
    """Refuse a frame that the codebook or the file itself does not know."""
    if not isinstance(row, dict):
        raise InputError(f"{where}: no frame; write {{id: name, event: assault, level: 4, verbs: [bomb]}}")
    where = f"{where}: frame {row.get('id', '?')!r}"
    missing = {"id", "event", "level"} - set(row)
    unknown = set(row) - _KEYS
    if unknown or missing:
        what = f"unknown key {', '.join(sorted(unknown))}" if unknown else f"{', '.join(sorted(missing))} missing"
        raise InputError(f"{where}: {what}")
    if row["event"] not in EVENTS or row["level"] not in tuple("012345"):
        raise InputError(f"{where}: event {row['event']!r} or level {row['level']!r} is not in the codebook")
    if row.get("roles", "active") not in ROLES:
        raise InputError(f"{where}: unknown roles {row['roles']!r}; use one of {sorted(ROLES)}")
    _check_lists(where, row, sets)


def _check_lists(where: str, row: dict[str, Any], sets: dict[str, frozenset[str]]) -> None:
    for key in sorted(_LISTS & set(row)):
        if not isinstance(row[key], list):
            raise InputError(f"{where}: {key} is no list; write {key}: [one, two]")
        dangling = [name for name in row[key] if key in ("with", "after", "without", "nearby") and name not in sets]
        if dangling:
            raise InputError(f"{where}: no set named {', '.join(dangling)}; add it under sets")


def _forms(row: dict[str, Any], frame: Frame, irregular: dict[str, list[str]]) -> Iterator[Form]:
    if row.get("phrase_only") != "true":
        for verb in row.get("verbs", ()):
            yield from _verb_forms(verb, frame, irregular)
    for noun in row.get("nouns", ()):
        yield Form(tuple(word.lower() for word in tokens_of(noun)), frame, "noun")
    for phrase in row.get("phrases", ()):
        yield Form(tuple(word.lower() for word in tokens_of(phrase)), frame, "phrase")
    for stem in row.get("stems", ()):
        yield Form((stem,), frame, "stem")


def _verb_forms(verb: str, frame: Frame, irregular: dict[str, list[str]]) -> Iterator[Form]:
    head, *rest = tokens_of(verb)
    third, past, participle, gerund = irregular.get(head) or regular_forms(head)
    tail = tuple(rest)
    written = {third: "s", participle: "participle", past: "past", gerund: "ing"}
    # "hit", "cut" and "overrun" may be any of three; the reader decides by what stands around.
    written[head] = "any" if head in (past, participle) else "base"
    for form, tense in written.items():
        yield Form((form, *tail), frame, "verb", tense)


def regular_forms(verb: str) -> list[str]:
    """Third person, past, participle and gerund of a regular English verb.

    >>> regular_forms("bomb")
    ['bombs', 'bombed', 'bombed', 'bombing']
    """
    if verb.endswith("y") and verb[-2:-1] not in "aeiou":
        return [f"{verb[:-1]}ies", f"{verb[:-1]}ied", f"{verb[:-1]}ied", f"{verb}ing"]
    third = f"{verb}es" if verb.endswith(("s", "sh", "ch", "x", "z")) else f"{verb}s"
    if verb.endswith("e"):
        return [third, f"{verb}d", f"{verb}d", f"{verb[:-1]}ing"]
    if _DOUBLES.fullmatch(verb):
        return [third, *[f"{verb}{verb[-1]}ed"] * 2, f"{verb}{verb[-1]}ing"]
    return [third, f"{verb}ed", f"{verb}ed", f"{verb}ing"]
