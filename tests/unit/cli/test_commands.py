"""The commands give the package's numbers, in the words and keys that were promised."""

import csv
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

import numpy as np
import pytest

import lepton
from lepton.cli.serve import app_file
from lepton.workflows import score_table

OFFER = {"benefit": 125.0, "contact_cost": 1.0, "success_rate": 0.3, "incentive_cost": 6.0}
OFFER_FLAGS = [word for name, amount in OFFER.items()
               for word in (f"--{name.replace('_', '-')}", str(amount))]  # fmt: skip


@pytest.fixture
def model(model_folder):
    return lepton.Model.load(model_folder)


def test_train_tells_what_it_did_and_nothing_else(model, model_folder, folder):
    printed = (folder / "train.json").read_text(encoding="utf-8")
    assert printed.count("\n") == 1
    told = json.loads(printed)
    assert list(told) == [
        "family", "device", "n_train", "n_test", "metrics", "seconds", "notes", "out",
    ]  # fmt: skip
    assert (told["family"], told["device"]) == ("linear", "cpu")
    assert told["n_train"] + told["n_test"] == 900
    assert told["metrics"] == model.metrics
    assert told["out"] == str(model_folder)


def test_a_model_of_the_shell_is_the_model_of_the_package(model, churn):
    task = lepton.Task("Churn", value="Customer Value")
    same = lepton.train(lepton.load(churn), task, "linear")
    assert np.array_equal(same.holdout["y_score"], model.holdout["y_score"])


def test_value_changes_no_file(run, model_folder):
    before = {p: p.stat().st_mtime_ns for p in model_folder.rglob("*")}
    run("value", model_folder, *OFFER_FLAGS)
    assert {p: p.stat().st_mtime_ns for p in model_folder.rglob("*")} == before


def test_explain_tells_how_much_each_column_matters(told, model, model_folder, churn):
    found = told("explain", model_folder)
    assert list(found) == ["base_value", "importance", "estimated_by_sampling"]
    assert found["estimated_by_sampling"] is False
    made = lepton.explain(model, model.sample)
    assert found["base_value"] == pytest.approx(float(np.mean(made.base_values)))
    mean = np.abs(np.asarray(made.values)).mean(axis=0)
    assert found["importance"] == pytest.approx(dict(zip(made.feature_names, mean, strict=True)))
    assert list(found["importance"].values()) == sorted(mean, reverse=True)
    assert told("explain", model_folder, "--rows", churn) != found


def test_explain_names_the_classes_where_there_are_several(told, tmp_path):
    frame = lepton.load_sample("churn").frame.head(300)[["Age Group", "Age", "Status"]]
    lepton.train(frame, lepton.Task("Age Group", kind="multiclass"), "linear").save(tmp_path / "m")
    found = told("explain", tmp_path / "m")
    assert set(found["base_value"]) <= {"1", "2", "3", "4", "5"}
    assert set(found["importance"]) == {"Age", "Status"}


def test_score_writes_the_rows_with_score_decision_and_worth(told, model, model_folder, churn,
                                                             tmp_path):  # fmt: skip
    out = tmp_path / "out.csv"
    found = told("score", model_folder, churn, "--out", out, "--tp", 10, "--fp", -2)
    wanted = score_table(model, lepton.load(churn).frame, lepton.Payoff(tp=10, fp=-2))
    with out.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0]) == [*wanted]
    for name in ("score", "decision", "expected_value"):
        assert [float(row[name]) for row in rows] == wanted[name].tolist()
    act = int(wanted["decision"].sum())
    assert list(found) == [
        "rows", "act", "notes", "out", "cut_off", "by_gain", "break_even", "disagree",
    ]  # fmt: skip
    assert (found["rows"], found["act"], found["notes"]) == (900, act, [])
    assert found["out"] == str(out)


def test_score_without_money_decides_nothing(told, model_folder, churn, tmp_path):
    found = told("score", model_folder, churn, "--out", tmp_path / "out.csv")
    assert found["act"] is None
    header = (tmp_path / "out.csv").read_text(encoding="utf-8").splitlines()[0]
    assert header.endswith(",score")


def test_score_leaves_no_formula_for_a_spreadsheet_to_run(told, tmp_path, home):
    frame = lepton.load_sample("churn").frame.head(300)[["Age", "Status", "Churn"]]
    frame["remark"] = ["=HYPERLINK(1)", "fine", "-5"] * 100
    frame.to_csv(tmp_path / "in.csv", index=False)
    task = lepton.Task("Churn", drop=("remark",))
    lepton.train(lepton.load(tmp_path / "in.csv"), task, "baseline").save(tmp_path / "m")
    told("score", tmp_path / "m", tmp_path / "in.csv", "--out", tmp_path / "out.csv")
    with (tmp_path / "out.csv").open(newline="", encoding="utf-8") as file:
        remarks = [row["remark"] for row in csv.DictReader(file)][:3]
    assert remarks == ["'=HYPERLINK(1)", "fine", "-5"]


