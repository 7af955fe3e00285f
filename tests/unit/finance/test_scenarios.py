"""Scenarios are differences on a base: side by side, from ranges, and bridged by assumption."""

import math

import pytest

from lepton.errors import InputError, NotFound
from lepton.finance import (
    BASE,
    Book,
    Case,
    FlatEarning,
    Repriced,
    Scenario,
    applied,
    cash_flow,
    first_plan,
    repriced,
    simulate,
    under,
)
from lepton.finance.bridge import bridge
from lepton.finance.outcomes import compare, from_ranges
from lepton.finance.ranges import Range

EARNING = FlatEarning(profit=20.0, decisions_per_month=1000)
DEAR = Scenario("Dear", {"hosting": 400, "profit": 15})


@pytest.fixture
def plan():
    return first_plan(Case(), EARNING)


def npv(scenario, case=None):
    return cash_flow(*under(case or Case(), EARNING, scenario)).npv


def test_without_differences_a_scenario_is_the_base_exactly():
    case = Case()
    assert applied(case, Scenario(BASE)) == (case, {})
    assert applied(case, Scenario("Empty"))[0] is case
    assert under(case, EARNING, Scenario("Empty")) == (case, EARNING)


def test_differences_go_to_the_case_and_to_what_it_earns():
    case, changes = applied(Case(), DEAR, {"profit": 18.0, "fixed_cost": 5.0})
    assert case == Case(hosting=400)
    assert changes == {"profit": 15.0, "fixed_cost": 5.0}


def test_a_base_that_changes_changes_every_scenario_that_does_not_differ_there(plan):
    moved = plan.with_values({"day_rate": 900}).with_values({"hosting": 400}, scenario=BASE)
    book = Book((Scenario("More users", {"trained_users": 50}),))
    case, _ = applied(moved.case, book["More users"])
    assert (case.day_rate, case.hosting, case.trained_users) == (900, 400, 50)


def test_an_earning_under_other_values_answers_as_if_they_were_its_own():
    other = repriced(EARNING, {"profit": 15, "benefit": 3})
    assert isinstance(other, Repriced)
    assert other.base == {**EARNING.base, "profit": 15.0}
    assert other.worth({}).profit == 15.0
    assert other.worth({"profit": 3.0}).profit == 3.0
    assert (other.currency, other.draws, other.capacity, other.budget) == ("EUR", 0, None, None)
    told = cash_flow(Case(), other).npv
    assert told == cash_flow(Case(), FlatEarning(profit=15.0, decisions_per_month=1000)).npv
    assert repriced(EARNING, {"profit": 20.0}) is EARNING


def test_side_by_side_each_has_its_difference_to_the_base():
    base, dear = compare(Case(), EARNING, Book((DEAR,)))
    assert (base.name, base.difference) == (BASE, 0.0)
    assert dear.difference == npv(DEAR) - npv(Scenario(BASE))
    assert dear.differences["npv"] == dear.difference
    assert set(base.differences.values()) <= {0.0, None}
    assert "irr_note" not in dear.differences
    assert dear.to_dict()["measures"]["npv"] == dear.measures.npv


def test_pessimistic_takes_the_bad_end_of_each_range_and_optimistic_the_good_one():
    ranges = {"profit": Range.uniform(10, 30), "hosting": Range.uniform(100, 200)}
    bad, good = from_ranges(Case(), EARNING, ranges)
    assert bad.changes == {"profit": 12.0, "hosting": 190.0}
    assert good.changes == {"profit": 28.0, "hosting": 110.0}
    assert npv(bad) < npv(Scenario(BASE)) < npv(good)


def test_an_end_that_is_no_better_than_the_base_is_left_alone():
    only_worse = {"adoption_ceiling": Range.uniform(0.5, 1.0)}
    bad, good = from_ranges(Case(), EARNING, only_worse)
    assert bad.changes == {"adoption_ceiling": 0.55}
    assert good.changes == {}


