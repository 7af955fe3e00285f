"""Probabilities put right where training rows were weighted, drawn unevenly, or are outdated."""

from typing import Any

import numpy as np
import numpy.typing as npt

from lepton.errors import InputError, must
from lepton.value.base_rate import shifted_probability
from lepton.value.checks import LARGEST, Floats, amount, column

__all__ = ["probabilities", "shift_base_rate", "undo_resampling", "undo_weights"]

SMALLEST = 1e-12


def undo_weights(p: npt.ArrayLike, positive_weight: float) -> Floats:
    """Tell the probabilities that a model would give without weighted positives.

    A weight w on positives in training multiplies the odds by w; this divides them again.
    Class weights as in ``scale_pos_weight`` or ``class_weight`` are meant.

    Parameters
    ----------
    p
        Probabilities of the weighted model, shape (n,).
    positive_weight
        Weight of a positive row over that of a negative one, above zero.

    Returns
    -------
    Probabilities, shape (n,).

    Raises
    ------
    InputError
        Probabilities outside 0 to 1, or a weight that is not above zero.

    Examples
    --------
    >>> undo_weights([0.5, 0.9], 9)
    array([0.1, 0.5])
    """
    then = "Pass the weight used in training, such as 9."
    weight = amount("positive_weight", positive_weight, least=SMALLEST, then=then)
    return _with_odds(probabilities(p), 1 / weight)


def undo_resampling(
    p: npt.ArrayLike, *, kept_positives: float = 1.0, kept_negatives: float = 1.0
) -> Floats:
    """Tell the probabilities that a model would give on rows that were not thinned out.

    Training on a share of the negatives only multiplies the odds by one over that share
    (Dal Pozzolo et al. 2015, eq. 4); a share above 1 stands for rows that were copied.

    Parameters
    ----------
    p
        Probabilities of the model trained on the kept rows, shape (n,).
    kept_positives, kept_negatives
        Kept rows over rows there were, in each class, above zero; 3 if every row was copied
        twice.

    Returns
    -------
    Probabilities, shape (n,).

    Raises
    ------
    InputError
        Probabilities outside 0 to 1, or a share that is not above zero.

    Examples
    --------
    >>> undo_resampling([0.5], kept_negatives=0.25)
    array([0.2])
    """
    then = "Pass kept rows over all rows, such as 0.1."
    positives = amount("kept_positives", kept_positives, least=SMALLEST, then=then)
    negatives = amount("kept_negatives", kept_negatives, least=SMALLEST, then=then)
    return _with_odds(probabilities(p), negatives / positives)


def shift_base_rate(p: npt.ArrayLike, old: float, new: float) -> Floats:
    """Tell the probabilities where the outcome is more frequent or rarer than in training.

    ``p' = b'(p − pb) / (b − pb + b'p − bb')`` (Elkan 2001, theorem 2). It takes for granted that
    only the share of positives changed: rows of either class look as they did before.

    Parameters
    ----------
    p
        Probabilities for the old share of positives, shape (n,).
    old, new
        Share of positives in training and in use, above 0 and below 1.

    Returns
    -------
    Probabilities, shape (n,).

    Raises
    ------
    InputError
        Probabilities outside 0 to 1, or a share that is 0 or 1 or beyond.

    Examples
    --------
    >>> shift_base_rate([0.5, 0.8], 0.5, 0.1).tolist()
    [0.1, 0.3076923]
    """
    before, after = _rate("old", old), _rate("new", new)
    return np.asarray(shifted_probability(probabilities(p), trained=before, used=after))


def probabilities(p: npt.ArrayLike, name: str = "p") -> Floats:
    """Probabilities as float64, all from 0 to 1.

    Raises
    ------
    InputError
        A value outside 0 to 1, missing or no number.
    """
    given = column(name, p, np.size(p))
    if given.min() < 0 or given.max() > 1:
        got = f"{given.min():g} to {given.max():g}"
        then = "Pass calibrated probabilities, not raw scores."
        raise InputError(must(name, "between 0 and 1", got, then))
    return given


def _rate(name: str, value: Any) -> float:
    rate = amount(name, value, least=-LARGEST, then="Write 10 % as 0.1.")
    if not 0 < rate < 1:
        rule = "above 0 and below 1"
        raise InputError(must(name, rule, f"{rate:g}", "Write 10 % as 0.1."))
    return rate


def _with_odds(p: Floats, factor: float) -> Floats:
    """Multiply the odds; 0 and 1 stay what they are."""
    found: Floats = p * factor / (p * factor + (1 - p))
    return found
