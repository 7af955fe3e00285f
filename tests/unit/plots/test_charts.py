from types import SimpleNamespace

import numpy as np
import pytest

from lepton.plots import explained, quality, single
from lepton.plots.theme import label, palette

BAD = ["<img src=x onerror=alert(1)>", "<a href='javascript:x'>y</a>", "a & b <br> $x$"]
CHECKS = {
    "classes": ["stays", "leaves"],
    "confusion": [[50, 10], [5, 35]],
    "roc": {"fpr": [0.0, 0.1, 1.0], "tpr": [0.0, 0.8, 1.0]},
    "pr": {"recall": [0.0, 0.8, 1.0], "precision": [1.0, 0.7, 0.4]},
    "calibration": {"predicted": [0.1, 0.9], "observed": [0.2, 0.8], "rows": [50, 50]},
    "points": {"actual": [1.0, 2.0, 3.0], "predicted": [1.5, 2.0, 2.5]},
}


@pytest.fixture
def explanation():
    """Forty rows, three columns: a number, a word, a flag; pushes known by construction."""
    rng = np.random.default_rng(1)
    data = np.empty((40, 3), dtype=object)
    data[:, 0] = rng.normal(50, 10, 40)
    data[:, 1] = rng.choice(["red", "blue"], 40)
    data[:, 2] = rng.integers(0, 2, 40)
    values = np.column_stack([rng.normal(0, 2, 40), rng.normal(0, 1, 40), np.full(40, 0.1)])
    return SimpleNamespace(
        values=values,
        base_values=np.full(40, -1.0),
        data=data,
        feature_names=["age", "colour", "flag"],
    )


def every_text(figure) -> str:
    return figure.to_json()


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize(
    "draw",
    [
        quality.roc,
        quality.precision_recall,
        quality.calibration,
        quality.confusion,
        quality.predicted_actual,
    ],
)
def test_every_chart_of_quality_has_a_title_and_named_axes(draw, dark):
    figure = draw(CHECKS, dark=dark)
    assert figure.layout.title.text
    assert figure.layout.xaxis.title.text
    assert figure.layout.yaxis.title.text


def test_the_curve_stands_beside_something_to_compare_with():
    compare, model = quality.roc(CHECKS).data
    assert list(compare.x) == [0, 1]
    assert model.line.color == palette().accent
    assert compare.line.color == palette().compare


def test_precision_stands_beside_the_share_of_positives():
    compare = quality.precision_recall(CHECKS).data[0]
    assert list(compare.y) == [0.4, 0.4]


def test_the_confusion_matrix_shows_counts_and_shares_of_each_true_class():
    figure = quality.confusion(CHECKS, "outcome")
    assert figure.data[0].z[1][1] == pytest.approx(35 / 40)
    assert [a.text for a in figure.layout.annotations] == ["50", "10", "5", "35"]
    assert figure.layout.xaxis.title.text == "Predicted outcome"


def test_a_confusion_matrix_of_many_classes_has_no_numbers_in_its_cells():
    many = {"classes": [f"c{i}" for i in range(20)], "confusion": np.eye(20, dtype=int).tolist()}
    assert not quality.confusion(many).layout.annotations


def test_mix_ups_leave_out_what_was_right_and_what_never_happened():
    assert quality.mix_ups(CHECKS) == [("stays", "leaves", 10), ("leaves", "stays", 5)]


def test_dark_and_light_differ_in_colours_only(explanation):
    light, dark = (explained.importance(explanation, dark=d) for d in (False, True))
    assert list(light.data[0].x) == list(dark.data[0].x)
    assert light.data[0].marker.color != dark.data[0].marker.color


def test_the_bar_lists_columns_by_mean_absolute_push(explanation):
    bar = explained.importance(explanation).data[0]
    assert list(bar.x) == sorted(bar.x, reverse=True)
    assert bar.x[0] == pytest.approx(np.abs(explanation.values[:, 0]).mean())


def test_columns_beyond_the_top_are_one_grey_bar(explanation):
    bar = explained.importance(explanation, top=1).data[0]
    assert len(bar.x) == 2
    assert bar.customdata[1] == "2 more columns together"
    assert bar.marker.color[1] == palette().compare
    assert bar.x[1] == pytest.approx(np.abs(explanation.values[:, 1:]).mean(axis=0).sum())


def test_the_beeswarm_draws_every_row_at_its_push(explanation):
    figure = explained.beeswarm(explanation)
    assert len(figure.data) == 3
    assert sorted(figure.data[0].x) == pytest.approx(sorted(explanation.values[:, 0]))
    for place, dots in enumerate(figure.data):
        assert np.abs(np.asarray(dots.y) - place).max() < 0.5


def test_the_beeswarm_of_many_rows_stays_small():
    rows = 5_000
    many = SimpleNamespace(
        values=np.random.default_rng(0).normal(size=(rows, 1)),
        base_values=np.zeros(rows),
        data=np.arange(rows, dtype=object)[:, None],
        feature_names=["x"],
    )
    assert len(explained.beeswarm(many).data[0].x) <= 400


def test_dependence_draws_numbers_on_a_scale_and_words_as_levels(explanation):
    scale = explained.dependence(explanation, "age")
    assert np.asarray(scale.data[0].x).dtype.kind == "f"
    levels = explained.dependence(explanation, "colour")
    assert set(levels.layout.xaxis.ticktext) == {"red", "blue"}


def test_a_missing_value_is_drawn_nowhere_and_named_missing(explanation):
    explanation.data[3, 0] = None
    explained.beeswarm(explanation)
    figure = explained.dependence(explanation, "age")
    assert np.isnan(np.asarray(figure.data[0].x, dtype=float)).sum() == 1


def test_the_steps_of_the_waterfall_lead_from_the_start_to_the_prediction(explanation):
    figure = single.waterfall(explanation, 5)
    bars, ends = figure.data
    total = explanation.values[5].sum()
    assert sum(bars.x) == pytest.approx(total)
    assert list(ends.x) == pytest.approx([-1.0, -1.0 + total])
    assert bars.base[0] == -1.0


def test_the_waterfall_of_log_odds_is_labelled_with_probabilities(explanation):
    figure = single.waterfall(explanation, 5)
    assert figure.layout.yaxis.ticktext[0].replace("\u00a0", " ") == "start: 26.9 %"
    assert all("%" in text for text in figure.layout.xaxis.ticktext)


def test_the_waterfall_of_a_number_keeps_its_unit(explanation):
    figure = single.waterfall(explanation, 5, "euros")
    assert figure.layout.yaxis.ticktext[0] == "start: −1"
    assert figure.layout.xaxis.title.text == "Prediction, euros"


@pytest.mark.parametrize("name", BAD)
def test_names_from_a_table_are_never_markup_in_a_chart(explanation, name):
    explanation.feature_names = [name, "colour", "flag"]
    explanation.data[:, 1] = name
    figures = [
        explained.importance(explanation),
        explained.beeswarm(explanation),
        explained.dependence(explanation, name),
        explained.dependence(explanation, "colour"),
        single.waterfall(explanation, 0, name),
        quality.confusion({**CHECKS, "classes": [name, "b"]}, name),
        quality.predicted_actual(CHECKS, name),
    ]
    for figure in figures:
        text = every_text(figure)
        for mark in ("<img", "<a ", "$x$"):
            assert mark not in text
            assert mark.replace("<", "\\u003c") not in text


def test_a_long_name_is_cut():
    assert len(label("x" * 500)) == 28
