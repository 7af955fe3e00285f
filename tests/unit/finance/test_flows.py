"""The cash flow of a case, and of many trials."""

from dataclasses import replace

import numpy as np
import pytest

from lepton.errors import InputError
from lepton.finance import (
    Case,
    FlatEarning,
    cash_flow,
    measures,
    net_flows,
    repriced,
    timeline,
    trial_npvs,
)
from lepton.finance.lines import ITEMS, LINES
from lepton.value import Assumptions, ScoreCounts
from lepton.value.policy_money import PolicyEarning

EARNING = FlatEarning(profit=2.5, decisions_per_month=10_000, fixed_cost=80)


def test_lines_of_an_item_add_up_to_it_and_items_to_the_net():
    case = Case(tax_rate=0.3, depreciation_months=24, review_share=0.05, licences=10)
    flow = cash_flow(case, EARNING)
    assert set(flow.lines) == set(LINES)
    for item in ITEMS:
        each = [flow.lines[key] for key, line in LINES.items() if line.item == item]
        assert flow.items[item] == pytest.approx(sum(each))
    costs = sum(flow.items[item] for item in ITEMS if item != "benefit")
    assert flow.net == pytest.approx(flow.items["benefit"] - costs)


def test_a_table_of_the_flow_has_a_row_a_month_and_a_column_a_line():
    table = cash_flow(Case(horizon_months=12), EARNING).to_frame()
    assert table["month"].tolist() == list(range(13))
    assert set(LINES) <= set(table.columns)
    assert table["net"].cumsum().tolist() == pytest.approx(table["cumulative"].tolist())


def test_the_flow_is_plain_values_for_json():
    given = cash_flow(Case(horizon_months=3), EARNING).to_dict()
    assert list(given["items"]) == list(ITEMS)
    assert len(given["lines"]["hosting"]) == 4


def test_nothing_is_earned_and_nothing_runs_before_it_is_in_use():
    flow = cash_flow(Case(build_months=5), EARNING)
    assert not flow.net[1:6].any()
    assert flow.net[6] != 0


@pytest.mark.parametrize("build", [11, 12, 13])
def test_a_case_that_is_built_beyond_its_horizon_only_costs(build):
    case = Case(horizon_months=12, build_months=build)
    flow = cash_flow(case, EARNING)
    said = measures(case, flow).nothing_earned
    if build == 11:
        assert flow.lines["benefit"][12] > 0
        assert said == ""
    else:
        assert flow.net[0] == flow.net.sum() < 0
        assert said == (
            f"Nothing is earned: it comes into use after {build} months, and 12 are looked at."
        )


def test_one_month_is_a_horizon():
    flow = cash_flow(Case(horizon_months=1, build_months=0), EARNING)
    assert flow.net.shape == (2,)


def test_a_loss_per_decision_is_neither_faded_nor_cut():
    case = Case(benefit_haircut=0.5, adoption="full", build_months=0, half_life_months=1.0)
    flow = cash_flow(case, replace(EARNING, profit=-1.0))
    assert flow.lines["benefit"][1:].tolist() == pytest.approx([-10_000.0] * 36)


def test_training_again_resets_the_fading_and_is_paid_in_that_month():
    case = Case(build_months=0, retrain_every=6, adoption="full", half_life_months=6.0)
    flow = cash_flow(case, EARNING)
    paid = np.flatnonzero(flow.lines["retraining"])
    assert paid.tolist() == [7, 13, 19, 25, 31]
    assert flow.lines["benefit"][paid] == pytest.approx(flow.lines["benefit"][1])
    assert (np.diff(flow.lines["benefit"][1:7]) < 0).all()


@pytest.mark.parametrize("every", [0, 240])
def test_a_model_that_is_never_trained_again_only_fades(every):
    flow = cash_flow(Case(retrain_every=every, adoption="full"), EARNING)
    assert not flow.lines["retraining"].any()
    assert (np.diff(flow.lines["benefit"][4:]) < 0).all()


def test_audits_come_after_each_full_year_of_use():
    flow = cash_flow(Case(build_months=3), EARNING)
    assert np.flatnonzero(flow.lines["audits"]).tolist() == [15, 27]


def test_the_season_starts_in_the_month_that_is_told():
    season = [float(i) for i in range(1, 13)]
    case = Case(season=season, first_month=11, horizon_months=14)
    assert timeline.volume(case, 1.0, 0.0).tolist() == [0, 11, 12, *range(1, 13)]


