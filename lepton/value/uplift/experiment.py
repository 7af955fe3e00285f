"""Rows of a randomised experiment: who was treated, what happened, and whether chance decided.

Only a comparison with people who were left alone tells what acting changes: some would have
bought anyway, and some stay only as long as nobody wakes them.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, fields
from statistics import NormalDist
from typing import Any

import numpy as np
import numpy.typing as npt

from lepton.errors import InputError, NotApplicable, listed, must
from lepton.value import checks
from lepton.value.checks import Floats
from lepton.value.result import Result

__all__ = ["FEWEST", "Balance", "Effect", "Experiment", "balance", "effect_of"]

FEWEST = 10  # rows of each arm below which nothing is said
LEVEL = 0.9
SURPRISE = 0.001  # a difference that chance brings once in a thousand experiments
LARGE_GAP = 0.25  # standard deviations (Imbens & Rubin 2015, section 14.2)
SMALL_CHANCE = 0.05
TWO_NUMBERS = "Write 1 where a row was treated and 0 where it was left alone."


@dataclass(frozen=True, slots=True)
class Effect(Result):
    """What the treatment changed over all rows.

    Parameters
    ----------
    treated_rate, control_rate
        Share of each arm with the outcome, or its mean worth where rows have values.
    uplift
        Their difference.
    low, high
        Range that covers the true difference in the share ``level`` of experiments.
    level
        Such as 0.9.
    n_treated, n_control
        Rows of each arm.
    """

    treated_rate: float
    control_rate: float
    uplift: float
    low: float
    high: float
    level: float
    n_treated: int
    n_control: int


@dataclass(frozen=True, slots=True)
class Balance(Result):
    """Whether the arms look alike before the treatment, as they do when chance decided.

    Parameters
    ----------
    column
        What was compared, shape (m,).
    treated_mean, control_mean
        Its mean in each arm.
    gap
        Their difference in standard deviations.
    p_value
        How often chance alone makes a difference as large.
    balanced
        Whether no column differs by more than chance explains.
    worst
        The column with the least likely difference.
    treated_share
        Share of all rows that was treated.
    """

    column: npt.NDArray[np.object_]
    treated_mean: Floats
    control_mean: Floats
    gap: Floats
    p_value: Floats
    balanced: bool
    worst: str
    treated_share: float


@dataclass(frozen=True, slots=True, eq=False)
class Experiment:
    """Checked arrays of one experiment, all of shape (n,).

    Parameters
    ----------
    y_true
        Whether the outcome that is wanted happened.
    treated
        Whether the row was treated.
    y_score
        Who is treated first: the higher, the sooner.
    worth
        What the outcome brought: 1 where it happened and no values were given.
    sample_weight
        How many decisions each row stands for.
    arm_weight
        The same, corrected for how likely the row was to get into its arm.
    valued
        Whether values were given.
    """

    y_true: npt.NDArray[np.bool_]
    treated: npt.NDArray[np.bool_]
    y_score: Floats
    worth: Floats
    sample_weight: Floats
    arm_weight: Floats
    valued: bool

    @classmethod
    def of(
        cls,
        y_true: npt.ArrayLike,
        treated: npt.ArrayLike,
        y_score: npt.ArrayLike,
        *,
        value: npt.ArrayLike | None = None,
        propensity: npt.ArrayLike | None = None,
        sample_weight: npt.ArrayLike | None = None,
    ) -> "Experiment":
        """Check the rows; parameters are those of :func:`lepton.value.uplift.uplift_curve`.

        Raises
        ------
        InputError
            An array cannot be used, or an arm has too few rows.
        NotApplicable
            One arm is missing.
        """
        happened = np.asarray(checks.labels(y_true)).astype(np.bool_)
        rows = happened.size
        arm = arms(treated, rows)
        score = np.asarray(checks.scores(y_score, rows), dtype=np.float64)
        given = checks.weights(sample_weight, rows)
        weight = np.ones(rows) if given is None else given
        worth = happened.astype(np.float64)
        if value is not None:
            worth = worth * checks.column("value", value, rows)
        arm_weight = weight
        if propensity is not None:
            likely = _propensity(propensity, rows)
            arm_weight = weight / np.where(arm, likely, 1 - likely)
        return cls(happened, arm, score, worth, weight, arm_weight, value is not None)

    def only(self, kept: npt.NDArray[Any]) -> "Experiment":
        """The same experiment on some of its rows."""
        columns = {f.name: getattr(self, f.name) for f in fields(self) if f.name != "valued"}
        return Experiment(**{n: c[kept] for n, c in columns.items()}, valued=self.valued)


def arms(treated: npt.ArrayLike, rows: int) -> npt.NDArray[np.bool_]:
    """Which rows were treated, with both arms large enough.

    Raises
    ------
    InputError
        Anything but 0 and 1, another length, or an arm of fewer than ten rows.
    NotApplicable
        Everybody was treated, or nobody.
    """
    arm = _zero_or_one(treated, rows)
    sizes = {"left alone": int(np.count_nonzero(~arm)), "treated": int(np.count_nonzero(arm))}
    for name, size in sizes.items():
        if size == 0:
            then = (
                "Without people left alone at random nobody can tell what acting changed: "
                "assume a success rate with a range instead."
            )
            raise NotApplicable(must("treated", "both 0 and 1", f"no row that was {name}", then))
        if size < FEWEST:
            rule = f"at least {FEWEST} rows that were {name}"
            raise InputError(must("treated", rule, size, "Bring more rows of the experiment."))
    return arm


def effect_of(experiment: Experiment, *, level: float = LEVEL) -> Effect:
    """Tell what the treatment changed over all rows, with the range that chance leaves.

    Difference of the two means, with the error of each arm apart:
    ``mean_T − mean_C ± z · √(s_T²/n_T + s_C²/n_C)``, weighted where weights are given.

    Parameters
    ----------
    experiment
        The rows.
    level
        How often the range covers the truth, between 0 and 1.

    Returns
    -------
    Outcomes per person, or money per person where values were given.
    """
    treated, control = (
        _mean_and_error(experiment.worth[arm], experiment.arm_weight[arm])
        for arm in (experiment.treated, ~experiment.treated)
    )
    uplift = treated[0] - control[0]
    reach = NormalDist().inv_cdf((1 + level) / 2) * math.hypot(treated[1], control[1])
    sizes = int(np.count_nonzero(experiment.treated)), int(np.count_nonzero(~experiment.treated))
    return Effect(treated[0], control[0], uplift, uplift - reach, uplift + reach, level, *sizes)


def balance(
    treated: npt.ArrayLike,
    columns: Mapping[str, npt.ArrayLike],
    *,
    weight: npt.ArrayLike | None = None,
) -> Balance:
    """Tell whether the two arms look alike in what was known before the treatment.

    Where chance decided who is treated, they do, but for chance. A column is out of balance
    where its means differ as chance makes them once in a thousand experiments, or by more than a
    quarter of a standard deviation and more than chance explains; the more columns are compared,
    the more it takes.

    Parameters
    ----------
    treated
        1 where a row was treated, 0 where it was left alone, shape (n,).
    columns
        Numbers known before the treatment, each of shape (n,): the score, the age.
    weight
        How much each row counts, shape (n,).

    Raises
    ------
    InputError
        An array cannot be used, an arm has too few rows, or no column is given.
    NotApplicable
        One arm is missing.

    Examples
    --------
    >>> import numpy as np
    >>> treated = np.tile([0, 1], 50)
    >>> balance(treated, {"age": np.repeat(np.arange(50.0), 2)}).balanced
    True
    """
    if not columns:
        then = "Name at least one column that was known before."
        raise InputError(must("columns", "given", "none", then))
    arm = arms(treated, np.size(treated))
    given = checks.weights(weight, arm.size)
    w = np.ones(arm.size) if given is None else given
    found = [_compared(checks.column(n, v, arm.size), arm, w) for n, v in columns.items()]
    means_t, means_c, gap, p = (np.array(v) for v in zip(*found, strict=True))
    tries = len(found)
    strange = p < SURPRISE / tries
    large = (np.abs(gap) > LARGE_GAP) & (p < SMALL_CHANCE / tries)
    names = np.array(list(columns), dtype=object)
    share = float(w[arm].sum() / w.sum())
    worst = str(names[int(np.argmin(p))])
    return Balance(names, means_t, means_c, gap, p, not (strange | large).any(), worst, share)


def _compared(
    values: Floats, arm: npt.NDArray[np.bool_], weight: Floats
) -> tuple[float, float, float, float]:
    """Means of both arms, their gap in standard deviations, and its chance."""
    treated, control = (_mean_and_error(values[a], weight[a]) for a in (arm, ~arm))
    spread = math.sqrt(
        sum(float(np.average((values[a] - m[0]) ** 2, weights=weight[a])) for a, m in
            ((arm, treated), (~arm, control))) / 2
    )  # fmt: skip
    difference, error = treated[0] - control[0], math.hypot(treated[1], control[1])
    if error == 0:
        return treated[0], control[0], 0.0, 1.0
    chance = 2 * (1 - NormalDist().cdf(abs(difference) / error))
    return treated[0], control[0], difference / spread if spread > 0 else 0.0, chance


def _mean_and_error(values: Floats, weight: Floats) -> tuple[float, float]:
    """Weighted mean and its standard error."""
    total = float(weight.sum())
    mean = float(np.dot(weight, values)) / total
    rows = int(np.count_nonzero(weight))
    spread = float(np.dot(weight**2, (values - mean) ** 2))
    return mean, math.sqrt(spread * rows / max(rows - 1, 1)) / total


def _zero_or_one(treated: npt.ArrayLike, rows: int) -> npt.NDArray[np.bool_]:
    given = np.asarray(treated)
    if given.shape != (rows,):
        rule = f"as long as y_true ({rows:,} rows)"
        raise InputError(must("treated", rule, f"shape {given.shape}", TWO_NUMBERS))
    if given.dtype == np.bool_:
        return given
    plain = np.array([_number(v) for v in given.tolist()])
    strange = ~np.isin(plain, (0.0, 1.0))
    if strange.any():
        got = listed(dict.fromkeys(given[strange].tolist()))
        raise InputError(must("treated", "0 or 1 in every row", got, TWO_NUMBERS))
    return np.asarray(plain == 1)


def _number(value: Any) -> float:
    return float(value) if isinstance(value, bool | int | float) else math.nan


def _propensity(propensity: npt.ArrayLike, rows: int) -> Floats:
    """Chance of being treated; one number for all cancels out."""
    if np.ndim(propensity) == 0:
        propensity = np.full(rows, checks.amount("propensity", propensity))
    given = checks.column("propensity", propensity, rows)
    if given.min() <= 0 or given.max() >= 1:
        got = f"{given.min():g} to {given.max():g}"
        then = "Everybody needs some chance of being treated and some of being left alone."
        raise InputError(must("propensity", "above 0 and below 1 in every row", got, then))
    return given