def test_ends_stay_within_the_bounds_and_unknown_names_are_left_out():
    wide = {"lasting_share": Range.normal(-0.5, 1.5), "benefit": Range.uniform(1, 2)}
    bad, good = from_ranges(Case(), EARNING, wide)
    assert bad.changes == {"lasting_share": 0.0}
    assert good.changes == {"lasting_share": 1.0}


def test_both_ends_are_ordinary_scenarios_and_stand_in_the_book(plan):
    found = plan.with_ends(EARNING)
    assert found.book.names == (BASE, "Pessimistic", "Optimistic")
    again = found.with_values({"hosting": 1.0}, scenario="Pessimistic").with_ends(EARNING)
    assert again.book == found.book
    low, high = (plan_npv.difference for plan_npv in found.outcomes(EARNING)[1:])
    assert low < 0 < high


def test_a_bridge_adds_up_to_the_difference_and_starts_with_the_largest_step():
    far = Scenario("Far", {"hosting": 400, "profit": 25, "adoption": "bass", "horizon_months": 24,
                           "decisions_per_month": 1500, "season": (0.5, 1.5) * 6})  # fmt: skip
    steps = bridge(Case(), EARNING, DEAR, far)
    assert {step.name for step in steps} == set(far.changes) - {"hosting"}
    assert math.fsum(s.npv_change for s in steps) == pytest.approx(npv(far) - npv(DEAR), abs=1e-9)
    sizes = [abs(step.npv_change) for step in steps]
    assert sizes == sorted(sizes, reverse=True)
    ends = {step.name: (step.from_, step.to) for step in steps}
    assert ends["profit"] == (15.0, 25.0)
    assert ends["adoption"] == ("linear", "bass")


def test_what_two_assumptions_cause_together_is_shared_equally():
    """Profit × volume: 2 × 3 from 1 × 1 gains 5 = (2 - 1)(1 + 3)/2 + (3 - 1)(1 + 2)/2 = 2 + 3."""
    case = Case(
        build_months=0, horizon_months=1, discount_rate=0.0, adoption="full",
        benefit_haircut=0.0, prediction_cost=0.0,
    )  # fmt: skip
    one = Scenario("One", {"profit": 1, "decisions_per_month": 1})
    steps = bridge(case, EARNING, one, Scenario("Six", {"profit": 2, "decisions_per_month": 3}))
    assert {s.name: pytest.approx(s.npv_change) for s in steps} == {
        "profit": 2.0, "decisions_per_month": 3.0,
    }  # fmt: skip


def test_a_bridge_to_the_same_place_has_no_steps():
    assert bridge(Case(), EARNING, DEAR, Scenario("Copy", DEAR.changes)) == []


def test_a_bridge_and_its_way_back_are_opposite():
    there = {s.name: s.npv_change for s in bridge(Case(), EARNING, Scenario(BASE), DEAR)}
    back = {s.name: -s.npv_change for s in bridge(Case(), EARNING, DEAR, Scenario(BASE))}
    assert there == pytest.approx(back)


def test_ranges_and_correlations_follow_the_scenario_that_is_shown(plan):
    from dataclasses import replace

    book = Book((Scenario("Twice", {"profit": 40}), Scenario("Full", {"adoption": "full"})))
    links = {("profit", "adoption_months"): 0.5, ("day_rate", "hosting"): 0.1}
    found = replace(plan, book=book, correlations=links, shown="Twice")
    assert found.ranges()["profit"].high == 48.0
    assert found.ranges(BASE)["profit"].high == 24.0
    assert found.links() == {("adoption_months", "profit"): 0.5}
    assert found.links("Full") == {}
    case, earning = found.under(EARNING)
    risk = simulate(case, earning, found.ranges(), correlations=found.links(), trials=200)
    assert risk.base == npv(book["Twice"])


