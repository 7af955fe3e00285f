"""What stands below the live curve: closed at first, one view at a time, for any money."""

import numpy as np
import pandas as pd
import pytest

from lepton.value import Assumptions
from lepton.workflows.scores import ScoreColumns, open_scores

VIEWS = ["segments", "certainty", "trust", "limits", "proof", "measures"]
CHARTS = {
    "segments": 1, "certainty": 2, "trust": 2, "limits": 2, "proof": 0, "measures": 1,
}  # fmt: skip
OFFER = {"benefit": 60.0, "success_rate": 0.5, "contact_cost": 5.0}
MONEY = {
    "an offer": OFFER,
    "a value column": OFFER | {"benefit": 0.4, "benefit_from": "column"},
    "formulas": {"form": "formula", "tp_formula": "spend * 0.2", "fp_formula": "0 - 5"},
    "right or wrong": {"form": "matrix", "right": 30.0, "wrong": 5.0, "missed": 2.0},
    "nobody chosen": OFFER | {"benefit": 0.0},
    "everybody chosen": OFFER | {"benefit": 9000.0},
    "a base rate and a range": OFFER
    | {"base_rate": 0.1, "success_low": 0.3, "success_high": 0.6, "budget": 900.0},
}


@pytest.fixture
def linear(filled, store):
    """The project with the linear model as its own."""
    model = next(m for m in store.models(filled.binary) if m.family == "linear")
    store.update_project(filled.binary, model_id=model.id)
    return filled.binary


@pytest.fixture
def look(start):
    """Open the page of returns at one of the views."""

    def opened(project: str, view: str):
        app = start("roi", project)
        app.pills[0].select(view).run()
        assert not app.exception
        assert not app.error, [e.value for e in app.error]
        return app

    return opened


@pytest.fixture
def brought(store):
    """A project about scores, half of whose people were called by lot."""
    rng = np.random.default_rng(5)
    n = 1200
    p = rng.beta(1, 3, n)
    called = rng.integers(0, 2, n)
    left = rng.random(n) < p * np.where(called, 0.3, 1.0)
    frame = pd.DataFrame({
        "left": np.where(left, "yes", "no"), "model": p, "points": np.round(p * 800 + 100),
        "called": called, "branch": rng.integers(0, 60, n),
    })  # fmt: skip

    def make(**columns) -> str:
        given = {"y": "left", "scores": ("model",), "positive": "yes"} | columns
        return open_scores(store, frame, ScoreColumns(**given), "scores.csv").id

    return make


def words(app) -> str:
    return plain(" ".join(e.value for e in (*app.markdown, *app.caption, *app.info, *app.warning)))


def plain(text: str) -> str:
    return text.replace("\\", "").replace("\u2060", "").replace("\u00a0", " ")


def field(app, kind: str, label: str):
    return next(node for node in getattr(app, kind) if plain(node.label).startswith(label))


def test_nothing_is_open_at_first(start, linear):
    app = start("roi", linear)
    assert app.pills[0].value is None
    assert len(app.pills[0].options) == len(VIEWS)
    assert not app.get("plotly_chart")
    assert "rows the model has never seen (Linear)" in words(app)


def test_a_view_can_be_closed_again(look, linear):
    app = look(linear, "measures")
    assert len(app.get("plotly_chart")) == 1
    app.pills[0].set_value(None).run()
    assert not app.get("plotly_chart")


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("money", MONEY)
def test_every_view_copes_with_every_kind_of_money(look, linear, store, view, money):
    store.update_project(linear, assumptions=Assumptions(**MONEY[money]).to_dict())
    app = look(linear, view)
    assert not app.warning or view == "trust"  # the alarm of the cut-offs
    if money == "an offer":
        assert len(app.get("plotly_chart")) == CHARTS[view]


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_copes_with_a_model_that_knows_nothing(look, filled, view):
    look(filled.binary, view)  # the newest model is the baseline


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize(
    "columns",
    [{}, {"scores": ("model", "points")}, {"scores": ("points",)}, {"group": "branch"}],
    ids=["chances", "two", "points", "groups"],
)
def test_every_view_copes_with_scores_from_elsewhere(look, brought, view, columns):
    assert not look(brought(**columns), view).warning


