"""What acting on a model's scores earns per decision, at the share that was chosen.

It gives the month of :func:`lepton.value.answer` back: profit per decision times decisions, less
the fixed cost, is the profit of the chosen share; or, where it is known what is done today, how
much more that is than today's. The policy is held fixed while assumptions vary.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import numpy.typing as npt

from lepton.value.answer import Answer, answer
from lepton.value.assumptions import Assumptions
from lepton.value.checks import Floats
from lepton.value.counts import ScoreCounts
from lepton.value.curve import depth
from lepton.value.policy_cells import Cells, CurveBins, Held, curve_bins, kept_at
from lepton.value.policy_draws import Joint, Pair
from lepton.value.uncertainty.money import Terms, seed_of, terms_for, whole
from lepton.value.uncertainty.replicates import Replicates
from lepton.value.uncertainty.tables import Bins
from lepton.value.worth import Worth

if TYPE_CHECKING:
    from lepton.value.scored import ScoredRows

__all__ = ["CurveBins", "PolicyEarning"]

DRAWS = 2_000
NAMES = {
    "campaign": (
        "benefit", "success_rate", "contact_cost", "incentive_cost", "harm", "takers",
    ),
    "matrix": ("right", "wrong", "missed", "spared"),
    "formula": (),
}  # fmt: skip
COMMON = ("decisions_per_month", "fixed_cost", "share")


class _Rates(NamedTuple):
    """Money for each hit, each miss and each unit of value; cost of acting once."""

    right: Any
    wrong: Any
    value: Any
    spend: Any


@dataclass(frozen=True, eq=False, repr=False)
class PolicyEarning:
    """The benefit of acting on the chosen share; make it with :meth:`of` or :meth:`of_counts`.

    Parameters
    ----------
    assumptions
        What a person assumes about the money.
    answer
        What the page of returns says under them.
    cells
        The curve per decision, with its bootstrap draws.
    counts
        What it was made from, at every hundredth and at the base rate in use.
    today, today_drawn
        What today's rule acts on, per decision, and in the same draws; None where it is not
        known, or not drawn.
    against
        Today's rule as a person wrote it; empty where the benefit is over acting on nobody.
    rows
        Rows that report the money; 0 for a rule of thumb.
    method
        How the error of the model was found, in words; empty where it is not known.

    Examples
    --------
    >>> from lepton.value import Assumptions, ScoredRows
    >>> rows = ScoredRows.of([1, 0, 1, 0] * 50, [0.9, 0.8, 0.7, 0.2] * 50)
    >>> offer = Assumptions(benefit=14, contact_cost=4, decisions_per_month=400)
    >>> earning = PolicyEarning.of(rows, offer)
    >>> earning.worth({}).profit, earning.worth({"benefit": 24}).profit
    (4.0, 9.0)
    """

    assumptions: Assumptions
    answer: Answer
    cells: Cells
    counts: ScoreCounts
    today: Held | None
    today_drawn: Held | None
    against: str
    rows: int
    method: str

    @classmethod
    def of(
        cls,
        rows: "ScoredRows",
        assumptions: Assumptions,
        *,
        choose: "ScoredRows | None" = None,
        draws: int = DRAWS,
        seed: int = 0,
    ) -> "PolicyEarning":
        """Count, choose and draw from scored rows; parameters as for :func:`answer`.

        Parameters
        ----------
        rows
            Rows that report the money.
        assumptions
            What a person assumes about it; with a rule for today, the benefit is over that.
        choose
            Rows to choose the share on; left out, it is chosen on the reporting ones.
        draws
            Bootstrap draws of the rows, 100 to 100,000; whole groups where rows have them.
        seed
            The same seed gives the same draws.

        Raises
        ------
        InputError, NotApplicable
            As for :func:`answer`; or a rule or a formula cannot be worked out.
        """
        counts = rows.counts_for(assumptions)
        there = None if choose is None else choose.counts_for(assumptions).thin()
        told = answer(counts.thin(), assumptions, choose=there, today=rows.today(assumptions))
        kept, terms, at = _chosen(counts, assumptions, told)
        acts = rows.acts_today(assumptions, told.chosen.fraction)
        none = np.zeros(len(rows), dtype=np.bool_)
        joint = Joint.of(rows, assumptions, kept, none if acts is None else acts)
        pair = joint.drawn(kept, whole("replicates", draws), seed_of(seed))
        now = None if acts is None else _acted(rows, assumptions, terms, acts)
        return cls(
            assumptions=assumptions,
            answer=told,
            cells=Cells.of(terms, at, pair.model),
            counts=terms.counts,
            today=now,
            today_drawn=None if acts is None else _now_drawn(terms, pair),
            against="" if acts is None else assumptions.today.strip(),
            rows=len(rows),
            method=f"{draws:,} times {pair.model.method}",
        )

    @classmethod
    def of_counts(
        cls,
        counts: ScoreCounts,
        assumptions: Assumptions,
        *,
        choose: ScoreCounts | None = None,
        draws: int = DRAWS,
        seed: int = 0,
    ) -> "PolicyEarning":
        """The same from counts alone: rows count as unrelated, and today's rule is not known.

        Parameters
        ----------
        draws
            0 where the counts are no sample, such as those of a rule of thumb.
        """
        free = replace(assumptions, today="")
        told = answer(counts.thin(), free, choose=None if choose is None else choose.thin())
        kept, terms, at = _chosen(counts, free, told)
        drawn = None
        if draws:
            many = whole("replicates", draws)
            bins = Bins.of(kept).drawn(many, seed_of(seed))
            drawn = Replicates.from_bins(kept, bins, "rows drawn, in bins")
        return cls(
            assumptions=free,
            answer=told,
            cells=Cells.of(terms, at, drawn),
            counts=terms.counts,
            today=None,
            today_drawn=None,
            against="",
            rows=int(counts.total) if draws else 0,
            method=f"{draws:,} times rows drawn, in bins" if draws else "",
        )

    def __repr__(self) -> str:
        over = self.against or "acting on nobody"
        return f"PolicyEarning({self.share:.4g} of decisions, over {over}, {self.draws:,} draws)"

    @property
    def form(self) -> str:
        """One of campaign, column (each success worth its own value), matrix and formula."""
        return "column" if self.assumptions.from_column else self.assumptions.form

    @property
    def share(self) -> float:
        """Share of the decisions acted on."""
        return float(self.cells.share[self.cells.at])

    @property
    def base(self) -> Mapping[str, float]:
        """Assumptions that it can be asked about, with their values.

        The fixed cost is 0 where today's rule acts on anybody: then it is spent already. Where
        nobody is acted on (a share of 0) it is not spent.
        """
        a = self.assumptions
        own = {name: float(getattr(a, name)) for name in NAMES[a.form]}
        if a.form == "formula":
            own = {"profit": self._estimate}
        return {
            **own,
            "decisions_per_month": a.decisions_per_month,
            "fixed_cost": a.fixed_cost - self._fixed_today,
            "share": self.share,
        }

    @property
    def draws(self) -> int:
        """How many bootstrap draws of the model it holds."""
        return self.cells.draws

    @property
    def capacity(self) -> float | None:
        """At most so many acted on in a month; None for no limit."""
        return self.assumptions.capacity

    @property
    def budget(self) -> float | None:
        """At most so much spent in a month beside a fixed cost that is spent already."""
        given = self.assumptions.budget
        return None if given is None else max(given - self._fixed_today, 0.0)

    @property
    def currency(self) -> str:
        """Three-letter code."""
        return self.assumptions.currency

    def worth(self, values: Mapping[str, Any], draw: npt.NDArray[np.intp] | None = None) -> Worth:
        """Price a decision under other assumptions, or in bootstrap draws of the model.

        ``profit = right · hits + wrong · misses + value · V``, per decision, less the same of
        today's rule (the table of constants stands in :mod:`lepton.value.pricing`).

        Parameters
        ----------
        values
            Values for some names of :attr:`base`, numbers or arrays of shape (d,). Another share
            is priced on the curve, on straight lines between hundredths; what is done today
            stays as it is.
        draw
            Which draw, shape (d,); None for the rows as they are.

        Returns
        -------
        Money per decision. The cost of acting is that of the model's policy alone.
        """
        rates = self._rates(values)
        held = self.cells.held(values.get("share"), draw)
        profit = _priced(rates, held)
        if self.today is not None:
            drawn = self.today_drawn if draw is not None else None
            now = self.today if drawn is None else Held(*(_at(v, draw) for v in drawn))
            profit = profit - _priced(rates, now)
        if "profit" in values and self.form == "formula":
            profit = profit + (values["profit"] - self._estimate)
        by_row = self.form == "formula"
        return Worth(profit, held.spend if by_row else rates.spend * (held.hits + held.misses))

    def bins(self, shares: Iterable[float] = ()) -> CurveBins:
        """Counts at every hundredth, at the chosen share and at further ones, free of money.

        With the constants of :mod:`lepton.value.pricing` they give :meth:`worth` of each share.
        """
        return curve_bins(self.cells, self.counts, self.today, shares)

    def to_dict(self, share: float | None = None) -> dict[str, Any]:
        """Plain values with which :meth:`worth` can be told elsewhere, as in a browser.

        Parameters
        ----------
        share
            Of decisions acted on; the chosen one if left out.

        Returns
        -------
        ``kind`` (the form); ``n``, ``tp``, ``value_tp`` and ``spend`` per decision at the share,
        and the same of ``today`` or None.
        """
        now = None if self.today is None else _plain(self.today)
        return {"kind": self.form, **_plain(self.cells.held(share)), "today": now}

    @property
    def _estimate(self) -> float:
        """Profit per decision as everything is assumed."""
        found = self.worth({})
        return float(found.profit)

    @property
    def _fixed_today(self) -> float:
        """Fixed cost of acting that today's rule has already."""
        acts = self.today is not None and self.today.hits + self.today.misses > 0
        return self.assumptions.fixed_cost if acts else 0.0

    def _rates(self, values: Mapping[str, Any]) -> _Rates:
        a = self.assumptions
        if a.form == "formula":
            return _Rates(0.0, 0.0, 1.0, 0.0)
        v = {name: values.get(name, getattr(a, name)) for name in NAMES[a.form]}
        if a.form == "matrix":
            return _Rates(v["right"] + v["missed"], -(v["wrong"] + v["spared"]), 0.0, v["wrong"])
        works, gift, contact = v["success_rate"], v["incentive_cost"], v["contact_cost"]
        wrong, spend = -(contact + gift * v["takers"]) - v["harm"], contact + gift
        if a.from_column:
            return _Rates(-(works * gift) - contact, wrong, works * v["benefit"], spend)
        return _Rates(works * (v["benefit"] - gift) - contact, wrong, 0.0, spend)


