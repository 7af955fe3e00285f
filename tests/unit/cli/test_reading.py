"""A file to score is read as the file was that the model learned from, however small it is."""

import csv

import numpy as np
import pytest

import lepton

HEAD = "size;share;since;plan;left"


@pytest.fixture(scope="module")
def german(tmp_path_factory):
    """A file with decimal commas and days first, and a model that learned from it."""
    folder = tmp_path_factory.mktemp("german")
    rng = np.random.default_rng(1)
    share = rng.random(200)
    lines = [
        f"{1000 + 1000 * rng.random():.3f};{part:.3f};{1 + i % 28:02}/{1 + i % 12:02}/2022;"
        f"{1 + i % 3:03};{'yes' if part > 0.5 else 'no'}"
        for i, part in enumerate(share)
    ]
    text = "\n".join([HEAD, *(line.replace(".", ",") for line in lines)]) + "\n"
    (folder / "all.csv").write_text(text, encoding="utf-8")
    model = lepton.train(lepton.load(folder / "all.csv"), "left", "linear")
    model.save(folder / "model")
    return folder


def one_row(folder, row):
    (folder / "one.csv").write_text(f"{HEAD}\n{row}\n", encoding="utf-8")
    return folder / "one.csv"


def test_a_row_gets_the_same_score_alone_as_among_others(told, german, tmp_path):
    scores = []
    row = (german / "all.csv").read_text(encoding="utf-8").splitlines()[5]
    for name, file in (("all", german / "all.csv"), ("one", one_row(german, row))):
        out = tmp_path / f"{name}.csv"
        found = told("score", german / "model", file, "--out", out)
        assert "The comma was read as the decimal mark" not in found["notes"]
        with out.open(newline="", encoding="utf-8") as scored:
            scores.append(float([r["score"] for r in csv.DictReader(scored)][4 * (name == "all")]))
    assert scores[1] == pytest.approx(scores[0], rel=1e-12)


def test_ambiguous_cells_are_read_by_the_rules_of_the_model(told, german, tmp_path):
    file = one_row(german, "1764,052;0,125;05/03/2022;002;no")
    told("score", german / "model", file, "--out", tmp_path / "out.csv")
    with (tmp_path / "out.csv").open(newline="", encoding="utf-8") as scored:
        row = next(csv.DictReader(scored))
    assert (row["size"], row["share"]) == ("1764.052", "0.125")
    assert row["since"].startswith("2022-03-05")
    assert row["plan"] == "002"


def test_notes_of_a_file_to_score_stand_beside_the_output(run, told, german, tmp_path):
    row = (german / "all.csv").read_text(encoding="utf-8").splitlines()[5]
    file = one_row(german, f"{row}\n{row}\nbroken;{row.partition(';')[2]}")
    said = "1 value cannot be read and counts as missing in size."
    code, out, err = run("score", german / "model", file, "--out", tmp_path / "a.csv")
    assert code == 0
    assert said in err.splitlines()
    assert said not in out
    assert said in told("score", german / "model", file, "--out", tmp_path / "b.csv")["notes"]
    assert said in run("explain", german / "model", "--rows", file)[2].splitlines()
    assert said in told("explain", german / "model", "--rows", file)["notes"]


def test_a_column_that_cannot_be_read_is_named(run, german, tmp_path):
    file = one_row(german, "1764.052;0,125;05/03/2022;002;no")
    for words in (["score", "--out", tmp_path / "out.csv"], ["explain", "--rows"]):
        target = [file] if words[0] == "explain" else []
        given = [file, *words[1:]] if words[0] == "score" else [*words[1:], *target]
        code, out, err = run(words[0], german / "model", *given)
        assert code != 0
        assert out == ""
        assert "column 'size' must be made of numbers such as 1234,5; got '1764.052'" in err


def test_training_says_what_it_left_out(told, german, tmp_path):
    lines = (german / "all.csv").read_text(encoding="utf-8").splitlines()
    numbered = [f"{'UDI' if i == 0 else i};{line}" for i, line in enumerate(lines)]
    (tmp_path / "in.csv").write_text("\n".join(numbered), encoding="utf-8")
    words = ["--target", "left", "--family", "baseline", "--out", tmp_path / "m"]
    notes = told("train", tmp_path / "in.csv", *words)["notes"]
    said = [note for note in notes if note.startswith("Left out because it looks like an identif")]
    assert len(said) == 1
    assert said[0].endswith(": 'UDI'.")