def test_growth_counts_from_the_first_month():
    found = timeline.volume(Case(horizon_months=13), 100.0, 0.2)
    assert found[[1, 13]].tolist() == pytest.approx([100, 120])


@pytest.mark.parametrize("shape", ["full", "linear", "logistic", "bass"])
def test_uptake_grows_to_its_ceiling_from_nothing(shape):
    case = Case(adoption=shape, adoption_ceiling=0.8, horizon_months=120, build_months=2)
    found = timeline.adoption(case, case.to_dict())
    assert not found[:3].any()
    assert (np.diff(found) >= 0).all()
    assert found[-1] == pytest.approx(0.8, rel=1e-3)


def test_a_ramp_of_no_months_is_there_at_once():
    case = Case(adoption="linear", adoption_months=0, build_months=0)
    assert timeline.adoption(case, case.to_dict())[1] == 1.0


def test_a_steep_s_curve_far_away_does_not_overflow():
    case = Case(adoption="logistic", adoption_speed=20, adoption_midpoint=240)
    assert not timeline.adoption(case, case.to_dict()).any()


def test_half_of_the_advantage_is_left_after_the_half_life():
    case = Case(half_life_months=5, lasting_share=0.2, retrain_every=0, build_months=0)
    found = timeline.decay(case, case.to_dict())
    assert found[[1, 6]].tolist() == pytest.approx([1.0, 0.6])


def test_money_in_the_middle_of_a_month_is_discounted_half_a_month_less():
    end, mid = (timeline.discounting(Case(timing=when), 0.1) for when in ("end", "mid"))
    assert mid[0] == end[0] == 1.0
    assert mid[1:] / end[1:] == pytest.approx(1.1 ** (0.5 / 12))


def test_a_capacity_does_not_grow_with_the_decisions():
    case = Case(volume_growth=0.5, adoption="full", build_months=0)
    flow = cash_flow(case, replace(EARNING, capacity=10_500))
    assert flow.acted_on[1] == pytest.approx(10_000)
    assert flow.acted_on.max() == pytest.approx(10_500)
    assert flow.volume.max() > 20_000


def test_a_capacity_that_is_never_reached_changes_nothing():
    loose, free = (cash_flow(Case(), replace(EARNING, capacity=c)) for c in (10_000, None))
    assert loose.net.tolist() == free.net.tolist()


def test_a_budget_below_the_fixed_cost_lets_nobody_be_acted_on():
    class Spending(FlatEarning):
        def worth(self, values, draw=None):
            return replace(super().worth(values, draw), spend=0.5)

    given = {"profit": 2.5, "decisions_per_month": 10_000, "fixed_cost": 80}
    case = Case(adoption="full", build_months=0)
    none = cash_flow(case, Spending(**given, budget=80))
    half = cash_flow(case, Spending(**given, budget=80 + 2_500))
    assert not none.acted_on.any()
    assert measures(case, none).nothing_earned == "Nothing is earned: no decision is acted on."
    assert half.acted_on[1:].tolist() == pytest.approx([5_000] * 36)
    assert half.spend[1:].tolist() == pytest.approx([2_500] * 36)


def test_other_values_are_taken_for_one_flow_only():
    case = Case()
    assert cash_flow(case, EARNING, {"profit": 3.0}).npv > cash_flow(case, EARNING).npv
    assert cash_flow(case, EARNING, {}).npv == cash_flow(case, EARNING).npv


@pytest.mark.parametrize("name", ["benefit", "horizon_months", "adoption", "season", "delivered"])
def test_what_is_no_varying_number_cannot_be_changed(name):
    with pytest.raises(InputError, match=f"numbers of the case that may vary; got {name}"):
        cash_flow(Case(), EARNING, {name: 1.0})


def test_a_number_beyond_its_bounds_is_refused_and_draws_are_cut():
    with pytest.raises(
        InputError, match=r"adoption_ceiling must be a number from 0 to 1; got 1\.5"
    ):
        cash_flow(Case(), EARNING, {"adoption_ceiling": 1.5})
    drawn = trial_npvs(Case(), EARNING, {"adoption_ceiling": np.array([1.0, 1.5, -0.5, 0.0])})
    assert drawn[0] == drawn[1]
    assert drawn[2] == drawn[3]


