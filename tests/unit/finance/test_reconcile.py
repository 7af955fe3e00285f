"""The steps from the profit of a month to the benefit of a month add up to both ends."""

import numpy as np
import pytest

from lepton.finance import Case, FlatEarning, cash_flow
from lepton.finance.reconcile import reconciled

SEASON = (0.5, 1.5) * 6


@pytest.mark.parametrize(
    "case",
    [
        Case(),
        Case(adoption="bass", volume_growth=0.2, season=SEASON, inflation=0.03),
        Case(build_months=12, horizon_months=30, benefit_haircut=0.5, retrain_every=0),
    ],
)
@pytest.mark.parametrize(
    "earning",
    [
        FlatEarning(profit=4.0, decisions_per_month=1_000),
        FlatEarning(profit=-4.0, decisions_per_month=1_000),
        FlatEarning(profit=4.0, decisions_per_month=1_000, capacity=300),
    ],
)
def test_the_steps_lead_from_one_page_to_the_other(case, earning):
    first, *steps, last = reconciled(case, earning)
    used = np.arange(case.horizon_months + 1) > case.build_months
    assert first.amount == earning.profit * 1_000
    assert last.amount == pytest.approx(cash_flow(case, earning).lines["benefit"][used].mean())
    assert first.amount + sum(part.amount for part in steps) == pytest.approx(last.amount)


def test_only_what_changes_something_is_told():
    plain = Case(adoption="full", retrain_every=1, benefit_haircut=0.0)
    keys = [part.key for part in reconciled(plain, FlatEarning(2.0, 100))]
    assert keys == ["decided", "benefit"]
    limited = reconciled(plain, FlatEarning(2.0, 100, capacity=50))
    assert [(part.key, part.amount) for part in limited] == [
        ("decided", 200.0), ("limits", -100.0), ("benefit", 100.0),
    ]  # fmt: skip


def test_a_loss_is_neither_faded_nor_cut():
    keys = [part.key for part in reconciled(Case(), FlatEarning(-2.0, 100))]
    assert keys == ["decided", "uptake", "benefit"]


def test_a_case_that_is_never_used_earns_nothing():
    never = reconciled(Case(build_months=36), FlatEarning(2.0, 100))
    assert never[-1].amount == 0.0
    assert sum(part.amount for part in never[:-1]) == pytest.approx(0.0)
