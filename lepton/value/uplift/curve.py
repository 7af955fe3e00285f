"""What acting changes, by how many are acted on: measured against people left alone.

With T and C the arms, and N, R people and outcomes of the first k by score::

    uplift(k)      = R_T / N_T − R_C / N_C
    Qini(k)        = R_T − R_C · N_T / N_C                 (Radcliffe 2007)
    net profit(k)  = n · (benefit · uplift − contact − incentive · R_T / N_T) − fixed
    gross(k)       = n · (benefit · R_T / N_T − contact − incentive · R_T / N_T) − fixed

The gross figure is what a campaign report shows: it counts everybody who was treated and bought,
and so the sure things who would have bought anyway.
"""

import numpy as np
import numpy.typing as npt

from lepton.errors import InputError, must
from lepton.value.checks import Floats
from lepton.value.uplift.experiment import LEVEL, Experiment, balance, effect_of
from lepton.value.uplift.offer import Offer
from lepton.value.uplift.outcome import UpliftCurve, UpliftPoint
from lepton.value.uplift.reaction import sleeping_of, tenths_of
from lepton.value.uplift.sums import CONTROL, TREATED, Cuts, Sums, cuts_of, redrawn

__all__ = ["uplift_curve"]

REPLICATES = 500


def uplift_curve(
    y_true: npt.ArrayLike,
    treated: npt.ArrayLike,
    y_score: npt.ArrayLike,
    *,
    offer: Offer | None = None,
    value: npt.ArrayLike | None = None,
    propensity: npt.ArrayLike | None = None,
    sample_weight: npt.ArrayLike | None = None,
    seed: int = 0,
) -> UpliftCurve:
    """Tell what treating the highest scores changes and earns, from a randomised experiment.

    The formulas stand at the top of :mod:`lepton.value.uplift.curve`. Equal scores are never
    parted; of more than a thousand cut-offs a thousand are kept.

    Parameters
    ----------
    y_true
        1 where the outcome that is wanted happened (bought, came, stayed), shape (n,).
    treated
        1 where the row was treated, 0 where it was left alone, by chance; shape (n,).
    y_score
        Who is treated first: any finite score, the higher the sooner, shape (n,). It must not
        have been learned from the outcomes of these rows.
    offer
        The money; without it an outcome is worth 1 and nothing costs.
    value
        What the outcome brought in each row, shape (n,), in the unit of that column.
    propensity
        Chance with which each row was treated, where it differed: above 0 and below 1, shape
        (n,). Rows then count one over the chance of their own arm.
    sample_weight
        How many people each row stands for, shape (n,).
    seed
        For the rows that are drawn again.

    Returns
    -------
    Money in currency per population; ranges at 90 %.

    Raises
    ------
    InputError
        Arrays of different lengths, not finite or not 0 and 1; an arm of fewer than ten rows; a
        propensity not between 0 and 1.
    NotApplicable
        Everybody was treated, or nobody: then nothing can be compared.

    Examples
    --------
    >>> import numpy as np
    >>> score = np.repeat([3, 2, 1], 20)
    >>> treated = np.tile(np.repeat([1, 0], 10), 3)
    >>> bought = [6, 1, 4, 3, 1, 4]  # of ten people each: treated and left alone, by score
    >>> y = np.concatenate([[1] * k + [0] * (10 - k) for k in bought])
    >>> curve = uplift_curve(y, treated, score, offer=Offer(benefit=10, contact_cost=2))
    >>> curve.uplift.round(4).tolist()
    [0.0, 0.5, 0.3, 0.1]
    >>> curve.best.n, curve.best.net, curve.best.gross
    (20.0, 60.0, 80.0)
    """
    given = Offer() if offer is None else offer
    if not isinstance(given, Offer):
        then = "Write Offer(benefit=…, contact_cost=…)."
        raise InputError(must("offer", "an Offer", repr(offer), then))
    experiment = Experiment.of(
        y_true,
        treated,
        y_score,
        value=value,
        propensity=propensity,
        sample_weight=sample_weight,
    )
    cuts = cuts_of(experiment)
    total = float(experiment.sample_weight.sum())
    people = cuts.fraction * (given.population or total)
    drawn = redrawn(experiment, cuts, replicates=REPLICATES, seed=seed)
    return _curve(experiment, cuts, people, given, drawn)


