"""The same question gives the same number, whoever asks."""

import numpy as np
import pytest

from lepton import Payoff, value_curve
from lepton.errors import InputError, NotApplicable
from lepton.value import Assumptions
from lepton.workflows import answer_for, counts_of, value_of

OFFER = {"benefit": 120.0, "contact_cost": 2.0, "success_rate": 0.4, "incentive_cost": 5.0}


def test_the_points_told_are_those_of_the_value_curve(model):
    held = model.holdout
    payoff = Payoff(tp=9, fp=-2, fn=-1, action_cost=3)
    curve = value_curve(held["y_true"], held["y_score"], payoff, fixed_cost=50, population=1000)
    told = value_of(model, payoff, fixed_cost=50, population=1000, fractions=[0.1, 0.5])
    for name in ("best", "best_roi", "nobody", "everybody"):
        assert told[name] == getattr(curve, name).to_dict()
    assert told["at"] == [curve.at(fraction=x).to_dict() for x in (0.1, 0.5)]


def test_the_page_and_the_shell_give_the_same_numbers(model):
    assumptions = Assumptions(**OFFER, fixed_cost=100, decisions_per_month=3000, fraction=0.2)
    page = answer_for(model, assumptions)
    shell = value_of(
        model, Payoff.campaign(**OFFER), fixed_cost=100, population=3000, fractions=[0.2]
    )
    assert shell["best"] == pytest.approx(page.best.to_dict(), rel=1e-12)
    assert shell["best_roi"] == pytest.approx(page.best_roi.to_dict(), rel=1e-12)
    assert shell["everybody"] == pytest.approx(page.everybody.to_dict(), rel=1e-12)
    assert shell["at"][0] == pytest.approx(page.chosen.to_dict(), rel=1e-12)


def test_the_value_column_is_counted(model):
    held = model.holdout
    found = answer_for(model, Assumptions(benefit=1.0, benefit_from="column", contact_cost=1))
    payoff = Payoff.campaign(held["value"].to_numpy(), contact_cost=1)
    best = value_curve(held["y_true"], held["y_score"], payoff, population=1000).best
    assert found.best.profit == pytest.approx(best.profit)
    assert counts_of(model).value_tp[-1] == pytest.approx(held["value"][held["y_true"] == 1].sum())


def test_what_is_not_defined_is_null_and_never_nan(model):
    told = value_of(model, Payoff(tp=1, fp=-1))
    assert told["nobody"]["roi"] is None
    assert told["nobody"]["threshold"] is None
    figures = [v for key in ("best", "nobody", "everybody") for v in told[key].values()]
    assert all(v is None or np.isfinite(v) for v in figures)


def test_several_classes_and_numbers_say_what_is_coming(classes_model, number_model):
    for each, words in ((classes_model, "several classes it is coming"),
                        (number_model, "for forecasts it is coming")):  # fmt: skip
        with pytest.raises(NotApplicable, match=words):
            counts_of(each)
        with pytest.raises(NotApplicable, match=words):
            value_of(each, Payoff(tp=1, fp=-1))


def test_a_share_above_one_is_refused(model):
    with pytest.raises(InputError, match="fraction must be between 0 and 1"):
        value_of(model, Payoff(tp=1, fp=-1), fractions=[1.5])
