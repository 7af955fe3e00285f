"""The live curve without a browser: its script, its wording, and who overwrites whom."""

import dataclasses
import re

import numpy as np
import pytest

from lepton.plots.format import CURRENCIES
from lepton.value import Assumptions
from lepton.value.scored import ScoredRows
from pages.ui.live_curve import state
from pages.ui.live_curve.bundle import HERE, MAIN, modules, script, style
from pages.ui.live_curve.wording import FIELDS, FORMULAS, first_formulas, groups, words

OLD = {"benefit": 200.0}
NEW = {"benefit": 300.0}
KEY = "curve"
CAMPAIGN = (
    "benefit", "success_rate", "contact_cost", "incentive_cost", "harm", "takers",
    "success_low", "success_high",
)  # fmt: skip


@pytest.fixture
def session() -> dict:
    """The state of a browser tab in which the curve is on the page."""
    return {KEY: object()}


def message(params: dict, seq: int, rev: int = 0, view: dict | None = None) -> dict:
    return {"version": 1, "seq": seq, "rev": rev, "params": params, "view": view or {}}


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
    assert len(script()) < 200_000


@pytest.mark.parametrize(
    ("form", "foreign"),
    [
        ("campaign", {"right", "wrong", "missed", "spared", *FORMULAS}),
        ("matrix", {*CAMPAIGN, *FORMULAS}),
        ("formula", {"right", "wrong", "missed", "spared", *CAMPAIGN}),
    ],
)
def test_every_assumption_of_a_form_has_a_control(form, foreign):
    shown = {c["name"] for group in groups(form, {}) for c in group["controls"]}
    asked = {f for f in FIELDS if f in Assumptions.__dataclass_fields__}
    assert shown == asked - foreign - {"fraction"}  # which stands under the chart


def test_every_assumption_can_be_set():
    chosen = {"form", "currency", "benefit_from", "follow"}  # by switches
    assert set(Assumptions.__dataclass_fields__) == set(FIELDS) | chosen


def test_the_page_opens_with_the_five_that_matter():
    first = [c["name"] for c in groups("campaign", {})[0]["controls"]]
    assert first == [
        "benefit",
        "success_rate",
        "contact_cost",
        "incentive_cost",
        "decisions_per_month",
    ]
    assert [c["name"] for c in groups("matrix", {})[0]["controls"]] == [
        "right",
        "wrong",
        "fixed_cost",
        "decisions_per_month",
    ]


def test_what_may_be_left_empty_says_what_that_means():
    for group in groups("campaign", {}):
        for control in group["controls"]:
            usual = Assumptions.__dataclass_fields__[control["name"]].default
            assert ("empty" in control) == (usual is None or usual == ""), control


@pytest.mark.parametrize(
    ("form", "source"), [("campaign", "amount"), ("campaign", "column"), ("matrix", "amount")]
)
def test_formulas_start_from_the_same_money(form, source):
    rng = np.random.default_rng(2)
    rows = ScoredRows.of(rng.random(50) < 0.4, rng.random(50), value=rng.gamma(2, 50, 50))
    before = Assumptions(
        form=form, benefit_from=source, benefit=3.0, success_rate=0.4, contact_cost=2.0,
        incentive_cost=5.0, harm=1.0, takers=0.5, right=80.0, wrong=7.0, missed=9.0, spared=2.0,
    )  # fmt: skip
    written = first_formulas(form, source)
    after = dataclasses.replace(before, form="formula", benefit_from="amount", **written)
    np.testing.assert_allclose(rows.gains(after), rows.gains(before))


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
    assert state.receive(session, KEY, message(NEW, 1, rev)).params == NEW
    again = state.known(session, KEY, NEW)
    assert (again.rev, again.params) == (rev, params)


def test_a_view_comes_with_the_message_and_is_not_sent_back(session):
    rev = state.known(session, KEY, OLD, {"metric": "roi"}).rev
    looked = {"metric": "profit"}
    assert state.receive(session, KEY, message(NEW, 1, rev, looked)).view == looked
    again = state.known(session, KEY, NEW, looked)
    assert (again.rev, again.view) == (rev, {"metric": "roi"})
    assert state.known(session, KEY, OLD, looked).view == looked  # the server knows better


def test_a_change_on_the_server_goes_out_under_a_higher_revision(session):
    rev = state.known(session, KEY, OLD).rev
    changed = state.known(session, KEY, NEW)
    assert changed.rev > rev
    assert changed.params == NEW


def test_a_message_is_taken_once(session):
    state.known(session, KEY, OLD)
    assert state.receive(session, KEY, message(NEW, 5)).params == NEW
    assert state.receive(session, KEY, message(NEW, 5)) is None
    assert state.receive(session, KEY, message(OLD, 4)) is None


def test_a_hand_that_moved_before_it_saw_our_change_wins(session):
    seen = state.known(session, KEY, OLD).rev
    ours = state.known(session, KEY, NEW).rev
    theirs = {"benefit": 250.0}
    assert state.receive(session, KEY, message(theirs, 1, seen)).params == theirs
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
    assert state.receive(session, KEY, message(OLD, 1)).params == OLD  # a new curve counts from new


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
