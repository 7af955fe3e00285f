"""The files of a business case from a shell, all with the numbers that lepton case prints."""

import json

import pytest
from openpyxl import load_workbook

MONEY = ("--benefit", 125, "--success-rate", 0.3, "--contact-cost", 1, "--population", 3000)
FAST = ("--trials", 300)
HEADS = {"xlsx": b"PK", "pptx": b"PK", "pdf": b"%PDF", "html": b"<!", "card": b"PK"}


def test_every_file_is_written_with_the_same_numbers(run, model_folder, tmp_path):
    files = {kind: tmp_path / f"case.{'docx' if kind == 'card' else kind}" for kind in HEADS}
    flags = [word for kind, file in files.items() for word in (f"--{kind}", file)]
    code, out, err = run("report", model_folder, *MONEY, *FAST, *flags, "--json")
    assert code == 0, err
    assert json.loads(out)["files"] == {kind: str(file) for kind, file in files.items()}
    for kind, file in files.items():
        assert file.read_bytes()[: len(HEADS[kind])].lower() == HEADS[kind].lower(), kind
    _, out, _ = run("case", model_folder, *MONEY, *FAST, "--json")
    told = json.loads(out)
    assert told["words"]["guesses"] in files["html"].read_text(encoding="utf-8")
    assert load_workbook(files["xlsx"]).sheetnames[0] == "Cover"


def test_a_card_may_be_markdown(run, model_folder, tmp_path):
    file = tmp_path / "card.md"
    code, out, err = run("report", model_folder, *MONEY, *FAST, "--card", file)
    assert code == 0, err
    text = file.read_text(encoding="utf-8")
    assert text.startswith("# Model card")
    assert "## What matters most" in text
    assert "inputs are guesses." in out


@pytest.mark.parametrize(("words", "said"), [
    ((), "files must be named; got none. Add --xlsx FILE"),
    (("--xlsx", "nowhere/at/all.xlsx"), "--xlsx must be a file that can be written"),
    (("--html", "case.html", "--logo", "nowhere.png"), "--logo must be a file that is there"),
])  # fmt: skip
def test_bad_input_is_one_clear_sentence(run, model_folder, monkeypatch, tmp_path, words, said):
    monkeypatch.chdir(tmp_path)
    code, _, err = run("report", model_folder, *MONEY, *FAST, *words)
    assert code == 2
    assert said in err
    assert err.count("\n") == 1
