"""A table written for people is scored as it was learned from."""

import numpy as np
import pandas as pd
import pytest

from lepton.errors import InputError
from lepton.explanation import explain
from lepton.models import Model
from lepton.training import train


@pytest.fixture(scope="module")
def raw():
    """Money, percentages, dates, padded words, flags: all of them text."""
    rng = np.random.default_rng(0)
    n = 300
    paid = rng.gamma(2, 800, n)
    share = rng.random(n) * 100
    when = pd.Timestamp("2023-01-01") + pd.to_timedelta(rng.integers(0, 700, n), "D")
    left = np.where(paid + rng.normal(0, 200, n) > 1500, " yes", "no ")
    return pd.DataFrame(
        {
            " paid ": [f"€ {amount:,.2f}" for amount in paid],
            "share": [f"{part:.1f} %".replace(".", ",") for part in share],
            "when": when.strftime("%d/%m/%Y"),
            "plan": rng.choice([" gold", "silver ", "N/A"], n),
            "active": rng.choice(["true", "FALSE"], n),
            "tag": pd.Categorical(rng.choice(["a ", "b"], n)),
            "number": [f"C-{i}" for i in range(n)],
            "always": "same",
            "left": left,
        }
    )


@pytest.fixture(scope="module", params=["linear", "xgboost"])
def learned(request, raw):
    return train(raw, "left", request.param, device="cpu")


def test_scores_of_the_raw_table_are_those_of_the_hold_out(learned, raw, tmp_path):
    held = learned.holdout
    np.testing.assert_array_equal(learned.score(raw.iloc[held["row_id"]]), held["y_score"])
    one = learned.score(raw.iloc[[held["row_id"][0]]])
    np.testing.assert_allclose(one, held["y_score"][:1], rtol=1e-9)
    learned.save(tmp_path / "model")
    again = Model.load(tmp_path / "model")
    np.testing.assert_array_equal(again.score(raw), learned.score(raw))
    assert again.problem == learned.problem


def test_explanations_of_the_raw_table_show_what_was_read(learned, raw):
    shown = explain(learned, raw.head(8))
    assert shown.data[0][shown.feature_names.index("paid")] == pytest.approx(
        float(raw[" paid "][0].strip("€ ").replace(",", ""))
    )
    total = shown.base_values + np.sum(shown.values, axis=1)
    np.testing.assert_allclose(total, learned.raw(raw.head(8)), rtol=1e-6)


def test_a_column_that_cannot_be_read_is_named(learned, raw):
    with pytest.raises(InputError, match=r"^column 'when' must be .* got '12/31/2024'"):
        learned.score(raw.assign(when="12/31/2024"))


def test_what_is_left_out_is_said_once_for_each_reason(learned):
    said = [note for note in learned.info["notes"] if note.startswith("Left out")]
    assert len(said) == 2
    assert said[0].startswith("Left out because it looks like an identifier")
    assert said[0].endswith(": 'number'.")
    assert said[1] == "Left out because it always has the same value: 'always'."


def test_no_task_is_refused(raw):
    with pytest.raises(InputError, match="target must be"):
        train(raw, None)
