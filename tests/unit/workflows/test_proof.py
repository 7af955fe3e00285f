"""What it takes to prove the value."""

from dataclasses import replace

import pytest

from lepton.errors import InputError, NotApplicable
from lepton.value import Assumptions, answer
from lepton.value.uplift import control_group_size
from lepton.workflows import evidence_from
from lepton.workflows.proof import WEEKS_A_MONTH, control_plan

OFFER = Assumptions(benefit=80, success_rate=0.3, contact_cost=5, decisions_per_month=3000)


@pytest.fixture(scope="module")
def found(model):
    rows = evidence_from(model).first.rows
    return answer(rows.counts_for(OFFER), OFFER)


def test_the_group_is_that_of_the_sizing_for_the_assumed_effect(found):
    plan = control_plan(found, OFFER)
    rate = found.precision
    assert plan.hit_rate == rate
    assert plan.effect == pytest.approx(0.3 * rate)
    assert plan.group == control_group_size(
        rate, -plan.effect, control_share=0.2, per_week=found.chosen.n / WEEKS_A_MONTH
    )


def test_those_left_alone_give_up_the_profit_of_each(found):
    plan = control_plan(found, OFFER)
    each = found.chosen.profit / found.chosen.n
    assert plan.forgone == pytest.approx(each * plan.group.n_control)


def test_a_smaller_effect_needs_more_people_and_more_time(found):
    strong, weak = (control_plan(found, OFFER, works_for=w).group for w in (0.4, 0.1))
    assert weak.n_control > strong.n_control
    assert weak.weeks > strong.weeks


def test_more_left_alone_means_fewer_treated(found):
    few, half = (control_plan(found, OFFER, left_alone=s).group for s in (0.1, 0.5))
    assert half.n_treated < few.n_treated
    assert half.n_control == pytest.approx(half.n_treated, abs=1)


def test_outside_an_offer_acting_is_taken_to_work_always(model):
    money = Assumptions(form="matrix", right=80, wrong=10)
    rows = evidence_from(model).first.rows
    plan = control_plan(answer(rows.counts_for(money), money, choose=None), money, works_for=None)
    assert plan.effect == pytest.approx(plan.hit_rate)


def test_nobody_chosen_is_said(found):
    nobody = replace(found, precision=None)
    with pytest.raises(NotApplicable, match="got nobody chosen"):
        control_plan(nobody, OFFER)


def test_hits_only_are_said(found):
    with pytest.raises(NotApplicable, match="100% hits"):
        control_plan(replace(found, precision=1.0), OFFER)


@pytest.mark.parametrize(("works", "good"), [(0, False), (0.01, True), (1, True), (1.01, False)])
def test_the_share_where_acting_works_has_its_bounds(found, works, good):
    if good:
        assert control_plan(found, OFFER, works_for=works).group.n_control > 0
    else:
        with pytest.raises(InputError, match="works_for must be"):
            control_plan(found, OFFER, works_for=works)


@pytest.mark.parametrize(("alone", "good"), [(0, False), (0.01, True), (0.5, True), (0.51, False)])
def test_the_share_left_alone_has_its_bounds(found, alone, good):
    if good:
        assert control_plan(found, OFFER, left_alone=alone).group.n_control > 0
    else:
        with pytest.raises(InputError, match="left_alone must be"):
            control_plan(found, OFFER, left_alone=alone)
