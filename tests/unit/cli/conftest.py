"""The commands as a shell runs them: in this process where that is enough, else in their own."""

import json
import os
import subprocess
import sys

import pytest

import lepton
from lepton.cli import main


@pytest.fixture(scope="session")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("shell")


@pytest.fixture(scope="session")
def churn(folder):
    """The first rows of the built-in sample, as a person's own CSV."""
    file = folder / "churn.csv"
    lepton.load_sample("churn").frame.head(900).to_csv(file, index=False)
    return file


@pytest.fixture(scope="session")
def model_folder(folder, churn):
    """A model trained by the command itself, in a process of its own."""
    out = folder / "model"
    words = ["train", churn, "--target", "Churn", "--family", "linear", "--value", "Customer Value"]
    done = shell_of(*words, "--out", out, "--json")
    assert done.returncode == 0, done.stderr
    (folder / "train.json").write_text(done.stdout, encoding="utf-8")
    return out


def shell_of(*words):
    """Run the command in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "lepton", *map(str, words)],
        capture_output=True, text=True, check=False, timeout=120, env=os.environ,
    )  # fmt: skip


@pytest.fixture(scope="session")
def shell():
    return shell_of


@pytest.fixture
def run(capsys, home):
    """Run a command in this process; gives its exit code, output and errors."""

    def call(*words):
        with pytest.raises(SystemExit) as left:
            main([str(word) for word in words])
        printed = capsys.readouterr()
        return left.value.code, printed.out, printed.err

    return call


@pytest.fixture
def told(run):
    """Run a command with --json and read its one object."""

    def call(*words):
        code, out, err = run(*words, "--json")
        assert (code, err) == (0, "")
        assert out.count("\n") == 1
        return json.loads(out, parse_constant=lambda name: pytest.fail(f"{name} is no JSON"))

    return call
