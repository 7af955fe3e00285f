"""Many trials of a case: the error of the model and of the assumptions, apart and together."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from lepton.finance.case import Case
from lepton.finance.copula import Pairs
from lepton.finance.drawing import Draws, draw
from lepton.finance.earning import Earning, Values
from lepton.finance.flows import cash_flow, net_flows, trial_npvs
from lepton.finance.measures import paybacks
from lepton.finance.ranges import Range
from lepton.finance.risk import Risk
from lepton.finance.shares import by_name, by_source
from lepton.value.checks import Floats

__all__ = ["npvs", "simulate"]

Ints = npt.NDArray[np.intp]
AT_ONCE = 65_536  # trials × months of one block: its arrays stay in the processor's cache
WORST = 0.05
TAILS = (0.1, 0.5, 0.9)


def simulate(
    case: Case,
    earning: Earning,
    ranges: Mapping[str, Range],
    *,
    correlations: Pairs | None = None,
    trials: int = 10_000,
    seed: int = 0,
) -> Risk:
    """Tell what a case may come to when its assumptions and its model may be wrong.

    Each trial draws every assumption from its range, whether it is delivered at all, and one
    bootstrap draw of what a decision earns. The same trials run three times: with the error of
    the model alone, with the assumptions alone, and with both.

    Parameters
    ----------
    case, earning
        The assumptions of the investment, and what one decision earns.
    ranges
        What may vary, by assumption. The chance of delivery comes from the case, unless
        "delivered" or "delivery_chance" is among them.
    correlations
        Strength from -1 to 1 of pairs of assumptions that go together.
    trials
        From 100 to 100,000.
    seed
        The same seed gives the same draws.

    Returns
    -------
    Money in currency of today, times in months.

    Raises
    ------
    InputError
        A range, a pair or the number of trials cannot be used.

    Notes
    -----
    The stream of each assumption follows from its name and the seed (common random numbers), so
    that differences between scenarios come from the scenarios and not from chance.

    Examples
    --------
    >>> from lepton.finance import Case, FlatEarning
    >>> case = Case(delivery_chance=1.0)
    >>> earning = FlatEarning(profit=2.5, decisions_per_month=1000)
    >>> risk = simulate(case, earning, {"profit": Range.triangular(1, 2.5, 4)}, trials=1000)
    >>> risk.p10 < risk.p50 < risk.p90
    True
    >>> risk.shares_by_name
    {'profit': 1.0}
    """
    drawn = draw(case, earning, ranges, correlations=correlations, trials=trials, seed=seed)
    both = _trials(case, earning, drawn, trials)
    model, assumptions = _alone(case, earning, drawn, both.npv)
    of_model, of_assumptions = by_source(model, assumptions)
    names = by_name(drawn.scores, assumptions, of_assumptions, drawn.values)
    return Risk(
        **_summary(both), npv_model=model, npv_assumptions=assumptions,
        base=cash_flow(case, earning).npv,
        share_of_model=of_model, share_of_assumptions=of_assumptions, shares_by_name=names,
        correlated=bool(correlations), trials=trials, seed=seed, draws=drawn,
    )  # fmt: skip


def npvs(case: Case, earning: Earning, values: Values, draws: Ints | None, trials: int) -> Floats:
    """Net present value of every trial, shape (trials,), in blocks that stay in the cache.

    Parameters
    ----------
    values
        Changes of assumptions: arrays of shape (trials,), or numbers.
    draws
        Bootstrap draw of the model in each trial, or None for the estimate.
    """
    found = np.empty(trials)
    for part in _blocks(case, trials):
        some, which = _part(values, draws, part)
        found[part] = trial_npvs(case, earning, some, which)
    return found


@dataclass(frozen=True, slots=True, eq=False)
class _Trials:
    """Net present value and months to payback of every trial, and the running sums by month."""

    npv: Floats
    payback: Floats
    cumulative: Floats


def _trials(case: Case, earning: Earning, drawn: Draws, trials: int) -> _Trials:
    npv, payback = np.empty(trials), np.empty(trials)
    by_month = np.empty((case.horizon_months + 1, trials))
    for part in _blocks(case, trials):
        net, factor = net_flows(case, earning, *_part(drawn.assumed, drawn.model, part))
        npv[part] = net @ factor if np.ndim(factor) == 1 else _today(net, factor)
        running = np.cumsum(np.atleast_2d(net), axis=1)
        payback[part], by_month[:, part] = paybacks(running), running.T
    return _Trials(npv, payback, by_month)


def _today(net: Floats, factor: Floats) -> Floats:
    return np.asarray(np.einsum("dm,dm->d", *np.broadcast_arrays(net, factor)))


def _alone(case: Case, earning: Earning, drawn: Draws, both: Floats) -> tuple[Floats, Floats]:
    """The trials with the error of the model alone, and with the assumptions alone."""
    trials = both.size
    if drawn.model is None:
        base = npvs(case, earning, drawn.fixed, None, 1)
        return np.repeat(base, trials), both
    # with the assumptions fixed, trials with the same draw of the model are the same
    each = np.arange(earning.draws, dtype=np.intp)
    model = npvs(case, earning, drawn.fixed, each, each.size)[drawn.model]
    return model, npvs(case, earning, drawn.assumed, None, trials)


def _blocks(case: Case, trials: int) -> list[slice]:
    step = max(AT_ONCE // (case.horizon_months + 1), 256)
    return [slice(start, min(start + step, trials)) for start in range(0, trials, step)]


def _part(values: Values, draws: Ints | None, part: slice) -> tuple[Values, Ints | None]:
    some = {n: v[part] if isinstance(v, np.ndarray) else v for n, v in values.items()}
    return some, None if draws is None else draws[part]


def _summary(both: _Trials) -> dict[str, Any]:
    npv, trials = both.npv, both.npv.size
    ordered = np.sort(npv)
    p10, p50, p90 = (float(q) for q in np.quantile(ordered, TAILS))
    sd = float(npv.std())
    low, mid, high = np.quantile(both.cumulative, TAILS, axis=1, overwrite_input=True)
    return {
        "npv": npv, "payback": both.payback, "p10": p10, "p50": p50, "p90": p90,
        "mean": float(npv.mean()), "sd": sd, "chance_positive": float(np.mean(npv > 0)),
        "expected_shortfall": float(ordered[: max(int(np.ceil(WORST * trials)), 1)].mean()),
        "monte_carlo_error": sd / float(np.sqrt(trials)),
        "cumulative_low": low, "cumulative_mid": mid, "cumulative_high": high,
    }  # fmt: skip
