"""What a table holds, told quickly."""

import numpy as np
import pandas as pd
import pytest

from lepton.data import profile
from lepton.data.roles import SAMPLE_ROWS


def kinds(frame):
    return {column.name: column.kind for column in profile(frame)}


def test_every_kind_of_column_is_told_apart(customers):
    customers["review"] = [f"the {i}th visit was pleasant, I would come again" for i in range(200)]
    customers["notes"] = ["called twice about the same bill", "", "moved"] * 66 + ["x", "y"]
    assert kinds(customers) == {
        "customer_id": "identifier", "age": "number", "plan": "category", "spend": "number",
        "joined": "date", "country": "constant", "nothing": "empty", "household": "number",
        "churn": "flag", "review": "text", "notes": "category",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("name", "values", "kind"),
    [
        ("id", np.arange(50)[::-1].copy(), "identifier"),
        ("UDI", np.arange(50), "identifier"),
        ("Product ID", [f"M{i}" for i in range(50)], "identifier"),
        ("customerID", [f"M{i}" for i in range(50)], "identifier"),
        ("store_id", np.arange(50) // 10, "number"),
        ("counter", np.arange(50) * 2, "identifier"),
        ("weight", np.arange(50) * 200, "number"),
        ("year", np.arange(1950, 2000), "number"),
        ("valid", np.arange(50)[::-1].copy(), "number"),
        ("paid", np.arange(50)[::-1].copy() + 0.5, "number"),
        ("half", [0.5, 1.5] * 25, "number"),
        ("sex", [1, 2] * 25, "flag"),
        ("code", ["a1", "b2", "c3"] * 16 + ["d", "e"], "category"),
    ],
)
def test_names_and_values_decide_together(name, values, kind):
    assert kinds(pd.DataFrame({name: values})) == {name: kind}


def test_a_column_that_is_sometimes_missing_is_not_constant():
    assert kinds(pd.DataFrame({"a": ["x", None] * 20}))["a"] != "constant"


def test_missing_cells_and_repeated_rows_are_counted():
    frame = pd.DataFrame({"a": [1.5, 1.5, None, None, 2.5], "b": ["x", "x", None, None, "y"]})
    found = profile(frame)
    assert (found.rows, found.columns, found.duplicate_rows, found.missing) == (5, 2, 2, 4)
    assert [(c.missing, c.unique) for c in found] == [(2, 2), (2, 2)]


def test_examples_are_short_and_different():
    frame = pd.DataFrame({"a": ["x" * 100, "y", "y", "z", "w"], "d": pd.Timestamp("2024-01-31")})
    text, day = profile(frame)
    assert text.examples == ("x" * 59 + "…", "y", "z")
    assert day.examples == ("2024-01-31",)


def test_what_is_left_out_of_the_model_is_noted(customers):
    noted = {column.name: column.note for column in profile(customers) if column.note}
    assert sorted(noted) == ["country", "customer_id", "nothing"]
    assert noted["nothing"] == "Left out of the model: it is empty."


def test_a_table_without_rows_or_columns_has_a_profile():
    assert profile(pd.DataFrame()).columns == 0
    assert profile(pd.DataFrame({"a": pd.Series([], dtype=float)})).rows == 0


def test_categories_and_objects_have_a_profile():
    frame = pd.DataFrame({"a": pd.Categorical(["x", "y", "x"]), "b": ["u", None, "u"]}).astype(
        {"b": object}
    )
    assert profile(frame).duplicate_rows == 1


def test_different_values_of_a_long_table_are_counted_on_a_part_and_said_so():
    rows = SAMPLE_ROWS + 1
    long = profile(pd.DataFrame({"a": np.arange(rows) % 1_000 + 0.5}))
    assert long.notes == ("Different values were counted on 100,001 rows spread evenly.",)
    assert profile(pd.DataFrame({"a": np.arange(rows - 1) % 7})).notes == ()


def test_the_table_is_not_changed(customers):
    before = customers.copy(deep=True)
    profile(customers)
    pd.testing.assert_frame_equal(customers, before)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("ID", "identifier"),
        ("Id", "identifier"),
        ("ID_x", "identifier"),
        ("ID card", "identifier"),
        ("CustomerID", "identifier"),
        ("customer id", "identifier"),
        ("Customer ID", "identifier"),
        ("IDLE_SECONDS", "number"),
        ("IDEAL_WEIGHT", "number"),
        ("IDOL", "number"),
    ],
)
def test_only_a_name_with_a_separate_id_says_identifier(name, kind):
    values = [(i * 7919) % 5003 for i in range(200)]
    assert kinds(pd.DataFrame({name: values})) == {name: kind}
