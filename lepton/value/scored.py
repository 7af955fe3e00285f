"""Scored rows with everything that money may depend on."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from lepton.errors import InputError, must
from lepton.value import checks
from lepton.value.assumptions import Assumptions
from lepton.value.base_rate import SAME_RATE, at_base_rate, shifted_probability
from lepton.value.checks import Floats
from lepton.value.counts import ScoreCounts
from lepton.value.curve import depth
from lepton.value.design import design_effect
from lepton.value.rowmoney import RowMoney, formula_values, row_money
from lepton.value.today import Today

__all__ = ["ScoredRows"]


@dataclass(frozen=True, eq=False)
class ScoredRows:
    """Rows that a model was not fitted on, their scores, and their other columns.

    Make them with :meth:`of`, which checks them.

    Parameters
    ----------
    y_true
        Outcomes, 0 and 1 or booleans, shape (n,).
    y_score
        Scores, higher meaning more likely, shape (n,); calibrated probabilities where known.
    value
        What a success is worth in each row, shape (n,).
    sample_weight
        How many decisions each row stands for, shape (n,).
    group
        Rows that belong together, such as those of one customer, shape (n,).
    columns
        Further columns of the same rows by name: numbers, or objects that are text.

    Examples
    --------
    >>> rows = ScoredRows.of([1, 0, 1], [0.5, 0.4, 0.3], value=[10, 500, 1000])
    >>> mine = Assumptions(benefit=1, contact_cost=100, benefit_from="column")
    >>> rows.expected(mine).tolist()
    [-95.0, 100.0, 200.0]
    >>> rows.counts_for(mine).value_tp.tolist()
    [0.0, 1000.0, 1000.0, 1010.0]
    """

    y_true: npt.NDArray[Any]
    y_score: npt.NDArray[Any]
    value: Floats | None
    sample_weight: Floats | None
    group: npt.NDArray[Any] | None
    columns: Mapping[str, npt.NDArray[Any]]

    @classmethod
    def of(
        cls,
        y_true: npt.ArrayLike,
        y_score: npt.ArrayLike,
        *,
        value: npt.ArrayLike | None = None,
        sample_weight: npt.ArrayLike | None = None,
        group: npt.ArrayLike | None = None,
        columns: Mapping[str, npt.ArrayLike] | None = None,
    ) -> "ScoredRows":
        """Check rows and put them together; parameters as above.

        Raises
        ------
        InputError
            The arrays are empty, of different lengths, not finite or not 0 and 1.
        """
        positive = checks.labels(y_true)
        rows = positive.size
        return cls(
            positive,
            checks.scores(y_score, rows),
            None if value is None else checks.column("value", value, rows),
            checks.weights(sample_weight, rows),
            None if group is None else _as_long("group", group, rows),
            {str(k): _as_long(f"column {k!r}", v, rows) for k, v in (columns or {}).items()},
        )

    def __len__(self) -> int:
        return self.y_true.size

    @property
    def weight(self) -> Floats:
        """How many decisions each row stands for; ones where none were given."""
        return np.ones(len(self)) if self.sample_weight is None else self.sample_weight

    def weight_in_use(self, assumptions: Assumptions) -> Floats:
        """How many decisions each row stands for at the base rate in use, shape (n,).

        They add up to as many as without it.
        """
        return self.weight * self._shift(assumptions)

    def gains(self, assumptions: Assumptions) -> tuple[Floats, Floats]:
        """Money that acting really brings over not acting, and what it costs, in each row.

        Returns
        -------
        Gain and cost per decision, each of shape (n,); neither weighted nor scaled.

        Raises
        ------
        NotApplicable
            The benefit comes from a value column and there is none.
        InputError
            A formula cannot be worked out.
        """
        money = self._money(assumptions)
        return np.where(self.y_true == 1, money.right, money.wrong), np.array(money.spend)

    def probabilities(self, assumptions: Assumptions | None = None) -> Floats:
        """Scores as probabilities, at the base rate in use (Elkan 2001, theorem 2).

        Raises
        ------
        InputError
            A score lies outside 0 to 1.
        """
        score = self.y_score.astype(np.float64)
        low, high = float(score.min()), float(score.max())
        if low < 0 or high > 1:
            then = "Expected money needs calibrated probabilities: calibrate the scores first."
            raise InputError(must("y_score", "between 0 and 1", f"{low:g} to {high:g}", then))
        known, used = self._base_rates(assumptions)
        if known == used:
            return score
        return np.asarray(shifted_probability(score, trained=known, used=used))

    def expected(self, assumptions: Assumptions) -> Floats:
        """Expected gain of acting over not acting in each row: act where it is above zero.

        ``p · (tp − fn) + (1 − p) · (fp − tn)`` of each row (Elkan 2001, section 2; Bahnsen et
        al. 2014): the decision of minimum Bayes risk.

        Returns
        -------
        Money per decision, shape (n,).

        Raises
        ------
        InputError
            A score lies outside 0 to 1, or a formula cannot be worked out.
        NotApplicable
            The benefit comes from a value column and there is none.
        """
        p, money = self.probabilities(assumptions), self._money(assumptions)
        return np.asarray(p * money.right + (1 - p) * money.wrong)

    def thresholds(self, assumptions: Assumptions) -> Floats:
        """Probability from which acting pays in each row, shape (n,); inf where it never does.

        ``(tn − fp) / ((tn − fp) + (tp − fn))`` of each row; 0 where acting always pays.
        """
        right, wrong, _ = self._money(assumptions)
        loss = -wrong
        usual = (loss > 0) & (right > 0)
        never = np.where(right > 0, 0.0, np.inf)
        return np.divide(loss, loss + right, out=never, where=usual)

    def counts_for(self, assumptions: Assumptions) -> ScoreCounts:
        """Count the rows, ranked by what acting is expected to bring.

        Where the money is the same in every row that is the ranking by score, and the value
        column is counted beside it. Where it differs, rows are ranked by :meth:`expected`, at
        the base rate of the assumptions (``ranked_by == "gain"``).

        Raises
        ------
        InputError, NotApplicable
            As for :meth:`expected`.
        """
        if not assumptions.per_row:
            counts = ScoreCounts.from_scores(
                self.y_true, self.y_score, sample_weight=self.sample_weight, value=self.value
            )
            return self._in_groups(counts, self.y_score, None)
        rank = self.expected(assumptions)
        gain, _ = self.gains(assumptions)
        return self._in_groups(self._ranked(rank, assumptions, "gain"), rank, gain)

    def _in_groups(
        self, counts: ScoreCounts, rank: npt.NDArray[Any], gain: Floats | None
    ) -> ScoreCounts:
        """Say how much more the sums vary because rows come in groups."""
        if self.group is None:
            return counts
        found = design_effect(self.group, rank, self.y_true == 1, self.weight, gain)
        return replace(counts, design=found)

    def today(self, assumptions: Assumptions) -> Today | None:
        """Count what is done today; None where the assumptions do not say.

        A condition, or a column of 0 and 1, is one point: who is acted on today. Anything with
        more than two different numbers ranks the rows, highest first, and has its own curve.

        Raises
        ------
        InputError
            The rule cannot be worked out, or gives two numbers that are not 0 and 1.
        """
        found, rule = self._rule(assumptions), assumptions.today.strip()
        if found is None:
            return None
        if found.dtype == np.bool_:
            return self._today_point(rule, found, assumptions)
        return Today(rule, counts=self._ranked(found, assumptions, "score"))

    def acts_today(self, assumptions: Assumptions, fraction: float) -> npt.NDArray[np.bool_] | None:
        """Whether today's rule acts on each row, shape (n,); None where nothing is known of it.

        Parameters
        ----------
        fraction
            How deep a rule that ranks the rows goes, as a share of the decisions.

        Raises
        ------
        InputError
            As for :meth:`today`.
        """
        found = self._rule(assumptions)
        if found is None or found.dtype == np.bool_:
            return found
        counts = self._ranked(found, assumptions, "score")
        by_row = counts.spend is not None
        used = counts if by_row else at_base_rate(counts, assumptions.base_rate)
        return np.asarray(found >= counts.threshold[int(depth(used.n, fraction))])

    def _rule(self, assumptions: Assumptions) -> npt.NDArray[Any] | None:
        """Today's rule in every row: whether it acts, or what it ranks by."""
        rule = assumptions.today.strip()
        if not rule:
            return None
        found = formula_values(rule, self._known(), len(self), name="today")
        if found.dtype == np.bool_:
            return found
        different = np.unique(found)
        if np.isin(different, (0.0, 1.0)).all():
            return np.asarray(found == 1)
        if different.size <= 2:
            got = " and ".join(f"{v:g}" for v in different)
            then = f"Write a condition, such as {rule} = {different[-1]:g}."
            raise InputError(must("today", "a condition, 0 and 1, or a ranking", got, then))
        return found

    def _known(self) -> dict[str, npt.NDArray[Any]]:
        own = {} if self.value is None else {"value": self.value}
        return {**own, **self.columns}

    def _money(self, assumptions: Assumptions) -> RowMoney:
        known = dict(self.columns) if assumptions.form == "formula" else {}
        if self.value is not None:
            known = {"value": self.value, **known}
        return row_money(assumptions, known, len(self))

    def _base_rates(self, assumptions: Assumptions | None) -> tuple[float, float]:
        """Share of positives in these rows, and in use."""
        weight = self.weight
        known = float(np.dot(weight, self.y_true == 1) / weight.sum())
        wanted = None if assumptions is None else assumptions.base_rate
        if wanted is None or abs(wanted - known) <= SAME_RATE or not 0 < known < 1:
            return known, known
        return known, wanted

    def _ranked(self, rank: Floats, assumptions: Assumptions, by: str) -> ScoreCounts:
        """Sum along a ranking; under formulas the gain of each row stands for its value."""
        weight, positive = self.weight, self.y_true == 1
        if assumptions.form != "formula":
            hits = weight * positive
            columns: dict[str, Floats] = {}
            if self.value is not None:
                worth = hits * self.value
                columns = {"value_tp": worth, "value2_tp": worth * self.value}
            return ScoreCounts.summed(rank, weight, hits, columns, by)
        shift, counted = self._shift(assumptions), self.weight_in_use(assumptions)
        gain, spend = self.gains(assumptions)
        columns = {
            "value_tp": counted * gain,
            "value2_tp": counted * shift * gain * gain,
            "spend": counted * spend,
        }
        return ScoreCounts.summed(rank, counted, counted * positive, columns, by)

    def _shift(self, assumptions: Assumptions) -> Floats:
        """How often each row counts at the base rate in use."""
        known, used = self._base_rates(assumptions)
        if known == used:
            return np.ones(len(self))
        return np.where(self.y_true == 1, used / known, (1 - used) / (1 - known))

    def _today_point(
        self, rule: str, acts: npt.NDArray[np.bool_], assumptions: Assumptions
    ) -> Today:
        counts = self._ranked(acts.astype(np.float64), assumptions, "score")
        index = 1 if acts[self.weight > 0].any() else 0
        names = ("n", "tp", "value_tp", "value2_tp", "spend")
        arrays = {name: getattr(counts, name) for name in names}
        sums: dict[str, Any] = {
            name: None if v is None else float(v[index]) for name, v in arrays.items()
        }
        return Today(rule, **sums)


def _as_long(name: str, values: npt.ArrayLike, rows: int) -> npt.NDArray[Any]:
    given = np.asarray(values)
    if given.shape != (rows,):
        rule = f"one value per row ({rows:,} rows)"
        then = "Take every column from the same rows."
        raise InputError(must(name, rule, f"shape {given.shape}", then))
    return given
