"""Beginning without a model: scores from elsewhere, a napkin, usual figures, and what pages say."""

import numpy as np
import pandas as pd
import pytest

from lepton.value import Assumptions
from lepton.value.presets import preset
from lepton.workflows.napkins import NapkinPlan, napkin_of, open_napkin
from lepton.workflows.scores import ScoreColumns, columns_of, has_scores, open_scores
from lepton.workflows.worth import answer_for


def table(rows: int = 900) -> pd.DataFrame:
    rng = np.random.default_rng(3)
    p = rng.beta(1, 4, rows)
    return pd.DataFrame({
        "left": np.where(rng.random(rows) < p, "yes", "no"),
        "new": p.round(6),
        "old": rng.random(rows).round(6),
        "worth": rng.gamma(2, 40, rows).round(2),
        "weight": rng.integers(1, 4, rows),
        "branch": rng.integers(0, 90, rows),
    })  # fmt: skip


@pytest.fixture
def csv() -> bytes:
    return table().to_csv(index=False).encode()


@pytest.fixture
def uploaded(start, csv):
    """The empty page of returns with a file of scores."""

    def opened(content: bytes = csv):
        app = start("roi")
        app.file_uploader[0].upload("scores.csv", content, "text/csv").run()
        assert not app.exception
        return app

    return opened


@pytest.fixture
def brought(store):
    columns = ScoreColumns(y="left", scores=("new", "old"), positive="yes")
    return open_scores(store, table(), columns, "scores.csv")


@pytest.fixture
def napkin(store):
    return open_napkin(store, "churn")


@pytest.fixture
def worth(start):
    """Open the page of returns with the plain fields open."""

    def opened(project: str):
        app = start("roi", project)
        app.session_state["plain_fields"] = True
        return app.run()

    return opened


def plain(text: str) -> str:
    return text.replace("\\", "").replace("\u2060", "").replace("\u00a0", " ")


def words(app) -> str:
    every = (*app.title, *app.markdown, *app.caption, *app.info, *app.warning)
    return plain(" ".join(e.value for e in every))


def field(app, kind: str, label: str):
    return next(node for node in getattr(app, kind) if plain(node.label).startswith(label))


def figures(app) -> str:
    return next(plain(c.value) for c in app.caption if "figures used in exports" in c.value)


def chosen(app, *scores: str, y: str = "left"):
    """Say which columns hold the outcome and the scores."""
    field(app, "selectbox", "Column that says how each case ended").select(y).run()
    picked = field(app, "multiselect", "Columns of scores")
    for name in scores:
        picked = picked.select(name)
    picked.run()
    return app


# --- scores from elsewhere ------------------------------------------------------------------------


def test_a_file_with_scores_is_shown_what_it_is_worth(uploaded, store):
    app = chosen(uploaded(), "new", "old")
    field(app, "button", "Show what they are worth").click().run()
    assert not app.warning
    project = store.project(app.query_params["project"])
    assert has_scores(store, project)
    said = words(app)
    assert "by the scores new" in said
    assert "Beside it: old, judged on the same rows." in said
    found = answer_for(_evidence(store, project), first_guess())
    assert f"€{found.chosen.profit:,.0f} a month" in figures(app)


def first_guess() -> Assumptions:
    from lepton.workflows import first_guess as guess

    return guess()


def _evidence(store, project):
    from lepton.workflows.evidence import evidence_of

    return evidence_of(store, project)


def test_nothing_is_shown_before_outcome_and_scores_are_known(uploaded):
    app = uploaded()
    assert "900 rows were read." in words(app)
    field(app, "selectbox", "Column that says how each case ended").select("left").run()
    assert not [b for b in app.button if "worth" in b.label]


def test_every_role_of_a_column_is_kept(uploaded, store):
    app = chosen(uploaded(), "new")
    field(app, "selectbox", "Outcome that calls for action").select("no").run()
    field(app, "selectbox", "Worth of each case").select("worth").run()
    field(app, "selectbox", "How many decisions a row stands for").select("weight").run()
    field(app, "selectbox", "What belongs together").select("branch").run()
    field(app, "checkbox", "Choose and report on all rows").check().run()
    field(app, "button", "Show what they are worth").click().run()
    kept = columns_of(store, store.project(app.query_params["project"]))
    assert (kept.positive, kept.value, kept.weight) == ("no", "worth", "weight")
    assert (kept.group, kept.all_rows) == ("branch", True)
    assert "which flatters" in words(app)


