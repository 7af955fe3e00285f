"""Measures of a ranking in money, to choose and tune models by.

Each takes ``y_true, y_score`` and its money as keywords. ``empc_score(…)`` is a number, as
scikit-learn wants it; ``empc(…)`` also gives the share to act on and the cut-off. None of them is
a forecast of profit: the cut-off is chosen on the rows that report it.
"""

from lepton.value.metrics.acquisition import empa, empa_score, mpa, mpa_score
from lepton.value.metrics.churn import empb, empb_score, empc, empc_score, mpc, mpc_score
from lepton.value.metrics.credit import empcs, empcs_score, mpcs, mpcs_score
from lepton.value.metrics.hmeasure import h_measure_score
from lepton.value.metrics.maximum import (
    MaxProfit,
    expected_max_profit,
    max_profit,
    max_profit_score,
)
from lepton.value.metrics.uncertain import Beta, Fixed, Gamma, Mixture, Uncertain
from lepton.value.savings import expected_cost_score, expected_savings_score, savings_score

__all__ = [
    "Beta",
    "Fixed",
    "Gamma",
    "MaxProfit",
    "Mixture",
    "Uncertain",
    "empa",
    "empa_score",
    "empb",
    "empb_score",
    "empc",
    "empc_score",
    "empcs",
    "empcs_score",
    "expected_cost_score",
    "expected_max_profit",
    "expected_savings_score",
    "h_measure_score",
    "max_profit",
    "max_profit_score",
    "mpa",
    "mpa_score",
    "mpc",
    "mpc_score",
    "mpcs",
    "mpcs_score",
    "savings_score",
]
