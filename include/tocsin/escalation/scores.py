"""How well do assessments agree with labelled rows? The measures that `tocsin evaluate` prints.

Rows are plain dicts as in the CLI: `id`, `level` 0–5, `direction`, `dyads` (pairs of codes), `location`, `probability`.
Armed groups count as their home state in the dyad measures, so that "Hezbollah" and `LBN` agree.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from tocsin.escalation.gazetteer.actors import home_of

Row: TypeAlias = Mapping[str, Any]
_EMPTY: Row = {"level": 0, "direction": "none", "dyads": [], "location": None, "probability": 0.0}
# The homes by which the shared scorer counts; they differ from the gazetteer where a group is led from abroad.
_LED_FROM = {"M23": "RWA", "TTP": "AFG", "JNIM": "MLI"}


@dataclass(frozen=True)
class Bin:
    """The rows whose probability lies from `low` to `low` + 0.1: their mean probability, and the share that is due."""

    low: float
    rows: int
    mean: float
    due: float


def reliability(gold: list[dict[str, Any]], predicted: list[dict[str, Any]]) -> list[Bin]:
    """Compare probabilities with what was due, in ten bins; empty bins are left out (Murphy and Winkler, 1977)."""
    by_id = {row["id"]: float(row.get("probability") or 0.0) for row in predicted}
    binned: dict[int, list[tuple[float, bool]]] = {}
    for row in gold:
        odds = by_id.get(row["id"], 0.0)
        binned.setdefault(min(int(odds * 10), 9), []).append((odds, is_alert(row)))
    return [
        Bin(at / 10, len(here), sum(odds for odds, _ in here) / len(here), sum(due for _, due in here) / len(here))
        for at, here in sorted(binned.items())
    ]


def score(gold: list[dict[str, Any]], predicted: list[dict[str, Any]]) -> dict[str, float | dict[int, float]]:
    """Compare predictions with gold by `id`; a gold row without a prediction counts as level 0, direction none."""
    by_id = {row["id"]: row for row in predicted}
    pairs: list[tuple[Row, Row]] = [(row, by_id.get(row["id"], _EMPTY)) for row in gold]
    out: dict[str, float | dict[int, float]] = {
        "rows": float(len(gold)),
        "missing": float(sum(row["id"] not in by_id for row in gold)),
    }
    if not gold:
        return out
    alerts = [(is_alert(a), is_alert(b)) for a, b in pairs]
    out |= _named("alert", *prf(alerts))
    out |= _level_scores(pairs)
    out["direction_accuracy"] = _share(a["direction"] == b["direction"] for a, b in pairs)
    calm = [(a["direction"] == "deescalation", b["direction"] == "deescalation") for a, b in pairs]
    out["deescalation_f1"] = prf(calm)[2]
    out |= _named("dyad", *_set_prf(pairs, _unordered))
    out |= _named("dyad_directed", *_set_prf(pairs, _ordered))
    placed = [(a, b) for a, b in pairs if a.get("location")]
    out["location_accuracy"] = _share(a["location"] == b.get("location") for a, b in placed)
    out["brier"] = sum((float(b.get("probability") or 0.0) - is_alert(a)) ** 2 for a, b in pairs) / len(pairs)
    return out


def is_alert(row: Row) -> bool:
    """Whether the codebook would have people told: a threat or worse, and rising."""
    if "alert" in row:
        return bool(row["alert"])
    return bool(row["level"] >= 2 and row["direction"] == "escalation")


def prf(pairs: Iterable[tuple[bool, bool]]) -> tuple[float, float, float]:
    """Precision, recall and F1 of (gold, predicted) pairs; 0 where nothing can be divided."""
    pairs = list(pairs)
    both = sum(a and b for a, b in pairs)
    return _from_counts(both, sum(b and not a for a, b in pairs), sum(a and not b for a, b in pairs))


def _from_counts(both: int, extra: int, missed: int) -> tuple[float, float, float]:
    precision = both / (both + extra) if both + extra else 0.0
    recall = both / (both + missed) if both + missed else 0.0
    total = precision + recall
    return precision, recall, 2 * precision * recall / total if total else 0.0


def _named(name: str, precision: float, recall: float, f1: float) -> dict[str, float | dict[int, float]]:
    return {f"{name}_precision": precision, f"{name}_recall": recall, f"{name}_f1": f1}


def _level_scores(pairs: list[tuple[Row, Row]]) -> dict[str, float | dict[int, float]]:
    levels = sorted({int(a["level"]) for a, _ in pairs})
    by_level = {n: prf([(a["level"] == n, b["level"] == n) for a, b in pairs])[2] for n in levels}
    return {
        "level_macro_f1": sum(by_level.values()) / len(by_level),
        "level_f1_by_level": by_level,
        "level_accuracy": _share(a["level"] == b["level"] for a, b in pairs),
        "level_mae": sum(abs(a["level"] - b["level"]) for a, b in pairs) / len(pairs),
    }


def _share(hits: Iterable[bool]) -> float:
    hits = list(hits)
    return sum(hits) / len(hits) if hits else 0.0


def _home(code: str) -> str:
    return _LED_FROM.get(code) or home_of(code)


def _ordered(row: Row) -> set[tuple[str, ...]]:
    return {tuple(_home(code) for code in pair) for pair in row.get("dyads") or () if len(pair) == 2}


def _unordered(row: Row) -> set[tuple[str, ...]]:
    return {tuple(sorted(pair)) for pair in _ordered(row) if pair[0] != pair[1]}


def _set_prf(
    pairs: list[tuple[Row, Row]], dyads_of: Callable[[Row], set[tuple[str, ...]]]
) -> tuple[float, float, float]:
    both = extra = missed = 0
    for gold, predicted in pairs:
        wanted, given = dyads_of(gold), dyads_of(predicted)
        both += len(wanted & given)
        extra += len(given - wanted)
        missed += len(wanted - given)
    return _from_counts(both, extra, missed)
