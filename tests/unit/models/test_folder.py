import json
from io import BytesIO

import numpy as np
import pandas as pd
import pytest

from lepton.errors import InputError, NotFound, StorageError
from lepton.models import Model
from lepton.models.folder import MANIFEST, _sealed, read_folder, write_folder
from lepton.models.trusted import dumps, loads
from lepton.training import train


@pytest.fixture(scope="module")
def model():
    rng = np.random.default_rng(0)
    frame = pd.DataFrame({"x": rng.normal(size=60), "z": rng.choice(["a", "b"], 60)})
    return train(frame.assign(y=frame["x"] > 0), "y", "linear")


@pytest.fixture
def saved(model, tmp_path):
    model.save(tmp_path / "model")
    return tmp_path / "model"


def names_of(folder):
    return sorted(path.name for path in folder.iterdir())


def test_a_model_folder_holds_no_pickle(saved):
    assert names_of(saved) == [
        "fitted-columns.json",
        "fitted-encoder.skops",
        "fitted-weights.skops",
        "holdout.parquet",
        "manifest.json",
        "model.json",
        "oof.parquet",
        "sample.parquet",
    ]


def test_a_change_of_any_byte_in_any_file_is_noticed(saved):
    rng = np.random.default_rng(0)
    for name in names_of(saved):
        path = saved / name
        kept = path.read_bytes()
        for place in [0, len(kept) - 1, *rng.integers(0, len(kept), 20)]:
            damaged = bytearray(kept)
            damaged[place] ^= 1 << int(rng.integers(8))
            path.write_bytes(damaged)
            with pytest.raises(StorageError, match="Train the model again, or restore"):
                Model.load(saved)
        path.write_bytes(kept)
    Model.load(saved)


def test_a_file_that_is_gone_is_named(saved):
    (saved / "model.json").unlink()
    with pytest.raises(StorageError, match=r"got model without model\.json"):
        Model.load(saved)


def test_a_file_cut_short_is_named(saved):
    path = saved / "holdout.parquet"
    path.write_bytes(path.read_bytes()[:100])
    with pytest.raises(StorageError, match=r"got model with a changed holdout\.parquet"):
        Model.load(saved)


def test_a_link_in_place_of_a_file_is_refused(saved, tmp_path):
    (saved / "model.json").rename(tmp_path / "elsewhere.json")
    (saved / "model.json").symlink_to(tmp_path / "elsewhere.json")
    with pytest.raises(StorageError, match=r"a changed model\.json"):
        Model.load(saved)


def test_files_that_do_not_belong_are_ignored(saved, model):
    (saved / "notes.txt").write_text("mine")
    assert Model.load(saved).info == model.info


@pytest.mark.parametrize("name", ["../secret", "/etc/passwd", "a/b", "..", ""])
def test_a_manifest_that_names_a_file_elsewhere_is_refused(saved, name):
    content = {"format": 1, "files": {name: {"bytes": 1, "sha256": "0"}}}
    (saved / MANIFEST).write_bytes(_sealed(content))
    with pytest.raises(StorageError, match="a file name that leaves the folder"):
        Model.load(saved)


def test_another_format_asks_for_another_version(saved):
    (saved / MANIFEST).write_bytes(_sealed({"format": 99, "files": {}}))
    with pytest.raises(StorageError, match="model format must be 1; got 99"):
        Model.load(saved)


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b'{"seal": 1}', b"\xff\xfe"])
def test_a_manifest_that_is_none_is_refused(saved, content):
    (saved / MANIFEST).write_bytes(content)
    with pytest.raises(StorageError, match="changed manifest"):
        Model.load(saved)


def test_a_record_of_another_shape_is_refused_in_one_sentence(saved):
    files = read_folder(saved)
    record = json.loads(files["model.json"])
    del record["calibration"]
    write_folder(saved, {**files, "model.json": json.dumps(record).encode()})
    with pytest.raises(StorageError, match="Train the model again with this version"):
        Model.load(saved)


