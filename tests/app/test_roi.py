"""The page of returns, without a browser: empty, not applicable, and by its plain fields."""

import pytest

from lepton.data import Task
from lepton.training import train
from lepton.value import Answer, Assumptions, answer
from lepton.workflows import assumptions_of, dataset_of, first_guess
from lepton.workflows.evidence import evidence_of
from lepton.workflows.training import keep_model


@pytest.fixture
def start(start):
    """Open a page with its plain fields open."""

    def opened(page: str = "start", project: str | None = None):
        app = start(page, project)
        app.session_state["plain_fields"] = True
        return app.run()

    return opened


@pytest.fixture
def kept(store):
    """What a project's assumptions are now, as the store has them."""

    def read(project_id: str) -> Assumptions:
        return assumptions_of(store.project(project_id)) or first_guess()

    return read


@pytest.fixture
def expected(store):
    """What the engine answers for a project under some assumptions."""

    def work_out(project_id: str, assumptions: Assumptions) -> Answer:
        own = evidence_of(store, store.project(project_id)).first
        choose = own.choose and own.choose.counts_for(assumptions)
        return answer(own.rows.counts_for(assumptions), assumptions, choose=choose)

    return work_out


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
    assert app.button[0].label == "Choose what to decide"
    assert any("Contacting the 25" in node.value for node in app.markdown)


def test_a_project_without_a_model_leads_to_training(start, filled, store):
    project = store.project(filled.binary)
    bare = store.create_project("No model", dataset_id=project.dataset_id, task=project.task)
    app = start("roi", bare.id)
    assert any("trained model is needed" in node.value for node in app.markdown)
    assert app.button(key="missing_model").label == "Train a model"


@pytest.mark.parametrize("kind", ["multiclass", "regression"])
def test_a_question_with_no_yes_or_no_has_a_page_of_its_own(start, filled, kind):
    app = start("roi", getattr(filled, kind))
    assert app.title[0].value == "What is it worth?"
    assert not any("figures used in exports" in c.value for c in app.caption)
    assert len(app.number_input) > 0  # its own assumptions


def test_the_figures_are_those_of_the_same_engine(start, filled, expected):
    app = start("roi", filled.binary)
    found = expected(filled.binary, first_guess())
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
        ("Harm done", 3.0, "harm"),
        ("At most, a month", 40.0, "capacity"),
        ("Budget a month", 150.0, "budget"),
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


def test_a_share_that_may_be_empty_is_entered_in_percent(start, filled, kept):
    app = start("roi", filled.binary)
    before = figures(app)
    field(app, "number_input", "Share of hits among all").set_value(12.5).run()
    assert kept(filled.binary).base_rate == 0.125
    assert figures(app) != before
    field(app, "number_input", "Share of hits among all").set_value(None).run()
    assert kept(filled.binary).base_rate is None


def test_the_fewest_that_earn_about_the_same_can_be_followed(start, filled, kept):
    app = start("roi", filled.binary)
    field(app, "selectbox", "The best share is").select("fewest").run()
    assert kept(filled.binary).follow == "fewest"


def test_todays_rule_is_kept_and_one_that_cannot_be_read_is_told(start, filled, kept):
    app = start("roi", filled.binary)
    field(app, "text_input", "Column or condition").set_value("complaints > 2").run()
    assert kept(filled.binary).today == "complaints > 2"
    assert not app.warning
    field(app, "text_input", "Column or condition").set_value("nonsense > 2").run()
    assert "nonsense" in app.warning[0].value


def test_what_cannot_be_used_is_refused_and_what_was_kept_stays(start, filled, kept):
    app = start("roi", filled.binary)
    field(app, "number_input", "Fixed cost").set_value(100.0).run()
    field(app, "number_input", "Budget a month").set_value(50.0).run()
    assert "at least the fixed cost" in app.warning[0].value
    assert kept(filled.binary).budget is None
    assert field(app, "number_input", "Budget a month").value is None


def test_the_money_can_be_counted_as_right_or_wrong(start, filled, kept):
    app = start("roi", filled.binary)
    field(app, "selectbox", "What is decided").select("matrix").run()
    assert kept(filled.binary).form == "matrix"
    for label, value, name in (
        ("Gain from acting rightly", 900.0, "right"),
        ("Cost of acting wrongly", 90.0, "wrong"),
        ("Cost of a hit that is left alone", 30.0, "missed"),
        ("Gain from rightly leaving", 3.0, "spared"),
    ):
        before = figures(app)
        field(app, "number_input", label).set_value(value).run()
        assert getattr(kept(filled.binary), name) == value
        assert figures(app) != before, name


def test_the_money_can_be_counted_by_formulas(start, filled, kept, expected):
    app = start("roi", filled.binary)
    field(app, "selectbox", "What is decided").select("formula").run()
    assert "success_rate" in kept(filled.binary).tp_formula
    field(app, "text_input", "Acting, and it was right").set_value("0.5 * spend - 5").run()
    found = expected(filled.binary, kept(filled.binary))
    assert f"€{found.chosen.profit:,.0f} a month" in figures(app)


def test_a_formula_of_a_column_that_is_not_there_is_refused(start, filled, kept):
    app = start("roi", filled.binary)
    field(app, "selectbox", "What is decided").select("formula").run()
    was = kept(filled.binary)
    field(app, "text_input", "Acting, and it was right").set_value("0.5 * nonsense").run()
    assert "nonsense" in app.warning[0].value
    assert kept(filled.binary) == was


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


def test_each_case_can_be_worth_its_own_value(start, filled, store, expected):
    asked = Assumptions(benefit=0.5, benefit_from="column")
    store.update_project(filled.binary, assumptions=asked.to_dict())
    app = start("roi", filled.binary)
    found = expected(filled.binary, asked)
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


def test_models_judged_on_the_same_rows_are_named(start, filled):
    app = start("roi", filled.binary)
    assert any("judged on the same rows" in c.value for c in app.caption)


def test_a_refusal_speaks_of_what_stands_on_the_page(start, filled, kept):
    app = start("roi", filled.binary)
    field(app, "number_input", "Acting works at least for").set_value(90.0).run()
    said = app.warning[0].value.replace("\\", "")
    assert "“Acting works at least for” must be" in said
    assert "success_low" not in said
    field(app, "text_input", "Column or condition").set_value("nonsense > 2").run()
    assert app.warning[0].value.startswith("“Column or condition”")