def _chosen(
    counts: ScoreCounts, assumptions: Assumptions, told: Answer
) -> tuple[ScoreCounts, Terms, int]:
    """Counts at the cut-offs kept, the same in use, and where the chosen one is."""
    plain = counts
    if not assumptions.per_row:
        plain = replace(counts, value_tp=None, value2_tp=None, value_perfect=None)
    used = terms_for(plain, assumptions).counts
    kept, at = kept_at(plain, used, int(depth(used.n, told.chosen.fraction)))
    return kept, terms_for(kept, assumptions), at


def _acted(
    rows: "ScoredRows", assumptions: Assumptions, terms: Terms, acts: npt.NDArray[np.bool_]
) -> Held:
    """What today's rule acts on, per decision, at the base rate in use."""
    weight = rows.weight_in_use(assumptions)
    total, hit = float(weight.sum()), rows.y_true == 1
    hits, misses = (float(weight[acts & part].sum()) / total for part in (hit, ~hit))
    if terms.counts.spend is not None:
        gain, spend = rows.gains(assumptions)
        both = (float((weight * amount)[acts].sum()) / total for amount in (gain, spend))
        return Held(hits, misses, *both)
    if terms.counts.value_tp is None or rows.value is None:
        return Held(hits, misses, 0.0, 0.0)
    return Held(hits, misses, float((weight * rows.value)[acts & hit].sum()) / total, 0.0)


def _now_drawn(terms: Terms, pair: Pair) -> Held:
    model = pair.model
    on, off = terms.factors(model.hits[-1], model.misses[-1])
    size = model.counts.total
    value = on * pair.value / size
    return Held(on * pair.hits / size, off * pair.misses / size, value, np.zeros(value.size))


def _plain(held: Held) -> dict[str, float]:
    return {
        "n": float(held.hits + held.misses),
        "tp": float(held.hits),
        "value_tp": float(held.value),
        "spend": float(held.spend),
    }


def _at(values: Floats, draw: Any) -> Floats:
    return np.asarray(values[draw])


def _priced(rates: _Rates, held: Held) -> Any:
    found = rates.right * held.hits + rates.wrong * held.misses
    return found + rates.value * held.value
