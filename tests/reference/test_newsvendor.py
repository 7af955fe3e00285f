"""Published newsvendor figures.

Snyder & Shen, Fundamentals of Supply Chain Theory, 2nd edition 2019: Example 4.3 (normal demand)
and the Poisson cases of the authors' own package stockpyl, module ``newsvendor``.
"""

import numpy as np
import pytest

from lepton.value.forecast import (
    ForecastMoney,
    critical_fractile,
    newsvendor_normal,
    newsvendor_poisson,
    sharper_forecast_value,
)

NORMAL = {"under": 0.70, "over": 0.18}


def test_example_4_3_has_its_stock_and_cost():
    best = newsvendor_normal(50, 8, **NORMAL)
    assert best.stock == pytest.approx(56.6039559, abs=1e-7)
    assert best.cost == pytest.approx(1.9976052, abs=1e-7)
    assert best.enough == pytest.approx(0.70 / 0.88)


def test_another_stock_of_example_4_3_costs_what_stockpyl_says():
    assert newsvendor_normal(50, 8, **NORMAL, stock=40).cost == pytest.approx(7.3561315, abs=1e-7)


def test_the_same_example_in_prices_has_the_same_stock_and_its_profit():
    """Revenue 1, purchase 0.3, salvage 0.12: profit = margin × mean demand − cost."""
    money = ForecastMoney.of_sales(revenue=1, purchase=0.3, salvage=0.12)
    best = newsvendor_normal(50, 8, under=money.under, over=money.over)
    assert best.stock == pytest.approx(56.6039559, abs=1e-7)
    assert 0.7 * 50 - best.cost == pytest.approx(33.0023948, abs=1e-7)


def test_poisson_demand_of_mean_50_needs_56_pieces():
    best = newsvendor_poisson(50, **NORMAL)
    assert (best.stock, best.cost) == (56, pytest.approx(1.7972352, abs=1e-7))


def test_poisson_demand_of_mean_6_needs_8_pieces_and_5_cost_more():
    best = newsvendor_poisson(6, under=4, over=1)
    assert (best.stock, best.cost) == (8, pytest.approx(3.5701069, abs=1e-7))
    five = newsvendor_poisson(6, under=4, over=1, stock=5)
    assert five.cost == pytest.approx(6.5902960, abs=1e-7)


def test_errors_of_6_instead_of_8_save_a_quarter_of_the_cost():
    saved = sharper_forecast_value(**NORMAL, sd_old=8, sd_new=6)
    assert saved == pytest.approx(0.4994013, abs=1e-7)
    assert saved == pytest.approx(newsvendor_normal(50, 8, **NORMAL).cost * 2 / 8)


def test_the_closed_form_is_what_a_million_draws_cost():
    """An independent way to the same figures: simulated demand."""
    demand = np.random.default_rng(3).normal(50, 8, 1_000_000)
    money = ForecastMoney(under=0.70, over=0.18)
    for stock in (40.0, 56.6039559):
        drawn = money.cost_of(demand - stock).mean()
        assert drawn == pytest.approx(
            newsvendor_normal(50, 8, **NORMAL, stock=stock).cost, rel=5e-3
        )


def test_the_bikes_of_the_sample_are_to_be_enough_in_four_hours_of_five():
    assert critical_fractile(4, 1) == 0.8
