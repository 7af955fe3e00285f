"""What is kept of a case: values and their list agree, clients come and go, files are checked."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from lepton.errors import InputError
from lepton.finance import BASE, Book, Case, FlatEarning, Plan, Scenario, cash_flow, first_plan
from lepton.finance.buying import Offer
from lepton.finance.case_schema import case_schema
from lepton.finance.differences import differences, mine_as_scenario
from lepton.finance.plan_json import plan_dict, plan_from_dict, plan_from_json, plan_json

EARNING = FlatEarning(profit=20.0, decisions_per_month=1000)
SCHEMA = Path(__file__).parents[3] / "docs" / "case.schema.json"


@pytest.fixture
def plan():
    return first_plan(Case(), EARNING)


@pytest.fixture
def full(plan):
    """A plan that uses everything there is."""
    filled = plan.with_ends(EARNING).with_values({"profit": 22.0, "season": (0.5, 1.5) * 6})
    filled = filled.measured({"training_hours": 0.3}, "seven trainings here")
    filled = filled.with_client({"hosting": 90.0, "adoption": "full"})
    ledger = filled.ledger.with_range("review_share", "beta", k=3, n=10)
    return replace(
        filled, ledger=ledger, correlations={("profit", "hosting"): -0.3}, shown="optimistic",
        offer=Offer(name="Acme", per_month=900), notes="First ask about volume.\nThen wait.",
    )  # fmt: skip


def test_the_list_says_what_the_case_says(plan):
    assert plan.with_values({"hosting": 300}).ledger["hosting"].value == 300
    assert replace(plan, case=Case(hosting=300)).ledger["hosting"].high == 450
    assert plan.with_values({"profit": 25}).ledger["profit"].value == 25
    assert plan.with_values({"profit": 25}).changes == {"profit": 25.0}


def test_values_come_with_their_source(plan):
    told = plan.with_values({"hosting": 300}, source_type="benchmark", at="2026-03-01")
    assert told.ledger["hosting"].source_type == "benchmark"
    assert told.ledger["hosting"].edited == "2026-03-01"
    assert plan.measured({"training_hours": 2}, "trained here").case.training_hours == 2


def test_values_of_a_scenario_leave_the_base_alone(plan):
    made = replace(plan, book=Book((Scenario("Dear"),)))
    dear = made.with_values({"hosting": 300, "profit": 9}, scenario="dear")
    assert (dear.case, dear.ledger) == (plan.case, plan.ledger)
    case, earning = dear.under(EARNING, "Dear")
    assert (case.hosting, earning.base["profit"]) == (300, 9)
    assert dear.ledger_of("Dear")["hosting"].high == 450


def test_an_assumption_of_another_kind_of_case_is_refused(plan):
    with pytest.raises(InputError, match="assumption must be one of this case; got Success rate"):
        plan.with_values({"success_rate": 0.3})
    with pytest.raises(InputError, match="changes must be of what a decision earns; got hosting"):
        replace(plan, changes={"hosting": 3})
    with pytest.raises(InputError, match="offer must be an Offer; got dict"):
        replace(plan, offer={"per_month": 3})
    with pytest.raises(InputError, match="offer must be made of characters that can be seen"):
        replace(plan, offer=Offer(name="a\x00"))


def test_what_a_client_said_lies_over_what_is_shown_and_goes_without_a_trace(plan):
    said = plan.with_client({"hosting": 90.0, "profit": 30.0})
    case, earning = said.under(EARNING)
    assert (case.hosting, earning.base["profit"]) == (90, 30)
    assert said.ledger_of()["hosting"].source_type == "client"
    assert said.case == plan.case
    assert said.without_client() == plan
    kept = said.client_kept("Acme")
    assert kept.shown == "Acme"
    assert kept.book["Acme"].changes == {"hosting": 90.0, "profit": 30.0}
    assert kept.client == {}
    with pytest.raises(InputError, match="Base is taken"):
        said.client_kept("base")


def test_a_plan_follows_what_is_earned_today_and_can_go_back_to_what_was(plan):
    richer = FlatEarning(profit=50.0, decisions_per_month=1000)
    today = plan.aligned(richer)
    assert today.ledger["profit"].value == 50
    then = plan.as_kept(richer)
    assert cash_flow(*then.under(richer)).npv == cash_flow(*plan.under(EARNING)).npv
    kept = plan.with_values({"profit": 25})
    assert kept.aligned(richer).ledger["profit"].value == 25


def test_a_scenario_that_is_gone_leaves_the_base_shown(plan):
    assert replace(plan, shown="Gone").shown == BASE
    assert replace(plan, book=Book((Scenario("Dear"),)), shown="dear").shown == "Dear"


def test_a_bridge_between_scenarios_by_name(full):
    outcomes = {o.name: o.measures.npv for o in full.outcomes(EARNING)}
    steps = full.bridge(EARNING, "Pessimistic", "Optimistic")
    total = outcomes["Optimistic"] - outcomes["Pessimistic"]
    assert sum(step.npv_change for step in steps) == pytest.approx(total)


def test_written_and_read_it_is_the_same(plan, full):
    for each in (plan, full):
        assert plan_from_json(plan_json(each)) == each
        assert plan_json(plan_from_json(plan_json(each))) == plan_json(each)


def test_what_a_file_leaves_out_takes_its_default():
    short = {"schema": "lepton.case", "version": 1, "case": {"hosting": 5}, "ledger": []}
    found = plan_from_dict(short)
    assert found.case == Case(hosting=5)
    assert found.ledger["hosting"].value == 5
    assert len(found.ledger.guesses) == found.ledger.total


def without(given, name):
    return {key: value for key, value in given.items() if key != name}


WRONG = [
    (lambda d: [d], "an export of a case"),
    (lambda d: without(d, "schema"), "an export of a case"),
    (lambda d: {**d, "schema": "lepton.plan"}, "an export of a case"),
    (lambda d: {**d, "version": 2}, "It was written by a newer Lepton"),
    (lambda d: {**d, "version": 0}, "version must be a whole number from 1; got 0"),
    (lambda d: {**d, "version": True}, "version must be a whole number"),
    (lambda d: {**d, "version": "1"}, "version must be a whole number"),
    (lambda d: without(d, "version"), "version must be a whole number from 1; got None"),
    (lambda d: {**d, "colour": 1}, "made of the parts that it has; got colour"),
    (lambda d: without(d, "ledger"), "got no ledger"),
    (lambda d: {**d, "case": 3}, "case must be values by name; got int"),
    (lambda d: {**d, "case": {**d["case"], "x": 1}}, "fields that a business case has; got x"),
    (lambda d: {**d, "case": {**d["case"], "horizon_months": 1000}}, "from 1 to 240; got 1000"),
    (lambda d: {**d, "case": {**d["case"], "horizon_months": 0}}, "from 1 to 240; got 0"),
    (lambda d: {**d, "case": {**d["case"], "discount_rate": -1}}, "from -0.99 to 10; got -1"),
    (lambda d: {**d, "ledger": {}}, "ledger must be a list of entries; got dict"),
    (lambda d: {**d, "ledger": [3]}, "ledger must be a list of entries"),
    (lambda d: {**d, "ledger": [{"id": "hosting"}]}, "fields that it has; got no value"),
    (lambda d: {**d, "ledger": [{"id": [], "value": 1}]}, "the name of an assumption"),
    (lambda d: {**d, "ledger": [{"id": "hosting", "value": 1, "z": 2}]}, "got z"),
    (lambda d: {**d, "ledger": [{"id": "hosting", "value": 1, "used_in": "a"}]}, "20 texts"),
    (lambda d: {**d, "ledger": [d["ledger"][0]] * 2}, "every assumption stands once"),
    (lambda d: {**d, "scenarios": {}}, "scenarios must be a list; got dict"),
    (lambda d: {**d, "scenarios": [{"name": f"{i}"} for i in range(21)]}, "at most 20; got 21"),
    (lambda d: {**d, "scenarios": [{"name": "x" * 61}]}, "at most 60 characters"),
    (lambda d: {**d, "changes": {"hosting": 3}}, "of what a decision earns; got hosting"),
    (lambda d: {**d, "client": {"hosting": -3}}, "hosting must be a number from 0"),
    (lambda d: {**d, "correlations": {}}, "correlations must be a list"),
    (lambda d: {**d, "correlations": [{"a": "hosting"}]}, "made of a, b and strength"),
    (lambda d: {**d, "correlations": [link("hosting", 3, 0.1)]}, "between two names"),
    (lambda d: {**d, "correlations": [link("hosting", "tools", 0.1)] * 2}, "once for each pair"),
    (lambda d: {**d, "correlations": [link("hosting", "tools", 1.1)]}, "got 1.1"),
    (lambda d: {**d, "correlations": [link("hosting", "timing", 0.1)]}, "got timing"),
    (lambda d: {**d, "correlations": impossible()}, "correlations must be possible together"),
    (lambda d: {**d, "shown": 3}, "shown must be the name of a scenario; got 3"),
    (lambda d: {**d, "offer": 3}, "offer must be values by name; got int"),
    (lambda d: {**d, "offer": {"gift": 1}}, "offer must be made of what an offer has"),
    (lambda d: {**d, "notes": 3}, "notes must be text; got 3"),
    (lambda d: {**d, "notes": "x" * 5001}, "notes must be at most 5,000 characters"),
]


def link(a, b, strength):
    return {"a": a, "b": b, "strength": strength}


def impossible():
    return [
        link("hosting", "tools", 0.9), link("tools", "licences", 0.9),
        link("hosting", "licences", -0.9),
    ]  # fmt: skip


@pytest.mark.parametrize(("spoil", "said"), WRONG)
def test_what_is_wrong_in_a_file_is_said_in_one_sentence(full, spoil, said):
    with pytest.raises(InputError, match=said):
        plan_from_dict(spoil(plan_dict(full)))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "a whole JSON text; got a damaged one"),
        ('{"schema": "lepton.case"', "a whole JSON text; got a damaged one"),
        ("[" * 100_000, "a whole JSON text"),
        ('{"schema": NaN}', "made of finite numbers; got NaN"),
        ('{"a": 1, "a": 2}', "names everything once; got a"),
        ('{"schema": ' + "9" * 5000 + "}", "made of numbers that can be used"),
        (" " * 2_000_001, "at most 2,000,000 characters long; got 2,000,001"),
    ],
)
def test_a_damaged_text_is_said_to_be_damaged(text, said):
    with pytest.raises(InputError, match=said):
        plan_from_json(text)


def test_infinite_amounts_are_refused_where_they_stand(full):
    text = plan_json(full).replace('"hosting": 150.0', '"hosting": 1e999', 1)
    with pytest.raises(InputError, match="hosting must be a number from 0 to 1e\\+12; got inf"):
        plan_from_json(text)


def test_notes_may_be_long_and_scenarios_many(plan):
    book = Book(tuple(Scenario("x" * 58 + f"{i:02}") for i in range(20)))
    long = replace(plan, notes="x" * 5000, book=book)
    assert plan_from_json(plan_json(long)) == long


KINDS = {
    "number": (int, float), "integer": int, "string": str, "boolean": bool,
    "null": type(None), "array": list, "object": dict,
}  # fmt: skip


def fits(schema, value, where="plan"):
    """A small check of the keywords that the schema uses; gives what does not fit."""
    wanted = schema.get("type", [])
    names = [wanted] if isinstance(wanted, str) else wanted
    if names and not any(_is(value, KINDS[name]) for name in names):
        return [f"{where}: {value!r} is no {names}"]
    wrong = [] if value == schema.get("const", value) else [f"{where}: {value!r}"]
    if "enum" in schema and value not in schema["enum"]:
        wrong.append(f"{where}: {value!r} not in the list")
    number = _is(value, (int, float))
    if number and not schema.get("minimum", value) <= value <= schema.get("maximum", value):
        wrong.append(f"{where}: {value} out of bounds")
    if isinstance(value, str | list):
        kind = "Length" if isinstance(value, str) else "Items"
        most, least = schema.get(f"max{kind}", len(value)), schema.get(f"min{kind}", 0)
        if not least <= len(value) <= most:
            wrong.append(f"{where}: {len(value)} long")
    for i, each in enumerate(value if isinstance(value, list) else []):
        wrong += fits(schema.get("items", {}), each, f"{where}[{i}]")
    return wrong + _object_fits(schema, value, where)


def _object_fits(schema, value, where):
    if not isinstance(value, dict):
        return []
    wrong = [f"{where}: no {name}" for name in schema.get("required", []) if name not in value]
    known = schema.get("properties", {})
    for name, each in value.items():
        if name in known:
            wrong += fits(known[name], each, f"{where}.{name}")
        elif schema.get("additionalProperties") is False:
            wrong.append(f"{where}: {name} is unknown")
    return wrong


def _is(value, kind):
    return isinstance(value, kind) and (kind is bool or not isinstance(value, bool))


def test_the_published_schema_is_that_of_the_code():
    assert json.loads(SCHEMA.read_text(encoding="utf-8")) == case_schema()


def test_what_is_written_satisfies_the_schema(plan, full):
    for each in (plan, full):
        assert fits(case_schema(), json.loads(plan_json(each))) == []


def test_the_schema_refuses_what_the_reader_refuses(full):
    spoiled = plan_dict(full)
    spoiled["case"] = {**spoiled["case"], "horizon_months": 1000, "hostign": 1}
    spoiled["colour"] = 1
    assert len(fits(case_schema(), spoiled)) == 3


def test_what_differs_is_said_in_words(plan):
    from datetime import date

    other = plan.with_values({"hosting": 300}).with_ends(EARNING)
    other = replace(
        other, notes="Ask.", correlations={("profit", "tools"): 0.5}, shown="Optimistic",
        offer=Offer(name="Acme"), client={"hosting": 1},
        ledger=other.ledger.with_source("tools", source_type="expert", date=str(date(2026, 3, 1)))
        .with_range("tools", "uniform", low=0, high=9),
    )  # fmt: skip
    found = {each.what: each.said() for each in differences(plan, other)}
    assert found["Hosting"] == "Hosting (150, now 300)"
    assert "range of Hosting" not in found
    assert found["range of Tools"] == "range of Tools (none, now uniform 0 to 9)"
    assert "now expert, 2026-03-01, 1 of 5" in found["source of Tools"]
    assert found["the notes"] == "the notes (none, now Ask.)"
    assert len(found["scenario Pessimistic"]) < 120
    assert set(found) >= {"links between assumptions", "what the client said", "the offer"}
    assert differences(plan, plan) == []


def test_mine_is_kept_as_a_scenario_of_theirs(plan):
    theirs = plan.with_values({"hosting": 300})
    theirs = replace(theirs, book=Book((Scenario("Mine", {"tools": 1}),)))
    own = Book((Scenario("Mine", {"tools": 2}), Scenario("New", {"tools": 3})))
    mine = replace(plan.with_values({"day_rate": 900, "profit": 9}), book=own)
    both = mine_as_scenario(theirs, mine, "Mine")
    assert both.case == theirs.case
    assert both.book.names == (BASE, "Mine", "Mine 2", "Mine 3", "New")
    assert both.book["Mine 2"].changes == {"profit": 9.0, "hosting": 150.0, "day_rate": 900.0}
    assert both.shown == "Mine 2"
    shown, base = cash_flow(*both.under(EARNING)), cash_flow(*mine.under(EARNING))
    assert shown.npv == base.npv


def test_a_plan_needs_a_list_of_assumptions():
    with pytest.raises(InputError, match="ledger must be a Ledger; got list"):
        Plan(case=Case(), ledger=[])
    with pytest.raises(InputError, match="changes must be values by name; got list"):
        replace(first_plan(Case(), EARNING), changes=[])


def _worths(plan, earning):
    return [round(each.measures.npv) for each in plan.aligned(earning).outcomes(earning)]


def test_the_ends_follow_their_ranges_when_the_base_moves(plan):
    made = plan.with_ends(EARNING)
    for values in ({"profit": 8.0}, {"profit": 60.0}, {"adoption_ceiling": 0.3}):
        base, bad, good = _worths(made.with_values(values), EARNING)
        assert bad < base < good
    dear = FlatEarning(profit=60.0, decisions_per_month=1000)
    assert made.aligned(dear).book == first_plan(Case(), dear).with_ends(dear).book
    assert made.aligned(EARNING) == made


def test_an_end_that_somebody_has_changed_or_locked_stays_as_it_is(plan):
    made = plan.with_ends(EARNING).with_values({"hosting": 170.0}, scenario="Pessimistic")
    mine = made.book["Pessimistic"]
    assert (mine.note, mine.changes["hosting"]) == ("", 170.0)
    other = replace(made, book=made.book.put(replace(made.book["Optimistic"], locked=True)))
    moved = other.with_values({"profit": 60.0}).aligned(EARNING)
    assert moved.book == other.book
    said = replace(made, shown="Optimistic").with_client({"hosting": 90.0}).client_kept("Theirs")
    assert said.aligned(EARNING).book["Theirs"].changes["hosting"] == 90.0
    fewer = plan.with_ends(EARNING).book["Optimistic"].without("profit")
    assert (fewer.note, "profit" in fewer.changes) == ("", False)


def test_keeping_both_makes_no_second_pessimistic_scenario_of_one_that_follows():
    """Where both follow the ranges, theirs follows the ranges that are kept."""
    earning = FlatEarning(profit=2.5, decisions_per_month=10_000)
    plan = first_plan(Case(), earning).with_ends(earning)
    theirs = plan.with_values({"profit": 9.0}).aligned(earning)
    mine = plan.with_values({"profit": 1.0}).aligned(earning)
    assert theirs.book["Pessimistic"].changes != mine.book["Pessimistic"].changes
    both = mine_as_scenario(theirs, mine, "Mine")
    assert both.book.names == ("Base", "Pessimistic", "Optimistic", "Mine")