def test_a_sample_is_trained_with_its_own_task(told, tmp_path):
    found = told("train", "sample:churn", "--family", "baseline", "--out", tmp_path / "m")
    assert found["n_train"] + found["n_test"] == 3150
    task = lepton.Model.load(tmp_path / "m").problem.task
    assert task == lepton.load_sample("churn").task


def test_every_option_of_train_reaches_the_package(told, churn, tmp_path):
    told("train", churn, "--target", "Churn", "--positive", "0", "--drop", "Age", "--drop",
         "Status", "--value", "Customer Value", "--time", "Subscription Length", "--group",
         "Age Group", "--device", "cpu", "--seed", 3, "--family", "baseline", "--out",
         tmp_path / "m")  # fmt: skip
    kept = lepton.Model.load(tmp_path / "m")
    assert kept.problem.task == lepton.Task(
        "Churn", positive="0", drop=("Age", "Status"), value="Customer Value",
        time="Subscription Length", group="Age Group",
    )  # fmt: skip
    assert kept.problem.classes == ("1", "0")
    assert (kept.info["seed"], kept.info["device"]) == (3, "cpu")


def test_samples_are_listed(told, run):
    assert [s["key"] for s in told("samples")["samples"]] == list(lepton.samples())
    assert "churn" in run("samples")[1]


def test_people_get_short_aligned_text(run, model_folder, churn, tmp_path):
    code, out, _ = run("value", model_folder, *OFFER_FLAGS, "--population", 3000)
    assert code == 0
    assert "over 3,000 decisions" in out
    table = out.split("\n\n")[1].splitlines()
    assert " ".join(table[0].split()) == "share threshold acted on hits profit cost ROI"
    assert [line[:10].strip() for line in table[1:]] == [
        "chosen", "seems best", "most ROI", "fewest", "everybody", "at random", "nobody",
    ]  # fmt: skip
    assert len({len(line) for line in table if not line.endswith("–")}) <= 2
    assert "Customer Value" in run("explain", model_folder)[1]
    _, out, _ = run("train", churn, "--target", "Churn", "--family", "baseline", "--out",
                    tmp_path / "m")  # fmt: skip
    assert "judged on 180 it had not seen" in out
    assert "ROC AUC" in out
    _, out, _ = run(
        "score", model_folder, churn, "--out", tmp_path / "o.csv", "--tp", 1, "--fp", -1
    )
    assert out.startswith("900 rows scored: ")
    assert "worth acting on" in out


def test_help_is_quick_because_it_loads_nothing_heavy(home):
    program = (
        "import sys, lepton.cli\n"
        "try: lepton.cli.main(['train', '--help'])\n"
        "except SystemExit: pass\n"
        "heavy = {'pandas', 'numpy', 'sklearn', 'xgboost', 'shap', 'sqlalchemy', 'plotly'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert "Train a model on a table" in done.stdout
    assert done.stdout.splitlines()[-1] == "[]"


def test_without_a_command_the_help_is_shown(run):
    code, out, err = run()
    assert (code, err) == (0, "")
    assert all(
        f"  {name} " in out for name in ("train", "explain", "value", "recheck", "score", "app")
    )


def test_the_version_is_told(run):
    assert run("--version")[1] == f"lepton {lepton.__version__}\n"


def test_a_reader_that_leaves_early_is_no_error():
    command = [sys.executable, "-m", "lepton"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    process.stdout.close()
    error = process.stderr.read()
    process.stderr.close()
    process.wait(timeout=60)
    assert error == b""


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def test_app_serves_the_app_and_ends_with_it(home):
    assert app_file().name == "app.py"
    port = free_port()
    command = [sys.executable, "-m", "lepton", "app", "--port", str(port)]
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        env={**os.environ, "STREAMLIT_SERVER_HEADLESS": "true"},
    )  # fmt: skip
    try:
        end = time.monotonic() + 60
        while not healthy(port):
            assert process.poll() is None
            assert time.monotonic() < end
            time.sleep(0.2)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=30)
    assert not healthy(port)


def healthy(port):
    try:
        with urllib.request.urlopen(f"http://localhost:{port}/_stcore/health", timeout=2) as answer:
            return answer.status == 200
    except (urllib.error.URLError, OSError):
        return False


def test_score_tells_both_cut_offs(told, run, model_folder, churn, tmp_path):
    words = ("score", model_folder, churn, "--out", tmp_path / "out.csv", "--tp", 10, "--fp", -2)
    found = told(*words)
    assert found["break_even"] == pytest.approx(1 / 6)
    assert 0 < found["cut_off"] < 1
    assert f"the two disagree on {found['disagree']:,} rows" in run(*words)[1]
