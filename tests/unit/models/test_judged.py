"""A saved model without the part that predicts."""

import numpy as np
import pandas as pd
import pytest

from lepton.errors import NotFound, StorageError
from lepton.models import Model
from lepton.models.folder import read_folder, write_folder
from lepton.models.judged import Judged
from lepton.training import train


@pytest.fixture(scope="module")
def saved(tmp_path_factory):
    rng = np.random.default_rng(0)
    frame = pd.DataFrame({"x": rng.normal(size=200), "z": rng.choice(["a", "b"], 200)})
    folder = tmp_path_factory.mktemp("models") / "m"
    train(frame.assign(y=frame["x"] + rng.normal(size=200) > 0), "y", "linear").save(folder)
    return folder


def test_it_says_the_same_as_the_model(saved):
    whole, found = Model.load(saved), Judged.load(saved)
    for name in ("family", "problem", "info", "metrics"):
        assert getattr(found, name) == getattr(whole, name)
    for name in ("holdout", "oof"):
        pd.testing.assert_frame_equal(getattr(found, name), getattr(whole, name))


def test_a_folder_of_the_version_before_has_no_rows_to_choose_on(saved, tmp_path):
    kept = read_folder(saved)
    del kept["oof.parquet"]
    write_folder(tmp_path / "old", kept)
    assert len(Judged.load(tmp_path / "old").oof) == 0


def test_what_is_not_a_model_is_refused(tmp_path):
    with pytest.raises(NotFound, match="folder must be a saved model"):
        Judged.load(tmp_path)


@pytest.mark.parametrize("part", ["model.json", "holdout.parquet", "oof.parquet"])
def test_a_changed_or_crafted_part_is_refused(saved, tmp_path, part):
    kept = read_folder(saved)
    write_folder(tmp_path / "crafted", {**kept, part: b"{}"})  # well sealed, and nonsense
    with pytest.raises(StorageError, match="readable by this version"):
        Judged.load(tmp_path / "crafted")
    write_folder(tmp_path / "changed", kept)
    (tmp_path / "changed" / part).write_bytes(b"{}")
    with pytest.raises(StorageError, match="with a changed"):
        Judged.load(tmp_path / "changed")
