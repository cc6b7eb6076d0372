"""Is this news of an act at all, or sport, fiction, opinion, memory, crime, weather, an explainer?

What is not news may use every word of war. The marks stand in `genres.yaml`.
"""

import re
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from tocsin.escalation.sentences import Sentence

_PATH = Path(__file__).parent / "genres.yaml"
_SENTENCE_CAP = 800
_QUESTION = re.compile(
    r"^(?:why|what|how|who|could|would|should|will|can|is|are|does|do|did|has|when|where)\b|\?\s*$",
    re.IGNORECASE,
)


@cache
def _marks() -> dict[str, dict[str, re.Pattern[str]]]:
    data: dict[str, Any] = yaml.load(
        _PATH.read_text(encoding="utf-8"), Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    )
    return {
        genre: {
            where: re.compile(r"(?<!\w)(?:" + "|".join(terms) + r")(?!\w)", re.IGNORECASE)
            for where, terms in places.items()
        }
        for genre, places in data.items()
    }


def genre_of(title: str, lead: str, body: list[Sentence]) -> str:
    """Name what kind of text this is: `"news"`, or the genre that keeps its words from being acts."""
    for genre, places in _marks().items():
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
