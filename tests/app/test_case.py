"""Should we invest? Every control changes what it says, nothing is lost, and no is said plainly."""

import re

import numpy as np
import pandas as pd
import pytest

from lepton.errors import InputError, NotFound
from lepton.finance.plan_json import plan_from_json, plan_json
from lepton.workflows.case import earning_of, first_plan, study_of
from lepton.workflows.case_store import keep_plan, plan_of, versions
from lepton.workflows.napkins import open_napkin
from pages.ui.case_ledger import with_cells
from pages.ui.case_link import packed

VIEWS = {
    "money": 1, "costs": 0, "risk": 3, "true": 0, "scenarios": 1, "ledger": 0, "knowing": 0,
    "options": 0, "home": 0,
}  # fmt: skip
KINDS = ("binary", "multiclass", "regression", "napkin", "scores")


@pytest.fixture
def projects(filled, store) -> dict[str, str]:
    """One project of each kind; the one that says yes or no has a model that knows something."""
    from lepton.workflows.scores import ScoreColumns, open_scores

    linear = next(m for m in store.models(filled.binary) if m.family == "linear")
    store.update_project(filled.binary, model_id=linear.id)
    rng = np.random.default_rng(5)
    p = rng.beta(1, 3, 600)
    frame = pd.DataFrame({"left": np.where(rng.random(600) < p, "yes", "no"), "model": p})
    columns = ScoreColumns(y="left", scores=("model",), positive="yes")
    return {
        "binary": filled.binary,
        "multiclass": filled.multiclass,
        "regression": filled.regression,
        "napkin": open_napkin(store, "churn").id,
        "scores": open_scores(store, frame, columns, "scores.csv").id,
    }


@pytest.fixture
def napkin(store) -> str:
    """The quickest case there is: no model, no rows."""
    return open_napkin(store, "churn").id


@pytest.fixture
def look(start):
    """Open the page at one of the views."""

    def opened(project: str, view: str | None = None):
        app = start("case", project)
        return choose(app, view) if view else app

    return opened


def choose(app, view: str):
    app.pills[0].select(view).run()
    return fine(app)


def fine(app):
    assert not app.exception, app.exception[0].value
    assert not app.error, app.error[0].value
    return app


def words(app) -> str:
    told = (*app.markdown, *app.caption, *app.info, *app.warning)
    return plain(" ".join(e.value for e in told))


def plain(text: str) -> str:
    return text.replace("\\", "").replace("\u2060", "").replace("\u00a0", " ")


def figures(app) -> str:
    return plain(next(c.value for c in app.caption if c.value.startswith("The figures")))


def plan(store, project_id: str):
    return plan_of(store, store.project(project_id)).plan


# --- every kind of project, every view -----------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
def test_every_view_stands_for_every_kind_of_project(look, projects, kind):
    app = look(projects[kind])
    assert app.pills[0].value is None  # nothing is open at first
    assert not app.get("plotly_chart")
    assert "net present value" in figures(app)
    assert "until a hold-out confirms it" in words(app)
    for view, charts in VIEWS.items():
        choose(app, view)
        assert len(app.get("plotly_chart")) == charts, view


def test_an_empty_page_shows_an_example_and_one_button(start):
    app = fine(start("case"))
    assert "customer churn as the example" in words(app)
    assert [b.label for b in app.button if b.proto.type == "primary"] == ["Choose what to decide"]


def test_a_project_without_a_model_is_led_to_one(projects, start, store):
    store.update_project(projects["binary"], model_id=None)
    said = words(start("case", projects["binary"]))
    assert "A trained model is needed first" in said


def test_no_is_said_plainly(look, store, napkin):
    from lepton.value import Assumptions

    poor = Assumptions(benefit=2.0, success_rate=0.1, contact_cost=1.0)
    store.update_project(napkin, assumptions=poor.to_dict())
    said = words(look(napkin))
    assert "As assumed, do not spend it" in said


def test_the_page_agrees_with_the_study_that_every_file_is_made_of(look, store, napkin):
    from lepton.plots.format import money

    app = look(napkin)
    study = study_of(store, store.project(napkin))
    assert plain(money(study.measures.npv)) in figures(app)
    assert plain(money(study.risk.p10)) in figures(app)


