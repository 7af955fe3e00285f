"""The same content has the same id."""

import hashlib

import numpy as np
import pandas as pd
import pytest

from lepton.data import load

BASE = {"a": [1, 2, 3], "b": ["x", None, "é"], "c": [0.5, np.nan, 1.5]}


def frame_id(**columns):
    return load(pd.DataFrame(BASE | columns)).id


def test_the_id_of_a_file_is_the_hash_of_its_bytes(tmp_path):
    content = "a,b\n1,ä\n2,ö\n".encode()
    path = tmp_path / "t.csv"
    path.write_bytes(content)
    assert load(path).id == hashlib.sha256(content).hexdigest()


def test_the_id_of_a_large_file_is_the_hash_of_its_bytes(tmp_path):
    content = b"a,b\n" + b"12345,some words\n" * 600_000
    path = tmp_path / "t.csv"
    path.write_bytes(content)
    table = load(path)
    assert len(content) > 2 * 4 * 2**20
    assert table.id == hashlib.sha256(content).hexdigest()
    assert len(table.frame) == 600_000


@pytest.mark.parametrize(
    "stored",
    [
        {"a": np.array([1, 2, 3], np.int8)},
        {"a": pd.array([1, 2, 3], "Int64")},
        {"b": pd.Series(["x", None, "é"], dtype=object)},
        {"b": pd.Categorical(["x", None, "é"])},
        {"c": pd.array([0.5, None, 1.5], "Float64")},
        {"c": np.array([0.5, np.inf, 1.5])},
    ],
)
def test_the_way_of_storing_does_not_matter(stored):
    assert frame_id(**stored) == frame_id()


def test_the_index_does_not_matter():
    assert load(pd.DataFrame(BASE, index=[7, 8, 9])).id == frame_id()


@pytest.mark.parametrize(
    "changed",
    [
        {"a": [1, 2, 4]},
        {"a": [1.0, 2.0, 3.5]},
        {"b": ["x", None, "e"]},
        {"b": ["x", "é", None]},
        {"c": [0.5, 0.0, 1.5]},
        {"d": [1, 2, 3]},
    ],
)
def test_any_other_content_has_another_id(changed):
    assert frame_id(**changed) != frame_id()


def test_moving_a_letter_from_one_cell_to_the_next_changes_the_id():
    one = load(pd.DataFrame({"a": ["xy", "z"], "n": [1, 2]}))
    two = load(pd.DataFrame({"a": ["x", "yz"], "n": [1, 2]}))
    assert one.id != two.id


def test_the_order_and_the_names_of_columns_are_content():
    frame = pd.DataFrame(BASE)
    assert load(frame[["b", "a", "c"]]).id != load(frame).id
    assert load(frame.rename(columns={"a": "z"})).id != load(frame).id


def test_negative_zero_is_zero():
    assert load(pd.DataFrame({"a": [0.0, 1.5]})).id == load(pd.DataFrame({"a": [-0.0, 1.5]})).id
