"""What the commands print: one JSON object for machines, short aligned text for people."""

import json
import math
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from lepton.plots.format import number

__all__ = ["columns", "metric_rows", "print_json", "say", "shown_progress", "warn"]

METRICS = {
    "roc_auc": "ROC AUC",
    "average_precision": "average precision",
    "accuracy": "accuracy",
    "precision": "precision",
    "recall": "recall",
    "f1": "F1",
    "log_loss": "log loss",
    "brier": "Brier score",
    "r2": "R²",
    "rmse": "RMSE",
    "mae": "MAE",
    "mape": "MAPE",
}


def print_json(told: Mapping[str, Any]) -> None:
    """Print one JSON object; what is not a number becomes null."""
    sys.stdout.write(json.dumps(_plain(told), ensure_ascii=False, allow_nan=False) + "\n")


def _plain(thing: Any) -> Any:
    """The same with plain Python values, as JSON can say them."""
    if isinstance(thing, Mapping):
        return {str(key): _plain(value) for key, value in thing.items()}
    if isinstance(thing, list | tuple):
        return [_plain(value) for value in thing]
    if hasattr(thing, "item"):
        thing = thing.item()
    return None if isinstance(thing, float) and not math.isfinite(thing) else thing


def say(*lines: str) -> None:
    """Print lines of text for a person."""
    sys.stdout.write("\n".join(lines) + "\n")


def warn(*lines: str) -> None:
    """Print lines beside the output, where they do not mix with it."""
    sys.stderr.writelines(f"{line}\n" for line in lines)


def shown_progress() -> Callable[[float, str], None] | None:
    """Something that tells progress where a person looks on; None where nobody does."""
    return _progress if sys.stderr.isatty() else None


def _progress(fraction: float, message: str) -> None:
    sys.stderr.write(f"\r\033[K{fraction:4.0%}  {message}")
    if fraction >= 1:
        sys.stderr.write("\r\033[K")
    sys.stderr.flush()


def columns(rows: Sequence[Sequence[str]]) -> list[str]:
    """Align a table: the first column to the left, figures to the right.

    Examples
    --------
    >>> columns([("", "profit"), ("best", "12"), ("nobody", "0")])
    ['        profit', 'best        12', 'nobody       0']
    """
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    return [
        "  ".join(
            cell.ljust(width) if i == 0 else cell.rjust(width)
            for i, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]


def metric_rows(
    metrics: Mapping[str, float | None], baseline: Mapping[str, float | None]
) -> list[tuple[str, ...]]:
    """The figures of a model beside those of one answer for every row, as a table."""
    known = [(key, title) for key, title in METRICS.items() if key in metrics]
    rows = [(title, number(metrics[key]), number(baseline.get(key))) for key, title in known]
    return [("", "model", "baseline"), *rows]
