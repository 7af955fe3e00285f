"""Which assumptions the result depends on, and which stand idle."""

from collections.abc import Mapping
from typing import Any

__all__ = ["DECIDED", "used_names"]

DECIDED = ("horizon_months", "timing", "first_month", "compute", "retrain_every", "share")
"""What a person decides and nobody can guess wrong: it is not counted among the inputs."""
SHAPES = {
    "linear": ("adoption_months",),
    "logistic": ("adoption_midpoint", "adoption_speed"),
    "bass": ("bass_innovation", "bass_imitation"),
    "full": (),
}
COMPUTERS = {
    "cpu": ("cpu_rate",),
    "rented": ("gpu_rate", "gpu_utilisation"),
    "owned": (
        "gpu_price", "gpu_salvage", "gpu_life_hours", "gpu_utilisation", "power_kw", "pue",
        "kwh_price",
    ),
}  # fmt: skip


def used_names(values: Mapping[str, Any]) -> frozenset[str]:
    """Name the assumptions that the result depends on, given all their values.

    A curve of uptake that was not chosen, the price of a computer that is not used, the cost of
    a label where nothing is labelled: these stand idle. Tax, inflation and season count once
    they are set; left as they are they only say that everything is before tax, in today's
    money, and spread evenly. What is in :data:`DECIDED` is a decision, not an input.

    Parameters
    ----------
    values
        Every assumption by name.

    Examples
    --------
    >>> from lepton.finance import Case
    >>> used = used_names(Case().to_dict())
    >>> "adoption_months" in used, "bass_imitation" in used
    (True, False)
    """
    idle = set(DECIDED) | _shapes(values) | _fading(values) | _money(values)
    idle |= _computing(values) | _pairs(values)
    return frozenset(name for name in values if name not in idle)


def _shapes(v: Mapping[str, Any]) -> set[str]:
    every = {name for names in SHAPES.values() for name in names}
    return every - set(SHAPES[v["adoption"]])


def _fading(v: Mapping[str, Any]) -> set[str]:
    """A model that is trained anew every month, or never fades, has nothing to lose."""
    fades = v["half_life_months"] > 0 and v["retrain_every"] != 1
    idle = set() if fades else {"lasting_share"}
    if v["retrain_every"] == 1 or v["lasting_share"] == 1:
        idle.add("half_life_months")
    return idle | (set() if v["retrain_every"] > 0 else {"retrain_days", "retrain_runs"})


def _money(v: Mapping[str, Any]) -> set[str]:
    idle = {name for name in ("inflation", "tax_rate") if v[name] == 0}
    if v["tax_rate"] == 0:
        idle.add("depreciation_months")
    return idle | ({"season"} if len(set(v["season"])) == 1 and v["season"][0] == 1 else set())


def _computing(v: Mapping[str, Any]) -> set[str]:
    again = v["retrain_every"] > 0 and v["retrain_runs"] > 0
    every = {name for names in COMPUTERS.values() for name in names}
    if not (v["training_runs"] > 0 or again):
        return every | {"training_hours"}
    return every - set(COMPUTERS[v["compute"]])


def _pairs(v: Mapping[str, Any]) -> set[str]:
    """What is multiplied by something that is 0."""
    idle = set()
    for name, others in (
        ("label_count", ("label_cost",)),
        ("review_share", ("review_minutes", "reviewer_rate")),
        ("trained_users", ("hours_per_user", "user_rate")),
        ("incentive_cost", ("takers",)),
    ):
        if v.get(name) == 0:
            idle |= set(others)
    return idle
