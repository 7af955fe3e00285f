"""Everything that is said of a business case, worked out once for the page and every file."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from lepton.finance.case import Case
from lepton.finance.earning import Earning
from lepton.finance.flows import CashFlow, cash_flow
from lepton.finance.measures import Measures, measures
from lepton.finance.names import label_of
from lepton.finance.plan import Plan
from lepton.finance.repriced import Repriced
from lepton.finance.scenario import BASE
from lepton.finance.usable import MODEL, base_values
from lepton.value.policy_money import CurveBins, PolicyEarning
from lepton.value.result import Result

if TYPE_CHECKING:
    from lepton.finance.bridge import Step
    from lepton.finance.buying import BuildOrBuy
    from lepton.finance.compute import ComputeOption
    from lepton.finance.information import Information
    from lepton.finance.ledger import Ledger
    from lepton.finance.outcomes import Outcome
    from lepton.finance.ranges import Range
    from lepton.finance.retraining import Retraining
    from lepton.finance.risk import Risk
    from lepton.finance.sobol import SobolIndex
    from lepton.finance.tornado import Bar

__all__ = ["Fact", "Origin", "Study", "labels_of", "study"]

TRIALS = 10_000
ALONE = {
    MODEL: "How few rows the model was judged on",
    "delivered": "Whether it is delivered at all",
    "delivery_chance": "Chance that it is delivered at all",
    "adoption_ceiling": "Decisions that follow the model in the end",
    "adoption_months": "Months until all use it",
    "adoption_midpoint": "Months until half of them use it",
    "adoption_speed": "Steepness of the uptake",
    "bass_innovation": "Share that starts by itself each month",
    "bass_imitation": "Pull of those who use it on the others",
    "half_life_months": "Months until half of the advantage is gone",
    "lasting_share": "Part of the advantage that never fades",
    "retrain_every": "Months between new trainings",
    "benefit_haircut": "Caution: taken off the benefits",
    "contingency": "Caution: added to the costs",
    "needs_days": "Days of workshops and analysis",
    "data_days": "Days of collecting and cleaning data",
    "model_days": "Days of building and testing the model",
    "integration_days": "Days of building it in",
    "testing_days": "Days of testing it where it is built in",
    "hours_per_user": "Hours of training for each user",
    "user_rate": "An hour of a user's time",
    "monitoring": "Watching over it, a month",
    "hosting": "Hosting, a month",
    "retrain_days": "Days of work for each new training",
    "review_minutes": "Minutes for each decision looked at",
}
"""What an assumption is called where no heading stands above it."""
WORTH_ASKING = (
    "benefit", "success_rate", "right", "profit", "contact_cost", "decisions_per_month",
    "adoption_ceiling", "adoption_months", "half_life_months", "day_rate", "build_months",
    "benefit_haircut", "contingency",
)  # fmt: skip
"""Assumptions whose break-even is told even where no range is given for them."""


@dataclass(frozen=True, slots=True)
class Fact(Result):
    """Something that was measured and that nobody has to assume.

    Attributes
    ----------
    label
        What it is, in plain words.
    value
        A number.
    unit
        "share", "count", "seconds".
    """

    label: str
    value: float
    unit: str


@dataclass(frozen=True, kw_only=True)
class Origin(Result):
    """Where the numbers come from, for the foot of every page and file.

    Attributes
    ----------
    model, model_id
        The model's title and id; empty where there is none.
    data_name, data_hash
        The table and the fingerprint of its content; empty where there is none.
    rows
        Rows that report the money; 0 where nothing was measured.
    made_at
        When, ISO 8601.
    seed
        Seed of the draws.
    lepton_version
        Version of this program.
    against
        What the benefit is measured against, in words.
    kind
        "policy", "napkin", "scores", "forecast" or "classes".
    facts
        What was measured beside the assumptions: rows, how often the outcome happens, hits among
        those acted on, seconds of a training.
    notes
        What else there is to say, in plain sentences.
    """

    model: str = ""
    model_id: str = ""
    data_name: str = ""
    data_hash: str = ""
    rows: int = 0
    made_at: str = ""
    seed: int = 0
    lepton_version: str = ""
    against: str = "acting on nobody"
    kind: str = "policy"
    facts: tuple[Fact, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False, kw_only=True)
class Study(Result):
    """A business case with everything that follows from it; what is slow waits to be asked for.

    Attributes
    ----------
    title
        What the case is about.
    plan
        The assumptions, their sources, the scenarios, and which of them is shown.
    earning
        What a decision earns, before any scenario.
    origin
        Where the numbers come from.
    words
        What assumptions and decisions are called here, by name.
    trials, seed
        Of the simulation.
    """

    title: str
    plan: Plan
    earning: Earning
    origin: Origin = field(default_factory=Origin)
    words: Mapping[str, str] = field(default_factory=dict)
    trials: int = TRIALS
    seed: int = 0

    @cached_property
    def _shown(self) -> tuple[Case, Earning]:
        return self.plan.under(self.earning)

    @property
    def case(self) -> Case:
        """The case of the scenario that is shown."""
        return self._shown[0]

    @property
    def priced(self) -> Earning:
        """What a decision earns in the scenario that is shown."""
        return self._shown[1]

    @property
    def currency(self) -> str:
        """Three-letter code."""
        return self.earning.currency

    @property
    def scenario(self) -> str:
        """Name of the scenario that is shown."""
        return self.plan.scenario().name

    @cached_property
    def ledger(self) -> "Ledger":
        """The list of assumptions as the shown scenario has them."""
        return self.plan.ledger_of()

    @cached_property
    def labels(self) -> dict[str, str]:
        """What every assumption is called, in plain words."""
        return labels_of(self.case, self.earning, self.words)

    @cached_property
    def ranges(self) -> "dict[str, Range]":
        """What may vary, by name."""
        return self.plan.ranges()

    @cached_property
    def flow(self) -> CashFlow:
        """The cash flow if it is delivered and everything is as assumed."""
        return cash_flow(*self._shown)

    @cached_property
    def measures(self) -> Measures:
        """What a finance director asks of it."""
        return measures(self.case, self.flow)

    @cached_property
    def risk(self) -> "Risk":
        """Many trials with the error of the model and of the assumptions."""
        from lepton.finance.simulate import simulate

        return simulate(
            *self._shown, self.ranges, correlations=self.plan.links() or None,
            trials=self.trials, seed=self.seed,
        )  # fmt: skip

    @cached_property
    def tornado(self) -> "list[Bar]":
        """What each assumption does alone, the one that does most first."""
        from lepton.finance.tornado import tornado

        return tornado(*self._shown, self.ranges)

    @cached_property
    def break_evens(self) -> dict[str, float | None]:
        """For each assumption with a range, and the usual ones: where nothing is earned."""
        from lepton.finance.breakeven import break_evens

        known = set(base_values(*self._shown))
        asked = [bar.name for bar in self.tornado] + list(WORTH_ASKING)
        wanted = [name for name in dict.fromkeys(asked) if name in known | {"build_months"}]
        return break_evens(*self._shown, wanted)

    @cached_property
    def outcomes(self) -> "list[Outcome]":
        """Every scenario, the base first, with its difference from the base."""
        return self.plan.outcomes(self.earning)

    def bridge_to(self, name: str, start: str = BASE) -> "list[Step]":
        """From one scenario to another, assumption by assumption; it adds up exactly."""
        return self.plan.bridge(self.earning, start, name)

    @cached_property
    def information(self) -> "Information":
        """What knowing more is worth at most, and what a pilot would bring."""
        from lepton.finance.information import information

        return information(*self._shown, self.risk)

    @cached_property
    def sobol(self) -> "list[SobolIndex]":
        """Shares of the spread, alone and with everything that goes together with it."""
        from lepton.finance.sobol import sobol

        return sobol(*self._shown, self.ranges, seed=self.seed)

    @cached_property
    def retraining(self) -> "Retraining | None":
        """How often training again pays best; None where the advantage never fades."""
        from lepton.errors import LeptonError
        from lepton.finance.retraining import best_retraining

        try:
            return best_retraining(*self._shown)
        except LeptonError:
            return None

    @cached_property
    def delay_cost(self) -> float:
        """What a month's delay costs, in currency; everything where one month is all there is."""
        from lepton.finance.delay import cost_of_delay

        if self.case.horizon_months == 1:
            return self.measures.npv
        return cost_of_delay(*self._shown)

    @cached_property
    def compute(self) -> "list[ComputeOption]":
        """An ordinary computer, a rented GPU, and one of your own."""
        from lepton.finance.compute import compute_options

        return compute_options(self.case)

    @cached_property
    def build_or_buy(self) -> "BuildOrBuy | None":
        """Building against the offer of another firm; None without an offer."""
        from lepton.finance.buying import build_or_buy

        if self.plan.offer is None:
            return None
        return build_or_buy(*self._shown, self.plan.offer)

    @cached_property
    def curve(self) -> CurveBins | None:
        """Counts that price the policy anew, at every share a scenario uses; None without any."""
        policy = self.earning.inner if isinstance(self.earning, Repriced) else self.earning
        if not isinstance(policy, PolicyEarning):
            return None
        changes = (self.plan.changes, *(each.changes for each in self.plan.scenarios()))
        return policy.bins(each["share"] for each in changes if "share" in each)

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON: what goes in, and what follows at once."""
        told = {
            "title": self.title, "scenario": self.scenario, "currency": self.currency,
            "origin": self.origin, "case": self.case, "earning": dict(self.priced.base),
            "measures": self.measures, "flow": self.flow, "ledger": self.ledger,
            "labels": self.labels, "trials": self.trials, "seed": self.seed,
        }  # fmt: skip
        found: dict[str, Any] = _Told(told).to_dict()["values"]
        return found


@dataclass(frozen=True)
class _Told(Result):
    """Values by name, to be made plain."""

    values: Mapping[str, Any]


def study(
    plan: Plan,
    earning: Earning,
    *,
    title: str,
    origin: Origin | None = None,
    words: Mapping[str, str] | None = None,
    trials: int = TRIALS,
    seed: int = 0,
) -> Study:
    """Put a business case together; nothing is worked out before it is asked for.

    Parameters
    ----------
    plan
        What is kept of the case.
    earning
        What a decision earns.
    title
        What it is about.
    origin
        Where the numbers come from.
    words
        What assumptions are called here, where it is not the usual name.
    trials
        Of the simulation, 100 to 100,000.
    seed
        The same seed gives the same draws.

    Examples
    --------
    >>> from lepton.finance import Case, FlatEarning, first_plan
    >>> earning = FlatEarning(profit=2.5, decisions_per_month=10_000)
    >>> found = study(first_plan(Case(), earning), earning, title="Churn")
    >>> found.flow.npv == found.measures.npv
    True
    """
    return Study(
        title=title, plan=plan.aligned(earning), earning=earning, origin=origin or Origin(),
        words=words or {}, trials=trials, seed=seed,
    )  # fmt: skip


def labels_of(
    case: Case, earning: Earning, words: Mapping[str, str] | None = None
) -> dict[str, str]:
    """What every assumption is called, with the words of the use case where there are any.

    Parameters
    ----------
    words
        By name; others than assumptions are left out.
    """
    names = [*case.to_dict(), *earning.base, "delivered"]
    found = {name: label_of(name) for name in names} | ALONE
    return found | {name: text for name, text in (words or {}).items() if name in found}
