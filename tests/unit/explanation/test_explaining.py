from functools import cache
from itertools import permutations

import numpy as np
import pandas as pd
import pytest

from lepton.errors import InputError
from lepton.explanation import explain, importance, is_sampled, reasons, sampled_rows
from lepton.explanation.explaining import contributions_of
from lepton.explanation.request import Request
from lepton.explanation.settling import settled
from lepton.models import Progress
from lepton.training import train


@pytest.fixture(scope="module")
def table():
    rng = np.random.default_rng(2)
    n = 400
    frame = pd.DataFrame(
        {
            "calls": rng.poisson(3, n),
            "age": rng.normal(40, 10, n).round(1),
            "plan": rng.choice(["gold", "silver"], n),
            "noise": rng.normal(size=n),
        }
    )
    odds = frame["calls"] - 3 + 2 * (frame["plan"] == "gold") * (frame["age"] > 40)
    frame["left"] = np.where(odds + rng.normal(scale=0.5, size=n) > 0.5, "yes", "no")
    return frame


def test_a_straight_line_is_explained_by_its_slope():
    x = np.arange(100.0) * 1.5
    frame = pd.DataFrame({"x": x, "y": 2 * x + 3})
    model = train(frame, "y", "linear")
    slope = model.raw(pd.DataFrame({"x": [1.0]})) - model.raw(pd.DataFrame({"x": [0.0]}))
    shown = explain(model, frame)
    steps = np.diff(np.asarray(shown.values)[:, 0])
    np.testing.assert_allclose(steps, 1.5 * slope[0])
    assert slope[0] == pytest.approx(2, rel=0.05)


@pytest.mark.parametrize("family", ["xgboost", "forest", "neural", "linear"])
def test_what_decides_comes_first_and_noise_last(table, family):
    found = importance(explain(train(table, "left", family), table, max_rows=50))
    assert found.index[0] == "calls"
    assert found["noise"] < 0.5 * found["calls"]


def test_a_column_that_a_tree_never_asks_about_contributes_nothing(table):
    model = train(table[["calls", "left"]].assign(idle=np.arange(400) % 2), "left", "tree")
    assert importance(explain(model, model.sample.assign(idle=1)))["idle"] < 0.05


def test_an_ensemble_is_explained_by_the_same_sum_as_it_predicts(table):
    model = train(table, "left", "ensemble")
    rows = table.head(20)
    request = Request.of(model, rows, exact=True, progress=Progress())
    expected = sum(
        weight * contributions_of(name, member, request).pushes
        for (name, member), weight in zip(
            model.fitted.members.items(), model.fitted.combination.weights, strict=True
        )
        if weight
    )
    np.testing.assert_allclose(explain(model, rows).values, expected, atol=1e-5)


def test_a_network_is_explained_as_by_trying_every_order_of_the_columns(table):
    model = train(table, "left", "neural")
    rows = table.head(3)
    shown = explain(model, rows)
    estimate = np.asarray(shown.values)
    exact = np.array([by_every_order(model, rows.iloc[[i]], model.sample) for i in range(3)])
    off = np.abs(estimate - exact).mean() / np.abs(exact).mean()
    assert off < 0.05
    assert np.mean(shown.error_std) < 0.1 * np.abs(estimate).mean()


def test_only_what_is_estimated_says_so(table):
    sampled = [f for f in ("linear", "tree", "neural")
               if is_sampled(explain(train(table, "left", f), table.head(3)))]  # fmt: skip
    assert sampled == ["neural"]
    shown = explain(train(table, "left", "neural"), table.head(3))
    assert is_sampled(shown[:2])


def by_every_order(model, row, background):
    """Shapley values from the definition: the mean change over all orders and all rows."""
    names = list(model.problem.features)

    @cache
    def worth(switched):
        mixed = background.assign(**{name: row[name].iloc[0] for name in switched})
        return model.raw(mixed).mean()

    total = dict.fromkeys(names, 0.0)
    orders = list(permutations(names))
    for order in orders:
        for i, name in enumerate(order):
            total[name] += worth(frozenset(order[: i + 1])) - worth(frozenset(order[:i]))
    return np.array(list(total.values())) / len(orders)


