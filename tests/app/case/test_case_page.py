"""Every view stands for every kind of project, and a no is said as plainly as a yes."""

import re

import pytest

from lepton.workflows.case import earning_of, study_of
from lepton.workflows.case_store import keep_plan

VIEWS = {
    "money": 1, "costs": 0, "risk": 3, "true": 0, "scenarios": 1, "ledger": 0, "knowing": 0,
    "options": 0, "home": 0,
}  # fmt: skip
KINDS = ("binary", "multiclass", "regression", "napkin", "scores")


# --- every kind of project, every view -----------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
def test_every_view_stands_for_every_kind_of_project(look, projects, kind, choose, words, figures):
    app = look(projects[kind])
    assert app.pills[0].value is None  # nothing is open at first
    assert not app.get("plotly_chart")
    assert "net present value" in figures(app)
    assert "until a hold-out confirms it" in words(app)
    for view, charts in VIEWS.items():
        choose(app, view)
        assert len(app.get("plotly_chart")) == charts, view


def test_an_empty_page_shows_an_example_and_one_button(start, fine, words):
    app = fine(start("case"))
    assert "customer churn as the example" in words(app)
    assert [b.label for b in app.button if b.proto.type == "primary"] == ["Choose what to decide"]


def test_a_project_without_a_model_is_led_to_one(projects, start, store, words):
    store.update_project(projects["binary"], model_id=None)
    said = words(start("case", projects["binary"]))
    assert "A trained model is needed first" in said


def test_no_is_said_plainly(look, store, napkin, words):
    from lepton.value import Assumptions

    poor = Assumptions(benefit=2.0, success_rate=0.1, contact_cost=1.0)
    store.update_project(napkin, assumptions=poor.to_dict())
    said = words(look(napkin))
    assert "As assumed, do not spend it" in said


def test_the_page_agrees_with_the_study_that_every_file_is_made_of(
    look, store, napkin, plain, figures
):
    from lepton.plots.format import money

    app = look(napkin)
    study = study_of(store, store.project(napkin))
    assert plain(money(study.measures.npv)) in figures(app)
    assert plain(money(study.risk.p10)) in figures(app)


def test_the_benefit_of_a_month_follows_from_the_page_of_returns(look, napkin, store, plain):
    app = look(napkin)
    label = next(plain(e.label) for e in app.expander if "page Worth" in e.label)
    earning = earning_of(store, store.project(napkin))
    first = earning.worth({}).profit * earning.base["decisions_per_month"]
    from lepton.plots.format import money

    assert label.startswith(f"From {plain(money(first, short=True))} a month on the page Worth")


# --- views ---------------------------------------------------------------------------------------


def test_months_and_years_can_be_looked_at(look, napkin, fine, words):
    app = look(napkin, "money")
    assert "Benefits and costs by year" in words(app)
    app.button_group[-1].set_value("month").run()
    assert "Benefits and costs by month" in words(fine(app))


def test_the_map_of_two_follows_its_axes_and_shares_come_when_asked(look, napkin, fine, by_key):
    app = look(napkin, "risk")
    app.session_state[f"case_further_{napkin}"] = True
    charts = len(fine(app.run()).get("plotly_chart"))
    y = by_key(app, f"case_heat_y_{napkin}")
    across = by_key(app, f"case_heat_x_{napkin}")
    assert across.value not in y.options
    across.select_index(3).run()
    assert across.value != by_key(fine(app), f"case_heat_y_{napkin}").value
    app.toggle[0].set_value(True).run()
    assert len(fine(app).get("plotly_chart")) == charts + 1


def test_what_would_have_to_be_true_stands_beside_what_is_assumed(look, napkin):
    table = look(napkin, "true").dataframe[0].value
    assert list(table.columns) == ["Assumption", "Assumed", "It stops paying at"]
    assert len(table) > 5


def test_an_offer_is_set_beside_building_and_taken_away(
    look, store, napkin, fine, words, plan, by_key
):
    app = look(napkin, "options")
    by_key(app, f"case_offer_{napkin}").click().run()
    assert "Enter what the offer costs" in words(fine(app))
    by_key(app, f"case_offer_per_month_{napkin}").set_value(900_000.0).run()
    assert "Building it is worth" in words(fine(app))
    by_key(app, f"case_offer_share_of_value_{napkin}").set_value(50.0).run()
    assert plan(store, napkin).offer.share_of_value == 0.5
    by_key(fine(app), f"case_no_offer_{napkin}").click().run()
    assert plan(store, napkin).offer is None


def test_the_best_time_to_train_again_can_be_taken(look, store, napkin, fine, words, plan, by_key):
    app = look(napkin, "options")
    by_key(app, f"case_retrain_{napkin}").click().run()
    assert "as assumed, is best" in words(fine(app))
    assert plan(store, napkin).case.retrain_every > 0


def test_the_workshop_is_one_click_away(look, napkin, fine, by_key):
    app = by_key(look(napkin), f"case_workshop_{napkin}").click().run()
    assert [t.value for t in fine(app).title] == ["Shall we try your numbers?"]


# --- a no, and what it leads to ------------------------------------------------------------------


@pytest.fixture
def poor(look, store, napkin, a_plan):
    """A case that earns nothing, because a kept customer is worth next to nothing here."""
    kept = a_plan(store, napkin).with_values({"benefit": 1.0})
    keep_plan(store, store.project(napkin), kept, revision=0, by="Ada")
    return look(napkin)


def test_no_leads_to_no_pilot_and_to_no_training(poor, choose, words):
    said = words(choose(poor, "knowing"))
    assert "Do not build it as it is" in said
    assert "Go ahead above" not in [m.label for m in poor.metric]
    assert "nothing to win by training again" in words(choose(poor, "options"))


def test_the_step_from_the_page_of_returns_names_what_was_changed_here(poor, napkin, fine):
    poor.session_state[f"case_reconciled_{napkin}"] = True
    fine(poor.run())
    steps = next(d.value for d in poor.dataframe if "A month" in d.value.columns)
    assert "Other values here than on the page Worth" in list(steps[""])
    amounts = [float(re.sub(r"[^\d.\-]", "", a.replace("\u2212", "-"))) for a in steps["A month"]]
    assert sum(amounts[:-1]) == pytest.approx(amounts[-1], abs=3)
