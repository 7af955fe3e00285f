"""Which of two models earns more on the same rows, and how sure that is."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from lepton.errors import InputError, must
from lepton.value.answer import answer
from lepton.value.assumptions import Assumptions
from lepton.value.base_rate import at_base_rate
from lepton.value.checks import Floats
from lepton.value.counts import ScoreCounts
from lepton.value.curve import depth, sealed
from lepton.value.result import Result
from lepton.value.uncertainty.bands import tails
from lepton.value.uncertainty.money import level_of, seed_of, whole
from lepton.value.uncertainty.pairs import Pairs

if TYPE_CHECKING:
    from lepton.value.scored import ScoredRows

__all__ = ["Comparison", "compare"]

DRAWS = 2000
BARS = 40


@dataclass(frozen=True, eq=False)
class Comparison(Result):
    """Profit of model A less profit of model B, each at its own cut-off.

    Parameters
    ----------
    profit_a, profit_b
        Money of each, in the rows as they are.
    fraction_a, fraction_b
        Share of all decisions each acts on.
    difference
        Profit of A less profit of B.
    low, high
        Range of the difference.
    standard_error
        Of the difference.
    chance_a_better
        Share of the replicates in which A earns more; ties count half.
    regret_a
        What choosing A loses on average in case B is better: profit given up, zero where A is.
    regret_b
        The same for choosing B.
    disagree
        Share of the decisions that only one of them acts on.
    level
        How sure the range is meant to be.
    at, chance
        Histogram of the difference over the replicates: middle of each bar, and its share.
    method
        How the replicates were drawn, in words.
    """

    profit_a: float
    profit_b: float
    fraction_a: float
    fraction_b: float
    difference: float
    low: float
    high: float
    standard_error: float
    chance_a_better: float
    regret_a: float
    regret_b: float
    disagree: float
    level: float
    at: Floats
    chance: Floats
    method: str


def compare(
    a: "ScoredRows",
    b: "ScoredRows",
    assumptions: Assumptions,
    *,
    choose_a: ScoreCounts | None = None,
    choose_b: ScoreCounts | None = None,
    level: float = 0.9,
    replicates: int = DRAWS,
    seed: int = 0,
) -> Comparison:
    """Tell whether model A earns more than model B, and what a wrong choice would lose.

    Both score the same rows. In every replicate the same rows are drawn for both (paired
    bootstrap), so that luck which both share cancels; only decisions on which they disagree
    count. Rows with groups are drawn in whole groups. The cut-offs are held fixed.

    Parameters
    ----------
    a, b
        The same rows in the same order, with the scores of each model.
    assumptions
        What a person assumes about the money; with a fraction, both act on that share.
    choose_a, choose_b
        Scores of other rows, on which each chooses its share; without them each chooses on the
        rows themselves, which flatters both.
    level
        How sure the range should be, 0.5 to 0.999.
    replicates
        How often to draw, 100 to 100,000.

    Returns
    -------
    Money per month.

    Raises
    ------
    InputError
        The rows are not the same.

    Examples
    --------
    >>> from lepton.value.scored import ScoredRows
    >>> rng = np.random.default_rng(0)
    >>> p = rng.beta(1, 4, 2000)
    >>> y = (rng.random(2000) < p).astype(int)
    >>> good, bad = ScoredRows.of(y, p), ScoredRows.of(y, rng.permutation(p))
    >>> found = compare(good, bad, Assumptions(benefit=10, contact_cost=3))
    >>> found.chance_a_better
    1.0
    """
    sure, draws, rng = level_of(level), whole("replicates", replicates), seed_of(seed)
    _require_same_rows(a, b)
    acts_a, acts_b = _acts(a, assumptions, choose_a), _acts(b, assumptions, choose_b)
    units = Pairs.of(a, assumptions, acts_a, acts_b)
    fixed = assumptions.fixed_cost
    one, other = (fixed if acts.any() else 0.0 for acts in (acts_a, acts_b))
    drawn = units.drawn(draws, rng) - (one - other)
    profit_a, profit_b = units.money(acts_a) - one, units.money(acts_b) - other
    low, high = tails(drawn, sure)
    edges, chance = _histogram(drawn)
    return Comparison(
        profit_a=profit_a,
        profit_b=profit_b,
        fraction_a=units.share(acts_a),
        fraction_b=units.share(acts_b),
        difference=profit_a - profit_b,
        low=float(low),
        high=float(high),
        standard_error=float(drawn.std()),
        chance_a_better=float(np.mean(drawn > 0) + np.mean(drawn == 0) / 2),
        regret_a=float(np.maximum(-drawn, 0.0).mean()),
        regret_b=float(np.maximum(drawn, 0.0).mean()),
        disagree=units.share(acts_a != acts_b),
        level=sure,
        at=edges,
        chance=chance,
        method=f"paired bootstrap: {draws:,} times {units.what} drawn; cut-offs held fixed",
    )


def _acts(
    rows: "ScoredRows", assumptions: Assumptions, choose: ScoreCounts | None
) -> npt.NDArray[np.bool_]:
    """Which rows the model acts on under the assumptions."""
    counts = rows.counts_for(assumptions)
    share = answer(counts, assumptions, choose=choose).chosen.fraction
    used = at_base_rate(counts, None if counts.spend is not None else assumptions.base_rate)
    threshold = counts.threshold[int(depth(used.n, share))]
    key = rows.expected(assumptions) if counts.ranked_by == "gain" else rows.y_score
    return np.asarray(key >= threshold)


def _require_same_rows(a: "ScoredRows", b: "ScoredRows") -> None:
    if a.y_true.size != b.y_true.size:
        got = f"{a.y_true.size:,} and {b.y_true.size:,} rows"
    elif not np.array_equal(a.y_true, b.y_true):
        got = "other outcomes"
    else:
        return
    then = "Score the same rows with both models, in the same order."
    raise InputError(must("b", "the same rows as a", got, then))


def _histogram(drawn: Floats) -> tuple[Floats, Floats]:
    """Bars over nearly all of the draws."""
    low, high = np.quantile(drawn, [0.001, 0.999])
    if low == high:
        low, high = low - 0.5, high + 0.5
    found, edges = np.histogram(np.clip(drawn, low, high), bins=BARS, range=(low, high))
    return sealed((edges[:-1] + edges[1:]) / 2), sealed(found / drawn.size)
