"""The model card as Word and as Markdown."""

import io
import re

import pytest
from docx import Document

from lepton.plots.format import count, money
from lepton.plots.measures import measure_rows
from lepton.report.card import card_markdown, write_card
from lepton.report.card.markdown import escaped
from lepton.report.words import said

IMPORTANCE = {"visits": 0.9, "<b>|plan*</b>": 0.1}
TITLES = (
    "What it predicts", "Data", "How it was made", "How good it is on rows it has never seen",
    "Whether its probabilities can be believed", "What matters most", "What it is worth",
    "On whom it acts", "What it is meant for", "Limits", "Fairness", "Who and when",
)  # fmt: skip


def word_of(study, model, **how):
    file = io.BytesIO()
    write_card(study, model, file, **how)
    return Document(io.BytesIO(file.getvalue())), file.getvalue()


@pytest.fixture(scope="module")
def word(good, model):
    return word_of(good, model, importance=IMPORTANCE)[0]


def cells_of(document):
    return [cell.text for t in document.tables for row in t.rows for cell in row.cells]


def test_the_card_has_every_section(word, good, model):
    heads = [p.text for p in word.paragraphs if p.style.name == "Heading 1"]
    assert tuple(heads) == TITLES
    assert re.findall(
        r"^## (.+)$", card_markdown(good, model, importance=IMPORTANCE), re.M
    ) == list(TITLES)


def test_its_figures_are_those_of_the_model_beside_the_baseline(word, model):
    cells = cells_of(word)
    for row in measure_rows("binary", model.metrics, model.baseline_metrics):
        assert {row.value, row.baseline} <= set(cells)
    assert count(model.info["rows"]) in cells
    assert model.info["data_id"] in cells
    assert any(count(model.info["n_test"]) in cell for cell in cells)


def test_its_money_is_that_of_the_study(word, good):
    cells, text = cells_of(word), "\n".join(p.text for p in word.paragraphs)
    assert money(good.measures.npv) in cells
    assert f"{money(good.risk.p10)} to {money(good.risk.p90)}" in cells
    for told in (said(good).headline, said(good).guesses, said(good).unproven):
        assert told in text


def test_shares_of_columns_are_told_only_where_they_are_known(word, good, model):
    assert "90\u00a0%" in cells_of(word)
    assert "What matters most" not in card_markdown(good, model)


def test_scores_from_elsewhere_have_a_card_too(bad):
    assert "came from elsewhere" in card_markdown(bad, None)
    assert word_of(bad, None)[0].paragraphs


def test_names_cannot_become_markup(hostile, model):
    text = card_markdown(hostile, model, importance=IMPORTANCE)
    assert not re.search(r"(?<!\\)[<>]", text)
    assert r"\<b\>\|plan\*\</b\>" in text
    rows = [line for line in text.splitlines() if line.startswith("| ")]
    bars = {len(re.findall(r"(?<!\\)\|", line)) for line in rows}
    assert bars <= {3, 4, 5}
    assert word_of(hostile, model)[0].paragraphs


@pytest.mark.parametrize(
    ("given", "told"),
    [("- a", "\\- a"), ("1. a", "1\\. a"), ("2.58", "2.58"), ("# a", "\\# a"), ("---", "\\---"),
     ("[a](http://x)", "\\[a\\](http&#58;//x)"), ("a & b", "a &amp; b")],
)  # fmt: skip
def test_signs_of_markdown_mean_themselves(given, told):
    assert escaped(given) == told


def test_the_same_study_gives_the_same_card(good, model):
    assert word_of(good, model)[1] == word_of(good, model)[1]
