"""Where the money comes from, by any column."""

import numpy as np
import pandas as pd
import pytest

from lepton.errors import InputError, NotApplicable
from lepton.value import Assumptions
from lepton.workflows import answer_for, evidence_from, read_scores, segments
from lepton.workflows.binning import parts_of

MONEY = {
    "one amount": {"benefit": 50.0, "contact_cost": 5.0, "fixed_cost": 30.0},
    "a value column": {"benefit": 0.5, "benefit_from": "column", "contact_cost": 20.0},
    "formulas": {"form": "formula", "tp_formula": "worth - 20", "fp_formula": "0 - visits"},
    "another base rate": {"benefit": 50.0, "contact_cost": 5.0, "base_rate": 0.1},
    "formulas at another base rate": {
        "form": "formula", "tp_formula": "worth - 20", "fp_formula": "0 - visits", "base_rate": 0.1,
    },
    "a limit": {"benefit": 50.0, "contact_cost": 5.0, "capacity": 120.0},
    "a share": {"benefit": 50.0, "contact_cost": 5.0, "fraction": 0.3},
    "a matrix": {"form": "matrix", "right": 30.0, "wrong": 10.0, "missed": 5.0, "spared": 1.0},
    "money that never pays": {"benefit": 1.0, "contact_cost": 5.0, "fixed_cost": 30.0},
}  # fmt: skip


@pytest.mark.parametrize("name", MONEY)
@pytest.mark.parametrize("column", ["visits", "plan", "mood", "worth"])
def test_the_sums_are_the_answer(model, visits, name, column):
    evidence = evidence_from(model, visits)
    money = Assumptions(**MONEY[name])
    chosen = answer_for(evidence, money).chosen
    found = segments(evidence, money, column)
    assert found.profit.sum() - found.fixed_cost == pytest.approx(chosen.profit)
    assert found.total == pytest.approx(chosen.profit)
    assert found.n.sum() == pytest.approx(money.decisions_per_month)
    assert found.acted.sum() == pytest.approx(chosen.n)
    assert found.hits.sum() == pytest.approx(chosen.tp)


def test_one_segment_has_the_range_of_the_answer(model, visits):
    evidence = evidence_from(model, visits.assign(all="x"))
    for name in ("one amount", "a value column", "formulas", "another base rate"):
        money = Assumptions(**MONEY[name])
        whole = answer_for(evidence, money)
        found = segments(evidence, money, "all")
        assert found.name.tolist() == ["x"]
        assert found.low[0] - found.fixed_cost == pytest.approx(whole.low)
        assert found.high[0] - found.fixed_cost == pytest.approx(whole.high)


def test_weights_of_scores_are_counted():
    rng = np.random.default_rng(0)
    frame = pd.DataFrame({
        "y": rng.integers(0, 2, 600), "s": rng.random(600), "w": rng.integers(0, 4, 600),
        "part": rng.choice([*"ab"], 600),
    })  # fmt: skip
    evidence = read_scores(frame, y="y", scores="s", weight="w")
    money = Assumptions(benefit=10, contact_cost=4)
    found = segments(evidence, money, "part")
    assert found.total == pytest.approx(answer_for(evidence, money).chosen.profit)
    assert found.n.sum() == pytest.approx(1000)


def test_what_cannot_be_parted_is_refused(model, visits):
    with pytest.raises(NotApplicable, match="Give the table the model was trained on"):
        segments(evidence_from(model), Assumptions(), "plan")
    evidence = evidence_from(model, visits)
    with pytest.raises(InputError, match="column must be a column of the table"):
        segments(evidence, Assumptions(), "Plan")
    for most in (0, 51):
        with pytest.raises(InputError, match="most must be a number from 1 to 50"):
            segments(evidence, Assumptions(), "mood", most=most)
    assert len(segments(evidence, Assumptions(), "mood", most=1)) == 2
    assert len(segments(evidence, Assumptions(), "mood", most=50)) == 3


# --- into which parts a column falls ------------------------------------------------------------


def named(values, **how):
    codes, names = parts_of(pd.Series(values), **how)
    return [names[code] for code in codes], names


def test_numbers_come_in_parts_of_about_one_size_cut_at_round_figures():
    rng = np.random.default_rng(0)
    codes, names = parts_of(pd.Series(rng.lognormal(3, 1, 5_000)))
    assert len(names) == 5
    assert np.bincount(codes).min() > 700
    assert all(len(name) < 20 for name in names)
    assert names[0].startswith("below ")
    assert names[-1].endswith(" and more")


def test_every_number_lies_in_the_part_that_names_it():
    rng = np.random.default_rng(1)
    for values in (rng.normal(0, 1e6, 999), rng.integers(0, 60, 999), rng.random(999) * 1e-4,
                   np.r_[np.zeros(900), rng.random(99)], -rng.exponential(5, 999)):  # fmt: skip
        codes, names = parts_of(pd.Series(values))
        for code, name in enumerate(names):
            inside = values[codes == code]
            bounds = [float(w.replace(",", "").replace("−", "-")) for w in name.split()
                      if w.replace(",", "").replace("−", "").replace(".", "").replace("e", "")
                      .replace("-", "").isdigit()]  # fmt: skip
            if name.startswith("below"):
                assert inside.max() < bounds[0]
            elif name.endswith("more"):
                assert inside.min() >= bounds[0]
            elif bounds:
                assert bounds[0] <= inside.min() <= inside.max() < bounds[1]


def test_few_different_numbers_stand_for_themselves_in_their_order():
    told, names = named([3, 10, 1, 3, 2])
    assert names == ["1", "2", "3", "10"]
    assert told == ["3", "10", "1", "3", "2"]
    assert named([0.5, 1.5, 0.5])[1] == ["0.5", "1.5"]
    assert named([True, False, True, True])[1] == ["True", "False"]


def test_text_comes_by_frequency_with_the_rest_and_the_gaps_last():
    told, names = named(["b", "a", "b", None, "c", "d", "b", "a", " "], most=2)
    assert names == ["b", "a", "other", "missing"]
    assert told[3:6] == ["missing", "other", "other"]
    assert told[-1] == "missing"
    assert named(["a", "b"], most=2)[1] == ["a", "b"]


def test_values_called_other_or_missing_are_not_mixed_up():
    assert named(["other", "other", "x", "y"], most=1)[1] == ["other", "(other)"]
    assert named(["missing", None, "missing"])[1] == ["missing", "(missing)"]


def test_dates_are_cut_between_days():
    days = pd.Series(pd.date_range("2025-01-01", periods=100))
    codes, names = parts_of(days)
    assert names == [
        "before 2025-01-21", "2025-01-21 to 2025-02-10", "2025-02-10 to 2025-03-02",
        "2025-03-02 to 2025-03-22", "2025-03-22 and later",
    ]  # fmt: skip
    assert np.bincount(codes).tolist() == [20] * 5
    gaps = days.where(days.index % 2 == 0)
    assert parts_of(gaps)[1][-1] == "missing"


def test_a_column_of_one_value_or_none_is_one_part():
    assert named([5.0] * 4)[1] == ["5"]
    assert named([None, None])[1] == ["missing"]
    assert named(np.full(4, np.nan))[0] == ["missing"] * 4
