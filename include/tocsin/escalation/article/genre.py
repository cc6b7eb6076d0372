"""Is this news of an act at all, or sport, fiction, opinion, memory, crime, weather, an explainer?

What is not news may use every word of war. The marks stand in `genres.yaml`.
"""

import re
from functools import cache
from pathlib import Path

import yaml

from tocsin.errors import InputError
from tocsin.escalation.datafile import compose, plain, rows
from tocsin.escalation.text.sentences import Sentence

_PATH = Path(__file__).parent / "genres.yaml"
_SENTENCE_CAP = 800
_QUESTION = re.compile(
    r"^(?:why|what|how|who|could|would|should|will|can|is|are|does|do|did|has|when|where)\b|\?\s*$",
    re.IGNORECASE,
)


_PLACES = frozenset({"title", "lead", "body", "unless"})
# "(a+)+" takes ages on hostile text: a repeated group may hold no repetition of its own.
_NESTED = re.compile(r"\((?:[^()\\]|\\.)*[+*](?:[^()\\]|\\.)*\)[+*]")


@cache
def _marks() -> dict[str, dict[str, re.Pattern[str]]]:
    return read_genres(_PATH)


def read_genres(path: Path) -> dict[str, dict[str, re.Pattern[str]]]:
    """Read and check a file of genres; raises `InputError` naming the file and the line that is wrong."""
    genres: dict[str, dict[str, re.Pattern[str]]] = {}
    for line, genre, places in rows(compose(path)):
        if genre in genres or not isinstance(places, yaml.MappingNode):
            raise InputError(f"{path.name} line {line}: genre {genre!r} stands there twice or holds no title, lead …")
        genres[genre] = {}
        for at, place, terms in rows(places):
            if place not in _PLACES:
                raise InputError(f"{path.name} line {at}: unknown key {place!r}; use one of {sorted(_PLACES)}")
            genres[genre][place] = _pattern(f"{path.name} line {at}: {genre}.{place}", plain(terms))
    return genres


def _pattern(where: str, terms: object) -> re.Pattern[str]:
    if not isinstance(terms, list) or not terms or not all(isinstance(term, str) and term for term in terms):
        raise InputError(f"{where}: no list of expressions; write [first, second]")
    for term in terms:
        if _NESTED.search(term):
            raise InputError(f"{where}: {term!r} repeats a repetition; bound one of them, as in {{0,3}}")
        try:
            re.compile(term)
        except re.error as error:
            raise InputError(f"{where}: {term!r} is no regular expression ({error})") from error
    return re.compile(r"(?<!\w)(?:" + "|".join(terms) + r")(?!\w)", re.IGNORECASE)


def genre_of(title: str, lead: str, body: list[Sentence]) -> str:
    """Name what kind of text this is: `"news"`, or the genre that keeps its words from being acts."""
    for genre, places in _marks().items():
        if "unless" in places and (places["unless"].search(title) or places["unless"].search(lead)):
            continue
        if "title" in places and places["title"].search(title):
            return genre
        if "lead" in places and places["lead"].search(lead):
            return genre
    text = " ".join(sentence.text[:_SENTENCE_CAP] for sentence in body[:12])
    for genre, places in _marks().items():
        if "body" in places:
            hits = {match.group().lower() for match in places["body"].finditer(f"{title} {text}")}
            if len(hits) >= 3:
                return genre
    return "news"


def is_question(title: str) -> bool:
    """Whether a headline asks or explains rather than tells."""
    return bool(_QUESTION.search(title.strip()))
