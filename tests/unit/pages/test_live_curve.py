"""The live curve without a browser: its script, its wording, and who overwrites whom."""

import re

import pytest

from lepton.plots.format import CURRENCIES
from lepton.value import Assumptions
from pages.ui.live_curve import state
from pages.ui.live_curve.bundle import HERE, MAIN, modules, script, style
from pages.ui.live_curve.wording import FIELDS, groups, words

OLD = {"benefit": 200.0}
NEW = {"benefit": 300.0}
KEY = "curve"


@pytest.fixture
def session() -> dict:
    """The state of a browser tab in which the curve is on the page."""
    return {KEY: object()}


def message(params: dict, seq: int, rev: int = 0) -> dict:
    return {"version": 1, "seq": seq, "rev": rev, "params": params}


def test_the_script_holds_every_module_and_one_default_export():
    assert {path.stem for path in (HERE / "js").glob("*.js")} == set(modules())
    assert modules()[-1] == MAIN
    assert len(re.findall(r"^export ", script(), re.MULTILINE)) == 1
    assert not re.search(r"^import ", script(), re.MULTILINE)


def test_a_module_uses_only_modules_before_it():
    order = modules()
    for place, name in enumerate(order):
        text = (HERE / "js" / f"{name}.js").read_text(encoding="utf-8")
        used = set(re.findall(r'from "\./(\w+)\.js"', text))
        assert used <= set(order[:place]), name


def test_nothing_is_ever_parsed_as_html_or_run_as_code():
    for word in ("innerHTML", "outerHTML", "insertAdjacentHTML", "eval(", "Function(", "fetch("):
        assert word not in script()
    assert "url(" not in style().replace("url(#", "")


def test_the_script_is_small_enough_to_travel_with_the_page():
    assert len(script()) < 150_000


@pytest.mark.parametrize("form", ["campaign", "matrix"])
def test_every_assumption_of_a_form_has_a_control(form):
    shown = {c["name"] for group in groups(form, {}) for c in group["controls"]}
    asked = {f for f in FIELDS if f in Assumptions.__dataclass_fields__}
    other = {"campaign": {"right", "wrong"}}.get(
        form, {"benefit", "success_rate", "contact_cost", "incentive_cost"}
    )
    assert shown == asked - other


def test_a_use_case_names_its_own_controls_and_verbs():
    labels = {"benefit": "Value of a kept customer", "acting": "contacting", "action": "contact"}
    first = groups("campaign", labels)[0]["controls"][0]
    assert first["label"] == "Value of a kept customer"
    assert words("campaign", labels)["acting"] == "Contacting"
    assert words("campaign", labels)["to_act"] == "To contact"


def test_what_is_left_out_is_said_in_neutral_words():
    assert words("matrix", {})["units"] == "cases"
    assert all(words("campaign", {}).values()) is False  # no value column, and none is shown
    assert words("campaign", {})["value_column"] == ""


def test_what_was_sent_stays_the_same_after_the_browser_reports(session):
    sent = state.known(session, KEY, OLD)
    rev, params = sent.rev, sent.params
    assert state.receive(session, KEY, message(NEW, 1, rev)) == NEW
    again = state.known(session, KEY, NEW)
    assert (again.rev, again.params) == (rev, params)


def test_a_change_on_the_server_goes_out_under_a_higher_revision(session):
    rev = state.known(session, KEY, OLD).rev
    changed = state.known(session, KEY, NEW)
    assert changed.rev > rev
    assert changed.params == NEW


def test_a_message_is_taken_once(session):
    state.known(session, KEY, OLD)
    assert state.receive(session, KEY, message(NEW, 5)) == NEW
    assert state.receive(session, KEY, message(NEW, 5)) is None
    assert state.receive(session, KEY, message(OLD, 4)) is None


def test_a_hand_that_moved_before_it_saw_our_change_wins(session):
    seen = state.known(session, KEY, OLD).rev
    ours = state.known(session, KEY, NEW).rev
    theirs = {"benefit": 250.0}
    assert state.receive(session, KEY, message(theirs, 1, seen)) == theirs
    after = state.known(session, KEY, theirs)
    assert after.params == theirs
    assert after.rev > ours


def test_what_was_refused_is_put_back(session):
    rev = state.known(session, KEY, OLD).rev
    state.receive(session, KEY, message({"benefit": -1}, 1, rev))
    assert state.known(session, KEY, OLD).rev > rev


def test_a_curve_that_left_the_page_starts_from_what_is_kept(session):
    rev = state.known(session, KEY, OLD).rev
    state.receive(session, KEY, message(NEW, 5))
    del session[KEY]  # as Streamlit does when another page was shown
    fresh = state.known(session, KEY, NEW)
    assert fresh.params == NEW
    assert fresh.rev >= rev
    session[KEY] = object()
    assert state.receive(session, KEY, message(OLD, 1)) == OLD  # a new curve counts from new


@pytest.mark.parametrize(
    "broken",
    [
        None,
        "text",
        [],
        {},
        {"version": 2, "seq": 1, "params": {}},
        {"version": 1, "seq": "1", "params": {}},
        {"version": 1, "seq": 1, "params": None},
    ],
)
def test_a_malformed_message_is_no_message(session, broken):
    state.known(session, KEY, OLD)
    assert state.receive(session, KEY, broken) is None


def test_every_currency_has_a_symbol():
    assert all(symbol.strip() for symbol in CURRENCIES.values())
