"""The explain page: over all cases, one column, one case."""

import re

import pytest


def plain_words(elements) -> str:
    return " ".join(e.value for e in elements).replace("\\", "").replace("\u2060", "")


def box(app, start: str):
    return next(b for b in app.selectbox if b.key.startswith(start))


def specs(app) -> list[str]:
    return [chart.proto.spec for chart in app.get("plotly_chart")]


@pytest.fixture
def linear(filled, store) -> str:
    """The two-class project with its linear model in use."""
    model = next(m for m in store.models(filled.binary) if m.family == "linear")
    store.update_project(filled.binary, model_id=model.id)
    return filled.binary


def test_without_a_model_the_page_shows_an_example_and_the_way_there(start, filled, store):
    store.update_project(filled.binary, model_id=None)
    app = start("explain", filled.binary)
    assert app.get("plotly_chart")
    app.button(key="missing_model").click().run()
    assert app.title[0].value == "How well can we predict it?"


def test_global_picture_column_and_case_are_there(start, linear):
    app = start("explain", linear)
    assert len(app.get("plotly_chart")) == 4
    assert "What moves the prediction most: complaints" in plain_words(app.markdown)
    assert "Exact values" in plain_words(app.caption)


def test_another_column_changes_its_chart_and_no_other(start, linear):
    app = start("explain", linear)
    before = specs(app)
    box(app, "column_").select("plan").run()
    after = specs(app)
    assert [a == b for a, b in zip(before, after, strict=True)] == [True, True, False, True]


def test_the_case_with_a_high_score_is_above_the_one_with_a_low_score(start, linear):
    app = start("explain", linear)
    high = chance(app)
    app.button_group[0].select("Low score").run()
    assert chance(app) < high


def test_the_next_case_in_order_has_other_reasons(start, linear):
    app = start("explain", linear)
    before = plain_words(app.markdown)
    app.number_input[0].set_value(40).run()
    assert plain_words(app.markdown) != before


def test_a_case_can_be_picked_by_its_row_number(start, linear):
    app = start("explain", linear)
    app.button_group[0].select("By row number").run()
    app.number_input[0].set_value(123).run()
    assert "Row 123 of the table" in plain_words(app.markdown)


def test_reasons_are_given_in_words(start, linear):
    assert "raises the prediction" in plain_words(start("explain", linear).markdown)


def test_with_several_classes_the_reasons_are_for_the_one_chosen(start, filled):
    app = start("explain", filled.multiclass)
    before = specs(app)
    box(app, "class_").select_index(2).run()
    assert specs(app)[0] != before[0]


def test_a_number_is_explained_in_its_own_unit(start, filled):
    app = start("explain", filled.regression)
    assert "came true" in plain_words(app.markdown)
    assert any("in spend" in spec for spec in specs(app))


def test_a_model_that_never_changes_its_answer_says_so(start, filled):
    app = start("explain", filled.binary)
    assert "it is the same for every case" in plain_words(app.markdown)


def test_a_quick_picture_gives_way_to_the_exact_one(start, filled, store, finished):
    from lepton import load
    from lepton.data import Task
    from lepton.training import train
    from lepton.workflows.training import keep_model

    project = store.project(filled.binary)
    data = load(store.table(project.dataset_id).frame)
    keep_model(store, project.id, train(data, Task.from_dict(project.task), "xgboost"))
    app = start("explain", project.id)
    assert "A quick picture" in plain_words(app.caption)
    assert finished(project.id, "explain").state == "done"
    app.run()
    assert "Exact values" in plain_words(app.caption)


def chance(app) -> float:
    return float(re.search(r"probability of ([\d.]+)", plain_words(app.markdown)).group(1))
