"""Print the largest memory that building counts takes, as JSON; run in a process of its own."""

import json
import resource
import sys
from pathlib import Path

import numpy as np

from lepton.value import Payoff, ScoreCounts


def peak() -> int:
    """Largest resident memory so far, in bytes.

    Linux hands the largest memory of a parent on to its child in ``getrusage``, so the
    process's own status is read where there is one.
    """
    status = Path("/proc/self/status")
    if status.exists():
        line = next(t for t in status.read_text().splitlines() if t.startswith("VmHWM"))
        return 1024 * int(line.split()[1])
    return 1024 * resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def main(rows: int) -> None:
    # warm up at a size that does not count, so that libraries are in memory already
    ScoreCounts.from_scores([1, 0] * 40_000, np.linspace(0, 1, 80_000)).best(Payoff(9, -1))
    before = peak()
    rng = np.random.default_rng(0)
    score = rng.random(rows)
    y = np.empty(rows, dtype=np.int64)
    for start in range(0, rows, 100_000):  # made in pieces, so that making them does not count
        part = slice(start, start + 100_000)
        y[part] = rng.random(score[part].size) < score[part]
    counts = ScoreCounts.from_scores(y, score)
    counts.best(Payoff(9, -1))
    print(json.dumps({"input": y.nbytes + score.nbytes, "peak": peak() - before}))


if __name__ == "__main__":
    main(int(sys.argv[1]))
