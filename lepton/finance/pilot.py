"""A pilot: some people are treated and as many left alone, before the whole is decided.

The pilot sees how much rarer the outcome is among treated people: the base rate p times the
success rate γ. With n people in each arm the success rate is measured with the standard error
√{[p(1 - p) + q(1 - q)] / n} / p, where q = p(1 - γ) is the share with the outcome among treated
ones. What its result is worth follows from all results it might have: with each, the case is
judged anew, and refused if it is then worth less than nothing (Raiffa & Schlaifer 1961,
preposterior analysis; Ades, Lu & Claxton 2004, Medical Decision Making 24:207-227).
"""

from dataclasses import dataclass

import numpy as np

from lepton.errors import InputError, must
from lepton.finance.case import Case
from lepton.finance.cells import Cells
from lepton.finance.earning import Earning
from lepton.value.checks import Floats, amount, share
from lepton.value.result import Result
from lepton.value.uplift.sizing import control_group_size

__all__ = ["Pilot", "PilotTerms", "pilot_of", "pilot_terms"]

RESULTS = 256  # results of a pilot that are told apart
BEYOND = 5.0  # standard errors
SIZES = 40
ROUNDING = 1e-12
SMALLEST = 10
MOST_PEOPLE = 1e9
EFFECT = 1e-4  # smaller ones are not worth a group
DAYS = 5.0  # of work to set a pilot up, unless something else is said


@dataclass(frozen=True, slots=True, kw_only=True)
class PilotTerms:
    """What a pilot of an assumption takes.

    Parameters
    ----------
    base_rate
        Share of those acted on for whom the outcome comes if they are left alone; above 0, up
        to 1.
    per_month
        People who could be in it in a month, both arms together.
    cost_per_person
        Contact and offer for each person treated; what the treatment earns meanwhile is not
        counted against it.
    fixed_cost
        Setting it up and reading it.
    cost_per_month
        What each month of waiting for the result costs.
    longest
        Months it may take.
    name
        The assumption it measures: a share.
    alpha, power
        How often chance is taken for an effect, and how often an effect is seen.

    Raises
    ------
    InputError
        A number cannot be used.
    """

    base_rate: float
    per_month: float
    cost_per_person: float = 0.0
    fixed_cost: float = 0.0
    cost_per_month: float = 0.0
    longest: float = 6.0
    name: str = "success_rate"
    alpha: float = 0.05
    power: float = 0.8

    def __post_init__(self) -> None:
        if share("base_rate", self.base_rate) == 0:
            then = "Where the outcome never comes, nothing can be measured."
            raise InputError(must("base_rate", "above 0", "0", then))
        for name in ("cost_per_person", "fixed_cost", "cost_per_month"):
            amount(name, getattr(self, name), least=0.0, then="Enter costs as positive amounts.")
        then = "Enter how many people could be in it in a month."
        amount("per_month", self.per_month, least=0.0, most=MOST_PEOPLE, then=then)
        amount("longest", self.longest, least=0.1, most=240.0, then="Enter a number of months.")
        for name in ("alpha", "power"):
            if share(name, getattr(self, name)) in {0.0, 1.0}:
                got = f"{getattr(self, name):g}"
                raise InputError(must(name, "above 0 and below 1", got, "Write 5 % as 0.05."))

    @property
    def largest(self) -> int:
        """People in each arm, at most."""
        return int(self.per_month * self.longest / 2)


@dataclass(frozen=True, slots=True, eq=False)
class Pilot(Result):
    """The pilot that pays best, or, where none pays, the one that would see the effect.

    Attributes
    ----------
    name
        The assumption it measures.
    n_per_arm, n_total
        People treated, as many left alone, and both.
    months
        How long it takes.
    evsi
        What its result is worth before it is known, in currency.
    cost
        What it costs, in currency.
    net_gain
        ``evsi - cost``: above 0 it pays.
    pays
        Whether it does.
    go_above
        Measured success rate from which on to go ahead, the stop rule; None where no result
        would change the decision.
    n_to_see
        People in each arm that it takes to see the expected effect at all; None where it is too
        small to be seen.
    sizes, evsi_by_size, cost_by_size
        People in each arm that were compared, and what they are worth and cost.
    """

    name: str
    n_per_arm: int
    n_total: int
    months: float
    evsi: float
    cost: float
    net_gain: float
    pays: bool
    go_above: float | None
    n_to_see: int | None
    sizes: Floats
    evsi_by_size: Floats
    cost_by_size: Floats


