"""The same question gives the same number, whoever asks."""

import dataclasses

import pandas as pd
import pytest

from lepton import Payoff, value_curve
from lepton.errors import NotApplicable
from lepton.value import Assumptions
from lepton.workflows import answer_for, counts_of
from lepton.workflows.worth import priced_by

OFFER = {"benefit": 120.0, "contact_cost": 2.0, "success_rate": 0.4, "incentive_cost": 5.0}


def test_the_answer_chooses_on_rows_the_model_had_not_seen_and_tells_the_held_out_money(model):
    assumptions = Assumptions(**OFFER, fixed_cost=100, decisions_per_month=3000)
    found = answer_for(model, assumptions)
    there, here = (
        value_curve(rows["y_true"], rows["y_score"], assumptions.payoff(), fixed_cost=100,
                    population=3000)
        for rows in (model.oof, model.holdout)
    )  # fmt: skip
    honest = here.at(fraction=there.best.fraction)
    assert found.chosen.profit == pytest.approx(honest.profit)
    assert found.best.profit == pytest.approx(here.best.profit)
    assert found.chosen_elsewhere
    assert found.optimism == pytest.approx(here.best.profit - honest.profit)
    assert found.optimism >= 0


def test_a_model_without_rows_to_choose_on_chooses_where_it_reports(model):
    bare = dataclasses.replace(model, oof=pd.DataFrame())
    found = answer_for(bare, Assumptions(**OFFER))
    assert not found.chosen_elsewhere
    assert found.chosen == found.best


def test_a_payoff_says_the_same_as_assumptions():
    usual = priced_by(Payoff(tp=9, fp=-2, fn=-1, tn=0.5), fixed_cost=3)
    assert usual == Assumptions(form="matrix", right=9, wrong=2, missed=1, spared=0.5, fixed_cost=3)
    for payoff in (Payoff(tp=9, fp=-2, action_cost=3), Payoff(tp=-1, fp=-2), Payoff(tp=1, fp=1),
                   Payoff(tp=9, fp=-2, fn=1), Payoff(tp=9, fp=-2, tn=-1)):  # fmt: skip
        assert priced_by(payoff).form == "formula"
    with pytest.raises(NotApplicable, match="the same in every row"):
        priced_by(Payoff(tp=[1, 2], fp=-1))


@pytest.mark.parametrize(
    "payoff",
    [Payoff(tp=9, fp=-2, action_cost=3), Payoff(tp=9, fp=-2, fn=-1), Payoff(tp=9, fp=-3, tn=1),
     Payoff(tp=5, fp=0.5), Payoff(tp=-1, fp=-2)],
)  # fmt: skip
def test_a_payoff_is_worth_what_its_curve_says(model, payoff):
    held = model.holdout
    curve = value_curve(held["y_true"], held["y_score"], payoff, population=500)
    found = answer_for(model, priced_by(payoff, decisions_per_month=500.0))
    assert found.best.profit == pytest.approx(curve.best.profit - curve.nobody.profit)
    assert found.everybody.profit == pytest.approx(curve.everybody.profit - curve.nobody.profit)
    assert found.everybody.cost == pytest.approx(curve.everybody.cost)


def test_the_value_column_is_counted(model):
    held = model.holdout
    found = answer_for(model, Assumptions(benefit=1.0, benefit_from="column", contact_cost=1))
    payoff = Payoff.campaign(held["value"].to_numpy(), contact_cost=1)
    worth_acting = held["y_score"] * held["value"] - 1  # who brings most comes first
    best = value_curve(held["y_true"], worth_acting, payoff, population=1000).best
    assert found.best.profit == pytest.approx(best.profit)
    assert counts_of(model).value_tp[-1] == pytest.approx(held["value"][held["y_true"] == 1].sum())


def test_several_classes_and_numbers_say_where_to_ask(classes_model, number_model):
    for each, words in ((classes_model, "value-classes"),
                        (number_model, "value-forecast")):  # fmt: skip
        with pytest.raises(NotApplicable, match=words):
            counts_of(each)
        with pytest.raises(NotApplicable, match=words):
            answer_for(each, Assumptions())
