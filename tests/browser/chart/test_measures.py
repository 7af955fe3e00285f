"""Every measure is that of Python, and the lower axis says what runs along it."""

import numpy as np
import pytest

from lepton.value import Assumptions
from lepton.value.measures import measures

pytestmark = pytest.mark.browser


MEASURES = {
    "profit": "profit",
    "roi": "roi",
    "cost": "cost",
    "gains": "gains",
    "recall": "gains",
    "lift": "lift",
    "response": "response",
    "precision": "response",
    "marginal": "marginal_profit",
}


DRAWN = ("profit", "roi", "gains", "lift", "response", "marginal", "cost")


@pytest.mark.parametrize("base_rate", [None, 0.08])
def test_every_measure_is_that_of_python(chart, models, money, base_rate):
    shown = chart({"params": {"base_rate": base_rate}})
    found = measures(models[0], Assumptions(**money, base_rate=base_rate)).model
    for metric, column in MEASURES.items():
        shown.change(metric=metric)
        told = shown.ask("[...chart.view.series.main.values]")
        expected = getattr(found, column)
        ours = np.array([np.nan if value is None else value for value in told], dtype=float)
        close = 1e-9 * np.nanmax(np.abs(expected))
        assert np.nanmax(np.abs(ours[1:] - expected[1:])) <= close, metric
        assert shown.seen("line-model")


def test_every_measure_draws_something_else(chart):
    shown = chart()
    paths = set()
    for metric in DRAWN:
        shown.change(metric=metric)
        paths.add(shown.drawn("line-model"))
    assert len(paths) == len(DRAWN)


def test_the_lower_axis_tells_shares_numbers_or_falling_scores(chart):
    shown = chart()
    ticks = shown.at("chart").locator(".ticks.x text")
    assert ticks.all_text_contents()[-1] == "100\N{NO-BREAK SPACE}%"
    shown.change(x="number")
    assert ticks.all_text_contents() == ["0", "500", "1,000", "1,500", "2,000", "2,500", "3,000"]
    shown.change(x="threshold")
    scores = [float(text) for text in ticks.all_text_contents()]
    assert scores == sorted(scores, reverse=True)
    assert "cut-off score, falling" in shown.at("chart").text_content()
