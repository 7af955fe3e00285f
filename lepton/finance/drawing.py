"""What every trial assumes: one stream of chance for each assumption, always the same.

The stream of an assumption follows from its name and the seed alone. Adding or changing one
range leaves the draws of the others as they are, and two scenarios see the same draws.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

import numpy as np
import numpy.typing as npt

from lepton.errors import InputError, must
from lepton.finance.case import Case
from lepton.finance.copula import Pairs, joined, strengths
from lepton.finance.earning import Earning
from lepton.finance.ranges import Range
from lepton.finance.usable import MODEL, usable
from lepton.value.checks import Floats

__all__ = ["FEWEST", "MOST", "Draws", "draw", "stream"]

FEWEST, MOST = 100, 100_000
MOST_SEED = 2**32 - 1


@dataclass(frozen=True, slots=True, eq=False)
class Draws:
    """What each of many trials assumes.

    Attributes
    ----------
    values
        By assumption: the value in each trial, shape (d,); "delivered" is 1 or 0.
    scores
        By assumption that varies: its normal score in each trial, shape (d,).
    fixed
        Assumptions that were given one number.
    model
        Bootstrap draw of the model in each trial, shape (d,); None where none are known.
    """

    values: Mapping[str, Floats]
    scores: Mapping[str, Floats]
    fixed: Mapping[str, float]
    model: npt.NDArray[np.intp] | None

    @property
    def assumed(self) -> dict[str, Floats | float]:
        """All changes of the case: what varies, and what was given one number."""
        return {**self.fixed, **self.values}


def draw(
    case: Case,
    earning: Earning,
    ranges: Mapping[str, Range],
    *,
    correlations: Pairs | None = None,
    trials: int = 10_000,
    seed: int = 0,
) -> Draws:
    """Draw what every trial assumes.

    Raises
    ------
    InputError
        Too few or too many trials, or ranges or correlations that cannot be used.
    """
    count, start = _whole("trials", trials, FEWEST, MOST), _whole("seed", seed, 0, MOST_SEED)
    known = usable(case, earning, ranges)
    varying = {name: given for name, given in known.items() if given.varies}
    pairs = strengths(correlations or {}, set(varying))
    scores = joined({name: stream(name, start, count) for name in varying}, pairs)
    values = {name: given.of_scores(scores[name]) for name, given in varying.items()}
    fixed = {name: given.mean for name, given in known.items() if not given.varies}
    return Draws(values, scores, fixed, _model(earning.draws, start, count))


@lru_cache(maxsize=64)
def stream(name: str, seed: int, trials: int) -> Floats:
    """Normal scores of an assumption, shape (trials,), read-only.

    Examples
    --------
    >>> bool(np.all(stream("benefit", 0, 100) == stream("benefit", 0, 200)[:100]))
    True
    """
    found = _generator(name, seed).standard_normal(trials)
    found.flags.writeable = False
    return found


def _generator(name: str, seed: int) -> np.random.Generator:
    # hash() differs from process to process; this one never does
    digest = blake2b(name.encode(), digest_size=8).digest()
    return np.random.default_rng([seed, int.from_bytes(digest, "little")])


def _model(draws: int, seed: int, trials: int) -> npt.NDArray[np.intp] | None:
    if draws == 0:
        return None
    return (_generator(MODEL, seed).random(trials) * draws).astype(np.intp)


def _whole(name: str, value: int, least: int, most: int) -> int:
    plain = isinstance(value, int | np.integer) and not isinstance(value, bool)
    if not plain or not least <= value <= most:
        then = "10,000 trials are usual." if name == "trials" else "Any number will do; keep it."
        rule = f"a whole number from {least:,} to {most:,}"
        raise InputError(must(name, rule, repr(value), then))
    return int(value)
