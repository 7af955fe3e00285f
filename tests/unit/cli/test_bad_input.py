"""Bad input gives exit code 2, one clear line on stderr, and never a traceback."""

import errno
import os

import pandas as pd
import pytest

import lepton

MONEY = ["--tp", "1", "--fp", "-1"]

WRONG = {
    "no such command": (["forecast"], "No such command"),
    "no such option": (["value", "{model}", "--colour", "red"], "No such option"),
    "a missing argument": (["train"], "Missing argument"),
    "a missing option": (["train", "{churn}", "--target", "Churn"], "Missing option"),
    "one word too many": (["value", "{model}", *MONEY, "more"], "unexpected extra argument"),
    "words for numbers": (["value", "{model}", "--tp", "ten", "--fp", "1"], "--tp"),
    "no money": (["value", "{model}"], "money must be given; got none"),
    "half a campaign": (["value", "{model}", "--benefit", "5"], "got no --contact-cost"),
    "half a matrix": (["value", "{model}", "--tp", "5"], "got no --fp"),
    "only a rate": (["value", "{model}", "--success-rate", "1"], "no --benefit, --contact-cost"),
    "both kinds of money": (
        ["value", "{model}", "--benefit", "5", "--contact-cost", "1", *MONEY],
        "money must be given in one form",
    ),
    "negative benefit": (
        ["value", "{model}", "--benefit", "-5", "--contact-cost", "1"], "benefit must be",
    ),
    "negative cost": (
        ["value", "{model}", "--benefit", "5", "--contact-cost", "-1"], "contact_cost must be",
    ),
    "absurd benefit": (
        ["value", "{model}", "--benefit", "1e13", "--contact-cost", "1"], "benefit must be",
    ),
    "absurd payoff": (["value", "{model}", "--tp", "1e13", "--fp", "-1"], "tp must be"),
    "absurd loss": (["value", "{model}", "--tp", "1", "--fp", "-1e13"], "fp must be"),
    "money that is no number": (["value", "{model}", "--tp", "nan", "--fp", "1"], "tp must be"),
    "endless money": (["value", "{model}", "--tp", "inf", "--fp", "1"], "tp must be"),
    "negative action cost": (
        ["value", "{model}", *MONEY, "--action-cost", "-1"], "action_cost must be",
    ),
    "negative fixed cost": (
        ["value", "{model}", *MONEY, "--fixed-cost", "-1"], "fixed_cost must be",
    ),
    "a rate above one": (
        ["value", "{model}", "--benefit", "5", "--contact-cost", "1", "--success-rate", "30"],
        "success_rate must be between 0 and 1",
    ),
    "nobody to decide about": (
        ["value", "{model}", *MONEY, "--population", "0"], "population must be",
    ),
    "a share above one": (["value", "{model}", *MONEY, "--fraction", "20"], "fraction must be"),
    "a share that is no number": (
        ["value", "{model}", *MONEY, "--fraction", "nan"], "fraction must be",
    ),
    "no model": (["value", "{tmp}/nothing", *MONEY], "folder must be a saved model"),
    "no model to explain": (["explain", "{tmp}/nothing"], "folder must be a saved model"),
    "a file for a model": (["value", "{churn}", *MONEY], "folder must be a saved model"),
    "a damaged model": (["value", "{damaged}", *MONEY], "model folder must be"),
    "no file": (["train", "{tmp}/no.csv", "--target", "y", "--out", "{tmp}/m"], "no such file"),
    "a password for a file": (
        ["train", "hunter2 secret", "--target", "y", "--out", "{tmp}/m"], "no such file",
    ),
    "an empty file": (["train", "{tmp}/empty.csv", "--target", "y", "--out", "{tmp}/m"], ""),
    "only a header": (["train", "{tmp}/header.csv", "--target", "y", "--out", "{tmp}/m"], ""),
    "one row": (["train", "{tmp}/row.csv", "--target", "y", "--out", "{tmp}/m"], ""),
    "one column": (["train", "{tmp}/column.csv", "--target", "y", "--out", "{tmp}/m"], ""),
    "one class": (["train", "{tmp}/class.csv", "--target", "y", "--out", "{tmp}/m"], ""),
    "an empty target": (["train", "{tmp}/gap.csv", "--target", "y", "--out", "{tmp}/m"], ""),
    "a truncated Parquet file": (
        ["train", "{tmp}/cut.parquet", "--target", "y", "--out", "{tmp}/m"], "",
    ),
    "no target": (["train", "{churn}", "--out", "{tmp}/m"], "Add --target COL"),
    "no such target": (
        ["train", "{churn}", "--target", "Chrun", "--out", "{tmp}/m"], "target must be a column",
    ),
    "no such positive class": (
        ["train", "{churn}", "--target", "Churn", "--positive", "9", "--out", "{tmp}/m"],
        "positive",
    ),
    "no such column to drop": (
        ["train", "{churn}", "--target", "Churn", "--drop", "x", "--out", "{tmp}/m"], "drop",
    ),
    "no such family": (
        ["train", "{churn}", "--target", "Churn", "--family", "x", "--out", "{tmp}/m"],
        "family must be one of",
    ),
    "no such device": (
        ["train", "{churn}", "--target", "Churn", "--device", "tpu", "--out", "{tmp}/m"],
        "device must be",
    ),
    "a negative seed": (
        ["train", "{churn}", "--target", "Churn", "--seed", "-1", "--out", "{tmp}/m"],
        "seed must be",
    ),
    "no such sample": (["train", "sample:x", "--out", "{tmp}/m"], "sample must be one of"),
    "half a task for a sample": (
        ["train", "sample:churn", "--drop", "Age", "--out", "{tmp}/m"], "Name the --target",
    ),
    "a folder full of other files": (
        ["train", "{churn}", "--target", "Churn", "--out", "{tmp}"], "out must be a new folder",
    ),
    "a file for a folder": (
        ["train", "{churn}", "--target", "Churn", "--out", "{churn}"], "out must be a new folder",
    ),
    "other columns": (["score", "{model}", "{tmp}/row.csv", "--out", "{tmp}/o.csv"], "column"),
    "the input as output": (
        ["score", "{model}", "{churn}", "--out", "{churn}"], "out must be a new file",
    ),
    "a folder as output": (
        ["score", "{model}", "{churn}", "--out", "{tmp}"], "out must be a new file",
    ),
    "an output where nobody may write": (
        ["score", "{model}", "{churn}", "--out", "/sys/o.csv"], "may not write",
    ),
    "a population without money": (
        ["score", "{model}", "{churn}", "--out", "{tmp}/o.csv", "--population", "9"],
        "money must be complete; got only --population",
    ),
    "half the money to score": (
        ["score", "{model}", "{churn}", "--out", "{tmp}/o.csv", "--benefit", "9"],
        "got no --contact-cost",
    ),
    "no rows to explain": (["explain", "{model}", "--rows", "{tmp}/no.csv"], "no such file"),
    "money for several classes": (["value", "{classes}", *MONEY], "lepton value-classes"),
    "money for a number": (["value", "{number}", *MONEY], "lepton value-forecast"),
    "neither a model nor scores": (["value", *MONEY], "got neither. Give the folder of a model"),
    "a model and scores": (["value", "{model}", "--scores", "{churn}", *MONEY], "got both"),
    "columns of scores for a model": (
        ["value", "{model}", "--y", "Churn", *MONEY], "--y must be given with --scores",
    ),
    "scores without an outcome": (["value", "--scores", "{churn}", *MONEY], "got no --y"),
    "an outcome without scores": (
        ["value", "--scores", "{churn}", "--y", "Churn", *MONEY], "got no --score",
    ),
    "scores with a table beside them": (
        ["value", "--scores", "{churn}", "--y", "Churn", "--score", "Age", "--data", "{churn}",
         *MONEY], "--data must be left out with --scores",
    ),
    "a column nobody has": (
        ["value", "--scores", "{churn}", "--y", "Churn", "--score", "Model", *MONEY],
        "score must be a column of the table",
    ),
    "a rule without a table": (["value", "{model}", *MONEY, "--today", "Age > 3"], "Add --data"),
    "segments without a table": (["value", "{model}", *MONEY, "--by", "Age"], "Add --data FILE"),
    "segments by no column": (
        ["value", "{model}", *MONEY, "--data", "{churn}", "--by", "Aeg"], "column must be",
    ),
    "a formula without a table": (
        ["value", "{model}", "--tp-formula", "Age * 2"], "Add --data FILE",
    ),
    "a formula of no column": (
        ["value", "{model}", "--tp-formula", "Agee * 2", "--data", "{churn}"], "'Agee'",
    ),
    "a formula divided by zero": (
        ["value", "{model}", "--tp-formula", "1 / 0", "--data", "{churn}"], "zero",
    ),
    "formulas without the first": (
        ["value", "{model}", "--fp-formula", "0 - 1"], "tp_formula must be given",
    ),
    "formulas and a matrix": (
        ["value", "{model}", "--tp-formula", "5", *MONEY], "--tp, --fp beside formulas",
    ),
    "another table": (
        ["value", "{model}", *MONEY, "--data", "{tmp}/class.csv"],
        "data must be the table the model was trained on",
    ),
    "nobody to act on": (["value", "{model}", *MONEY, "--capacity", "0"], "capacity must be"),
    "a budget below the fixed cost": (
        ["value", "{model}", *MONEY, "--budget", "5", "--fixed-cost", "6"], "budget must be",
    ),
    "a base rate of all": (["value", "{model}", *MONEY, "--base-rate", "1"], "base_rate must be"),
    "an unknown wish": (["value", "{model}", *MONEY, "--follow", "luck"], "follow must be"),
    "a currency in words": (["value", "{model}", *MONEY, "--currency", "euro"], "currency must"),
    "takers above all": (
        ["value", "{model}", "--benefit", "5", "--contact-cost", "1", "--takers", "2"],
        "takers must be between 0 and 1",
    ),
    "a range the wrong way round": (
        ["value", "{model}", "--benefit", "5", "--contact-cost", "1", "--success-rate", "0.5",
         "--success-low", "0.6"], "success_low must be at most",
    ),
    "a loss told twice": (
        ["value", "{model}", *MONEY, "--fn", "-1", "--missed", "1"], "money must be given once",
    ),
    "a loss counted twice": (["value", "{model}", *MONEY, "--missed", "1"], "missed must be"),
    "a negative loss": (["value", "{model}", *MONEY, "--missed", "-1"], "missed must be"),
    "nobody to compare with": (["value", "{model}", *MONEY, "--compare"], "at least two"),
    "a model of other rows": (
        ["value", "{model}", *MONEY, "--beside", "{other}"], "judged on the same rows",
    ),
    "a recheck without the table": (["recheck", "{model}", *MONEY], "Missing option '--data'"),
    "a recheck of another table": (
        ["recheck", "{model}", "--data", "{tmp}/class.csv", *MONEY], "data must be the table",
    ),
    "too many shuffles": (
        ["recheck", "{model}", "--data", "{churn}", "--repeats", "101", *MONEY],
        "repeats must be",
    ),
    "a port that cannot be": (["app", "--port", "99999"], "--port"),
}  # fmt: skip


