"""How fast ten thousand trials of a business case are, and what is worked out beside them.

``python -m benchmarks risk`` keeps the figures.
"""

import time
from collections.abc import Callable
from typing import Any

import numpy as np

from lepton.finance import Case, Range, cash_flow, information, simulate, sobol, tornado
from lepton.value import Assumptions, ScoreCounts
from lepton.value.policy_money import PolicyEarning

ROWS, TRIALS, BY_ONE = 20_000, 10_000, 200
CASE = Case(horizon_months=36)
RANGES = {
    "success_rate": Range.pert(0.05, 0.2, 0.4),
    "benefit": Range.triangular(60, 80, 120),
    "decisions_per_month": Range.lognormal(9_000, 12_000),
    "adoption_months": Range.triangular(3, 6, 12),
    "half_life_months": Range.pert(12, 24, 48),
    "data_days": Range.pert(10, 20, 60),
    "day_rate": Range.normal(700, 900),
    "hosting": Range.uniform(100, 400),
}
TOGETHER = {("data_days", "day_rate"): 0.3}


def run() -> list[dict[str, Any]]:
    """All rows of this file: claim, ours, peer, ratio, target, met and note."""
    earning = priced()
    rates = iter(np.linspace(0.1, 0.3, 1000))

    def again() -> None:
        moved = {**RANGES, "success_rate": Range.pert(0.05, float(next(rates)), 0.4)}
        simulate(CASE, earning, moved, correlations=TOGETHER, trials=TRIALS)

    again()
    risk = simulate(CASE, earning, RANGES, trials=TRIALS)
    one = by_one(earning, risk.draws.values)
    note = "three runs, ranges, correlation, payback and monthly bands included; quickest of 20"
    ours = quickest(again)
    trials = row(f"{TRIALS:,} trials of 36 months after a change", ours, 150e-3, note)
    trials["peer"] = f"one cash flow for each trial {shown(one)}"
    trials["ratio"] = f"{one / ours:,.0f}"
    inputs = len(RANGES) + 2
    return [
        trials,
        row("tornado with where it crosses 0", quickest(lambda: tornado(CASE, earning, RANGES)),
            None, f"{len(RANGES)} assumptions"),
        row("value of information and the best pilot",
            quickest(lambda: information(CASE, earning, risk)), None, f"{TRIALS:,} trials"),
        row("Sobol's indices", quickest(lambda: sobol(CASE, earning, RANGES)), None,
            f"{1024 * (inputs + 2):,} runs"),
    ]  # fmt: skip


def priced() -> PolicyEarning:
    """An offer to part of the rows, with its bootstrap draws."""
    rng = np.random.default_rng(0)
    hit = rng.random(ROWS) < 0.2
    score = 1 / (1 + np.exp(-1.5 * hit - rng.normal(0, 1, ROWS)))
    offer = Assumptions(
        benefit=80, success_rate=0.2, contact_cost=2, incentive_cost=5, decisions_per_month=10_000
    )
    return PolicyEarning.of_counts(ScoreCounts.from_scores(hit, score), offer)


def by_one(earning: PolicyEarning, values: dict[str, np.ndarray]) -> float:
    """Seconds for all trials if each were a cash flow of its own; from the quickest of some."""
    names = [name for name in values if name != "delivered"]
    some = iter({name: float(values[name][i]) for name in names} for i in range(BY_ONE))
    return quickest(lambda: cash_flow(CASE, earning, next(some)), BY_ONE) * TRIALS * 3


def quickest(call: Callable[[], Any], times: int = 20) -> float:
    """Seconds of the quickest of some calls."""
    found = []
    for _ in range(times):
        start = time.perf_counter()
        call()
        found.append(time.perf_counter() - start)
    return min(found)


def shown(seconds: float) -> str:
    """A time as text."""
    return f"{seconds:.2f} s" if seconds >= 1 else f"{seconds * 1e3:.1f} ms"


def row(claim: str, ours: float, target: float | None, note: str) -> dict[str, Any]:
    """One row without a peer; the target is in seconds."""
    return {
        "claim": claim,
        "ours": shown(ours),
        "peer": "-",
        "ratio": "-",
        "target": "none" if target is None else f"under {shown(target)}",
        "met": target is None or ours < target,
        "note": note,
    }


if __name__ == "__main__":
    for told in run():
        print(told)