def test_a_name_stands_once_whatever_its_capitals():
    book = Book((DEAR,))
    assert book["dear "] is DEAR
    assert " DEAR" in book
    assert "Cheap" not in book
    with pytest.raises(InputError, match="names that stand once; Base is taken; got Dear, DEAR"):
        Book((DEAR, Scenario("DEAR")))
    with pytest.raises(InputError, match="got base"):
        Book((Scenario("base"),))
    with pytest.raises(NotFound, match="no scenario called Cheap"):
        book["Cheap"]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("", "scenario must be a name; got ''"),
        ("  ", "scenario must be a name"),
        (None, "scenario must be a name; got None"),
        ("x" * 61, "scenario must be at most 60 characters long; got 61"),
        ("two\nlines", "made of characters that can be seen"),
        ("a\x07", "made of characters that can be seen"),
        ("right\u202eleft", "made of characters that can be seen"),
    ],
)
def test_a_name_that_cannot_be_shown_is_refused(name, said):
    with pytest.raises(InputError, match=said):
        Scenario(name)


@pytest.mark.parametrize("name", ["x" * 60, "=1+1", "Über 20 %, 悲观", " padded "])
def test_any_visible_name_is_taken(name):
    assert Scenario(name).name == name.strip()


def test_values_are_checked_as_those_of_the_base():
    with pytest.raises(InputError, match="hosting must be a number from 0"):
        Scenario("Bad", {"hosting": -1})
    with pytest.raises(InputError, match="name of an assumption; got 'hostign'"):
        Scenario("Bad", {"hostign": 1})
    with pytest.raises(InputError, match="horizon_months must be a number from 1 to 240"):
        Scenario("Bad", {"horizon_months": 1000})
    with pytest.raises(InputError, match=r"decisions_per_month must be a number from 0\.001"):
        Scenario("Bad", {"decisions_per_month": 0})
    assert Scenario("Good", {"horizon_months": 240}).changes["horizon_months"] == 240


def test_a_locked_scenario_is_not_changed_but_may_be_copied_or_removed():
    locked = Scenario("Board", {"hosting": 1}, locked=True)
    book = Book((locked,))
    with pytest.raises(InputError, match="scenario Board must be open for changes; got locked"):
        locked.with_values({"hosting": 2})
    with pytest.raises(InputError, match="open for changes"):
        locked.without("hosting")
    with pytest.raises(InputError, match="open for changes"):
        book.put(Scenario("Board", {"hosting": 2}))
    assert len(book.remove("Board")) == 1


def test_twenty_scenarios_are_enough():
    twenty = tuple(Scenario(f"S{i}") for i in range(20))
    assert len(Book(twenty)) == 21
    with pytest.raises(InputError, match="number of scenarios must be at most 20; got 21"):
        Book(twenty).put(Scenario("One more"))


def test_the_book_is_kept_in_order_while_it_is_edited():
    book = Book((DEAR, Scenario("Late"))).put(Scenario("Dear", {"hosting": 500}))
    assert book.names == (BASE, "Dear", "Late")
    assert book["Dear"].changes == {"hosting": 500.0}
    assert book.rename("Dear", "Costly").names == (BASE, "Costly", "Late")
    assert book.remove("dear").names == (BASE, "Late")
    assert book.free_name("Late") == "Late 2"
    assert DEAR.without("hosting").changes == {"profit": 15.0}
    for change in (book.remove, lambda name: book.rename(name, "Ground")):
        with pytest.raises(InputError, match="another than the base"):
            change(BASE)
    with pytest.raises(InputError, match="Base is taken"):
        book.put(Scenario(BASE, {"hosting": 3}))


def test_a_scenario_written_and_read_is_the_same():
    made = Scenario("S", {"season": [1] * 12, "adoption": "full"}, note="why", locked=True)
    assert Scenario.from_dict(made.to_dict()) == made
    assert hash(made) == hash(Scenario.from_dict(made.to_dict()))
    for wrong, said in (
        ({"changes": {}}, "a name with changes"),
        ({"name": "S", "color": "red"}, "made of known fields; got color"),
        ({"name": "S", "changes": [1]}, "values by name; got list"),
        ({"name": "S", "locked": 1}, "locked must be true or false"),
        ({"name": "S", "note": "x" * 5001}, "note must be at most 5,000"),
    ):
        with pytest.raises(InputError, match=said):
            Scenario.from_dict(wrong)