@pytest.fixture(scope="session")
def places(folder, churn, model_folder):
    """Every file that the bad commands name."""
    tmp = folder / "bad"
    tmp.mkdir()
    frame = pd.read_csv(churn)
    (tmp / "empty.csv").write_bytes(b"")
    (tmp / "header.csv").write_text("x,y\n", encoding="utf-8")
    (tmp / "row.csv").write_text("x,y\n1,1\n", encoding="utf-8")
    (tmp / "column.csv").write_text("y\n" + "1\n0\n" * 20, encoding="utf-8")
    (tmp / "class.csv").write_text("x,y\n" + "1,1\n2,1\n" * 20, encoding="utf-8")
    (tmp / "gap.csv").write_text("x,y\n" + "1,\n2,\n" * 20, encoding="utf-8")
    frame.to_parquet(tmp / "cut.parquet")
    (tmp / "cut.parquet").write_bytes((tmp / "cut.parquet").read_bytes()[:-100])
    classes = lepton.Task("Age Group", kind="multiclass")
    lepton.train(frame[["Age", "Age Group"]], classes, "baseline").save(tmp / "classes")
    number = lepton.Task("Seconds of Use", kind="regression")
    lepton.train(frame[["Age", "Seconds of Use"]], number, "baseline").save(tmp / "number")
    other = lepton.Task("Churn", value="Customer Value")
    lepton.train(frame, other, "baseline", seed=1).save(tmp / "other")
    lepton.Model.load(model_folder).save(tmp / "damaged")
    (tmp / "damaged" / "model.json").write_text("{", encoding="utf-8")
    named = {name: tmp / name for name in ("damaged", "classes", "number", "other")}
    return {"tmp": tmp, "churn": churn, "model": model_folder, **named}


