"""How do our probabilities compare with what was due? The reliability curve, drawn into a file."""

from collections.abc import Sequence
from pathlib import Path

from tocsin.errors import InputError
from tocsin.escalation.scores import Bin

KINDS = (".svg", ".png", ".pdf")


def check_plot(path: Path) -> None:
    """Refuse a file that can't become a plot, before the work is done; raises `InputError`."""
    if path.suffix.lower() not in KINDS:
        raise InputError(f"{path}: a plot ends in {', '.join(KINDS)}")
    if not path.parent.is_dir():
        raise InputError(f"{path}: there is no folder {path.parent}; make it, or name another")


def plot_reliability(bins: Sequence[Bin], path: Path, *, brier: float, rows: int) -> None:
    """Draw the share of due alerts against the mean probability of each bin, and how many rows each bin holds."""
    # A second's import, wanted here alone; the figure is made without a window.
    from matplotlib.figure import Figure

    figure = Figure(figsize=(6, 6.5), layout="constrained")
    curve, counts = figure.subplots(2, 1, height_ratios=(4, 1), sharex=True)
    curve.plot((0, 1), (0, 1), color="0.7", linestyle="--", label="perfectly calibrated")
    curve.plot([each.mean for each in bins], [each.due for each in bins], marker="o", label="tocsin")
    curve.set(ylabel="share of rows on which an alert was due", xlim=(0, 1), ylim=(-0.02, 1.02))
    curve.set_title(f"Reliability on {rows:,} labelled rows (Brier {brier:.3f})")
    curve.legend(loc="upper left")
    counts.bar([each.low + 0.05 for each in bins], [each.rows for each in bins], width=0.09, color="0.6")
    counts.set(xlabel="probability that people should be told", ylabel="rows")
    figure.savefig(path)