def test_a_folder_without_a_model_is_not_found(tmp_path):
    with pytest.raises(NotFound, match="Choose the folder a model was saved in"):
        Model.load(tmp_path)
    with pytest.raises(NotFound):
        Model.load(tmp_path / "nowhere")


def test_saving_again_replaces_the_model(saved, model):
    model.save(saved)
    assert Model.load(saved).info == model.info
    assert names_of(saved.parent) == ["model"]


def test_an_empty_folder_may_be_used(model, tmp_path):
    (tmp_path / "new").mkdir()
    model.save(tmp_path / "new")
    assert Model.load(tmp_path / "new").family == "linear"


def test_a_folder_with_other_things_is_left_alone(model, tmp_path):
    (tmp_path / "letter.txt").write_text("dear")
    with pytest.raises(InputError, match="folder must be new, empty or a saved model"):
        model.save(tmp_path)
    assert names_of(tmp_path) == ["letter.txt"]


def test_where_nothing_can_be_written_one_sentence_says_so(model, tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(StorageError, match="Free space or choose another folder"):
        model.save(tmp_path / "file" / "model")
    assert names_of(tmp_path) == ["file"]


def test_a_type_that_no_model_holds_is_refused_and_not_built():
    with pytest.raises(StorageError, match=r"must be made of known types; got .*PosixPath"):
        loads(dumps({"path": saved_path()}))


def saved_path():
    from pathlib import PosixPath

    return PosixPath("/tmp")


def with_record(files, **changed):
    record = {**json.loads(files["model.json"]), **changed}
    return {**files, "model.json": json.dumps(record).encode()}


CRAFTED = {
    "garbage for scikit-learn": lambda f: {**f, "fitted-weights.skops": b"garbage"},
    "another root type": lambda f: {**f, "fitted-encoder.skops": dumps([1, 2])},
    "weights of another type": lambda f: {**f, "fitted-weights.skops": dumps([1, 2])},
    "a deeply nested record": lambda f: {**f, "model.json": b"[" * 200_000},
    "no weights": lambda f: with_record(f, calibration={"weights": [], "offsets": [0.0]}),
    "too many weights": lambda f: with_record(
        f, calibration={"weights": [1.0, 1.0], "offsets": [0.0]}
    ),
    "no offsets": lambda f: with_record(f, calibration={"weights": [1.0], "offsets": []}),
    "a table that is none": lambda f: {**f, "sample.parquet": b""},
    "a family of another kind": lambda f: with_record(f, family="xgboost"),
}


@pytest.mark.parametrize("craft", CRAFTED.values(), ids=CRAFTED.keys())
def test_a_crafted_folder_is_refused_in_one_sentence(saved, craft):
    write_folder(saved, craft(read_folder(saved)))
    with pytest.raises(StorageError, match="Train the model again with this version"):
        Model.load(saved)


@pytest.mark.parametrize("content", [b"", b"{", b"garbage" * 50])
def test_a_booster_that_is_none_is_refused_and_does_not_end_the_process(tmp_path, content):
    frame = pd.DataFrame({"x": np.arange(60) * 7 % 13 * 0.5, "y": np.arange(60) % 2})
    train(frame, "y", "xgboost").save(tmp_path / "model")
    files = read_folder(tmp_path / "model")
    write_folder(tmp_path / "model", {**files, "fitted-booster.ubj": content})
    with pytest.raises(StorageError, match="Train the model again with this version"):
        Model.load(tmp_path / "model")


def test_a_network_without_its_layers_is_refused(tmp_path):
    frame = pd.DataFrame({"x": np.arange(60) * 7 % 13 * 0.5, "y": np.arange(60) % 2})
    train(frame, "y", "neural").save(tmp_path / "model")
    files = read_folder(tmp_path / "model")
    buffer = BytesIO()
    np.savez(buffer)
    write_folder(tmp_path / "model", {**files, "fitted-layers.npz": buffer.getvalue()})
    with pytest.raises(StorageError, match="Train the model again with this version"):
        Model.load(tmp_path / "model")