def test_the_quick_picture_of_boosted_trees_is_close_to_the_exact_one(table):
    model = train(table, "left", "xgboost")
    quick = importance(explain(model, table, exact=False))
    exact = importance(explain(model, table)).reindex(quick.index)
    assert np.corrcoef(quick, exact)[0, 1] > 0.95


def test_data_are_the_rows_as_the_user_knows_them(table):
    shown = explain(train(table, "left", "xgboost"), table.head(3))
    assert shown.data[0].tolist() == table.drop(columns="left").iloc[0].tolist()


def test_many_rows_are_sampled_always_the_same(table):
    rows = sampled_rows(400, 50)
    assert rows.tolist() == sampled_rows(400, 50).tolist() == sorted(set(rows.tolist()))
    shown = explain(train(table, "left", "linear"), table, max_rows=50)
    assert shown.data[:, 0].tolist() == table["calls"].iloc[rows].tolist()


def test_no_rows_and_no_room_are_refused(table):
    model = train(table, "left", "baseline")
    with pytest.raises(InputError, match="frame must be at least one row long"):
        explain(model, table.head(0))
    with pytest.raises(InputError, match="max_rows must be at least 1"):
        explain(model, table, max_rows=0)


def test_reasons_name_the_value_the_way_and_the_share(table):
    shown = explain(train(table, "left", "xgboost"), table)
    row = int(table["calls"].argmax())
    first = reasons(shown, row)[0]
    assert first.startswith(f"calls is {table['calls'].max()}: raises the prediction (")
    assert len(reasons(shown, row, top=2)) <= 2


def test_reasons_of_a_class_speak_about_that_class(table):
    frame = table.assign(left=np.where(table["calls"] > 4, "soon", table["left"]))
    shown = explain(train(frame, "left", "tree"), frame)
    row = int(frame["calls"].argmax())
    soon = list(shown.output_names).index("soon")
    assert reasons(shown, row) == reasons(shown, row, output=soon)
    assert "raises" in reasons(shown, row)[0]


def test_the_baseline_has_no_reasons(table):
    assert reasons(explain(train(table, "left", "baseline"), table.head(2)), 0) == []


def test_reasons_show_missing_long_and_odd_values_plainly():
    shap = pytest.importorskip("shap")
    data = [
        None,
        float("nan"),
        pd.NaT,
        "x " * 100,
        1234567.8,
        0.123456,
        True,
        pd.Timestamp("2024-05-01"),
        -1e300,
    ]
    shown = shap.Explanation(
        np.ones((1, len(data))),
        base_values=np.zeros(1),
        data=np.array([data], dtype=object),
        feature_names=[f"c{i}" for i in range(len(data))],
    )
    values = [text.split(" is ")[1].split(": ")[0] for text in reasons(shown, 0, top=9)]
    assert values[:3] == ["missing"] * 3
    assert values[3] == "“" + "x " * 29 + "x…”"
    assert values[4:] == ["1,234,568", "0.1235", "true", "2024-05-01", "-1e+300"]


def test_a_row_that_is_not_there_is_refused(table):
    shown = explain(train(table, "left", "baseline"), table.head(2))
    with pytest.raises(InputError, match="row must be from 0 to 1; got 2"):
        reasons(shown, 2)


def test_contributions_that_do_not_add_up_are_a_mistake_and_not_rounding():
    with pytest.raises(ArithmeticError):
        settled(np.array([[1.0, 2.0]]), np.array([0.0]), np.array([4.0]))


def test_rounding_is_spread_by_size():
    found = settled(np.array([[1.0, 3.0]]), np.array([0.0]), np.array([4.0004]))
    np.testing.assert_allclose(found, [[1.0001, 3.0003]])
