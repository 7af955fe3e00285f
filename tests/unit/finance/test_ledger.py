"""Every number has a range and a source, and what nobody has looked into is called a guess."""

from dataclasses import replace

import numpy as np
import pytest

from lepton.errors import InputError, NotFound
from lepton.finance import Case, Entry, FlatEarning, Ledger, cash_flow, first_ledger
from lepton.finance.fields import FIELDS
from lepton.finance.idle import DECIDED, used_names
from lepton.finance.names import EARNED, field_of, group_of, label_of, may_range

EARNING = FlatEarning(profit=20.0, decisions_per_month=1000)


@pytest.fixture
def ledger():
    return first_ledger(Case(), EARNING)


def hosting(**rest):
    return Entry(id="hosting", value=150.0, **rest)


def test_every_number_of_the_case_and_of_what_it_earns_has_an_entry(ledger):
    assert {entry.id for entry in ledger} == {*FIELDS, *EARNING.base}
    assert all(entry.label == label_of(entry.id) for entry in ledger)
    assert all(entry.used_in for entry in ledger)


def test_what_nobody_has_touched_is_a_guess(ledger):
    assert ledger.said() == f"{ledger.total} of {ledger.total} inputs are guesses"
    known = ledger.measured({"training_hours": 0.2}, "seven trainings here")
    known = known.with_source("hosting", source_type="finance system", owner="Ann", confidence=4)
    assert known.said() == f"{ledger.total - 2} of {ledger.total} inputs are guesses"
    assert known["training_hours"].source_type == "measured"
    assert known["training_hours"].value == 0.2


def test_one_guess_and_none_are_said_so(ledger):
    for entry in ledger.used:
        ledger = ledger.with_source(entry.id, source_type="expert", confidence=3)
    assert ledger.said() == f"none of {ledger.total} inputs is a guess"
    one = ledger.with_source("hosting", source_type="guess")
    assert one.said() == f"1 of {ledger.total} inputs is a guess"


CASES = [
    Case(),
    Case(adoption="logistic", compute="rented", tax_rate=0.2, depreciation_months=24),
    Case(adoption="bass", compute="owned", retrain_every=0, inflation=0.02),
    Case(adoption="full", retrain_every=1, review_share=0.1, label_count=500),
    Case(half_life_months=0, season=(0.5, 1.5) * 6, training_runs=0, trained_users=0),
    Case(lasting_share=1.0, retrain_runs=0, training_runs=0, timing="mid"),
]


@pytest.mark.parametrize("case", CASES)
def test_an_input_counts_only_if_the_result_depends_on_it(case):
    """A field that is idle changes no month; one that counts changes at least one."""
    used = used_names(case.to_dict())
    kept = cash_flow(case, EARNING)
    for name, field in FIELDS.items():
        if not field.numeric or name in (*DECIDED, "delivery_chance"):
            continue
        other = replace(case, **{name: _moved(field, getattr(case, name))})
        flow = cash_flow(other, EARNING)
        same = np.array_equal(flow.net, kept.net) and flow.npv == kept.npv
        if name in used:
            assert not same, name
        elif getattr(case, name) != 0 or name not in {"inflation", "tax_rate"}:
            assert same, name


def _moved(field, value):
    more = value + 1 if field.whole else value * 1.5 + 0.01
    return more if more <= field.high else value / 2


def test_the_chance_of_delivery_counts_because_the_risk_depends_on_it():
    assert "delivery_chance" in used_names(Case().to_dict())


def test_the_cost_of_takers_counts_only_where_there_is_an_offer():
    values = {**Case().to_dict(), "incentive_cost": 0.0, "takers": 1.0}
    assert "takers" not in used_names(values)
    assert "takers" in used_names({**values, "incentive_cost": 5.0})


def test_first_ranges_are_ready_for_the_simulation_and_only_of_inputs(ledger):
    ranges = ledger.ranges()
    assert ranges["needs_days"].to_dict() == {"kind": "pert", "low": 8.0, "mode": 10, "high": 15.0}
    assert set(ranges) <= {entry.id for entry in ledger.used}
    full = ledger.aligned(Case(adoption="full"), EARNING.base)
    assert "adoption_months" not in full.ranges()


