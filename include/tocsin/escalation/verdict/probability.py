"""How sure are we that people should be told? A logistic over a few readable features.

The weights, in log-odds, stand in `weights.yaml`, with the command that fitted them. A feature without a weight adds
nothing: it was too rare in our labelled texts to learn of.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from tocsin.errors import InputError
from tocsin.escalation.datafile import compose, line_of, plain, rows

_PATH = Path(__file__).parent / "weights.yaml"
_KEYS = frozenset({"made_by", "fitted_on", "bias", "weights"})
BASE = "before anything is read"


@dataclass(frozen=True)
class Weights:
    """`bias`: the log-odds of a text of which nothing is known; `by_feature`: what each feature adds."""

    bias: float
    by_feature: Mapping[str, float]


def probability(features: Mapping[str, float]) -> float:
    """Probability (0 to 1) that the article is one to alert on."""
    return round(logistic(sum(added for _, added in additions(features))), 4)


def logistic(log_odds: float) -> float:
    """Turn log-odds into a probability."""
    return 1 / (1 + math.exp(-log_odds))


def additions(features: Mapping[str, float]) -> list[tuple[str, float]]:
    """What each feature adds to the log-odds, the bias (`BASE`) first; features without a weight are left out."""
    known = weights()
    found = [(name, value * known.by_feature[name]) for name, value in features.items() if name in known.by_feature]
    return [(BASE, known.bias), *found]


@cache
def weights() -> Weights:
    """The weights that came with this version."""
    return read_weights(_PATH)


def read_weights(path: Path) -> Weights:
    """Read and check a file of weights; raises `InputError` naming file and line on what is wrong."""
    top = {key: (line, value) for line, key, value in rows(compose(path))}
    for key, (line, _) in top.items():
        if key not in _KEYS:
            raise InputError(f"{path.name} line {line}: unknown key {key!r}; use one of {sorted(_KEYS)}")
    if not {"bias", "weights"} <= set(top):
        raise InputError(f"{path.name} line 1: no bias or no weights; make them anew with tests/judged/fit_weights.py")
    line, bias = top["bias"]
    return Weights(_number(path, line, "bias", plain(bias)), _by_feature(path, *top["weights"]))


def _by_feature(path: Path, line: int, node: yaml.Node) -> dict[str, float]:
    if not isinstance(node, yaml.MappingNode):
        raise InputError(f"{path.name} line {line}: weights is no mapping; write `feature: number` lines")
    found: dict[str, float] = {}
    for at, name, weight in rows(node):
        if name in found:
            raise InputError(f"{path.name} line {at}: {name!r} stands there twice; keep one")
        found[name] = _number(path, line_of(weight), name, plain(weight))
    return found


def _number(path: Path, line: int, name: str, value: object) -> float:
    try:
        number = float(str(value))
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise InputError(f"{path.name} line {line}: {name} is {value!r}, no number")
    return number
