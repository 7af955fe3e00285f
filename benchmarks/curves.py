"""How fast the first curve, a new price and a new optimum are, peers beside us.

``python -m benchmarks curves`` keeps the figures; ``python benchmarks/curves.py`` prints them,
and ``python benchmarks/curves.py FILE.json`` writes them to a file too.
"""

import json
import statistics
import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from lepton.value import Payoff, ScoreCounts, value_curve

ROWS = 1_000_000
STEPS = 1000
TURNS = 9
OFFERS = [Payoff(tp=9.0 + i / 100, fp=-1.0) for i in range(2000)]


def run() -> list[dict[str, Any]]:
    """All rows of this file: claim, ours, peer, ratio, target, met and note."""
    return [
        first_curve("float64 probabilities", np.float64),
        first_curve("float32 model scores", np.float32),
        new_price(),
        new_optimum(),
    ]


def table(dtype: type) -> tuple[np.ndarray, np.ndarray]:
    """A million outcomes and scores: even probabilities, or as a model gives them, around 12 %."""
    rng = np.random.default_rng(0)
    even = dtype is np.float64
    score = rng.random(ROWS) if even else 1 / (1 + np.exp(-rng.normal(-2.5, 1.5, ROWS)))
    return (rng.random(ROWS) < score).astype(np.int64), score.astype(dtype)


def first_curve(what: str, dtype: type) -> dict[str, Any]:
    """Sort, count and price, against counting alone."""
    from sklearn.metrics import roc_curve

    y, score = table(dtype)
    payoff = Payoff(tp=9, fp=-1)
    ours, peer = in_turns(lambda: value_curve(y, score, payoff), lambda: roc_curve(y, score))
    note = "ours prices every cut-off as well; in turns, median of the best of three"
    return row(f"first curve of {ROWS:,} {what}", ours, ("sklearn roc_curve", peer), 10, note)


def new_price() -> dict[str, Any]:
    """Price a drawn curve again, from new amounts to the array of profits."""
    y, score = table(np.float32)
    thin = ScoreCounts.from_scores(y, score).thin(STEPS)
    offers = iter(OFFERS * 10)
    took = per_call(lambda: thin.curve(next(offers), 1000.0, 50_000.0).profit)
    return {
        "claim": f"re-pricing a curve of {len(thin):,} points from {ROWS:,} rows",
        "ours": shown(took),
        "peer": "-",
        "ratio": "-",
        "target": "under 50 µs",
        "met": took < 50e-6,
        "note": "profit at every point, population and fixed cost included",
    }


def new_optimum() -> dict[str, Any]:
    """Find the best cut-off after a change of amounts; both find the same one."""
    from empulse.metrics import CostMatrix, EmpiricalMaxProfit, Metric

    y, score = table(np.float64)
    counts = ScoreCounts.from_scores(y, score)
    metric = Metric(CostMatrix().add_tp_benefit("b").add_fp_cost("c"), EmpiricalMaxProfit())
    offers = iter(OFFERS * 10)
    counts.best(OFFERS[0])
    took = per_call(lambda: counts.best(Payoff(tp=next(offers).tp, fp=-1.0)))
    peer = statistics.median(timed(lambda: metric.optimal_threshold(y, score, b=9.0, c=1.0), 5))
    theirs = float(metric.optimal_threshold(y, score, b=9.0, c=1.0))
    reached = value_curve(y, score, Payoff(9, -1)).at(threshold=theirs).profit
    same = abs(counts.best(Payoff(9, -1)).profit - reached) < 1e-6
    note = f"over {ROWS:,} rows, new payoff included; " + (
        "same optimum" if same else "ours higher"
    )
    return row("optimum after a change of amounts", took, ("empulse", peer), 20_000, note)


def row(
    claim: str, ours: float, peer: tuple[str, float], target: float, note: str
) -> dict[str, Any]:
    """Compare two times in seconds; the target is how many times faster ours should be."""
    ratio = peer[1] / ours
    return {
        "claim": claim,
        "ours": shown(ours),
        "peer": f"{peer[0]} {shown(peer[1])}",
        "ratio": f"{ratio:,.1f}" if ratio < 1000 else f"{ratio:,.0f}",
        "target": f"at least {target:,} times faster",
        "met": ratio >= target,
        "note": note,
    }


def in_turns(ours: Callable[[], Any], peer: Callable[[], Any]) -> tuple[float, float]:
    """Median over turns of the best of three runs of each, so that both meet the same machine."""
    pairs = [(min(timed(ours, 3)), min(timed(peer, 3))) for _ in range(TURNS)]
    mine, theirs = zip(*pairs, strict=True)
    return statistics.median(mine), statistics.median(theirs)


def timed(call: Callable[[], Any], turns: int) -> list[float]:
    """Seconds of each of a few runs."""
    found = []
    for _ in range(turns):
        start = time.perf_counter()
        call()
        found.append(time.perf_counter() - start)
    return found


def per_call(call: Callable[[], Any], calls: int = 1000) -> float:
    """Median seconds of one of many quick runs, timed in batches."""
    return statistics.median(timed(lambda: [call() for _ in range(calls)], TURNS)) / calls


def shown(seconds: float) -> str:
    """Seconds in the unit a person would choose."""
    return f"{seconds * 1e3:.1f} ms" if seconds >= 1e-3 else f"{seconds * 1e6:.1f} µs"


if __name__ == "__main__":
    warnings.simplefilter("ignore")  # peers warn about themselves
    found = run()
    for told in found:
        print(f"{told['claim']}: {told['ours']}; {told['peer']}; {told['ratio']} times")
        print(f"    {told['target']}: {'met' if told['met'] else 'MISSED'}; {told['note']}")
    if len(sys.argv) > 1:
        Path(sys.argv[1]).write_text(json.dumps(found, indent=1, default=str), encoding="utf-8")
