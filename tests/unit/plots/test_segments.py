"""Where the money comes from, in words, as a chart and as a table."""

from dataclasses import replace

import numpy as np
import plotly.io as pio
import pytest

from lepton.plots.segments import segment_words, segments_figure, segments_table
from lepton.value.segments import Segments

NBSP = "\u00a0"


@pytest.fixture
def found() -> Segments:
    return Segments(
        column="plan",
        name=np.array(["<b>gold", "basic", "none"], dtype=object),
        n=np.array([100.0, 300.0, 600.0]),
        acted=np.array([40.0, 60.0, 100.0]),
        hits=np.array([20.0, 20.0, 10.0]),
        profit=np.array([4000.0, 1000.0, -500.0]),
        low=np.array([3000.0, 200.0, -900.0]),
        high=np.array([5000.0, 1800.0, -100.0]),
        level=0.9,
        fixed_cost=300.0,
        total=4200.0,
    )


def test_the_part_that_brings_most_is_named_with_its_range(found):
    said = segment_words(found, "contacted").replace(NBSP, " ")
    assert said.startswith("plan <b>gold brings most: €3 k to €5 k a month, with 20 % of those")
    assert "contacted." in said


def test_a_part_that_surely_loses_is_told_apart_from_one_that_may(found):
    assert segment_words(found).endswith("Acting on none loses money.")
    unsure = replace(found, high=np.array([5000.0, 1800.0, 100.0]))
    assert "none may lose money, but so few rows cannot tell." in segment_words(unsure)
    paying = replace(found, profit=np.abs(found.profit), high=np.abs(found.high))
    assert "lose" not in segment_words(paying)


def test_nobody_acted_on_is_said(found):
    nobody = replace(found, acted=np.zeros(3), profit=np.zeros(3))
    assert segment_words(nobody, "called") == (
        "Nobody is called, so no part earns or loses anything."
    )


@pytest.mark.parametrize("dark", [False, True])
def test_each_part_is_a_bar_with_its_range_and_names_are_no_markup(found, dark):
    figure = segments_figure(found, "USD", dark=dark)
    bars = figure.data[0]
    assert list(bars.x) == found.profit.tolist()
    assert list(bars.error_x.array) == [1000.0, 800.0, 400.0]
    assert list(bars.error_x.arrayminus) == [1000.0, 800.0, 400.0]
    assert "&lt;b&gt;gold" in bars.customdata[0]
    assert "$4,000 a month" in bars.customdata[0].replace("\u2060", "")
    low, high = figure.layout.xaxis.range
    assert low < -900
    assert high > 5000
    assert pio.to_json(figure)


def test_a_loss_has_another_colour(found):
    colours = segments_figure(found).data[0].marker.color
    assert colours[0] == colours[1]
    assert colours[2] != colours[0]


def test_the_table_adds_up_to_the_profit(found):
    table = segments_table(found, "contacted")
    assert table["plan"] == ["<b>gold", "basic", "none", "Fixed cost", "Together"]
    assert table["Contacted"] == ["40", "60", "100", "", "200"]
    assert table["Profit a month"] == ["€4,000", "€1,000", "−€500", "−€300", "€4,200"]
    assert table["In 90 of 100 samples"][:1] == ["€3,000 to €5,000"]
    assert len({len(column) for column in table.values()}) == 1
