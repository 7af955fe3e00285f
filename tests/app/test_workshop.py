"""The workshop page: a client's numbers over the case, gone without a trace for the next client."""

from dataclasses import replace

import pytest

from lepton.finance import cash_flow
from lepton.finance.simulate import simulate
from lepton.workflows.case import earning_of, first_plan
from lepton.workflows.case_store import has_plan, keep_plan, plan_of
from pages.ui.live_case import Message
from pages.ui.workshop_said import Said, laid_over, start_over, take

SECRET = 12_345.0


@pytest.fixture
def room(filled, store, start):
    """The workshop of a trained project."""
    return start("workshop", filled.binary)


def said_in(app, project: str) -> Said:
    return app.session_state[f"workshop_said_{project}"]


def give(app, project: str, **values: float):
    """What the browser does when a client moves sliders."""
    said = said_in(app, project)
    take(said, Message("Your numbers", values, values))
    return app.run()


def button(app, key: str):
    return next(b for b in app.button if b.key == key or b.key.endswith(f"-{key}"))


def words(app) -> str:
    return " ".join(e.value for e in (*app.title, *app.markdown, *app.caption, *app.warning))


def test_without_a_case_it_says_what_is_missing_and_leads_there(start):
    app = start("workshop")
    assert app.title[0].value == "Shall we try your numbers?"
    assert "no business case yet" in words(app)


def test_it_opens_on_the_five_that_matter_most_and_keeps_nothing_by_itself(room, filled, store):
    said = said_in(room, filled.binary)
    assert len(said.names) == 5
    assert not has_plan(store, store.project(filled.binary))
    assert store.project(filled.binary).page != "workshop"


def test_a_clients_number_is_theirs_alone_until_it_is_kept(room, filled, store):
    name = said_in(room, filled.binary).names[0]
    app = give(room, filled.binary, **{name: 0.123})
    assert said_in(app, filled.binary).values == {name: 0.123}
    assert "in this browser tab only" in words(app)
    assert not has_plan(store, store.project(filled.binary))
    assert list(app.query_params) == ["project"]
    button(app, "again").click().run()
    assert said_in(app, filled.binary).values == {}


def test_the_next_client_finds_nothing_of_the_former(room, filled, store):
    said = said_in(room, filled.binary)
    app = give(room, filled.binary, decisions_per_month=SECRET)
    button(app, "workshop_next").click().run()
    assert "the one number that this client gave" in words(app)
    button(app, "stay").click().run()
    assert "What becomes of" not in words(app)
    button(app, "workshop_next").click().run()
    next(t for t in app.text_input if t.key.endswith("-name")).set_value("Hidden Corp")
    button(app, "throw").click().run()
    fresh = said_in(app, filled.binary)
    assert fresh.values == {}
    assert fresh.names == said.names
    assert fresh.key != said.key
    for secret in ("12345", "Hidden", said.key):
        assert secret not in repr(app.session_state)
        assert secret not in repr(app.query_params)
    assert not has_plan(store, store.project(filled.binary))


def test_what_a_client_gave_can_be_kept_as_a_scenario_and_the_base_stays(room, filled, store):
    project = store.project(filled.binary)
    before = first_plan(store, project, earning_of(store, project))
    app = give(room, filled.binary, decisions_per_month=SECRET)
    button(app, "workshop_next").click().run()
    button(app, "keep").click().run()
    assert "Write the name of the client first" in words(app)
    next(t for t in app.text_input if t.key.endswith("-name")).set_value("Müller & Söhne")
    button(app, "keep").click().run()
    kept = plan_of(store, project).plan
    assert kept.book.names == (*before.book.names, "Müller & Söhne")
    assert kept.book["Müller & Söhne"].changes == {"decisions_per_month": SECRET}
    assert "Said by the client" in kept.book["Müller & Söhne"].note
    assert (kept.shown, kept.client, kept.case) == ("Base", {}, before.case)
    assert said_in(app, filled.binary).values == {}


def test_notes_of_the_presenter_outlive_the_client(room, filled, store):
    project = store.project(filled.binary)
    room.text_area[0].set_value("Ask about the offer.").run()
    assert plan_of(store, project).plan.notes == "Ask about the offer."
    app = give(room, filled.binary, decisions_per_month=SECRET)
    button(app, "workshop_next").click().run()
    button(app, "throw").click().run()
    assert app.text_area[0].value == "Ask about the offer."


def test_the_presenter_chooses_what_is_on_the_sliders(room, filled):
    chooser = room.multiselect[0]
    chooser.set_value(["hosting", "contingency"]).run()
    assert said_in(room, filled.binary).names == ("hosting", "contingency")


def test_the_numbers_are_those_of_the_case_with_the_clients_over_them(filled, store):
    project = store.project(filled.binary)
    earning = earning_of(store, project)
    kept = first_plan(store, project, earning).with_values({"hosting": 400.0})
    keep_plan(store, project, kept, revision=0)
    plan = laid_over(kept, {"hosting": 900.0, "decisions_per_month": SECRET})
    case, priced = plan.under(earning)
    changed = kept.with_values({"hosting": 900.0, "decisions_per_month": SECRET})
    there = changed.under(earning)
    assert cash_flow(case, priced).npv == pytest.approx(cash_flow(*there).npv, rel=1e-12)
    assert simulate(case, priced, plan.ranges(), trials=500).p10 == pytest.approx(
        simulate(*there, changed.ranges(), trials=500).p10, rel=1e-9
    )
    brought = laid_over(kept, {"hosting": 900.0}, "Base")
    assert cash_flow(*brought.under(earning)).npv == cash_flow(*kept.under(earning)).npv


def test_what_cannot_be_used_is_refused_and_not_kept():
    said = Said("p")
    take(said, Message("Your numbers", {}, {"success_rate": 1.2}))
    assert said.values == {}
    assert "success_rate must be a number from 0 to 1" in said.refused
    take(said, Message("Your numbers", {}, {"success_rate": 1.0}))
    assert (said.values, said.refused) == ({"success_rate": 1.0}, "")


def test_a_slider_moved_in_what_was_brought_changes_nothing():
    said = Said("p")
    take(said, Message("Base", {}, {"hosting": 1.0}))
    assert said.values == {}
    assert said.looked_at == "Base"


def test_starting_over_without_a_browser_state_is_no_error():
    import streamlit as st

    said = Said("p")
    start_over(said)
    assert st.session_state["workshop_said_p"].turn == 2
    assert replace(said, turn=2).key != said.key
