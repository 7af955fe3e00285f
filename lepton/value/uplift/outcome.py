"""What an experiment says about acting, as one result."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from lepton.value.checks import Floats, share
from lepton.value.curve import depth
from lepton.value.result import Result
from lepton.value.uplift.experiment import Balance, Effect
from lepton.value.uplift.offer import Offer
from lepton.value.uplift.reaction import Sleeping, Tenths

__all__ = ["FIGURES", "UpliftCurve", "UpliftPoint"]

FIGURES = ("fraction", "threshold", "n", "uplift", "incremental", "net", "gross", "cost")


@dataclass(frozen=True, slots=True)
class UpliftPoint(Result):
    """One depth of a campaign; counts and money per population.

    Parameters
    ----------
    fraction
        Share of all people treated.
    threshold
        Treat scores at or above this one; infinity for nobody.
    n
        People treated.
    uplift
        Outcomes (or worth, where values were given) per treated person that would not have come
        otherwise.
    incremental
        The same for all treated people.
    net, gross
        Profit of what acting changed; and as a report shows it that counts sure things too.
    cost
        Money spent.
    roi
        Net profit per unit of money spent; nan where nothing is spent.
    """

    fraction: float
    threshold: float
    n: float
    uplift: float
    incremental: float
    net: float
    gross: float
    cost: float
    roi: float

    @classmethod
    def of(cls, figures: Mapping[str, Floats], i: int) -> "UpliftPoint":
        """Read one cut-off off the columns of a curve."""
        plain = {name: float(figures[name][i]) for name in FIGURES}
        roi = plain["net"] / plain["cost"] if plain["cost"] > 0 else math.nan
        return cls(**plain, roi=roi)


@dataclass(frozen=True, slots=True, eq=False)
class UpliftCurve(Result):
    """What acting changes at every depth, from nobody (index 0) to everybody (the last).

    Parameters
    ----------
    threshold, fraction, n
        Cut-offs: lowest score treated, share and number of people treated; shape (m,), as all
        arrays here.
    n_treated, n_control
        People of each arm down to the cut-off, weighted.
    uplift
        Outcomes per treated person that would not have come otherwise, down to the cut-off.
    incremental
        The same for all people treated, per population.
    qini
        Radcliffe's Qini curve per treated person of the experiment:
        ``(R_T − R_C · N_T / N_C) / N_T(all)``.
    net, gross, cost
        Money, per population.
    random_net
        Net profit of treating as many picked at random.
    qini_area
        Qini coefficient: area between the Qini curve and the straight line of treating at
        random, in outcomes per person. 0 ranks no better than chance.
    qini_low, qini_high
        Its range, at ``level``.
    best
        The depth with the most net profit; nobody where none pays.
    best_gross
        The depth that the gross figure would recommend.
    everybody
        Treating everybody.
    low, high
        Range of the net profit at ``best``, at ``level``, from rows drawn again.
    optimism
        How much the best depth of drawn rows shows, on average, above what it earns: expect so
        much less than ``best`` says, because its depth was chosen on the same rows.
    chance_of_profit
        Share of the draws in which ``best`` earns more than nothing.
    level
        How often a range covers the truth.
    effect
        What the treatment changed over all rows.
    balance
        Whether the arms look alike in their scores.
    tenths
        The uplift in each tenth of people, best scores first.
    sleeping
        Where treating more people loses outcomes; None where it never does.
    offer
        The money.
    """

    threshold: Floats
    fraction: Floats
    n: Floats
    n_treated: Floats
    n_control: Floats
    uplift: Floats
    incremental: Floats
    qini: Floats
    net: Floats
    gross: Floats
    cost: Floats
    random_net: Floats
    qini_area: float
    qini_low: float
    qini_high: float
    best: UpliftPoint
    best_gross: UpliftPoint
    everybody: UpliftPoint
    low: float
    high: float
    optimism: float
    chance_of_profit: float
    level: float
    effect: Effect
    balance: Balance
    tenths: Tenths
    sleeping: Sleeping | None
    offer: Offer

    def at(self, *, fraction: float) -> UpliftPoint:
        """Tell what treating at most this share of people changes and earns.

        Parameters
        ----------
        fraction
            Share of all people, 0 to 1: the deepest cut-off that keeps to it.

        Raises
        ------
        InputError
            The share lies outside 0 to 1.
        """
        i = int(depth(self.n, share("fraction", fraction)))
        return UpliftPoint.of({name: getattr(self, name) for name in FIGURES}, i)
