"""What a decision earns at the chosen share is the month of the page of returns, to the cent."""

import numpy as np
import pytest

from lepton.value import Assumptions, ScoreCounts, ScoredRows, answer
from lepton.value.napkin import napkin_counts
from lepton.value.policy_money import PolicyEarning
from lepton.value.pricing import prices_for
from lepton.value.uncertainty import compare

CAMPAIGN = Assumptions(
    benefit=60, success_rate=0.4, contact_cost=2, incentive_cost=5, harm=0.5, takers=0.7,
    fixed_cost=300, decisions_per_month=4_000,
)  # fmt: skip
FORMS = {
    "campaign": CAMPAIGN,
    "matrix": Assumptions(form="matrix", right=20, wrong=6, spared=1, fixed_cost=150),
    "column": Assumptions(benefit=0.5, success_rate=0.4, contact_cost=3, benefit_from="column"),
    "formula": Assumptions(
        form="formula", tp_formula="0.4 * spend - 3", fp_formula="-3", cost_formula="3 + spend / 90"
    ),
    "rarer": Assumptions(benefit=60, contact_cost=9, base_rate=0.1),
    "rarer formula": Assumptions(
        form="formula", tp_formula="0.4 * spend - 3", fp_formula="-3", base_rate=0.1
    ),
    "limited": Assumptions(benefit=60, contact_cost=2, capacity=100, budget=900, fixed_cost=50),
}
RULES = {"nobody": "", "a condition": "spend > 60", "a ranking": "spend"}


@pytest.fixture(scope="module")
def rows():
    return _rows()


@pytest.fixture(scope="module")
def choose():
    return _rows(seed=5)


@pytest.mark.parametrize("today", RULES.values(), ids=RULES)
@pytest.mark.parametrize("assumptions", FORMS.values(), ids=FORMS)
def test_a_month_reconciles_with_the_page_of_returns(rows, choose, assumptions, today):
    mine = Assumptions.from_dict(assumptions.to_dict() | {"today": today})
    earning = PolicyEarning.of(rows, mine, choose=choose, draws=100)
    table, there = rows.counts_for(mine).thin(), choose.counts_for(mine).thin()
    told = answer(table, mine, choose=there, today=rows.today(mine))
    expected = told.chosen.profit if told.over_today is None else told.over_today
    base = earning.base
    month = base["decisions_per_month"] * earning.worth({}).profit - base["fixed_cost"]
    assert told.chosen.n > 0
    assert month == pytest.approx(expected, rel=1e-9, abs=1e-9)
    assert base["share"] == pytest.approx(told.chosen.fraction, rel=1e-12)
    spent = base["decisions_per_month"] * earning.worth({}).spend + mine.fixed_cost
    assert spent == pytest.approx(told.chosen.cost, rel=1e-9)


@pytest.mark.parametrize("form", ["campaign", "matrix", "column"])
def test_other_assumptions_price_the_same_policy_anew(rows, form):
    given = FORMS[form]
    earning = PolicyEarning.of(rows, given, draws=100)
    for name in ("success_rate", "benefit", "contact_cost", "right", "spared"):
        if name not in earning.base:
            continue
        other = Assumptions.from_dict(
            given.to_dict() | {name: 1.1 * getattr(given, name), "fraction": earning.share}
        )
        month = answer(rows.counts_for(given), other) if form == "column" else None
        month = month or answer(rows.counts_for(other), other)
        found = earning.worth({name: 1.1 * getattr(given, name)}).profit
        assert found * given.decisions_per_month == pytest.approx(
            month.chosen.profit + given.fixed_cost, rel=1e-9
        )


def test_arrays_of_assumptions_give_the_same_as_one_by_one(rows):
    earning = PolicyEarning.of(rows, CAMPAIGN, draws=100)
    rates, shares, draw = [0.1, 0.4, 0.9], [0.0, 0.33, 1.0], np.array([5, 0, 99])
    together = earning.worth({"success_rate": np.array(rates), "share": np.array(shares)}, draw)
    for i in range(3):
        one = earning.worth({"success_rate": rates[i], "share": shares[i]}, draw[i : i + 1])
        assert together.profit[i] == pytest.approx(one.profit[0], rel=1e-12)
        assert together.spend[i] == pytest.approx(one.spend[0], rel=1e-12)


def test_another_share_is_priced_on_the_curve(rows):
    earning = PolicyEarning.of(rows, CAMPAIGN, draws=100)
    counts = rows.counts_for(CAMPAIGN)
    at = Assumptions.from_dict(CAMPAIGN.to_dict() | {"fraction": 0.2})
    month = answer(counts, at).chosen.profit + CAMPAIGN.fixed_cost
    assert earning.worth({"share": 0.2}).profit * 4_000 == pytest.approx(month, rel=2e-3)
    assert earning.worth({"share": 0.0}).profit == 0
    everybody = answer(counts, CAMPAIGN).everybody.profit + CAMPAIGN.fixed_cost
    assert earning.worth({"share": 1.0}).profit * 4_000 == pytest.approx(everybody, rel=1e-9)


@pytest.mark.parametrize("name", ["campaign", "matrix", "column", "formula", "rarer"])
def test_draws_spread_as_the_standard_error_says(rows, name):
    earning = PolicyEarning.of(rows, FORMS[name])
    drawn = earning.worth({}, np.arange(earning.draws)).profit
    month = earning.base["decisions_per_month"]
    assert drawn.std() * month == pytest.approx(earning.answer.standard_error, rel=0.08)
    assert drawn.mean() == pytest.approx(earning.worth({}).profit, abs=4 * drawn.std() / 44)