def test_the_benefit_of_a_month_follows_from_the_page_of_returns(look, napkin, store):
    app = look(napkin)
    label = next(plain(e.label) for e in app.expander if "page Worth" in e.label)
    earning = earning_of(store, store.project(napkin))
    first = earning.worth({}).profit * earning.base["decisions_per_month"]
    from lepton.plots.format import money

    assert label.startswith(f"From {plain(money(first, short=True))} a month on the page Worth")


# --- assumptions ---------------------------------------------------------------------------------

FIELDS = [
    ("needs", "day_rate", 900.0, 900.0),
    ("data", "privacy_review", 9_000.0, 9_000.0),
    ("model", "compute", "owned", "owned"),
    ("deployment", "security_review", 9_000.0, 9_000.0),
    ("operations", "licences", 500.0, 500.0),
    ("time", "discount_rate", 25.0, 0.25),
    ("time", "horizon_months", 24, 24),
    ("volume", "volume_growth", 10.0, 0.1),
    ("adoption", "adoption", "full", "full"),
    ("decay", "retrain_every", 3, 3),
    ("caution", "contingency", 30.0, 0.3),
]


def test_each_field_changes_the_case_and_its_figures(look, store, napkin):
    app = look(napkin, "costs")
    for group, name, value, kept in FIELDS:
        before = figures(app)
        app.session_state[f"case_group_{group}_{napkin}"] = True
        fine(app.run())
        by_key(app, f"case_field_{name}_{napkin}").set_value(value).run()
        assert getattr(plan(store, napkin).case, name) == kept
        assert figures(app) != before, name


def test_the_money_of_a_decision_can_be_other_than_on_the_page_of_returns(look, store, napkin):
    app = look(napkin, "costs")
    before = figures(app)
    app.session_state[f"case_group_earning_{napkin}"] = True
    fine(app.run())
    by_key(app, f"case_field_success_rate_{napkin}").set_value(45.0).run()
    assert plan(store, napkin).changes == {"success_rate": 0.45}
    assert figures(fine(app)) != before


def test_each_month_of_the_season_counts(look, store, napkin):
    app = look(napkin, "costs")
    app.session_state[f"case_group_volume_{napkin}"] = True
    fine(app.run())
    by_key(app, f"case_season_11_{napkin}").set_value(3.0).run()
    assert plan(store, napkin).case.season == (*[1.0] * 11, 3.0)


def test_a_field_that_stands_idle_is_not_asked_for(look, store, napkin):
    app = look(napkin, "costs")
    app.session_state[f"case_group_adoption_{napkin}"] = True
    fine(app.run())
    keys = [n.key for n in app.number_input]
    assert f"case_field_adoption_months_{napkin}" in keys
    assert f"case_field_bass_imitation_{napkin}" not in keys


def test_what_was_measured_is_marked(look, projects):
    app = look(projects["binary"], "costs")
    app.session_state[f"case_group_model_{projects['binary']}"] = True
    labels = [plain(n.label) for n in fine(app.run()).number_input]
    assert "Hours of one training (measured)" in labels


CELLS = [
    ({"Value": 200.0}, lambda e: e.value == 200.0),
    ({"Source": "invoice", "Owner": "Ada", "Date": "May"}, lambda e: e.owner == "Ada"),
    ({"Kind of source": "from the finance system"}, lambda e: not e.guessed),
    ({"Sure (1 to 5)": 4}, lambda e: e.confidence == 4),
    ({"Low": 90.0, "High": 300.0}, lambda e: (e.low, e.high) == (90.0, 300.0)),
    ({"Shape": "even"}, lambda e: e.distribution == "uniform"),
    ({"Shape": "none"}, lambda e: not e.ranged),
]


@pytest.mark.parametrize(("cells", "kept"), CELLS)
def test_each_column_of_the_list_of_assumptions_is_kept(cells, kept):
    given = a_plan()
    changed = with_cells(given, given.ledger["hosting"], cells)
    assert kept(changed.ledger["hosting"])
    assert changed.case.hosting == changed.ledger["hosting"].value


