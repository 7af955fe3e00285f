"""The profit curve as a figure says what the answer says."""

import numpy as np
import pytest

from lepton.plots.worth import worth_curve
from lepton.value import Assumptions, ScoreCounts, answer, curve_for
from lepton.value.uncertainty import bands

OFFER = Assumptions(benefit=100, success_rate=0.3, contact_cost=5, decisions_per_month=1000)


def counts(seed: int) -> ScoreCounts:
    rng = np.random.default_rng(seed)
    chance = rng.beta(1, 4, 600)
    return ScoreCounts.from_scores(rng.random(600) < chance, chance)


def trace(figure, name: str):
    return next(t for t in figure.data if t.name == name)


@pytest.mark.parametrize("dark", [False, True])
def test_the_figure_shows_the_chosen_point_where_the_answer_has_it(dark):
    table = counts(1)
    found = answer(table, OFFER, choose=counts(2))
    figure = worth_curve(curve_for(table, OFFER), found, bands(table, OFFER), dark=dark)
    chosen = trace(figure, "chosen")
    assert chosen.x[0] == found.chosen.fraction
    assert chosen.y[0] == found.chosen.profit
    assert trace(figure, "largest on these rows: do not quote").y[0] == found.best.profit
    assert max(trace(figure, "model").y) == found.best.profit


def test_without_an_answer_only_the_curves_are_drawn():
    figure = worth_curve(curve_for(counts(1), OFFER), words={"units": "<b>guests</b>"})
    assert [t.name for t in figure.data] == ["at random", "perfect foresight", "model"]
    assert "<b>" not in figure.layout.title.text
