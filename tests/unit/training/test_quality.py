"""Real data, plausible quality: a large drop means that something broke."""

import pytest

import lepton
from lepton.training import train


@pytest.fixture(autouse=True)
def one_thread(monkeypatch):
    """Two threads on a machine that is busy with other tests wait for each other."""
    monkeypatch.setenv("LEPTON_THREADS", "1")


@pytest.fixture
def quality():
    def figures(sample, family):
        data = lepton.load_sample(sample)
        return train(data, data.task, family, device="cpu").metrics

    return figures


def test_churn_is_predicted_well_although_its_copies_are_kept_apart(quality):
    assert quality("churn", "xgboost")["roc_auc"] > 0.96


def test_marketing_is_predicted_as_well_as_can_be_before_the_call(quality):
    assert 0.77 < quality("marketing", "xgboost")["roc_auc"] < 0.83


def test_credit_default_is_predicted_better_by_trees_than_by_a_line(quality):
    assert quality("credit", "xgboost")["roc_auc"] > quality("credit", "linear")["roc_auc"] + 0.03


def test_machine_failure_survives_the_brackets_in_its_names(quality):
    assert quality("maintenance", "xgboost")["roc_auc"] > 0.93


def test_demand_is_judged_on_days_to_come(quality):
    figures = quality("demand", "xgboost")
    assert figures["mae"] < 50
    assert figures["r2"] > 0.65


def test_intents_are_told_apart_by_their_words():
    data = lepton.load_sample("intents")
    few = sorted(data.frame["category"].unique())[:8]
    part = data.frame[data.frame["category"].isin(few)]
    assert train(part, data.task, "linear").metrics["accuracy"] > 0.85
