"""How fast ranges come, and how much memory they take, a bootstrap row by row beside us.

``python -m benchmarks uncertainty`` keeps the figures.
"""

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

import numpy as np

from lepton.value import Assumptions, Payoff, ScoreCounts
from lepton.value.scored import ScoredRows
from lepton.value.uncertainty import PriceDraws, Replicates, assumption_band, bands, compare

ROWS, MANY = 1_000_000, 10_000_000
DRAWS, POINTS, WORLDS = 1000, 200, 10_000
PEER_DRAWS = 20
OFFER = Payoff(tp=9.0, fp=-1.0)
MONEY = Assumptions(form="matrix", right=9, wrong=1, fraction=0.3)


def run() -> list[dict[str, Any]]:
    """All rows of this file: claim, ours, peer, ratio, target, met and note."""
    y, score = table(ROWS)
    counts = ScoreCounts.from_scores(y, score)
    return [band(y, score, counts), new_price(counts), worlds(counts), paired(), *memory()]


def table(rows: int) -> tuple[np.ndarray, np.ndarray]:
    """Outcomes and probabilities as a model gives them, around 12 %."""
    rng = np.random.default_rng(0)
    score = 1 / (1 + np.exp(-rng.normal(-2.5, 1.5, rows)))
    return (rng.random(rows) < score).astype(np.int64), score


def band(y: np.ndarray, score: np.ndarray, counts: ScoreCounts) -> dict[str, Any]:
    """Draw a thousand replicates and find both bands, against resampling every row."""
    ours = quickest(lambda: bands(Replicates.of(counts), OFFER), 25)
    order = np.argsort(-score)  # the peer sorts once as well, and that is not counted
    gain = np.where(y[order] == 1, 9.0, -1.0)
    ends = np.linspace(0, ROWS, POINTS + 1).astype(int)[1:] - 1
    rng = np.random.default_rng(0)
    peer = quickest(lambda: row_by_row(gain, ends, rng), PEER_DRAWS) * DRAWS
    whole = ours + quickest(lambda: ScoreCounts.from_scores(y, score), 10)
    note = (
        f"from counted scores; peer: numpy, rows sorted once, quickest of {PEER_DRAWS} replicates "
        f"scaled to {DRAWS:,}; with our sorting and counting {shown(whole)}"
    )
    claim = f"{DRAWS:,}-replicate band of {ROWS:,} rows"
    return row(claim, ours, ("row by row", peer), 300, note)


