"""Money as a score for scikit-learn."""

import numpy as np
import pandas as pd
import pytest
from sklearn.calibration import CalibratedClassifierCV
from sklearn.datasets import make_classification
from sklearn.linear_model import LinearRegression, LogisticRegression
from sklearn.metrics import make_scorer
from sklearn.model_selection import GridSearchCV, StratifiedKFold, cross_val_score, cross_validate
from sklearn.svm import LinearSVC
from sklearn.tree import DecisionTreeClassifier

import lepton
from lepton.errors import InputError, NotApplicable
from lepton.training.scorers import money_scorer, profit_scorer, scorers
from lepton.value import Payoff, value_curve
from lepton.value.metrics import empb_score, empc_score, expected_cost_score, savings_score

FOLDS = StratifiedKFold(5, shuffle=True, random_state=42)
OFFER = Payoff(tp=56, fp=-11)
COSTS = {"expected_cost", "expected_savings", "savings"}


@pytest.fixture(scope="module")
def rows():
    return make_classification(random_state=42)


@pytest.fixture(scope="module")
def customers():
    frame = lepton.load_sample("credit").frame.head(6000)
    y = frame["default.payment.next.month"].to_numpy()
    return frame.drop(columns=["default.payment.next.month", "ID"]), y


@pytest.mark.parametrize("name", [n for n in scorers() if n not in {"empb"}])
def test_every_listed_measure_scores_a_model(rows, name):
    model = LogisticRegression().fit(*rows)
    costs = {"fp_cost": 1, "fn_cost": 5} if name in COSTS else {}
    assert np.isfinite(money_scorer(name, **costs)(model, *rows))


def test_the_list_names_the_measures_of_the_value_package():
    assert {"mpc", "empc", "empb", "mpa", "empa", "mpcs", "empcs", "h_measure"} <= set(scorers())
    assert "max_profit" not in scorers()  # that one is profit_scorer, which takes a payoff


def test_a_scorer_gives_what_the_measure_gives(rows):
    X, y = rows
    model = LogisticRegression().fit(X, y)
    score = model.predict_proba(X)[:, 1]
    assert money_scorer("empc", clv=300)(model, X, y) == empc_score(y, score, clv=300)


def test_a_scorer_is_the_same_as_one_of_make_scorer(rows):
    made = make_scorer(empc_score, response_method="predict_proba", clv=300)
    ours = money_scorer("empc", clv=300)
    scores = [
        cross_val_score(LogisticRegression(), *rows, cv=FOLDS, scoring=scoring)
        for scoring in (made, ours)
    ]
    assert scores[0].tolist() == scores[1].tolist()


def test_several_scorers_go_side_by_side(rows):
    scoring = {"money": profit_scorer(OFFER), "empc": money_scorer("empc")}
    found = cross_validate(LogisticRegression(), *rows, cv=FOLDS, scoring=scoring)
    assert {"test_money", "test_empc"} <= set(found)


def test_profit_at_a_share_is_that_of_the_curve(rows):
    X, y = rows
    model = LogisticRegression().fit(X, y)
    curve = value_curve(y, model.predict_proba(X)[:, 1], OFFER, population=1)
    assert profit_scorer(OFFER, fraction=0.3)(model, X, y) == curve.at(fraction=0.3).profit
    assert profit_scorer(OFFER)(model, X, y) == curve.best.profit


def test_money_tunes_another_model_than_accuracy_and_earns_more_on_new_rows(customers):
    X, y = customers
    grid = {"max_depth": [1, 5], "min_samples_leaf": [50]}
    tree = DecisionTreeClassifier(random_state=0)
    folds = StratifiedKFold(3, shuffle=True, random_state=0)
    worth = profit_scorer(Payoff(tp=100, fp=-20), fraction=0.4)
    found = {
        name: GridSearchCV(tree, grid, scoring=scoring, cv=folds).fit(X[:3000], y[:3000])
        for name, scoring in {"accuracy": "accuracy", "money": worth}.items()
    }
    assert found["accuracy"].best_params_["max_depth"] == 1
    assert found["money"].best_params_["max_depth"] == 5
    earned = {name: worth(search, X[3000:], y[3000:]) for name, search in found.items()}
    assert earned["money"] > earned["accuracy"]


def test_the_family_is_chosen_by_money_too(customers):
    X, y = customers
    shown = X[["PAY_0", "LIMIT_BAL", "AGE"]][:2000].astype(float)
    models = [DecisionTreeClassifier(max_depth=1), LogisticRegression(max_iter=500)]
    search = GridSearchCV(
        CalibratedClassifierCV(models[0], cv=2),
        {"estimator": models},
        scoring=money_scorer("empcs"),
        cv=FOLDS,
    )
    search.fit((shown - shown.mean()) / shown.std(), y[:2000])
    assert len(search.cv_results_["params"]) == 2
    assert search.best_score_ == search.cv_results_["mean_test_score"].max()


