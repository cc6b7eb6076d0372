"""Which words tell of an act, and of what kind?

Loads `lexicon.yaml` (English), whose verbs are written out in every form, and its sisters in other languages
(`lexicon.es.yaml` …), which list stems with a star. An analyst can read and change the data; a slip in
it fails at load.
"""

from collections import Counter
from collections.abc import Collection, Iterator
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import yaml

from tocsin.errors import InputError
from tocsin.escalation.datafile import compose, line_of, plain, rows
from tocsin.escalation.lexicon.forms import english_forms
from tocsin.escalation.lexicon.frames import Form, Frame, Lexicon
from tocsin.escalation.text.inflection import Stems, starred

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
        "id event level direction verbs nouns phrases with after without nearby via roles needs "
        "reaction means phrase_only"
    ).split()
)
_LISTS = frozenset("verbs nouns phrases with after without nearby via".split())


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
    seen: set[str] = set()
    for node in top["frames"][1].value:
        row = plain(node)
        frame = _frame(f"{path.name} line {line_of(node)}", row, sets)
        if frame.id in seen:
            raise InputError(f"{path.name} line {line_of(node)}: frame {frame.id!r} stands there twice; join them")
        seen.add(frame.id)
        for form in _core_forms(row, frame, stars) if stars else english_forms(row, frame, irregular):
            forms.setdefault(form.words[0], []).append(form)
    order = _order(path, top)
    if order:
        _check_whole(path, sets=sets, grammar=grammar)
    return Lexicon(
        language=plain(top["language"][1]),
        forms={word: tuple(sorted(group, key=lambda form: -len(form.words))) for word, group in forms.items()},
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
        _check_once(f"{path.name} line {line}: {name!r}", terms)
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


def _check_once(where: str, words: Collection[str]) -> None:
    twice = sorted(word for word, times in Counter(words).items() if times > 1)
    if twice:
        raise InputError(f"{where} has {', '.join(twice)} twice; keep one of each")


def _check_lists(where: str, row: dict[str, Any], sets: dict[str, frozenset[str]]) -> None:
    for key in sorted(_LISTS & set(row)):
        if not isinstance(row[key], list):
            raise InputError(f"{where}: {key} is no list; write {key}: [one, two]")
        _check_once(f"{where}: {key}", row[key])
        dangling = [name for name in row[key] if key in ("with", "after", "without", "nearby") and name not in sets]
        if dangling:
            raise InputError(f"{where}: no set named {', '.join(dangling)}; add it under sets")