# --- where the money comes from ------------------------------------------------------------------


def test_the_column_that_parts_the_money_can_be_changed(look, linear):
    app = look(linear, "segments")
    choice = field(app, "selectbox", "Part the decisions by")
    assert "left" not in choice.options
    choice.select("plan").run()
    assert "Profit a month by plan" in words(app)
    table = app.dataframe[0].value
    assert {"basic", "family", "business", "Together"} <= set(table["plan"])


def test_scores_and_outcome_do_not_part_themselves(look, brought):
    app = look(brought(scores=("model", "points")), "segments")
    assert field(app, "selectbox", "Part").options == ["called", "branch"]


# --- how sure it is ------------------------------------------------------------------------------


def test_the_range_the_luck_and_what_is_assumed_are_said(look, linear, store):
    store.update_project(linear, assumptions=Assumptions(**OFFER).to_dict())
    said = words(look(linear, "certainty"))
    assert "a month in 90 of 100 samples like this one" in said
    assert "A model that knows nothing" in said
    assert "works for 50 % of the hits is assumed, not measured." in said


def test_an_assumed_range_is_priced(look, linear, store):
    ranged = Assumptions(**OFFER, success_low=0.3, success_high=0.7)
    store.update_project(linear, assumptions=ranged.to_dict())
    said = words(look(linear, "certainty"))
    assert "between 30 % and 70 % it would be €" in said


def test_nobody_chosen_is_certain(look, linear, store):
    store.update_project(linear, assumptions=Assumptions(**MONEY["nobody chosen"]).to_dict())
    said = words(look(linear, "certainty"))
    assert "Nobody is acted on, so nothing is earned" in said
    assert "assumed, not measured" not in said


def test_another_model_can_be_put_beside_it(look, linear):
    app = look(linear, "certainty")
    assert "Baseline" in field(app, "selectbox", "Compare Linear with").options
    assert "How much more Linear earns than Baseline" in words(app)


def test_a_model_on_its_own_is_compared_with_none(look, brought):
    assert not [s for s in look(brought(), "certainty").selectbox if "Compare" in s.label]


def test_the_model_beside_it_is_the_one_that_is_chosen(look, brought):
    app = look(brought(scores=("model", "points", "called")), "certainty")
    field(app, "selectbox", "Compare model with").select("called").run()
    assert "How much more model earns than called" in words(app)


def test_few_rows_can_be_trained_again_and_again(look, linear, store, finished):
    app = look(linear, "certainty")
    assert "which rows they happen to be matters a lot" in words(app)
    field(app, "button", "Train again and again").click().run()
    assert finished(linear, "recheck").state == "done"
    app.run()
    said = words(app)
    assert [tile.label for tile in app.metric] == ["As shown above", "By many trainings"]
    assert "by 25 trainings and 400 rows" in app.metric[1].delta
    assert "Expect about €" in said
    assert "Train again and again" not in [b.label for b in app.button]


def test_scores_from_elsewhere_cannot_be_trained_again(look, brought):
    assert "again and again" not in words(look(brought(), "certainty"))


# --- whether the chances hold --------------------------------------------------------------------


def test_chances_are_checked_in_cases_and_in_money(look, linear):
    said = words(look(linear, "trust"))
    assert "Probabilities" in said
    assert "expected" in said


def test_scores_that_are_no_chances_are_told_and_not_checked(look, brought):
    app = look(brought(scores=("points",)), "trust")
    assert "are no chances between 0 and 1" in words(app)
    assert not app.get("plotly_chart")


