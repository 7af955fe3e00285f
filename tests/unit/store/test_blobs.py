"""Results by name."""

import numpy as np
import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from lepton.errors import InputError, NotFound


def test_results_come_back(store):
    frame = pd.DataFrame({"a": [1, 2]})
    store.put_json("m1/info", {"unit": "€", "n": [1, 2]})
    store.put_arrays("m1/shap", {"values": np.eye(3), "base": np.array([0.5])})
    store.put_frame("m1/data", frame)
    assert store.json("m1/info") == {"unit": "€", "n": [1, 2]}
    assert np.array_equal(store.arrays("m1/shap")["values"], np.eye(3))
    assert_frame_equal(store.frame("m1/data"), frame)
    assert store.has("m1/shap")
    assert not store.has("m1/else")


def test_arrays_of_objects_are_refused_because_reading_them_would_run_code(store):
    with pytest.raises(ValueError, match="allow_pickle"):
        store.put_arrays("m1/shap", {"values": np.array([{}], dtype=object)})
    assert not store.has("m1/shap")


def test_a_result_that_was_never_kept_is_not_found(store):
    for read in (store.json, store.arrays, store.frame):
        with pytest.raises(NotFound, match="m1/info"):
            read("m1/info")


@pytest.mark.parametrize("key", ["../x", "a//b", "/etc/passwd", "a/..", "a\\b", "a\nb"])
def test_a_name_never_leads_out_of_the_store(store, key):
    with pytest.raises(InputError, match="key must be a plain name"):
        store.put_json(key, 1)