def test_shares_are_written_in_percent():
    given = a_plan()
    cells = {"Value": 25.0, "Low": 10.0, "High": 40.0}
    changed = with_cells(given, given.ledger["discount_rate"], cells)
    entry = changed.ledger["discount_rate"]
    assert (entry.value, entry.low, entry.high) == (0.25, 0.1, 0.4)


def test_a_range_out_of_order_is_refused_in_one_sentence():
    given = a_plan()
    with pytest.raises(InputError, match="must be from low to high; got 300 to 90"):
        with_cells(given, given.ledger["hosting"], {"Low": 300.0, "High": 90.0})


def test_guesses_are_counted_on_the_list_and_beside_the_answer(look, napkin):
    said = words(look(napkin, "ledger"))
    assert "inputs are guesses. This count stands on every file." in said


def test_assumptions_that_go_together_can_be_linked_and_parted(look, store, napkin):
    app = look(napkin, "ledger")
    app.session_state[f"case_links_{napkin}"] = True
    fine(app.run())
    by_key(app, f"case_link_{napkin}").click().run()
    (pair, strength), *_ = plan(store, napkin).correlations.items()
    assert strength == 0.5
    by_key(fine(app), f"case_link_{pair[0]}_{pair[1]}_{napkin}").click().run()
    assert not plan(store, napkin).correlations


# --- views ---------------------------------------------------------------------------------------


def test_months_and_years_can_be_looked_at(look, napkin):
    app = look(napkin, "money")
    assert "Benefits and costs by year" in words(app)
    app.button_group[-1].set_value("month").run()
    assert "Benefits and costs by month" in words(fine(app))


def test_the_map_of_two_follows_its_axes_and_shares_come_when_asked(look, napkin):
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


def test_an_offer_is_set_beside_building_and_taken_away(look, store, napkin):
    app = look(napkin, "options")
    by_key(app, f"case_offer_{napkin}").click().run()
    assert "Enter what the offer costs" in words(fine(app))
    by_key(app, f"case_offer_per_month_{napkin}").set_value(900_000.0).run()
    assert "Building it is worth" in words(fine(app))
    by_key(app, f"case_offer_share_of_value_{napkin}").set_value(50.0).run()
    assert plan(store, napkin).offer.share_of_value == 0.5
    by_key(fine(app), f"case_no_offer_{napkin}").click().run()
    assert plan(store, napkin).offer is None


def test_the_best_time_to_train_again_can_be_taken(look, store, napkin):
    app = look(napkin, "options")
    by_key(app, f"case_retrain_{napkin}").click().run()
    assert "as assumed, is best" in words(fine(app))
    assert plan(store, napkin).case.retrain_every > 0


# --- scenarios -----------------------------------------------------------------------------------


def test_a_scenario_of_ones_own_is_made_changed_locked_and_deleted(look, store, napkin):
    app = look(napkin, "scenarios")
    by_key(app, f"case_new_name_{napkin}").set_value("Slow start").run()
    by_key(app, f"case_add_{napkin}").click().run()
    assert plan(store, napkin).shown == "Slow start"
    before = figures(fine(app))
    choose(app, "costs")
    app.session_state[f"case_group_adoption_{napkin}"] = True
    fine(app.run())
    by_key(app, f"case_field_adoption_months_{napkin}").set_value(18.0).run()
    kept = plan(store, napkin)
    assert dict(kept.book["Slow start"].changes) == {"adoption_months": 18.0}
    assert kept.case.adoption_months == 6.0
    assert figures(fine(app)) != before
    choose(app, "scenarios")
    by_key(app, f"case_lock_{napkin}").click().run()
    assert plan(store, napkin).book["Slow start"].locked
    choose(app, "costs")
    app.session_state[f"case_group_adoption_{napkin}"] = True
    assert by_key(fine(app.run()), f"case_field_adoption_months_{napkin}").disabled
    choose(app, "scenarios")
    by_key(app, f"case_lock_{napkin}").click().run()
    by_key(fine(app), f"case_back_to_base_{napkin}").set_value(["adoption_months"]).run()
    assert not plan(store, napkin).book["Slow start"].changes
    by_key(fine(app), f"case_delete_{napkin}").click().run()
    assert "Slow start" not in plan(store, napkin).book
    assert plan(store, napkin).shown == "Base"


