"""How sure are we that people should be told? A logistic over a few readable features."""

import math
from dataclasses import dataclass

# Weights set by hand on our own labelled texts; each is in log-odds.
_BIAS = -3.0
_BY_LEVEL = {0: 0.0, 1: 0.2, 2: 3.8, 3: 4.2, 4: 4.6, 5: 5.2}
_IN_TITLE = 0.4
_PAIR = 0.4
_GUESSED = -0.6
_TOLD_TWICE = 0.7
_QUESTION = -1.2
_GENRE = -0.8
_LOOSE_FORCE = 0.9
_NOT_RISING = -4.0


@dataclass(frozen=True, kw_only=True)
class Features:
    """What the verdict rests on. `loose_force`: words of force stand in the text and did not decide it."""

    level: int
    rising: bool
    in_title: bool = False
    pair: bool = False
    guessed: bool = False
    told_twice: bool = False
    question: bool = False
    genre: str = "news"
    loose_force: bool = False


def probability(features: Features) -> float:
    """Probability (0 to 1) that the article is one to alert on."""
    score = _BIAS + _BY_LEVEL[features.level]
    score += _QUESTION * features.question + _GENRE * (features.genre != "news")
    if features.level == 0:
        score += _LOOSE_FORCE * (features.loose_force and features.genre == "news")
    else:
        score += _IN_TITLE * features.in_title + _PAIR * features.pair + _GUESSED * features.guessed
        score += _TOLD_TWICE * features.told_twice + _NOT_RISING * (not features.rising)
    return round(1 / (1 + math.exp(-score)), 4)
