"""Money as a score: choose and tune any scikit-learn model by what it earns.

The scorers call ``scorer(estimator, X, y)``, so they go wherever scikit-learn takes ``scoring``:
``cross_val_score``, ``GridSearchCV`` and the like. The measures themselves also go through
``sklearn.metrics.make_scorer(empc_score, response_method="predict_proba", clv=300)``.
"""

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from lepton.errors import InputError, NotApplicable, listed, must
from lepton.value import Payoff, metrics, value_curve
from lepton.value.checks import labels, share

__all__ = ["MoneyScorer", "money_scorer", "profit_scorer", "scorers"]

Measure = Callable[..., float]
NOT_MONEY = ("y_true", "y_score", "sample_weight")
PROBABILITIES = ("expected_cost", "expected_savings", "savings")


def scorers() -> dict[str, Measure]:
    """List the measures in money by name; each takes ``y_true, y_score`` and its money.

    Examples
    --------
    >>> sorted(scorers())[:4]
    ['empa', 'empb', 'empc', 'empcs']
    """
    ending = "_score"
    return {
        name.removesuffix(ending): getattr(metrics, name)
        for name in metrics.__all__
        if name.endswith(ending) and name != "max_profit_score"
    }


def money_scorer(measure: str, **money: Any) -> "MoneyScorer":
    """Make a scorer of a measure in money, for scikit-learn.

    Parameters
    ----------
    measure
        A name of :func:`scorers`, such as ``"empc"``.
    **money
        Its amounts, such as ``clv=300``. Text names a column of X that holds one amount per row,
        as in ``money_scorer("empb", clv="customer_value")``.

    Returns
    -------
    Higher is better, in currency per decision unless the measure says otherwise; costs are
    turned round. The measures choose their cut-off on the rows they score, so the best score
    of a search is a comparison, not a forecast.

    Raises
    ------
    InputError
        There is no such measure, or it has no such amount.

    Examples
    --------
    >>> from sklearn.datasets import make_classification
    >>> from sklearn.linear_model import LogisticRegression
    >>> from sklearn.model_selection import cross_val_score
    >>> X, y = make_classification(random_state=42)
    >>> scorer = money_scorer("mpc", clv=300, incentive_cost=15)
    >>> float(cross_val_score(LogisticRegression(), X, y, scoring=scorer).mean())
    42.09
    """
    known = scorers()
    if measure not in known:
        then = "Take one of them."
        raise InputError(must("measure", f"one of {', '.join(sorted(known))}", measure, then))
    score = known[measure]
    names = [n for n in inspect.signature(score).parameters if n not in NOT_MONEY]
    unknown = [name for name in money if name not in names]
    if unknown:
        rule = f"among {', '.join(names)}"
        raise InputError(must(f"money of {measure}", rule, listed(unknown), "Check the spelling."))
    return MoneyScorer(measure, score, money, -1.0 if measure.endswith("cost") else 1.0)


def profit_scorer(payoff: Payoff, fraction: float | None = None) -> "MoneyScorer":
    """Make a scorer of the profit of one payoff, for scikit-learn.

    Parameters
    ----------
    payoff
        Net value per decision, the same in every row.
    fraction
        Share that is acted on, 0 to 1: the profit at that share, which is honest. None for the
        most profitable cut-off of the rows that are scored: a comparison, not a forecast.

    Returns
    -------
    Profit in currency per decision, over acting on nobody.

    Raises
    ------
    InputError
        The share lies outside 0 to 1, or the payoff is none.
    NotApplicable
        The payoff differs from row to row; folds would not know which amounts are theirs. Use
        ``money_scorer`` with the name of a column.

    Examples
    --------
    >>> profit_scorer(Payoff(tp=56, fp=-11), fraction=0.2)
    profit_scorer(tp=56, fp=-11, fn=0, tn=0, fraction=0.2)
    """
    if not isinstance(payoff, Payoff):
        then = "Write Payoff(tp=…, fp=…) or Payoff.campaign(…)."
        raise InputError(must("payoff", "a Payoff", repr(payoff), then))
    if payoff.per_row:
        then = "Name the column instead, as in money_scorer('empb', clv='customer_value')."
        raise NotApplicable(must("payoff", "the same in every row", "amounts per row", then))
    if fraction is not None:
        fraction = share("fraction", fraction)
    money = {"payoff": payoff, "fraction": fraction}
    return MoneyScorer("profit", _profit_at, money, 1.0)


