"""How fast a new price is beside the algorithm of modelplotpy, and how far building can go.

``python -m benchmarks pricing`` keeps the figures.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from benchmarks.curves import ROWS, STEPS, in_turns, per_call, shown, table, timed
from lepton.value import Assumptions, Payoff, ScoreCounts, answer

if TYPE_CHECKING:
    from collections.abc import Callable

MANY = 10_000_000
NTILES = 100
FRAME = 16e-3
OFFERS = [Payoff(tp=9.0 + i / 100, fp=-1.0) for i in range(2000)]
MEASURED = Path(__file__).with_name("memory.py")


def run() -> list[dict[str, Any]]:
    """All rows of this file: claim, ours, peer, ratio, target, met and note."""
    return [*new_prices(), *building(), *at_ten_million()]


def new_prices() -> list[dict[str, Any]]:
    """Price a curve again: from scratch as modelplotpy does it, and from its finished table."""
    y, score = table(np.float64)
    thin = ScoreCounts.from_scores(y, score).thin(STEPS)
    offers = iter(OFFERS * 10)
    ours = per_call(lambda: thin.curve(next(offers), 1000.0, 50_000.0).profit)
    ready = ntiles(y, score)
    whole = min(timed(lambda: priced(ntiles(y, score), 1000.0, 10.0, 50.0), 5))
    again = min(timed(lambda: priced(ready, 1000.0, 10.0, 50.0), 200))
    note = f"over {ROWS:,} rows; ours {len(thin):,} cut-offs, theirs {NTILES} ntiles, "
    return [
        compared(
            "re-pricing a curve, against building and pricing ntiles",
            ours,
            ("modelplotpy's algorithm", whole),
            200,
            note + "sorted and cut anew for each curve",
        ),
        compared(
            "re-pricing a curve, against pricing finished ntiles",
            ours,
            ("modelplotpy's algorithm", again),
            1,
            note + "only the money arithmetic",
        ),
    ]


def ntiles(y: np.ndarray, score: np.ndarray) -> Any:
    """Aggregate scores to ntiles: the steps that modelplotpy's plots rest on, in pandas.

    Equal scores are parted by a little noise, ranked scores are cut in equal parts, and the
    parts are counted and summed up with groupby; none of its code is used.
    """
    import pandas as pd

    noise = np.random.default_rng(999).uniform(0, 1e-6, score.size)
    frame = pd.DataFrame({"y": y, "score": score + noise})
    frame = frame.sort_values("score", ascending=False)
    frame["ntile"] = np.arange(len(frame)) * NTILES // len(frame) + 1
    parts = frame.groupby("ntile")["y"].agg(tot="count", pos="sum")
    parts["cumtot"], parts["cumpos"] = parts["tot"].cumsum(), parts["pos"].cumsum()
    parts["cumgain"] = parts["cumpos"] / parts["pos"].sum()
    parts["cumlift"] = parts["cumpos"] / parts["cumtot"] / (parts["pos"].sum() / len(frame))
    return parts


def priced(parts: Any, fixed: float, variable: float, profit: float) -> Any:
    """Investments, revenues, profit and ROI of every ntile, as modelplotpy defines them."""
    told = parts.copy()
    told["investments"] = fixed + variable * told["cumtot"]
    told["revenues"] = profit * told["cumpos"]
    told["profit"] = told["revenues"] - told["investments"]
    told["roi"] = told["profit"] / told["investments"]
    return told


def building() -> list[dict[str, Any]]:
    """Build counts and hull beside one sort of the scores, and beside one copy of the arrays."""
    y, score = table(np.float64)

    def build() -> None:
        counts = ScoreCounts.from_scores(y, score)
        counts.best(OFFERS[0])  # finds the hull

    def copy() -> None:
        y.copy()
        score.copy()

    ours, sort = in_turns(build, lambda: np.sort(score))
    _, floor = in_turns(build, copy)
    note = f"ties, hull and a first optimum of {ROWS:,} float64 scores and int64 labels"
    return [
        at_most("building, against one sort of the scores", ours, ("numpy.sort", sort), 3, note),
        at_most(
            "building, against one copy of labels and scores",
            ours,
            ("copying 16 MB", floor),
            None,
            "the floor that memory sets; no target",
        ),
    ]


def at_ten_million() -> list[dict[str, Any]]:
    """What a person waits for at ten million rows, and how much memory building takes."""
    rng = np.random.default_rng(0)
    score = rng.random(MANY)
    y = (rng.random(MANY) < score).astype(np.int64)
    counts = ScoreCounts.from_scores(y, score)
    thin = counts.thin(STEPS)
    money = [Assumptions(benefit=9.0 + i / 100, contact_cost=1.0) for i in range(2000)]
    offers, assumed, again = iter(OFFERS * 10), iter(money), iter(money)
    counts.best(OFFERS[0])
    calls: dict[str, Callable[[], Any]] = {
        "re-pricing the drawn curve": lambda: thin.curve(next(offers), 1000.0, 50_000.0).profit,
        "optimum over all rows": lambda: counts.best(next(offers)),
        "the whole answer from the drawn curve": lambda: answer(thin, next(assumed)),
        "the whole answer from every row": lambda: answer(counts, next(again)),
    }
    told = [_frame(name, min(timed(call, 5))) for name, call in calls.items()]
    told[-1] |= {
        "target": "none",
        "met": True,
        "note": "for scripts; the page asks the drawn curve",
    }
    return [*told, memory()]


def _frame(name: str, took: float) -> dict[str, Any]:
    return {
        "claim": f"{name} at {MANY:,} rows",
        "ours": shown(took),
        "peer": "-",
        "ratio": "-",
        "target": "under 16 ms",
        "met": took < FRAME,
        "note": "best of five",
    }


def memory() -> dict[str, Any]:
    """Largest memory of a process that builds counts, over what its arrays take."""
    done = subprocess.run(
        [sys.executable, str(MEASURED), str(MANY)], capture_output=True, text=True, check=True
    )
    told = json.loads(done.stdout)
    ratio = told["peak"] / told["input"]
    return {
        "claim": f"memory while building from {MANY:,} rows",
        "ours": f"{told['peak'] / 1e6:,.0f} MB",
        "peer": f"labels and scores {told['input'] / 1e6:,.0f} MB",
        "ratio": f"{ratio:.2f}",
        "target": "at most 3 times the input",
        "met": ratio <= 3,
        "note": "labels and scores included, Python and libraries left out; int64 and float64",
    }


def compared(
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


def at_most(
    claim: str, ours: float, peer: tuple[str, float], target: float | None, note: str
) -> dict[str, Any]:
    """Compare two times in seconds; the target is how many times longer ours may take."""
    ratio = ours / peer[1]
    return {
        "claim": claim,
        "ours": shown(ours),
        "peer": f"{peer[0]} {shown(peer[1])}",
        "ratio": f"{ratio:.2f}",
        "target": "none" if target is None else f"at most {target} times as long",
        "met": target is None or ratio <= target,
        "note": note,
    }


if __name__ == "__main__":
    for told in run():
        print(told)
