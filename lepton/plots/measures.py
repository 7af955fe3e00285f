"""What the figures of a model mean, in words a manager understands."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lepton.plots.format import NOTHING, count, number, percent

__all__ = ["Measure", "MeasureRow", "measure_rows", "measures_of", "verdict"]

Figures = Mapping[str, float | None]


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure: its plain name, its technical one, what it says, and how it is written."""

    key: str
    title: str
    term: str
    meaning: str
    share: bool = False  # written as a percentage
    main: bool = False  # among the few that are shown large
    lower_is_better: bool = False


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """One figure of a model beside the baseline's, as text."""

    title: str
    term: str
    value: str
    baseline: str
    meaning: str
    main: bool


ANSWERS = (
    Measure(
        "roc_auc",
        "Ranking quality",
        "ROC AUC",
        "Pick one positive and one negative case: how often the positive one has the higher "
        "score. Guessing gives 0.5, a perfect ranking 1.",
        main=True,
    ),
    Measure(
        "precision",
        "Right when it says yes",
        "precision",
        "Of the cases it calls positive at a probability of one half, the share that are.",
        share=True,
        main=True,
    ),
    Measure(
        "recall",
        "Found",
        "recall",
        "Of all positive cases, the share it calls positive at a probability of one half.",
        share=True,
        main=True,
    ),
    Measure(
        "accuracy",
        "Right overall",
        "accuracy",
        "Share of all cases it gets right. Misleading when one answer is rare: compare it with "
        "the baseline, which always gives the most frequent answer.",
        share=True,
        main=True,
    ),
    Measure("f1", "Balance", "F1", "Balance of precision and recall: high only if both are."),
    Measure(
        "average_precision",
        "Precision over all cut-offs",
        "average precision",
        "Precision averaged over every cut-off. Picking at random gives the share of positives.",
    ),
    Measure(
        "log_loss",
        "Penalty for wrong probabilities",
        "log loss",
        "How wrong the probabilities are, harsh on confident mistakes. Lower is better.",
        lower_is_better=True,
    ),
    Measure(
        "brier",
        "Distance of the probabilities",
        "Brier score",
        "Mean squared distance of the probabilities from what happened. Lower is better.",
        lower_is_better=True,
    ),
)
NUMBERS = (
    Measure(
        "r2",
        "Explained",
        "R²",
        "Share of the ups and downs that the model explains. The baseline, one answer for every "
        "row, explains none.",
        share=True,
        main=True,
    ),
    Measure(
        "mae",
        "Typical error",
        "MAE",
        "How far off a prediction is on average, in the target's unit. Lower is better.",
        main=True,
        lower_is_better=True,
    ),
    Measure(
        "rmse",
        "Error, large ones counted more",
        "RMSE",
        "As the typical error, but large misses weigh more. Lower is better.",
        main=True,
        lower_is_better=True,
    ),
    Measure(
        "mape",
        "Typical error in percent",
        "MAPE",
        "How far off a prediction is on average, as a share of what came true. Lower is better.",
        share=True,
        main=True,
        lower_is_better=True,
    ),
)
SEVERAL = {
    "precision": "Averaged over the classes: of the cases put into a class, the share that "
    "belong there.",
    "recall": "Averaged over the classes: of the cases of a class, the share put there.",
    "roc_auc": "Averaged over the classes, each against the others. Guessing gives 0.5, a "
    "perfect ranking 1.",
}
IN_HUNDRED = 100


def measures_of(kind: str) -> tuple[Measure, ...]:
    """List the figures for a kind of target: ``binary``, ``multiclass`` or ``regression``."""
    return NUMBERS if kind == "regression" else ANSWERS


def measure_rows(kind: str, metrics: Figures, baseline: Figures) -> list[MeasureRow]:
    """Put a model's figures beside the baseline's, as text; figures that are missing are left out.

    Examples
    --------
    >>> measure_rows("binary", {"roc_auc": 0.985}, {"roc_auc": 0.5})[0].value
    '0.985'
    """
    return [
        MeasureRow(
            title=m.title,
            term=m.term,
            value=_worded(m, metrics.get(m.key)),
            baseline=_worded(m, baseline.get(m.key)),
            meaning=SEVERAL.get(m.key, m.meaning) if kind == "multiclass" else m.meaning,
            main=m.main,
        )
        for m in measures_of(kind)
        if m.key in metrics
    ]


def verdict(kind: str, metrics: Figures, baseline: Figures, positive: str = "positive") -> str:
    """Say in one or two sentences how good a model is, beside the simplest answer.

    Parameters
    ----------
    kind
        Kind of the target.
    metrics, baseline
        Figures of the model and of one answer for every row.
    positive
        What a positive case is called; comes back unchanged in the sentence.

    Examples
    --------
    >>> print(verdict("binary", {"precision": .93, "recall": .88, "accuracy": .971},
    ...               {"accuracy": .843}, "Churn = 1"))
    It finds 88 of 100 cases of Churn = 1, and 93 of 100 that it names are right. ...
    """
    if kind == "regression":
        return _number_verdict(metrics, baseline)
    known = (metrics.get("accuracy"), baseline.get("accuracy"))
    overall = (
        f"Over all cases it is right in {percent(known[0])}; always giving the most frequent "
        f"answer would be right in {percent(known[1])}."
    )
    if kind == "multiclass":
        return overall
    found, right = metrics.get("recall") or 0.0, metrics.get("precision") or 0.0
    if not found:
        return f"At a probability of one half it never says {positive}. {overall}"
    return (
        f"It finds {count(found * IN_HUNDRED)} of 100 cases of {positive}, and "
        f"{count(right * IN_HUNDRED)} of 100 that it names are right. {overall}"
    )


def _number_verdict(metrics: Figures, baseline: Figures) -> str:
    """The same for a number."""
    error, simple = metrics.get("mae"), baseline.get("mae")
    return (
        f"A prediction is off by {number(error)} on average; one answer for every row would be "
        f"off by {number(simple)}."
    )


def _worded(measure: Measure, value: Any) -> str:
    """A figure as text."""
    if value is None:
        return NOTHING
    return percent(value) if measure.share else number(value)
