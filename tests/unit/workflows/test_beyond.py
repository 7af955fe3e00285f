"""From a model of several classes, or of a number, to its money."""

import numpy as np
import pandas as pd
import pytest

import lepton
from lepton.errors import InputError, NotApplicable
from lepton.value.actions import ActionMoney
from lepton.value.forecast import ForecastMoney
from lepton.workflows import assumptions_of, open_sample
from lepton.workflows.actions import action_money_of, actions_of, first_action_guess
from lepton.workflows.forecast import (
    first_forecast_guess,
    forecast_money_of,
    forecast_rows,
    forecast_value_of,
    plan_table,
)

STOCK = ForecastMoney(under=4, over=1)


@pytest.fixture(scope="module")
def days():
    """Two shops by day; the row number is the day and the sales tell which shop it is."""
    day = np.repeat(np.arange(100), 2)
    shop = np.tile(["a", "b"], 100)
    sold = day + 1000.0 * (shop == "b") + np.random.default_rng(0).normal(0, 0.1, 200)
    return pd.DataFrame({"day": day, "shop": shop, "sold": sold, "week": day % 7, "on": day % 2})


@pytest.fixture(scope="module")
def trend(days):
    return lepton.train(days, lepton.Task("sold", time="day"), "linear")


def test_simple_rules_look_back_in_time_and_never_ahead(days, trend):
    money = ForecastMoney(under=4, over=1, season=14, season_column="shop")
    rows, choose = forecast_rows(trend, money, days)
    held = trend.holdout.sort_values("row_id")["row_id"].to_numpy()
    sold = days["sold"].to_numpy()
    assert rows.baselines["last"].tolist() == sold[held - 1].tolist()
    assert rows.baselines["season"].tolist() == sold[held - 14].tolist()
    # the row before of the same shop is two rows back
    assert rows.baselines["column"].tolist() == sold[held - 2].tolist()
    assert rows.in_order
    assert choose is not None
    assert set(choose.baselines) == set(rows.baselines)


def test_a_table_in_another_order_gives_the_same_plans(days):
    mixed = days.sample(frac=1, random_state=3).reset_index(drop=True)
    task = lepton.Task("sold", time="day", drop=("shop",))
    model = lepton.train(mixed, task, "baseline")
    rows, _ = forecast_rows(model, STOCK, mixed)
    assert rows.y_true.size == len(model.holdout)
    order = mixed["day"].to_numpy()[model.holdout["row_id"].to_numpy()]
    when = np.sort(order, kind="stable")
    assert (np.diff(when) >= 0).all()
    table = plan_table(model, forecast_value_of(model, STOCK, mixed), mixed)
    assert (np.diff(table["when"]) >= 0).all()


def test_groups_are_looked_back_at_one_by_one():
    """Ten groups one after the other, of ten days each: the first day has nothing before it."""
    day = np.arange(100)
    frame = pd.DataFrame({"day": day, "job": day // 10, "x": day % 10, "took": day * 1.0})
    model = lepton.train(frame, lepton.Task("took", time="day", group="job"), "baseline")
    rows, _ = forecast_rows(model, STOCK, frame)
    first = rows.y_true % 10 == 0
    assert first.any()
    assert (rows.baselines["last"][~first] == rows.y_true[~first] - 1).all()
    assert (rows.baselines["last"][first] == rows.baselines["mean"][first]).all()


def test_without_time_a_column_is_averaged_over_rows_learned_from(visits, number_model):
    money = ForecastMoney(under=4, over=1, season_column="plan")
    rows, _ = forecast_rows(number_model, money, visits[["visits", "plan", "size"]])
    learned = visits.drop(index=number_model.holdout["row_id"])
    means = learned.groupby("plan")["size"].mean()
    held = visits.iloc[np.sort(number_model.holdout["row_id"])]
    assert sorted(rows.baselines["column"]) == pytest.approx(sorted(held["plan"].map(means)))
    assert not rows.in_order


def test_without_a_table_there_is_only_the_mean(number_model):
    found = forecast_value_of(number_model, STOCK)
    assert [o.key for o in found.others] == ["mean"]
    assert found.chosen_from == "unseen"


def test_todays_plan_may_have_a_few_gaps(days, trend):
    plan = days.assign(plan=np.where(days.index % 10 == 3, np.nan, 50.0))
    found = forecast_value_of(trend, ForecastMoney(under=4, over=1, today="plan"), plan)
    assert found.other("today").plan == 50
    gone = days.assign(plan=np.where(days.index % 10 < 6, np.nan, 50.0))
    with pytest.raises(InputError, match="today must be a column of numbers"):
        forecast_value_of(trend, ForecastMoney(under=4, over=1, today="plan"), gone)


def test_another_table_is_refused(days, trend):
    with pytest.raises(InputError, match="the table the model learned from"):
        forecast_value_of(trend, STOCK, days.head(20))
    with pytest.raises(InputError, match="other values in the target"):
        forecast_value_of(trend, STOCK, days.assign(sold=days["sold"] + 1))


def test_the_plans_are_those_that_were_priced(days, trend):
    found = forecast_value_of(trend, STOCK, days)
    table = plan_table(trend, found, days)
    cost = STOCK.cost_of(table["needed"] - table["plan"]).mean()
    assert cost == pytest.approx(found.model.cost)
    assert (np.diff(table["when"]) >= 0).all()


def test_kinds_of_model_are_not_mixed_up(model, number_model, classes_model):
    with pytest.raises(NotApplicable, match="model must be of several classes; got regression"):
        actions_of(number_model, ActionMoney())
    with pytest.raises(NotApplicable, match="got binary"):
        actions_of(model, ActionMoney())
    with pytest.raises(NotApplicable, match="one that predicts a number; got multiclass"):
        forecast_value_of(classes_model, STOCK)


def test_todays_routing_comes_from_a_column_and_empty_means_a_person(visits, classes_model):
    frame = visits[["visits", "plan", "mood"]].assign(
        now=np.where(visits.index % 2 == 0, visits["mood"], "")
    )
    found = actions_of(classes_model, ActionMoney(today="now"), frame=frame)
    today = found.baseline("today")
    even = np.mean(classes_model.holdout["row_id"] % 2 == 0)
    assert today.automated == pytest.approx(even)
    assert today.error_rate == 0


def test_where_nobody_can_be_asked_todays_column_has_to_be_filled(visits, classes_model):
    frame = visits.assign(now="")
    with pytest.raises(InputError, match="filled in every row"):
        actions_of(classes_model, ActionMoney(human=None, today="now"), frame=frame)
    with pytest.raises(InputError, match="today must be a column of the table"):
        actions_of(classes_model, ActionMoney(today="now"))


def test_money_of_another_form_counts_as_not_set(store):
    made = store.create_project("p", assumptions=ActionMoney(wrong=3).to_dict())
    assert action_money_of(made).wrong == 3
    assert forecast_money_of(made) is None
    assert assumptions_of(made) is None
    made = store.update_project(made.id, assumptions=ForecastMoney(under=2).to_dict())
    assert action_money_of(made) is None
    assert forecast_money_of(made).under == 2
    made = store.update_project(made.id, assumptions={"form": "forecast", "gone": 1})
    assert forecast_money_of(made) is None


@pytest.mark.parametrize("key", ["demand", "intents", "churn"])
def test_samples_bring_their_money_and_others_a_guess(store, key):
    project = open_sample(store, key)
    assert (first_forecast_guess(project.use_case).under == 4) == (key == "demand")
    assert (first_action_guess(project.use_case).wrong == 6.5) == (key == "intents")
    assert action_money_of(project) is None
    assert forecast_money_of(project) is None