def test_many_trials_are_as_each_alone():
    rng = np.random.default_rng(5)
    case = Case(tax_rate=0.25, depreciation_months=30, inflation=0.01, timing="mid")
    names = {
        "profit": (1, 4), "decisions_per_month": (2_000, 2e4), "adoption_months": (0, 9),
        "half_life_months": (0, 30), "discount_rate": (0, 0.2), "contingency": (0, 0.5),
        "volume_growth": (-0.2, 0.2), "day_rate": (0, 1_000), "inflation": (0, 0.05),
        "tax_rate": (0, 0.4), "lasting_share": (0, 1), "hosting": (0, 500),
    }  # fmt: skip
    drawn = {name: rng.uniform(*ends, 7) for name, ends in names.items()}
    earning = replace(EARNING, capacity=9_000)
    net, factor = net_flows(case, earning, drawn)
    for i in range(7):
        one = cash_flow(case, earning, {name: values[i] for name, values in drawn.items()})
        assert net[i] == pytest.approx(one.net, rel=1e-9, abs=1e-6)
        assert (net[i] * factor[i]).sum() == pytest.approx(one.npv, rel=1e-9)
    assert trial_npvs(case, earning, drawn) == pytest.approx((net * factor).sum(axis=1))


def test_what_is_never_delivered_loses_the_one_off_costs_and_no_more():
    case = Case(tax_rate=0.2)
    net, factor = net_flows(case, EARNING, {"delivered": np.array([1.0, 0.0])})
    flow = cash_flow(case, EARNING)
    assert net[0] == pytest.approx(flow.net)
    once = sum(flow.lines[key][0] for key, line in LINES.items() if line.once)
    assert net[1].tolist() == pytest.approx([-once * 1.1 * 0.8, *[0.0] * 36])
    assert trial_npvs(case, EARNING, {"delivered": 0.0}) == pytest.approx(net[1] @ factor)


def test_without_anything_that_varies_there_is_one_value():
    net, factor = net_flows(Case(), EARNING, {})
    assert net.shape == factor.shape == (37,)
    assert float(trial_npvs(Case(), EARNING, {})) == pytest.approx(cash_flow(Case(), EARNING).npv)


def test_draws_of_the_model_move_the_net():
    earning = replace(EARNING, sampled=np.array([2.0, 2.5, 3.0]))
    found = trial_npvs(Case(), earning, {}, np.array([0, 1, 2]))
    assert found[1] == pytest.approx(cash_flow(Case(), EARNING).npv)
    assert np.diff(found)[0] == pytest.approx(np.diff(found)[1])


def test_where_everything_varies_by_month_there_is_nothing_to_multiply_once():
    drawn = {"inflation": np.array([0.0, 0.02]), "adoption_months": np.array([1.0, 9.0])}
    net, factor = net_flows(Case(), EARNING, drawn)
    assert net.shape == (2, 37)
    assert (net @ factor).tolist() == pytest.approx(trial_npvs(Case(), EARNING, drawn).tolist())


def test_an_assumption_of_an_earning_of_ones_own_has_no_bounds():
    class Own(FlatEarning):
        @property
        def base(self):
            return {**super().base, "mood": 1.0}

        def worth(self, values, draw=None):
            return replace(super().worth(values, draw), profit=values["mood"] * self.profit)

    own = Own(profit=2.5, decisions_per_month=10_000)
    one, drawn = (trial_npvs(Case(), own, {"mood": m}) for m in (-3.0, np.array([-3.0])))
    assert drawn.tolist() == pytest.approx([float(one)])


def test_a_flat_earning_is_told_in_plain_values():
    assert EARNING.to_dict() == {"kind": "flat"}
    assert EARNING.draws == 0


def test_the_fixed_cost_of_acting_is_spent_where_anybody_is_acted_on():
    counts = ScoreCounts.from_scores([1, 0, 1, 0] * 50, [0.9, 0.8, 0.7, 0.2] * 50)
    lost = Assumptions(benefit=1, contact_cost=50, fixed_cost=10)
    earning = PolicyEarning.of_counts(counts, lost, draws=100)
    nobody = cash_flow(Case(), earning)
    assert earning.share == 0
    assert not nobody.lines["campaign"].any()
    some = cash_flow(Case(), earning, {"share": 0.3})
    assert some.lines["campaign"][-1] == 10
    assert cash_flow(Case(), repriced(earning, {"share": 0.3})).npv == some.npv


@pytest.mark.parametrize("share", [0.0, 0.4, 1.0])
def test_where_only_a_share_of_decisions_follows_a_forecast_so_much_is_earned(share):
    flow, whole = cash_flow(Case(), EARNING, {"share": share}), cash_flow(Case(), EARNING)
    assert flow.lines["benefit"] == pytest.approx(share * whole.lines["benefit"])
    assert flow.acted_on == pytest.approx(share * whole.acted_on)
    assert flow.lines["campaign"][-1] == (80 if share else 0)
