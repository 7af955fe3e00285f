"""Tables and sentences that every paper shares: their numbers are those of the study."""

from dataclasses import replace

import pytest

from lepton.plots.format import money
from lepton.report.further import also_looked_at, mind_changers
from lepton.report.tables import (
    break_even_table,
    cost_table,
    figure_cards,
    ledger_table,
    measure_table,
    months_of,
    scenario_table,
    year_names,
    year_table,
    yearly,
)
from lepton.report.text import cleaned
from lepton.report.words import said


def test_the_years_add_up_to_the_months(good):
    rows = {row[0]: row for row in year_table(good).rows}
    assert rows["Net"][-1] == money(good.flow.net.sum())
    assert rows["Net, brought to today"][-1] == money(good.measures.npv)
    assert sum(yearly(good.flow.net)) == pytest.approx(good.flow.net.sum())
    assert len(year_names(36)) == len(yearly(good.flow.net)) == 4


def test_a_horizon_of_no_whole_years_keeps_its_last_months():
    assert year_names(14) == ("Today", "Year 1", "2 more months")
    assert yearly(range(15)) == [0.0, 78.0, 27.0]


def test_costs_are_positive_and_add_up(good):
    table = cost_table(good)
    assert [row[0] for row in table.rows][:5] == [
        "Needs analysis", "Data preparation", "Model building", "Deployment", "Operations",
    ]  # fmt: skip
    assert table.rows[-1][-1] == money(good.measures.total_costs)


def test_every_measure_stands_with_what_it_is_of(good):
    rows = {row[0]: row[1:] for row in measure_table(good).rows}
    assert rows["Net present value (NPV)"][0] == money(good.measures.npv)
    assert "36 months at 10" in rows["Net present value (NPV)"][1]
    assert "over that of the costs" in rows["Return on investment (ROI)"][1]


def test_cards_word_the_headline_figures_alike(good):
    cards = {name: value for name, value, _ in figure_cards(good)}
    assert cards["Net present value"] == money(good.measures.npv, short=True)
    assert money(good.risk.p10, short=True) in cards["P10 to P90"]
    words = said(good).headline.replace("\u00a0", " ")
    assert cards["Net present value"].replace("\u00a0", " ") in words
    assert cards["Paid back after"].replace("\u00a0", " ") in words


def test_scenarios_stand_with_their_difference(good):
    rows = scenario_table(good).rows
    assert [row[0] for row in rows] == [each.name for each in good.outcomes]
    assert rows[0][2] == "–"
    assert rows[2][2] == "+" + money(good.outcomes[2].difference, short=True)


def test_never_paid_back_is_an_answer(bad):
    assert months_of(None, 36) == "not within 3\u00a0years"
    assert "not within" in scenario_table(bad).rows[0][4]


def test_guesses_are_counted_under_the_list_of_assumptions(good):
    table = ledger_table(good)
    assert len(table.rows) == good.ledger.total
    assert table.note == f"{good.ledger.said()}."
    sources = {row[0]: row[3] for row in table.rows}
    assert sources["A day of work"] == "From the finance system: Rates of 2025"
    assert len(ledger_table(good, 5).rows) == 5


def test_the_first_assumptions_are_those_that_move_most(good):
    first = ledger_table(good, 2).rows
    assert [row[0] for row in first] == [good.labels[bar.name] for bar in good.tornado[:2]]


def test_break_evens_name_those_that_have_one_first(good):
    few = break_even_table(good, 3).rows
    assert len(few) == 3
    assert all("nowhere" not in row[2] for row in few)


def test_what_would_change_our_mind_is_never_empty(good, bad):
    for each in (good, bad):
        told = mind_changers(each)
        assert len(told) >= 2
        assert "the worst 5 % come to" in told[-1]
    assert any("delay" in told or "Waiting" in told for told in also_looked_at(good, said(good)))


def test_an_offer_is_set_against_building(good):
    from lepton.finance import Offer

    plan = replace(good.plan, offer=Offer(name="Elsewhere", upfront=10_000, per_month=900))
    told = also_looked_at(replace(good, plan=plan), said(good))[-1]
    assert "buying from Elsewhere" in told


def test_hidden_characters_go_and_units_stay_with_their_number():
    assert cleaned("a\u202eb\x00\ufeff  c") == "ab c"
    assert cleaned("5\u00a0%") == "5\u00a0%"
    assert cleaned("x" * 50, 10) == "x" * 9 + "…"