def _curve(
    experiment: Experiment, cuts: Cuts, people: Floats, offer: Offer, drawn: Sums
) -> UpliftCurve:
    figures = _figures(cuts, people, offer)
    net, best = figures["net"], _first_best(figures["net"], cuts.safe)
    low, high, optimism, chance = _spread(drawn.money(people, offer)[0], net, best, cuts.safe)
    areas = _area(drawn, cuts.fraction)
    return UpliftCurve(
        **figures,
        n_treated=cuts.sums.n[TREATED],
        n_control=cuts.sums.n[CONTROL],
        qini=_qini(cuts.sums),
        random_net=_at_random(net, cuts.fraction, offer),
        qini_area=float(_area(cuts.sums, cuts.fraction)),
        qini_low=_quantile(areas, (1 - LEVEL) / 2),
        qini_high=_quantile(areas, (1 + LEVEL) / 2),
        best=UpliftPoint.of(figures, best),
        best_gross=UpliftPoint.of(figures, _first_best(figures["gross"], cuts.safe)),
        everybody=UpliftPoint.of(figures, -1),
        low=low,
        high=high,
        optimism=optimism,
        chance_of_profit=chance,
        level=LEVEL,
        effect=effect_of(experiment),
        balance=balance(
            experiment.treated, {"score": experiment.y_score}, weight=experiment.arm_weight
        ),
        tenths=tenths_of(experiment),
        sleeping=sleeping_of(experiment, cuts),
        offer=offer,
    )


def _figures(cuts: Cuts, people: Floats, offer: Offer) -> dict[str, Floats]:
    """What a point of the curve tells, at every cut-off."""
    uplift = cuts.sums.uplift()
    net, gross, cost = cuts.sums.money(people, offer)
    found = {"fraction": cuts.fraction, "threshold": cuts.threshold, "n": people}
    money = {"net": net, "gross": gross, "cost": cost}
    return found | {"uplift": uplift, "incremental": people * uplift} | money


def _qini(sums: Sums) -> Floats:
    treated = sums.n[..., TREATED, :]
    return np.asarray(treated * sums.uplift() / treated[..., -1:])


def _area(sums: Sums, fraction: Floats) -> Floats:
    """Area between the Qini curve and the straight line to its end."""
    qini = _qini(sums)
    return np.asarray(np.trapezoid(qini - fraction * qini[..., -1:], fraction, axis=-1))


def _first_best(money: Floats, safe: npt.NDArray[np.bool_]) -> int:
    return int(np.argmax(np.where(safe, money, -np.inf)))


def _spread(
    drawn: Floats, net: Floats, best: int, safe: npt.NDArray[np.bool_]
) -> tuple[float, float, float, float]:
    """Range of the net profit at the chosen depth, optimism of choosing it, chance of profit."""
    each = drawn[:, best]
    chosen = np.argmax(np.where(safe, drawn, -np.inf), axis=1)
    shown = np.take_along_axis(drawn, chosen[:, None], axis=1)[:, 0]
    optimism = max(0.0, float(np.mean(shown - net[chosen])))
    low, high = (_quantile(each, q) for q in ((1 - LEVEL) / 2, (1 + LEVEL) / 2))
    return low, high, optimism, float(np.mean(each > 0))


def _quantile(values: Floats, q: float) -> float:
    return float(np.quantile(values, q))


def _at_random(net: Floats, fraction: Floats, offer: Offer) -> Floats:
    """Straight line from nobody to everybody; whoever treats anybody has the fixed cost."""
    line = fraction * (net[-1] + offer.fixed_cost)
    line[1:] -= offer.fixed_cost
    return np.asarray(line)
