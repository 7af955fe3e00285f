"""The live case without a browser: its script, its sliders, its messages, and what it forgets."""

import re
from dataclasses import replace

import pytest

from lepton.finance import Book, Case, FlatEarning, Scenario, first_plan
from lepton.finance.ranges import Range
from pages.ui.live_case import START, Message, matter_most, memory, taken
from pages.ui.live_case.controls import control, ends_of
from pages.ui.live_case.sent import base_of, earned, scenarios_of, stamped
from pages.ui.live_curve.bundle import MAIN, files, modules, script, style
from pages.ui.live_curve.state import known, receive

KEY = "case"
VALUES = {"Base": {"hosting": 150.0, "profit": 2.0}, "Dear": {"hosting": 400.0, "profit": 2.0}}
EARNING = FlatEarning(profit=2.0, decisions_per_month=5000)


@pytest.fixture
def plan():
    book = Book((Scenario("Dear", {"hosting": 400.0}), Scenario("Done", {}, locked=True)))
    return replace(first_plan(Case(), EARNING), book=book)


def test_the_script_holds_every_module_and_one_default_export():
    folder = START.parent
    assert {path.stem for path in folder.glob("*.js")} <= set(modules(START))
    assert modules(START)[-1] == MAIN
    assert len(re.findall(r"^export ", script(START), re.MULTILINE)) == 1
    assert not re.search(r"^import ", script(START), re.MULTILINE)


def test_modules_of_both_folders_have_names_of_their_own():
    shared = START.parents[2] / "live_curve" / "js"
    used = [path for path in files(START).values() if path.parent == shared]
    assert used
    assert not {p.stem for p in shared.glob("*.js")} & {
        p.stem for p in START.parent.glob("*.js") if p.stem != MAIN
    }


def test_nothing_is_ever_parsed_as_html_or_asked_of_another_server():
    for word in ("innerHTML", "outerHTML", "insertAdjacentHTML", "eval(", "Function(", "fetch("):
        assert word not in script(START)
    assert "url(" not in style(START.parents[1] / "case.css").replace("url(#", "")
    assert len(script(START)) < 150_000


def test_sliders_go_to_what_can_be_moved_and_changes_the_answer():
    known_names = dict.fromkeys(("profit", "hosting", "share", "horizon_months"), 1)
    names = ["delivered", "share", "horizon_months", "profit", "profit", "hosting", "unknown"]
    assert matter_most(names, known_names) == ("profit", "hosting")
    many = [n for n in Case().to_dict() if n.endswith("_days")] * 2
    assert len(matter_most([*many, "tools"], Case().to_dict())) == 5


@pytest.mark.parametrize(
    ("name", "value", "span", "ends"),
    [
        ("hosting", 150.0, None, (0.0, 400.0)),
        ("hosting", 0.0, None, (0.0, 100.0)),
        ("success_rate", 0.3, Range.pert(0.2, 0.3, 0.4), (0.0, 0.5)),
        ("adoption_ceiling", 1.0, Range.pert(0.7, 1.0, 1.0), (0.55, 1.0)),
        ("benefit", 100.0, Range.lognormal(80, 125), (0.0, 180.0)),
        ("discount_rate", 0.1, None, (0.0, 0.25)),
        ("profit", -2.0, None, (-5.0, 0.0)),
    ],
)
def test_a_slider_goes_a_little_beyond_the_range_in_round_numbers(name, value, span, ends):
    low, high = ends_of(name, value, span)
    assert low <= value <= high
    assert (low, high) == pytest.approx(ends)
    told = control(name, (low, high), {})
    assert told["low"] <= low < high <= told["high"]


def test_units_stand_beside_the_number():
    assert control("data_days", (0, 50), {})["unit"] == "days"
    assert control("hosting", (0, 50), {})["unit"] == "a month"
    assert control("success_rate", (0, 1), {})["kind"] == "rate"
    assert control("profit", (0, 1), {"profit": "<b>"})["label"] == "<b>"