def row_by_row(gain: np.ndarray, ends: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """One replicate of the curve from rows drawn with replacement."""
    times = np.bincount(rng.integers(0, gain.size, gain.size), minlength=gain.size)
    return np.cumsum(times * gain)[ends]


def new_price(counts: ScoreCounts) -> dict[str, Any]:
    """Price all replicates again after a change of money; the band with its quantiles too."""
    drawn = Replicates.of(counts)
    offers = iter([Payoff(tp=9 + i / 1000, fp=-1) for i in range(2000)])
    ours = best(lambda: drawn.profit(next(offers)), 50)
    full = best(lambda: bands(drawn, next(offers)), 30)
    note = f"{DRAWS:,} replicates at {POINTS} cut-offs; both bands with it {shown(full)}"
    return under("re-pricing of all replicates", ours, 1e-3, note)


def worlds(counts: ScoreCounts) -> dict[str, Any]:
    """Price ten thousand worlds at two hundred cut-offs and find their quantiles."""
    rng = np.random.default_rng(0)
    drawn = {
        "success_rate": rng.beta(6, 14, WORLDS),
        "benefit": rng.normal(200, 20, WORLDS),
        "contact_cost": rng.uniform(1, 4, WORLDS),
    }
    prices = PriceDraws.of(counts, Assumptions(incentive_cost=10), drawn)
    ours = quickest(lambda: assumption_band(counts, prices), 60)
    at = np.linspace(0, len(counts) - 1, POINTS + 1).astype(int)
    tp, fp = counts.tp[at], (counts.n - counts.tp)[at]
    peer = quickest(lambda: plain_quantiles(tp, fp, prices), 10)
    times = f"ours {peer / ours:.0f} times faster"
    note = f"quickest of 60; numpy.quantile over the same worlds {shown(peer)}: {times}"
    return under(f"{WORLDS:,}-draw band of assumptions at {POINTS} cut-offs", ours, 20e-3, note)


def plain_quantiles(tp: np.ndarray, fp: np.ndarray, prices: PriceDraws) -> np.ndarray:
    """The same band by the obvious route."""
    money = np.outer(tp, prices.right) + np.outer(fp, prices.wrong) + prices.off
    return np.quantile(money, [0.05, 0.95], axis=1)


def paired() -> dict[str, Any]:
    """Compare two models on the same hundred thousand rows, two thousand replicates."""
    rng = np.random.default_rng(1)
    y, score = table(100_000)
    other = np.clip(score + rng.normal(0, 0.1, y.size), 0, 1)
    a, b = ScoredRows.of(y, score), ScoredRows.of(y, other)
    ours = best(lambda: compare(a, b, MONEY), 5)
    note = "2,000 paired replicates; both models ranked, priced and compared"
    return under("comparison of two models on 100,000 rows", ours, 1.0, note)


MEASURED = """
import json, tracemalloc, time
import numpy as np
from benchmarks.uncertainty import MANY, OFFER, table
from lepton.value import Payoff, ScoreCounts
from lepton.value.uncertainty import Replicates, bands
y, score = table(MANY)
given = y.nbytes + score.nbytes
tracemalloc.start()
drawn = Replicates.of(ScoreCounts.from_scores(y, score))
bands(drawn, OFFER)
beside = tracemalloc.get_traced_memory()[1]
lean = y.astype(np.int8), score.astype(np.float32)
tracemalloc.reset_peak()
held = tracemalloc.get_traced_memory()[0]
ScoreCounts.from_scores(*lean)
slim = tracemalloc.get_traced_memory()[1] - held
tracemalloc.stop()
start = time.perf_counter()
bands(drawn, Payoff(tp=8, fp=-1))
took = time.perf_counter() - start
print(json.dumps([given, beside, took, sum(v.nbytes for v in lean), slim]))
"""


def memory() -> list[dict[str, Any]]:
    """Ten million rows in a process of their own: peak memory, and a new price afterwards."""
    done = subprocess.run(
        [sys.executable, "-c", MEASURED], capture_output=True, text=True, check=True
    )
    given, beside, took, lean, slim = json.loads(done.stdout)
    ratio = (given + beside) / given
    return [
        {
            "claim": f"peak memory of counting {MANY:,} rows and finding the band",
            "ours": f"{(given + beside) / 1e6:,.0f} MB",
            "peer": f"input alone {given / 1e6:,.0f} MB",
            "ratio": f"{ratio:.2f}",
            "target": "under 3 times the input",
            "met": ratio < 3,
            "note": "64-bit outcomes and scores, the input included, as numpy allocates it; 8-bit "
            f"outcomes with 32-bit scores: {(lean + slim) / 1e6:,.0f} MB for {lean / 1e6:,.0f} MB",
        },
        under(f"new band after a change of money, {MANY:,} rows", took, 0.1, "first call"),
    ]


def row(
    claim: str, ours: float, peer: tuple[str, float], target: float, note: str
) -> dict[str, Any]:
    """Compare two times in seconds; the target is how many times faster ours should be."""
    ratio = peer[1] / ours
    return {
        "claim": claim,
        "ours": shown(ours),
        "peer": f"{peer[0]} {shown(peer[1])}",
        "ratio": f"{ratio:,.0f}",
        "target": f"at least {target:,} times faster",
        "met": ratio >= target,
        "note": note,
    }


def under(claim: str, ours: float, target: float, note: str) -> dict[str, Any]:
    """A time in seconds that should stay below a target."""
    return {
        "claim": claim,
        "ours": shown(ours),
        "peer": "-",
        "ratio": "-",
        "target": f"under {shown(target)}",
        "met": ours < target,
        "note": note,
    }


def best(call: Callable[[], Any], turns: int) -> float:
    """Median of the quicker half of a few runs, in seconds."""
    found = []
    for _ in range(turns):
        start = time.perf_counter()
        call()
        found.append(time.perf_counter() - start)
    return statistics.median(sorted(found)[: (turns + 1) // 2])


def quickest(call: Callable[[], Any], turns: int) -> float:
    """The quickest of a few runs: what it takes when nothing else runs."""
    return min(best(call, 1) for _ in range(turns))


def shown(seconds: float) -> str:
    """Seconds in the unit a person would choose."""
    if seconds >= 1:
        return f"{seconds:.1f} s"
    return f"{seconds * 1e3:.1f} ms" if seconds >= 1e-3 else f"{seconds * 1e6:.0f} µs"


if __name__ == "__main__":
    for told in run():
        print(f"{told['claim']}: {told['ours']}; {told['peer']}; {told['ratio']}")
        print(f"    {told['target']}: {'met' if told['met'] else 'MISSED'}; {told['note']}")
