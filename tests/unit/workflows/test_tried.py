"""What acting changed, from a column of the table that says who was acted on."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from lepton.errors import InputError, NotApplicable
from lepton.value import Assumptions
from lepton.workflows import read_scores
from lepton.workflows.tried import arm_columns, offer_of, tried

MONEY = Assumptions(benefit=50, success_rate=0.1, contact_cost=2, decisions_per_month=5000)


@pytest.fixture(scope="module")
def frame() -> pd.DataFrame:
    """Leavers of whom a call keeps four in ten; the score knows who would leave."""
    rng = np.random.default_rng(2)
    n = 8000
    score = rng.uniform(0.05, 0.9, n)
    called = rng.integers(0, 2, n)
    left = rng.random(n) < score * np.where(called, 0.6, 1.0)
    return pd.DataFrame({
        "left": np.where(left, "yes", "no"),
        "score": score,
        "called": called,
        "group": np.where(called, "treated", "control"),
        "flag": called.astype(bool),
        "stayed": (~left).astype(int),
        "months": rng.integers(0, 60, n),
        "always": 1,
        "gaps": np.where(rng.random(n) < 0.01, np.nan, called),
        "worth": rng.gamma(2, 30, n),
    })  # fmt: skip


@pytest.fixture(scope="module")
def evidence(frame):
    return read_scores(frame, y="left", scores="score", value="worth", positive="yes")


def test_only_filled_columns_of_two_arms_are_offered_and_never_the_outcome(evidence):
    assert arm_columns(evidence) == ["called", "group", "flag"]


def test_without_a_table_there_is_none():
    rng = np.random.default_rng(0)
    bare = read_scores({"y": rng.integers(0, 2, 50), "s": rng.random(50)}, y="y", scores="s")
    assert arm_columns(replace(bare, table=None)) == []


def test_the_offer_leaves_the_assumed_success_rate_out():
    offer = offer_of(MONEY)
    assert (offer.benefit, offer.contact_cost, offer.population) == (50, 2, 5000)
    assert offer_of(Assumptions(form="matrix")) is None


@pytest.mark.parametrize("column", ["called", "group", "flag"])
def test_what_a_call_prevents_is_found_and_priced(evidence, column):
    curve = tried(evidence, MONEY, column, prevents=True).curve
    rate = evidence.first.rows.y_true.mean() / 0.8
    assert curve.effect.low < 0.4 * rate < curve.effect.high
    assert curve.best.net > 0
    assert curve.best.gross > curve.best.net
    assert curve.qini_low > 0
    assert curve.balance.balanced


def test_bringing_it_about_is_the_other_way_round(evidence):
    prevented = tried(evidence, MONEY, "called", prevents=True).curve.effect.uplift
    assert tried(evidence, MONEY, "called").curve.effect.uplift == pytest.approx(-prevented)


def test_each_case_counts_its_own_value_only_where_the_money_asks_for_it(evidence):
    one = tried(evidence, MONEY, "called", prevents=True).curve
    own = tried(evidence, replace(MONEY, benefit=1, benefit_from="column"), "called", prevents=True)
    assert one.effect.uplift < 1
    assert own.curve.effect.uplift > 1


def test_outside_an_offer_outcomes_are_counted(evidence):
    matrix = Assumptions(form="matrix", right=10, wrong=1)
    curve = tried(evidence, matrix, "called", prevents=True).curve
    assert curve.offer.benefit == 1
    assert curve.everybody.cost == 0


@pytest.mark.parametrize(
    ("column", "error", "said"),
    [
        ("nonsense", InputError, "a column of the table"),
        ("months", InputError, "a column of 0 and 1"),
        ("always", NotApplicable, "treated"),
        ("gaps", InputError, "filled in every row"),
    ],
)
def test_a_column_that_cannot_tell_is_refused(evidence, column, error, said):
    with pytest.raises(error, match=said):
        tried(evidence, MONEY, column)