def test_a_message_is_sorted_by_scenario_and_holds_only_what_changed():
    params = {
        "shown": "Dear",
        "hands": {"Base": {"hosting": 99, "profit": 2.0}, "Dear": {"profit": 3.0}},
    }
    first, last = memory.messages(params, VALUES)
    assert (first.shown, first.changed) == ("Base", {"hosting": 99.0})
    assert (last.shown, last.changed) == ("Dear", {"profit": 3.0})
    assert last.values == {"hosting": 400.0, "profit": 3.0}


@pytest.mark.parametrize(
    "params",
    [
        {},
        {"shown": "Nowhere", "hands": {}},
        {"shown": "Base", "hands": []},
        {"shown": ["Base"], "hands": {}},
    ],
)
def test_what_is_malformed_is_no_message(params):
    assert memory.messages(params, VALUES) == []


def test_values_that_are_no_numbers_are_left_out():
    hands = {"Base": {"hosting": "1", "profit": True, "other": 1.0}, "Dear": "x"}
    (only,) = memory.messages({"shown": "Base", "hands": hands}, VALUES)
    assert only.changed == {}


def test_what_the_browser_moved_is_not_sent_back_once_it_was_kept():
    session = {KEY: object()}
    first = memory.params_for(session, KEY, "Base", VALUES)
    rev = known(session, KEY, first).rev
    moved = {"shown": "Dear", "hands": {"Dear": {"hosting": 500.0}}}
    receive(session, KEY, {"version": 1, "seq": 1, "rev": rev, "params": moved, "view": {}})
    kept = {**VALUES, "Dear": {"hosting": 500.0, "profit": 2.0}}
    assert memory.params_for(session, KEY, "Dear", kept) == moved
    assert memory.params_for(session, KEY, "Dear", VALUES) == {"shown": "Dear", "hands": {}}
    assert memory.params_for(session, KEY, "Base", kept) == {"shown": "Base", "hands": {}}


def test_nothing_is_left_of_a_case_that_is_forgotten():
    session = {KEY: object()}
    known(session, KEY, memory.params_for(session, KEY, "Base", VALUES))
    memory.memory_of(session, KEY).values = VALUES
    memory.forget(session, KEY)
    assert session == {}


def test_a_message_goes_into_its_scenario_and_a_locked_one_may_be_looked_at(plan):
    moved = taken(plan, Message("Base", {}, {"hosting": 99.0, "profit": 3.0}))
    assert (moved.case.hosting, moved.changes["profit"]) == (99.0, 3.0)
    other = taken(plan, Message("Dear", {}, {"profit": 3.0}))
    assert other.book["Dear"].changes == {"hosting": 400.0, "profit": 3.0}
    assert other.changes == {}
    assert taken(plan, Message("Done", {}, {})).shown == "Done"


def test_what_is_sent_names_every_scenario_with_what_it_earns(plan):
    sent = scenarios_of(plan, EARNING)
    assert [(s["name"], s["locked"]) for s in sent] == [
        ("Base", False), ("Dear", False), ("Done", True),
    ]  # fmt: skip
    assert all(s["earning"]["kind"] == "flat" for s in sent)
    assert [s["locked"] for s in scenarios_of(plan, EARNING, "Dear")] == [True, False, True]
    base = base_of(plan.case, EARNING, {"profit": 9.0})
    assert (base["profit"], base["hosting"]) == (9.0, 150.0)
    assert stamped({"base": base}) != stamped({"base": {**base, "hosting": 151.0}})


def test_an_earning_of_another_kind_stays_as_it_is():
    class Plain:
        """What earns the same whatever is assumed."""

        def __init__(self):
            self.base = {"decisions_per_month": 10.0, "fixed_cost": 0.0, "share": 1.0}
            self.capacity, self.budget = None, 5.0

        def worth(self, values):
            return EARNING.worth({})

    told = earned(Plain(), 1.0)
    assert (told["kind"], told["profit"], told["budget"]) == ("frozen", 2.0, 5.0)
