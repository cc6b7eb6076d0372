"""Does the classifier keep its scores on texts that we wrote and labelled?

The texts and their quotations are our own; many follow what really happened, as a newsroom would have told it. What is
*frozen* (all of `frozen.jsonl` and `newsday.jsonl`, and of the other files the rows that say so) was labelled before
anything was tuned on it: nobody reads its errors, and its labels stay untouched. The rest may be read while rules are
written. The development set beside the project, where it is there, guards a floor as well.

Floors are what is reached, less a margin; scores of the frozen part say how we read what we have never seen.
"""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tocsin.escalation.classify import classify
from tocsin.escalation.scores import prf, score

HERE = Path(__file__).parent
DEVELOPMENT = HERE.parents[2] / "shared" / "eval" / "escalation_dev.jsonl"


def rows_of(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def scores_of(gold: list[dict[str, Any]]) -> dict[str, float]:
    return score(gold, [read(row) for row in gold])


def read(row: dict[str, Any]) -> dict[str, Any]:
    published = row.get("published_at")
    at = datetime.fromisoformat(published).replace(tzinfo=UTC) if published else None
    found = classify(row["title"], row["body"], published_at=at)
    return {
        "id": row["id"],
        "level": int(found.level),
        "direction": str(found.direction),
        "dyads": [list(dyad) for dyad in found.dyads],
        "location": found.location,
        "probability": found.probability,
    }


# Alert F1, level macro-F1, directed dyad F1, location accuracy; and the Brier score that may not be passed.
FLOORS = {
    ("tuned", "open"): (0.98, 0.96, 0.95, 0.97, 0.03),
    ("frozen", "open"): (0.98, 0.97, 0.88, 0.97, 0.03),
    ("wires", "open"): (0.95, 0.88, 0.81, 0.82, 0.05),
    ("newsday", "open"): (0.88, 0.84, 0.79, 0.63, 0.09),
    ("items", "open"): (0.94, 0.87, 0.65, 0.62, 0.06),
    ("items", "frozen"): (0.60, 0.39, 0.29, 0.47, 0.26),
    ("bare", "open"): (0.88, 0.81, 0.70, 0.67, 0.10),
    ("bare", "frozen"): (0.59, 0.50, 0.54, 0.32, 0.25),
    ("longwire", "open"): (0.98, 0.85, 0.67, 0.70, 0.03),
    ("longwire", "frozen"): (0.83, 0.46, 0.63, 0.60, 0.14),
    ("longpress", "open"): (0.92, 0.88, 0.57, 0.80, 0.06),
    ("longpress", "frozen"): (0.86, 0.61, 0.50, 0.47, 0.11),
    ("traps", "open"): (0.93, 0.75, 0.72, 0.82, 0.09),
    ("adversarial", "open"): (0.66, 0.47, 0.51, 0.53, 0.20),
    ("adversarial", "frozen"): (0.35, 0.34, 0.26, 0.22, 0.35),
}


@pytest.mark.parametrize(("name", "part"), FLOORS, ids=" ".join)
def test_floors_on_our_own_texts(name, part):
    rows = rows_of(HERE / f"{name}.jsonl")
    out = scores_of([row for row in rows if bool(row.get("frozen")) == (part == "frozen")])
    alert_f1, level_f1, dyad_f1, located, brier = FLOORS[name, part]
    assert out["alert_f1"] >= alert_f1
    assert out["level_macro_f1"] >= level_f1
    assert out["dyad_directed_f1"] >= dyad_f1
    assert out["location_accuracy"] >= located
    assert out["brier"] <= brier


# Recall and precision of acts of force (level 4 or more), and alert F1.
OTHERS = {
    ("es", "open"): (0.85, 0.76, 0.94),
    ("es", "frozen"): (0.70, 0.45, 0.79),
    ("fr", "open"): (0.95, 0.85, 0.93),
    ("fr", "frozen"): (0.45, 0.61, 0.63),
    ("ru", "open"): (0.82, 0.95, 0.97),
    ("ru", "frozen"): (0.75, 0.75, 0.90),
    ("uk", "open"): (0.82, 0.82, 0.93),
    ("uk", "frozen"): (0.70, 0.70, 0.73),
    ("ar", "open"): (0.95, 0.71, 0.94),
    ("ar", "frozen"): (0.95, 0.57, 0.92),
    ("fa", "open"): (0.85, 0.85, 0.93),
    ("fa", "frozen"): (0.95, 0.95, 0.72),
}


@pytest.mark.parametrize(("language", "part"), OTHERS, ids=" ".join)
def test_floors_in_other_languages(language, part):
    rows = [row for row in rows_of(HERE / f"{language}.jsonl") if bool(row["frozen"]) == (part == "frozen")]
    answers = [read(row) for row in rows]
    precision, recall, _ = prf(
        (row["level"] >= 4, answer["level"] >= 4) for row, answer in zip(rows, answers, strict=True)
    )
    least_recall, least_precision, alert_f1 = OTHERS[language, part]
    assert recall >= least_recall
    assert precision >= least_precision
    assert score(rows, answers)["alert_f1"] >= alert_f1


def test_floor_on_spanish_and_french():
    out = scores_of(rows_of(HERE / "romance.jsonl"))
    assert out["alert_f1"] >= 0.90
    assert out["dyad_directed_f1"] >= 0.85


@pytest.mark.skipif(not DEVELOPMENT.exists(), reason="the development set is not beside this checkout")
def test_floor_on_the_development_set():
    out = scores_of(rows_of(DEVELOPMENT))
    assert out["alert_f1"] >= 0.85
    assert out["level_macro_f1"] >= 0.70
    assert out["brier"] <= 0.13