@pytest.mark.parametrize(
    ("y", "scores", "said"),
    [("branch", ["new"], "two values"), ("weight", ["new"], "")],
)
def test_an_outcome_of_more_than_two_values_needs_one_to_act_on(uploaded, store, y, scores, said):
    app = chosen(uploaded(), *scores, y=y)
    field(app, "button", "Show what they are worth").click().run()
    if said:
        assert len(app.warning) == 1
        assert said in words(app)
        assert store.projects() == []
    else:
        assert not app.warning


def test_a_file_that_is_no_table_gives_one_sentence(uploaded, store):
    app = uploaded(b"")
    assert len(app.warning) == 1
    assert store.projects() == []


def test_a_score_with_gaps_gives_one_sentence(uploaded, store):
    frame = table()
    frame.loc[3, "new"] = None
    app = chosen(uploaded(frame.to_csv(index=False).encode()), "new")
    field(app, "button", "Show what they are worth").click().run()
    assert len(app.warning) == 1
    assert "a finite number in every row" in words(app)
    assert store.projects() == []


@pytest.mark.parametrize("page", ["data", "model", "explain"])
def test_pages_about_models_lead_a_project_of_scores_to_its_worth(start, brought, page):
    app = start(page, brought.id)
    assert "scores that were made elsewhere, so there is no model here" in words(app)
    assert [b.label for b in app.button if b.key == "missing_roi"] == ["See what it is worth"]
    app.button(key="missing_roi").click().run()
    assert app.title[0].value == "What is it worth?"


def test_the_table_of_scores_can_be_looked_at(start, brought):
    app = start("data", brought.id)
    assert [m.value for m in app.metric][:2] == ["900", "6"]
    assert not [s for s in app.selectbox if s.key and s.key.startswith("target_")]


def test_the_sidebar_and_the_start_say_what_a_project_rests_on(start, brought, napkin):
    app = start("start", brought.id)
    side = [plain(c.value) for c in app.sidebar.caption]
    assert "Scores from elsewhere" in side
    about = [plain(c.value) for c in app.caption if "last open on" in c.value]
    assert {text.split(" ")[0] for text in about} == {"Scores", "Napkin"}
    assert not any("no model yet" in text for text in about)
    side = [plain(c.value) for c in start("start", napkin.id).sidebar.caption]
    assert "On a napkin, without data" in side


# --- a napkin -------------------------------------------------------------------------------------


def test_a_napkin_is_opened_for_a_kind_of_decision(start, store):
    app = start("roi")
    field(app, "selectbox", "Kind of decision").select("maintenance").run()
    field(app, "button", "Work it out").click().run()
    project = store.project(app.query_params["project"])
    assert project.name == "Machine failure, on a napkin"
    said = words(app)
    assert "By a rule of thumb, not from data" in said
    assert "Illustrative: " in said
    assert "It pays once a model finds" in said or "Acting pays even without a model." in said


def test_a_napkin_has_no_range_because_it_is_no_sample(start, napkin):
    said = figures(start("roi", napkin.id))
    assert "a year; cost" in said
    assert "samples like this one" not in said


@pytest.mark.parametrize(
    ("kind", "label", "value", "plan"),
    [
        ("number_input", "How often it happens", 4.0, NapkinPlan(base_rate=0.04)),
        ("select_slider", "How good the model", 1.5, NapkinPlan(base_rate=0.1, strength=1.5)),
    ],
)
def test_what_is_known_of_the_decisions_is_kept_and_changes_the_figures(
    start, napkin, store, kind, label, value, plan
):
    app = start("roi", napkin.id)
    before = figures(app)
    field(app, kind, label).set_value(value).run()
    assert napkin_of(store, napkin) == plan
    assert figures(app) != before


def test_the_amounts_of_a_napkin_can_be_changed(worth, napkin, store):
    app = worth(napkin.id)
    before = figures(app)
    field(app, "number_input", "Value of a kept customer").set_value(350.0).run()
    assert store.project(napkin.id).assumptions["benefit"] == 350
    assert figures(app) != before


def test_a_napkin_that_cannot_pay_says_so(start, napkin, store):
    money = Assumptions(benefit=1, contact_cost=5).to_dict()
    store.update_project(napkin.id, assumptions=money)
    assert "No model, however good, makes this pay" in words(start("roi", napkin.id))


@pytest.mark.parametrize("page", ["data", "model", "explain"])
def test_pages_about_data_and_models_lead_a_napkin_to_its_worth(start, napkin, page):
    app = start(page, napkin.id)
    assert "on a napkin, so there is no data and no model here" in words(app)
    assert [b.key for b in app.button].count("missing_roi") == 1


