"""One model of the treated rows and one of the others."""

import numpy as np
import pandas as pd
import pytest

from lepton.data import Task, resolve
from lepton.errors import InputError
from lepton.training.arms import scores_by_arm


@pytest.fixture(scope="module")
def rows():
    """People of a kind: the treatment helps the young, harms the old; income does not matter."""
    rng = np.random.default_rng(0)
    age, income = rng.uniform(20, 80, 1500), rng.normal(size=1500)
    arm = rng.integers(0, 2, 1500)
    y = (rng.random(1500) < 0.4 + arm * (50 - age) / 100).astype(int)
    frame = pd.DataFrame({"age": age, "income": income, "y": y, "mailed": arm})
    problem = resolve(Task("y", drop=("mailed",), kind="binary"), frame)
    return frame, y, arm, problem


def test_the_score_is_higher_where_the_treatment_helps_more(rows):
    frame = rows[0]
    score = scores_by_arm(*rows)
    assert score.shape == (1500,)
    assert np.corrcoef(score, frame["age"])[0, 1] < -0.7
    assert score[frame["age"] < 35].mean() > 0.05
    assert score[frame["age"] > 65].mean() < -0.05


def test_no_row_is_scored_by_a_model_that_saw_its_outcome(rows):
    # outcomes without any pattern: trees that had seen them would fit them
    frame, _, arm, problem = rows
    noise = np.random.default_rng(1).integers(0, 2, 1500)
    score = scores_by_arm(frame, noise, arm, problem, family="tree")
    assert abs(np.corrcoef(score, (2 * arm - 1) * noise)[0, 1]) < 0.1


def test_the_same_seed_gives_the_same_scores(rows):
    assert np.array_equal(scores_by_arm(*rows, seed=3), scores_by_arm(*rows, seed=3))


def test_any_family_may_learn_it(rows):
    assert scores_by_arm(*rows, family="tree").std() > 0
    assert np.ptp(scores_by_arm(*rows, family="baseline")) < 0.1


def test_an_arm_without_the_outcome_is_taken_as_it_is(rows):
    frame, _, arm, problem = rows
    y = np.where(arm == 1, np.arange(1500) % 2, 0)
    assert scores_by_arm(frame, y, arm, problem).min() >= 0


def test_an_unknown_family_is_refused(rows):
    with pytest.raises((InputError, LookupError), match="nonsense"):
        scores_by_arm(*rows, family="nonsense")
