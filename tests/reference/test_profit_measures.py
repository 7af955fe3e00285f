"""The expected maximum profit family, against published figures and by hand.

Verbraken, Verbeke & Baesens (2013), IEEE TKDE 25(5), and Verbraken et al. (2014), EJOR 238(2).
Figures of the package empulse are those of its versions 0.11.1 and 0.13.1 on eight rows; they
stand here as numbers, so that these tests do not need it.
"""

from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest

from lepton.value import Payoff, value_curve
from lepton.value.metrics import (
    Beta,
    Gamma,
    empa,
    empa_score,
    empb,
    empc,
    empc_score,
    empcs,
    empcs_score,
    expected_max_profit,
    h_measure_score,
    max_profit,
    mpa,
    mpa_score,
    mpc,
    mpc_score,
    mpcs,
    mpcs_score,
)

Y = [0, 1, 0, 1, 0, 1, 0, 1]
S = [0.1, 0.2, 0.3, 0.4, 0.5, 0.7, 0.8, 0.9]
CLV = [100, 200, 150, 300, 120, 250, 180, 220]


@pytest.mark.parametrize(
    ("found", "profit", "fraction", "threshold"),
    [
        (mpc(Y, S), 23.875, 0.875, 0.2),
        (empc(Y, S), 23.875593418348124, 0.8743700763487141, 0.2),
        (mpa(Y, S), 3706.25, 0.875, 0.2),
        (mpa(Y, S, direct_selling=0), 3556.25, 0.875, 0.2),
        (empa(Y, S), 3706.2500000052773, 0.875, 0.2),
        (empa(Y, S, direct_selling=0), 3556.25, 0.875, 0.2),
        (mpcs(Y, S), 0.03835, 0.875, 0.2),
        (empcs(Y, S), 0.0974701705, 0.324345, 0.7),
        (empb(Y, S, clv=CLV), 18.61875, 0.875, 0.2),
        (max_profit(Y, S, Payoff(tp=56, fp=-11)), 23.875, 0.875, 0.2),
        (mpc(Y, S, clv=100), 8.875, 0.875, 0.2),
        (empc(Y, S, clv=100), 8.900859604987527, 0.850690636, 0.2),
        (empc(Y, S, clv=100, alpha=1, beta=1), 18.175694444444446, 557 / 720, 0.2),
    ],
)
def test_published_figures_on_eight_rows(found, profit, fraction, threshold):
    assert found.profit == pytest.approx(profit, rel=1e-12)
    assert found.fraction == pytest.approx(fraction, abs=1e-9)
    assert found.threshold == threshold


def test_the_worth_of_a_customer_may_be_uncertain_instead_of_the_success_rate():
    # empulse guide: worth Gamma(6, scale 10), offer 10, contact 1, success rate 0.3
    found = expected_max_profit(Y, S, Gamma(6, 0.1), gain=0.3, cost=0.3 * 10 + 1, loss=11)
    assert found.profit == pytest.approx(3.4301687553878124, rel=1e-12)


def test_the_most_profit_is_23_875_and_not_the_24_22_that_a_docstring_of_empulse_prints():
    # 0.3 · (200 − 10) − 1 = 56 for a hit and 11 for a miss; the scores rank 1 0 1 0 1 0 1 0
    # from the top but for the last two, so the eight cut-offs earn, in turn, over eight rows:
    steps = [1, 0, 1, 0, 1, 0, 1, 0]
    by_hand = np.cumsum([0] + [56 if hit else -11 for hit in steps]) / 8
    assert by_hand.tolist() == [0, 7, 5.625, 12.625, 11.25, 18.25, 16.875, 23.875, 22.5]
    curve = value_curve(Y, S, Payoff(tp=56, fp=-11), population=1)
    assert curve.profit.tolist() == by_hand.tolist()
    assert mpc(Y, S).profit == by_hand.max() == 23.875


def test_one_amount_each_is_the_same_as_the_amount_of_all():
    alike = empb(Y, S, clv=[200] * 8, incentive_fraction=0.05, contact_cost=1)
    assert alike.profit == pytest.approx(mpc(Y, S).profit)


def test_a_perfect_ranking_of_one_in_ten_earns_5_6():
    # 0.1 · E[max(0, 190γ − 1)] = 0.1 · (190 · 0.3 − 1) = 5.6, but for the hair below γ = 1/190
    y = [1] * 10 + [0] * 90
    assert empc(y, y).profit == pytest.approx(5.6, abs=1e-11)


def by_quadrature(payoff_at, density, low, high):
    """Average of the highest point of the curve over a fine grid of Gauss-Legendre nodes."""
    nodes, weights = np.polynomial.legendre.leggauss(10)
    total, edges = 0.0, np.linspace(low, high, 201)
    for left, right in pairwise(edges):
        theta = left + (right - left) * (nodes + 1) / 2
        best = [value_curve(Y, S, payoff_at(t), population=1).best.profit for t in theta]
        total += (right - left) / 2 * float(np.dot(weights, np.array(best) * density(theta)))
    return total


def test_churn_agrees_with_quadrature():
    from scipy.stats import beta

    def offer(rate):
        return Payoff(tp=rate * 190 - 1, fp=-11)

    assert by_quadrature(offer, beta(6, 14).pdf, 0, 1) == pytest.approx(empc(Y, S).profit, rel=1e-8)


def test_acquisition_agrees_with_quadrature():
    from scipy.stats import gamma

    def sale(contribution):
        return Payoff(tp=contribution - 550, fp=-50)

    density = gamma(12, scale=1 / 0.0015).pdf
    assert by_quadrature(sale, density, 0, 40_000) == pytest.approx(empa(Y, S).profit, rel=1e-8)


