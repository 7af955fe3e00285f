"""An experiment from a table."""

import json

import numpy as np
import pandas as pd
import pytest

from lepton.errors import InputError, NotApplicable
from lepton.value.uplift import Offer
from lepton.workflows.scores import read_scores
from lepton.workflows.uplift import ExperimentColumns, uplift_from, uplift_of

OFFER = Offer(benefit=10, contact_cost=1)


@pytest.fixture(scope="module")
def table():
    """People who got mail A, mail B or none; the young react."""
    rng = np.random.default_rng(0)
    age, arm = rng.uniform(20, 80, 1500), rng.integers(0, 3, 1500)
    chance = 0.3 + (arm > 0) * (50 - age) / 120
    return pd.DataFrame(
        {
            "age": age,
            "region": rng.choice(["north", "south"], 1500),
            "mail": np.array(["none", "A", "B"])[arm],
            "mailed": (arm > 0).astype(int),
            "bought": np.where(rng.random(1500) < chance, "yes", "no"),
            "spend": rng.uniform(5, 50, 1500),
            "youth": 100 - age,
        }
    )


def columns(**more):
    given = {"y": "bought", "treated": "mailed", "score": "youth", "positive": "yes"}
    return ExperimentColumns(**(given | more))


def test_a_score_of_the_table_is_used_as_it_is(table):
    found = uplift_from(table, columns(drop=("spend",)), offer=OFFER)
    assert not found.learned
    assert found.curve.qini_low > 0
    assert found.curve.best.net > found.curve.everybody.net
    assert found.balance.balanced
    assert set(found.balance.column) == {"score", "age"}


def test_without_a_score_it_is_learned_and_said_so(table):
    found = uplift_from(table, columns(score=None, drop=("spend", "mail")), offer=OFFER)
    assert found.learned
    assert "The scores were learned from these rows" in found.notes[-1]
    assert found.curve.qini_low > 0


def test_a_column_known_only_afterwards_gives_itself_away(table):
    leaked = table.assign(opened=table["mailed"] * 5 + np.arange(1500) % 2)
    found = uplift_from(leaked, columns(drop=("spend",)))
    assert (found.balance.balanced, found.balance.worst) == (False, "opened")


def test_one_arm_of_three_against_no_mail(table):
    found = uplift_from(table, columns(treated="mail", treated_is="A", control_is="none"))
    kept = table["mail"].isin(["A", "none"])
    assert found.curve.effect.n_treated == (table["mail"] == "A").sum()
    assert f"{(~kept).sum()} rows are left out" in found.notes[0]


def test_all_other_values_are_left_alone_where_none_is_named(table):
    found = uplift_from(table, columns(treated="mail", treated_is="A"))
    assert found.curve.effect.n_control == (table["mail"] != "A").sum()


@pytest.mark.parametrize("words", [("treated", "control"), ("yes", "no"), ("True", "False")])
def test_usual_words_for_the_arms_are_understood(table, words):
    arm = np.where(table["mailed"] == 1, *words)
    found = uplift_from(table.assign(mailed=arm), columns(drop=("spend",)), offer=OFFER)
    plain = uplift_from(table, columns(drop=("spend",)), offer=OFFER)
    assert found.curve.net.tolist() == plain.curve.net.tolist()


def test_rows_without_outcome_or_arm_are_left_out_and_counted(table):
    holes = table.copy()
    holes.loc[:4, "bought"] = None
    holes["mailed"] = holes["mailed"].astype("float")
    holes.loc[5:6, "mailed"] = np.nan
    found = uplift_from(holes, columns(drop=("spend",)))
    effect = found.curve.effect
    assert effect.n_treated + effect.n_control == 1493
    assert any("7 rows are left out" in note for note in found.notes)


def test_values_weights_and_chances_are_read(table):
    more = table.assign(times=2.0, chance=2 / 3)
    found = uplift_from(more, columns(value="spend", weight="times", propensity="chance"))
    assert found.curve.n[-1] == pytest.approx(3000)
    bought = table["spend"].where(table["bought"] == "yes", 0)[table["mailed"] == 1]
    assert found.curve.effect.treated_rate == pytest.approx(bought.mean())


def test_a_result_is_json(table):
    found = uplift_from(table, columns(drop=("spend",)))
    told = json.loads(json.dumps(found.to_dict()))
    assert set(told) == {"title", "curve", "balance", "learned", "notes"}


def test_arrays_by_name_are_a_table(table):
    same = {name: table[name].to_numpy() for name in table.columns}
    found = uplift_from(same, columns(), offer=OFFER)
    assert found.curve.best == uplift_from(table, columns(), offer=OFFER).curve.best


def test_scored_rows_with_their_treatment_column(table):
    scores = table.assign(risk=table["youth"] / 100)
    evidence = read_scores(scores, y="bought", scores="risk", positive="yes", all_rows=True)
    found = uplift_of(evidence, "mailed", offer=OFFER)
    direct = uplift_from(table, columns(), offer=OFFER)
    assert found.curve.net.tolist() == pytest.approx(direct.curve.net.tolist())


def test_a_model_of_who_buys_is_tried_on_its_own_rows_only(table):
    scores = table.assign(risk=table["youth"] / 100)
    evidence = read_scores(scores, y="bought", scores="risk", positive="yes")
    effect = uplift_of(evidence, "mailed").curve.effect
    assert effect.n_treated + effect.n_control == evidence.first.rows.y_true.size < 1500


def test_a_treatment_column_that_is_not_there_is_named(table):
    scores = table.assign(risk=table["youth"] / 100)
    evidence = read_scores(scores, y="bought", scores="risk", positive="yes")
    with pytest.raises(InputError, match="treated must be a column of the table; got 'letter'"):
        uplift_of(evidence, "letter")


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"y": "sold"}, "y must be a column of the table"),
        ({"treated": "letter"}, "treated must be a column of the table"),
        ({"drop": ("nothing",)}, "drop must be a column of the table"),
        ({"treated": "mail"}, "treated 'mail' must be a column of 0 and 1; got 'A', 'B', 'none'"),
        (
            {"treated": "mail", "treated_is": "C"},
            "treated 'mail' must be a column with the value 'C'",
        ),
        (
            {"treated": "mail", "treated_is": "A", "control_is": "no"},
            "treated 'mail' must be a column with the value 'no'",
        ),
        ({"score": "region"}, "score 'region' must be a number in every row"),
    ],
)
def test_columns_that_cannot_be_used_are_refused(table, given, words):
    with pytest.raises(InputError, match=words):
        uplift_from(table, columns(**given))


def test_a_column_has_one_role():
    with pytest.raises(InputError, match="columns must be of one meaning each; got 'mailed' twice"):
        columns(score="mailed")


def test_everybody_treated_tells_nothing(table):
    with pytest.raises(NotApplicable, match="treated must be both 0 and 1"):
        uplift_from(table.assign(mailed=1), columns(score=None))
