"""The usual measures of a ranking at some shares, and measures in money."""

import numpy as np
import pytest

from lepton.errors import InputError
from lepton.value import Assumptions
from lepton.value.metrics import empc_score, mpc_score, savings_score
from lepton.value.scored import ScoredRows
from lepton.workflows.basis import Scored
from lepton.workflows.measuring import measured_at
from lepton.workflows.money_metrics import metrics_in_money

OFFER = Assumptions(benefit=50, success_rate=0.4, contact_cost=2, incentive_cost=5)


@pytest.fixture
def scored():
    rng = np.random.default_rng(3)
    p = rng.beta(1, 4, 1000)
    y = (rng.random(1000) < p).astype(int)
    return Scored("m", "m", ScoredRows.of(y, p, value=rng.uniform(10, 90, 1000)))


def test_measures_are_those_of_counting_by_hand(scored):
    found = measured_at(scored, OFFER, (0.0, 0.1, 1.0))
    rows = scored.rows
    top = np.argsort(-rows.y_score)[:100]
    hits = rows.y_true[top].sum()
    assert found.fraction == [0, 0.1, 1]
    assert found.gains[1] == pytest.approx(hits / rows.y_true.sum())
    assert found.precision == [None, pytest.approx(hits / 100), pytest.approx(rows.y_true.mean())]
    assert found.lift[1:] == [pytest.approx(hits / 100 / rows.y_true.mean()), 1]
    payoff = OFFER.payoff()
    assert found.profit[1] == pytest.approx(hits * payoff.tp + (100 - hits) * payoff.fp)
    assert found.auc < found.auc_hull <= 1


def test_the_net_benefit_is_told_where_acting_breaks_even(scored):
    found = measured_at(scored, OFFER)
    even = OFFER.payoff().threshold()
    acted = scored.rows.y_score >= even
    hits = scored.rows.y_true[acted].sum()
    by_hand = (hits - (acted.sum() - hits) * even / (1 - even)) / 1000
    assert found.break_even == pytest.approx(even)
    assert found.net_benefit == pytest.approx(by_hand, abs=2e-3)  # cut-offs are thinned
    assert found.net_benefit > found.net_benefit_everybody


@pytest.mark.parametrize("share", [-0.01, 1.01])
def test_shares_outside_nothing_and_all_are_refused(scored, share):
    with pytest.raises(InputError, match="depth must be"):
        measured_at(scored, OFFER, (share,))


def test_the_money_of_a_campaign_is_that_of_the_churn_measures(scored):
    found, rows = metrics_in_money(scored, OFFER), scored.rows
    money = {"clv": 50, "incentive_cost": 5, "contact_cost": 2}
    assert found.amounts == "given"
    assert found.mpc == mpc_score(rows.y_true, rows.y_score, accept_rate=0.4, **money)
    assert found.empc == empc_score(rows.y_true, rows.y_score, alpha=8, beta=12, **money)
    assert found.empb is not None
    assert found.missing == {}


def test_other_money_leaves_the_churn_measures_to_their_authors(scored):
    found, rows = metrics_in_money(scored, Assumptions(form="matrix")), scored.rows
    assert found.amounts == "usual"
    assert found.empc == empc_score(rows.y_true, rows.y_score)


def test_savings_price_each_mistake_by_what_was_lost(scored):
    rows, money = scored.rows, Assumptions(form="matrix", right=9, wrong=3, missed=2, spared=1)
    wanted = savings_score(rows.y_true, rows.y_score, fn_cost=11, fp_cost=4)
    assert metrics_in_money(scored, money).savings == pytest.approx(wanted)


def test_what_cannot_be_told_says_why():
    rng = np.random.default_rng(1)
    rows = ScoredRows.of(rng.integers(0, 2, 200), rng.normal(size=200))
    found = metrics_in_money(Scored("r", "r", rows), OFFER)
    assert (found.savings, found.empb) == (None, None)
    assert set(found.missing) == {"savings", "empb"}
    assert "between 0 and 1" in found.missing["savings"]
    assert found.empc is not None
    assert measured_at(Scored("r", "r", rows), OFFER).net_benefit is None
