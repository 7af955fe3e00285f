"""The page of returns, without a browser: empty, not applicable, and by its plain fields."""

import pytest

from lepton.data import Task
from lepton.training import train
from lepton.value import Assumptions, answer
from lepton.workflows import assumptions_of, counts_of, dataset_of, first_guess, model_of
from lepton.workflows.training import keep_model


@pytest.fixture
def kept(store):
    """What a project's assumptions are now, as the store has them."""

    def read(project_id: str) -> Assumptions:
        return assumptions_of(store.project(project_id)) or first_guess()

    return read


def field(app, kind: str, label: str):
    """A plain field by what stands beside it."""
    return next(node for node in getattr(app, kind) if node.label.startswith(label))


def figures(app) -> str:
    """The line under the curve, without the marks that keep it plain text."""
    line = next(c.value for c in app.caption if "figures used in exports" in c.value)
    return line.replace("\\", "")


def test_an_empty_store_leads_to_the_start(start):
    app = start("roi")
    assert "nothing to work out yet" in app.markdown[0].value
    assert [b.label for b in app.button] == ["Choose what to decide"]


def test_a_project_without_a_model_leads_to_training(start, filled, store):
    project = store.project(filled.binary)
    bare = store.create_project("No model", dataset_id=project.dataset_id, task=project.task)
    app = start("roi", bare.id)
    assert any("trained model is needed" in node.value for node in app.markdown)
    assert app.button(key="missing_model").label == "Train a model"


@pytest.mark.parametrize("kind", ["multiclass", "regression"])
def test_a_question_with_no_yes_or_no_is_told_what_is_coming(start, filled, kind):
    app = start("roi", getattr(filled, kind))
    assert any("is coming" in node.value for node in app.markdown)
    assert app.button(key="missing_data").label == "Choose another question"


def test_the_figures_are_those_of_the_same_engine(start, filled, store):
    app = start("roi", filled.binary)
    model = model_of(store, store.project(filled.binary).model_id)
    found = answer(counts_of(model), first_guess())
    assert f"€{found.chosen.profit:,.0f} a month" in figures(app)
    assert f"€{found.profit_per_year:,.0f} a year" in figures(app)
    assert any("a first guess, not yours" in c.value for c in app.caption)


@pytest.mark.parametrize(
    ("label", "value", "name"),
    [
        ("Value of a success", 250.0, "benefit"),
        ("Cost of acting once", 4.0, "contact_cost"),
        ("Cost of the incentive", 3.0, "incentive_cost"),
        ("Fixed cost a month", 150.0, "fixed_cost"),
        ("Decisions a month", 5000.0, "decisions_per_month"),
    ],
)
def test_an_amount_in_a_plain_field_is_kept_and_changes_the_figures(
    start, filled, kept, label, value, name
):
    app = start("roi", filled.binary)
    before = figures(app)
    field(app, "number_input", label).set_value(value).run()
    assert getattr(kept(filled.binary), name) == value
    assert figures(app) != before


def test_the_share_of_hits_where_acting_works_is_a_share(start, filled, kept):
    app = start("roi", filled.binary)
    field(app, "slider", "Share of hits").set_value(0.25).run()
    assert kept(filled.binary).success_rate == 0.25


def test_a_share_of_ones_own_replaces_the_most_profitable(start, filled, kept):
    app = start("roi", filled.binary)
    assert kept(filled.binary).fraction is None
    field(app, "checkbox", "Follow").uncheck().run()
    field(app, "slider", "Share to act on").set_value(0.5).run()
    assert kept(filled.binary).fraction == 0.5
    field(app, "checkbox", "Follow").check().run()
    assert kept(filled.binary).fraction is None


def test_the_money_can_be_counted_as_right_or_wrong(start, filled, kept):
    app = start("roi", filled.binary)
    field(app, "selectbox", "How the money").select("matrix").run()
    assert kept(filled.binary).form == "matrix"
    before = figures(app)
    field(app, "number_input", "Gain from acting rightly").set_value(900.0).run()
    assert kept(filled.binary).right == 900
    assert figures(app) != before
    field(app, "number_input", "Cost of acting wrongly").set_value(90.0).run()
    assert kept(filled.binary).wrong == 90


def test_the_currency_is_the_users(start, filled, kept):
    app = start("roi", filled.binary)
    field(app, "selectbox", "Currency").select("JPY").run()
    assert kept(filled.binary).currency == "JPY"
    assert "¥" in figures(app)


def test_amounts_survive_a_new_visit(start, filled):
    app = start("roi", filled.binary)
    field(app, "number_input", "Value of a success").set_value(77.0).run()
    again = start("roi", filled.binary)
    assert field(again, "number_input", "Value of a success").value == 77


def test_where_nothing_pays_the_figures_say_nobody(start, filled):
    app = start("roi", filled.binary)
    field(app, "number_input", "Value of a success").set_value(0.0).run()
    assert "nobody is chosen" in figures(app)


def test_each_case_can_be_worth_its_own_value(start, filled, store):
    asked = Assumptions(benefit=0.5, benefit_from="column")
    store.update_project(filled.binary, assumptions=asked.to_dict())
    app = start("roi", filled.binary)
    model = model_of(store, store.project(filled.binary).model_id)
    found = answer(counts_of(model), asked)
    assert f"€{found.chosen.profit:,.0f} a month" in figures(app)
    assert field(app, "slider", "Share of that value").value == 0.5


def test_a_lost_value_column_is_said_and_loses_nothing(start, filled, store, kept):
    project = store.project(filled.binary)
    task = Task("left", positive="yes")
    keep_model(store, project.id, train(dataset_of(store, project.dataset_id), task, "baseline"))
    asked = Assumptions(benefit=1, benefit_from="column").to_dict()
    store.update_project(project.id, assumptions=asked)
    app = start("roi", project.id)
    assert "one amount for all" in app.info[0].value
    assert kept(project.id).from_column
