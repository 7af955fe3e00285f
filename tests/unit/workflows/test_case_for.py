"""A business case from a notebook, without a project."""

import pytest

import lepton
from lepton.errors import NotApplicable
from lepton.workflows import answer_for, evidence_from

MONEY = lepton.Assumptions(
    benefit=100, success_rate=0.5, contact_cost=5, fixed_cost=50, decisions_per_month=400
)


def test_a_month_of_full_use_is_the_profit_of_the_page_of_returns(model):
    plain = lepton.Case(
        build_months=0, adoption="full", half_life_months=0, benefit_haircut=0, horizon_months=12
    )
    study = lepton.case_for(model, MONEY, plain)
    month = study.flow.lines["benefit"][1] - study.flow.lines["campaign"][1]
    assert month == pytest.approx(answer_for(model, MONEY).chosen.profit, rel=1e-9)


def test_evidence_gives_the_case_of_its_first_model(model):
    assert lepton.case_for(evidence_from(model), MONEY).earning.base == (
        lepton.case_for(model, MONEY).earning.base
    )


def test_what_a_person_says_of_the_case_is_not_measured_anew(model):
    assert lepton.case_for(model, MONEY, lepton.Case(training_hours=7)).case.training_hours == 7
    measured = lepton.case_for(model, MONEY, lepton.Case(day_rate=900))
    assert measured.case.training_hours == pytest.approx(model.info["seconds"] / 3600)
    assert measured.case.day_rate == 900


def test_a_model_of_a_number_has_no_such_case(number_model):
    with pytest.raises(NotApplicable):
        lepton.case_for(number_model, MONEY)