@dataclass(frozen=True)
class MoneyScorer:
    """A measure with its money, callable as scikit-learn calls scorers.

    Parameters
    ----------
    name
        Name of the measure.
    measure
        Takes ``y_true, y_score`` and the money.
    money
        Its amounts; text is the name of a column of X.
    sign
        −1 for a cost, so that higher is better.
    """

    name: str
    measure: Measure
    money: Mapping[str, Any] = field(default_factory=dict)
    sign: float = 1.0

    def __call__(
        self,
        estimator: Any,
        X: Any,
        y: npt.ArrayLike,
        sample_weight: npt.ArrayLike | None = None,
    ) -> float:
        """Score an estimator on rows; higher is better.

        Raises
        ------
        NotApplicable
            The estimator gives neither probabilities nor scores of two classes.
        InputError
            A column that the money names is not in X.
        """
        money = {name: _amount(name, value, X) for name, value in self.money.items()}
        needed = self.name in PROBABILITIES
        positive = _positives(estimator, y)
        score = _scored(estimator, X, probabilities=needed)
        if sample_weight is not None:
            money["sample_weight"] = sample_weight
        return self.sign * float(self.measure(positive, score, **money))

    def __repr__(self) -> str:
        told = {name: value for name, value in self.money.items() if value is not None}
        payoff = told.pop("payoff", None)
        if isinstance(payoff, Payoff):
            told = {n: f"{getattr(payoff, n):g}" for n in ("tp", "fp", "fn", "tn")} | told
        amounts = ", ".join(f"{name}={value}" for name, value in told.items())
        if payoff is not None:
            return f"profit_scorer({amounts})"
        return f"money_scorer({self.name!r}{', ' if amounts else ''}{amounts})"


def _profit_at(
    y_true: npt.ArrayLike,
    y_score: npt.ArrayLike,
    *,
    payoff: Payoff,
    fraction: float | None,
    sample_weight: npt.ArrayLike | None = None,
) -> float:
    curve = value_curve(y_true, y_score, payoff, sample_weight=sample_weight, population=1)
    at = curve.best if fraction is None else curve.at(fraction=fraction)
    return at.profit - curve.nobody.profit


def _positives(estimator: Any, y: npt.ArrayLike) -> npt.NDArray[np.int64]:
    """Outcomes as 0 and 1: 1 is the second class of the estimator."""
    given = np.asarray(y)
    classes = getattr(estimator, "classes_", getattr(_problem(estimator), "labels", None))
    if classes is None:
        return np.asarray(labels(given), dtype=np.int64)
    if len(classes) != 2:
        then = "Choose the class that is worth acting on, and call all others 0."
        raise NotApplicable(must("estimator", "of two classes", f"{len(classes)} classes", then))
    return (given == classes[1]).astype(np.int64)


def _problem(estimator: Any) -> Any:
    """What a model of this package predicts; None for any other."""
    return getattr(estimator, "problem", None)


def _scored(estimator: Any, X: Any, *, probabilities: bool) -> npt.NDArray[np.float64]:
    """Score of the second class."""
    if hasattr(estimator, "predict_proba"):
        return np.asarray(estimator.predict_proba(X), dtype=np.float64)[:, 1]
    if hasattr(estimator, "decision_function") and not probabilities:
        return np.asarray(estimator.decision_function(X), dtype=np.float64)
    rule = "able to predict probabilities" if probabilities else "able to score rows"
    then = "Wrap it into CalibratedClassifierCV, which adds probabilities."
    raise NotApplicable(must("estimator", rule, type(estimator).__name__, then))


def _amount(name: str, value: Any, X: Any) -> Any:
    """An amount as it is, or the column of X that it names."""
    if not isinstance(value, str):
        return value
    columns = list(getattr(X, "columns", ()))
    if value not in columns:
        got = "rows without column names" if not columns else f"columns {listed(columns)}"
        then = f"Pass a table with that column, or one amount for {name}."
        raise InputError(must("X", f"a table with the column {value!r}", got, then))
    return np.asarray(X[value], dtype=np.float64)
