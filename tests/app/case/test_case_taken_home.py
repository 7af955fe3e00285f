"""What leaves the page: a link to exactly this case, its files, and the list to act on."""

import re

import pytest

from lepton.errors import NotFound
from pages.ui.case_link import packed

# --- a link to exactly this ----------------------------------------------------------------------


@pytest.fixture
def follow(store, fine):
    """Follow a link to the case of a project."""
    from pathlib import Path

    from streamlit.testing.v1 import AppTest

    root = Path(__file__).resolve().parents[3]

    def open_link(project: str, text: str):
        app = AppTest.from_file(str(root / "app.py"), default_timeout=60)
        app.query_params["project"] = project
        app.run()
        app.query_params["case"] = text
        return fine(app.switch_page("pages/case.py").run())

    return open_link


def test_a_link_reopens_case_scenario_and_view_and_can_be_taken_back(
    look, follow, store, napkin, choose, fine, figures, plan, by_key
):
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
    look, follow, store, napkin, figures
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
def test_a_link_that_is_not_ours_changes_nothing(follow, store, napkin, state, plan):
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


def test_a_template_that_is_none_is_told(look, napkin, fine, by_key):
    app = look(napkin, "home")
    app.session_state[f"case_brand_{napkin}"] = True
    fine(app.run())
    by_key(app, f"case_template_{napkin}").upload("deck.pptx", b"no deck", "application/x").run()
    assert len(fine(app).warning) == 1


def test_the_list_to_act_on_says_how_many_are_left_alone(look, projects, fine, words, by_key):
    binary = projects["binary"]
    app = look(binary, "home")
    app.session_state[f"case_list_reasons_{binary}"] = 0
    by_key(app, f"case_list_make_{binary}").set_value(True).run()
    said = words(fine(app))
    assert "left alone on purpose" in said
    by_key(app, f"case_list_alone_{binary}").set_value(0.5).run()
    assert words(fine(app)) != said


def test_a_project_file_reopens_the_case_on_another_machine(
    look, start, store, napkin, tmp_path, monkeypatch, fine, words, figures, by_key
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


def test_a_project_file_that_was_changed_is_refused(start, fine, by_key):
    app = start()
    app.session_state["bring"] = True
    fine(app.run())
    by_key(app, "bring_file").upload("mine.lepton", b"PK no zip", "application/zip").run()
    assert len(fine(app).warning) == 1


def npv_in(said: str) -> float:
    """The net present value in the line of figures."""
    found = re.search(r"net present value (−?)€([\d,]+)", said)
    return float(found[2].replace(",", "")) * (-1 if found[1] else 1)
