"""Do the measures count as the codebook defines them?"""

import pytest

from tocsin.escalation.scores import score

GOLD = [
    {"id": "a", "level": 4, "direction": "escalation", "dyads": [["ISR", "LBN"]], "location": "LBN"},
    {"id": "b", "level": 0, "direction": "none", "dyads": [], "location": None},
    {"id": "c", "level": 0, "direction": "deescalation", "dyads": [["IND", "CHN"]], "location": None},
]


def test_perfect():
    out = score(GOLD, [{**row, "probability": float(row["level"] >= 2)} for row in GOLD])
    assert [
        out[key] for key in ("alert_f1", "level_macro_f1", "dyad_directed_f1", "location_accuracy", "deescalation_f1")
    ] == [1] * 5
    assert (out["brier"], out["level_mae"], out["missing"]) == (0, 0, 0)


def test_a_missing_row_counts_as_nothing_found():
    out = score(GOLD, [])
    assert (out["missing"], out["alert_recall"], out["level_mae"]) == (3, 0, pytest.approx(4 / 3))


def test_direction_of_a_pair_and_group_homes():
    swapped = [{**GOLD[0], "dyads": [["Hezbollah", "ISR"]], "probability": 0.5}]
    out = score(GOLD[:1], swapped)
    assert (out["dyad_f1"], out["dyad_directed_f1"], out["brier"]) == (1, 0, 0.25)
