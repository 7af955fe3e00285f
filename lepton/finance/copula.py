"""Assumptions that go together: a Gaussian copula from the strengths of single pairs.

A strength r joins the normal scores of two assumptions; the rank correlation of their values is
6/π · asin(r/2), a little less than r.
"""

from collections.abc import Mapping

import numpy as np

from lepton.errors import InputError, listed, must
from lepton.value.checks import Floats, amount

__all__ = ["Pairs", "joined", "strengths"]

Pairs = Mapping[tuple[str, str], float]
SMALLEST = 1e-9  # eigenvalue below which a matrix counts as not possible
TINY = 1e-6  # a pivot below it holds rounding only


def strengths(correlations: Pairs, known: set[str]) -> dict[tuple[str, str], float]:
    """Check the pairs: names in their order, strengths from -1 to 1, possible together.

    Parameters
    ----------
    correlations
        Strength for pairs of names, from -1 to 1.
    known
        Names that vary.

    Raises
    ------
    InputError
        A name does not vary, a pair is named twice or with itself, a strength is outside -1
        to 1, or the strengths contradict each other.
    """
    found: dict[tuple[str, str], float] = {}
    for pair, given in correlations.items():
        a, b = _pair(pair, known)
        then = "1 moves both together, -1 against each other."
        strength = amount(f"the correlation of {a} and {b}", given, least=-1.0, most=1.0, then=then)
        if found.get((a, b), strength) != strength:
            got = f"{found[a, b]:g} and {strength:g}"
            raise InputError(
                must(f"the correlation of {a} and {b}", "one number", got, "Keep one.")
            )
        found[a, b] = strength
    _possible(found)
    return found


def joined(scores: Mapping[str, Floats], pairs: Pairs) -> dict[str, Floats]:
    """Normal scores that go together; those of names in no pair stay as they are.

    Parameters
    ----------
    scores
        Independent normal scores by name, each of shape (d,).
    pairs
        As :func:`strengths` gives them.

    Examples
    --------
    >>> z = np.random.default_rng(0).standard_normal((2, 20_000))
    >>> both = joined({"a": z[0], "b": z[1]}, {("a", "b"): 0.8})
    >>> round(float(np.corrcoef(both["a"], both["b"])[0, 1]), 1)
    0.8
    """
    if not pairs:
        return dict(scores)
    names = sorted({name for pair in pairs for name in pair})
    root = _root(_matrix(names, pairs))
    mixed = root @ np.stack([scores[name] for name in names])
    return {**scores, **dict(zip(names, mixed, strict=True))}


def _pair(pair: tuple[str, str], known: set[str]) -> tuple[str, str]:
    if not isinstance(pair, tuple) or len(pair) != 2 or pair[0] == pair[1]:
        then = "Name two assumptions that differ."
        raise InputError(must("correlations", "between two assumptions", repr(pair), then))
    unknown = [name for name in pair if name not in known]
    if unknown:
        then = "Give these a range first, or leave the pair out."
        raise InputError(
            must("correlations", "between assumptions that vary", listed(unknown), then)
        )
    a, b = sorted(pair)
    return a, b


def _possible(pairs: Pairs) -> None:
    """Refuse strengths that contradict each other, and tell how weak they would have to be."""
    for names in _groups(pairs):
        least = float(np.linalg.eigvalsh(_matrix(names, pairs))[0])
        if least >= -SMALLEST:
            continue
        inside = {pair: r for pair, r in pairs.items() if pair[0] in names}
        got = listed(f"{a} with {b} {r:g}" for (a, b), r in inside.items())
        # shrunk by t, every eigenvalue becomes 1 - t + t · eigenvalue
        fits = int(100.0 / (1.0 - least))
        then = f"Weaken them: at {fits} % of these strengths they fit."
        raise InputError(must("correlations", "possible together", got, then))


def _groups(pairs: Pairs) -> list[list[str]]:
    """Names that hang together through pairs."""
    groups: list[set[str]] = []
    for pair in pairs:
        touched = [group for group in groups if group & set(pair)]
        groups = [group for group in groups if group not in touched]
        groups.append(set(pair).union(*touched))
    return [sorted(group) for group in groups]


def _matrix(names: list[str], pairs: Pairs) -> Floats:
    place = {name: i for i, name in enumerate(names)}
    found = np.eye(len(names))
    for (a, b), strength in pairs.items():
        if a in place and b in place:
            found[place[a], place[b]] = found[place[b], place[a]] = strength
    return found


def _root(matrix: Floats) -> Floats:
    """Cholesky's lower triangle; unlike LAPACK's it allows strengths of exactly 1 and -1."""
    root = np.zeros_like(matrix)
    for i in range(len(matrix)):
        for j in range(i):
            rest = matrix[i, j] - root[i, :j] @ root[j, :j]
            root[i, j] = rest / root[j, j] if root[j, j] > TINY else 0.0
        root[i, i] = np.sqrt(max(matrix[i, i] - root[i, :i] @ root[i, :i], 0.0))
    return root
