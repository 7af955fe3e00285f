"""Break-evens as they are told: two significant figures, so rounded that the promise holds."""

import math

__all__ = ["safe_limit"]

LEAST, MOST = 2, 7  # significant figures
SLACK = 1e-9  # of a unit: what is round already stays as it is


def safe_limit(limit: float, assumed: float, *, pays: bool) -> float:
    """Round a break-even on the safe side.

    Where it pays as assumed, what is told is a little nearer to what is assumed than the limit;
    where it does not, a little farther. It has two significant figures, more only where two
    would leave no room beside what is assumed. The live page rounds alike (span.js).

    Parameters
    ----------
    limit, assumed
        Break-even and present value, in the unit of the assumption.
    pays
        Whether the net present value is above 0 as assumed.

    Examples
    --------
    >>> safe_limit(0.1423, 0.3, pays=True), safe_limit(52.7, 6, pays=True)
    (0.15, 52.0)
    >>> safe_limit(0.1423, 0.1, pays=False), safe_limit(2_963, 3_000, pays=True)
    (0.15, 2970.0)
    """
    up = (limit > assumed) != pays
    for figures in range(LEAST, MOST):
        value = _outward(limit, figures, up=up)
        if (value - assumed) * (limit - assumed) > 0:
            return value
    return limit


def _outward(value: float, figures: int, *, up: bool) -> float:
    if value == 0:
        return 0.0
    unit = 10.0 ** (math.floor(math.log10(abs(value))) - figures + 1)
    times = value / unit
    whole = math.ceil(times - SLACK) if up else math.floor(times + SLACK)
    return float(f"{whole * unit:.12g}")