def test_an_amount_may_be_a_column_of_the_table():
    rng = np.random.default_rng(0)
    X = pd.DataFrame({"x": rng.normal(size=80), "worth": rng.uniform(50, 500, 80)})
    y = (rng.random(80) < 1 / (1 + np.exp(-X["x"]))).astype(int)
    model = LogisticRegression().fit(X, y)
    found = money_scorer("empb", clv="worth")(model, X, y)
    assert found == empb_score(y, model.predict_proba(X)[:, 1], clv=X["worth"])
    with pytest.raises(InputError, match="X must be a table with the column 'value'; got columns"):
        money_scorer("empb", clv="value")(model, X, y)
    with pytest.raises(InputError, match="got rows without column names"):
        money_scorer("empb", clv="value")(model, X.to_numpy(), y)


def test_classes_may_have_any_names(rows):
    X, y = rows
    named = np.where(y == 1, "leaves", "keeps")
    model, plain = LogisticRegression().fit(X, named), LogisticRegression().fit(X, y)
    assert money_scorer("empc")(model, X, named) == money_scorer("empc")(plain, X, y)


def test_a_model_of_this_package_is_scored_too():
    frame = pd.DataFrame({"visits": np.arange(200) % 40 * 1.5})
    frame["left"] = np.where(frame["visits"] < 20, "yes", "no")
    model = lepton.train(frame, lepton.Task("left", positive="yes"), "linear")
    assert money_scorer("empc")(model, frame[["visits"]], frame["left"]) == pytest.approx(
        empc_score(frame["left"] == "yes", -frame["visits"])
    )


def test_without_known_classes_outcomes_are_0_or_1(rows):
    class Own:
        def predict_proba(self, X):
            return np.column_stack([1 - X[:, 0], X[:, 0]])

    X = np.array([[0.9], [0.2], [0.8], [0.1]])
    assert money_scorer("empc")(Own(), X, [1, 0, 1, 0]) > 0
    with pytest.raises(InputError, match="y_true must be 0 or 1"):
        money_scorer("empc")(Own(), X, ["yes", "no", "yes", "no"])


def test_a_model_without_probabilities_can_be_ranked(rows):
    model = LinearSVC().fit(*rows)
    assert money_scorer("empc")(model, *rows) > 0


def test_a_weight_counts_as_so_many_rows(rows):
    X, y = rows
    model = LogisticRegression().fit(X, y)
    scorer = money_scorer("empc")
    twice = scorer(model, np.vstack([X, X[:10]]), np.concatenate([y, y[:10]]))
    weight = np.where(np.arange(len(y)) < 10, 2.0, 1.0)
    assert scorer(model, X, y, sample_weight=weight) == pytest.approx(twice)


def test_a_cost_is_turned_round_so_that_higher_is_better(rows):
    X, y = rows
    model = LogisticRegression().fit(X, y)
    p = model.predict_proba(X)[:, 1]
    found = money_scorer("expected_cost", fp_cost=1, fn_cost=5)(model, X, y)
    assert found == -expected_cost_score(y, p, fp_cost=1, fn_cost=5)


def test_savings_judge_the_decisions_that_the_costs_ask_for(rows):
    X, y = rows
    model = LogisticRegression().fit(X, y)
    found = money_scorer("savings", fp_cost=1, fn_cost=5)(model, X, y)
    act = (model.predict_proba(X)[:, 1] > 1 / 6).astype(int)
    assert found == savings_score(y, act, fp_cost=1, fn_cost=5)


def test_an_expected_cost_needs_probabilities(rows):
    with pytest.raises(NotApplicable, match="estimator must be able to predict probabilities"):
        money_scorer("expected_cost", fp_cost=1)(LinearSVC().fit(*rows), *rows)


def test_a_scorer_says_what_it_is():
    assert repr(money_scorer("empc", clv=300)) == "money_scorer('empc', clv=300)"
    assert repr(money_scorer("empc")) == "money_scorer('empc')"


def test_an_unknown_measure_or_amount_is_an_error_and_never_a_warning():
    with pytest.raises(InputError, match=r"measure must be one of .*empc.*; got profit"):
        money_scorer("profit")
    with pytest.raises(InputError, match=r"money of empc must be among clv, .*; got tp_benefit"):
        money_scorer("empc", tp_benefit=56)


def test_a_share_beyond_one_is_refused():
    assert profit_scorer(OFFER, fraction=1.0).money["fraction"] == 1.0
    with pytest.raises(InputError, match=r"fraction must be between 0 and 1; got 1\.01"):
        profit_scorer(OFFER, fraction=1.01)


def test_a_payoff_is_needed_and_the_same_in_every_row():
    with pytest.raises(InputError, match="payoff must be a Payoff; got 56"):
        profit_scorer(56)
    with pytest.raises(NotApplicable, match="payoff must be the same in every row"):
        profit_scorer(Payoff(tp=[1.0, 2.0], fp=-1))


def test_models_without_two_classes_or_scores_are_refused(rows):
    X, y = rows
    three = LogisticRegression().fit(X, np.arange(len(y)) % 3)
    with pytest.raises(NotApplicable, match="estimator must be of two classes; got 3 classes"):
        money_scorer("empc")(three, X, y)
    with pytest.raises(NotApplicable, match="estimator must be able to score rows"):
        money_scorer("empc")(LinearRegression().fit(X, y), X, y)
