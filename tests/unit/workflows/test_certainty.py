"""How sure the money of scored rows is."""

from dataclasses import replace

import numpy as np
import pytest

from lepton.errors import InputError, NotApplicable
from lepton.value import Assumptions, answer
from lepton.value.uncertainty import noise_floor
from lepton.workflows import answer_for, read_scores
from lepton.workflows.certainty import compare_models, flattery, luck, trust

MONEY = Assumptions(benefit=40, contact_cost=8, decisions_per_month=2000)


def table(rows: int = 1200, seed: int = 0) -> dict[str, np.ndarray]:
    rng = np.random.default_rng(seed)
    p = rng.beta(1, 4, rows)
    y = (rng.random(rows) < p).astype(int)
    return {"y": y, "good": p, "bad": rng.permutation(p), "value": rng.gamma(2, 20, rows)}


@pytest.fixture(scope="module")
def evidence():
    return read_scores(table(), y="y", scores=["good", "bad"], value="value")


def test_luck_is_the_noise_floor_of_so_many_rows_less_the_fixed_cost(evidence):
    rows = evidence.first.rows
    rate = rows.y_true.mean()
    free = luck(evidence.first, MONEY)
    assert free == noise_floor(rows.y_true.size, rate, MONEY)
    dear = luck(evidence.first, replace(MONEY, fixed_cost=100))
    assert dear.high == pytest.approx(free.high - 100)
    assert luck(evidence.first, replace(MONEY, fixed_cost=1e9)).high == 0


def test_luck_follows_an_assumed_base_rate(evidence):
    rows = evidence.first.rows.y_true.size
    assumed = replace(MONEY, base_rate=0.4)
    assert luck(evidence.first, assumed) == noise_floor(rows, 0.4, assumed)


def test_luck_needs_one_amount_for_all(evidence):
    with pytest.raises(NotApplicable, match="one amount for all"):
        luck(evidence.first, replace(MONEY, benefit_from="column"))


def test_a_share_chosen_elsewhere_is_flattered_by_the_known_difference(evidence):
    found = answer_for(evidence, MONEY)
    flat = flattery(evidence.first, MONEY, found)
    assert found.chosen_elsewhere
    assert flat.apparent == found.best.profit
    assert flat.optimism == found.optimism == pytest.approx(flat.apparent - flat.corrected)


def test_a_share_chosen_on_the_same_rows_is_flattered_by_luck():
    own = read_scores(table(300), y="y", scores="bad").first
    assert own.choose is None
    found = answer(own.rows.counts_for(MONEY), MONEY)
    flat = flattery(own, MONEY, found)
    assert flat.optimism > 0
    assert flat.corrected < flat.apparent


def test_the_better_of_two_models_is_seen(evidence):
    good, bad = evidence.models
    found = compare_models(good, bad, MONEY)
    assert found.difference > 0
    assert found.chance_a_better > 0.95
    assert compare_models(bad, good, MONEY).difference == pytest.approx(-found.difference)


def test_a_model_beside_itself_is_no_better(evidence):
    found = compare_models(evidence.first, evidence.first, MONEY)
    assert (found.difference, found.disagree) == (0, 0)


def test_chances_and_the_money_they_promise_are_checked_together(evidence):
    found, money, gap = trust(evidence.first, MONEY)
    assert found.verdict == "good"
    assert money.verdict == "good"
    assert gap.break_even == pytest.approx(8 / 40)
    assert trust(evidence.models[1], MONEY)[1].verdict == "optimistic"


def test_without_one_cut_off_in_theory_there_is_no_gap(evidence):
    assert trust(evidence.first, replace(MONEY, benefit_from="column", benefit=1))[2] is None
    assert trust(evidence.first, replace(MONEY, benefit=2))[2] is None  # acting never pays


def test_scores_that_are_no_chances_are_told():
    points = table() | {"good": np.round(table()["good"] * 900)}
    own = read_scores(points, y="y", scores="good").first
    with pytest.raises(InputError, match="between 0 and 1"):
        trust(own, MONEY)
