"""Projects from before there is any data, and the usual figures to start from."""

import pytest

from lepton.errors import InputError, NotFound
from lepton.value import Assumptions, answer
from lepton.value.presets import preset, presets
from lepton.workflows.napkins import (
    PRICED,
    NapkinPlan,
    has_napkin,
    keep_napkin,
    napkin_counts_of,
    napkin_of,
    open_napkin,
)

MOST_RATE = 0.99


@pytest.mark.parametrize("key", [p.key for p in presets() if p.kind in PRICED])
def test_every_priced_kind_of_decision_starts_on_a_napkin(store, key):
    project = open_napkin(store, key)
    assert has_napkin(store, project)
    assert project.dataset_id is None
    assert project.assumptions == preset(key).assumptions().to_dict()
    assert napkin_of(store, project).base_rate == preset(key).base_rate


def test_a_decision_that_needs_rows_is_refused(store):
    with pytest.raises(InputError, match=r"use case must be one of .* got 'demand'\. Bring data"):
        open_napkin(store, "demand")
    assert store.projects() == []


def test_a_decision_that_does_not_exist_is_refused(store):
    with pytest.raises(NotFound):
        open_napkin(store, "nonsense")


def test_what_is_kept_is_read_again(store):
    project = open_napkin(store, "churn")
    plan = NapkinPlan(base_rate=0.02, strength=1.25)
    keep_napkin(store, project, plan)
    assert napkin_of(store, project) == plan


def test_a_project_with_data_is_not_on_a_napkin(store):
    assert not has_napkin(store, store.create_project("Shop"))


@pytest.mark.parametrize(
    ("rate", "good"), [(0, False), (1e-4, True), (MOST_RATE, True), (1, False)]
)
def test_how_often_it_happens_lies_between_never_and_always(rate, good):
    if good:
        assert NapkinPlan(base_rate=rate).base_rate == rate
    else:
        with pytest.raises(InputError, match="base_rate"):
            NapkinPlan(base_rate=rate)


@pytest.mark.parametrize(
    ("strength", "good"), [(-0.01, False), (0, True), (2, True), (2.01, False)]
)
def test_a_model_is_at_least_chance_and_at_most_hindsight(strength, good):
    if good:
        assert NapkinPlan(strength=strength).strength == strength
    else:
        with pytest.raises(InputError, match="strength"):
            NapkinPlan(strength=strength)


def test_a_better_model_and_more_hits_earn_more():
    money = Assumptions(benefit=100, success_rate=0.5, contact_cost=10)

    def earned(**plan) -> float:
        return answer(napkin_counts_of(NapkinPlan(**plan)), money).chosen.profit

    assert earned(strength=0.5) < earned(strength=1.0) < earned(strength=1.5)
    assert earned(base_rate=0.05) < earned(base_rate=0.1)


def test_no_error_of_sampling_is_left():
    found = answer(napkin_counts_of(NapkinPlan()), Assumptions(benefit=100, contact_cost=5))
    assert found.high - found.low < 1e-4 * found.chosen.profit
