"""The few cut-offs that can ever be the most profitable.

For any constant payoff the best cut-off is a corner of the convex hull of (acted on, hits),
which is the convex hull of the ROC curve (Provost & Fawcett 2001, "Robust classification for
imprecise environments"). A table of a million rows has a few hundred such corners.
"""

import numpy as np
import numpy.typing as npt

from lepton.value.checks import Floats

__all__ = ["upper_hull"]

QUICK_ROUNDS = 40
PIECE = 1 << 16


def upper_hull(x: Floats, y: Floats) -> npt.NDArray[np.intp]:
    """Find the corners of the upper convex hull of points with rising x.

    Parameters
    ----------
    x, y
        Coordinates, shape (m,), x never falling. Counts below 1e8 are handled exactly.

    Returns
    -------
    Indices of the corners, the first and the last point included; points in the middle of
    a straight edge are not corners.

    Examples
    --------
    >>> import numpy as np
    >>> upper_hull(np.array([0.0, 1, 2, 3]), np.array([0.0, 1, 1, 2])).tolist()
    [0, 1, 3]
    """
    # a corner of the whole is a corner of its piece, and a piece stays in the cache
    pieces = (slice(start, start + PIECE) for start in range(0, x.size, PIECE))
    kept = np.concatenate([p.start + _thinned(x[p], y[p]) for p in pieces])
    kept = kept[_thinned(x[kept], y[kept])]
    if _bends_down(x[kept], y[kept]).all():
        return kept
    return _chain(kept, x[kept].tolist(), y[kept].tolist())


def _thinned(x: Floats, y: Floats) -> npt.NDArray[np.intp]:
    """Indices of points that may be corners, the first and the last among them."""
    kept = np.arange(x.size)
    for _ in range(QUICK_ROUNDS):
        # a point on or below the line between its neighbours is no corner, and all such
        # points may go at once: each lies inside the hull of the others
        corner = _bends_down(x[kept], y[kept])
        if corner.all():
            break
        kept = kept[corner]
    return kept


def _bends_down(x: Floats, y: Floats) -> npt.NDArray[np.bool_]:
    run, rise = np.diff(x), np.diff(y)
    corner = np.ones(x.size, dtype=np.bool_)
    np.greater(rise[:-1] * run[1:], rise[1:] * run[:-1], out=corner[1:-1])
    return corner


def _chain(kept: npt.NDArray[np.intp], x: list[float], y: list[float]) -> npt.NDArray[np.intp]:
    """Walk the points one by one (monotone chain); for shapes the quick rounds leave over."""
    hull: list[int] = []
    for i in range(len(x)):
        while len(hull) > 1 and not _is_corner(x, y, hull[-2], hull[-1], i):
            hull.pop()
        hull.append(i)
    return kept[np.array(hull, dtype=np.intp)]


def _is_corner(x: list[float], y: list[float], left: int, middle: int, right: int) -> bool:
    rise, run = y[middle] - y[left], x[middle] - x[left]
    return rise * (x[right] - x[middle]) > (y[right] - y[middle]) * run