def test_luck_that_today_shares_cancels(rows):
    mine = Assumptions.from_dict(CAMPAIGN.to_dict() | {"today": "hint", "fraction": 0.3})
    earning = PolicyEarning.of(rows, mine)
    drawn = earning.worth({}, np.arange(earning.draws)).profit * 4_000
    hint = ScoredRows.of(rows.y_true, rows.columns["hint"])
    model = ScoredRows.of(rows.y_true, rows.y_score)
    paired = compare(model, hint, mine)
    assert earning.worth({}).profit * 4_000 == pytest.approx(paired.difference, rel=1e-9)
    assert drawn.std() == pytest.approx(paired.standard_error, rel=0.08)


def test_whole_groups_are_drawn_where_rows_have_them():
    rows = _rows()
    double = ScoredRows.of(
        np.tile(rows.y_true, 2), np.tile(rows.y_score, 2), group=np.tile(np.arange(len(rows)), 2)
    )
    found = [PolicyEarning.of(each, CAMPAIGN, draws=800) for each in (rows, double)]
    spread = [e.worth({}, np.arange(800)).profit.std() for e in found]
    assert spread[1] == pytest.approx(spread[0], rel=0.1)
    assert found[1].worth({}).profit == pytest.approx(found[0].worth({}).profit)
    assert "whole groups" in found[1].method


def test_the_fixed_cost_is_no_extra_cost_where_today_has_it_too(rows):
    mine = Assumptions.from_dict(CAMPAIGN.to_dict() | {"today": "spend > 60", "budget": 5_000})
    earning = PolicyEarning.of(rows, mine, draws=100)
    assert earning.base["fixed_cost"] == 0
    assert earning.budget == 4_700
    assert earning.against == "spend > 60"
    never = Assumptions.from_dict(CAMPAIGN.to_dict() | {"today": "spend > 1e9"})
    assert PolicyEarning.of(rows, never, draws=100).base["fixed_cost"] == 300


def test_where_nobody_is_chosen_nothing_is_earned_or_spent(rows):
    lost = Assumptions(benefit=1, contact_cost=50, fixed_cost=10)
    earning = PolicyEarning.of(rows, lost, draws=100)
    assert (earning.share, earning.worth({}).profit) == (0, 0)


def test_a_rule_of_thumb_has_no_error_that_is_known():
    earning = PolicyEarning.of_counts(napkin_counts(1e15, 0.1), CAMPAIGN, draws=0)
    assert (earning.draws, earning.rows, earning.method) == (0, 0, "")
    month = earning.worth({}).profit * 4_000 - 300
    assert month == pytest.approx(earning.answer.chosen.profit, rel=1e-9)


def test_counts_alone_tell_the_same_as_rows_without_groups(rows):
    counts = ScoreCounts.from_scores(rows.y_true, rows.y_score)
    found = PolicyEarning.of_counts(counts, CAMPAIGN)
    same = PolicyEarning.of(rows, CAMPAIGN)
    assert found.worth({}) == same.worth({})
    spread = [e.worth({}, np.arange(2000)).profit.std() for e in (found, same)]
    assert spread[0] == pytest.approx(spread[1], rel=0.08)


@pytest.mark.parametrize("name", ["campaign", "column", "formula", "rarer"])
def test_the_bins_of_the_curve_price_every_share_as_it_is_priced_here(rows, name):
    mine = Assumptions.from_dict(FORMS[name].to_dict() | {"today": "spend > 60"})
    earning = PolicyEarning.of(rows, mine, draws=100)
    bins, prices = earning.bins(), prices_for(earning.counts, mine)
    assert bins.fraction.shape == bins.n.shape == bins.tp.shape == (102,)
    assert bins.fraction[bins.chosen] == earning.share

    def priced(n, tp, value):
        money = prices.right * tp + prices.wrong * (n - tp) + prices.value * value
        return money / bins.total

    value = np.zeros(102) if bins.value_tp is None else bins.value_tp
    found = priced(bins.n, bins.tp, value)
    found -= priced(bins.today_n, bins.today_tp, bins.today_value)
    assert earning.worth({"share": bins.fraction}).profit == pytest.approx(found, rel=1e-9)
    assert earning.worth({}).profit == pytest.approx(found[bins.chosen], rel=1e-9)


def test_further_shares_are_added_once(rows):
    earning = PolicyEarning.of(rows, CAMPAIGN, draws=100)
    bins = earning.bins([0.123, 0.5, 0.123, earning.share])
    assert bins.fraction.size == 103
    assert 0.123 in bins.fraction
    assert bins.fraction[bins.chosen] == earning.share


def test_plain_values_are_enough_to_price_it_elsewhere(rows):
    mine = Assumptions.from_dict(CAMPAIGN.to_dict() | {"today": "spend > 60"})
    earning = PolicyEarning.of(rows, mine, draws=100)
    told, pay = earning.to_dict(), CAMPAIGN.payoff()

    def priced(at):
        return pay.tp * at["tp"] + pay.fp * (at["n"] - at["tp"])

    assert told["kind"] == "campaign"
    found = priced(told) - priced(told["today"])
    assert found == pytest.approx(earning.worth({}).profit, rel=1e-12)


def _rows(n=3_000, seed=3):
    rng = np.random.default_rng(seed)
    p = rng.beta(1.2, 3.5, n)
    spend = rng.gamma(2.0, 40.0, n)
    y = (rng.random(n) < p).astype(int)
    columns = {"spend": spend, "hint": p + rng.normal(0, 0.15, n)}
    return ScoredRows.of(y, np.clip(p + rng.normal(0, 0.05, n), 0.001, 0.999), value=spend,
                         columns=columns)  # fmt: skip
