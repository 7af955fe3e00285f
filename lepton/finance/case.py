"""What a person assumes about the investment, beside the money of a single decision."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from lepton.errors import InputError, must
from lepton.finance.fields import FIELDS, checked
from lepton.value.entries import fields_in

__all__ = ["Case"]

YEAR = 12


@dataclass(frozen=True, kw_only=True)
class Case:
    """The assumptions of a business case; plain values that can be stored and shared.

    What each field means, its unit and its bounds stand in :data:`lepton.finance.fields.FIELDS`.
    The number of decisions, the fixed cost of acting, the limits and the currency belong to
    :class:`lepton.value.Assumptions`: they are asked once.

    Raises
    ------
    InputError
        A value is outside its bounds, is not a number, or is no choice there is.

    Examples
    --------
    >>> Case(horizon_months=24).discount_rate
    0.1
    >>> Case.from_dict(Case().to_dict()) == Case()
    True
    """

    # calendar and money over time
    horizon_months: int = 36
    build_months: int = 3
    discount_rate: float = 0.10
    timing: str = "end"
    inflation: float = 0.0
    tax_rate: float = 0.0
    depreciation_months: int = 0
    # how much there is to decide
    volume_growth: float = 0.0
    first_month: int = 1
    season: tuple[float, ...] = (1.0,) * YEAR
    # how fast people use it
    adoption: str = "linear"
    adoption_ceiling: float = 1.0
    adoption_months: float = 6.0
    adoption_midpoint: float = 4.0
    adoption_speed: float = 1.0
    bass_innovation: float = 0.05
    bass_imitation: float = 0.5
    # how long the model stays good
    half_life_months: float = 24.0
    lasting_share: float = 0.5
    retrain_every: int = 6
    # caution
    delivery_chance: float = 0.9
    benefit_haircut: float = 0.1
    contingency: float = 0.1
    # 1 needs analysis
    day_rate: float = 800.0
    needs_days: float = 10.0
    # 2 data preparation
    data_days: float = 20.0
    label_count: float = 0.0
    label_cost: float = 0.5
    privacy_review: float = 2_000.0
    # 3 model building
    model_days: float = 15.0
    tools: float = 0.0
    training_hours: float = 0.1
    training_runs: float = 50.0
    compute: str = "cpu"
    cpu_rate: float = 0.5
    gpu_rate: float = 3.0
    gpu_utilisation: float = 0.6
    gpu_price: float = 30_000.0
    gpu_salvage: float = 5_000.0
    gpu_life_hours: float = 26_000.0
    power_kw: float = 0.7
    pue: float = 1.4
    kwh_price: float = 0.25
    # 4 deployment
    integration_days: float = 20.0
    testing_days: float = 5.0
    security_review: float = 3_000.0
    change_management: float = 2_000.0
    trained_users: float = 10.0
    hours_per_user: float = 2.0
    user_rate: float = 40.0
    # 5 operations, a month unless said otherwise
    hosting: float = 150.0
    prediction_cost: float = 0.05
    monitoring: float = 200.0
    retrain_days: float = 2.0
    retrain_runs: float = 10.0
    review_share: float = 0.0
    review_minutes: float = 3.0
    reviewer_rate: float = 40.0
    licences: float = 0.0
    incentives: float = 0.0
    audit_cost: float = 1_500.0

    def __post_init__(self) -> None:
        for field in FIELDS.values():
            object.__setattr__(self, field.name, checked(field, getattr(self, field.name)))

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {**asdict(self), "season": list(self.season)}

    @classmethod
    def from_dict(cls, given: Mapping[str, Any]) -> "Case":
        """Read what :meth:`to_dict` wrote; fields left out take their defaults.

        Raises
        ------
        InputError
            A field does not exist, or a value cannot be used.
        """
        if not isinstance(given, Mapping):
            then = "Pass what to_dict wrote."
            raise InputError(must("case", "fields with their values", repr(given), then))
        return cls(**fields_in("case", given, cls, "made of fields that a business case has"))
