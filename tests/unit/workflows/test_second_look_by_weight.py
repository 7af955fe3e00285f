"""A second look, alerts and budgets of rows that stand for other numbers of decisions."""

from dataclasses import replace

import numpy as np
import pytest

from lepton.value import Assumptions, answer
from lepton.value.scored import ScoredRows
from lepton.workflows.basis import Scored
from lepton.workflows.second_look import budget_returns, daily_alerts, second_look

OFFER = Assumptions(benefit=80, success_rate=0.5, contact_cost=10, decisions_per_month=3000)


@pytest.fixture(scope="module")
def weighted():
    """Rows that stand for one to three decisions, and the same rows written out."""
    rng = np.random.default_rng(1)
    p = rng.beta(1, 3, 600)
    y, many = (rng.random(p.size) < p).astype(int), rng.integers(1, 4, p.size)
    one = ScoredRows.of(y, p, sample_weight=many)
    each = ScoredRows.of(np.repeat(y, many), np.repeat(p, many))
    return Scored("a", "a", one), Scored("b", "b", each)


@pytest.mark.parametrize("rate", [None, 0.1])
def test_a_weight_of_two_is_the_row_twice_here_as_well(weighted, rate):
    mine = replace(OFFER, base_rate=rate)
    looks = [second_look(rows, mine, review_cost=1.0) for rows in weighted]
    plans = [budget_returns(rows, mine) for rows in weighted]
    days = [daily_alerts(rows, mine, alerts_per_day=9) for rows in weighted]
    for name in ("expected", "realised", "realised_without", "leave", "review", "act"):
        one, other = (getattr(found, name) for found in looks)
        assert one == pytest.approx(other), name
    for name in ("budget", "gain", "n"):
        one, other = (getattr(found, name) for found in plans)
        assert one == pytest.approx(other), name
    assert days[0].to_dict() == pytest.approx(days[1].to_dict())


@pytest.mark.parametrize("rate", [None, 0.1, 0.5])
def test_what_came_of_acting_alone_is_what_the_answer_says(weighted, rate):
    mine = replace(OFFER, base_rate=rate)
    rows = weighted[0].rows
    found = second_look(weighted[0], mine, review_cost=1e6)
    acts = rows.probabilities(mine) >= 0.25  # of 30 against 10
    share = float(rows.weight_in_use(mine)[acts].sum() / rows.weight.sum())
    told = answer(rows.counts_for(mine), replace(mine, fraction=share))
    assert found.act == pytest.approx(share)
    assert found.realised == pytest.approx(told.chosen.profit)
