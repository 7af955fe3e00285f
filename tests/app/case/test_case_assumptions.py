"""Each assumption changes the case and its figures, and says where it comes from."""

import pytest

from lepton.errors import InputError
from pages.ui.case_ledger import with_cells

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


def test_each_field_changes_the_case_and_its_figures(
    look, store, napkin, fine, figures, plan, by_key
):
    app = look(napkin, "costs")
    for group, name, value, kept in FIELDS:
        before = figures(app)
        app.session_state[f"case_group_{group}_{napkin}"] = True
        fine(app.run())
        by_key(app, f"case_field_{name}_{napkin}").set_value(value).run()
        assert getattr(plan(store, napkin).case, name) == kept
        assert figures(app) != before, name


def test_the_money_of_a_decision_can_be_other_than_on_the_page_of_returns(
    look, store, napkin, fine, figures, plan, by_key
):
    app = look(napkin, "costs")
    before = figures(app)
    app.session_state[f"case_group_earning_{napkin}"] = True
    fine(app.run())
    by_key(app, f"case_field_success_rate_{napkin}").set_value(45.0).run()
    assert plan(store, napkin).changes == {"success_rate": 0.45}
    assert figures(fine(app)) != before


def test_each_month_of_the_season_counts(look, store, napkin, fine, plan, by_key):
    app = look(napkin, "costs")
    app.session_state[f"case_group_volume_{napkin}"] = True
    fine(app.run())
    by_key(app, f"case_season_11_{napkin}").set_value(3.0).run()
    assert plan(store, napkin).case.season == (*[1.0] * 11, 3.0)


def test_a_field_that_stands_idle_is_not_asked_for(look, store, napkin, fine):
    app = look(napkin, "costs")
    app.session_state[f"case_group_adoption_{napkin}"] = True
    fine(app.run())
    keys = [n.key for n in app.number_input]
    assert f"case_field_adoption_months_{napkin}" in keys
    assert f"case_field_bass_imitation_{napkin}" not in keys


def test_what_was_measured_is_marked(look, projects, fine, plain):
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
def test_each_column_of_the_list_of_assumptions_is_kept(cells, kept, a_plan):
    given = a_plan()
    changed = with_cells(given, given.ledger["hosting"], cells)
    assert kept(changed.ledger["hosting"])
    assert changed.case.hosting == changed.ledger["hosting"].value


def test_shares_are_written_in_percent(a_plan):
    given = a_plan()
    cells = {"Value": 25.0, "Low": 10.0, "High": 40.0}
    changed = with_cells(given, given.ledger["discount_rate"], cells)
    entry = changed.ledger["discount_rate"]
    assert (entry.value, entry.low, entry.high) == (0.25, 0.1, 0.4)


def test_a_range_out_of_order_is_refused_in_one_sentence(a_plan):
    given = a_plan()
    with pytest.raises(InputError, match="must be from low to high; got 300 to 90"):
        with_cells(given, given.ledger["hosting"], {"Low": 300.0, "High": 90.0})


def test_guesses_are_counted_on_the_list_and_beside_the_answer(look, napkin, words):
    said = words(look(napkin, "ledger"))
    assert "inputs are guesses. This count stands on every file." in said


def test_assumptions_that_go_together_can_be_linked_and_parted(
    look, store, napkin, fine, plan, by_key
):
    app = look(napkin, "ledger")
    app.session_state[f"case_links_{napkin}"] = True
    fine(app.run())
    by_key(app, f"case_link_{napkin}").click().run()
    (pair, strength), *_ = plan(store, napkin).correlations.items()
    assert strength == 0.5
    by_key(fine(app), f"case_link_{pair[0]}_{pair[1]}_{napkin}").click().run()
    assert not plan(store, napkin).correlations