def test_the_range_of_the_success_rate_is_taken_from_the_money():
    class Offered(FlatEarning):
        base = {**EARNING.base, "success_rate": 0.3}  # noqa: RUF012 - a fixed example

    given = first_ledger(Case(), Offered(1.0, 1.0), success_low=0.2, success_high=0.5)
    assert (given["success_rate"].low, given["success_rate"].high) == (0.2, 0.5)
    usual = first_ledger(Case(), Offered(1.0, 1.0))
    assert usual["success_rate"].low == pytest.approx(0.15)


def test_a_range_moves_with_its_value():
    entry = hosting(low=100, mode=120, high=300, distribution="pert")
    twice = entry.with_value(300)
    assert (twice.low, twice.mode, twice.high) == (200.0, 240.0, 600.0)


def test_a_range_that_moves_stays_within_the_bounds():
    entry = Entry(id="adoption_ceiling", value=0.5, low=0.3, high=0.8, distribution="pert")
    assert entry.with_value(1.0).high == 1.0
    assert entry.with_value(1.0).low == 0.6


@pytest.mark.parametrize(("old", "new"), [(150.0, 0.0), (0.0, 150.0)])
def test_a_range_that_cannot_move_is_taken_away(old, new):
    entry = Entry(id="hosting", value=old, low=0, high=300, distribution="uniform")
    assert not entry.with_value(new).ranged


def test_a_counted_share_loses_its_count_with_another_value():
    entry = Entry(id="review_share", value=0.3, k=30, n=100, distribution="beta")
    assert entry.range.mean == pytest.approx(31 / 102)
    assert not entry.with_value(0.4).ranged
    assert entry.with_value(0.3) is entry


def test_a_measured_value_that_somebody_overwrites_becomes_a_guess(ledger):
    known = ledger.measured({"training_hours": 0.2}, "seven trainings here")
    assert known.with_value("training_hours", 0.5)["training_hours"].guessed
    assert not known.with_value("training_hours", 0.2)["training_hours"].guessed
    client = known.with_client({"training_hours": 0.5})
    assert client["training_hours"].source_type == "client"


def test_a_list_follows_another_kind_of_earning(ledger):
    other = {"success_rate": 0.3, "decisions_per_month": 5.0, "fixed_cost": 0.0, "share": 0.1}
    found = ledger.aligned(Case(hosting=500), other)
    assert "profit" not in found
    assert found["success_rate"].guessed
    assert found["hosting"].value == 500
    assert found["hosting"].high == pytest.approx(ledger["hosting"].high / 150 * 500)
    assert found.aligned(Case(hosting=500), other) is found


def test_a_change_is_dated(ledger):
    assert ledger.with_value("hosting", 200, at="2026-03-01")["hosting"].edited == "2026-03-01"


def test_a_list_written_and_read_is_the_same(ledger):
    told = ledger.with_source("hosting", owner="Ann", date="March", source="an invoice")
    assert Ledger.from_dict(told.to_dict()) == told
    assert told.said_of("hosting") == "Hosting is a guess: an invoice"


def test_what_a_list_leaves_out_is_filled_from_the_case():
    one = [Entry(id="hosting", value=5.0, source_type="expert", confidence=3).to_dict()]
    found = Ledger.from_dict(one, Case())
    assert found["hosting"].source_type == "expert"
    assert found["monitoring"].guessed


