import pytest

from lepton.plots.measures import measure_rows, measures_of, verdict
from lepton.plots.questions import question
from lepton.training.evaluation import metrics_of


def spoken(text: str) -> str:
    return text.replace("\u00a0", " ")


@pytest.fixture
def problem():
    """A task checked against a small table, with its target."""
    import pandas as pd

    from lepton.data import Task, resolve

    frame = pd.DataFrame({"x": [float(i % 7) for i in range(40)], "y": ["no", "yes"] * 20})
    return lambda **task: (found := resolve(Task(**task), frame), found.target(frame))


def test_every_figure_that_a_model_has_is_explained():
    import numpy as np

    chances = np.array([[0.9, 0.1], [0.2, 0.8], [0.6, 0.4], [0.3, 0.7]])
    found = metrics_of("binary", np.array([0, 1, 0, 1]), chances)
    assert {m.key for m in measures_of("binary")} >= set(found)
    numbers = metrics_of("regression", np.array([1.0, 2.0]), np.array([1.0, 2.5]))
    assert {m.key for m in measures_of("regression")} >= set(numbers)


def test_a_figure_that_is_not_defined_is_a_dash():
    row = measure_rows("binary", {"roc_auc": None}, {})[0]
    assert (row.value, row.baseline) == ("–", "–")


def test_the_verdict_stands_beside_the_simplest_answer():
    said = spoken(
        verdict(
            "binary",
            {"precision": 0.93, "recall": 0.88, "accuracy": 0.971},
            {"accuracy": 0.843},
            "left = yes",
        )
    )
    assert "finds 88 of 100 cases of left = yes" in said
    assert "right in 97.1 %" in said
    assert "would be right in 84.3 %" in said


def test_a_model_that_never_says_yes_is_told_so():
    said = verdict("binary", {"recall": 0.0, "accuracy": 0.9}, {"accuracy": 0.9}, "left = yes")
    assert "never says left = yes" in said


def test_the_verdict_on_a_number_is_its_typical_error():
    said = verdict("regression", {"mae": 18.6}, {"mae": 99.1})
    assert "off by 18.6 on average" in said
    assert "99.1" in said


def test_the_question_names_the_target_its_share_and_the_columns(problem):
    assert spoken(question(*problem(target="y", positive="yes"))) == (
        "Predicts whether y = yes (20 of 40 rows, 50.0 %), from 1 column."
    )
    assert question(*problem(target="x", kind="regression")).startswith("Predicts the number x")
