"""Charts of the business case: each shows its figures, and nothing grows with the trials."""

import json

import numpy as np
import pytest

from lepton.finance import Case, FlatEarning, cash_flow
from lepton.finance.bridge import Step
from lepton.finance.heat import heat_map
from lepton.finance.tornado import Bar
from lepton.plots.bridge import bridge_figure
from lepton.plots.cash import cumulative_figure, flow_columns, stacked_figure, yearly
from lepton.plots.heat import heat_figure
from lepton.plots.risk import histogram_figure, shares_figure
from lepton.plots.tornado import tornado_figure

NBSP = "\u00a0"
SMALL = 40_000  # characters of a figure as it is sent


@pytest.fixture(scope="module")
def flow():
    return cash_flow(Case(), FlatEarning(profit=12.0, decisions_per_month=3_000))


def drawn(figure):
    """The figure as the browser gets it: titled, small, with named axes where it has numbers."""
    text = figure.to_json()
    assert len(text) < SMALL
    told = json.loads(text)
    assert told["layout"]["title"]["text"]
    return told


@pytest.mark.parametrize("dark", [False, True])
def test_the_running_sum_ends_where_the_cash_flow_ends(flow, dark):
    low, high = flow.cumulative - 1e4, flow.cumulative + 1e4
    figure = cumulative_figure(flow, low, high, "USD", payback=9.5, dark=dark)
    drawn(figure)
    line = next(trace for trace in figure.data if trace.name == "as assumed")
    assert line.y[-1] == flow.cumulative[-1]
    assert "in 80 of 100 trials" in line.customdata[-1]
    assert any(trace.text == ("paid back",) for trace in figure.data)


def test_without_a_range_and_without_payback_only_the_line_is_drawn(flow):
    figure = cumulative_figure(flow)
    assert [trace.name for trace in figure.data] == ["as assumed"]


@pytest.mark.parametrize("by", ["month", "year"])
def test_benefits_and_costs_are_stacked_and_leave_the_net(flow, by):
    figure = stacked_figure(flow, by=by)
    drawn(figure)
    bars = [trace for trace in figure.data if trace.type == "bar"]
    net = next(trace for trace in figure.data if trace.name == "Left over")
    assert np.sum([bar.y for bar in bars], axis=0) == pytest.approx(np.array(net.y))
    assert sum(net.y) == pytest.approx(flow.net.sum())
    assert "Tax" not in [bar.name for bar in bars]  # nothing to draw


def test_years_add_up_to_the_months_and_a_short_one_says_so():
    flow = cash_flow(Case(horizon_months=30), FlatEarning(profit=12.0, decisions_per_month=3_000))
    by_year = yearly(flow)
    for item, values in by_year.items():
        assert values.sum() == pytest.approx(flow.items[item].sum())
    bars = stacked_figure(flow, by="year").data[0]
    assert list(bars.x) == ["Today", "Year 1", "Year 2", "Year 3 (6 months)"]


def test_every_line_goes_into_the_file(flow):
    columns = flow_columns(flow)
    assert {len(values) for values in columns.values()} == {37}
    assert columns["Left over"].sum() == pytest.approx(flow.net.sum())


def test_ten_thousand_trials_are_drawn_as_counts():
    rng = np.random.default_rng(3)
    npv = rng.normal(50_000, 60_000, 10_000)
    parts = {"the model": rng.normal(50_000, 20_000, 10_000), "none": np.full(10_000, 5.0)}
    figure = histogram_figure(npv, parts, "GBP")
    drawn(figure)
    pays, loses = figure.data[:2]
    assert sum(pays.y) + sum(loses.y) == pytest.approx(100)
    assert min(pays.x) > 0 > max(loses.x)
    assert sum(loses.y) == pytest.approx(100 * np.mean(npv < 0), abs=0.3)
    assert "none" not in [trace.name for trace in figure.data]  # what never varies is not drawn


def test_a_result_that_is_certain_can_be_drawn():
    drawn(histogram_figure(np.zeros(100), {}))


def test_shares_are_sorted_and_named():
    shares, names = {"a": 0.1, "b": 0.7}, {"a": "<i>first", "b": "second"}
    figure = shares_figure(shares, names, total={"a": 0.9, "b": 0.75}, dark=True)
    drawn(figure)
    assert figure.layout.yaxis.ticktext == ("&lt;i&gt;first", "second")
    alone = shares_figure(shares, names)
    assert alone.layout.yaxis.ticktext[0] == "second"


def test_each_bar_of_the_tornado_reaches_from_low_to_high():
    bars = [
        Bar("x", 1.0, 3.0, -10.0, 90.0, 100.0, 1.2),
        Bar("y", 0.1, 0.2, 60.0, 30.0, 30.0, None),
    ]
    figure = tornado_figure(bars, 40.0, {"x": "Volume"}, {"y": ("10 %", "20 %")})
    drawn(figure)
    low, high = figure.data
    assert [b + low.base for b in low.x] == [-10.0, 60.0]
    assert [b + high.base for b in high.x] == [90.0, 30.0]
    assert figure.layout.yaxis.ticktext == ("Volume", "y")
    assert low.customdata == ("1: −€10", "10 %: €60")


def test_the_bridge_adds_up():
    steps = [
        Step("x", 1, 2, 30.0),
        Step("y", 3, 4, -50.0),
    ]
    figure = bridge_figure(("Base", 100.0), steps, ("Worse", 80.0), {"x": "Volume"}, "USD")
    drawn(figure)
    bar = figure.data[0]
    assert list(bar.base) == [0.0, 100.0, 130.0, 0.0]
    assert list(bar.x) == [100.0, 30.0, -50.0, 80.0]
    assert figure.layout.yaxis.ticktext == ("Base", "Volume", "y", "Worse")


@pytest.mark.parametrize("dark", [False, True])
def test_the_map_of_two_shows_every_value_and_where_nothing_is_left(dark):
    earning = FlatEarning(profit=2.5, decisions_per_month=3_000)
    found = heat_map(Case(), earning, {}, "profit", "hosting", steps=9)
    figure = heat_figure(found, {"profit": "Profit"}, "USD", dark=dark)
    drawn(figure)
    heat, border, base = figure.data
    assert heat.z.tolist() == found.npv.tolist()
    assert heat.zmax == -heat.zmin  # white is exactly nothing
    assert border.contours.start == 0
    assert (base.x, base.y) == ((2.5,), (150.0,))
    assert figure.layout.xaxis.title.text == "Profit"
    dear = heat_map(Case(day_rate=1e6), earning, {}, "profit", "hosting", steps=3)
    assert len(heat_figure(dear).data) == 2  # it never pays, so there is no border
