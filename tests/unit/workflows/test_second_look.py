"""A second look, alerts and budgets, told for a month."""

import numpy as np
import pytest

from lepton.errors import InputError, NotApplicable
from lepton.value import Assumptions
from lepton.workflows import evidence_from, read_scores
from lepton.workflows.second_look import (
    DAYS_A_MONTH,
    amounts_of,
    budget_returns,
    daily_alerts,
    second_look,
)

OFFER = Assumptions(benefit=80, success_rate=0.5, contact_cost=10, decisions_per_month=3000)
BY_ROW = Assumptions(benefit=0.5, benefit_from="column", contact_cost=10)


@pytest.fixture(scope="module")
def scored(model, visits):
    return evidence_from(model, visits).first


@pytest.fixture(scope="module")
def points():
    """Scores that are no chances."""
    rng = np.random.default_rng(0)
    table = {"y": rng.integers(0, 2, 500), "points": rng.integers(300, 850, 500)}
    return read_scores(table, y="y", scores="points").first


def test_amounts_are_told_against_leaving_it():
    assert amounts_of(OFFER) == (30.0, 10.0)
    matrix = Assumptions(form="matrix", right=50, wrong=9, missed=4, spared=1)
    assert amounts_of(matrix) == (54.0, 10.0)


def test_a_look_is_told_for_a_month_and_by_what_came_true(scored):
    found = second_look(scored, OFFER, review_cost=1.0)
    twice = second_look(scored, Assumptions(**(OFFER.to_dict() | {"decisions_per_month": 6000})),
                        review_cost=1.0)  # fmt: skip
    assert found.review_pays
    assert found.expected > found.expected_without
    assert twice.expected == pytest.approx(2 * found.expected)
    assert twice.realised == pytest.approx(2 * found.realised)


def test_a_dearer_or_worse_look_is_worth_less(scored):
    best, dear, sloppy = (
        second_look(scored, OFFER, review_cost=cost, review_errors=errors).expected
        for cost, errors in ((1.0, 0.0), (2.0, 0.0), (1.0, 0.1))
    )
    assert best > dear
    assert best > sloppy


def test_a_budget_returns_less_and_less(scored):
    found = budget_returns(scored, OFFER)
    assert (np.diff(found.budget) >= 0).all()
    assert (np.diff(found.gain) >= 0).all()
    assert found.gain[-1] <= np.maximum(scored.rows.expected(OFFER), 0).sum() * 3000 / len(
        scored.rows.y_true
    ) * (1 + 1e-9)


def test_alerts_are_told_for_a_day(scored):
    found = daily_alerts(scored, OFFER, alerts_per_day=20)
    assert found.alerts_per_day <= 20
    assert found.alerts_per_day <= 3000 / DAYS_A_MONTH
    more = daily_alerts(scored, OFFER, alerts_per_day=60)
    assert more.alerts_per_day > found.alerts_per_day
    assert more.precision <= found.precision


def test_too_few_hours_leave_a_backlog(scored):
    enough = daily_alerts(scored, OFFER, alerts_per_day=20, minutes_per_alert=6, analysts_hours=4)
    short = daily_alerts(scored, OFFER, alerts_per_day=20, minutes_per_alert=30, analysts_hours=4)
    assert not enough.backlog_per_day
    assert short.backlog_per_day > 0


@pytest.mark.parametrize("ask", [second_look, daily_alerts])
def test_money_of_its_own_in_every_row_is_told_to_be_out_of_place(scored, ask):
    how = {"review_cost": 1.0} if ask is second_look else {"alerts_per_day": 5}
    with pytest.raises(NotApplicable, match="money must be the same in every row"):
        ask(scored, BY_ROW, **how)


@pytest.mark.parametrize("ask", [second_look, budget_returns])
def test_scores_that_are_no_chances_are_told(points, ask):
    how = {"review_cost": 1.0} if ask is second_look else {}
    with pytest.raises(InputError, match="between 0 and 1"):
        ask(points, OFFER, **how)


@pytest.mark.parametrize(("cost", "good"), [(-0.01, False), (0.0, True)])
def test_a_look_costs_nothing_or_more(scored, cost, good):
    if good:
        assert second_look(scored, OFFER, review_cost=cost).review_pays
    else:
        with pytest.raises(InputError, match="review_cost"):
            second_look(scored, OFFER, review_cost=cost)
