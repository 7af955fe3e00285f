import numpy as np

from lepton.value.hull import PIECE, upper_hull


def walked(x, y):
    """The upper hull by walking all points one by one (Andrew 1979)."""
    hull = []
    for i in range(len(x)):
        while len(hull) > 1:
            a, b = hull[-2], hull[-1]
            if (y[b] - y[a]) * (x[i] - x[a]) > (y[i] - y[a]) * (x[b] - x[a]):
                break
            hull.pop()
        hull.append(i)
    return hull


def test_the_hull_of_many_pieces_is_the_hull_of_the_whole():
    rng = np.random.default_rng(1)
    for chance in (np.linspace(0.9, 0.1, 3 * PIECE), np.full(PIECE + 1, 0.5)):
        y = np.concatenate(([0.0], np.cumsum(rng.random(chance.size) < chance)))
        x = np.arange(y.size, dtype=float)
        assert upper_hull(x, y).tolist() == walked(x.tolist(), y.tolist())


def test_straight_and_hollow_curves_keep_their_ends_only():
    x = np.arange(2.0 * PIECE)
    for y in (x, x**2, np.zeros(x.size)):
        assert upper_hull(x, y).tolist() == [0, x.size - 1]
