"""The campaign tables of modelplotr and modelplotpy on 2,000 rows of UCI Bank Marketing.

Moro, Cortez & Rita (2014), doi 10.24432/C5K306. Fixed cost 1,000, 10 per call, 50 per sale.
"""

import numpy as np
import pandas as pd
import pytest

from lepton.value import Payoff, ScoreCounts, value_curve
from lepton.value.measures import measures

CALL = Payoff.campaign(50, contact_cost=10)
FIXED = 1000


@pytest.fixture(scope="module")
def bank(shared):
    file = shared / "data" / "extra" / "bank_td_2000.csv"
    if not file.is_file():
        pytest.skip("the table of 2,000 calls is missing")
    calls = pd.read_csv(file)
    return calls.assign(sold=(calls["has_td"] == "term.deposit").astype(int))


@pytest.fixture(scope="module")
def by_duration(bank):
    """Longest calls first; equal durations keep the order of the file, so no two are tied."""
    order = np.argsort(-bank["duration"].to_numpy(), kind="stable")
    return bank["sold"].to_numpy()[order], -np.arange(len(order))


@pytest.mark.parametrize(
    ("share", "n", "hits", "spent", "revenue", "profit", "roi"),
    [
        (0.01, 20, 10, 1200, 500, -700, -0.5833),
        (0.05, 100, 50, 2000, 2500, 500, 0.2500),
        (0.10, 200, 83, 3000, 4150, 1150, 0.3833),
        (0.20, 400, 124, 5000, 6200, 1200, 0.2400),
        (0.30, 600, 155, 7000, 7750, 750, 0.1071),
        (0.50, 1000, 196, 11000, 9800, -1200, -0.1091),
        (1.00, 2000, 227, 21000, 11350, -9650, -0.4595),
    ],
)
def test_modelplotr_table_by_duration(by_duration, share, n, hits, spent, revenue, profit, roi):
    point = value_curve(*by_duration, CALL, fixed_cost=FIXED).at(fraction=share)
    assert (point.n, point.tp, point.cost, point.profit) == (n, hits, spent, profit)
    assert point.profit + point.cost == revenue
    assert point.roi == pytest.approx(roi, abs=5e-5)


@pytest.fixture(scope="module")
def scored(bank):
    """The logistic regression of the package's own example; half of the rows are held out."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import train_test_split
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    columns = ["duration", "campaign", "pdays", "previous", "euribor3m"]
    X_train, X_test, y_train, y_test = train_test_split(
        bank[columns], bank["sold"], test_size=0.5, random_state=2018, stratify=bank["sold"]
    )
    model = make_pipeline(StandardScaler(), LogisticRegression(max_iter=1000))
    return y_test.to_numpy(), model.fit(X_train, y_train).predict_proba(X_test)[:, 1]


@pytest.fixture(scope="module")
def fitted(scored):
    return value_curve(*scored, CALL, fixed_cost=FIXED)


@pytest.mark.parametrize(
    ("decile", "hits", "profit", "roi"),
    [
        (1, 52, 600, 0.3000),
        (2, 83, 1150, 0.3833),
        (3, 95, 750, 0.1875),
        (4, 106, 300, 0.0600),
        (5, 110, -500, -0.0833),
        (7, 113, -2350, -0.2938),
        (10, 113, -5350, -0.4864),
    ],
)
def test_modelplotpy_table_of_a_logistic_regression(fitted, decile, hits, profit, roi):
    point = fitted.at(fraction=decile / 10)
    assert (point.n, point.tp, point.profit) == (100 * decile, hits, profit)
    assert point.roi == pytest.approx(roi, abs=5e-5)


@pytest.mark.parametrize(
    ("decile", "gain", "lift", "response"),
    [
        (1, 0.4602, 4.6018, 0.5200),
        (2, 0.7345, 3.6726, 0.4150),
        (3, 0.8407, 2.8024, 0.3167),
        (4, 0.9381, 2.3451, 0.2650),
        (5, 0.9735, 1.9469, 0.2200),
        (7, 1.0000, 1.4286, 0.1614),
        (10, 1.0000, 1.0000, 0.1130),
    ],
)
def test_modelplotpy_gains_lift_and_response(scored, decile, gain, lift, response):
    model = measures(ScoreCounts.from_scores(*scored)).model
    at = int(np.searchsorted(model.n, 100 * decile))
    assert model.n[at] == 100 * decile
    assert model.gains[at] == pytest.approx(gain, abs=5e-5)
    assert model.lift[at] == pytest.approx(lift, abs=5e-5)
    assert model.response[at] == pytest.approx(response, abs=5e-5)


def test_modelplotr_vignette_calls_revenue_over_spending_a_return_but_its_code_takes_profit(fitted):
    # "cumulative revenues as a percentage of investments" would be 4,150 / 3,000 = 138 %
    point = fitted.at(fraction=0.2)
    revenue = point.profit + point.cost
    assert revenue / point.cost == pytest.approx(1.3833, abs=5e-5)
    assert point.roi == pytest.approx(0.3833, abs=5e-5)


@pytest.mark.parametrize(
    ("percentile", "profit", "roi"),
    [(1, -600, -0.5455), (5, 200, 0.1333), (15, 900, 0.3600), (19, 1250, 0.4310)],
)
def test_modelplotpy_percentiles(fitted, percentile, profit, roi):
    point = fitted.at(fraction=percentile / 100)
    assert point.profit == profit
    assert point.roi == pytest.approx(roi, abs=5e-5)


def test_modelplotpy_best_percentile_is_the_nineteenth(fitted):
    profits = [fitted.at(fraction=i / 100).profit for i in range(1, 101)]
    rois = [fitted.at(fraction=i / 100).roi for i in range(1, 101)]
    assert int(np.argmax(profits)) + 1 == int(np.argmax(rois)) + 1 == 19


def test_the_exact_optimum_is_at_least_that_of_any_percentile(fitted):
    assert fitted.best.profit >= 1250
    assert fitted.best_roi.roi >= 0.4310