def test_two_scenarios_are_compared_and_bridged(look, store, napkin):
    app = look(napkin, "scenarios")
    by_key(app, f"case_from_ranges_{napkin}").click().run()
    table = fine(app).dataframe[0].value
    assert "Pessimistic: difference" in table.columns
    by_key(app, f"case_bridge_from_{napkin}").set_value("Optimistic").run()
    by_key(fine(app), f"case_bridge_to_{napkin}").set_value("Pessimistic").run()
    assert "From Optimistic to Pessimistic" in words(fine(app))
    by_key(app, f"case_shown_{napkin}").set_value("Pessimistic").run()
    by_key(fine(app), f"case_note_Pessimistic_{napkin}").set_value("As bad as it gets").run()
    assert plan(store, napkin).book["Pessimistic"].note == "As bad as it gets"


def test_a_name_that_is_taken_or_hidden_is_told(look, store, napkin):
    app = look(napkin, "scenarios")
    by_key(app, f"case_new_name_{napkin}").set_value(f"{chr(0x202E)}evil").run()
    by_key(app, f"case_add_{napkin}").click().run()
    assert "must be made of characters that can be seen" in words(app)
    by_key(app, f"case_new_name_{napkin}").set_value("Base").run()
    by_key(app, f"case_add_{napkin}").click().run()
    assert plan(store, napkin).shown == "Base 2"


def test_a_version_names_who_locked_it_and_can_be_reopened(look, store, napkin):
    app = look(napkin, "scenarios")
    by_key(app, f"case_version_name_{napkin}").set_value("For the board").run()
    by_key(app, f"case_lock_v_{napkin}").click().run()
    assert "your name must be a name" in words(app)
    by_key(app, "case_your_name").set_value("Ada").run()
    by_key(fine(app), f"case_lock_v_{napkin}").click().run()
    assert [v.by for v in versions(store, store.project(napkin))] == ["Ada"]
    assert "Nothing has changed since." in words(fine(app))
    before = figures(app)
    choose(app, "options")
    by_key(app, f"case_retrain_{napkin}").click().run()
    assert figures(fine(app)) != before
    choose(app, "scenarios")
    assert "Changed since: Trained again every (6, now" in words(app)
    by_key(app, f"case_reopen_v_{napkin}").click().run()
    assert figures(fine(app)) == before
    by_key(app, f"case_delete_v_{napkin}").click().run()
    assert not versions(store, store.project(napkin))


def test_a_case_goes_out_and_comes_in_as_a_file(look, store, napkin):
    app = look(napkin, "scenarios")
    changed = a_plan(store, napkin).with_values({"hosting": 777.0})
    bring(app, plan_json(changed))
    by_key(app, f"case_use_import_{napkin}").click().run()
    assert plan(store, napkin).case.hosting == 777.0
    bring(fine(app), '{"schema": "lepton.case", "version": 99}')
    by_key(app, f"case_use_import_{napkin}").click().run()
    assert "newer" in words(app)
    assert plan(store, napkin).case.hosting == 777.0


# --- two people ----------------------------------------------------------------------------------


@pytest.fixture
def conflict(look, store, napkin):
    """Somebody else has saved while this page was open, then a field was changed here."""
    first, project = a_plan(store, napkin), store.project(napkin)
    keep_plan(store, project, first, revision=0, by="Ada")
    app = look(napkin, "costs")
    app.session_state[f"case_group_operations_{napkin}"] = True
    fine(app.run())
    theirs = first.with_values({"licences": 111.0})
    keep_plan(store, project, theirs, revision=1, by="Grace")
    by_key(app, f"case_field_hosting_{napkin}").set_value(999.0).run()
    return fine(app)


def test_nobody_is_overwritten_unseen(conflict, store, napkin):
    said = words(conflict)
    assert "Grace saved this case on" in said
    assert "Licences" in said
    assert plan(store, napkin).case.licences == 111.0
    assert plan(store, napkin).case.hosting == 150.0