@pytest.mark.parametrize("name", WRONG)
def test_bad_input_gives_one_clear_line(run, places, name):
    words, said = WRONG[name]
    code, out, err = run(*(word.format(**places) for word in words))
    assert code == 2
    assert out == ""
    assert err.startswith("lepton: ")
    assert err.count("\n") == 1
    assert said in err
    assert "Traceback" not in err
    assert "hunter2" not in err
    assert not (places["tmp"] / "m").exists()
    assert not (places["tmp"] / "o.csv").exists()


def test_json_is_not_half_printed_where_the_input_is_bad(run, places):
    code, out, err = run("value", places["model"], "--json")
    assert (code, out) == (2, "")
    assert err.count("\n") == 1


def test_bad_input_is_one_line_in_a_real_shell_too(shell, churn, home):
    done = shell("train", churn, "--target", "nothing", "--out", home / "m", "--json")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1
    assert done.stderr.startswith("lepton: target must be a column of the table")


def full(_handle):
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_a_full_disk_leaves_no_half_model(run, churn, tmp_path, monkeypatch):
    monkeypatch.setattr(os, "fsync", full)
    code, out, err = run("train", churn, "--target", "Churn", "--family", "baseline", "--out",
                         tmp_path / "m")  # fmt: skip
    assert (code, out) == (2, "")
    assert "No space left" in err
    assert list(tmp_path.glob("*")) == [] or [p.name for p in tmp_path.iterdir()] == ["home"]


def test_a_full_disk_leaves_no_half_scores(run, model_folder, churn, tmp_path, monkeypatch):
    monkeypatch.setattr(os, "fsync", full)
    code, out, err = run("score", model_folder, churn, "--out", tmp_path / "o.csv")
    assert (code, out) == (2, "")
    assert "is full, so nothing was written" in err
    assert not list(tmp_path.glob("*o.csv*"))


def test_a_mistake_of_ours_is_one_line_with_a_number_and_a_log(run, home, monkeypatch):
    import lepton.data

    def broken():
        raise RuntimeError("inner detail")

    monkeypatch.setitem(vars(lepton), "samples", broken)
    code, out, err = run("samples")
    assert (code, out) == (1, "")
    assert err.count("\n") == 1
    assert "inner detail" not in err
    (log,) = (home / "logs").glob("cli-*.log")
    assert str(log) in err
    assert "inner detail" in log.read_text(encoding="utf-8")
