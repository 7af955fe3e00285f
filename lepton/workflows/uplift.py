"""What acting changed in an experiment, and on whom to act."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from lepton.errors import InputError, must
from lepton.workflows.experiment import (
    ExperimentColumns,
    ExperimentRows,
    known_before,
    read_experiment,
)

if TYPE_CHECKING:
    from lepton.value.uplift import Balance, Offer, UpliftCurve
    from lepton.workflows.basis import Evidence

__all__ = ["ExperimentColumns", "Uplift", "uplift_from", "uplift_of"]


@dataclass(frozen=True, eq=False)
class Uplift:
    """What an experiment says, and how far it can be trusted.

    Attributes
    ----------
    title
        What the table is called.
    curve
        What acting changes and earns at every depth.
    balance
        Whether the arms look alike in all that was known before.
    learned
        Whether the scores were learned from these rows, each by models that had not seen it.
    notes
        What was decided or left out, in plain sentences.
    """

    title: str
    curve: "UpliftCurve"
    balance: "Balance"
    learned: bool
    notes: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {
            "title": self.title,
            "curve": self.curve.to_dict(),
            "balance": self.balance.to_dict(),
            "learned": self.learned,
            "notes": list(self.notes),
        }


def uplift_from(
    source: Any,
    columns: ExperimentColumns,
    *,
    offer: "Offer | None" = None,
    family: str = "linear",
    seed: int = 0,
) -> Uplift:
    """Tell what acting changed, from a table of an experiment.

    Parameters
    ----------
    source
        Whatever :func:`lepton.load` takes, or columns by name: a mapping of arrays.
    columns
        What the columns mean. Without a score one is learned: a model of the treated rows and
        one of the others, each row scored by models that had not seen it.
    offer
        The money; without it an outcome is worth 1 and nothing costs.
    family
        What the two models are, where a score has to be learned.
    seed
        For the parts of the learning, and for the rows that are drawn again.

    Raises
    ------
    InputError
        A column is missing or cannot be used, or an arm has too few rows.
    NotApplicable
        Everybody was treated, or nobody.

    Examples
    --------
    >>> table = {"bought": [0, 1] * 20, "mailed": [0] * 20 + [1] * 20, "risk": range(40)}
    >>> columns = ExperimentColumns(y="bought", treated="mailed", score="risk")
    >>> uplift_from(table, columns).curve.effect.n_treated
    20
    """
    import pandas as pd

    from lepton.data import load
    from lepton.value.uplift import balance, uplift_curve
    from lepton.value.uplift.experiment import arms

    if isinstance(source, Mapping):
        source = pd.DataFrame(dict(source))
    data = load(source)
    rows = read_experiment(data.frame, columns)
    arms(rows.treated, rows.y.size)  # before anybody waits for a model
    more, learned = dict(rows.more), columns.score is None
    score = _learned(rows, columns, family, seed) if learned else more.pop("y_score")
    curve = uplift_curve(rows.y, rows.treated, score, offer=offer, seed=seed, **more)
    known = known_before(rows, columns) or {"score": score}
    told = (_how(family),) if learned else ()
    return Uplift(
        title=Path(data.name).stem,
        curve=curve,
        balance=balance(rows.treated, known, weight=_arm_weight(rows)),
        learned=learned,
        notes=(*data.notes, *rows.notes, *told),
    )


def uplift_of(
    evidence: "Evidence", treated: str, *, offer: "Offer | None" = None, seed: int = 0
) -> Uplift:
    """Tell what acting changed on the rows that report the money of a model.

    The model ranks people by how likely the outcome is, which is not how much they react; the
    curve says whether it picks those who do.

    Parameters
    ----------
    evidence
        Scored rows with the other columns of their table.
    treated
        Column that says who was treated, by chance: 0 and 1, or no and yes.
    offer, seed
        As for :func:`uplift_from`.

    Raises
    ------
    InputError
        There is no such column, it holds other values, or an arm has too few rows.
    NotApplicable
        Everybody was treated, or nobody.
    """
    from lepton.value.uplift import uplift_curve

    rows = evidence.first.rows
    if treated not in rows.columns:
        then = "Name a column of the table that the model was tried on."
        raise InputError(must("treated", "a column of the table", repr(treated), then))
    table = {"y": np.asarray(rows.y_true, dtype=np.int64), "t": rows.columns[treated]}
    found = read_experiment(_frame(table), ExperimentColumns(y="y", treated="t", positive="1"))
    if found.y.size != rows.y_true.size:
        then = "Fill the column, or bring a table without these rows."
        got = f"{rows.y_true.size - found.y.size:,} rows of neither arm"
        raise InputError(must("treated", "filled in every row", got, then))
    curve = uplift_curve(
        found.y,
        found.treated,
        rows.y_score,
        offer=offer,
        value=rows.value,
        sample_weight=rows.sample_weight,
        seed=seed,
    )
    return Uplift(evidence.title, curve, curve.balance, learned=False, notes=evidence.notes)


def _frame(table: dict[str, np.ndarray]) -> Any:
    import pandas as pd

    return pd.DataFrame(table)


def _learned(
    rows: ExperimentRows, columns: ExperimentColumns, family: str, seed: int
) -> np.ndarray:
    """Score by two models that learn from all columns without a role that are not dropped."""
    from lepton.data import Task, resolve
    from lepton.training.arms import scores_by_arm

    other = tuple(name for role, name in columns.roles() if role != "y")
    drop = (*columns.drop, *other)
    task = Task(columns.y, positive=columns.positive, drop=drop, kind="binary")
    problem = resolve(task, rows.frame)
    return scores_by_arm(rows.frame, rows.y, rows.treated, problem, family=family, seed=seed)


def _arm_weight(rows: ExperimentRows) -> np.ndarray | None:
    weight = rows.more.get("sample_weight")
    likely = rows.more.get("propensity")
    if likely is None:
        return weight
    return (1.0 if weight is None else weight) / np.where(rows.treated == 1, likely, 1 - likely)


def _how(family: str) -> str:
    return (
        "The scores were learned from these rows: two models of the family "
        f"{family!r}, one of the treated and one of the others. Each row was scored by models "
        "that had not seen it."
    )