def test_theirs_can_be_taken(conflict, store, napkin):
    by_key(conflict, f"case_theirs_{napkin}").click().run()
    assert "Grace saved" not in words(fine(conflict))
    assert plan(store, napkin).case.hosting == 150.0


def test_mine_can_be_kept_as_a_scenario_beside_theirs(conflict, store, napkin):
    by_key(conflict, f"case_mine_{napkin}").click().run()
    kept = plan(store, napkin)
    assert kept.case.licences == 111.0
    assert kept.scenario().changes["hosting"] == 999.0
    assert "Keep mine" not in [b.label for b in fine(conflict).button]


def test_a_damaged_case_is_told_and_can_be_begun_anew(start, store, napkin):
    from lepton.workflows.case_kept import PLAN

    keep_plan(store, store.project(napkin), a_plan(store, napkin), revision=0)
    store.put_document(napkin, PLAN, "{damaged", revision=1)
    app = fine(start("case", napkin))
    assert "cannot be read" in words(app)
    next(b for b in app.button if b.label == "Start the case anew").click().run()
    assert "net present value" in figures(fine(app))


def test_a_second_conflict_does_not_throw_the_first_away(conflict, store, napkin):
    conflict.session_state[f"case_group_operations_{napkin}"] = True
    fine(conflict.run())
    project = store.project(napkin)
    now = plan_of(store, project)
    theirs = now.plan.with_values({"licences": 222.0})
    keep_plan(store, project, theirs, revision=now.revision, by="Grace")
    by_key(conflict, f"case_field_hosting_{napkin}").set_value(888.0).run()
    fine(conflict)
    kept = plan(store, napkin)
    assert kept.case.licences == 222.0
    assert kept.book["My version"].changes["hosting"] == 999.0
    waiting = plan_from_json(conflict.session_state[f"case_aside_{napkin}"]["mine"])
    assert waiting.case.hosting == 888.0


# --- a link to exactly this ----------------------------------------------------------------------


@pytest.fixture
def follow(store):
    """Follow a link to the case of a project."""
    from pathlib import Path

    from streamlit.testing.v1 import AppTest

    root = Path(__file__).resolve().parents[2]

    def open_link(project: str, text: str):
        app = AppTest.from_file(str(root / "app.py"), default_timeout=60)
        app.query_params["project"] = project
        app.run()
        app.query_params["case"] = text
        return fine(app.switch_page("pages/case.py").run())

    return open_link


def test_a_link_reopens_case_scenario_and_view_and_can_be_taken_back(look, follow, store, napkin):
    app = look(napkin, "options")
    by_key(app, f"case_retrain_{napkin}").click().run()
    choose(app, "scenarios")
    by_key(app, f"case_shown_{napkin}").set_value("Pessimistic").run()
    wanted, sent = figures(choose(app, "home")), app.code[0].value.split("case=")[-1]
    linked = plan(store, napkin)
    choose(app, "scenarios")
    by_key(app, f"case_shown_{napkin}").set_value("Base").run()
    other = look(napkin)
    before = figures(other)
    arrived = follow(napkin, sent)
    assert figures(arrived) == wanted != before
    assert plan(store, napkin) == linked
    assert arrived.pills[0].value == "home"
    assert "case" not in arrived.query_params
    next(b for b in arrived.button if b.label == "Back to what was set before").click().run()
    assert figures(fine(arrived)) == before


def test_a_link_gives_its_own_numbers_after_the_page_of_returns_has_changed(
    look, follow, store, napkin
):
    from dataclasses import replace

    from lepton.value import Assumptions

    app = look(napkin, "home")
    wanted, sent = figures(app), app.code[0].value.split("case=")[-1]
    money = Assumptions.from_dict(store.project(napkin).assumptions)
    store.update_project(napkin, assumptions=replace(money, benefit=9.0).to_dict())
    assert npv_in(figures(look(napkin))) < 0 < npv_in(wanted)
    assert npv_in(figures(follow(napkin, sent))) == pytest.approx(npv_in(wanted), rel=2e-3)


