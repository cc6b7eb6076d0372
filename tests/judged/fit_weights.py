"""Fit the weights of the probability on our own labelled texts.

    .venv/bin/python tests/judged/fit_weights.py

Reads every text of `tests/judged` that may be looked at (frozen ones are left out), classifies it, and fits a logistic
regression with a quadratic penalty of strength 1/C over the features of `tocsin.escalation.verdict.features`. C is
chosen by the log-loss of ten-fold cross-validation. What occurs in fewer than FEWEST texts gets no weight. The result
is written to `include/tocsin/escalation/verdict/weights.yaml`; the cross-validated Brier score is printed beside that
of the weights before.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import brier_score_loss, log_loss
from sklearn.model_selection import StratifiedKFold, cross_val_predict

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parents[1] / "include")]
WEIGHTS = HERE.parents[1] / "include" / "tocsin" / "escalation" / "verdict" / "weights.yaml"
FEWEST = 4
# The rules were written while these texts were read, so that they are surer of them than of others: log-odds are
# shrunk by as much as serves texts that nobody has read (`newsday.jsonl`, and the frozen rows).
SHRINK = 0.7
STRENGTHS = (0.1, 0.3, 1.0, 3.0)
COMMAND = ".venv/bin/python tests/judged/fit_weights.py"


def labelled() -> Iterator[dict[str, Any]]:
    """Every labelled text that is not frozen."""
    for path in sorted(HERE.glob("*.jsonl")):
        if path.stem in ("frozen", "newsday"):
            continue
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            if not row.get("frozen"):
                yield row


def read(row: dict[str, Any]) -> tuple[dict[str, float], float]:
    """The features of one text, and the probability that the weights of today give it."""
    from tocsin.escalation.explain import explain

    published = row.get("published_at")
    at = datetime.fromisoformat(published).replace(tzinfo=UTC) if published else None
    explanation = explain(row["title"], row["body"], published_at=at)
    return dict(explanation.features), explanation.assessment.probability


def is_due(row: dict[str, Any]) -> bool:
    """Whether the label says that people should be told."""
    return bool(row["level"] >= 2 and row["direction"] == "escalation")


def main() -> None:
    """Fit, print how well, and write the weights."""
    texts = list(labelled())
    readings = [read(row) for row in texts]
    due = np.array([is_due(row) for row in texts])
    counts = Counter(name for features, _ in readings for name in features)
    kept = [{n: v for n, v in features.items() if counts[n] >= FEWEST} for features, _ in readings]
    vectors = DictVectorizer()
    matrix = vectors.fit_transform(kept)
    folds = StratifiedKFold(10, shuffle=True, random_state=0)
    tried = {}
    for strength in STRENGTHS:
        model = LogisticRegression(C=strength, max_iter=5_000)
        tried[strength] = cross_val_predict(model, matrix, due, cv=folds, method="predict_proba")[:, 1]
    best = min(STRENGTHS, key=lambda strength: log_loss(due, tried[strength]))
    model = LogisticRegression(C=best, max_iter=5_000).fit(matrix, due)
    before = [odds for _, odds in readings]
    sys.stdout.write(
        f"{len(texts)} texts, {int(due.sum())} of them due; C = {best}\n"
        f"Brier, cross-validated: {brier_score_loss(due, tried[best]):.4f}\n"
        f"Brier, the weights before: {brier_score_loss(due, before):.4f}\n"
    )
    write(vectors.get_feature_names_out(), model, counts, len(texts))


def write(names: list[str], model: LogisticRegression, counts: Counter[str], texts: int) -> None:
    """Write the weights, the strongest first, each with the number of texts it was seen in."""
    lines = [
        "# What each feature of a reading adds to the log-odds that people should be told. Fitted, see below.",
        f"made_by: {COMMAND}",
        f"fitted_on: {texts} texts of tests/judged",
        f"bias: {SHRINK * model.intercept_[0]:.3f}",
        "weights:",
    ]
    for weight, name in sorted(zip(model.coef_[0], names, strict=True), reverse=True):
        lines.append(f"  {json.dumps(name)}: {SHRINK * weight:.3f}  # in {counts[name]} texts")
    WEIGHTS.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