def pilot_terms(case: Case, earning: Earning, *, longest: float = 6.0) -> PilotTerms | None:
    """What a pilot of the success rate takes, as far as it follows from the case.

    Setting it up and reading it takes five days of work. Everybody acted on in a month can be in
    it, at the cost of acting on them.

    Returns
    -------
    None where the benefit does not depend on a success rate, or nobody is acted on.
    """
    told = getattr(earning, "to_dict", None)
    known = told() if callable(told) else {}
    base, acted, hits = earning.base, known.get("n") or 0.0, known.get("tp") or 0.0
    if "success_rate" not in base or min(acted, hits, base["share"]) <= 0:
        return None
    people = float(base["decisions_per_month"] * base["share"])
    return PilotTerms(
        base_rate=min(hits / acted, 1.0),
        per_month=people if earning.capacity is None else min(people, earning.capacity),
        cost_per_person=max(float(earning.worth({}).spend) / base["share"], 0.0),
        fixed_cost=DAYS * case.day_rate,
        longest=longest,
    )


def pilot_of(known: Cells, terms: PilotTerms) -> Pilot | None:
    """Find the best size of a pilot.

    Parameters
    ----------
    known
        What knowing the assumption exactly would tell.
    terms
        What the pilot takes.

    Returns
    -------
    None where too few people come up for any pilot.
    """
    if terms.largest < SMALLEST:
        return None
    grid = np.geomspace(SMALLEST, terms.largest, SIZES)
    seen = _to_see(known, terms)
    wanted = [] if seen is None else [min(max(seen, SMALLEST), terms.largest)]
    sizes = np.unique(np.append(np.round(grid), wanted))
    worth = np.array([_evsi(known, terms, n) for n in sizes])
    months = 2 * sizes / terms.per_month
    cost = terms.fixed_cost + sizes * terms.cost_per_person + months * terms.cost_per_month
    best = int(np.argmax(worth - cost))
    if worth[best] <= cost[best]:
        best = int(np.searchsorted(sizes, wanted[0])) if wanted else len(sizes) - 1
    gain = float(worth[best] - cost[best])
    return Pilot(
        terms.name, int(sizes[best]), 2 * int(sizes[best]), float(months[best]),
        float(worth[best]), float(cost[best]), gain, gain > 0,
        _go_above(known, terms, sizes[best]), seen, sizes, worth, cost,
    )  # fmt: skip


def _chances(known: Cells, terms: PilotTerms, n: float) -> tuple[Floats, Floats]:
    """Results a pilot may have, and the chance of each in every cell: (cells, results)."""
    from scipy.special import ndtr

    p, rate = terms.base_rate, known.value
    q = np.clip(p * (1.0 - rate), 0.0, 1.0)
    error = np.sqrt(np.maximum(p * (1 - p) + q * (1 - q), 1e-12) / n) / p
    low, high = (rate - BEYOND * error).min(), (rate + BEYOND * error).max()
    edges = np.linspace(low, high, RESULTS - 1)
    below = ndtr((edges - rate[:, None]) / error[:, None])
    ends = np.zeros((rate.size, 1)), np.ones((rate.size, 1))
    return edges, np.diff(np.hstack([ends[0], below, ends[1]]), axis=1)


def _evsi(known: Cells, terms: PilotTerms, n: float) -> float:
    """Value of the result, never below 0 and never above that of knowing the assumption."""
    _, chance = _chances(known, terms, n)
    judged = (known.weight * known.mean) @ chance
    blind = max(float(known.weight @ known.mean), 0.0)
    worth = float(np.maximum(judged, 0.0).sum()) - blind
    noise = ROUNDING * float(known.weight @ np.abs(known.mean))
    return min(worth, known.worth) if worth > noise else 0.0


def _go_above(known: Cells, terms: PilotTerms, n: float) -> float | None:
    """Result from which on the case is worth more than nothing, if some are and some not."""
    edges, chance = _chances(known, terms, n)
    good = (known.weight * known.mean) @ chance > 0
    if good.all() or not good[-1]:
        return None
    found = float(edges[int(np.flatnonzero(~good)[-1])])
    return max(found, 0.0) if found < 1.0 else None


def _to_see(known: Cells, terms: PilotTerms) -> int | None:
    p = min(terms.base_rate, 1.0 - EFFECT)
    effect = p * float(known.weight @ known.value)
    if effect < EFFECT:
        return None
    effect = min(effect, p - EFFECT / 2)
    return control_group_size(p, -effect, alpha=terms.alpha, power=terms.power).n_per_arm