@pytest.mark.parametrize(
    "state",
    [
        {},
        {"plan": {"case": {}}, "ledger": [], "view": None},
        {"plan": {"case": {"hosting": -5}}, "ledger": {}},
        {"plan": {"case": {"nonsense": 1}}, "ledger": {}},
        {"plan": {"case": {}}, "ledger": {"hosting": 3}},
        {"plan": {"case": {}}, "ledger": {}, "more": 1},
    ],
)
def test_a_link_that_is_not_ours_changes_nothing(follow, store, napkin, state):
    app = follow(napkin, packed(state))
    assert len(app.warning) == 1
    with pytest.raises(NotFound):
        plan(store, napkin)


# --- take home -----------------------------------------------------------------------------------


def test_files_are_offered_for_what_there_is(look, projects):
    with_model = {b.key.split("_")[2] for b in look(projects["binary"], "home").download_button}
    without = {b.key.split("_")[2] for b in look(projects["napkin"], "home").download_button}
    assert {"excel", "slides", "one", "full", "html", "bundle"} <= without
    assert with_model - without == {"card"}


def test_a_template_that_is_none_is_told(look, napkin):
    app = look(napkin, "home")
    app.session_state[f"case_brand_{napkin}"] = True
    fine(app.run())
    by_key(app, f"case_template_{napkin}").upload("deck.pptx", b"no deck", "application/x").run()
    assert len(fine(app).warning) == 1


def test_the_list_to_act_on_says_how_many_are_left_alone(look, projects):
    binary = projects["binary"]
    app = look(binary, "home")
    app.session_state[f"case_list_reasons_{binary}"] = 0
    by_key(app, f"case_list_make_{binary}").set_value(True).run()
    said = words(fine(app))
    assert "left alone on purpose" in said
    by_key(app, f"case_list_alone_{binary}").set_value(0.5).run()
    assert words(fine(app)) != said


def test_a_project_file_reopens_the_case_on_another_machine(
    look, start, store, napkin, tmp_path, monkeypatch
):
    from pages.ui.case_files import Brand, files_of
    from pages.ui.case_shown import shown_of

    app = look(napkin, "options")
    by_key(app, f"case_retrain_{napkin}").click().run()
    wanted = figures(fine(app))
    every = files_of(shown_of(store.project(napkin)), Brand())
    content = next(taken for taken in every if taken.key == "bundle").make()
    monkeypatch.setenv("LEPTON_HOME", str(tmp_path / "elsewhere"))
    there = start()
    there.session_state["bring"] = True
    fine(there.run())
    by_key(there, "bring_file").upload("mine.lepton", content, "application/zip").run()
    assert "Fingerprint" in words(fine(there))
    by_key(there, "bring_open").click().run()
    assert figures(fine(there.switch_page("pages/case.py").run())) == wanted


def test_a_project_file_that_was_changed_is_refused(start):
    app = start()
    app.session_state["bring"] = True
    fine(app.run())
    by_key(app, "bring_file").upload("mine.lepton", b"PK no zip", "application/zip").run()
    assert len(fine(app).warning) == 1


def npv_in(said: str) -> float:
    """The net present value in the line of figures."""
    found = re.search(r"net present value (−?)€([\d,]+)", said)
    return float(found[2].replace(",", "")) * (-1 if found[1] else 1)


def by_key(app, key: str):
    """Any control by its key."""
    kinds = (
        "number_input", "selectbox", "button", "toggle", "slider", "multiselect", "text_input",
        "text_area", "file_uploader", "radio",
    )  # fmt: skip
    return next(node for kind in kinds for node in getattr(app, kind) if node.key == key)


def bring(app, text: str):
    node = next(n for n in app.file_uploader if n.key.startswith("case_import_"))
    fine(node.upload("case.json", text.encode(), "application/json").run())


def a_plan(store=None, project: str = ""):
    """A plan: that of a project, or any."""
    if store is None:
        from lepton.finance import Case, FlatEarning
        from lepton.finance import first_plan as first

        return first(Case(), FlatEarning(profit=2.5, decisions_per_month=3_000))
    found = store.project(project)
    return first_plan(store, found, earning_of(store, found), at="")


