"""Scores that a person brings."""

import numpy as np
import pandas as pd
import pytest

from lepton.errors import InputError, NotFound
from lepton.value import Assumptions, answer
from lepton.value.scored import ScoredRows
from lepton.workflows import answer_for, evidence_of, open_scores, read_scores, segments
from lepton.workflows.scores import ScoreColumns, has_scores, scores_of

ROLES = {"y": "bought", "scores": ["ours", "theirs"], "value": "amount", "weight": "times",
         "group": "who"}  # fmt: skip


@pytest.fixture
def table():
    rng = np.random.default_rng(0)
    n = 1_000
    chance = rng.beta(1, 5, n)
    return pd.DataFrame({
        "bought": np.where(rng.random(n) < chance, "yes", "no"), "ours": chance,
        "theirs": rng.normal(0, 1, n), "amount": rng.uniform(5, 50, n),
        "times": rng.integers(0, 4, n), "who": np.repeat(np.arange(n // 2), 2),
        "plan": rng.choice(["a", "b"], n),
    })  # fmt: skip


def test_half_of_the_rows_choose_and_the_other_half_report(table):
    found = read_scores(table, y="bought", scores="ours")
    rows, choose = found.first.rows, found.first.choose
    assert len(rows) + len(choose) == 1_000
    assert len(rows) == pytest.approx(500, abs=2)
    assert not set(found.reported) & set(found.chosen)
    assert rows.y_true.mean() == pytest.approx(choose.y_true.mean(), abs=0.002)
    np.testing.assert_array_equal(rows.y_score, table["ours"].iloc[found.reported])
    np.testing.assert_array_equal(choose.y_true, table["bought"].iloc[found.chosen] == "yes")
    assert found.notes[-1] == (
        f"{len(choose)} of the 1,000 rows choose the share, and the other {len(rows)} report the "
        "money."
    )
    again = read_scores(table, y="bought", scores="ours")
    np.testing.assert_array_equal(again.reported, found.reported)


def test_each_column_of_scores_is_a_model_on_the_same_rows(table):
    found = read_scores(table, **ROLES)
    assert [m.title for m in found.models] == [m.id for m in found.models] == ["ours", "theirs"]
    first, second = found.models
    for name in ("y_true", "value", "sample_weight", "group"):
        np.testing.assert_array_equal(getattr(first.rows, name), getattr(second.rows, name))
    np.testing.assert_array_equal(first.rows.value, table["amount"].iloc[found.reported])
    np.testing.assert_array_equal(first.rows.sample_weight, table["times"].iloc[found.reported])
    assert (found.origin, found.left_out) == ("scores", ())


def test_groups_choose_or_report_as_a_whole(table):
    found = read_scores(table, **ROLES)
    assert not set(found.first.rows.group) & set(found.first.choose.group)
    who = table["who"].to_numpy()
    assert not set(who[found.reported]) & set(who[found.chosen])


def test_the_answer_is_that_of_the_engine(table):
    found = read_scores(table, y="bought", scores="ours", value="amount")
    money = Assumptions(benefit=1, benefit_from="column", contact_cost=2, success_rate=0.5)
    report, choose = (
        ScoredRows.of(part["bought"] == "yes", part["ours"], value=part["amount"])
        for part in (table.iloc[found.reported], table.iloc[found.chosen])
    )
    wanted = answer(report.counts_for(money), money, choose=choose.counts_for(money))
    assert answer_for(found, money) == wanted


def test_few_rows_do_both_and_it_is_said(table):
    small, enough = table.head(399), table.head(400)
    found = read_scores(small, y="bought", scores="ours")
    assert (found.first.choose, len(found.first.rows)) == (None, 399)
    assert found.notes[-1] == (
        "There are only 399 rows, so all are used for both: the share is chosen on the rows "
        "that also report the money, which flatters."
    )
    assert len(read_scores(enough, y="bought", scores="ours").first.choose) == pytest.approx(
        200, abs=2
    )


def test_all_rows_may_do_both_with_a_warning(table):
    found = read_scores(table, y="bought", scores="ours", all_rows=True)
    assert (found.first.choose, found.reported, len(found.first.rows)) == (None, None, 1_000)
    assert "which flatters" in found.notes[-1]
    assert not answer_for(found, Assumptions()).chosen_elsewhere


def test_halves_without_an_outcome_are_not_made(table):
    rare = table.assign(bought=["yes"] * 6 + ["no"] * 994, who=[0] * 6 + [1] * 994)
    found = read_scores(rare, y="bought", scores="ours", group="who")
    assert found.first.choose is None
    assert found.notes[-1].startswith("Halves would lack an outcome")


def test_scores_outside_0_and_1_are_a_ranking_and_refused_where_a_chance_is_needed(table):
    inside = read_scores(table.assign(s=table["ours"].round(0)), y="bought", scores="s")
    assert not any("ranking" in note for note in inside.notes)
    for far in (-0.01, 1.01):
        scores = table["ours"].clip(0.1, 0.9).to_numpy().copy()
        scores[0] = far
        found = read_scores(table.assign(s=scores), y="bought", scores="s", value="amount")
        assert any("taken as a ranking, not as chances" in note for note in found.notes)
        assert answer_for(found, Assumptions(benefit=50)).best.profit > 0
        both = read_scores(table.assign(s=scores), y="bought", scores="s", value="amount",
                           all_rows=True)  # fmt: skip
        with pytest.raises(InputError, match="y_score must be between 0 and 1"):
            answer_for(both, Assumptions(benefit=1, benefit_from="column"))


def test_scores_that_are_all_the_same_are_said(table):
    found = read_scores(table.assign(s=0.5), y="bought", scores="s")
    assert any(note.startswith("All scores of 's' are the same (0.5)") for note in found.notes)
    assert answer_for(found, Assumptions()).best.fraction in {0.0, 1.0}


def test_rows_without_an_outcome_or_a_group_are_left_out_and_counted(table):
    gaps = table.assign(bought=table["bought"].where(table.index > 4))
    gaps["who"] = gaps["who"].astype(object).where(gaps.index != 10)
    found = read_scores(gaps, **ROLES)
    assert "6 rows have no bought or who and are left out." in found.notes
    assert len(found.table) == 994
    one = read_scores(table.assign(bought=table["bought"].where(table.index > 0)), y="bought",
                      scores="ours")  # fmt: skip
    assert "1 row has no bought and is left out." in one.notes


def test_the_positive_outcome_can_be_named_and_one_of_several_too(table):
    no = read_scores(table, y="bought", scores="ours", positive="no", all_rows=True)
    assert no.first.rows.y_true.sum() == (table["bought"] == "no").sum()
    three = table.assign(bought=np.where(table.index % 10 == 0, "maybe", table["bought"]))
    found = read_scores(three, y="bought", scores="ours", positive="maybe", all_rows=True)
    assert found.first.rows.y_true.sum() == 100


@pytest.mark.parametrize("labels", [[0, 1], [False, True], ["0", "1"], [0.0, 1.0], [-1, 1],
                                    ["no", "yes"], ["n", "y"]])  # fmt: skip
def test_every_way_to_write_two_outcomes_is_read(table, labels):
    y = np.where(table["bought"] == "yes", labels[1], labels[0])
    found = read_scores(table.assign(bought=y), y="bought", scores="ours", all_rows=True)
    assert found.first.rows.y_true.sum() == (table["bought"] == "yes").sum()


def test_arrays_by_name_will_do_and_have_to_be_of_one_length():
    rng = np.random.default_rng(0)
    arrays = {"y": rng.integers(0, 2, 50), "s": rng.random(50)}
    assert len(read_scores(arrays, y="y", scores="s").first.rows) == 50
    with pytest.raises(InputError, match=r"columns must be of one length; got y 50, s 49\."):
        read_scores({**arrays, "s": arrays["s"][:49]}, y="y", scores="s")


def third(table):
    return table.assign(bought=np.where(table.index == 3, "maybe", table["bought"]))


def at(name, value, row=6):
    return lambda t: t.assign(
        **{name: [value if i == row else v for i, v in enumerate(t[name].tolist())]}
    )


WRONG = {
    "a third outcome": (third, {}, "y 'bought' must be a column of two values; got 3: maybe, no"),
    "no positives": (
        lambda t: t.assign(bought="no"), {}, "some rows and not in others; got only 'no'",
    ),
    "no negatives": (
        lambda t: t.assign(bought="yes"), {"positive": "yes"}, "got only 'yes'",
    ),
    "an outcome that is not there": (lambda t: t, {"positive": "perhaps"}, "'perhaps'"),
    "no outcome at all": (lambda t: t.assign(bought=None), {}, "y 'bought' must be filled"),
    "no such outcome": (lambda t: t, {"y": "Bought"}, "y must be a column of the table"),
    "no such score": (lambda t: t, {"scores": ["our"]}, "score must be a column of the table"),
    "no such value": (lambda t: t, {"value": "x"}, "value must be a column of the table"),
    "no such weight": (lambda t: t, {"weight": "x"}, "weight must be a column of the table"),
    "no such group": (lambda t: t, {"group": "x"}, "group must be a column of the table"),
    "no score": (lambda t: t, {"scores": []}, "scores must be at least one column; got none"),
    "a score twice": (lambda t: t, {"scores": ["ours", "ours"]}, "got 'ours' twice"),
    "the outcome as a score": (lambda t: t, {"scores": ["bought"]}, "got 'bought' twice"),
    "text for scores": (
        lambda t: t, {"scores": ["plan"]}, "score 'plan' must be a number in every row; got such",
    ),
    "a missing score": (
        at("ours", np.nan), {}, r"score 'ours' must be a finite number in every row; got 1 missing "
        r"or infinite \(rows 7\)",
    ),
    "an infinite score": (at("ours", np.inf), {}, "1 missing or infinite"),
    "a missing value": (at("amount", np.nan), {"value": "amount"}, "value 'amount' must be a fin"),
    "text for values": (lambda t: t, {"value": "plan"}, "value 'plan' must be a number"),
    "a negative weight": (
        at("times", -1), {"weight": "times"},
        "weight 'times' must be zero or more in every row; got -1 in row 7",
    ),
    "weights of zero": (
        lambda t: t.assign(times=0), {"weight": "times"}, "weight 'times' must be above zero in",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_what_cannot_be_used_is_one_clear_sentence(table, name):
    change, roles, said = WRONG[name]
    with pytest.raises(InputError, match=said) as caught:
        read_scores(change(table), **{"y": "bought", "scores": ["ours"], **roles})
    assert "\n" not in str(caught.value)


def test_just_inside_the_bounds_everything_is_taken(table):
    read_scores(at("times", 0)(table), y="bought", scores="ours", weight="times")
    read_scores(at("ours", 0.0)(table), y="bought", scores="ours")
    read_scores(at("ours", 1e9)(table), y="bought", scores="ours")
    read_scores(at("amount", -5.0)(table), y="bought", scores="ours", value="amount")


def test_a_project_of_scores_answers_like_the_file(store, table, tmp_path):
    table.to_csv(tmp_path / "mine.csv", index=False)
    columns = ScoreColumns(**ROLES)
    project = open_scores(store, tmp_path / "mine.csv", columns)
    assert (project.model_id, project.name) == (None, "mine")
    assert has_scores(store, project)
    found = evidence_of(store, store.project(project.id))
    money = Assumptions(benefit=20, contact_cost=2, today="plan = 'a'")
    direct = read_scores(tmp_path / "mine.csv", **ROLES)
    assert answer_for(found, money) == answer_for(direct, money)
    assert found.notes == direct.notes
    assert segments(found, money, "plan").total == pytest.approx(
        answer_for(found, money).chosen.profit
    )


def test_a_file_that_cannot_be_used_leaves_no_project(store, table, tmp_path):
    third(table).to_csv(tmp_path / "mine.csv", index=False)
    with pytest.raises(InputError, match="two values"):
        open_scores(store, tmp_path / "mine.csv", ScoreColumns(y="bought", scores=("ours",)))
    assert store.projects() == []


def test_a_project_without_scores_says_so(store):
    project = store.create_project("Empty")
    assert not has_scores(store, project)
    with pytest.raises(NotFound):
        scores_of(store, project)


def test_what_the_columns_mean_survives_keeping():
    columns = ScoreColumns(**ROLES, positive=1, all_rows=True)
    assert ScoreColumns.from_dict(columns.to_dict()) == columns


def test_what_is_kept_of_a_project_goes_with_it(store, table, tmp_path):
    table.to_csv(tmp_path / "mine.csv", index=False)
    project = open_scores(store, tmp_path / "mine.csv", ScoreColumns(y="bought", scores=("ours",)))
    store.delete_project(project.id)
    assert not has_scores(store, project)