def test_a_cut_off_that_cannot_be_relied_on_raises_an_alarm(look, store):
    rng = np.random.default_rng(1)
    p = rng.beta(1, 4, 4000)
    frame = pd.DataFrame({"y": (rng.random(4000) < p).astype(int), "s": p**0.3})
    project = open_scores(store, frame, ScoreColumns(y="y", scores=("s",)), "far off.csv")
    app = look(project.id, "trust")
    assert "earns" in app.warning[0].value
    assert "correct the probabilities" in plain(app.warning[0].value)


# --- limits, proof, measures ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "label", "value"),
    [
        ("number_input", "Cost of one look", 6.0),
        ("slider", "Looks that come to the wrong result", 0.2),
        ("number_input", "Alerts a day", 3.0),
        ("number_input", "Minutes for each", 25.0),
        ("number_input", "Hours a day there are", 0.5),
    ],
)
def test_each_setting_of_looks_and_alerts_changes_what_is_said(
    look, linear, store, kind, label, value
):
    store.update_project(linear, assumptions=Assumptions(**OFFER).to_dict())
    app = look(linear, "limits")
    before = words(app)
    field(app, kind, label).set_value(value).run()
    assert words(app) != before


def test_where_every_case_has_its_own_money_the_reason_is_told_once(look, linear, store):
    store.update_project(linear, assumptions=Assumptions(**MONEY["a value column"]).to_dict())
    app = look(linear, "limits")
    assert len([i for i in app.info if "same in every row" in i.value]) == 1
    assert "day by day" not in words(app)
    assert len(app.get("plotly_chart")) == 1  # what each budget could earn


def test_scores_that_rank_can_raise_alerts_only(look, brought):
    app = look(brought(scores=("points",)), "limits")
    assert "need to know how likely each case is" in words(app)
    assert "alerts a day" in words(app)
    assert not app.get("plotly_chart")


@pytest.mark.parametrize(
    ("kind", "label", "value"),
    [
        ("slider", "Acting works for this share", 0.15),
        ("select_slider", "Share of the chosen", 0.5),
    ],
)
def test_the_size_of_the_group_follows_its_settings(look, linear, store, kind, label, value):
    store.update_project(linear, assumptions=Assumptions(**OFFER).to_dict())
    app = look(linear, "proof")
    before = words(app)
    field(app, kind, label).set_value(value).run()
    assert words(app) != before


def test_acting_that_always_works_needs_a_group_too(look, linear, store):
    sure = Assumptions(**OFFER | {"success_rate": 1.0})
    store.update_project(linear, assumptions=sure.to_dict())
    app = look(linear, "proof")
    assert "alone and have" in words(app)
    assert not app.info


def test_an_experiment_in_the_table_is_read(look, brought):
    app = look(brought(), "proof")
    choice = field(app, "selectbox", "Column that says who was acted on")
    assert choice.options == ["called"]
    assert not app.get("plotly_chart")
    choice.select("called").run()
    assert "takes away" in words(app)
    field(app, "selectbox", "What acting on hits should do").select_index(1).run()
    said = words(app)
    assert "the treatment adds" in said
    assert "would have come anyway" in said
    assert len(app.get("plotly_chart")) == 2


def test_a_table_without_such_a_column_is_asked_nothing(look, linear):
    assert "tried already" not in words(look(linear, "proof"))


def test_every_measure_can_be_drawn(look, linear):
    app = look(linear, "measures")
    choice = field(app, "selectbox", "Measure")
    seen = set()
    for place in range(len(choice.options)):
        field(app, "selectbox", "Measure").select_index(place).run()
        assert not app.exception
        assert not app.error
        seen.add(plain(app.markdown[1].value))
    assert len(choice.options) == len(seen) == 10


def test_measures_that_need_chances_are_not_offered_for_points(look, brought):
    options = field(look(brought(scores=("points",)), "measures"), "selectbox", "Measure").options
    assert not any("net benefit" in option for option in options)
    assert any("ROC" in option for option in options)
