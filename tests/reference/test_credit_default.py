"""INSEAD, "Classification process for credit card default" (T. Evgeniou), on 30,000 customers.

Yeh & Lien (2009), UCI 350. A good customer kept earns 20,000, a defaulter kept costs 100,000 and
a flagged customer nothing. Rows in file order: 24,000 to fit, 3,000 to validate, 3,000 to test.
The note's chart reads about −19.5 M with nobody flagged and about 14.7 M at most; the figures
below are the same recomputed.
"""

import numpy as np
import pytest

from lepton.data import load_sample
from lepton.value import Assumptions, Payoff, ScoreCounts, answer, value_curve

MONEY = Payoff(tp=0, fp=0, fn=-100_000, tn=20_000, action_cost=20_000)
MILLION = 1e6


@pytest.fixture(scope="module")
def customers():
    return load_sample("credit").frame


def ten_features(customers):
    """Shape the note's features: four columns, four counts, a median and a mean of shares paid."""
    late = customers[["PAY_0", *(f"PAY_{k}" for k in range(2, 7))]].to_numpy()
    billed = customers[[f"BILL_AMT{k}" for k in range(1, 7)]].to_numpy(dtype=float)
    paid = customers[[f"PAY_AMT{k}" for k in range(1, 7)]].to_numpy(dtype=float)
    shares = np.divide(paid, billed, out=np.full(paid.shape, np.nan), where=billed != 0)
    known = np.isfinite(shares)
    mean = np.where(known, shares, 0).sum(axis=1) / np.maximum(known.sum(axis=1), 1)
    counts = [(late == -2).sum(1), (late == -1).sum(1), (late == 0).sum(1), (late > 0).sum(1)]
    plain = customers[["LIMIT_BAL", "SEX", "EDUCATION", "MARRIAGE"]].to_numpy(dtype=float)
    return np.column_stack([plain, *counts, np.median(billed, axis=1), mean])


@pytest.fixture(scope="module")
def scored(customers):
    """Outcomes and probabilities of the 6,000 customers that were not used to fit."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.preprocessing import StandardScaler

    X = ten_features(customers)
    y = customers["default.payment.next.month"].to_numpy()
    scale = StandardScaler().fit(X[:24_000])
    model = LogisticRegression(C=np.inf, max_iter=2000, tol=1e-10)
    model.fit(scale.transform(X[:24_000]), y[:24_000])
    return y[24_000:], model.predict_proba(scale.transform(X[24_000:]))[:, 1]


@pytest.fixture(scope="module")
def held_out(scored):
    y, p = scored
    return y[3000:], p[3000:]


def test_the_rows_are_the_published_ones(customers, scored):
    y = customers["default.payment.next.month"]
    assert [y[:24_000].sum(), y[24_000:27_000].sum(), y[27_000:].sum()] == [5370, 603, 663]


def test_hit_ratios_are_the_published_ones(scored):
    y, p = scored
    right = (p >= 0.5) == y
    assert 100 * right[:3000].mean() == pytest.approx(82.067, abs=5e-4)
    assert 100 * right[3000:].mean() == pytest.approx(81.400, abs=5e-4)


def test_flagging_nobody_loses_19_56_million(held_out):
    assert value_curve(*held_out, MONEY).nobody.profit == -19_560_000


def test_the_largest_profit_is_14_80_million_at_41_7_percent_flagged(held_out):
    best = value_curve(*held_out, MONEY).best
    assert best.profit / MILLION == pytest.approx(14.80, abs=0.005)
    assert 100 * best.fraction == pytest.approx(41.7, abs=0.05)


def test_the_break_even_probability_earns_14_22_million(held_out):
    curve = value_curve(*held_out, MONEY)
    assert MONEY.threshold() == pytest.approx(1 / 6)
    assert curve.at(threshold=MONEY.threshold()).profit / MILLION == pytest.approx(14.22, abs=0.005)


def test_the_cut_off_with_the_best_hit_ratio_loses_money(held_out):
    lost = value_curve(*held_out, MONEY).at(threshold=0.5).profit
    assert lost / MILLION == pytest.approx(-3.30, abs=0.005)


def test_the_page_answers_the_same_gain_over_flagging_nobody(held_out):
    assumed = Assumptions(form="matrix", right=100_000, wrong=20_000, decisions_per_month=3000)
    found = answer(ScoreCounts.from_scores(*held_out), assumed)
    curve = value_curve(*held_out, MONEY)
    assert found.best.profit == pytest.approx(curve.best.profit - curve.nobody.profit)
    assert found.best.n == curve.best.n
    assert found.best.cost == curve.best.cost
    assert found.break_even == pytest.approx(1 / 6)
