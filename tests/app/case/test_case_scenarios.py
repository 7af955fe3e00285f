"""Scenarios, versions and what two people save at once: nothing that was set is ever lost."""

import pytest

from lepton.finance.plan_json import plan_from_json, plan_json
from lepton.workflows.case_store import keep_plan, plan_of, versions


@pytest.fixture
def bring(fine):
    """Bring a file of a case to the page."""

    def brought(app, text: str):
        node = next(n for n in app.file_uploader if n.key.startswith("case_import_"))
        fine(node.upload("case.json", text.encode(), "application/json").run())

    return brought


# --- scenarios -----------------------------------------------------------------------------------


def test_a_scenario_of_ones_own_is_made_changed_locked_and_deleted(
    look, store, napkin, choose, fine, figures, plan, by_key
):
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


def test_two_scenarios_are_compared_and_bridged(look, store, napkin, fine, words, plan, by_key):
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


def test_a_name_that_is_taken_or_hidden_is_told(look, store, napkin, words, plan, by_key):
    app = look(napkin, "scenarios")
    by_key(app, f"case_new_name_{napkin}").set_value(f"{chr(0x202E)}evil").run()
    by_key(app, f"case_add_{napkin}").click().run()
    assert "must be made of characters that can be seen" in words(app)
    by_key(app, f"case_new_name_{napkin}").set_value("Base").run()
    by_key(app, f"case_add_{napkin}").click().run()
    assert plan(store, napkin).shown == "Base 2"


def test_a_version_names_who_locked_it_and_can_be_reopened(
    look, store, napkin, choose, fine, words, figures, by_key
):
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


def test_a_case_goes_out_and_comes_in_as_a_file(
    look, store, napkin, bring, fine, words, plan, by_key, a_plan
):
    app = look(napkin, "scenarios")
    changed = a_plan(store, napkin).with_values({"hosting": 777.0})
    bring(app, plan_json(changed))
    by_key(app, f"case_use_import_{napkin}").click().run()
    assert plan(store, napkin).case.hosting == 777.0
    bring(fine(app), '{"schema": "lepton.case", "version": 99}')
    by_key(app, f"case_use_import_{napkin}").click().run()
    assert "newer" in words(app)
    assert plan(store, napkin).case.hosting == 777.0


def test_scenarios_say_whether_they_follow_the_ranges(look, store, napkin, words, a_plan):
    app = look(napkin, "scenarios")
    assert "Pessimistic and Optimistic follow the base" in words(app)
    kept = a_plan(store, napkin).with_values({"hosting": 900.0}, scenario="Optimistic")
    keep_plan(store, store.project(napkin), kept, revision=0, by="Ada")
    said = words(look(napkin, "scenarios"))
    assert "Pessimistic follows the base" in said
    assert "Optimistic holds values of its own" in said


# --- two people ----------------------------------------------------------------------------------


@pytest.fixture
def conflict(look, store, napkin, fine, by_key, a_plan):
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


def test_nobody_is_overwritten_unseen(conflict, store, napkin, words, plan):
    said = words(conflict)
    assert "Grace saved this case on" in said
    assert "Licences" in said
    assert plan(store, napkin).case.licences == 111.0
    assert plan(store, napkin).case.hosting == 150.0


def test_theirs_can_be_taken(conflict, store, napkin, fine, words, plan, by_key):
    by_key(conflict, f"case_theirs_{napkin}").click().run()
    assert "Grace saved" not in words(fine(conflict))
    assert plan(store, napkin).case.hosting == 150.0


def test_mine_can_be_kept_as_a_scenario_beside_theirs(conflict, store, napkin, fine, plan, by_key):
    by_key(conflict, f"case_mine_{napkin}").click().run()
    kept = plan(store, napkin)
    assert kept.case.licences == 111.0
    assert kept.scenario().changes["hosting"] == 999.0
    assert "Keep mine" not in [b.label for b in fine(conflict).button]


def test_a_damaged_case_is_told_and_can_be_begun_anew(
    start, store, napkin, fine, words, figures, a_plan
):
    from lepton.workflows.case_kept import PLAN

    keep_plan(store, store.project(napkin), a_plan(store, napkin), revision=0)
    store.put_document(napkin, PLAN, "{damaged", revision=1)
    app = fine(start("case", napkin))
    assert "cannot be read" in words(app)
    next(b for b in app.button if b.label == "Start the case anew").click().run()
    assert "net present value" in figures(fine(app))


def test_a_second_conflict_does_not_throw_the_first_away(
    conflict, store, napkin, fine, plan, by_key
):
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


def test_a_release_that_moved_two_scenarios_keeps_both(store, napkin, plan):
    from streamlit.testing.v1 import AppTest

    app = AppTest.from_function(released, kwargs={"project_id": napkin}).run()
    assert not app.exception
    kept = plan(store, napkin)
    assert kept.case.hosting == 123.0
    assert kept.book["Pessimistic"].changes["hosting"] == 321.0
    assert f"case_aside_{napkin}" not in app.session_state


def test_both_moves_of_a_release_are_set_aside_together(store, napkin, a_plan):
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