def test_the_list_refuses_what_stands_twice_or_is_missing(ledger):
    with pytest.raises(InputError, match="in which every assumption stands once; got hosting"):
        Ledger((*ledger.entries, ledger["hosting"]))
    with pytest.raises(InputError, match="got no horizon_months"):
        Ledger(tuple(e for e in ledger if e.id != "horizon_months"))
    with pytest.raises(NotFound, match="no assumption called benefit"):
        ledger["benefit"]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"distribution": "pert", "low": 300, "high": 100}, "range of Hosting must be from low to"),
        ({"distribution": "pert", "low": 100, "high": 100}, "range of Hosting must be from low to"),
        ({"distribution": "pert", "low": 100}, "high end of Hosting must be given"),
        ({"distribution": "pert", "low": 160, "high": 300}, "most likely value of Hosting must be"),
        ({"distribution": "triangular", "low": 1, "mode": 0, "high": 300}, "most likely value of"),
        ({"distribution": "uniform", "low": -1, "high": 300}, "Hosting, low: hosting must be"),
        ({"distribution": "uniform", "low": "1", "high": 300}, "Hosting, low: hosting must be"),
        ({"distribution": "lognormal", "low": 0, "high": 300}, "lognormal range of Hosting must"),
        ({"distribution": "beta", "k": 3, "n": 10}, "Only a share can be so many"),
        ({"distribution": "bernoulli"}, "distribution must be one of triangular"),
        ({"source_type": "rumour"}, "source_type must be one of measured, finance system"),
        ({"confidence": 0}, "confidence must be a whole number from 1 to 5; got 0"),
        ({"confidence": 6}, "confidence must be a whole number from 1 to 5; got 6"),
        ({"confidence": True}, "confidence must be a whole number from 1 to 5; got True"),
        ({"source": "x" * 501}, "source must be at most 500 characters long; got 501"),
        ({"owner": "a\x00b"}, "owner must be made of characters that can be seen"),
        ({"owner": 3}, "owner must be text; got 3"),
    ],
)
def test_what_cannot_be_used_is_refused_in_one_sentence(given, said):
    with pytest.raises(InputError, match=said):
        hosting(**given)


def test_the_other_side_of_each_bound_is_taken():
    assert hosting(distribution="uniform", low=0, high=1).range.low == 0
    assert hosting(distribution="pert", low=150, high=151).range.mode == 150
    assert hosting(distribution="triangular", low=1, mode=1, high=300).range.mode == 1
    assert hosting(source="x" * 500, confidence=5).confidence == 5
    assert hosting(owner="Zoë 陈\nand Jo").owner == "Zoë 陈\nand Jo"


@pytest.mark.parametrize(
    ("k", "n", "said"),
    [(3, 2, "k must be"), (-1, 5, "k must be"), (0, 0, "n must be"), (None, 5, "k must be")],
)
def test_a_count_is_some_of_all(k, n, said):
    with pytest.raises(InputError, match=f"Count behind Decisions that a person looks at: {said}"):
        Entry(id="review_share", value=0.3, distribution="beta", k=k, n=n)
    assert Entry(id="review_share", value=0.3, distribution="beta", k=5, n=5).range.k == 5


@pytest.mark.parametrize("name", ["horizon_months", "adoption", "season", "share", "build_months"])
def test_choices_whole_months_and_decisions_have_no_range(name):
    value = {**Case().to_dict(), "share": 0.2}[name]
    assert not may_range(name)
    with pytest.raises(InputError, match="a number that may vary, to have a range"):
        Entry(id=name, value=value, distribution="pert", low=1, high=2)


def test_a_range_is_given_and_taken_away_by_name(ledger):
    wide = ledger.with_range("day_rate", "lognormal", low=500, high=1500)
    assert wide.ranges()["day_rate"].kind == "lognormal"
    assert "day_rate" not in wide.with_range("day_rate", "").ranges()
    with pytest.raises(InputError, match="range must be made of ends; got middle"):
        ledger.with_range("day_rate", "pert", middle=3)
    with pytest.raises(InputError, match="told by source_type"):
        ledger.with_source("day_rate", value=3)


def test_every_assumption_has_a_label_a_group_and_a_unit():
    for name in (*FIELDS, *EARNED):
        assert field_of(name).unit
        assert label_of(name)
        assert group_of(name)
    with pytest.raises(InputError, match="assumption must be the name of an assumption"):
        field_of("hostign")