def test_an_id_with_two_underscores_in_a_row_can_be_drawn():
    from pages.ui.roi_parts import curve_key

    assert curve_key("a__b", "_") == "curve-a--b--"


# --- usual figures --------------------------------------------------------------------------------


@pytest.fixture
def usual():
    """Choose a kind of decision, and take its figures."""

    def take(app, key: str):
        box = next(s for s in app.selectbox if s.key.startswith("preset_"))
        box.select(key).run()
        field(app, "button", "Use these figures").click().run()
        assert not app.exception
        return app

    return take


def test_usual_figures_replace_amounts_and_words_and_can_be_undone(worth, filled, store, usual):
    mine = Assumptions(benefit=77.0, contact_cost=3.0).to_dict()
    store.update_project(filled.binary, assumptions=mine)
    app = usual(worth(filled.binary), "inspection")
    project = store.project(filled.binary)
    assert project.assumptions == preset("inspection").assumptions().to_dict()
    assert preset("inspection").assumes in words(app)
    label = preset("inspection").words["right"]
    assert field(app, "number_input", plain(label)).value == preset("inspection").money["right"]
    field(app, "button", "Back to the former figures").click().run()
    project = store.project(filled.binary)
    assert (project.assumptions, project.use_case) == (mine, None)
    assert "Back to the former figures" not in [b.label for b in app.button]
    assert preset("inspection").assumes not in words(app)


def test_nothing_is_taken_before_a_kind_is_chosen(start, filled):
    assert field(start("roi", filled.binary), "button", "Use these figures").disabled


def test_a_sample_keeps_its_own_figures(start, filled, store):
    store.update_project(filled.binary, use_case="churn")
    assert not [b for b in start("roi", filled.binary).button if b.label == "Use these figures"]


def test_a_napkin_takes_the_usual_rate_along_and_gives_it_back(start, napkin, store, usual):
    app = start("roi", napkin.id)
    field(app, "number_input", "How often it happens").set_value(7.0).run()
    usual(app, "credit")
    assert napkin_of(store, napkin).base_rate == preset("credit").base_rate
    assert field(app, "number_input", "How often it happens").value == 5.0
    field(app, "button", "Back to the former figures").click().run()
    assert napkin_of(store, napkin).base_rate == pytest.approx(0.07)
    assert field(app, "number_input", "How often it happens").value == 7.0
    assert store.project(napkin.id).use_case == "preset:churn"


# --- what each model is worth ---------------------------------------------------------------------


def listed(app) -> pd.DataFrame:
    return next(d.value for d in app.dataframe if "Worth a month" in d.value.columns)


def test_the_models_are_listed_with_their_worth_the_best_first(start, filled, store):
    money = Assumptions(benefit=60.0, success_rate=0.5, contact_cost=5.0)
    store.update_project(filled.binary, assumptions=money.to_dict())
    app = start("model", filled.binary)
    found = listed(app)
    assert found["Model"].tolist() == ["Linear", "Baseline"]
    assert found["Worth a month"][0].endswith("(most)")
    assert "by the amounts of the page Worth" in words(app)


def test_the_worth_follows_the_assumptions(start, filled, store):
    before = listed(start("model", filled.binary))["Worth a month"].tolist()
    money = Assumptions(benefit=900.0, currency="USD")
    store.update_project(filled.binary, assumptions=money.to_dict())
    after = listed(start("model", filled.binary))["Worth a month"].tolist()
    assert before[0].startswith("€")
    assert after[0].startswith("$")


def test_before_amounts_are_set_the_worth_is_called_a_first_guess(start, filled):
    said = words(start("model", filled.binary))
    assert "by a first guess at the amounts" in said
    assert "need not be the one that is right most often" in said or "earns most, although" in said


def test_amounts_that_do_not_fit_the_table_leave_the_list_as_it_was(start, filled, store):
    bad = Assumptions(form="formula", tp_formula="nonsense", fp_formula="0")
    store.update_project(filled.binary, assumptions=bad.to_dict())
    app = start("model", filled.binary)
    assert not app.warning
    assert not [d for d in app.dataframe if "Worth a month" in d.value.columns]


@pytest.mark.parametrize("kind", ["multiclass", "regression"])
def test_other_questions_have_no_such_column(start, filled, kind):
    app = start("model", getattr(filled, kind))
    assert not [d for d in app.dataframe if "Worth a month" in d.value.columns]