def test_credit_agrees_with_quadrature():
    def refusal(lost):
        return Payoff(tp=lost, fp=-0.2644)

    spread = by_quadrature(refusal, np.ones_like, 0, 1)
    all_lost = value_curve(Y, S, refusal(1.0), population=1).best.profit
    assert 0.1 * all_lost + 0.35 * spread == pytest.approx(empcs(Y, S).profit, rel=1e-6)


# scikit-learn's make_classification(random_state=42), logistic regression, five folds


@pytest.fixture(scope="module")
def folds():
    """Outcomes and probabilities of each fold, judged by a model of the other four."""
    from sklearn.datasets import make_classification
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import StratifiedKFold

    X, y = make_classification(random_state=42)
    parts = StratifiedKFold(n_splits=5, shuffle=True, random_state=42).split(X, y)
    return [
        (y[test], LogisticRegression().fit(X[train], y[train]).predict_proba(X[test])[:, 1])
        for train, test in parts
    ]


@pytest.mark.parametrize(
    ("score", "money", "mean"),
    [
        (mpc_score, {"clv": 300, "incentive_cost": 15}, 42.09),
        (empc_score, {"clv": 300, "incentive_cost": 15}, 42.09000050753503),
        (
            mpa_score,
            {"contribution": 7000, "sales_cost": 2000, "contact_cost": 100, "direct_selling": 0},
            3099.0,
        ),
        # empulse 0.13.1 gives 0.0 here: it reads beta as the scale and not as the rate
        (
            empa_score,
            {"alpha": 10, "beta": 0.001, "sales_cost": 2000, "contact_cost": 100,
             "direct_selling": 0},
            4449.0,
        ),
        (mpcs_score, {"roi": 0.2, "loan_lost_rate": 0.25}, 0.123),
        (empcs_score, {"roi": 0.2, "success_rate": 0.5, "default_rate": 0.1}, 0.14904),
    ],
)  # fmt: skip
def test_published_means_over_five_folds(folds, score, money, mean):
    assert np.mean([score(y, p, **money) for y, p in folds]) == pytest.approx(mean, rel=1e-9)


# Hand (2009), Machine Learning 77: the H-measure with Beta(2, 2), by exact fractions


def test_h_measure_of_one_false_alarm_by_hand():
    # ranked 1 | 1 0 | 0 0 with two positives and three negatives. The least loss is
    # c·2 − c − max(0, 2c − 1) = min(c, 1 − c), and without a model min(2c, 3(1 − c)).
    # Over the density 6c(1 − c): 12·[c³/3 − c⁴/4] up to 1/2 twice over gives 5/16, and the
    # other integral breaks at c = 3/5.
    half, turn, rest = Fraction(1, 2), Fraction(3, 5), Fraction(2, 5)
    loss = 2 * 6 * (half**3 / 3 - half**4 / 4)
    worst = 2 * 6 * (turn**3 / 3 - turn**4 / 4) + 3 * 6 * (rest**3 / 3 - rest**4 / 4)
    assert (loss, worst) == (Fraction(5, 16), Fraction(93, 125))
    found = h_measure_score([1, 0, 1, 0, 0], [0.9, 0.8, 0.7, 0.2, 0.1])
    assert found == pytest.approx(float(1 - loss / worst), rel=1e-12)


def test_h_measure_agrees_with_quadrature():
    from scipy.integrate import quad
    from scipy.stats import beta

    rng = np.random.default_rng(7)
    y = rng.random(400) < 0.2
    s = rng.normal(y.astype(float), 1.0)
    order = np.argsort(-s)
    tp = np.concatenate([[0], np.cumsum(y[order])])
    fp = np.arange(401) - tp

    def loss(c):
        return np.min(c * (tp[-1] - tp) + (1 - c) * fp)

    def worst(c):
        return min(c * tp[-1], (1 - c) * fp[-1])

    grid = np.linspace(0, 1, 201)
    ends = list(pairwise(grid))
    parts = [
        sum(quad(lambda c, f=f: f(c) * beta.pdf(c, 2, 2), a, b)[0] for a, b in ends)
        for f in (loss, worst)
    ]
    assert h_measure_score(y.astype(int), s) == pytest.approx(1 - parts[0] / parts[1], rel=1e-5)


# against the package itself, where it is installed


@pytest.mark.filterwarnings("ignore")
def test_the_family_agrees_with_empulse_on_random_rows():
    peer = pytest.importorskip("empulse.metrics", reason="empulse is not installed")
    rng = np.random.default_rng(3)
    y = (rng.random(300) < 0.15).astype(int)
    s = np.round(rng.beta(2 + y, 5), 2)  # with ties
    assert empc_score(y, s) == pytest.approx(peer.empc_score(y, s), rel=1e-6)
    assert mpc_score(y, s) == pytest.approx(peer.mpc_score(y, s), rel=1e-9)
    assert mpa_score(y, s) == pytest.approx(peer.mpa_score(y, s), rel=1e-9)
    assert mpcs_score(y, s) == pytest.approx(peer.mpcs_score(y, s), rel=1e-9, abs=1e-12)
    assert empcs_score(y, s) == pytest.approx(peer.empcs_score(y, s), rel=1e-6)


def test_a_uniform_success_rate_is_a_beta_with_both_parameters_one():
    offer = expected_max_profit(Y, S, Beta(1, 1), gain=190, cost=1, loss=11)
    assert offer.profit == empc(Y, S, alpha=1, beta=1).profit
