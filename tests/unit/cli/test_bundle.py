"""lepton pack and unpack, and the list with reasons."""

import json

import pandas as pd

from lepton.store import Store
from lepton.workflows import open_sample


def test_a_project_goes_into_a_file_and_comes_out_again(run, home, tmp_path):
    project = open_sample(Store.open(), "churn")
    file = tmp_path / "churn.lepton"
    assert run("pack", project.id, "--out", file, "--by", "Ada")[0] == 0
    code, out, _ = run("unpack", file, "--look", "--json")
    assert (code, json.loads(out)["project"], json.loads(out)["about"]["by"]) == (0, None, "Ada")
    assert len(Store.open().projects()) == 1
    code, out, _ = run("unpack", file)
    assert code == 0
    assert "packed by Ada" in out
    assert "nothing was changed since" in out
    assert len(Store.open().projects()) == 2


def test_a_changed_file_and_a_missing_one_are_one_clear_line(run, tmp_path):
    file = tmp_path / "x.lepton"
    code, _, err = run("unpack", file)
    assert (code, "must be a .lepton file" in err) == (2, True)
    file.write_bytes(b"no zip")
    assert run("unpack", file)[0] == 2
    assert run("pack", "nowhere", "--out", file)[0] == 2


def test_a_list_has_reasons_and_rows_left_alone(run, model_folder, churn, tmp_path):
    out = tmp_path / "list.parquet"
    words = ["--benefit", 125, "--contact-cost", 10, "--reasons", 2, "--leave-alone", 0.2]
    code, said, _ = run("score", model_folder, churn, "--out", out, *words, "--json")
    assert code == 0
    found = pd.read_parquet(out)
    assert {"reason_1", "reason_2", "hold_out"} < set(found.columns)
    assert found["hold_out"].sum() == json.loads(said)["left_alone"] > 0
    assert run("score", model_folder, churn, "--out", out, "--reasons", 2)[0] == 2