# --- what the live case sends --------------------------------------------------------------------


def released(project_id: str) -> None:
    """One release of the hand that moved two scenarios, on a case as it was read once."""
    from pages.ui.case_shown import shown_of
    from pages.ui.case_top import Keeping
    from pages.ui.live_case import Message
    from pages.ui.store import store

    keep = Keeping(shown_of(store().project(project_id)))
    keep(Message("Pessimistic", {}, {"hosting": 321.0}))
    keep(Message("Base", {}, {"hosting": 123.0}))


def test_a_release_that_moved_two_scenarios_keeps_both(store, napkin):
    from streamlit.testing.v1 import AppTest

    app = AppTest.from_function(released, kwargs={"project_id": napkin}).run()
    assert not app.exception
    kept = plan(store, napkin)
    assert kept.case.hosting == 123.0
    assert kept.book["Pessimistic"].changes["hosting"] == 321.0
    assert f"case_aside_{napkin}" not in app.session_state


def test_both_moves_of_a_release_are_set_aside_together(store, napkin):
    """Where somebody else saved meanwhile, neither of the two moves is lost."""
    from streamlit.testing.v1 import AppTest

    def late(project_id: str) -> None:
        from dataclasses import replace

        from pages.ui.case_shown import shown_of
        from pages.ui.case_top import Keeping
        from pages.ui.live_case import Message
        from pages.ui.store import store

        shown = shown_of(store().project(project_id))
        keep = Keeping(replace(shown, kept=replace(shown.kept, revision=0)))
        keep(Message("Pessimistic", {}, {"hosting": 321.0}))
        keep(Message("Base", {}, {"hosting": 123.0}))

    keep_plan(store, store.project(napkin), a_plan(store, napkin), revision=0, by="Ada")
    app = AppTest.from_function(late, kwargs={"project_id": napkin}).run()
    mine = plan_from_json(app.session_state[f"case_aside_{napkin}"]["mine"])
    assert mine.case.hosting == 123.0
    assert mine.book["Pessimistic"].changes["hosting"] == 321.0


def test_the_workshop_is_one_click_away(look, napkin):
    app = by_key(look(napkin), f"case_workshop_{napkin}").click().run()
    assert [t.value for t in fine(app).title] == ["Shall we try your numbers?"]


def test_scenarios_say_whether_they_follow_the_ranges(look, store, napkin):
    app = look(napkin, "scenarios")
    assert "Pessimistic and Optimistic follow the base" in words(app)
    kept = a_plan(store, napkin).with_values({"hosting": 900.0}, scenario="Optimistic")
    keep_plan(store, store.project(napkin), kept, revision=0, by="Ada")
    said = words(look(napkin, "scenarios"))
    assert "Pessimistic follows the base" in said
    assert "Optimistic holds values of its own" in said


# --- a no, and what it leads to ------------------------------------------------------------------


@pytest.fixture
def poor(look, store, napkin):
    """A case that earns nothing, because a kept customer is worth next to nothing here."""
    kept = a_plan(store, napkin).with_values({"benefit": 1.0})
    keep_plan(store, store.project(napkin), kept, revision=0, by="Ada")
    return look(napkin)


def test_no_leads_to_no_pilot_and_to_no_training(poor):
    said = words(choose(poor, "knowing"))
    assert "Do not build it as it is" in said
    assert "Go ahead above" not in [m.label for m in poor.metric]
    assert "nothing to win by training again" in words(choose(poor, "options"))


def test_the_step_from_the_page_of_returns_names_what_was_changed_here(poor, napkin):
    poor.session_state[f"case_reconciled_{napkin}"] = True
    fine(poor.run())
    steps = next(d.value for d in poor.dataframe if "A month" in d.value.columns)
    assert "Other values here than on the page Worth" in list(steps[""])
    amounts = [float(re.sub(r"[^\d.\-]", "", a.replace("\u2212", "-"))) for a in steps["A month"]]
    assert sum(amounts[:-1]) == pytest.approx(amounts[-1], abs=3)
